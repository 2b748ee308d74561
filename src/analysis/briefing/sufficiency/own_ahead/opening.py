"""What a page tells first of the years to come: how many, when most, who stays, beside places."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pandas as pd

from analysis.briefing.own_ahead import OwnAhead
from analysis.briefing.own_figures import OwnFigures
from analysis.briefing.own_return.opening import LEFT_OUT
from analysis.briefing.parts import bullets, prose, table
from analysis.briefing.sufficiency.outlook import AS_NOW, Outlook, each_row
from analysis.catalogue.categories import CATEGORIES
from analysis.core import returned
from analysis.core.shapes import ALL, OK
from analysis.forecast.histories.summary import (
    ADULTS,
    CAME,
    IN_CARE,
    LEFT,
    PEAK,
    STAY,
    STAYS,
    TOGETHER,
)
from analysis.present import numbers
from analysis.present.charts.forecast.months_ahead import Panel, months_ahead
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Shown
from analysis.present.words.places import KINDS
from analysis.present.words.returns import ahead as words
from analysis.present.words.returns.ahead import Spread

IN_CARE_NOW = "cla_31_march"
SUPPLIED = ("foster", "childrens_homes")
IF_AS_NOW = (
    "Each child's age, home and time in care gave many possible courses of the years to come, if "
    "things go on as now. A range holds eight of ten of them, and its middle stands before it."
)
WOULD_GAIN = (
    "A council that gives this project its own return of children looked after (SSDA903) sees more "
    "than this: children month by month, the peak of each year, who turns 18, the chance that its "
    "places are too few and by when to decide, each checked on its own past. Nothing of a child "
    "leaves its machine. How: docs/returns.md."
)
OLDER = (
    "These figures were made before futures from histories were: `care-analysis return build` with "
    "the same return adds the next three years to this page."
)


@dataclass(frozen=True)
class Opened:
    """What a section about the years to come tells from."""

    there: Outlook
    own: OwnFigures
    ahead: OwnAhead

    @property
    def source(self) -> str:
        """Where its figures are from, as a line under a chart."""
        return f"{self.own.source}; futures from its histories by this project's method"

    def now(self, *part: str) -> pd.DataFrame:
        """The children in care on the past days of the return, the last one last."""
        dimension, category = part or (ALL, ALL)
        rows = self.own.counts
        found = (rows["measure"] == IN_CARE_NOW) & (rows["dimension"] == dimension)
        return rows[found & (rows["category"] == category)].sort_values("period_end")

    def places(self, kind: str) -> pd.DataFrame:
        """The places we can use on each 31 March to come, as forecast; none without a figure."""
        rows = self.there.projected
        found = (rows["measure"] == "places_usable") & (rows["category"] == kind)
        found &= (rows["scenario"] == AS_NOW) & (rows["status"] == OK)
        return rows[found].sort_values("period_end")

    def spreads(self, *figure: str) -> list[Spread]:
        """One figure by day or year, as sentences take it."""
        return [_spread(row) for row in each_row(self.ahead.rows(*figure))]

    def of_years(self, *figure: str) -> list[Spread]:
        """The same, of the whole years to come alone."""
        whole = {year.date() for year in self.ahead.whole_years}
        return [each for each in self.spreads(*figure) if each.day in whole]


def with_futures(tell: Callable[..., Shown]) -> Callable[..., Shown]:
    """What is told of a council's futures; without any, the mark that the section goes."""

    @wraps(tell)
    def told(there: Outlook) -> Shown:
        own = there.figures.own
        return tell(Opened(there, own, own.ahead)) if own and own.ahead else LEFT_OUT

    return told


def say_futures_wanting(there: Outlook) -> Prose:
    """What a council without a return would gain; with one, why it has no futures, if it has none.

    A page of a day before the return's last one says nothing.
    """
    own = there.figures.own
    if own is None:
        return prose(WOULD_GAIN)
    if own.ahead or own.as_at.isoformat() != own.record[returned.AS_AT]:
        return prose()
    kept = own.record.get(returned.FUTURES)
    if kept is None:
        return prose(OLDER)
    return prose(f"There is no forecast from the council's own histories: {kept['lacking']}.")


@with_futures
def say_next_years(o: Opened) -> Bullets | Prose:
    """How many, the peaks, who turns 18 and who of those here now stays, in a sentence each."""
    total = o.spreads(IN_CARE)
    march = {each.day: each.middle for each in total}
    peaks = [(each, march[each.day]) for each in o.of_years(PEAK)]
    points = [
        words.in_care(total[0].middle, total[0].day, total[-1]),
        words.peaks(peaks),
        words.adults(o.of_years(ADULTS)),
        words.staying(o.spreads(STAY)),
    ]
    return bullets([point for point in points if point])


@with_futures
def months_to_come(o: Opened) -> Exhibit:
    """Past quarters, the months to come, and the places there are, in all and by kind of home."""
    shown = [Panel(title="All children", past=o.now(), ahead=_months(o), places=_NO_PLACES)]
    for kind in SUPPLIED:
        months = _months(o, "placement", kind)
        if len(months):
            past, places = o.now("placement", kind), o.places(kind)
            shown.append(Panel(title=KINDS[kind].label, past=past, ahead=months, places=places))
    last = o.spreads(IN_CARE)[-1]
    hidden = [KINDS[k].label for k in SUPPLIED if KINDS[k].label not in [p.title for p in shown]]
    return months_ahead(
        "months-to-come",
        shown,
        headline=f"{last.likely} children in our care by {last.day:%B %Y}, in eight of ten futures",
        subtitle=f"Children in care at the ends of quarters, {o.there.name}, and of months to come",
        source=o.source,
        notes=[
            "Hollow marks: a made-up return, an example; no child in it is real."
            if o.own.made_up
            else "Hollow marks: the council's own return, not published.",
            f"Too few children to show alone: {', '.join(hidden)}." if hidden else "",
            "Every month is in the file beside this page.",
        ],
    )


@with_futures
def years_to_come(o: Opened) -> Exhibit | Prose:
    """How many come, leave and turn 18 in each whole year to come, and the most in care."""
    called = {
        CAME: "Come into care",
        LEFT: "Leave before 18",
        ADULTS: "Turn 18",
        PEAK: "Most in care at a month's end",
    }
    found = {label: o.of_years(measure) for measure, label in called.items()}
    kept = {label: each for label, each in found.items() if each}
    rows = [
        {"Year": f"1 April {year.year - 1} to 31 March {year.year}"}
        | {label: each[n].spoken for label, each in kept.items()}
        for n, year in enumerate(o.ahead.whole_years)
    ]
    if not rows:
        return prose()
    return table(
        "years-to-come",
        "Children who come, leave and turn 18 in the years to come",
        f"Children, middle and eight of ten futures, whole years alone, {o.there.name}",
        rows,
        source=o.source,
        note="Parts of years before and after these are in the file beside this page.",
    )


@with_futures
def still_here(o: Opened) -> Exhibit | Prose:
    """The share of those in care now who still are after one, two and three years, by age now."""
    ages = {ALL: "All children", **CATEGORIES["age"], TOGETHER: "Other ages, together"}
    days = [each.day for each in o.spreads(IN_CARE)]
    heads = {days[n]: f"After {n} months" for n in STAYS if n < len(days)}
    rows = []
    for name, label in ages.items():
        by_day = {
            s.day: s for s in o.spreads(STAY, *((ALL, ALL) if name == ALL else ("age", name)))
        }
        if by_day:
            cells = {h: _share(by_day.get(day)) for day, h in heads.items()}
            rows.append({"Age now": label, **cells})
    if not rows:
        return prose(words.staying([]))
    return table(
        "still-here",
        "Who of those here now is still in our care later, by age now",
        f"% of children in care on {o.own.to}, middle and eight of ten futures, {o.there.name}",
        rows,
        source=o.source,
        note="A figure is told only where ten or more are likely to stay and ten or more to leave.",
    )


@with_futures
def what_if_futures(o: Opened) -> Exhibit | Prose:
    """The children in care in three years in other scenarios than 'as now'; nothing without any."""
    rows = o.ahead.projected
    whole = rows[(rows["measure"] == IN_CARE) & (rows["dimension"] == ALL)]
    last = whole[whole["period_end"] == pd.Timestamp(o.ahead.last)]
    if not (last["scenario"] != AS_NOW).any():
        return prose()
    return table(
        "what-if-futures",
        "What would change the number of children",
        f"Children in care on {words.in_words(o.ahead.last)}, {o.there.name}",
        [
            {"Scenario": row.scenario.replace("_", " "), "Children": _spread(row).spoken}
            for row in each_row(last)
        ],
        source=o.source,
    )


_NO_PLACES = pd.DataFrame(columns=["period_end", "central"])


def _months(o: Opened, *part: str) -> pd.DataFrame:
    return o.ahead.rows(IN_CARE, *part)


def _spread(row: Any) -> Spread:
    return Spread(day=row.period_end.date(), low=row.p10, middle=row.central, high=row.p90)


def _share(each: Spread | None) -> str:
    return each.spoken if each else numbers.reason("not_available")
