"""Shares and rates as printed, held to the counts behind them: a whole file cannot be wrong.

A publisher rounds what it prints, rounds the counts of regions and of England, and revises counts
after a share was printed: a few figures differ in any file. Where many of one period do, the column
is not what it is taken for (0.48 for 48%, another row's share, a rate for each 1,000).
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.areas import areas
from analysis.catalogue.indicator import Figure, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.sources import SOURCES
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
_POWERS = {0.01: "a hundredth", 0.1: "a tenth", 10: "ten times", 100: "a hundred times"}
_FIGURE = ["measure", "unit", "dimension"]
_KEPT = [*PLACE, "value", "source", "place", "code", "cell"]
_NONE = pd.DataFrame(columns=_KEPT)


@dataclass(frozen=True)
class Printed:
    """A share or rate of an indicator in one file, beside what its counts give."""

    indicator: Indicator
    source: str
    rows: pd.DataFrame


def check(counts: pd.DataFrame) -> None:
    """SourceError for a file in which more than a quarter of a period's printed shares or rates
    are not what their counts give.

    `counts` holds every file's figures (shapes.COUNTS). A share or rate is compared with counts of
    its own file, or with the newest of another where its own has none.
    """
    for fault in filter(None, map(find_fault, compared(counts))):
        raise fault


def find_fault(each: Printed) -> SourceError | None:
    """What is wrong with the first period in which more than a quarter of the figures differ."""
    apart = differing(each)
    by_period = apart.groupby(each.rows["period_end"]).agg(["mean", "size"])
    wrong = by_period[(by_period["mean"] > MOST) & (by_period["size"] >= FEWEST)]
    return _error(each, apart, wrong.index[0]) if len(wrong) else None


def differing(each: Printed) -> pd.Series:
    """Whether each figure differs from what its counts give by more than rounding and revision."""
    rows, share = each.rows, each.rows["numerator"] / each.rows["denominator"]
    rounded = rows["area"].astype("str").str.startswith("E") * COUNTS_ROUNDED_TO / 2
    decimals = rows.groupby("period_end")["value"].transform(_decimals)
    leeway = 10.0**-decimals + 1e-6  # rounded, perhaps twice
    leeway += each.indicator.factor * rounded / rows["denominator"] * (1 + share)
    leeway += rows["value"].abs() * REVISED_SINCE * rows["of_other_file"]
    return (rows["value"] - each.indicator.factor * share).abs() > leeway


def compared(counts: pd.DataFrame) -> Iterator[Printed]:
    """Every share and rate that a file prints and whose counts are at hand, file by file."""
    held, codes = _held(counts)
    for indicator in INDICATORS.values():
        if indicator.kind not in ("proportion", "rate"):
            continue
        published, numerator, denominator = (
            _picked(held, codes, getattr(indicator, name), indicator.split)
            for name in ("published", "numerator", "denominator")
        )
        for source, printed in published.groupby("source", sort=False, observed=True):
            rows = _with(printed.assign(of_other_file=False), "numerator", numerator)
            rows = _with(rows, "denominator", denominator)
            rows = rows[rows["numerator"].notna() & (rows["denominator"] > 0)]
            if len(rows):
                yield Printed(indicator, str(source), rows.reset_index(drop=True))


def _held(counts: pd.DataFrame) -> tuple[dict[Hashable, pd.DataFrame], dict[str, int]]:
    """The figures by measure, unit and dimension, the newest release first; codes of categories.

    `place` and `cell` are numbers that stand for area and period, and for these and the category.
    """
    known = counts[counts["value"].notna()].sort_values("release", ascending=False, kind="stable")
    known = known.astype(dict.fromkeys((*_FIGURE, "area", "source", "category"), "category"))
    places = known.groupby(PLACE, sort=False, observed=True).ngroup()
    categories = known["category"].cat.codes.astype("int64")
    codes = {str(name): code for code, name in enumerate(known["category"].cat.categories)}
    known = known.assign(place=places, code=categories, cell=places * len(codes) + categories)
    figures = known.groupby(_FIGURE, sort=False, observed=True)
    return {figure: rows[_KEPT] for figure, rows in figures}, codes


def _picked(
    held: Mapping[Hashable, pd.DataFrame],
    codes: Mapping[str, int],
    figure: Figure | None,
    split: str,
) -> pd.DataFrame:
    """A figure's rows in every file; none for a sum of categories, which no file prints.

    `key` says which cell a row is: that of its place alone where the figure is not split.
    """
    rows = _NONE
    if figure is not None and len(figure.categories) == 1:
        rows = held.get((figure.measure, figure.unit, figure.dimension), _NONE)
        if split and figure.dimension == split:
            return rows.assign(key=rows["cell"])
        rows = rows[rows["code"] == codes.get(figure.categories[0], -1)]
    return rows.assign(key=rows["place"])


def _with(printed: pd.DataFrame, name: str, part: pd.DataFrame) -> pd.DataFrame:
    """Printed figures of one file with a count of that file, or of the newest that has it."""
    own = part[part["source"] == printed["source"].iloc[0]]
    if own.empty:
        own, printed = part, printed.assign(of_other_file=True)
    own = own[~own["key"].duplicated()]
    at = printed["cell"] if len(own) and (own["key"] == own["cell"]).all() else printed["place"]
    return printed.assign(**{name: at.map(own.set_index("key")["value"])})


def _decimals(values: pd.Series) -> int:
    """To how many decimals the figures are printed, three at most."""
    whole = (((values * 10**decimals).round(6) % 1 == 0).all() for decimals in range(3))
    return next((decimals for decimals, is_whole in enumerate(whole) if is_whole), 3)


def _error(each: Printed, apart: pd.Series, day: pd.Timestamp) -> SourceError:
    then = each.rows["period_end"] == day
    first = each.rows[apart & then].iloc[0]
    worked = each.indicator.factor * first["numerator"] / first["denominator"]
    return SourceError(
        SOURCES[each.source].file if each.source in SOURCES else each.source,
        expected=f"figures of '{each.indicator.id}' ({each.indicator.unit}) that agree with their "
        f"counts ({first['numerator']:g} of {first['denominator']:g} is {worked:.3g})",
        found=f"{first['value']:g} for {areas()[first['area']].name} at {day:%d %B %Y}, and "
        f"{int((apart & then).sum())} of {int(then.sum())} figures of that day that do not agree"
        f"{_looks_like(each, apart & then)}",
        remedy="Get the file again from the publisher; if it is so there, declare the fault in "
        "catalogue/sources/corrections.py.",
    )


def _looks_like(each: Printed, wrong: pd.Series) -> str:
    """What the wrong figures seem to be, where they are all a power of ten away."""
    rows = each.rows[wrong & (each.rows["numerator"] > 0)]
    given = each.indicator.factor * rows["numerator"] / rows["denominator"]
    times = float((rows["value"] / given).median()) if len(rows) else 1.0
    near = (words for power, words in _POWERS.items() if 0.7 < times / power < 1.4)
    return next((f": they are {words} of what the counts give" for words in near), "")
