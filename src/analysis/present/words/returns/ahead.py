"""Sentences about the years to come as a council's own histories tell them.

Numbers are the middle and the ends of eight of ten futures, rounded to whole children as the tables
print them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.present.numbers import count, plain, span
from analysis.present.parts.prose import listed
from analysis.present.words.homes.forecast import BROAD, NARROW
from analysis.present.words.homes.need_and_places import odds
from analysis.present.words.homes.spending import financial_year, pounds

NO_CHANGE, NO_CHANGE_IN_COST = "no change in number", "no change in cost"
AFTER = ("a year", "two years", "three years")
METHODS = {
    "histories": "Our histories",
    "no_change": "No change",
    "published_figures": "Published figures",
}


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The middle of futures and the ends of eight of ten, on a day or in the year to it."""

    day: date
    low: float
    middle: float
    high: float

    @property
    def likely(self) -> str:
        """Eight of ten futures, as printed: '331 to 420'."""
        return span(self.low, self.high)

    @property
    def spoken(self) -> str:
        """The middle with eight of ten futures: '370 (331 to 420)'; '370' where all have it."""
        middle = plain(round(self.middle))
        return middle if self.likely == middle else f"{middle} ({self.likely})"


def in_words(day: date) -> str:
    """'30 September 2026'."""
    return f"{day.day} {day:%B %Y}"


def of_year(day: date) -> str:
    """'the year to March 2028'."""
    return f"the year to March {day.year}"


def in_care(now: float, first: date, then: Spread) -> str:
    """How many are in care today and on the last day, in eight of ten futures."""
    return (
        f"In our care: {count(now)} on {in_words(first)}, and {then.spoken} on "
        f"{in_words(then.day)}."
    )


def peaks(every: Sequence[tuple[Spread, float]]) -> str:
    """The most children of each year, beside the middle on its 31 March."""
    if not every:
        return ""
    most = listed([f"{peak.spoken} in {of_year(peak.day)}" for peak, _ in every])
    on_days = [plain(round(march)) for _, march in every]
    alike = len(on_days) > 1 and len({*on_days}) == 1
    marches = f"{on_days[0]} each year" if alike else listed(on_days)
    told = f"The most at once: {most}. On 31 March: {marches}."
    if any(round(peak.middle) > round(march) for peak, march in every):
        told += " Plan for the most, not for the day that is published."
    return told


def adults(every: Sequence[Spread]) -> str:
    """How many turn 18 in each year, which published figures cannot tell."""
    told = [f"{each.spoken} in {of_year(each.day)}" for each in every]
    if not told:
        return ""
    return (
        f"Turning 18 in care: {listed(told)}. Most of them are here already, and their "
        "birthdays known."
    )


def staying(shares: Sequence[Spread]) -> str:
    """How many of a hundred of those here now still are after one, two and three years."""
    if not shares:
        return "Too few of those here now will stay, or leave, to say how many."
    first, *later = [
        f"{each.spoken} {word}after {after}"
        for each, after, word in zip(shares, AFTER, ("are still here ", "", ""), strict=False)
    ]
    told = f"Of every 100 children here now, {first}."
    return f"{told} It is {listed(later)}." if later else told


def places(label: str, year: date, now: int, then: int, chance: float, enough: int) -> str:
    """Whether usable places are enough in a year, of those `now` and `then`, and how many are."""
    return (
        f"{label}: usable places are too few in {odds(chance)} futures in {of_year(year)}. We can "
        f"use {plain(now)} now and about {plain(then)} then; {plain(enough)} would be enough in 8 "
        "of 10 futures."
    )


def decided(label: str, year: date, when: str, more: int) -> str:
    """What the council's own histories say to decide: `when`, and how many more usable places."""
    if more <= 0:
        return (
            f"{label}: {when}; the usable places are enough in 8 of 10 futures in {of_year(year)}."
        )
    places = count(more, "more usable place", "more usable places")
    return (
        f"{label}: {when}. In 8 of 10 futures {places} would be enough in {of_year(year)} (drawn)."
    )


def older(own: date, year: int, origin: int, chances: Mapping[str, float]) -> str:
    """What own histories ask, and what the forecast from published figures does, and says."""
    told = [
        f"{odds(c)}{'' if n else ' futures'} for {_within(k)}"
        for n, (k, c) in enumerate(chances.items())
    ]
    return (
        f"Our own histories ask about the fullest time of {of_year(own)}. The older forecast, from "
        f"figures to March {origin}, asks about one day: 31 March {year}. It has too few usable "
        f"places in {listed(told)}."
    )


def older_start(whose: str, starts: Mapping[str, tuple[float, float]]) -> str:
    """From how many children the older forecast starts, and how many `whose` return has now."""
    if not starts:
        return ""
    then = listed([f"{plain(a)} children in {_within(k)}" for k, (a, _) in starts.items()])
    now = listed([plain(b) for _, b in starts.values()])
    return f"That one starts from {then}; {whose} now has {now}."


def why_more(kind: str, children: int, places: int, origin: int) -> str:
    """Why more children live in a kind of home than we count usable places in it."""
    if kind == "foster":
        return (
            f"Foster care has {plain(children)} children beside {plain(places)} usable places: "
            "each has a home. Of agencies' and relatives' homes we count only as many as in March "
            f"{origin}."
        )
    return (
        f"Children's homes have {plain(children)} children beside {plain(places)} usable places, "
        "which are inside the area. The others live in homes that are not counted here."
    )


@dataclass(frozen=True, kw_only=True)
class Decision:
    """By when to decide about places, and what a decision today would bring.

    `due` is its day, None where places are enough; `late` says that it is past. A place decided on
    today `comes` on a day; `then` is the year in which that is, None past the last one, `chance`
    that of too few places in it, in per cent, and `needed` whether they may be from then on.
    """

    due: date | None
    late: bool
    comes: date
    then: date | None
    chance: float
    needed: bool


def decide(d: Decision) -> str:
    """By which month to decide, or why there is none: a cell of a table."""
    if d.due is None:
        return "no date: in number, places are enough"
    if not d.late:
        return f"{d.due:%B %Y}"
    if d.needed and d.then:
        return (
            f"now: a place comes in {d.comes:%B %Y}; in {of_year(d.then)} places are too few in "
            f"{odds(d.chance)} futures"
        )
    why = "and is likely not needed by then" if d.then else "after the last month foreseen here"
    return f"no date: a new place would come in {d.comes:%B %Y}, {why}"


def decide_in_short(d: Decision) -> str:
    """The same in a few words."""
    if d.due is None or (d.late and not d.needed):
        return "no date"
    return "decide now" if d.late else f"decide by {d.due:%B %Y}"


def percent(chance: float) -> str:
    """'under 1%', '34%', 'over 99%'."""
    return "under 1%" if chance < 1 else "over 99%" if chance > 99 else f"{chance:.0f}%"


def which(
    method: str, scores: Mapping[str, float], forecasts: Mapping[str, int], least: int
) -> str:
    """Which method the page uses and why: the lowest score, that of no change being 1.

    `scores` are of the methods with at `least` so many `forecasts`; histories where there is none.
    """
    if not scores:
        most = max(forecasts.values(), default=0)
        return (
            f"Our own past can be judged by {count(most, 'forecast', 'forecasts')}, and {least} "
            "are needed to choose. So this page uses the histories, which did better than 'no "
            "change' on made-up authorities (see docs/methods.md)."
        )
    told = [f"{METHODS[n].lower()} {score:.2f}" for n, score in scores.items()]
    few = [
        f"{METHODS[n].lower()} cannot be judged yet ({count(many, 'forecast', 'forecasts')}, and "
        f"{least} are needed)"
        for n, many in forecasts.items()
        if n not in scores
    ]
    use = {
        "histories": "our histories",
        "no_change": "today's number as the middle, with the range of our histories",
        "published_figures": "the middle line of the forecast from published figures, with the "
        "range of our histories",
    }
    return (
        f"This page uses {use[method]}. The rule: whichever scored lowest on our own past, all "
        f"lengths together. The scores: {'; '.join(told + few)}. Lower is better, and 1 is 'no "
        "change'."
    )


def worse(months: Sequence[int]) -> str:
    """Over which lengths the method of the page did worse than no change; '' for none."""
    if not months:
        return ""
    told = listed([str(each) for each in months])
    return f"Over {told} months it did worse than 'no change'."


def fits(share: float) -> str:
    """What to make of how often a range of eight of ten futures held, in per cent."""
    return "too narrow" if share < NARROW else "too wide" if share > BROAD else "about right"


def narrow(parts: Sequence[str]) -> str:
    """That the range was too narrow for some parts on the council's own past; '' without any."""
    if not parts:
        return ""
    return (
        f"On our own past the range was too narrow for {listed([*map(_within, parts)])}: take it "
        "as wider than it is drawn."
    )


def unknown(parts: Sequence[str], whole: float) -> str:
    """That some parts have too few forecasts to judge, and what stands in for them."""
    if not parts:
        return ""
    few = listed([*map(_within, parts)])
    told = f"Too few earlier forecasts to know how well the range fits {few}."
    if whole != whole:
        return told
    return f"{told} They borrow from all children together, whose range held {round(whole)} of 100."


def _within(label: str) -> str:
    """A part as it stands in a sentence: 'children's homes', 'those aged 5 to 9'."""
    lowered = f"{label[0].lower()}{label[1:]}"
    return f"those {lowered}" if lowered.startswith(("aged ", "with ")) else lowered


def of_size(number: float, unit: str) -> str:
    """'2 carers', '1 child a month', '1.5 months'."""
    first, _, rest = unit.partition(" ")
    one = "child" if first == "children" else first.removesuffix("s")
    digits = 0 if number == round(number) else 1
    return f"{plain(number, digits)} {one if number == 1 else first} {rest}".strip()


def two_costs(end: int, spend: float, homes: float) -> str:
    """Why the cost forecast from published figures and that of own histories are two numbers."""
    return (
        f"Two costs of {financial_year(end)} stand in this report. {pounds(spend)} is all that the "
        "council spends on children in its care, forecast from published figures in that year's "
        f"prices. {pounds(homes)} covers only homes whose price is known, for the children of our "
        "own histories, in today's prices. Plan a budget with the first, and compare choices with "
        "the second."
    )


def difference_in_children(change: Spread) -> str:
    """'17 fewer (14 to 20)', 'no change in number', to whole children."""
    return _difference(change, lambda value: plain(round(value)), "fewer", "more", NO_CHANGE)


def difference_in_pounds(change: Spread) -> str:
    """'£420,000 less (£330,000 to £700,000)', 'no change in cost', to the nearest £10,000."""
    return _difference(change, pounds, "less", "more", NO_CHANGE_IN_COST)


def _difference(
    change: Spread, printed: Callable[[float], str], down: str, up: str, nothing: str
) -> str:
    """A change with its range, each without a sign where all have one; else with 'to'."""
    low, middle, high = (printed(abs(v)) for v in (change.low, change.middle, change.high))
    if len({low, middle, high, printed(0)}) == 1:
        return nothing
    way = down if change.middle < 0 else up
    if change.low * change.high < 0:
        ends = ((low, change.low), (high, change.high))
        signed = [f"{end} {down if value < 0 else up}" for end, value in ends]
        return f"{middle} {way} ({' to '.join(signed)})"
    smaller, larger = (low, high) if abs(change.low) <= abs(change.high) else (high, low)
    return f"{middle} {way}" + ("" if smaller == larger else f" ({smaller} to {larger})")
