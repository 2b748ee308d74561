"""The futures from a council's own return as a file beside its page."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.areas import area
from analysis.core import returned, shapes, store
from analysis.publish.files import own_futures
from own_futures import projected
from own_return import in_care, put_return

PLACE = area("Herefordshire")
KEPT = {"method": "histories", "lacking": ""}


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up return to 30 September 2026 with futures; its folder."""
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    folder = put_return(tmp_path, PLACE, in_care({"2026-27Q2": 300}))
    store.write(projected(), folder / returned.FUTURES_FILE)
    path = folder / returned.RECORD_FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), returned.FUTURES: KEPT}))
    return folder


def test_the_csv_has_every_row_and_what_it_is_based_on(put: Path, tmp_path: Path) -> None:
    (link,) = own_futures.write("sufficiency", PLACE, tmp_path, {"today": "2026-11-22"})
    assert link.path == "sufficiency-own-futures.csv"
    assert link.words.startswith("Futures from the made-up return, CSV")
    rows = pd.read_csv(tmp_path / link.path, dtype={"area": str})
    shape = (*shapes.PROJECTED, "based_on")
    assert [c for c in rows if c in shape] == [*shape]
    assert len(rows) == len(projected()) and set(rows["based_on"]) == {"made-up return"}
    assert set(rows["origin"]) == {"2026-09-30"}


def test_a_page_of_a_day_before_and_an_older_build_have_none(put: Path, tmp_path: Path) -> None:
    assert own_futures.write("sufficiency", PLACE, tmp_path, {"today": "2026-09-29"}) == []
    path = put / returned.RECORD_FILE
    record = {k: v for k, v in json.loads(path.read_text()).items() if k != returned.FUTURES}
    path.write_text(json.dumps(record))
    assert own_futures.write("sufficiency", PLACE, tmp_path, {"today": "2026-11-22"}) == []
    assert own_futures.write("sufficiency", area("Kent"), tmp_path, {}) == []
