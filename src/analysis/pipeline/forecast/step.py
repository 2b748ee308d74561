"""The forecast step: all scenarios drawn and the backtest run, written together."""

from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from analysis.catalogue.assumptions import values
from analysis.core import atomic, integrity, paths, shapes, store
from analysis.forecast import central, scenarios
from analysis.forecast.skill import backtest
from analysis.pipeline.forecast import archive
from analysis.pipeline.forecast.future import Future
from analysis.pipeline.forecast.inputs import Inputs, read_inputs
from analysis.pipeline.forecast.scores import SEED, backtest_cases

DRAWS = 2000
DECIMALS = {"gbp": -3, "gbp_per_week": 0, "percent": 1}


def forecast(
    out: Path | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    keep: bool = False,
    quiet: bool = False,
) -> dict[str, Any]:
    """Draw every scenario, backtest, and write the tables to `out`; returns the record.

    The same counts, archive, draws and seed give the same bytes. Nothing is written unless all
    is made. With `keep` the forecast goes into the archive too. Archived forecasts whose year has
    been published since are scored among the cases.
    """
    out = out or paths.processed()
    inputs = read_inputs()
    archived = archive.read()
    with tqdm(total=len(scenarios.SCENARIOS) + 3, disable=quiet, unit="step") as bar:
        bar.set_description("backtesting")
        cases = backtest_cases(inputs, seed)
        scored = archive.cases(archived, inputs.counts)
        cases = pd.concat([c for c in (cases, scored) if len(c)], ignore_index=True)
        table = backtest.table(cases)
        bar.update()
        bar.set_description("drawing demand and supply")
        future = Future.drawn(inputs, draws, seed, central.not_beaten(table))
        bar.update()
        parts = []
        for name in scenarios.SCENARIOS:
            bar.set_description(f"scenario {name}")
            parts.append(future.rows(name))
            bar.update()
        bar.set_description("writing")
        rows = _in_order(pd.concat(parts, ignore_index=True))
        record = _record(inputs, rows, cases, draws, seed)
        if keep:
            archive.write(rows, inputs.hash)
        record["archived"] = archive.listed(archive.read())
        own = cases[cases["model"] == backtest.MODEL].sort_values(
            ["area", "measure", "dimension", "category", "origin", "horizon"], kind="stable"
        )
        own = own.round(dict.fromkeys([*backtest.SCORED, "drawn"], 1)).reset_index(drop=True)
        with atomic.all_or_none(out) as fresh:
            store.write(rows, fresh / store.PROJECTED_FILE, quick=True)
            store.write(own, fresh / store.HINDCAST_FILE, quick=True)
            store.write(table, fresh / store.BACKTEST_FILE, by_area=False)
            integrity.write_record(record, store.FORECAST_RECORD_FILE, fresh)
        bar.update()
    return record


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows sorted and rounded as they are stored, and checked."""
    numbers = ["central", *shapes.QUANTILES]
    for unit, held in rows.groupby("unit").groups.items():
        rows.loc[held, numbers] = rows.loc[held, numbers].round(DECIMALS.get(str(unit), 1))
    key = ["area", "scenario", "measure", "dimension", "category", "unit", "period_end"]
    ordered = rows.sort_values(key, kind="stable").reset_index(drop=True)
    return shapes.check_projected(ordered[list(shapes.PROJECTED)])


def _record(
    inputs: Inputs, rows: pd.DataFrame, cases: pd.DataFrame, draws: int, seed: int
) -> dict[str, Any]:
    """What the forecast was made from; no times, so that it repeats."""
    return {
        "run": inputs.run,
        "origin": inputs.origin,
        integrity.MADE_FROM: inputs.hash,
        "draws": draws,
        "seed": seed,
        "projected rows": len(rows),
        "areas": int(rows["area"].nunique()),
        "backtest cases": len(cases),
        "assumptions": values(),
    }
