"""Whole figures for officers: nothing hidden, nothing of a child, and the public ones untouched."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.catalogue.areas import area
from analysis.cli.app import app
from analysis.core import internal, paths, returned
from analysis.core.shapes import OK, SUPPRESSED
from analysis.pipeline.returns import figures, prepare
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate

PLACE = area("Rutland")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("returns") / "made"
    write(generate(PLACE, 40, 2, seed=7), folder)
    return folder


@pytest.fixture(scope="module")
def inside(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command puts into a folder named for it."""
    folder = tmp_path_factory.mktemp("officers") / "internal"
    done = CliRunner().invoke(
        app, ["return", "build", "Rutland", str(made), "--internal", str(folder)]
    )
    assert done.exit_code == 0, done.output
    assert done.output.endswith(f"{internal.SENTENCE}\n")
    return folder


def counts(inside: Path) -> pd.DataFrame:
    with returned.whole(inside):
        return returned.counts(PLACE.slug)


def test_small_numbers_are_whole_and_agree_with_the_protected_ones(
    made: Path, inside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = counts(inside)
    assert whole["value"].between(1, 5).sum() > 20
    assert not (whole["status"] == SUPPRESSED).any()
    monkeypatch.setattr(returned, "folder", lambda slug: tmp_path / slug)
    monkeypatch.setattr(figures, "days", lambda past: [past.as_at])  # one is enough, and quicker
    protected = prepare.prepare(PLACE, made).figures.counts.reset_index(drop=True)
    newest = whole[whole["period_end"] == whole["period_end"].max()].reset_index(drop=True)
    shown = protected["status"] == OK
    assert 0 < shown.sum() < len(newest)
    pd.testing.assert_series_equal(newest["value"][shown], protected["value"][shown])


def test_nothing_is_written_where_public_figures_are(inside: Path) -> None:
    assert not (paths.processed() / returned.FOLDER / PLACE.slug).exists()
    own = {path.name for path in (inside / PLACE.slug).iterdir()}
    tables = (returned.COUNTS_FILE, returned.MEASURED_FILE, returned.STAYS_FILE)
    names = (*tables, *returned.AHEAD_FILES, returned.RECORD_FILE)
    assert own == {internal.named(name) for name in names}
    assert all(internal.marked("renamed", p.read_bytes()) for p in (inside / PLACE.slug).iterdir())


def test_no_file_holds_a_child(made: Path, inside: Path) -> None:
    header = pd.read_csv(made / "2026" / "header.csv", dtype=str)
    secrets = {*header["CHILD"], *header["UPN"].dropna(), *header["DOB"]}
    assert len(secrets) > 60
    for path in (p for p in inside.rglob("*") if p.is_file()):
        text = path.read_bytes().decode("latin-1")
        assert not [each for each in secrets if each in text], path.name


def test_a_wrong_folder_stops_it_before_anything_is_counted(made: Path) -> None:
    asked = ["return", "build", "Rutland", str(made), "--internal", str(paths.reports())]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 1
    assert "is for what others get to see" in done.output
