"""Counts become panels: one array of areas x years for each figure that the forecast uses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.core.errors import ShapeError
from analysis.core.shapes import ALL
from analysis.forecast.draws import Array
from analysis.forecast.random_walk import Series

CHILDREN = "cla_31_march"
YOUNGER, OLDER = "care_leavers_17_18", "care_leavers_19_21"
UASC = ("uasc", "uasc")
SIXTEEN = ("age", "16_and_over")
REVISION = 0.007  # of children in care, standard deviation of a revision, log scale
WIDEST = 3.0  # standardised features are drawn in to three


@dataclass(frozen=True, kw_only=True, eq=False)
class Panel:
    """Figures of every authority by year.

    `figures[(measure, dimension, category)]` is areas x years, nan where nothing is published or
    the authority does not exist; `country` is the same figure for all of England by year, from
    before the first year where it is published; `whole` are the country's figures by year of
    `years`, as `figures` are the authorities'; `parts_since` are its parts by every year that has
    one. `revision` was learnt from children in care (`docs/methods.md`) and is 0 for a series of
    anyone's own: the newest number is revised by so much, log scale.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    figures: Mapping[tuple[str, str, str], Array]
    country: Mapping[int, float] = field(default_factory=dict)
    whole: Mapping[tuple[str, str, str], Array] = field(default_factory=dict)
    parts_since: Mapping[tuple[str, str, str], Mapping[int, float]] = field(default_factory=dict)
    revision: float = 0.0

    def of(self, measure: str, dimension: str = ALL, category: str = ALL) -> Array:
        """One figure, areas x years; nan throughout where it is not held."""
        unknown = np.full((len(self.areas), len(self.years)), np.nan)
        return self.figures.get((measure, dimension, category), unknown)

    @property
    def total(self) -> Array:
        """Children in care at 31 March; nan where none is published, or none is in care."""
        count = self.of(CHILDREN)
        return np.where(count > 0, count, np.nan)

    def only(self, areas: Sequence[str]) -> "Panel":
        """The panel of some of the areas, in the order given."""
        rows = [self.areas.index(a) for a in areas]
        chosen = {key: figure[rows] for key, figure in self.figures.items()}
        return replace(self, areas=tuple(areas), figures=chosen)

    def national_growth(self, origin: int) -> Array:
        """Log growth by year up to the origin, oldest first: the country's, or `shared_growth`."""
        if self.country:
            held = [self.country[year] for year in sorted(self.country) if year <= origin]
            return np.diff(np.log(held))
        return shared_growth(self.total, self.years.index(origin))


def shared_growth(count: Array, place: int) -> Array:
    """Log growth by year of the sum over the areas that have a figure in both years."""
    growth = []
    for before in range(place):
        pair = count[:, before : before + 2]
        sums = pair[np.isfinite(pair).all(axis=1)].sum(axis=0)
        growth.append(np.log(sums[1] / sums[0]) if (sums > 0).all() else 0.0)
    return np.array(growth)


@lru_cache(maxsize=8)
def total_series(panel: Panel) -> Series:
    """Children in care in logs, with what is known of each authority at each year.

    Features: growth of the last year, starts less ceases, starts, the rate against the country's,
    and the share who are unaccompanied; each standardised within its year.
    """
    total = panel.total
    starts, ceases = panel.of("cla_started"), panel.of("cla_ceased")
    rate = total / panel.of("rate_base_0_17")
    with np.errstate(divide="ignore", invalid="ignore"):
        features = [
            np.diff(np.log(total), axis=1, prepend=np.nan),
            (starts - ceases) / total,
            starts / total,
            np.log(rate),
            panel.of(CHILDREN, *UASC) / total,
        ]
    return logs_of(total, panel.years, features)


def logs_of(count: Array, years: tuple[int, ...], features: Sequence[Array]) -> Series:
    """Counts (areas x years, above 0 or nan) in logs, each feature standardised within its year."""
    return Series(
        years=years,
        x=np.log(count),
        noise=np.nan_to_num(1 / count, nan=1.0),
        known=np.stack([standardised(f) for f in features], axis=2),
    )


def standardised(feature: Array) -> Array:
    """Each year's column less its median over its spread (quartiles), within 3; zero if unknown."""
    feature = np.where(np.isfinite(feature), feature, np.nan)
    out = np.zeros_like(feature)
    for year in range(feature.shape[1]):
        column = feature[:, year]
        if np.isfinite(column).sum() < 3:
            continue
        low, middle, high = np.nanquantile(column, [0.25, 0.5, 0.75])
        if high > low:
            out[:, year] = np.nan_to_num((column - middle) / ((high - low) / 1.35))
    return np.clip(out, -WIDEST, WIDEST)


def from_counts(
    counts: pd.DataFrame, areas: Sequence[str], years: Sequence[int], country: str
) -> Panel:
    """The panel of the newest counts (counts shape, one release of each figure).

    `areas` are the codes wanted as rows, `country` the code of the whole.
    """
    held = counts.assign(year=counts["period_end"].dt.year)
    national = held[
        (held["area"] == country) & (held["measure"] == CHILDREN) & (held["unit"] == "children")
    ]
    whole = {
        (CHILDREN, str(d), str(c)): rows.set_index("year")["value"].astype(float)
        for (d, c), rows in national.groupby(["dimension", "category"], observed=True)
    }
    totals = whole.get((CHILDREN, ALL, ALL), pd.Series(dtype=float)).dropna()
    held = held[held["year"].isin(years) & held["area"].isin(areas)]
    return Panel(
        areas=tuple(areas),
        years=tuple(years),
        figures=_figures(held, areas, years),
        revision=REVISION,
        country=_by_year(totals),
        parts_since={key: _by_year(s[s > 0]) for key, s in whole.items() if key[1] != ALL},
        whole={key: s.reindex(list(years)).to_numpy() for key, s in whole.items()},
    )


def _figures(
    held: pd.DataFrame, areas: Sequence[str], years: Sequence[int]
) -> dict[tuple[str, str, str], Array]:
    """Each figure as areas x years, nan where none; ShapeError where one is there twice."""
    key = ["measure", "dimension", "category"]
    if (doubled := held.duplicated([*key, "area", "year"])).any():
        first = held.loc[doubled, [*key, "area", "year"]].iloc[0].to_dict()
        raise ShapeError(f"panel: expected one release of each figure; twice there is {first}.")
    by_figure = held.groupby(key, observed=True)
    number = by_figure.ngroup()
    line = pd.Index(areas).get_indexer(pd.Index(held["area"].astype(object)))
    column = pd.Index(years).get_indexer(pd.Index(held["year"]))
    table = np.full((by_figure.ngroups, len(areas), len(years)), np.nan)
    table[number, line, column] = held["value"]
    names = held.assign(number=number).drop_duplicates("number").sort_values("number")[key]
    return {
        (str(m), str(d), str(c)): figure
        for (m, d, c), figure in zip(names.to_numpy(), table, strict=True)
    }


def _by_year(figure: pd.Series) -> dict[int, float]:
    return dict(zip(figure.index.tolist(), figure.tolist(), strict=True))


def from_series(series: pd.DataFrame) -> Panel:
    """The panel of a plain series (columns area, year, value), without what our figures taught.

    Every year from the first to the last is a column, nan where an area has no value.
    """
    wide = series.pivot(index="area", columns="year", values="value")
    years = range(int(wide.columns.min()), int(wide.columns.max()) + 1)
    wide = wide.reindex(columns=list(years))
    return Panel(
        areas=tuple(str(area) for area in wide.index),
        years=tuple(years),
        figures={(CHILDREN, ALL, ALL): wide.to_numpy(float)},
    )
