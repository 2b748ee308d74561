"""The charts of a report: an indicator's name in, an exhibit out, with source and tested change."""

from dataclasses import replace

from analysis.briefing.figures import Figures, source_line
from analysis.briefing.own_return.newer import newer
from analysis.briefing.parts import once
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import chosen, indicator
from analysis.core import store
from analysis.measure.funnel import funnel as funnel_of
from analysis.present import charts
from analysis.present.charts.time.trend_drawing import Event
from analysis.present.parts.exhibit import Exhibit
from analysis.present.returned import Returned
from analysis.present.words.homes.places import with_trust

SPINE = (
    "cla_rate",
    "cla_started_rate",
    "placed_foster",
    "placed_over_20_miles_outside",
    "three_or_more_placements",
    "same_placement_two_years",
    "three_or_more_social_workers",
    "health_assessment",
    "dental_check",
    "sdq_concern",
    "attainment_8",
    "absence_persistent",
    "missing_during_year",
    "care_leavers_in_eet_19_21",
    "care_leavers_suitable_accommodation_19_21",
    "social_worker_agency",
)


@once
def trend(figures: Figures, name: str, events: tuple[Event, ...] = ()) -> Exhibit:
    """How a figure moved beside England, the region and similar authorities; events are marked."""
    i = figures.indicator(name)
    ours = newer(figures, i)
    return charts.trend(
        i,
        figures.rows(name),
        figures.area,
        source=_cited(figures, i, ours),
        change=figures.change(name, years=5) if i.has_interval else None,
        events=events,
        returned=ours,
    )


def _cited(figures: Figures, i: Indicator, ours: object) -> str:
    """The publications behind a chart, and the return where figures of it are shown."""
    return f"{source_line([i])}; {figures.own.source}" if figures.own and ours else source_line([i])


def dots(figures: Figures, name: str) -> Exhibit:
    """The newest figure beside the ten similar authorities, each named."""
    i = indicator(name)
    return charts.dot_plot(i, figures.rows(name), figures.area, source=source_line([i]))


def split(figures: Figures, name: str) -> Exhibit:
    """The newest figure by category, beside England."""
    i = indicator(name)
    rows, categories = figures.rows(name), CATEGORIES[i.split]
    if i.split == "provider" and figures.recording_change:
        categories = categories | {"voluntary": "Charities or the council's trust"}
    ours = _by_category(figures, i)
    source = _cited(figures, i, ours)
    exhibit = charts.breakdown(
        i, rows, figures.area, source=source, categories=categories, returned=ours
    )
    if i.split != "provider":
        return exhibit
    headline, note = with_trust(figures.area, exhibit.headline)
    notes = (exhibit.note, note, figures.recording_change)
    return replace(exhibit, headline=headline, note=" ".join(filter(None, notes)))


def _by_category(figures: Figures, i: Indicator) -> dict[str, Returned]:
    """What the council's own return says of each category on its newest day, where that is newer
    than what is published.
    """
    found = {c: newer(figures, i, c) for c in CATEGORIES[i.split]}
    known = {c: each for c, each in found.items() if each}
    newest = max((each.series[-1].period_end for each in known.values()), default=None)
    return {c: each for c, each in known.items() if each.series[-1].period_end == newest}


def peers(figures: Figures, topic: str, *names: str) -> Exhibit:
    """Children in care beside all pupils and children in need; `topic` names the exhibit."""
    wanted, key = chosen(names), f"{topic}-peers"
    rows = figures.all_rows(wanted)
    return charts.pupil_groups(wanted, rows, figures.area, source=source_line(wanted), key=key)


@once
def spine(figures: Figures, *names: str) -> Exhibit:
    """Where the authority lies in the range of similar authorities: these measures, or SPINE."""
    wanted = chosen(names or SPINE)
    return charts.spine_chart(
        wanted, figures.all_rows(wanted), figures.area, source=source_line(wanted)
    )


def funnel(figures: Figures, name: str) -> Exhibit:
    """All authorities by size, with limits that allow for real differences; or else dots."""
    i = indicator(name)
    latest = store.read(store.LATEST_FILE, where={"indicator": i.id})
    period_end = figures.newest[name]
    everyone = latest[latest["period_end"] == period_end]
    everyone = everyone[everyone["lower95"].notna()].set_index("area")
    if figures.area.code not in everyone.index:
        return dots(figures, name)
    result = funnel_of(
        everyone["numerator"], everyone["denominator"], i.kind, i.per if i.kind == "rate" else None
    )
    if not result.is_informative:
        return dots(figures, name)
    return charts.funnel_plot(
        i, result, figures.area, period_end=period_end, source=source_line([i])
    )
