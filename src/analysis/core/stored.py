"""The built tables as they are stored, read by area: for what needs no frame, and for `store`.

Without pandas, which takes longer to load than a command takes that prints a few rows.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.core import integrity, paths, shapes

# What was read since it was last cleared: file, areas (None for all), words that rows must have.
Read = tuple[str, tuple[str, ...] | None, tuple[tuple[str, str], ...]]
READS: set[Read] = set()

# The columns that each table is read for.
COLUMNS: dict[str, tuple[str, ...]] = {
    integrity.COUNTS_FILE: shapes.COUNTS,
    integrity.MEASURED_FILE: shapes.MEASURED,
    integrity.LATEST_FILE: shapes.MEASURED,
    integrity.NEIGHBOURS_FILE: shapes.NEIGHBOURS,
    integrity.BOUNDARIES_FILE: shapes.BOUNDARIES,
    integrity.PROJECTED_FILE: shapes.PROJECTED,
    integrity.HINDCAST_FILE: (
        "area",
        "measure",
        "dimension",
        "category",
        "origin",
        "horizon",
        "actual",
    ),
    integrity.BACKTEST_FILE: ("model", "horizon", "group", "score", "value"),
}


def rows(
    name: str,
    areas: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    where: Mapping[str, str] | None = None,
) -> pa.Table:
    """A built table, or only the row groups of some areas, with text in dictionaries.

    Areas are read from their row groups alone: several times faster than a filter, which opens
    every row group.
    """
    codes, words = None if areas is None else set(areas), where or {}
    told = None if codes is None else tuple(sorted(codes))
    READS.add((name, told, tuple(words.items())))
    return _rows(name, codes, [*columns] if columns else None, words)


def everywhere(name: str, columns: Iterable[str], where: Mapping[str, str], group: str) -> pa.Table:
    """The rows of one group in all areas that have given words, as `rows` gives them.

    All of the group are kept, about 20 MB of measured rows, so that whoever asks of one indicator
    after the other does not wait for the whole table each time.
    """
    READS.add((name, None, tuple({**where, "group": group}.items())))
    sha, listed = integrity.digest(_built(name)), [*columns]
    kept = _group(name, sha, tuple(dict.fromkeys([*listed, *where])), group)
    return _having(kept, where).select(listed)


@lru_cache(maxsize=1)
def _group(name: str, sha: str, columns: tuple[str, ...], group: str) -> pa.Table:
    """All rows of a group in the built table with this sum."""
    found = _rows(name, None, [*columns], {"group": group})
    return found.unify_dictionaries().combine_chunks()


def _rows(
    name: str, codes: set[str] | None, listed: list[str] | None, words: Mapping[str, str]
) -> pa.Table:
    path = _built(name)
    beside = [*words, *(() if codes is None else ("area",))]
    with pq.ParquetFile(path) as file:
        _check_columns(name, file.metadata.schema.names)
        groups = _groups(file.metadata, codes)
        needed = listed and [*dict.fromkeys([*listed, *beside])]
        found = file.read_row_groups(list(groups), needed, use_threads=codes is None)
    if not all(groups.values()):
        found = found.filter(_among(found["area"], codes or ()))
    found = _having(found, words)
    return found if listed is None else found.select(listed)


def _having(rows: pa.Table, where: Mapping[str, str]) -> pa.Table:
    """The rows that have a given word in each of some columns."""
    for column, word in where.items():
        rows = rows.filter(_among(rows[column], [word]))
    return rows


def _among(column: pa.ChunkedArray, words: Iterable[str]) -> pa.ChunkedArray:
    """Which rows have one of some words: its dictionary is asked, which is short.

    By a pattern, since pyarrow loads pandas to make an array or a scalar of a word.
    """
    pattern = f"^(?:{'|'.join(map(re.escape, words))})$"
    parts = column.dictionary_encode().chunks
    found = [pc.match_substring_regex(p.dictionary, pattern).take(p.indices) for p in parts]
    return pa.chunked_array(found, pa.bool_())


def _built(name: str) -> Path:
    """Where a built table is, once it was checked: see `integrity.check`."""
    if name in integrity.RECORD_OF:
        return integrity.check(name)
    path = paths.processed() / name
    if not path.is_file():
        raise integrity.NotBuiltError(f"{name} is not in data/processed.")
    return path


def _check_columns(name: str, there: Iterable[str]) -> None:
    """TableError for a table that another version of this project wrote, without all columns."""
    lost = [each for each in COLUMNS.get(name, ()) if each not in set(there)]
    if lost:
        why = "another version of this project wrote it"
        raise integrity.wrong(name, f"has no column '{lost[0]}': {why}")


def _groups(metadata: pq.FileMetaData, areas: set[str] | None) -> dict[int, bool]:
    """The numbers of the row groups that may hold some areas, and whether each holds no other."""
    if areas is None:
        return dict.fromkeys(range(metadata.num_row_groups), True)
    at = metadata.schema.names.index("area")
    found = {}
    for n in range(metadata.num_row_groups):
        held = metadata.row_group(n).column(at).statistics
        known = held is not None and held.has_min_max
        first, last = (held.min, held.max) if known else ("", "")
        if not known or any(first <= code <= last for code in areas):
            found[n] = known and first == last
    return found
