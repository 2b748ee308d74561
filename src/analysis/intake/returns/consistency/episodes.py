"""Whether an episode agrees with itself, with its child and with its year."""

from datetime import date

import numpy as np

from analysis.catalogue.returns.codes.care import NO_PROVIDER, WRONG_PROVIDER
from analysis.catalogue.returns.tables import TABLES
from analysis.intake.returns.consistency.look import Look, birthday
from analysis.intake.returns.files.years import MOST_ELSEWHERE, mostly

EIGHTEEN = 18
FEW = 2
"""So few ends do not tell of which year a table is."""


def in_order(look: Look) -> None:
    """Start, end and reason for ending."""
    start, end = look.days("episodes", "DECOM"), look.days("episodes", "DEC")
    reason = look.tables["episodes"]["REC"].notna().to_numpy()
    ended = ~np.isnat(end)
    look.tell("episode_ends_before_start", "episodes", end < start, "DEC")
    look.tell("episode_of_no_day", "episodes", (end == start) & ended, "DEC")
    look.tell("end_without_reason", "episodes", ended & ~reason, "REC")
    open_again = ~ended & reason & ~np.isnat(start)
    look.tell("reason_without_end", "episodes", open_again, "DEC")


def of_another_year(look: Look) -> None:
    """A whole table of another year than it is said to be."""
    end = look.days("episodes", "DEC")
    for place, year in enumerate(look.years):
        of = look.year["episodes"] == place
        ends = end[of & ~np.isnat(end)]
        other, share = mostly(ends.astype(np.int64))
        if len(ends) > FEW and other not in (None, year) and share > MOST_ELSEWHERE:
            look.findings.add(
                "year_unlike_dates",
                ", ".join(_files(look, place)),
                table="episodes",
                touches=TABLES["episodes"].touches,
                children=len(np.unique(look.child["episodes"][of])),
                year=year,
                other=other,
                share=f"{share:.0%}",
            )


def of_the_year(look: Look) -> None:
    """Episodes that are not of their year."""
    start, end = look.days("episodes", "DECOM"), look.days("episodes", "DEC")
    first, last = look.first("episodes"), look.last("episodes")
    look.tell_years("episode_ended_before_year", "episodes", end < first, "DEC")
    look.tell_years("episode_after_year", "episodes", (start > last) | (end > last), "DECOM")


def _files(look: Look, place: int) -> list[str]:
    """The names of the files of a year's episodes."""
    numbers = look.tables["episodes"]["FILE"].to_numpy()[look.year["episodes"] == place]
    return [look.records.files[number] for number in np.unique(numbers)]


def of_the_child(look: Look) -> None:
    """Episodes before birth, or after the 18th birthday."""
    start, end = look.days("episodes", "DECOM"), look.days("episodes", "DEC")
    born = look.born[look.key("episodes")]
    look.tell("episode_before_birth", "episodes", start < born, "DECOM")
    adult = birthday(born, EIGHTEEN)
    late = start >= adult
    look.tell("start_after_eighteen", "episodes", late, "DECOM")
    goes_on = np.where(np.isnat(end), adult <= look.last("episodes"), end > adult)
    look.tell("episode_after_eighteen", "episodes", goes_on & ~late & ~np.isnat(start), "DEC")


def provider(look: Look) -> None:
    """Providers that a placement cannot have, or must have."""
    told = look.tables["episodes"]["PLACE_PROVIDER"].notna().to_numpy()
    placed = look.tables["episodes"]["PLACE"].notna().to_numpy()
    wrong = told & look.is_in("episodes", "PLACE", NO_PROVIDER)
    for code, places in WRONG_PROVIDER.items():
        of = look.is_in("episodes", "PLACE_PROVIDER", (code,))
        wrong |= of & look.is_in("episodes", "PLACE", places)
    parents = look.is_in("episodes", "PLACE_PROVIDER", ("PR0",))
    wrong |= parents & placed & ~look.is_in("episodes", "PLACE", ("P1",))
    look.tell("provider_wrong", "episodes", wrong, "PLACE_PROVIDER")
    needed = placed & ~look.is_in("episodes", "PLACE", NO_PROVIDER)
    look.tell("provider_blank", "episodes", needed & ~told, "PLACE_PROVIDER")


def changed_places(look: Look) -> None:
    """Episodes that are out of order, and in order once day and month change places."""
    start, end = look.days("episodes", "DECOM"), look.days("episodes", "DEC")
    last = look.last("episodes")
    late = (start > last) | (end > last)
    wrong = np.flatnonzero(((end < start) | late) & ~np.isnat(start))
    mends = np.zeros(len(start), dtype=bool)
    mends[wrong] = [
        _mended(*days)
        for days in zip(*(each[wrong].astype(object) for each in (start, end, last)), strict=True)
    ]
    look.tell("day_and_month_changed", "episodes", mends, "DECOM")


def _mended(start: date, end: date | None, last: date) -> bool:
    """Whether an episode is in order with day and month of its start, end or both changed."""
    ends: list[date | None] = [None] if end is None else [*_both_ways(end)]
    return any(s <= last and (e is None or s <= e <= last) for s in _both_ways(start) for e in ends)


def _both_ways(day: date) -> list[date]:
    """A day, and the same with day and month changed where that is a day too."""
    return [day] if day.day > 12 else [day, date(day.year, day.day, day.month)]


def short_breaks(look: Look) -> None:
    """Returns of short-term breaks alone, or mostly."""
    key, short = look.key("episodes"), look.short_breaks
    known = look.tables["episodes"]["LS"].notna().to_numpy()
    for place, _ in enumerate(look.years):
        of = (look.year["episodes"] == place) & known
        children, other = np.unique(key[of]), np.unique(key[of & ~short])
        alone = len(children) - len(other)
        words = {"table": "episodes", "touches": (), "children": alone}
        file = ", ".join(_files(look, place))
        if alone and not len(other):
            look.findings.add("only_short_breaks", file, "LS", **words)  # type: ignore[arg-type]
        elif alone > len(children) / 2:
            share = f"{alone / len(children):.0%}"
            look.findings.add("mostly_short_breaks", file, "LS", share=share, **words)  # type: ignore[arg-type]


RULES = (in_order, of_the_year, of_the_child, provider, changed_places, short_breaks)
