"""Sentences about the number of children to come: the range, what was said before, how far to trust
it. Numbers are rounded to whole children as the tables print them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.present.numbers import plain
from analysis.present.parts.prose import listed

GOOD_PERCENT, ROUGH_PERCENT = 12, 25
NARROW, BROAD = 72, 95
EIGHT_OF_TEN = "eight of ten futures"


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """Quantiles of a count in one year to come, and its central figure; nan where there is none.

    `level` says that the level of the year before is held, because nothing beats it so far ahead;
    `still` that the central figure is today's number, because the method does not beat it;
    `extrapolated` that the range is extrapolated from errors of shorter forecasts.
    """

    year: int
    central: float
    p025: float
    p10: float
    p25: float
    p75: float
    p90: float
    p975: float
    level: bool = False
    still: bool = False
    extrapolated: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.central == self.central

    @property
    def likely(self) -> str:
        """Eight of ten futures, as printed: '1,132 to 1,520'."""
        return span(self.p10, self.p90)

    @property
    def nearly_all(self) -> str:
        """Nineteen of twenty futures, as printed."""
        return span(self.p025, self.p975)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the method would have said from an earlier year, and what happened."""

    origin: int
    year: int
    central: float
    p10: float
    p90: float
    actual: float

    @property
    def inside(self) -> bool:
        """Whether what happened lay in the range of eight of ten futures, as printed."""
        return round(self.p10) <= self.actual <= round(self.p90)

    @property
    def error_percent(self) -> float:
        """The central figure less what happened, in per cent of what happened."""
        return 100 * (self.central - self.actual) / self.actual


def span(low: float, high: float) -> str:
    """A range as printed: '7 to 12', or one number where both ends round to it."""
    first, last = plain(round(low)), plain(round(high))
    return first if first == last else f"{first} to {last}"


def children(low: float, high: float) -> str:
    """A range of children as printed: '7 to 12 children', '1 child'."""
    printed = span(low, high)
    return f"{printed} {'child' if printed == '1' else 'children'}"


def ahead(each: Ahead, now: float, now_year: int) -> str:
    """The range by a year: '... between 1,132 and 1,520 children ...; there were 1,368 on ...'.

    `now` is nan where none is published.
    """
    if not each.known:
        return "There is no forecast, because no number was published to start from."
    printed = children(each.p10, each.p90)
    between = f"between {printed.replace(' to ', ' and ')}" if " to " in printed else printed
    told = (
        f"In {EIGHT_OF_TEN} {between} {'is' if printed == '1 child' else 'are'} in our care on "
        f"31 March {each.year}; the middle line is at {plain(round(each.central))}."
    )
    return told if now != now else f"{told} On 31 March {now_year} {_there_were(now)}."


def level(years: Sequence[int]) -> str:
    """Why the middle line does not move far ahead."""
    if not years:
        return ""
    named = " and ".join(str(y) for y in years)
    return (
        f"For {named} the middle line stays at about the level of the year before: nothing that we "
        "tried does better so far ahead. The range is extrapolated from the errors of shorter "
        "forecasts; two earlier years can be scored four years ahead, and none five."
    )


def extrapolated(years: Sequence[int | str]) -> str:
    """Of which years the range rests on shorter forecasts alone; blank without any."""
    if not years:
        return ""
    named = " and ".join(str(y) for y in years)
    return f"{named}: errors extrapolated from shorter forecasts."


def not_better(label: str, lost: Mapping[int, int], scored: int, here: bool) -> str:
    """That a kind's middle line is today's number, since the method was no better than that.

    `lost` has the starting years that were scored by the years ahead at which it was not, of 1 to
    `scored`; `here` says whether today's number is published for this council.
    """
    whole = len(lost) == scored
    on = f"judged on {listed([str(starts) for starts in lost.values()])} starting years"
    when = f" ({on})" if whole else f" {years_ahead([*lost])} ({on})"
    done = f"For {label}, our method has not done better than saying 'no change'{when}"
    if here:
        every = "" if whole else " in every year"
        return f"{done}, so the middle line is today's number{every}."
    return f"{done}. Today's number is not published here, so the middle line is the method's."


def years_ahead(years: Sequence[int]) -> str:
    """How far ahead, in words: 'one year ahead', 'two and three years ahead'."""
    if len(years) == 1:
        return _ahead(years[0])
    return f"{listed([_ahead(y).split()[0] for y in years])} years ahead"


def with_interval(value: float, low: float, high: float, digits: int) -> str:
    """A score and its 95% interval, where it has one: '0.96 (0.93 to 0.99)'."""
    if value != value:
        return "not scored"
    told = f"{value:.{digits}f}"
    return told if low != low else f"{told} ({low:.{digits}f} to {high:.{digits}f})"


def said_then(said: Said) -> str:
    """What we would have said from the figures of an earlier year, and what happened."""
    where = "inside the range" if said.inside else "outside the range"
    return (
        f"From the figures to March {said.origin} this method would have said "
        f"{children(said.p10, said.p90)} for March {said.year} in {EIGHT_OF_TEN}, with the "
        f"middle at {plain(round(said.central))}. T{_there_were(said.actual)[1:]}: {where}."
    )


def waiting(first: tuple[date, int] | None) -> str:
    """That no published forecast has met its year yet; `first` is the first archived one: its day
    and the year of 31 March that it speaks of first."""
    if first is None:
        return "No forecast has been published and archived yet."
    day, year = first
    return (
        f"The first forecast of this project was archived on {day.day} {day:%B %Y}. It scores "
        f"itself here when the numbers for 31 March {year} are published."
    )


def published_said(said: Said) -> str:
    """What a forecast that was published said, and what happened."""
    where = "inside the range" if said.inside else "outside the range"
    return (
        f"The forecast from March {said.origin} said {children(said.p10, said.p90)} for March "
        f"{said.year} in {EIGHT_OF_TEN}. T{_there_were(said.actual)[1:]}: {where}."
    )


def record(cases: Sequence[Said]) -> str:
    """How often the range held, and how far off and to which side the middle was, over all cases.

    An error that rounds to nothing is said to be neither too high nor too low.
    """
    if not cases:
        return "No earlier forecast for this council can be scored yet."
    held = sum(c.inside for c in cases)
    if len(cases) == 1:
        return (
            f"Only one earlier forecast for this council can be scored, from {cases[0].origin} for "
            f"{cases[0].year}: what happened lay {'inside' if held else 'outside'} its range."
        )
    errors = [c.error_percent for c in cases]
    mean = sum(errors) / len(errors)
    size = sum(abs(e) for e in errors) / len(errors)
    percent = round(abs(mean))
    side = "too high" if mean > 0 else "too low"
    lean = f"{percent}% {side}" if percent else "neither too high nor too low"
    return (
        f"Of {len(cases)} such forecasts for this council, made {_made(cases)} for one to three "
        f"years ahead, {held} held what happened; eight in ten should. The middle line missed by "
        f"{round(size)}% on average, to either side; taken together it was {lean}."
    )


def _made(cases: Sequence[Said]) -> str:
    first, last = cases[0].origin, cases[-1].origin
    return f"in {first}" if first == last else f"from {first} to {last}"


def trust(label: str, missed: Mapping[int, float], held: float, lost: Sequence[int] = ()) -> str:
    """How far to trust a forecast of one kind, from the backtest over all authorities.

    `missed` is the mean error in per cent by years ahead; `held` the share of outcomes, in per
    cent, inside eight of ten futures; `lost` are the years ahead at which the method does not beat
    no change, which is said first. A good guide misses by at most 12% at the longest horizon, a
    rough one by at most 25%. A range that held fewer than 72 of 100 was too narrow, one that held
    more than 95 too wide.
    """
    longest = max(missed)
    worst = missed[longest]
    guide = (
        "a good guide"
        if worst <= GOOD_PERCENT
        else "a rough guide"
        if worst <= ROUGH_PERCENT
        else "plan with the range"
    )
    fits = "; it was too narrow" if held < NARROW else "; it was too wide" if held > BROAD else ""
    if worst > ROUGH_PERCENT and held < NARROW:
        guide = "little guide, even with the range"
    if lost:
        range_holds = "; plan with the range" if held >= NARROW else ""
        guide = f"no better than 'no change' {years_ahead(lost)}{range_holds}"
    return (
        f"{label}: {guide}. The middle line missed by {round(worst)}% {_ahead(longest)}; "
        f"in all, {round(held)} of 100 lay in the range that should hold 80{fits}."
    )


def no_trust(label: str, lost: Sequence[int] = ()) -> str:
    """The same where too few forecasts were scored to say how far the middle line missed."""
    if not lost:
        return f"{label}: too few past forecasts to judge by; plan with the range."
    return (
        f"{label}: no better than 'no change' {years_ahead(lost)}; too few past forecasts to say "
        "by how much the middle line missed. Plan with the range."
    )


def _there_were(number: float) -> str:
    return f"there {'was' if round(number) == 1 else 'were'} {plain(round(number))}"


def _ahead(years: int) -> str:
    named = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    told = named[years - 1] if years <= len(named) else str(years)
    return f"{told} year{'s' if years > 1 else ''} ahead"
