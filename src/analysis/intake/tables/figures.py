"""Printed figures as counts: cells are numbers or known markers, areas existed, nothing twice."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.catalogue.sources.source import Figure, Source, source_error
from analysis.core import shapes
from analysis.core.compact import STATUS, compact, joined
from analysis.intake.tables import places

MARKERS = {
    "c": shapes.SUPPRESSED,
    "z": shapes.NOT_APPLICABLE,
    "x": shapes.NOT_AVAILABLE,
    "k": shapes.LOW,
    "low": shapes.LOW,
    "u": shapes.UNRELIABLE,
    "-": shapes.MISSING,
    "": shapes.MISSING,
    ":": shapes.NOT_AVAILABLE,
    ".": shapes.NOT_APPLICABLE,
    "..": shapes.NOT_AVAILABLE,
    "[x]": shapes.NOT_AVAILABLE,
}
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")  # a comma elsewhere stays


def read_each(
    read: Callable[[Source, Path], pd.DataFrame], sources: Iterable[Source], raw: Path
) -> pd.DataFrame:
    """The counts of several files, each as `read` has it, in the counts shape, compact."""
    return shapes.check_counts(joined([compact(read(source, raw)) for source in sources]))


def figures(
    source: Source,
    printed: pd.DataFrame,
    wanted: Iterable[Figure],
    period_end: pd.Series | pd.Timestamp | None = None,
    *,
    area: pd.Series | None = None,
    on_cohort_day: bool = False,
    **split: pd.Series | str,
) -> pd.DataFrame:
    """The wanted columns of a wide table, one below another, in the counts shape.

    Area and period are read from the standard columns of DfE tables unless given; `split` is the
    dimension, and the category of each row, where these are not a column's. Raises SourceError
    when a figure is neither a number nor a marker, or is of an authority that did not exist.
    """
    declared = list(wanted)
    cells = [_cells(source, printed, figure.cells) for figure in declared]
    value, status = (pd.concat(list(c), ignore_index=True) for c in zip(*cells, strict=True))
    each = {
        name: pd.Series(pd.Categorical([getattr(f, name) for f in declared]).repeat(len(printed)))
        for name in ("measure", "unit", "dimension", "category")
    }
    shared = {
        "area": places.area_codes(source, printed) if area is None else area,
        "period_end": march(printed["time_period"]) if period_end is None else period_end,
        **split,
    }
    below = {
        name: pd.concat([column] * len(declared), ignore_index=True)
        if isinstance(column, pd.Series)
        else column
        for name, column in shared.items()
    }
    rows = compact(in_shape(source, value=value, status=status, **each | below))
    return checked(source, rows, on_cohort_day=on_cohort_day)


def counts(
    source: Source,
    frame: pd.DataFrame,
    *,
    cells: str,
    period_end: pd.Series | pd.Timestamp | None = None,
    **named: pd.Series | str,
) -> pd.DataFrame:
    """Rows of a published table in the counts shape.

    `cells` is the column of printed figures; the period is read from the standard column of DfE
    tables unless given. `named` are the other columns, as in `in_shape`.
    """
    value, status = _cells(source, frame, cells)
    return in_shape(
        source,
        period_end=march(frame["time_period"]) if period_end is None else period_end,
        value=value,
        status=status,
        **named,
    )


def _cells(source: Source, frame: pd.DataFrame, column: str) -> tuple[pd.Series, pd.Series]:
    """A column of printed cells as `parse` has them; SourceError for one that it cannot read."""
    try:
        return parse(frame[column])
    except ValueError as fault:
        expected = f"numbers or markers in column '{column}'"
        found = str(fault)
        remedy = "If it is a new marker, add it to the markers with its meaning."
        raise source_error(source, expected, found, remedy) from fault


def in_shape(source: Source, **columns: pd.Series | pd.Timestamp | str) -> pd.DataFrame:
    """Annual figures of a source as counts, their words as categories; dimension and category are
    all unless given.
    """
    shared = {"frequency": "annual", "source": source.id, "release": source.release}
    split = {"dimension": shapes.ALL, "category": shapes.ALL}
    given = {**shared, **split, **columns}
    index = next(column.index for column in given.values() if isinstance(column, pd.Series))
    return pd.DataFrame({n: _categories(given[n], len(index)) for n in shapes.COUNTS}, index=index)


def _categories(column: pd.Series | pd.Timestamp | str, rows: int) -> Any:
    """A column of words, or one word for so many rows, as categories; others as they are."""
    if isinstance(column, str):
        return pd.Categorical.from_codes(np.zeros(rows, dtype="int8"), pd.Index([column]))
    if isinstance(column, pd.Series) and pd.api.types.is_string_dtype(column.dtype):
        return column.astype("category")
    return column


def parse(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Printed cells as (value, status): a number with status ok, or NaN with the reason.

    Raises ValueError that names the cell when one is neither a number nor a known marker.
    """
    which, different = pd.factorize(text, use_na_sentinel=False)
    read = _parsed(pd.Series(different))
    value, status = (column.take(which).set_axis(text.index) for column in read)
    return value, status


def _parsed(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    printed = [cell.strip() for cell in text.astype("str").fillna("").tolist()]
    bare = [c.replace(",", "") if "," in c and THOUSANDS.fullmatch(c) else c for c in printed]
    value = pd.to_numeric(np.array(bare, dtype="object"), errors="coerce").astype("float64")
    value[np.isinf(value)] = np.nan
    status = np.full(len(printed), shapes.OK, dtype="object")
    for unread in np.flatnonzero(np.isnan(value)):
        if printed[unread] not in MARKERS:
            raise ValueError(f"'{printed[unread]}' is neither a number nor a known marker")
        status[unread] = MARKERS[printed[unread]]
    return pd.Series(value), pd.Series(pd.Categorical(status, dtype=STATUS))


def checked(source: Source, counts: pd.DataFrame, *, on_cohort_day: bool = False) -> pd.DataFrame:
    """The counts of areas that existed at the time (`places.existing`), each given once.

    Raises SourceError that names the first figure the file gives twice.
    """
    counts = places.existing(source, counts, on_cohort_day=on_cohort_day)
    doubled = counts.duplicated(list(shapes.COUNT_KEY))
    if doubled.any():
        first = places.in_words(counts[doubled])
        raise source_error(source, "each figure once", f"{int(doubled.sum())} twice, first {first}")
    return counts


def march(years: pd.Series) -> pd.Series:
    """31 March of each year: the snapshot, and the end of the reporting year."""
    return _ends(years, lambda year: year + "-03-31")


def school_year(periods: pd.Series) -> pd.Series:
    """31 August that ends the academic year: '202425' and '2024/25' end in 2025."""
    return _ends(periods, lambda period: "20" + period.str[-2:] + "-08-31")


def _ends(periods: pd.Series, end: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """The days that `end` writes of printed periods, each different one read once."""
    which, different = pd.factorize(periods)
    ends = pd.to_datetime(end(pd.Series(different).astype("str")))
    return ends.take(which).set_axis(periods.index)
