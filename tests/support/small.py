"""A small project with one quick notebook, for tests of how pages are made."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

import sealed
from analysis.catalogue.areas import area
from analysis.core import store
from waiting import GENEROUS

REPORT = "needs_analysis"
PLACES = ("Lancashire", "Bristol", "Bradford", "Herefordshire", "Cheshire East", "Hackney")
PARAMETERS = 'area = "Bristol"\ntoday = ""\nask = ""'
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def put_notebook(home: Path, *cells: str, name: str = REPORT) -> Path:
    """A notebook with the usual parameters and these cells."""
    whole = [
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_markdown_cell("## Five things to know"),
        *(new_code_cell(source) for source in cells),
    ]
    path = home / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(writes(new_notebook(cells=whole, metadata=KERNEL)), encoding="utf-8")
    return path


def put_tables(home: Path) -> None:
    """The figures of one indicator for these places, and their neighbours."""
    folder = home / "data" / "processed"
    folder.mkdir(parents=True, exist_ok=True)
    rows = store.measured([c for name in PLACES for c in (area(name).code, area(name).region)])
    sealed.put(rows[rows["indicator"] == "cla_rate"], folder / store.MEASURED_FILE)
    beside = store.neighbours([area(name).code for name in PLACES])
    sealed.put(beside, folder / store.NEIGHBOURS_FILE, by_area=False)


def command(out: Path, *words: str, places: tuple[str, ...] = PLACES) -> list[str]:
    """The command that makes the report for these places."""
    asked = [w for name in places for w in ("--area", name)]
    return [sys.executable, "-m", "analysis", "report", REPORT, *asked, "--out", str(out), *words]


def started(home: Path, out: Path, *words: str) -> "subprocess.Popen[str]":
    """The command begun in a session of its own."""
    return subprocess.Popen(
        command(out, *words),
        env={**os.environ, "CARE_ANALYSIS_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def done(home: Path, out: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command run to its end."""
    with started(home, out, *words) as process:
        try:
            said, problems = process.communicate(timeout=GENEROUS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            raise
    return subprocess.CompletedProcess(process.args, process.returncode, said, problems)
