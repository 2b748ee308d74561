"""Shares and rates as printed, held to the counts behind them: a whole file cannot be wrong.

A publisher rounds what it prints, rounds the counts of regions and of England, and revises counts
after a share was printed: a few figures differ in any file. Where many of one period do, the column
is not what it is taken for (0.48 for 48%, another row's share, a rate for each 1,000).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.catalogue.areas import areas
from analysis.catalogue.indicator import Figure
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.sources import SOURCES
from analysis.core.compact import numbered
from analysis.core.errors import SourceError

PLACE = ["area", "period_end"]
MOST = 0.25
"""The share of a period's figures that may differ: 0.056 is the most in the files of 2016-2026."""
FEWEST = 4
"""Fewer figures of a period than this are too few to tell."""
COUNTS_ROUNDED_TO = 10
"""Counts of regions and of England, to which the department rounds them."""
REVISED_SINCE = 0.05
"""How far a count from another file may have been revised since the share was printed."""
COMPARED = [i for i in INDICATORS.values() if i.kind in ("proportion", "rate")]
PRINTED = ["indicator", "source"]  # what a share or rate is of, and the file that prints it
EVERY = 0  # the number that stands for every category, for every file, and for no figure
_POWERS = {0.01: "a hundredth", 0.1: "a tenth", 10: "ten times", 100: "a hundred times"}
_MEASURES = {
    figure.measure
    for i in COMPARED
    for figure in (i.published, i.numerator, i.denominator)
    if figure
}
_FIGURE = ["measure", "unit", "dimension"]
_WORDS = [*_FIGURE, "category", "area", "source"]

Numbers = NDArray[np.integer]


def check(counts: pd.DataFrame) -> None:
    """SourceError for a file in which more than a quarter of a period's printed shares or rates
    are not what their counts give.

    `counts` holds every file's figures (shapes.COUNTS). A share or rate is compared with counts of
    its own file, or with the newest of another where its own has none.
    """
    fault = find_fault(compared(counts))
    if fault:
        raise fault


def find_fault(rows: pd.DataFrame) -> SourceError | None:
    """What is wrong with the first indicator and file of which more than a quarter of a period's
    figures differ. `rows` are as `compared` has them.
    """
    apart = differing(rows)
    each = rows.groupby(PRINTED, sort=False, observed=True).ngroup()
    by_period = apart.groupby([each, rows["period_end"]]).agg(["mean", "size"])
    wrong = by_period[(by_period["mean"] > MOST) & (by_period["size"] >= FEWEST)]
    if wrong.empty:
        return None
    number, day = wrong.index[0]
    return _error(rows[each == number], apart[each == number], day)


def differing(rows: pd.DataFrame) -> pd.Series:
    """Whether each figure differs from what its counts give by more than rounding and revision."""
    share = rows["numerator"] / rows["denominator"]
    rounded = rows["area"].astype("str").str.startswith("E") * COUNTS_ROUNDED_TO / 2
    leeway = 10.0 ** -_decimals(rows) + 1e-6  # rounded, perhaps twice
    leeway += rows["factor"] * rounded / rows["denominator"] * (1 + share)
    leeway += rows["value"].abs() * REVISED_SINCE * rows["of_other_file"]
    return (rows["value"] - rows["factor"] * share).abs() > leeway


def compared(counts: pd.DataFrame) -> pd.DataFrame:
    """Every share and rate that a file prints and whose counts are at hand, a row for each.

    Columns: `indicator` and its `factor`, `source`, `area`, `period_end`, `value` as printed,
    `numerator`, `denominator`, and `of_other_file`: whether one of them is of another file.
    """
    held = _Held(counts)
    found = [held.rows_of(i.published, i.split) for i in COMPARED]
    which, at = np.repeat(np.arange(len(found)), list(map(len, found))), np.concatenate(found)
    numerator, over = held.beside("numerator", which, at)
    denominator, under = held.beside("denominator", which, at)
    rows = held.known[["source", *PLACE, "value"]].iloc[at].reset_index(drop=True)
    rows = rows.assign(
        indicator=np.array([i.id for i in COMPARED])[which],
        factor=np.array([float(i.factor) for i in COMPARED])[which],
        numerator=numerator,
        denominator=denominator,
        of_other_file=over | under,
    )
    return rows[rows["numerator"].notna() & (rows["denominator"] > 0)].reset_index(drop=True)


class _Held:
    """Figures of every file (`known`), the newest release first, and numbers from 1 for what each
    is of: measure, unit and dimension (`figure`), `category`, `source`, area and period (`place`).
    """

    def __init__(self, counts: pd.DataFrame) -> None:
        known = counts[counts["value"].notna() & counts["measure"].isin(_MEASURES)]
        known = known.sort_values("release", ascending=False, kind="stable")
        self.known = known = known.astype(dict.fromkeys(_WORDS, "category"))
        self.figure, self.place = (
            pd.factorize(numbered(known, by))[0] + 1 for by in (_FIGURE, PLACE)
        )
        self._order = np.argsort(self.figure, kind="stable")
        self.category, self.source = (
            known[name].cat.codes.to_numpy("int64") + 1 for name in ("category", "source")
        )
        figures = known[_FIGURE].drop_duplicates().itertuples(index=False, name=None)
        self._figures = {words: number for number, words in enumerate(figures, 1)}
        self._categories = {word: n for n, word in enumerate(known["category"].cat.categories, 1)}
        numbers = (self.figure, self.category, self.source, self.place)
        most = (len(self._figures), len(self._categories), *(n.max(initial=0) for n in numbers[2:]))
        self._sizes = tuple(int(number) + 1 for number in most)
        in_file, anywhere = self._key(*numbers), self._key(*numbers[:2], EVERY, self.place)
        values = pd.Series(np.tile(known["value"], 2), index=np.concatenate([in_file, anywhere]))
        self._values = values[~values.index.duplicated()]
        whole, split = self._key(*numbers[:3], 0), self._key(self.figure, EVERY, self.source, 0)
        self._files = np.unique(np.concatenate([whole, split]))

    def rows_of(self, figure: Figure | None, split: str) -> Numbers:
        """The places of a figure's rows; of every category where it is split."""
        number, category = self._number(figure, split)
        first, end = np.searchsorted(self.figure, [number, number + 1], sorter=self._order)
        at = self._order[first:end]
        return at[(self.category[at] == category) | (category == EVERY)]

    def beside(
        self, part: str, which: Numbers, at: Numbers
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """The count beside each printed figure, nan for none, and whether it is of another file.

        `part` is numerator or denominator; `which` are the places of indicators in COMPARED, and
        `at` those of the printed figures. A split count is that of the printed figure's category.
        """
        parts = np.array([self._number(getattr(i, part), i.split) for i in COMPARED])
        figure, category = parts[which].T
        source = self.source[at]
        own = np.isin(self._key(figure, category, source, 0), self._files)
        category = np.where(category == EVERY, self.category[at], category)
        key = self._key(figure, category, np.where(own, source, EVERY), self.place[at])
        return self._values.reindex(key).to_numpy(), ~own

    def _key(self, *numbers: Numbers | int) -> Numbers:
        """One number for a figure, category, file and place, any of them every one (EVERY)."""
        return np.ravel_multi_index(np.broadcast_arrays(*numbers), self._sizes)

    def _number(self, figure: Figure | None, split: str) -> tuple[int, int]:
        """The numbers of a figure and its category; none for a sum, which no file prints."""
        if figure is None or len(figure.categories) > 1:
            return EVERY, EVERY
        number = self._figures.get((figure.measure, figure.unit, figure.dimension), EVERY)
        if split and figure.dimension == split:
            return number, EVERY
        category = self._categories.get(figure.categories[0], EVERY)
        return (number, category) if category else (EVERY, EVERY)


def _decimals(rows: pd.DataFrame) -> NDArray[np.int64]:
    """To how many decimals each file prints an indicator's figures of a period, three at most."""
    period = rows.groupby([*PRINTED, "period_end"], sort=False, observed=True).ngroup()
    whole = [(rows["value"] * 10**decimals).round(6) % 1 == 0 for decimals in range(3)]
    every = [each.groupby(period).transform("all").to_numpy() for each in whole]
    return np.select(every, range(3), default=3)


def _error(rows: pd.DataFrame, apart: pd.Series, day: pd.Timestamp) -> SourceError:
    then = rows["period_end"] == day
    first = rows[apart & then].iloc[0]
    indicator, source = INDICATORS[first["indicator"]], str(first["source"])
    worked = indicator.factor * first["numerator"] / first["denominator"]
    return SourceError(
        SOURCES[source].file if source in SOURCES else source,
        expected=f"figures of '{indicator.id}' ({indicator.unit}) that agree with their "
        f"counts ({first['numerator']:g} of {first['denominator']:g} is {worked:.3g})",
        found=f"{first['value']:g} for {areas()[first['area']].name} at {day:%d %B %Y}, and "
        f"{int((apart & then).sum())} of {int(then.sum())} figures of that day that do not agree"
        f"{_looks_like(rows[apart & then])}",
        remedy="Get the file again from the publisher; if it is so there, declare the fault in "
        "catalogue/sources/corrections.py.",
    )


def _looks_like(wrong: pd.DataFrame) -> str:
    """What the wrong figures seem to be, where they are all a power of ten away."""
    rows = wrong[wrong["numerator"] > 0]
    given = rows["factor"] * rows["numerator"] / rows["denominator"]
    times = float((rows["value"] / given).median()) if len(rows) else 1.0
    near = (words for power, words in _POWERS.items() if 0.7 < times / power < 1.4)
    return next((f": they are {words} of what the counts give" for words in near), "")
