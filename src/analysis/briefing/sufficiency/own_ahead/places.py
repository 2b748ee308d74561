"""Whether today's places are enough in the years to come, and by when to decide about more."""

from dataclasses import dataclass
from datetime import date
from math import nan

import pandas as pd

from analysis.briefing.own.ahead import OwnAhead
from analysis.briefing.parts import bullets, capital, lowered, once, prose, table
from analysis.briefing.sufficiency.cost.a_place import a_place, price_source
from analysis.briefing.sufficiency.own_ahead.opened import SUPPLIED, Opened, with_futures
from analysis.catalogue.assumptions import LEAD_MONTHS
from analysis.core.shapes import OK, SUPPRESSED
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words.homes.need_and_places import odds
from analysis.present.words.homes.places import KINDS
from analysis.present.words.homes.spending import financial_year
from analysis.present.words.returns import ahead as words
from analysis.present.words.returns.ahead import Decision

FIFTH, TENTH = 20.0, 10.0
NO_COST = "not forecast"
TOO_FEW = "May be too few: the chance is over 2 of 10 at some month's end."
NO_FIGURES = (
    "By when to decide about homes cannot be told: no kind of home has both enough children and a "
    "figure of places that we can use."
)
PLACES_NOTE = (
    "Places of a year are the middle of what is forecast for its 31 March from published figures; "
    "their own range is not in the chance."
)
UNKNOWN = "Supported accommodation has no date: how many of its places we can use is not published."


@dataclass(frozen=True, kw_only=True)
class Homes:
    """A kind of home: children now (None where that is hidden), places now and by year, and the
    chance by year that those are too few.
    """

    kind: str
    children: int | None
    places: int
    likely: str
    by_year: dict[pd.Timestamp, int]
    chances: dict[pd.Timestamp, float]

    @property
    def short(self) -> bool:
        """Whether more children live so now than there are places."""
        return self.children is not None and self.children > self.places

    @property
    def beyond(self) -> float:
        """How many more children live so now than there are usable places; nan where hidden."""
        return nan if self.children is None else self.children - self.places

    @property
    def children_printed(self) -> str:
        """The children now, or that their number is hidden."""
        hidden = self.children is None
        return numbers.reason(SUPPRESSED) if hidden else numbers.plain(self.children or 0)

    def first_above(self, chance: float) -> pd.Timestamp | None:
        """The first year in which too few places are likelier than that."""
        return next((year for year, each in self.chances.items() if each > chance), None)


@with_futures
def when_to_decide(o: Opened) -> Exhibit | Prose:
    """By kind of home: when its places may be too few, how long a place takes, decide by when."""
    found = homes_of(o)
    if not found:
        return prose(NO_FIGURES)
    decided = {homes.kind: decision_of(o, homes) for homes in found}
    shown = [(KINDS[kind].label, words.decide_in_short(each)) for kind, each in decided.items()]
    narrow = [
        KINDS[homes.kind].label for homes in found if o.ahead.is_narrow("placement", homes.kind)
    ]
    return table(
        "when-to-decide",
        capital("; ".join(f"{lowered(label)}: {short}" for label, short in shown)),
        f"Kinds of home with a figure of places, {o.there.name}, to {o.ahead.last:%B %Y}",
        [
            {
                "Kind of home": KINDS[homes.kind].label,
                "Decide by": words.decide(decided[homes.kind]),
                "Children now": homes.children_printed,
                "Usable places now": f"{numbers.plain(homes.places)} ({homes.likely})",
                "May be too few": _when(o, homes),
                "A place takes": f"{LEAD_MONTHS[homes.kind].value:.0f} months",
                "A place costs": cost.in_short
                if (cost := a_place(o.there, homes.kind))
                else NO_COST,
            }
            for homes in found
        ],
        source=f"{o.source}; places: forecast from published figures",
        note=" ".join(filter(None, (TOO_FEW, _costs(o, found), words.narrow(narrow)))),
    )


@with_futures
def say_leads(o: Opened) -> Bullets | Prose:
    """How long a place takes in each kind of home, and where that is from."""
    found = homes_of(o)
    told = [LEAD_MONTHS[homes.kind] for homes in found]
    points = [
        f"{a.title}: {a.value:.0f} months ({a.low:.0f} to {a.high:.0f}); {a.source}." for a in told
    ]
    return bullets([*points, UNKNOWN] if points else [])


@with_futures
def chances_of_places(o: Opened) -> Exhibit | Prose:
    """By kind of home and year: the chance of too few places, and how many would be enough."""
    found = homes_of(o)
    if not found:
        return prose()
    return table(
        "chances-of-places",
        "How likely places are too few, and how many would be enough",
        f"Places at the fullest month's end of each year, {o.there.name}",
        [
            {
                "Kind of home and months": f"{KINDS[h.kind].label}, {_months(o, year)}",
                "Places we can use": numbers.plain(h.by_year[year]),
                "Chance that they are too few": words.percent(chance),
                "Enough in 8 of 10 futures": numbers.plain(o.ahead.enough(h.kind, year, FIFTH)),
                "Enough in 9 of 10 futures": numbers.plain(o.ahead.enough(h.kind, year, TENTH)),
            }
            for h in found
            for year, chance in h.chances.items()
        ],
        source=o.source,
        note=f"{PLACES_NOTE} A place to spare is not always the right one for a child.",
    )


@dataclass(frozen=True, kw_only=True)
class InYear:
    """The usable places of a kind of home in one whole year to come, and how many more it takes."""

    homes: Homes
    year: pd.Timestamp
    ahead: OwnAhead

    @property
    def there(self) -> int:
        """The usable places of that year, in the middle future."""
        return self.homes.by_year[self.year]

    def enough(self, chance: float) -> int:
        """The fewest places that are too few in at most such a chance, in per cent."""
        return self.ahead.enough(self.homes.kind, self.year, chance)

    def more(self, chance: float) -> int:
        """How many more than there are that takes; 0 where there are enough."""
        return max(self.enough(chance) - self.there, 0)


@once
def in_last_year(o: Opened) -> dict[str, InYear]:
    """By kind of home what is told of the last whole year; nothing without a whole year."""
    if not o.ahead.whole_years:
        return {}
    year = o.ahead.whole_years[-1]
    return {h.kind: InYear(homes=h, year=year, ahead=o.ahead) for h in homes_of(o)}


@once
def homes_of(o: Opened) -> list[Homes]:
    """The kinds of home that have chances and a figure of places."""
    found = []
    for kind in SUPPLIED:
        usable, years = o.places(kind), o.ahead.years_of(kind)
        if usable.empty or not years:
            continue
        by_now = usable[usable["period_end"] <= pd.Timestamp(o.ahead.first)]
        row = (by_now.tail(1) if len(by_now) else usable.head(1)).iloc[0]
        now, places = o.now("placement", kind).iloc[-1], round(row["central"])
        ends = zip(usable["period_end"], usable["central"], strict=True)
        known = {end: round(middle) for end, middle in ends}
        by_year = {year: known.get(year, known[max(known)]) for year in years}
        found.append(
            Homes(
                kind=kind,
                children=int(now["value"]) if now["status"] == OK else None,
                places=places,
                likely=numbers.span(row["p10"], row["p90"]),
                by_year=by_year,
                chances={year: o.ahead.chance(kind, year, n) for year, n in by_year.items()},
            )
        )
    return found


def _when(o: Opened, homes: Homes) -> str:
    year = homes.first_above(FIFTH)
    if year is None:
        return f"in no year to {o.ahead.last:%B %Y}"
    return "now" if homes.short else f"{_months(o, year)} ({odds(homes.chances[year])} futures)"


def _costs(o: Opened, found: list[Homes]) -> str:
    """Of what year, and from what, the costs of places are drawn; '' where none is."""
    priced = [cost for homes in found if (cost := a_place(o.there, homes.kind))]
    if not priced:
        return ""
    year = financial_year(priced[0].end)
    source = " ".join(price_source(o.there, [cost.kind for cost in priced]))
    return f"What a place costs is drawn for {year}, in 8 of 10 futures. {source}"


def decision_of(o: Opened, homes: Homes) -> Decision:
    """By when to decide, and what holds when a place decided on today would come.

    It is due its months before the first year in which places may be too few; where that is past,
    now, if a place that is decided on today would still find too few places.
    """
    year, lead = homes.first_above(FIFTH), round(LEAD_MONTHS[homes.kind].value)
    today = o.there.figures.today
    comes = _later(today, lead)
    due = None if year is None else _later(_start(o, year), -lead)
    then = {end.date(): each for end, each in homes.chances.items() if end.date() >= comes}
    return Decision(
        due=due,
        late=due is not None and due <= today,
        comes=comes,
        then=min(then, default=None),
        chance=then[min(then)] if then else nan,
        needed=any(each > FIFTH for each in then.values()),
    )


def _start(o: Opened, year: pd.Timestamp) -> date:
    """The first day of a year to 31 March, or the day after the first where that is later."""
    begins = pd.Timestamp(year.year - 1, 4, 1).date()
    return max(begins, (pd.Timestamp(o.ahead.first) + pd.Timedelta(days=1)).date())


def _months(o: Opened, year: pd.Timestamp) -> str:
    """The months of a year that are ahead: 'April 2027 to March 2028'."""
    return f"{_start(o, year):%B %Y} to {min(year.date(), o.ahead.last):%B %Y}"


def _later(day: date, months: int) -> date:
    return (pd.Timestamp(day) + pd.DateOffset(months=months)).date()
