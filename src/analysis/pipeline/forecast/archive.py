"""Every forecast that was published, kept so that it scores itself when its years come.

An archived forecast is a source like any other: `data/raw/forecasts/<run>.parquet`, never edited.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.core import atomic, paths, shapes, store
from analysis.core.errors import CareAnalysisError, SourceError
from analysis.forecast.panel import CHILDREN
from analysis.forecast.scenarios import AS_NOW
from analysis.forecast.skill import backtest
from analysis.pipeline.forecast.inputs import COUNTED

DATED = b"archived_on"
HASH = b"counts_sha256"
REMEDY = "Put back the file as `care-analysis forecast --archive` wrote it."


class ArchivedError(CareAnalysisError):
    """A forecast would take the name of another one in the archive."""


def folder() -> Path:
    """Where archived forecasts are kept."""
    return paths.raw() / "forecasts"


def write(rows: pd.DataFrame, counts_hash: str, on: date | None = None) -> Path:
    """Archive a forecast under its run, with the day and the hash of the counts it started from.

    `rows` are its projected rows. Only what can be scored is kept: demand as things are now, of
    authorities. A forecast that is in the archive already is left as it is, with its day; raises
    ArchivedError where the archive has another one under the same run.
    """
    rows = rows[(rows["scenario"] == AS_NOW) & rows["unit"].isin(COUNTED)]
    rows = rows[rows["measure"].str.startswith(("cla_", "care_leavers_"))]
    rows = rows[~rows["area"].str.startswith("E") & (rows["status"] == shapes.OK)]
    path = folder() / f"{rows['run'].iloc[0]}.parquet"
    table = store.as_table(rows[list(shapes.PROJECTED)])
    if path.exists():
        _check_same(path, table, counts_hash)
        return path
    day = (on or date.today()).isoformat()
    facts = {DATED: day.encode(), HASH: counts_hash.encode()}
    with atomic.part_of(path) as part:
        dated = table.replace_schema_metadata(facts)
        pq.write_table(dated, part, compression="zstd", compression_level=19)
    return path


def _check_same(path: Path, asked: pa.Table, counts_hash: str) -> None:
    """Raise ArchivedError unless the archived file has these rows, from these counts."""
    held, facts = _archived(path)
    if facts.get(HASH) != counts_hash.encode() or not _same(held, store.as_frame(asked)):
        raise ArchivedError(
            f"{path.name} is archived already, and this forecast is another one under the same "
            "name. Raise METHOD in src/analysis/pipeline/forecast/inputs.py if the method changed, "
            "so that it gets a name of its own; or, if the archived one was never published, "
            f"remove {path} first. Nothing was written."
        )


def _same(kept: pd.DataFrame, asked: pd.DataFrame) -> bool:
    """Whether two forecasts have the same rows in any order, up to how they are rounded."""
    key = [c for c in shapes.PROJECTED if asked[c].dtype != float]
    one, other = (each.sort_values(key, ignore_index=True) for each in (kept, asked))
    try:
        pd.testing.assert_frame_equal(one, other, check_dtype=False, atol=0.051)
    except AssertionError:
        return False
    return True


def listed(archived: pd.DataFrame) -> list[dict[str, object]]:
    """Each archived forecast: its run, its day and the years it speaks of, oldest first."""
    return [
        {
            "run": str(run),
            "archived on": str(rows["archived_on"].iloc[0]),
            "years": sorted({int(y) for y in rows["period_end"].dt.year}),
        }
        for run, rows in archived.groupby("run")
    ]


def read() -> pd.DataFrame:
    """Every archived forecast, each row with its day; SourceError for a file that is spoilt."""
    files = map(_archived, sorted(folder().glob("*.parquet")))
    parts = [rows.assign(archived_on=facts[DATED].decode()) for rows, facts in files]
    if not parts:
        return pd.DataFrame(columns=[*shapes.PROJECTED, "archived_on"])
    return pd.concat(parts, ignore_index=True)


def cases(archived: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Archived forecasts whose outcome has been published, as cases that `backtest` can score.

    Scored is what was printed: the central figure, which need not be the middle of the draws.
    `counts` holds one release of each figure. A figure that is hidden, or not yet published, has
    no case, nor one whose count at the origin is not published.
    """
    columns = [*backtest.CASES, "now", "actual", *backtest.SCORED, "label"]
    if archived.empty:
        return pd.DataFrame(columns=columns)
    keys = ["measure", "area", "dimension", "category"]
    told = counts["measure"].isin(archived["measure"].unique())
    known = counts[told & counts["unit"].isin(COUNTED) & counts["value"].notna()]
    happened = known[[*keys, "period_end", "value"]].assign(
        period_end=known["period_end"].astype("datetime64[s]")
    )
    march = pd.to_datetime(archived["origin"].astype(int).astype(str) + "-03-31")
    rows = archived.assign(
        horizon=archived["period_end"].dt.year - archived["origin"],
        actual=_at(archived, keys, archived["period_end"], happened),
        now=_at(archived, keys, march, happened),
        p50=archived["central"],
        model=backtest.MODEL,
        label=_label(archived),
    )
    return rows.dropna(subset=["actual", "now"])[columns].reset_index(drop=True)


def _archived(path: Path) -> tuple[pd.DataFrame, Mapping[bytes, bytes]]:
    """The rows of an archived forecast in the projected shape, with its day and its hash."""
    try:
        table = pq.read_table(path)
    except pa.ArrowInvalid as fault:
        expected, found = "a parquet file", "another, or a part of one"
        raise SourceError(path.name, expected=expected, found=found, remedy=REMEDY) from fault
    rows, facts = store.as_frame(table), table.schema.metadata or {}
    if tuple(rows.columns) != shapes.PROJECTED or DATED not in facts:
        expected = "an archived forecast in the projected shape, with its day"
        found = f"the columns {', '.join(rows.columns)}"
        raise SourceError(path.name, expected=expected, found=found, remedy=REMEDY)
    return rows, facts


def _label(rows: pd.DataFrame) -> pd.Series:
    """What the scores of archived cases are grouped under: the day, and the part they are of."""
    part = (rows["dimension"] + ": " + rows["category"]).where(
        rows["dimension"] != shapes.ALL, rows["measure"]
    )
    whole = (rows["dimension"] == shapes.ALL) & (rows["measure"] == CHILDREN)
    return "archived on " + rows["archived_on"] + (", " + part).mask(whole, "")


def _at(rows: pd.DataFrame, keys: list[str], day: pd.Series, figures: pd.DataFrame) -> pd.Series:
    """The published figure of each row on a day; nan where there is none."""
    wanted = rows[keys].assign(period_end=day.astype("datetime64[s]"))
    found = wanted.merge(figures, on=[*keys, "period_end"], how="left")
    return pd.Series(found["value"].to_numpy(float), index=rows.index)
