"""Plain `papermill notebook.ipynb out.ipynb -p area 301`: every notebook, every parameter.

Papermill's command line makes numbers, truth values and nothing of text, and its files of
parameters may hold days: a notebook takes each, or says what it found and what would do.
"""

import ast
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pytest
from papermill.cli import _resolve_type as as_papermill
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from analysis.core import paths
from analysis.core.errors import CareAnalysisError
from analysis.publish.reports import REPORTS
from waiting import GENEROUS

NOTEBOOKS = sorted(path.stem for path in paths.notebooks().glob("*.ipynb"))
OF_DAYS = {"2026-11-24", date(2026, 11, 24)}
OF_BRADFORD = {"380", "0380", "380.0", "3.80E2", "Bradford", "bradford council"}
WRITTEN = ["5E2", "9999", "20260401", "2026.5", "True", "None", "nan", "1e400"]
GIVEN = [
    *map(as_papermill, sorted({*WRITTEN, *OF_BRADFORD, "2026-11-24", "2025-26Q1", "health"})),
    *(date(2026, 11, 24), datetime(2026, 11, 24)),
]


def read(name: str) -> nbformat.NotebookNode:
    return load_notebook_node(str(paths.notebooks() / f"{name}.ipynb"))


def of(cell: nbformat.NotebookNode, tag: str) -> bool:
    return tag in cell.metadata.tags


def names(cell: nbformat.NotebookNode) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)}


def asked(name: str) -> list[str]:
    (cell,) = (c for c in read(name).cells if of(c, "parameters"))
    return [line.partition(" = ")[0] for line in cell.source.splitlines()]


def opened(name: str, given: Mapping[str, Any]) -> nbformat.NotebookNode:
    """A notebook as papermill is to run it, up to the first cell that uses what is given."""
    whole = parameterize_notebook(read(name), given, kernel_name="python3", language="python")
    code = [cell for cell in whole.cells if cell.cell_type == "code"]
    start = [of(cell, "parameters") or of(cell, "injected-parameters") for cell in code]
    uses = [bool(names(cell) & {*given}) for cell in code]
    last = next(n for n, cell in enumerate(code) if uses[n] and not start[n])
    whole.cells = code[: last + 1]
    return whole


def refusal(name: str, given: Mapping[str, Any]) -> str:
    """What the notebook refuses it with, in a sentence; '' where it takes it."""
    world: dict[str, Any] = {}
    try:
        for cell in opened(name, given).cells:
            exec(compile(cell.source, name, "exec"), world)
    except CareAnalysisError as told:
        return str(told)
    finally:
        plt.close("all")
    return ""


ASKED = [(name, parameter) for name in NOTEBOOKS for parameter in asked(name)]


def test_every_notebook_takes_parameters() -> None:
    assert {name for name, _ in ASKED} == {*NOTEBOOKS}


@pytest.mark.parametrize(("name", "parameter"), ASKED)
def test_a_parameter_is_taken_or_the_notebook_says_what_it_found(name: str, parameter: str) -> None:
    for value in GIVEN:
        said = refusal(name, {parameter: value})
        assert not said or str(value) in said or parameter in said, f"{value!r}: {said}"


TOGETHER = [name for name, report in REPORTS.items() if report.together]  # of a region, or a set


@pytest.mark.parametrize(
    "name", [name for name, parameter in ASKED if parameter == "area" and name not in TOGETHER]
)
def test_an_area_is_a_name_or_a_code_as_text_or_as_a_number(name: str) -> None:
    for written in sorted(OF_BRADFORD):
        assert refusal(name, {"area": as_papermill(written)}) == ""
    said = refusal(name, {"area": as_papermill("5E2")})
    assert said.startswith("No area is called '500.0'.")
    assert "a name or a three-digit code" in said and "-r area TEXT" in said


@pytest.mark.parametrize("name", [name for name, parameter in ASKED if parameter == "today"])
def test_a_day_is_text_or_a_day(name: str) -> None:
    for written in OF_DAYS:
        assert refusal(name, {"today": written}) == ""
    said = refusal(name, {"today": as_papermill("20260401")})
    assert said == "'20260401' is not a day; write today=2026-04-01 for 1 April 2026."


def test_a_quarter_is_text_and_nothing_else() -> None:
    name = "strategy_monitoring"
    assert refusal(name, {"quarter": "2025-26Q1", "today": "2026-11-24"}) == ""
    for value in (2025, 2025.5, date(2025, 9, 30)):
        said = refusal(name, {"quarter": value, "today": "2026-11-24"})
        assert said.startswith(f"'{value}' is not a quarter") and "write 2025-26Q2" in said


@pytest.mark.notebook
def test_papermill_itself_with_its_own_engine_makes_the_needs_analysis_of_a_code(
    tmp_path: Path,
) -> None:
    """The first cells alone; that all the others run is held by nbval."""
    cut = read("needs_analysis")
    first = next(n for n, c in enumerate(cut.cells) if "open_figures" in c.source)
    cut.cells = cut.cells[: first + 1]
    cut.cells.append(nbformat.v4.new_code_cell("print(here.area.name)"))
    given, out = tmp_path / "cut.ipynb", tmp_path / "out.ipynb"
    nbformat.write(cut, given)
    words = ["-m", "papermill", str(given), str(out), "-p", "area", "301", "--no-progress-bar"]
    done = subprocess.run(
        [sys.executable, *words],
        cwd=paths.root(),
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-1000:]
    (said,) = nbformat.read(out, as_version=4).cells[-1].outputs
    assert said.text == "Barking and Dagenham\n"
