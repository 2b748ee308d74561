"""A folder of internal figures for tests: of one made-up count of three children."""

import json
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import area
from analysis.core import internal, returned, shapes, store
from analysis.pipeline.returns import internal_folder

COUNT = {
    **{"measure": "cla_31_march", "period_end": pd.Timestamp(2026, 3, 31), "frequency": "annual"},
    **{"dimension": "legal_status", "category": "youth_justice", "value": 3.0, "unit": "children"},
    **{"status": "ok", "source": "return", "release": "2026-03-31"},
}
RECORD = {returned.AS_AT: "2026-03-31", returned.SYNTHETIC: True}


def folder(path: Path, place: str = "Bradford") -> Path:
    """The folder, named for internal files, with the figures of a place."""
    inside = internal_folder.named(str(path))
    whole = area(place)
    counts = pd.DataFrame([COUNT | {"area": whole.code}])[list(shapes.COUNTS)]
    measured = pd.DataFrame({column: pd.Series(dtype="str") for column in shapes.MEASURED})
    with returned.whole(inside):
        own = returned.folder(whole.slug)
        own.mkdir()
        stays = pd.DataFrame({column: pd.Series(dtype="str") for column in shapes.STAYS})
        names = (returned.COUNTS_FILE, returned.MEASURED_FILE, returned.STAYS_FILE)
        for name, table in zip(names, (counts, measured, stays), strict=True):
            store.write(table, own / returned.file_name(name), mark=internal.SENTENCE)
        text = json.dumps(RECORD | {internal.PROFILE: internal.SENTENCE})
        (own / returned.file_name(returned.RECORD_FILE)).write_text(text, encoding="utf-8")
    return inside
