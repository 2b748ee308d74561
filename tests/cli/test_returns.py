"""`care-analysis return`: what is said of a return, and of the lack of one."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.catalogue.areas import area
from analysis.cli.app import app
from analysis.core import returned
from analysis.pipeline.returns import prepare
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate

PLACE = area("Rutland")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(returned, "folder", lambda slug: tmp_path / "kept" / slug)
    folder = tmp_path / "made"
    write(generate(PLACE, 30, 2, seed=5), folder, faults={"overlap": 2, "lower_case": 3})
    return folder


def said(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["return", *words])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """What `list`, `build` and `list` again say of a return that lies where returns are put."""
    there = tmp_path_factory.mktemp("returns")
    write(generate(PLACE, 30, 2, seed=5), there / "made", faults={"overlap": 2, "lower_case": 3})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(returned, "folder", lambda slug: there / "kept" / slug)
        patch.setattr(prepare, "raw_folder", lambda p: there / ("made" if p == PLACE else "x"))
        return said("list"), said("build", "Rutland"), said("list")


def test_check_tells_faults_and_repairs(made: Path) -> None:
    told = said("check", str(made), "--area", "Rutland")
    assert "Repaired:" in told
    assert "the figures can be counted" in told


def test_check_of_nothing_names_the_path(tmp_path: Path) -> None:
    assert "nothing-here" in said("check", str(tmp_path / "nothing-here"), code=1)


def test_build_tells_what_was_hidden_and_where_the_figures_are(told: tuple[str, str, str]) -> None:
    _, built, _ = told
    assert "31 March 2026: of " in built
    assert "indicators of Rutland are in" in built


def test_a_council_without_futures_has_none_to_hand_over(made: Path, tmp_path: Path) -> None:
    told = said("build", "Rutland", str(made), "--hand-over", str(tmp_path / "r.parquet"), code=1)
    assert "Rutland has no futures to hand over" in told
    assert not (tmp_path / "r.parquet").exists()


def test_whole_figures_are_never_handed_over(made: Path, tmp_path: Path) -> None:
    """A number of twenty or more that protects a smaller one would be told."""
    others = ("--hand-over", str(tmp_path / "r.parquet"), "--internal", str(tmp_path / "own"))
    told = said("build", "Rutland", str(made), *others, code=2)
    assert "--hand-over is for others" in told


def test_list_says_whether_a_return_has_been_counted(told: tuple[str, str, str]) -> None:
    before, _, after = told
    assert "Rutland: not counted yet" in before
    assert "Rutland: figures to 31 March 2026 (made up)." in after


def test_without_returns_it_says_how_to_begin(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(prepare, "raw_folder", lambda place: tmp_path / place.slug)
    assert "docs/returns.md" in said("list")
