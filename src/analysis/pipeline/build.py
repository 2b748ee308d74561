"""The build: published files become the tables that every report reads.

It joins the rooms that may not know each other: intake reads, measure works out, the store
writes. All tables are written to a folder beside the old ones and then put in their place, so a
build that fails leaves the tables as they were.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from tqdm import tqdm

from analysis.catalogue.indicators import INDICATORS, MAPPED
from analysis.catalogue.sources import SOURCES
from analysis.catalogue.sources.corrections import CORRECTIONS
from analysis.core import atomic, integrity, paths, shapes, store
from analysis.core.compact import compact, joined, numbered
from analysis.core.errors import CareAnalysisError
from analysis.intake import (
    agreement,
    boundaries,
    combine,
    deprivation,
    mhclg_finance,
    neighbours,
    ons,
)
from analysis.intake.dfe import cin, cla, lait, outcomes, workforce
from analysis.intake.ofsted import providers
from analysis.intake.tables import register
from analysis.measure.change import pool_three_years
from analysis.measure.comparators import neighbour_rows
from analysis.measure.derived import expected_attainment
from analysis.measure.indicators import complete, measure

READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "children looked after": cla.read,
    "interactive tool": lait.read,
    "outcomes": outcomes.read,
    "Ofsted": providers.read,
    "spending": mhclg_finance.read,
    "population": ons.read,
    "deprivation": deprivation.read,
    "children in need": cin.read,
    "workforce": workforce.read,
}


def build(
    raw: Path, out: Path | None = None, *, new_register: bool = False, quiet: bool = False
) -> dict[str, Any]:
    """Read every source under `raw` and write the built tables to `out`; returns the record.

    Raises SourceError, and leaves the tables as they were, when a file is not what the register
    of sources says. `new_register` accepts the files as they are, after every other check, and
    writes them to the register.
    """
    out = out or paths.processed()
    if not raw.is_dir():
        raise CareAnalysisError(f"There is no folder '{raw}'. Point --raw at the published files.")
    held = register.Register({}, open_to_new=True) if new_register else register.read(raw)
    with register.using(held), tqdm(total=len(READERS) + 5, disable=quiet, unit="step") as bar:
        read = {}
        for name, reader in READERS.items():
            bar.set_description(f"reading {name}")
            read[name] = compact(reader(raw)[list(shapes.COUNTS)])
            bar.update()
        models = neighbours.read(raw)
        outlines = boundaries.read(raw)
        bar.update()
        bar.set_description("settling revisions")
        figures = {name: len(frame) for name, frame in read.items()}
        counts, left_out = settled(joined([read.pop(name) for name in READERS]))
        newest = combine.newest(counts)
        bar.update()
        bar.set_description("measuring")
        measured = measure_everything(newest, models)
        bar.update()
        record = _record(figures, counts, newest, measured, models, left_out, held)
        bar.set_description("writing")
        with atomic.all_or_none(out) as fresh:
            store.write(counts, fresh / store.COUNTS_FILE)
            _write_measured(measured, fresh)
            models = models.sort_values(["area", "model", "rank"])
            store.write(models, fresh / store.NEIGHBOURS_FILE, by_area=False)
            store.write(outlines, fresh / store.BOUNDARIES_FILE, by_area=False)
            integrity.write_record(record, store.RECORD_FILE, fresh)
        bar.update(2)
        bar.set_description("built")
    if new_register:
        register.write(held, paths.raw() / register.NAME)
    return record


def measure_again(out: Path | None = None) -> dict[str, Any]:
    """Measure the counts that were built, after a change of the catalogue; returns the record.

    The published files are not needed: with the same catalogue it gives the same bytes as a build.
    """
    out = out or paths.processed()
    newest = combine.newest(store.whole(store.COUNTS_FILE))
    measured = measure_everything(newest, store.neighbours())
    record = {**store.record(), "measured": _of_measured(measured)}
    with atomic.all_or_none(out) as fresh:
        _write_measured(measured, fresh)
        integrity.write_record(record, store.RECORD_FILE, fresh)
    return record


def settled(counts: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """Counts corrected, held to each other and to the dates of authorities, settled by release."""
    corrected = combine.correct(counts, CORRECTIONS)
    agreement.check(corrected)
    return combine.settle(combine.check_existence(corrected), SOURCES)


def measure_everything(newest: pd.DataFrame, models: pd.DataFrame) -> pd.DataFrame:
    """Measured rows and comparators for every area, sorted by area, from the newest counts."""
    rows = _measured(joined([newest, compact(expected_attainment(newest))]), models)
    order = ["area", "indicator", "dimension", "category", "group", "statistic", "period_end"]
    rows = rows.take(np.argsort(numbered(rows, order), kind="stable")).reset_index(drop=True)
    return shapes.check_measured(rows)


def _measured(counts: pd.DataFrame, models: pd.DataFrame) -> pd.DataFrame:
    """Measured rows and comparators, compact; what they are made of is let go of here."""
    own = compact(measure(counts, INDICATORS.values()))
    alone = own[own["group"] == shapes.OWN]
    pooled = {i.id: [b.on for b in i.breaks] for i in INDICATORS.values() if i.pool}
    three_years = pool_three_years(alone[alone["indicator"].isin(pooled)], pooled)
    beside = compact(neighbour_rows(alone, models, INDICATORS.values()))
    others = own[own["group"] != shapes.OWN]
    parts = [compact(complete(alone)), others, compact(three_years), beside]
    return joined([part[list(shapes.MEASURED)] for part in parts])


def newest_of_all(measured: pd.DataFrame) -> pd.DataFrame:
    """Every authority's figure of each core indicator in its newest period, for funnels; and of
    the one that is mapped.
    """
    wanted = [i.id for i in INDICATORS.values() if i.core or i.id == MAPPED]
    own = measured[
        measured["indicator"].isin(wanted)
        & (measured["group"] == shapes.OWN)
        & ~measured["area"].str.startswith("E")
        & measured["value"].notna()
    ]
    newest = own.groupby("indicator")["period_end"].transform("max")
    return own[own["period_end"] == newest].reset_index(drop=True)


def _record(
    figures: dict[str, int],
    counts: pd.DataFrame,
    newest: pd.DataFrame,
    measured: pd.DataFrame,
    models: pd.DataFrame,
    left_out: dict[str, int],
    held: register.Register,
) -> dict[str, Any]:
    """What went in, what came out and what was left out and why; no times, so that it repeats."""
    rows_in = {key: int(entry["rows"]) for key, entry in sorted(held.seen.items())}
    return {
        "rows in the published files": rows_in,
        "figures read, by publisher": figures,
        "left out by readers": dict(sorted(held.left_out.items())),
        "figures left out": left_out,
        "counts": {
            "rows": len(counts),
            "of them older figures that were revised": len(counts) - len(newest),
            "by status": newest["status"].value_counts().sort_index().to_dict(),
        },
        "corrections made": len(CORRECTIONS),
        "measured": _of_measured(measured),
        "neighbours": len(models),
    }


def _of_measured(measured: pd.DataFrame) -> dict[str, int]:
    return {
        "rows": len(measured),
        "indicators": int(measured["indicator"].nunique()),
        "areas": int(measured["area"].nunique()),
    }


def _write_measured(measured: pd.DataFrame, fresh: Path) -> None:
    store.write(measured, fresh / store.MEASURED_FILE, quick=True)
    store.write(newest_of_all(measured), fresh / store.LATEST_FILE, by_area=False)
