"""The built tables in `data/processed`: written by the build, read by area by everything else."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import paths, shapes
from analysis.errors import CareAnalysisError

COUNTS_FILE = "counts.parquet"
MEASURED_FILE = "measured.parquet"
NEIGHBOURS_FILE = "neighbours.parquet"
LATEST_FILE = "latest.parquet"
BOUNDARIES_FILE = "boundaries.parquet"
PROJECTED_FILE = "projected.parquet"
HINDCAST_FILE = "hindcast.parquet"
BACKTEST_FILE = "backtest.parquet"
FORECAST_RECORD_FILE = "forecast.json"
RECORD_FILE = "build.json"
MONITORING_FOLDER = "monitoring"
PREPARED_FILE = "strategy.json"
LOCAL_FILE = "quarterly.parquet"


# What was read since it was last cleared: file, areas (None for all), words that rows must have.
Read = tuple[str, tuple[str, ...] | None, tuple[tuple[str, str], ...]]
READS: set[Read] = set()


class NotBuiltError(CareAnalysisError):
    """A table that a report needs is not there."""


def write(frame: pd.DataFrame, path: Path, *, by_area: bool = True) -> None:
    """Write a table sorted by area, a row group for each area; the same rows give the same bytes.

    Text is stored as dictionaries and dates as days, so that files stay small.
    """
    runs = _runs(frame["area"]) if by_area else [(0, len(frame))]
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    table = table.cast(pa.schema([_compact(column) for column in table.schema]))
    with pq.ParquetWriter(
        path, table.schema, compression="zstd", compression_level=19, write_statistics=["area"]
    ) as out:
        for start, length in runs:
            out.write_table(table.slice(start, length), row_group_size=max(length, 1))


def read(
    name: str,
    areas: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    where: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """A built table, or only the row groups of some areas; NotBuiltError when it is not there.

    `where` keeps the rows that have a given word in each of some columns.
    """
    path = paths.processed() / name
    if not path.is_file():
        raise NotBuiltError(
            f"{path.name} is not in data/processed. A clone has it; to make it again from the "
            "published files run `care-analysis build --raw DIR`."
        )
    codes = sorted(set(areas)) if areas is not None else None
    READS.add((name, tuple(codes) if codes is not None else None, tuple((where or {}).items())))
    wanted: list[tuple[str, str, object]] = [("area", "in", codes)] if codes else []
    wanted += [(column, "==", word) for column, word in (where or {}).items()]
    table = pq.read_table(path, columns=list(columns) if columns else None, filters=wanted or None)
    if codes == []:
        table = table.slice(0, 0)
    return table.to_pandas(types_mapper=_plain_text, date_as_object=False)


def measured(areas: Iterable[str] | None = None) -> pd.DataFrame:
    """Measured rows of some areas (codes), or of all."""
    return read(MEASURED_FILE, areas)


def counts(areas: Iterable[str] | None = None) -> pd.DataFrame:
    """Counts of some areas (codes), or of all, with older figures where one was revised."""
    return read(COUNTS_FILE, areas)


def neighbours(areas: Iterable[str] | None = None) -> pd.DataFrame:
    """Statistical neighbours of some areas under both models, closest first."""
    return read(NEIGHBOURS_FILE, areas)


def boundaries(areas: Iterable[str] | None = None) -> pd.DataFrame:
    """Outlines of some authorities (codes), or of all, as WKT in metres: see shapes.BOUNDARIES."""
    return read(BOUNDARIES_FILE, areas)


def projected(areas: Iterable[str] | None = None) -> pd.DataFrame:
    """Projected rows of some areas (codes), or of all: the newest forecast."""
    return read(PROJECTED_FILE, areas)


def prepared(slug: str) -> dict[str, Any]:
    """A council's strategy as it was checked and prepared; empty where it has none.

    Keys: `strategy` (see `strategy.schema.Strategy`), `refusals`, `synthetic`, and the names and
    checksums of the files it was made from.
    """
    path = paths.processed() / MONITORING_FOLDER / slug / PREPARED_FILE
    READS.add((f"{MONITORING_FOLDER}/{slug}/{PREPARED_FILE}", None, ()))
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def local_figures(slug: str) -> pd.DataFrame:
    """A council's protected quarterly figures, in the shape of counts; none where it gave none."""
    name = f"{MONITORING_FOLDER}/{slug}/{LOCAL_FILE}"
    READS.add((name, None, ()))
    if not (paths.processed() / name).is_file():
        return pd.DataFrame({column: pd.Series(dtype="object") for column in shapes.COUNTS})
    return read(name)


def record() -> dict[str, Any]:
    """What the build says of itself: rows in, rows out, what was left out and why."""
    path = paths.processed() / RECORD_FILE
    READS.add((RECORD_FILE, None, ()))
    if not path.is_file():
        raise NotBuiltError(f"{path.name} is not in data/processed; run `care-analysis build`.")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def forecast_record() -> dict[str, Any]:
    """What the newest forecast was made from: run, origin, hash of the counts, assumptions."""
    path = paths.processed() / FORECAST_RECORD_FILE
    READS.add((FORECAST_RECORD_FILE, None, ()))
    if not path.is_file():
        raise NotBuiltError(f"{path.name} is not in data/processed; run `care-analysis forecast`.")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def hashes() -> dict[str, str]:
    """The sha256 of every built table, which a report prints so that it can be made again."""
    files = sorted(paths.processed().glob("*.parquet"))
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def _runs(areas: pd.Series) -> Iterable[tuple[int, int]]:
    """Where each run of equal areas starts and how long it is; they must come sorted."""
    if areas.empty:
        return [(0, 0)]
    starts = areas.ne(areas.shift()).to_numpy().nonzero()[0].tolist()
    ends = [*starts[1:], len(areas)]
    return [(start, end - start) for start, end in zip(starts, ends, strict=True)]


def _compact(column: pa.Field) -> pa.Field:
    if pa.types.is_timestamp(column.type):
        return pa.field(column.name, pa.date32())
    if pa.types.is_large_string(column.type) or pa.types.is_string(column.type):
        return pa.field(column.name, pa.dictionary(pa.int32(), pa.string()))
    return column


def _plain_text(kind: pa.DataType) -> object | None:
    """Dictionaries come back as plain text columns."""
    return pd.StringDtype(na_value=float("nan")) if pa.types.is_dictionary(kind) else None
