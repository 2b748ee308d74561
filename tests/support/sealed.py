"""Tables that a test writes, known to the records beside them, as those of a build are."""

import json
from pathlib import Path

import pandas as pd

from analysis.core import integrity, store


def put(frame: pd.DataFrame, path: Path, *, by_area: bool = True) -> None:
    """Write a built table of a test's project, and the records of all tables beside it."""
    store.write(frame, path, by_area=by_area)
    seal(path.parent)


def seal(folder: Path) -> None:
    """Bring `build.json` and `forecast.json` up to date with the tables in a folder."""
    there = {path.name for path in folder.glob("*.parquet")}
    for name in {integrity.RECORD_OF[table] for table in there & integrity.RECORD_OF.keys()}:
        path, counts = folder / name, folder / integrity.COUNTS_FILE
        made = json.loads(path.read_bytes()) if path.is_file() else {}
        if name == integrity.FORECAST_RECORD_FILE:
            made[integrity.MADE_FROM] = integrity.digest(counts) if counts.is_file() else None
        path.unlink(missing_ok=True)  # it may be a link into the real tables
        integrity.write_record(made, name, folder)
