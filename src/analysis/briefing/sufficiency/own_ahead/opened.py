"""What the sections about the years to come tell from, and what is said where there is nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pandas as pd

from analysis.briefing.own.ahead import OwnAhead
from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.own_return.opening import LEFT_OUT
from analysis.briefing.parts import once, prose
from analysis.briefing.sufficiency.outlook import AS_NOW, Outlook, each_row
from analysis.core import returned
from analysis.core.shapes import ALL, OK
from analysis.present.parts.prose import Prose
from analysis.present.parts.records import Shown
from analysis.present.words.returns.ahead import Spread

IN_CARE_NOW = "cla_31_march"
SUPPLIED = ("foster", "childrens_homes")
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

    @property
    def whose(self) -> str:
        """Whose return it is, in a sentence."""
        return "a made-up return" if self.own.made_up else "our own return"

    def now(self, *part: str) -> pd.DataFrame:
        """The children in care on the past days of the return, the last one last."""
        dimension, category = part or (ALL, ALL)
        rows = self.own.counts
        found = (rows["measure"] == IN_CARE_NOW) & (rows["dimension"] == dimension)
        return rows[found & (rows["category"] == category)].sort_values("period_end")

    @once
    def places(self, kind: str) -> pd.DataFrame:
        """The places we can use on each 31 March to come, as forecast; none without a figure."""
        rows = self.there.projected
        found = (rows["measure"] == "places_usable") & (rows["category"] == kind)
        found &= (rows["scenario"] == AS_NOW) & (rows["status"] == OK)
        return rows[found].sort_values("period_end")

    def spreads(self, *figure: str) -> list[Spread]:
        """One figure by day or year, as sentences take it."""
        return [spread(row) for row in each_row(self.ahead.rows(*figure))]

    def of_years(self, *figure: str) -> list[Spread]:
        """The same, of the whole years to come alone."""
        whole = {year.date() for year in self.ahead.whole_years}
        return [each for each in self.spreads(*figure) if each.day in whole]


def with_futures(tell: Callable[..., Shown]) -> Callable[..., Shown]:
    """What is told of a council's futures; without any, the mark that the section goes."""

    @wraps(tell)
    def told(there: Outlook) -> Shown:
        opened = opened_of(there)
        return tell(opened) if opened else LEFT_OUT

    return told


def opened_of(there: Outlook) -> Opened | None:
    """What a council's futures are told from; None where it has none."""
    own = there.figures.own
    return Opened(there, own, own.ahead) if own and own.ahead else None


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


def spread(row: Any) -> Spread:
    """A projected row as sentences take it."""
    return Spread(day=row.period_end.date(), low=row.p10, middle=row.central, high=row.p90)
