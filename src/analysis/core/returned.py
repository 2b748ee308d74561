"""What was kept of councils' own returns: protected figures, read by the council's slug.

`pipeline.returns.prepare` writes a folder for each council; nothing of it names a child.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.core import paths, shapes, store
from analysis.core.integrity import TableError

FOLDER = "returns"
COUNTS_FILE, MEASURED_FILE = "counts.parquet", "measured.parquet"
STAYS_FILE = "stays.parquet"
RECORD_FILE = "return.json"
DAYS = ("period_end", "start", "end")
AS_AT, SYNTHETIC, ACCEPTED, RECONCILED = "as at", "synthetic", "accepted", "reconciled"


def folder(slug: str) -> Path:
    """Where a council's protected figures are kept."""
    return paths.processed() / FOLDER / slug


def name(slug: str, file: str) -> str:
    """The name of a council's file under `data/processed`."""
    return f"{FOLDER}/{slug}/{file}"


def record(slug: str) -> dict[str, Any]:
    """What `return build` says of a council's figures; empty where it has no return.

    Keys: `as at` (the last day, ISO), `years`, `synthetic`, `accepted` (the reason for a number
    that is far from the published one, or ""), `repaired`, `faults`, `audit` and `reconciled`.
    TableError where it cannot be read.
    """
    store.READS.add((name(slug, RECORD_FILE), None, ()))
    path = folder(slug) / RECORD_FILE
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_bytes())
        date.fromisoformat(found[AS_AT])
    except (ValueError, RecursionError, KeyError, TypeError) as fault:
        raise _spoilt(slug, RECORD_FILE) from fault
    return dict(found)


def counts(slug: str) -> pd.DataFrame:
    """A council's protected counts, in the counts shape; TableError where they cannot be read."""
    return _table(slug, COUNTS_FILE, shapes.COUNTS)


def measured(slug: str) -> pd.DataFrame:
    """The indicators measured from them, in the measured shape; TableError as for counts."""
    return _table(slug, MEASURED_FILE, shapes.MEASURED)


def stays(slug: str) -> pd.DataFrame:
    """How long things took, in the stays shape; TableError as for counts."""
    return _table(slug, STAYS_FILE, shapes.STAYS)


def _table(slug: str, file: str, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        rows = store.read(name(slug, file))
    except (pa.ArrowException, OSError, ValueError, LookupError) as fault:
        raise _spoilt(slug, file) from fault
    if tuple(rows.columns) != columns:
        raise _spoilt(slug, file)
    days = {name: pd.to_datetime(rows[name]) for name in DAYS if name in columns}
    return rows.assign(**days)


def _spoilt(slug: str, file: str) -> TableError:
    return TableError(
        f"data/processed/{name(slug, file)} cannot be read: it was cut short or changed. "
        f"`care-analysis return build {slug}` makes it again from the return."
    )
