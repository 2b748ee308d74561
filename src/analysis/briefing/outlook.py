"""What a sufficiency notebook opens: an authority's figures, its counts and its forecast."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import shapes, store
from analysis.briefing.counted import Counted
from analysis.briefing.figures import Figures, open_figures
from analysis.catalogue.publications import PUBLICATIONS
from analysis.project.backtest import MODEL, crosses_break
from analysis.project.rows import EXTRAPOLATED

KEY = ("measure", "dimension", "category")
FEWEST_ABOVE_ZERO = 30


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

    def forecast(
        self,
        measure: str,
        dimension: str = shapes.ALL,
        category: str = shapes.ALL,
        scenario: str = "as_now",
    ) -> pd.DataFrame:
        """Projected rows of one figure, by year."""
        p = self.projected
        chosen = (
            (p["scenario"] == scenario)
            & (p["measure"] == measure)
            & (p["dimension"] == dimension)
            & (p["category"] == category)
        )
        return p[chosen].sort_values("period_end")

    def published(
        self,
        measure: str,
        dimension: str = shapes.ALL,
        category: str = shapes.ALL,
        unit: str = "children",
    ) -> pd.DataFrame:
        """Counts of one figure, by year."""
        c = self.counts
        chosen = (
            (c["measure"] == measure)
            & (c["dimension"] == dimension)
            & (c["category"] == category)
            & (c["unit"] == unit)
        )
        return c[chosen].sort_values("period_end")


@dataclass(frozen=True, kw_only=True)
class Outlook(Held):
    """One authority's published figures, counts, projected rows and earlier forecasts."""

    figures: Figures

    @property
    def name(self) -> str:
        """What the authority is called."""
        return self.figures.area.name

    @cached_property
    def counted(self) -> Counted:
        """Its counts, looked up by figure and year."""
        return Counted(self.counts)

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

    @cached_property
    def backtest(self) -> pd.DataFrame:
        """The scores of the method over all authorities, as `scores` gives them."""
        return scores()


def open_outlook(area: str, today: str = "") -> Outlook:
    """The outlook of one authority, by name or DfE code; `today` as in `open_figures`."""
    figures = open_figures(area, today)
    code = figures.area.code
    return Outlook(
        figures=figures, counts=newest(store.counts([code])), projected=store.projected([code])
    )


def newest(counts: pd.DataFrame) -> pd.DataFrame:
    """The newest release of each count."""
    ranked = counts.sort_values("release", kind="stable")
    return ranked.drop_duplicates(list(shapes.COUNT_KEY), keep="last")


def scores() -> pd.DataFrame:
    """The committed backtest, without the average miss and lean of the method in a group where
    fewer than `FEWEST_ABOVE_ZERO` outcomes were above zero: the others have no share to miss by.
    """
    table = store.read(store.BACKTEST_FILE)
    cases = store.read(store.HINDCAST_FILE, columns=[*KEY, "origin", "horizon", "actual", "label"])
    cases = cases[cases["label"].isna() & (cases["dimension"] != shapes.ALL)]
    across = crosses_break(cases).map({True: ", across a break", False: ""})
    group = cases["dimension"] + ": " + cases["category"] + across
    above = (cases["actual"] > 0).groupby([group, cases["horizon"]]).sum()
    few = set(above[above < FEWEST_ABOVE_ZERO].index)
    named = zip(table["group"], table["horizon"], strict=True)
    thin = pd.Series([key in few for key in named], index=table.index)
    missing = thin & (table["model"] == MODEL) & table["score"].isin(["mape", "bias"])
    return table.assign(value=table["value"].mask(missing))


def is_extrapolated(method: object) -> bool:
    """Whether a projected row's method says that its errors are extrapolated."""
    return str(method).endswith(EXTRAPOLATED)


def forecast_source() -> str:
    """The source line of what is projected."""
    return (
        f"{PUBLICATIONS['cla'].citation}; forecast by this project's method, run "
        f"{store.forecast_record()['run']}, backtested (see the methods page)."
    )
