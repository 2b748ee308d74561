"""The protected figures of a made-up return, put where `return build` keeps them."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.core import returned, shapes, store
from analysis.core.quarters import quarter

Figures = Mapping[str, Mapping[str, float | None]]  # by quarter and measure; None is hidden


def put_return(
    home: Path, place: Area, figures: Figures, *, as_at: str = "2026-09-30", made_up: bool = True
) -> Path:
    """Keep totals of quarters' ends as the counts of a council's return; its folder."""
    rows = [
        {
            "measure": measure,
            "area": place.code,
            "period_end": pd.Timestamp(quarter(code).last),
            "frequency": "in_year",
            "dimension": shapes.ALL,
            "category": shapes.ALL,
            "value": float("nan") if value is None else float(value),
            "unit": "children",
            "status": shapes.SUPPRESSED if value is None else shapes.OK,
            "source": shapes.RETURNED,
            "release": as_at,
        }
        for code, measures in figures.items()
        for measure, value in measures.items()
    ]
    folder = home / "data" / "processed" / returned.FOLDER / place.slug
    folder.mkdir(parents=True, exist_ok=True)
    store.write(pd.DataFrame(rows, columns=list(shapes.COUNTS)), folder / returned.COUNTS_FILE)
    measured = {
        column: pd.Series(dtype="datetime64[s]" if column == "period_end" else "str")
        for column in shapes.MEASURED
    }
    store.write(pd.DataFrame(measured), folder / returned.MEASURED_FILE)
    stays = pd.DataFrame({column: pd.Series(dtype="str") for column in shapes.STAYS})
    store.write(stays, folder / returned.STAYS_FILE)
    record = {returned.AS_AT: as_at, returned.SYNTHETIC: made_up, returned.RECONCILED: []}
    (folder / returned.RECORD_FILE).write_text(json.dumps(record), encoding="utf-8")
    return folder


def in_care(counts: Mapping[str, float | None]) -> dict[str, dict[str, float | None]]:
    """The number of children in care by quarter, as `put_return` takes it."""
    return {code: {"cla_31_march": value} for code, value in counts.items()}
