"""A report of one's own: a notebook that runs, and declares itself in its own metadata."""

import json
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from analysis.cli import new_report
from analysis.cli.app import app
from analysis.core import paths
from analysis.core.errors import CareAnalysisError
from analysis.publish.reports import BUILT_IN, DECLARED, REPORTS, Report, declared, text_of


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two notebooks, so that none of ours is touched."""
    (tmp_path / "notebooks").mkdir()
    for name in ("needs_analysis", "explore"):
        (tmp_path / "notebooks" / f"{name}.ipynb").write_text("ours", encoding="utf-8")
    monkeypatch.setenv(paths.HOME, str(tmp_path))
    return tmp_path


def declaring(**fields: object) -> str:
    return json.dumps({"cells": [], "metadata": {DECLARED: fields}})


def refused(declaration: str) -> str:
    with pytest.raises(CareAnalysisError) as told:
        declared("mine", declaration)
    return str(told.value)


def test_the_notebook_is_valid_and_declares_itself() -> None:
    path = new_report.write("leaving_care", "Leaving  care", "how they fare")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path == paths.notebooks() / "leaving_care.ipynb"
    assert notebook.cells[0].source == "# Leaving care"
    assert declared(path.stem, path.read_text(encoding="utf-8")) == Report(
        name="leaving_care", title="Leaving care", short="Leaving care", tells="how they fare"
    )


def test_a_notebook_in_another_encoding_is_named(tmp_path: Path) -> None:
    (spoilt := tmp_path / "mine.ipynb").write_bytes(b'{"cells": ["\xe9"]}')
    with pytest.raises(CareAnalysisError, match=r"mine\.ipynb .* not UTF-8 \(byte 13\)"):
        text_of(spoilt)


def test_without_a_title_it_is_called_by_its_name() -> None:
    path = new_report.write("leaving_care")
    made = declared(path.stem, path.read_text(encoding="utf-8"))
    assert made and (made.title, made.tells) == ("Leaving care", new_report.TELLS)


def test_the_command_says_what_to_do_next() -> None:
    done = CliRunner().invoke(app, ["new-report", "leaving_care"])
    assert done.exit_code == 0, done.output
    assert "leaving_care.ipynb" in done.output
    assert "care-analysis report leaving_care --area" in done.output


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Leaving care", "such as leaving_care"),
        ("leaving-care", "such as leaving_care"),
        ("../secrets", "such as secrets"),
        ("5_things", "such as things"),
        ("", "such as leaving_care"),
        ("l\u00e9a", "such as l_a"),
        ("x" * 41, "at most 40"),
        ("a.ipynb", "such as a_ipynb"),
        ("all", "means something else"),
        ("index", "means something else"),
        ("explore", "means something else"),
        ("con", "means something else"),
        ("lpt1", "means something else"),
        ("needs_analysis", "is there already"),
    ],
)
def test_a_name_that_is_none_or_is_taken_is_refused(name: str, said: str, home: Path) -> None:
    before = {p.name: p.read_text() for p in (home / "notebooks").iterdir()}
    with pytest.raises(CareAnalysisError, match=said):
        new_report.write(name)
    assert {p.name: p.read_text() for p in (home / "notebooks").iterdir()} == before
    assert not (home / "secrets.ipynb").exists()


def test_a_report_that_is_begun_is_not_begun_again() -> None:
    path = new_report.write("leaving_care")
    path.write_text("changed", encoding="utf-8")
    with pytest.raises(CareAnalysisError, match="is there already"):
        new_report.write("leaving_care")
    assert path.read_text(encoding="utf-8") == "changed"


def test_a_notebook_that_declares_nothing_is_no_report() -> None:
    assert declared("scratch", json.dumps({"cells": [], "metadata": {}})) is None
    mentioned = {"cells": [{"source": [f'"{DECLARED}"']}], "metadata": {}}
    assert declared("scratch", json.dumps(mentioned)) is None
    assert "explore" not in REPORTS and "workbench" not in REPORTS
    assert set(BUILT_IN) <= set(REPORTS)


WHOLE = {"title": "Mine", "short": "Mine", "tells": "mine"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({**WHOLE, "titel": "x"}, "'titel' is no field"),
        ({**WHOLE, "title": " "}, "'title' is blank"),
        ({"title": "Mine"}, "'short' is blank"),
        ({**WHOLE, "forecast": "yes"}, "'forecast' is of another kind"),
        ({**WHOLE, "name": "x"}, "'name' is no field"),
    ],
)
def test_a_wrong_declaration_says_what_is_wrong_and_where(fields: dict[str, object], said: str):
    told = refused(declaring(**fields))
    assert told.startswith("mine.ipynb declares a report") and said in told
    assert "docs/add-a-report.md" in told


def test_a_notebook_that_cannot_be_read_is_said() -> None:
    assert "mine.ipynb is no notebook" in refused(f'{{"{DECLARED}": ')


def test_every_field_may_be_declared() -> None:
    made = declared("mine", declaring(**WHOLE, forecast=True, publication="cla", listed="My own"))
    assert made and made.forecast and made.listed == "My own" and not made.national
