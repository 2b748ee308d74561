"""What measures and forecasts work out, and charts and sentences say: one result each."""

import itertools
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import pandas as pd

from analysis.core.quarters import Quarter

TOO_DISPERSED = 10.0
Verdict = Literal["rose", "fell", "no_evidence", "no_test", "series_break", "too_few_years"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What can be said of two points of a series; every figure is in the series' own unit.

    `difference` is later less earlier as printed, `lower` and `upper` its limits from the counts
    (stretched where rounding has put the printed difference outside them), and `detectable` the
    smallest change that these cohorts could have shown. None where nothing can be said.
    """

    earlier: date | None = None
    later: date | None = None
    from_value: float | None = None
    to_value: float | None = None
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None
    verdict: Verdict = "too_few_years"
    detectable: float | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Funnel:
    """A funnel of one indicator in one year.

    `phi` is the raw dispersion ratio, 1 where authorities differ by chance alone; `tau2` the
    between-authority variance on the transformed scale. `limits` has columns denominator, lower95,
    upper95, lower998, upper998 on a grid; `authorities`, indexed as the numerator was, has
    numerator, denominator, value, z (adjusted) and position, one of `measure.funnel.POSITIONS`.
    """

    kind: str
    per: float
    benchmark: float
    phi: float
    tau2: float
    limits: pd.DataFrame
    authorities: pd.DataFrame

    @property
    def is_informative(self) -> bool:
        """False where authorities differ so much that a funnel would say nothing (phi over 10)."""
        return self.phi <= TOO_DISPERSED


@dataclass(frozen=True, kw_only=True)
class Process:
    """A series with its limits, a row for each point.

    `rows` has period_end (or the order of rare events), value, centre, lower, upper, segment,
    signal, meaning and status. `method` names the chart of the newest stretch, `trial` says that
    its limits rest on fewer than twelve points, `refused` why there is no chart, '' where there is.
    `sigma_z` is the spread of a p-chart's z, 1 by chance alone.
    """

    rows: pd.DataFrame
    method: str
    polarity: str
    points: int
    trial: bool = False
    refused: str = ""
    sigma_z: float = 1.0

    @cached_property
    def last(self) -> pd.Series | None:
        """The newest row that has a figure."""
        known = self.rows[self.rows["value"].notna()]
        return None if known.empty else known.iloc[-1]

    @cached_property
    def stretch(self) -> pd.DataFrame:
        """The rows with a figure since limits last started anew."""
        return self.rows[(self.rows["segment"] == self.rows["segment"].max()) & self._known]

    @cached_property
    def travelled(self) -> int:
        """1 where the newest stretch climbed from one side of its average to the other, -1 where
        it sank, else 0.

        Its points are marked first on the one side and then only on the other, where the newest
        lies too. Such limits are not what chance alone would do: the average of a line that climbs
        is the level of no quarter.
        """
        rows = self.stretch
        marked = rows[~rows["signal"].isin(["", "trend"]) & rows["centre"].notna()]
        sides = [1 if v > c else -1 for v, c in zip(marked["value"], marked["centre"], strict=True)]
        turns = sum(a != b for a, b in itertools.pairwise(sides))
        if self.refused or turns != 1:
            return 0
        last = rows.iloc[-1]
        ways = (last["value"] - rows["value"].iloc[0], last["value"] - last["centre"])
        return sides[-1] if all(way * sides[-1] > 0 for way in ways) else 0

    @property
    def _known(self) -> pd.Series:
        return self.rows["value"].notna()


@dataclass(frozen=True)
class Assurance:
    """The status of an indicator against its target, how it was found and why.

    `status` is one of the four of `measure.control_charts.assurance`, or '' for a neutral indicator
    or one without a target.
    """

    status: str
    method: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Where a sum since April should be by a quarter, to end the year on its target.

    `by_now` with its range `low` to `high` over earlier years, in the unit of the target; `years`
    are the years whose share of the year's total was taken (as they began), `value` the figure
    itself and `place` where it stands: 'above' or 'below' where all of its 95% interval lies there,
    'about', or '' where it is not known. `hidden_years` is how many earlier years could not be used
    because a figure is suppressed.
    """

    quarter: Quarter
    target: float
    by_now: float
    low: float
    high: float
    years: tuple[int, ...]
    value: float
    place: str
    hidden_years: int = 0


@dataclass(frozen=True, kw_only=True)
class Bridge:
    """A change in spending in pounds: `volume` + `mix` + `price` = `end` - `start`.

    `children` is the mean number in care in both years.
    `mix` is None where the services cannot be told apart: then `price` is what a child costs, in
    whatever home.
    """

    start: float
    end: float
    volume: float
    mix: float | None
    price: float
    children: tuple[float, float]

    @property
    def change(self) -> float:
        """Pounds by which spending changed."""
        return self.end - self.start
