"""Whether today's places are enough in the years to come, and by when to decide about more."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.briefing.parts import prose, table
from analysis.briefing.sufficiency.own_ahead.opening import SUPPLIED, Opened, with_futures
from analysis.catalogue.assumptions import LEAD_MONTHS
from analysis.core.shapes import OK
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.places import KINDS
from analysis.present.words.returns import ahead as words

HALF, FIFTH, TENTH = 50.0, 20.0, 10.0
NO_FIGURES = (
    "By when to decide about homes cannot be told: no kind of home has both enough children and a "
    "figure of places that we can use."
)
PLACES_NOTE = (
    "A chance takes today's places as they are; how many there are is itself a forecast from "
    "published figures, with a range."
)
UNKNOWN = "Supported accommodation has no date: how many of its places we can use is not published."


@dataclass(frozen=True, kw_only=True)
class Homes:
    """A kind of home: children now (None where that is hidden), places, and chances by year."""

    kind: str
    children: int | None
    places: int
    likely: str
    chances: dict[pd.Timestamp, float]

    def first_above(self, chance: float) -> pd.Timestamp | None:
        """The first year in which too few places are likelier than that."""
        return next((year for year, each in self.chances.items() if each > chance), None)


@with_futures
def when_to_decide(o: Opened) -> Exhibit | Prose:
    """By kind of home: when its places may be too few, how long a place takes, decide by when."""
    found = _homes(o)
    if not found:
        return prose(NO_FIGURES)
    falls = [homes for homes in found if homes.first_above(FIFTH)]
    return table(
        "when-to-decide",
        f"By when to decide: places may be too few in {len(falls)} of {len(found)} kinds of home"
        if len(found) > 1
        else "By when to decide about more homes",
        f"Kinds of home with a figure of places, {o.there.name}, to {o.ahead.last:%B %Y}",
        [_decision(o, homes) for homes in found],
        source=f"{o.source}; places: published figures and their forecast",
        note="May be too few: the first year in which they are in more than one of five futures at "
        f"some month's end. {_leads(found)} {PLACES_NOTE} {UNKNOWN}",
    )


@with_futures
def chances_of_places(o: Opened) -> Exhibit | Prose:
    """By kind of home and year: the chance of too few places, and how many would be enough."""
    found = _homes(o)
    if not found:
        return prose()
    return table(
        "chances-of-places",
        "How likely today's places are too few, and how many would be enough",
        f"Places at the fullest month's end of each year, {o.there.name}",
        [
            {
                "Kind of home and months": f"{KINDS[h.kind].label}, {_months(o, year)}",
                "Places we can use now": numbers.plain(h.places),
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


def _homes(o: Opened) -> list[Homes]:
    """The kinds of home that have chances and a figure of places."""
    found = []
    for kind in SUPPLIED:
        usable, years = o.places(kind), o.ahead.years_of(kind)
        if usable.empty or not years:
            continue
        by_now = usable[usable["period_end"] <= pd.Timestamp(o.ahead.first)]
        row = (by_now.tail(1) if len(by_now) else usable.head(1)).iloc[0]
        now, places = o.now("placement", kind).iloc[-1], round(row["central"])
        found.append(
            Homes(
                kind=kind,
                children=int(now["value"]) if now["status"] == OK else None,
                places=places,
                likely=numbers.span(row["p10"], row["p90"]),
                chances={year: o.ahead.chance(kind, year, places) for year in years},
            )
        )
    return found


def _decision(o: Opened, homes: Homes) -> dict[str, str]:
    children = numbers.reason("suppressed") if homes.children is None else str(homes.children)
    return {
        "Kind of home": KINDS[homes.kind].label,
        "Children now": children,
        "Places we can use now": f"{numbers.plain(homes.places)} ({homes.likely})",
        "May be too few": _when(o, homes, FIFTH),
        "More likely than not": _when(o, homes, HALF),
        "A place takes": f"{LEAD_MONTHS[homes.kind].value:.0f} months",
        "Decide by": _by(o, homes),
    }


def _when(o: Opened, homes: Homes, chance: float) -> str:
    year = homes.first_above(chance)
    if year is None:
        return f"in no year to {o.ahead.last:%B %Y}"
    if (homes.children or 0) > homes.places:
        return f"now ({words.percent(homes.chances[year])})"
    return f"{_months(o, year)} ({words.percent(homes.chances[year])})"


def _by(o: Opened, homes: Homes) -> str:
    """The month by which to decide, 'now', or that nothing falls due."""
    year, lead = homes.first_above(FIFTH), round(LEAD_MONTHS[homes.kind].value)
    if year is None:
        return "no date: in number, today's places are enough"
    today = o.there.figures.today
    comes = f"{_later(today, lead):%B %Y}"
    if homes.children is not None and homes.children > homes.places:
        short = numbers.plain(homes.children - homes.places)
        return f"now: {short} more children than places; a place decided on today comes in {comes}"
    needed, due = _start(o, year), _later(_start(o, year), -lead)
    if due <= today:
        return f"now: a place comes in {comes}, and may be needed from {needed:%B %Y}"
    return f"{due:%B %Y}"


def _start(o: Opened, year: pd.Timestamp) -> date:
    """The first day of a year to 31 March, or the day after the first where that is later."""
    begins = pd.Timestamp(year.year - 1, 4, 1).date()
    return max(begins, (pd.Timestamp(o.ahead.first) + pd.Timedelta(days=1)).date())


def _months(o: Opened, year: pd.Timestamp) -> str:
    """The months of a year that are ahead: 'April 2027 to March 2028'."""
    return f"{_start(o, year):%B %Y} to {min(year.date(), o.ahead.last):%B %Y}"


def _later(day: date, months: int) -> date:
    return (pd.Timestamp(day) + pd.DateOffset(months=months)).date()


def _leads(found: list[Homes]) -> str:
    """How long a place takes, its range, and where that is from."""
    told = [LEAD_MONTHS[homes.kind] for homes in found]
    return " ".join(
        f"{a.title}: {a.value:.0f} months ({a.low:.0f} to {a.high:.0f}). {a.source}." for a in told
    )
