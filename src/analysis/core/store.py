"""The built tables in `data/processed`: written by the build, read by area by everything else."""

import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.core import integrity, internal, paths, shapes, stored
from analysis.core.compact import compact
from analysis.core.integrity import BACKTEST_FILE as BACKTEST_FILE
from analysis.core.integrity import BOUNDARIES_FILE as BOUNDARIES_FILE
from analysis.core.integrity import COUNTS_FILE as COUNTS_FILE
from analysis.core.integrity import FORECAST_RECORD_FILE as FORECAST_RECORD_FILE
from analysis.core.integrity import HINDCAST_FILE as HINDCAST_FILE
from analysis.core.integrity import LATEST_FILE as LATEST_FILE
from analysis.core.integrity import MEASURED_FILE as MEASURED_FILE
from analysis.core.integrity import MONITORING_FOLDER as MONITORING_FOLDER
from analysis.core.integrity import NEIGHBOURS_FILE as NEIGHBOURS_FILE
from analysis.core.integrity import PROJECTED_FILE as PROJECTED_FILE
from analysis.core.integrity import RECORD_FILE as RECORD_FILE
from analysis.core.integrity import NotBuiltError as NotBuiltError
from analysis.core.integrity import TableError as TableError
from analysis.core.stored import COLUMNS as COLUMNS
from analysis.core.stored import READS as READS
from analysis.core.stored import Read as Read

PREPARED_FILE = "strategy.json"
LOCAL_FILE = "quarterly.parquet"
FIGURES_SUM = "sha256 of the protected figures"
RETURN = "return"

WORDS = pd.StringDtype("python", na_value=float("nan"))
REPEATED = {"value", *shapes.LIMITS}  # smaller as dictionaries
MANY_ROWS = 200_000  # of so many, words of Python would take too much memory


def write(
    frame: pd.DataFrame, path: Path, *, by_area: bool = True, mark: str = "", quick: bool = False
) -> None:
    """Write a table sorted by area, a row group for each area; the same rows give the same bytes.

    Text is stored as dictionaries and dates as days, so that files stay small. `mark` is what the
    file says of its profile: see `internal`. A `quick` table has numbers byte by byte, first bytes
    first: written five times as fast, it is no larger. Counts are not, since the sum of their file
    names the forecast that was made from it.
    """
    lengths = [len(frame)]
    if by_area:
        lengths = frame.groupby("area", sort=False, dropna=False).size().tolist() or [0]
    table = as_table(frame)
    if mark:
        table = table.replace_schema_metadata({internal.PROFILE: mark})
    floats = [column.name for column in table.schema if pa.types.is_floating(column.type)]
    split = [name for name in floats if quick and name not in REPEATED]
    with pq.ParquetWriter(
        path,
        table.schema,
        compression="zstd",
        compression_level=6 if quick else 19,
        use_dictionary=[name for name in table.schema.names if name not in split],
        use_byte_stream_split=split,
        write_statistics=["area"],
    ) as out:
        for length, end in zip(lengths, accumulate(lengths), strict=True):
            out.write_table(table.slice(end - length, length), row_group_size=max(length, 1))


def read(
    name: str,
    areas: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    where: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """A built table, or only the row groups of some areas.

    NotBuiltError when it is not there, TableError when it is not what was built: see `integrity`.
    `where` keeps the rows that have a given word in each of some columns.
    """
    return as_frame(stored.rows(name, areas, columns, where))


def everywhere(columns: Iterable[str], where: Mapping[str, str], group: str) -> pd.DataFrame:
    """The measured rows of one group in all areas that have some words: see `stored.everywhere`."""
    return as_frame(stored.everywhere(MEASURED_FILE, columns, where, group))


def whole(name: str) -> pd.DataFrame:
    """A built table of all areas as `read` gives it, but compact: see `core.compact`."""
    frame = compact(stored.rows(name).to_pandas(date_as_object=False))
    pa.default_memory_pool().release_unused()
    return frame


# Each reads the rows of some areas (codes), or of all: counts with older figures where one was
# revised, neighbours under both models, closest first, outlines as WKT in metres.
measured = partial(read, MEASURED_FILE)
counts = partial(read, COUNTS_FILE)
neighbours = partial(read, NEIGHBOURS_FILE)
boundaries = partial(read, BOUNDARIES_FILE)
projected = partial(read, PROJECTED_FILE)


def beside(own: str, others: Iterable[str]) -> pd.DataFrame:
    """All measured rows of one area, and of others what a report sets beside it.

    Of England and regions that is their own figures, of authorities those of whole indicators.
    """
    found = stored.rows(MEASURED_FILE, {own, *others})
    plain = pc.equal(found["group"], shapes.OWN)
    wide = pc.starts_with(pc.cast(found["area"], pa.string()), "E")
    kept = pc.and_(plain, pc.or_(wide, pc.equal(found["dimension"], shapes.ALL)))
    return as_frame(found.filter(pc.or_(kept, pc.equal(found["area"], own))))


def prepared(slug: str) -> dict[str, Any]:
    """A council's strategy and figures as they were checked and prepared; empty without either.

    Keys: `strategy` (see `strategy.schema.whole`), not there where it has quarterly figures and no
    strategy; `refusals`, `synthetic`, `no event` (rare indicators without any, with their
    suppliers), `return` (the day of the council's own return, whether it is made up, and where
    typed figures differ from it), not there without one, and the names and checksums of the files
    it was made from. TableError where it cannot be read.
    """
    name = f"{MONITORING_FOLDER}/{slug}/{PREPARED_FILE}"
    READS.add((name, None, ()))
    path = paths.processed() / name
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as fault:
        raise spoilt(name, "is not JSON" if path.stat().st_size else "is empty") from fault
    if not isinstance(found, dict) or not {"strategy", FIGURES_SUM} & found.keys():
        raise spoilt(name, "has neither a strategy nor figures")
    return found


def local_figures(slug: str) -> pd.DataFrame:
    """A council's protected quarterly figures, in the shape of counts; none where it gave none.

    TableError where they are not those that were prepared with its strategy.
    """
    name = f"{MONITORING_FOLDER}/{slug}/{LOCAL_FILE}"
    READS.add((name, None, ()))
    expected = prepared(slug).get(FIGURES_SUM)
    if not (paths.processed() / name).is_file():
        if expected:
            raise spoilt(name, "is not there")
        return pd.DataFrame({column: pd.Series(dtype="object") for column in shapes.COUNTS})
    try:
        rows = read(name)
    except (pa.ArrowException, OSError, ValueError, LookupError) as fault:
        raise spoilt(name, "cannot be read: it was cut short or changed") from fault
    if sum_of_figures(rows) != expected:
        raise spoilt(name, f"holds other figures than {PREPARED_FILE} beside it was made with")
    return rows


def sum_of_figures(counts: pd.DataFrame) -> str | None:
    """The sha256 of protected figures by what they say, which their strategy's record keeps.

    Of what is shown: on that of the council's own file small numbers could be tried.
    """
    if counts.empty:
        return None
    return hashlib.sha256(counts.to_csv(index=False).encode()).hexdigest()


def spoilt(name: str, why: str) -> TableError:
    """That a file prepared of a council (by its name under `data/processed`) cannot be used."""
    folder = name.rpartition("/")[0]
    return TableError(
        f"data/processed/{name} {why}. Remove the folder data/processed/{folder} and make the "
        "council's report again, which prepares it anew; or `git restore` that folder."
    )


def record() -> dict[str, Any]:
    """What the build says of itself: rows in, rows out, what was left out and why."""
    READS.add((RECORD_FILE, None, ()))
    return integrity.record(RECORD_FILE, needs=["counts"])


def forecast_record() -> dict[str, Any]:
    """What the newest forecast was made from: run, origin, hash of the counts, assumptions."""
    READS.add((FORECAST_RECORD_FILE, None, ()))
    needs = ["run", "origin", "assumptions", "archived"]
    found = integrity.record(FORECAST_RECORD_FILE, needs)
    integrity.check_forecast()
    return found


def as_table(frame: pd.DataFrame) -> pa.Table:
    """A table as it is written: text as dictionaries in order of appearance, dates as days."""
    return pa.table({str(name): _as_written(column) for name, column in frame.items()})


def _as_written(column: pd.Series) -> pa.Array:
    if isinstance(column.dtype, (pd.CategoricalDtype, pd.StringDtype)):
        which, words = pd.factorize(column)
        numbers = pa.array(which, pa.int32(), mask=which < 0)
        return pa.DictionaryArray.from_arrays(numbers, pa.array(words, pa.string()))
    array = pa.array(column, from_pandas=True)
    if pa.types.is_timestamp(array.type):
        return array.cast(pa.date32())
    return array.dictionary_encode() if pa.types.is_string(array.type) else array


def as_frame(table: pa.Table) -> pd.DataFrame:
    """Rows with dictionaries as plain text columns.

    Of few rows these are Python's own words, which are picked and compared several times faster
    than Arrow's; equal words are one object.
    """
    if table.num_rows >= MANY_ROWS:
        text = pd.StringDtype(na_value=float("nan"))
        return table.to_pandas(
            types_mapper=lambda kind: text if pa.types.is_dictionary(kind) else None,
            date_as_object=False,
        )
    columns: dict[Hashable, Any] = {}
    for name, column in table.to_pandas(date_as_object=False, use_threads=False).items():
        columns[name] = column
        if isinstance(column.dtype, pd.CategoricalDtype):
            words = np.append(column.cat.categories.to_numpy(dtype=object), float("nan"))
            columns[name] = pd.array(words[column.cat.codes], dtype=WORDS)
    return pd.DataFrame(columns, copy=False)
