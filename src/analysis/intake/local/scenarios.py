"""Scenarios that a council wishes to see, from a small CSV that an analyst writes."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from analysis.catalogue.local.changes import (
    FEWER_ENTRIES,
    HOME_SOONER,
    KINDS,
    MORE_CARERS,
    NEW_HOME,
    Change,
    Scenario,
)
from analysis.core import quarters
from analysis.intake.local import cells
from analysis.intake.local.council_file import (
    Checked,
    CouncilFileError,
    Given,
    lines_of,
    one_of,
    table_of,
)

NEEDED = ("scenario", "change", "number", "from")
MAY = ("ages", "share_percent", "children_each", "occupancy_percent", "running_cost")
AS_NOW = ("as now", "as_now")
MOST = {FEWER_ENTRIES: 100, HOME_SOONER: 24, MORE_CARERS: 500, NEW_HOME: 50}
"""The largest number that anybody can have meant."""
MOST_EACH, MOST_COST = 10, 1e9
OLDEST = 17
_MONTHS = ("%Y-%m", "%B %Y", "%b %Y", "%b-%y", "%m/%Y")
_AGES = re.compile(r"(\d{1,2})(?:\s*(?:-|to|\N{EN DASH})\s*(\d{1,2}))?", re.IGNORECASE)


def read(path: Path) -> tuple[Scenario, ...]:
    """The scenarios of a file, in its order; lines of one name are changes of one scenario.

    CouncilFileError lists every fault by line and column.
    """
    lines = lines_of(path.name, table_of(path, NEEDED), NEEDED, MAY)
    found: dict[str, list[Change]] = {}
    faults = []
    for given in lines:
        name, change, wrong = _line(given)
        faults += wrong
        if change is not None:
            found.setdefault(name, []).append(change)
    if faults:
        raise CouncilFileError(path.name, faults)
    return tuple(Scenario(name=name, changes=tuple(each)) for name, each in found.items())


def _line(given: Given) -> tuple[str, Change | None, list[object]]:
    """The name of its scenario and its change, or None and its faults."""
    line = Checked(given)
    name = line.name("scenario")
    if name.casefold() in AS_NOW:
        line.amiss("scenario", "use another name: all scenarios are set beside that one.")
    kind = line.cell("change", one_of(KINDS), "")
    number = line.cell("number", _number(MOST.get(kind, 500)), 0.0)
    begins = line.cell("from", _month, date.min)
    for column in ("change", "number", "from"):
        if not given.cells[column]:
            line.amiss(column, "fill it in.")
    if kind:
        for column in MAY[:-1]:
            if given.cells.get(column) and column not in KINDS[kind].uses:
                line.amiss(column, f"{kind} has none; leave it empty.")
    change = None
    more = (
        line.cell("ages", _ages, Change.ages),
        line.cell("share_percent", _percent, 0.0),
        line.cell("children_each", _number(MOST_EACH), Change.children_each),
        line.cell("occupancy_percent", _percent, Change.occupancy),
        line.cell("running_cost", _number(MOST_COST), Change.running),
    )
    if not line.faults:
        ages, share, each, occupancy, running = more
        change = Change(
            kind=kind,
            number=number,
            begins=begins,
            ages=ages,
            share=share or None,
            children_each=each,
            occupancy=occupancy,
            running=running,
        )
    return name, change, [*line.faults]


def _number(most: float) -> Callable[[str], float]:
    """Reads a number above 0 and no larger than some."""

    def read(written: str) -> float:
        number = cells.number(written)
        if not number or number > most:
            raise ValueError(f"give a number above 0, and {most:,.0f} at most.")
        return number

    return read


def _percent(written: str) -> float:
    number = cells.number(written, percent=True)
    if not number or not 1 <= number <= 100:
        raise ValueError("give a percentage from 1 to 100: 30 for three in ten.")
    return number / 100


def _ages(written: str) -> tuple[int, int]:
    """Whole years, as '0' or '10-15'."""
    found = _AGES.fullmatch(written)
    youngest, oldest = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not youngest <= oldest <= OLDEST:
        raise ValueError("give ages in whole years: 0 for under-ones, or 10-15; 17 is the oldest.")
    return youngest, oldest


def _month(written: str) -> date:
    """The first day of a month, as '2026-03', 'March 2026', 'Mar-26' or a day in it."""
    for form in _MONTHS:
        try:
            found = datetime.strptime(written, form).date()
        except ValueError:
            continue
        if quarters.in_time(found):
            return found
    try:
        return cells.day(written).replace(day=1)
    except cells.OutOfTimeError:
        raise
    except ValueError:
        raise ValueError("give a month, as 2026-03 or March 2026.") from None
