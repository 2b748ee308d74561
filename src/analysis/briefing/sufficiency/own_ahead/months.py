"""Past quarters and months to come beside places, and who comes, leaves and stays, year by year."""

import pandas as pd

from analysis.briefing.parts import lowered, once, prose, table
from analysis.briefing.sufficiency.own_ahead.opened import SUPPLIED, Opened, with_futures
from analysis.catalogue.categories import CATEGORIES
from analysis.core.shapes import ALL
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
from analysis.present.charts.forecast.months_ahead import Panel, months_ahead
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.homes.places import KINDS
from analysis.present.words.returns import ahead as words
from analysis.present.words.returns.ahead import Spread

NOT_TOLD = "not shown"
OLDEST, GROWN = "16_and_over", "none: all are 18"


@once
@with_futures
def months_to_come(o: Opened) -> Exhibit:
    """Past quarters, the months to come, and the places there are, in all and by kind of home."""
    shown = [
        Panel(title="All children", past=o.now(), ahead=o.ahead.rows(IN_CARE), places=_NO_PLACES)
    ]
    for kind in SUPPLIED:
        months = o.ahead.rows(IN_CARE, "placement", kind)
        if len(months):
            past, places = o.now("placement", kind), o.places(kind)
            shown.append(Panel(title=KINDS[kind].label, past=past, ahead=months, places=places))
    last = o.spreads(IN_CARE)[-1]
    narrow = ["All children"] if o.ahead.is_narrow(ALL, ALL) else []
    narrow += [KINDS[kind].label for kind in SUPPLIED if o.ahead.is_narrow("placement", kind)]
    hidden = [KINDS[k].label for k in SUPPLIED if KINDS[k].label not in [p.title for p in shown]]
    return months_ahead(
        "months-to-come",
        shown,
        headline=f"{last.likely} children in our care by {last.day:%B %Y}, in eight of ten futures",
        subtitle=f"Children in care at the ends of quarters and of months to come, {o.there.name}, "
        "beside usable places",
        source=o.source,
        notes=[
            "Hollow marks: a made-up return, an example; no child in it is real."
            if o.own.made_up
            else "Hollow marks: the council's own return, not published.",
            f"Too few children to show alone: {', '.join(hidden)}." if hidden else "",
            words.narrow(narrow),
            "Every month is in the file beside it.",
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
        f"Children, middle and eight of ten futures, full years to 31 March, {o.there.name}",
        rows,
        source=o.source,
        note="Parts of years before and after these are in the file beside this page.",
    )


@with_futures
def still_here(o: Opened) -> Exhibit | Prose:
    """The share of those in care now who still are after one, two and three years, by age now."""
    ages = {name: f"Aged {lowered(label)}" for name, label in CATEGORIES["age"].items()}
    ages = {ALL: "All children", **ages, TOGETHER: "Other ages, together"}
    days = [each.day for each in o.spreads(IN_CARE)]
    heads = {days[n]: f"After {n} months" for n in STAYS if n < len(days)}
    rows = []
    for name, label in ages.items():
        by_day = {
            s.day: s for s in o.spreads(STAY, *((ALL, ALL) if name == ALL else ("age", name)))
        }
        if by_day:
            cells = {h: _share(by_day.get(day)) for day, h in heads.items()}
            if name == OLDEST:
                cells |= {h: GROWN for day, h in heads.items() if day >= days[2 * STAYS[0]]}
            rows.append({"Age now": label, **cells})
    if not rows:
        return prose(words.staying([]))
    return table(
        "still-here",
        "How many of today's children are still in our care later, by age now",
        f"% of children in care on {o.own.to}, middle and eight of ten futures, {o.there.name}",
        rows,
        source=o.source,
        note="A figure is told only where ten or more are likely to stay and ten or more to leave.",
    )


_NO_PLACES = pd.DataFrame(columns=["period_end", "central"])


def _share(each: Spread | None) -> str:
    return each.spoken if each else NOT_TOLD
