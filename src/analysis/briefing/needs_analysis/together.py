"""Measures of one subject as panels with axes of one length; the one furthest off is told first."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.briefing.figures import NEIGHBOURS, Figures, source_line
from analysis.briefing.needs_analysis.pictures import series
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.catalogue.indicators import chosen
from analysis.present import charts, numbers
from analysis.present.charts.time.trend_drawing import Trend
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import Comparator, latest, points
from analysis.present.words.changes import short
from analysis.present.words.headlines import headline_over_time

ALL_PUPILS = "all_pupils"


def together(figures: Figures, *names: str, message: str = "") -> Exhibit:
    """The measures as panels beside similar authorities and England, or beside all pupils here.

    The headline is the `message`, or tells the measure that lies furthest from similar authorities
    beyond chance, and says so where it is good; or else what moved most beyond chance.
    """
    wanted = chosen(names)
    shown = [_series(figures, figures.indicator(i.id)) for i in wanted]
    return charts.panels(
        shown,
        key=f"{names[0]}-together",
        headline=message or _furthest(figures, wanted),
        subtitle=_subtitle(figures, shown),
        source=source_line(wanted),
        quiet={i.id for i in wanted[1:] if _quiet(figures, i)},
    )


def _quiet(figures: Figures, i: Indicator) -> bool:
    """Whether its newest figure is missing, or neither it nor its change is clear (95%)."""
    own = figures.here(i.id)
    if not own.known or not i.has_interval:
        return not own.known
    side, moved = own.side(figures.similar(i.id)), figures.change(i.id, years=5).verdict
    return side not in ("higher", "lower") and moved not in ("rose", "fell")


def _series(figures: Figures, i: Indicator) -> Trend:
    """The figures of a measure, beside those of all pupils here where they are published."""
    own = series(figures, i, (NEIGHBOURS, "england"))
    pupils = points(i, figures.rows(i.id), figures.area.code, group=ALL_PUPILS)
    if not latest(pupils):
        return own
    beside = Comparator(key=ALL_PUPILS, label="all pupils", series=pupils)
    return replace(own, others=[*(o for o in own.others if o.key == NEIGHBOURS), beside])


def _subtitle(figures: Figures, shown: Sequence[Trend]) -> str:
    ends = [(p.period_end, short(each.indicator, p.period_end)) for each in shown for p in each.own]
    years = f", {min(ends)[1]} to {max(ends)[1]}" if ends else ""
    return f"{figures.area.name}{years}; newest figures over each panel."


def _furthest(figures: Figures, wanted: Sequence[Indicator]) -> str:
    """What the headline tells by rule: at 99.8% as the five things do, or else at 95%."""
    names = {i.id for i in wanted}
    firm = [n.indicator for n in figures.differences if n.indicator.id in names and not n.doubtful]
    tested = [i for i in wanted if figures.here(i.id).side(figures.similar(i.id))]
    apart = [i for i in tested if figures.here(i.id).side(figures.similar(i.id)) != "similar"]
    apart.sort(key=lambda i: -_distance(figures, i))
    if found := firm + apart:
        return _told(figures, found[0])
    if moved := _moved(figures, wanted):
        return moved
    if tested:
        return "No measure here differs from similar authorities by more than chance would explain"
    if any(figures.here(i.id).known for i in wanted):
        return "No measure here can be tested against similar authorities"
    return f"No new figure of these measures is published for {figures.area.name}"


def _moved(figures: Figures, wanted: Sequence[Indicator]) -> str:
    """What changed most beyond chance over up to five years, in its shape; '' where nothing did."""
    found = [(i, figures.change(i.id, years=5)) for i in wanted if i.has_interval]
    moved = [
        (abs(c.difference) / max(c.upper - c.lower, 1e-9), i.id, c)
        for i, c in found
        if c.verdict in ("rose", "fell") and c.later == figures.newest[i.id].date()
        if c.difference is not None and c.upper is not None and c.lower is not None
    ]
    if not moved:
        return ""
    _, name, change = max(moved, key=lambda each: each[0])
    return headline_over_time(figures.indicator(name), figures.rows(name), figures.area, change)


def _distance(figures: Figures, i: Indicator) -> float:
    """How far a figure lies from the median of similar authorities, in widths of its interval."""
    own = figures.here(i.id)
    low, high = own.limits
    return abs(own.number() - figures.similar(i.id).number()) / max(high - low, 1e-9)


def _told(figures: Figures, i: Indicator) -> str:
    own, similar = figures.here(i.id), figures.similar(i.id)
    over = own.number() > similar.number()
    side = "higher" if over else "lower"
    good = "" if i.polarity == NEUTRAL or i.other_side_of else "better"
    if good and over != (i.polarity == HIGH):
        good = "worse"
    there = numbers.figure(i, similar.number(), average=True)
    return (
        f"{i.title}: {own.printed} here, {there} in similar authorities, {good or side} than usual"
    )
