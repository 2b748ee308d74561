"""Sentences about the number of children to come: the range, what was said before, how far to trust
it. Numbers are rounded to whole children as the tables print them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.present.numbers import plain, span
from analysis.present.parts.prose import listed

GOOD_PERCENT, ROUGH_PERCENT = 12, 25
NARROW, BROAD = 72, 95
EIGHT_OF_TEN = "eight of ten futures"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


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
    def where(self) -> str:
        """Where what happened lay."""
        return f"{'inside' if self.inside else 'outside'} the range"


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
    today = "" if now != now else f" On 31 March {now_year} there {_were(now)}."
    return (
        f"In {EIGHT_OF_TEN} {between} {'is' if printed == '1 child' else 'are'} in our care on "
        f"31 March {each.year}; the middle line is at {plain(round(each.central))}.{today}"
    )


def level(years: Sequence[int]) -> str:
    """Why the middle line does not move far ahead."""
    if not years:
        return ""
    return (
        f"For {' and '.join(map(str, years))} the middle line stays at about the level of the year "
        "before: nothing that we tried does better so far ahead. The range is extrapolated from "
        "the errors of shorter forecasts; two earlier years can be scored four years ahead, and "
        "none five."
    )


def extrapolated(years: Sequence[int | str]) -> str:
    """Of which years the range rests on shorter forecasts alone; blank without any."""
    if not years:
        return ""
    return f"{' and '.join(map(str, years))}: errors extrapolated from shorter forecasts."


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
    told = [NUMBERS[y] if y < len(NUMBERS) else str(y) for y in years]
    return f"{listed(told)} {'year' if [*years] == [1] else 'years'} ahead"


def with_interval(value: float, low: float, high: float, digits: int) -> str:
    """A score and its 95% interval, where it has one: '0.96 (0.93 to 0.99)'."""
    if value != value:
        return "not scored"
    told = f"{value:.{digits}f}"
    return told if low != low else f"{told} ({low:.{digits}f} to {high:.{digits}f})"


def said_then(said: Said) -> str:
    """What we would have said from the figures of an earlier year, and what happened."""
    return (
        f"From the figures to March {said.origin} this method would have said "
        f"{children(said.p10, said.p90)} for March {said.year} in {EIGHT_OF_TEN}, with the "
        f"middle at {plain(round(said.central))}. There {_were(said.actual)}: {said.where}."
    )


def published_said(said: Said) -> str:
    """What a forecast that was published said, and what happened."""
    return (
        f"The forecast from March {said.origin} said {children(said.p10, said.p90)} for March "
        f"{said.year} in {EIGHT_OF_TEN}. There {_were(said.actual)}: {said.where}."
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


def record(cases: Sequence[Said]) -> str:
    """How often the range held, and how far off and to which side the middle was, over all cases.

    An error that rounds to nothing is said to be neither too high nor too low.
    """
    if not cases:
        return "No earlier forecast for this council can be scored yet."
    first, last = cases[0], cases[-1]
    if len(cases) == 1:
        return (
            f"Only one earlier forecast for this council can be scored, from {first.origin} for "
            f"{first.year}: what happened lay {first.where.replace('the', 'its')}."
        )
    errors = [100 * (c.central - c.actual) / c.actual for c in cases]
    mean = sum(errors) / len(errors)
    size = sum(abs(e) for e in errors) / len(errors)
    percent, side = round(abs(mean)), "too high" if mean > 0 else "too low"
    lean = f"{percent}% {side}" if percent else "neither too high nor too low"
    same = first.origin == last.origin
    made = f"in {first.origin}" if same else f"from {first.origin} to {last.origin}"
    return (
        f"Of {len(cases)} such forecasts for this council, made {made} for one to three years "
        f"ahead, {sum(c.inside for c in cases)} held what happened; eight in ten should. The "
        f"middle line missed by {round(size)}% on average, to either side; taken together it was "
        f"{lean}."
    )


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
    fits = "; it was too narrow" if held < NARROW else "; it was too wide" if held > BROAD else ""
    if lost:
        guide = f"no better than 'no change' {years_ahead(lost)}"
        guide += "; plan with the range" if held >= NARROW else ""
    elif worst <= ROUGH_PERCENT:
        guide = "a good guide" if worst <= GOOD_PERCENT else "a rough guide"
    else:
        guide = "plan with the range" if held >= NARROW else "little guide, even with the range"
    return (
        f"{label}: {guide}. The middle line missed by {round(worst)}% {years_ahead([longest])}; "
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


def _were(number: float) -> str:
    return f"{'was' if round(number) == 1 else 'were'} {plain(round(number))}"
