"""What a sufficiency notebook opens: an authority's figures, its counts and its forecast."""

from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import pandas as pd

from analysis.briefing.figures import Figures, open_figures
from analysis.briefing.sufficiency.past_scores import PastScores, scores
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import budgets, shapes, store
from analysis.core.budgets import Budgets
from analysis.core.shapes import ALL
from analysis.forecast.quantiles import EXTRAPOLATED
from analysis.present.drawing import Outcome

AS_NOW = "as_now"
"""The scenario in which things go on as they are."""
NO_COUNTS = ("percent", "per_10000")


class PublishedCounts:
    """Counts by measure and part, oldest first.

    A part is a dimension and a category of it; without one a figure is the whole.
    """

    def __init__(self, counts: pd.DataFrame) -> None:
        whole = counts[~counts["unit"].isin(NO_COUNTS)].sort_values("period_end", kind="stable")
        names = ("measure", "dimension", "category", "status")
        *key, status = (whole[name].to_numpy(dtype=object) for name in names)
        years = pd.DatetimeIndex(whole["period_end"]).year.tolist()
        columns = (*key, years, whole["value"].astype(float).tolist(), status)
        self._rows: dict[tuple[str, ...], list[Outcome]] = {}
        for *figure, year, value, why in zip(*columns, strict=True):
            outcome = Outcome(year=year, value=value, status=why)
            self._rows.setdefault(tuple(figure), []).append(outcome)

    def rows(self, measure: str, *part: str) -> list[Outcome]:
        """One figure by year, oldest first; empty when there is none."""
        return self._rows.get((measure, *(part or (ALL, ALL))), [])

    def series(self, measure: str, *part: str) -> dict[int, float]:
        """The figure by year, nan where it is not published; empty when there is none."""
        return {row.year: row.value for row in self.rows(measure, *part)}

    def at(self, year: int, measure: str, *part: str) -> float:
        """One figure, nan where there is none."""
        return self.series(measure, *part).get(year, float("nan"))

    def newest(self, measure: str, *part: str) -> int:
        """The newest year of a figure; 0 where there is none."""
        return max(self.series(measure, *part), default=0)

    def of_year(self, year: int, measure: str, *part: str) -> Outcome:
        """One figure of a year; not available where there is none."""
        none = Outcome(year=year, value=float("nan"), status=shapes.NOT_AVAILABLE)
        return next((row for row in self.rows(measure, *part) if row.year == year), none)

    def printed(self, year: int, measure: str, *part: str) -> str:
        """One figure as a table prints it, or the reason why there is none."""
        return self.of_year(year, measure, *part).printed


@dataclass(frozen=True, kw_only=True)
class Held:
    """Counts and projected rows of one place.

    `counts` are in the counts shape, the newest release of each; `projected` are in the projected
    shape, every scenario.
    """

    counts: pd.DataFrame
    projected: pd.DataFrame

    @property
    def origin(self) -> int:
        """The year of the newest 31 March that the forecast starts from."""
        return int(self.projected["origin"].iloc[0])

    @cached_property
    def published(self) -> PublishedCounts:
        """Its counts, looked up by figure and year."""
        return PublishedCounts(self.counts)

    @cached_property
    def backtest(self) -> pd.DataFrame:
        """The scores of the method and the baselines over all authorities: see `past_scores`."""
        return scores()

    @cached_property
    def past_scores(self) -> PastScores:
        """The same, looked up."""
        return PastScores(self.backtest)

    def forecast(
        self, measure: str, dimension: str = ALL, category: str = ALL, scenario: str = AS_NOW
    ) -> list[Any]:
        """Projected rows of one figure by year, a field for each column; empty when none is."""
        return self._forecasts.get((measure, dimension, category, scenario), [])

    def known_forecast(self, *figure: str) -> list[Any]:
        """The same, of the years that have a figure."""
        return [row for row in self.forecast(*figure) if row.status == shapes.OK]

    @cached_property
    def _forecasts(self) -> dict[tuple[str, str, str, str], list[Any]]:
        found: dict[tuple[str, str, str, str], list[Any]] = {}
        for row in each_row(self.projected.sort_values("period_end", kind="stable")):
            key = (row.measure, row.dimension, row.category, row.scenario)
            found.setdefault(key, []).append(row)
        return found


@dataclass(frozen=True, kw_only=True)
class Outlook(Held):
    """One authority's published figures, counts, projected rows and earlier forecasts.

    `budgets` are its own outturn, budget and contracts, where it gave some.
    """

    figures: Figures
    budgets: Budgets = field(default_factory=Budgets)

    @property
    def name(self) -> str:
        """What the authority is called."""
        return self.figures.area.name

    @cached_property
    def hindcast(self) -> pd.DataFrame:
        """What the method would have said of this authority from earlier years, and outcomes."""
        return self._cases[self._cases["label"].isna()]

    @property
    def archived(self) -> pd.DataFrame:
        """Published forecasts of this authority whose year has come, and outcomes."""
        return self._cases[self._cases["label"].str.startswith("archived", na=False)]

    @cached_property
    def _cases(self) -> pd.DataFrame:
        return store.read(store.HINDCAST_FILE, [self.figures.area.code])


def open_outlook(area: str, today: str = "") -> Outlook:
    """The outlook of one authority, by name or DfE code; `today` as in `open_figures`."""
    return outlook_of(open_figures(area, today))


def outlook_of(figures: Figures) -> Outlook:
    """The outlook of the authority whose figures are open already."""
    code = figures.area.code
    return Outlook(
        figures=figures,
        counts=newest(store.counts([code])),
        projected=store.projected([code]),
        budgets=budgets.read(figures.area.slug),
    )


def newest(counts: pd.DataFrame) -> pd.DataFrame:
    """The newest release of each count."""
    ranked = counts.sort_values("release", kind="stable")
    return ranked.drop_duplicates(list(shapes.COUNT_KEY), keep="last")


def each_row(rows: pd.DataFrame) -> Iterator[Any]:
    """The rows one by one, a field for each column."""
    fields = _fields(*map(str, rows.columns))
    return map(fields._make, zip(*(rows[name] for name in rows), strict=True))


@cache
def _fields(*names: str) -> Any:
    """Rows of such columns: pandas would make a class of them at each call."""
    return namedtuple("Row", names)


def is_extrapolated(method: object) -> bool:
    """Whether a projected row's method says that its errors are extrapolated."""
    return str(method).endswith(EXTRAPOLATED)


def forecast_source(*, front: bool = False) -> str:
    """The source line of what is projected, with its run but for a `front` page."""
    run = "" if front else f", run {store.forecast_record()['run']}"
    method = f"forecast by this project's method{run}, tried on past years (see the methods page)"
    return f"{PUBLICATIONS['cla'].citation}; {method}."
