"""Who may import whom: the contracts of `pyproject.toml`, and the picture made from the imports."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from imported import ROOT, SOURCE, imports
from waiting import GENEROUS

MOST_ENTRIES = 14  # of a folder that a person can take in

# A line that each contract forbids, and where it stands.
FORBIDDEN = {
    "measure/steps.py": "from analysis.present import numbers",
    "catalogue/areas.py": "import analysis.pipeline.build",
    "core/quarters.py": "def late():\n    from analysis.core import store",
    "publish/jobs.py": "from analysis.present.words import headlines",
    "intake/combine.py": "from analysis.measure.indicators import measure",
    "forecast/supply/gap.py": "from analysis.core import store",
    "measure/derived.py": "from analysis.catalogue.indicators import INDICATORS",
    "protect/events.py": "from analysis.catalogue.areas import Area",
    "present/words/headlines.py": "from analysis.present.charts.time import trend",
    "publish/executors/bundle.py": "from analysis.publish.files import workbook",
    "intake/ons.py": "from analysis.intake.dfe import cla",
}


def linted(folder: Path) -> str:
    """What import-linter says of the package in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=GENEROUS,
    )
    assert "contracts" in done.stdout.lower(), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package and its contracts in a folder of their own."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(SOURCE, folder / "src" / "analysis", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_is_kept_and_every_broken_one_is_seen(copied: Path) -> None:
    """One after the other, in one copy of the package."""
    told = linted(copied)
    assert " 0 broken" in told, told
    for name, line in FORBIDDEN.items():
        path = copied / "src" / "analysis" / name
        path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    told = linted(copied)
    assert " 0 kept" in told, told


def test_no_folder_holds_more_than_a_person_can_take_in() -> None:
    folders = {path.parent for path in SOURCE.rglob("*") if path.suffix != ".pyc"}
    crowded = {
        folder.relative_to(SOURCE).as_posix(): len(entries)
        for folder in folders
        if folder.name != "__pycache__"
        and len(entries := [e for e in folder.iterdir() if e.name != "__pycache__"]) > MOST_ENTRIES
    }
    assert crowded == {}


def test_the_picture_and_the_tables_are_those_of_the_imports(monkeypatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    import architecture

    remedy = "run `python docs/architecture.py`"
    assert architecture.PICTURE.read_text(encoding="utf-8") == architecture.picture(), remedy
    assert architecture.PAGE.read_text(encoding="utf-8") == architecture.page(), remedy


def test_every_room_says_what_it_is_for() -> None:
    faces = {p: p.read_text(encoding="utf-8") for p in SOURCE.rglob("__init__.py")}
    assert [p for p, text in faces.items() if not ast.get_docstring(ast.parse(text))] == []


def test_the_set_up_script_needs_nothing_of_ours() -> None:
    assert imports(ROOT / "run.py") == set()


def test_tests_are_not_imported_by_the_package() -> None:
    names = {p.stem for p in (ROOT / "tests" / "support").glob("*.py")} | {"tests", "conftest"}
    for path in SOURCE.rglob("*.py"):
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        modules = {node.module for node in tree if isinstance(node, ast.ImportFrom)}
        assert not modules & names, path.name
