"""The headline figures of a council's own return, and this year so far beside years before it."""

from functools import partial

import pandas as pd

from analysis.briefing.figures import Figures, source_line
from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.own_return.newer import (
    as_rows,
    beside_published,
    tested,
    trust_counted_otherwise,
)
from analysis.briefing.own_return.opening import from_return
from analysis.briefing.parts import prose, table
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import chosen
from analysis.core.results import Change
from analysis.measure.change import last_change
from analysis.present import numbers, words
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.rows import Point, on, points
from analysis.present.words.returns import own_return

HEADLINES = (
    "cla_number",
    "cla_rate",
    "uasc_share",
    "placed_foster",
    "placed_childrens_homes",
    "external_provision",
    "placed_over_20_miles_outside",
    "three_or_more_placements",
    "same_placement_two_years",
    "health_assessment",
    "missing_during_year",
    "care_leavers_in_eet_19_21",
    "care_leavers_suitable_accommodation_19_21",
)
SO_FAR = (
    "cla_started_number",
    "cla_ceased_number",
    "adopted_number",
    "missing_during_year",
    "missing_more_than_once",
    "three_or_more_placements",
    "three_or_more_social_workers",
    "new_placements_over_20_miles_outside",
)
SAID_SO_FAR = ("cla_started_number", "cla_ceased_number", "missing_during_year")
MOST_YEARS = 4
NONE = "none"
year_before = partial(last_change, months=(12, 12))


@from_return
def own_headlines(figures: Figures, own: OwnFigures) -> Exhibit:
    """The newest figure of the return beside the newest published one, measure by measure."""
    wanted = chosen(HEADLINES)
    origin = "A made-up return" if own.made_up else "Our own return"
    return table(
        "own-headlines",
        f"{origin} to {own.to} beside published figures",
        f"Newest figure of the return and newest published figure, {figures.area.name}",
        [_headline(figures, own, figures.indicator(i.id)) for i in wanted],
        source=f"{own.source}; {source_line(wanted)}",
        note="Beside the published: whether the figure of the return is higher or lower by more "
        "than chance would explain (95%). England's figure is the newest published. "
        f"{own_return.of_trust(trust_counted_otherwise(figures))}".strip(),
    )


@from_return
def own_headlines_in_short(figures: Figures, own: OwnFigures) -> Bullets:
    """How many children the return counts, and what in it differs from the published by more than
    chance.
    """
    number, *others = map(figures.indicator, HEADLINES)
    made_up = "made up, " if own.made_up else ""
    told = [
        f"{i.title}: {printed(i, own.series(i)[-1])} ({made_up}{_period(i, own.series(i)[-1])}). "
        f"{own_return.VERDICTS[change.verdict].capitalize()} than published: "
        f"{figures.here(i.id).printed} ({words.short(i, figures.newest[i.id])})."
        for i in others
        if (change := beside_published(figures, i)).verdict in ("rose", "fell")
    ]
    nothing = "No other headline figure differs from the published one by more than chance."
    children, day = printed(number, own.series(number)[-1]), f"{own.as_at.day} {own.as_at:%B %Y}"
    origin = "a made-up return" if own.made_up else "the council's own return"
    first = f"{number.title}: {children} on {day}, in {origin}."
    return Bullets(points=[first, *(told[:5] or [nothing])])


def _headline(figures: Figures, own: OwnFigures, i: Indicator) -> dict[str, str]:
    ours, theirs, england = own.series(i), figures.here(i.id), figures.england(i.id)
    newest = ours[-1] if ours else None
    change = beside_published(figures, i)
    return {
        "Measure": i.title,
        "Made-up return" if own.made_up else "Own return": printed(i, newest),
        "95% interval": interval(i, newest),
        "Day": _period(i, newest) if newest else NONE,
        "Published": f"{theirs.printed} ({words.short(i, figures.newest[i.id])})",
        "Beside the published": own_return.VERDICTS[change.verdict],
        "England": england.printed,
    }


@from_return
def own_so_far(figures: Figures, own: OwnFigures) -> Exhibit | Prose:
    """What happened from 1 April to the last day of the return, and in the same months before."""
    days = _same_days(own)
    if not days:
        return prose(
            f"The return ends with a year, on {own.to}: there is nothing of the next one in it."
        )
    months = f"1 April to {own.as_at.day} {own.as_at:%B}"
    return table(
        "own-so-far",
        f"So far this year, beside the same months of earlier years: {months}",
        f"{months} of each year, {figures.area.name}: part of a year, never beside a whole one",
        [_so_far(own, i, days) for i in chosen(SO_FAR)],
        source=own.source,
        note="The interval is of this year's figure. Beside a year before: higher or lower than "
        "then by more than chance would explain (95%).",
    )


def _so_far(own: OwnFigures, i: Indicator, days: list[pd.Timestamp]) -> dict[str, str]:
    found = {day: on(points(i, own.measured, own.area.code), day) for day in days}
    return {
        "Measure": i.title,
        **{f"{day:%Y}": printed(i, point) for day, point in found.items()},
        "95% interval": interval(i, found[days[-1]]),
        "Beside a year before": own_return.VERDICTS[_since_year_before(own, i, days).verdict],
    }


@from_return
def say_so_far(_: Figures, own: OwnFigures) -> Bullets | Prose:
    """Sentences on the year so far: how many came, left and were missing, and a year before."""
    days = _same_days(own)
    if not days:
        return prose("Figures of whole years are in the table above.")
    told = []
    for i in chosen(SAID_SO_FAR):
        now = on(points(i, own.measured, own.area.code), days[-1])
        if now and now.known:
            told.append(own_return.so_far(i, now, _since_year_before(own, i, days)))
    return Bullets(points=told) if told else prose("These numbers are too small to be shown.")


def _same_days(own: OwnFigures) -> list[pd.Timestamp]:
    """The last day of the return and the same day of earlier years, oldest first; none at a year's
    end.
    """
    last = pd.Timestamp(own.as_at)
    if (last.month, last.day) == (3, 31):
        return []
    days = pd.DatetimeIndex(sorted(own.measured["period_end"].unique()))
    return [*days[(days.month == last.month) & (days.day == last.day)]][-MOST_YEARS:]


def _since_year_before(own: OwnFigures, i: Indicator, days: list[pd.Timestamp]) -> Change:
    return tested(year_before, i, as_rows(own, i, days[-2:]))


def printed(i: Indicator, point: Point | None) -> str:
    """A figure as a table prints it, or the reason why there is none."""
    return numbers.figure(i, point.value, point.status) if point else numbers.reason("missing")


def interval(i: Indicator, point: Point | None) -> str:
    """Its 95% interval; 'none' where no interval can be given."""
    limited = point is not None and point.limited
    return numbers.interval(i, point.lower, point.upper) if point and limited else NONE


def _period(i: Indicator, point: Point) -> str:
    """The day or the whole year that a figure is of."""
    day = f"{point.period_end.day} {point.period_end:%b %Y}"
    return f"year to {day}" if i.period == "year to march" else day
