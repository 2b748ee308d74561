"""The run: whole pages or none, failures told together, and nothing left behind when stopped."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

import sealed
from analysis.catalogue.areas import area
from analysis.core import atomic, store
from analysis.publish import check
from analysis.publish.run import record, run
from analysis.publish.run.journal import JOURNAL
from analysis.publish.run.lock import LOCK
from left_out import posix
from waiting import GENEROUS, all_ended, wait_for

REPORT = "needs_analysis"
PLACES = ("Lancashire", "Bristol", "Bradford", "Herefordshire", "Cheshire East")
WARM = ("IPython", "matplotlib", "nbclient", "nbconvert", "pandas", "papermill", "scipy")
SECRET = "the_secret_of_a_row"
PARAMETERS = 'area = "Bristol"\ntoday = ""\ntrouble = ""'
TROUBLE = f"""
import os, signal
from pathlib import Path
from IPython.display import Markdown

what = dict(word.split(":") for word in trouble.split()).get(area, "")
mark = Path(os.environ["MARKS"]) / area
mark.touch()
if what == "fail":
    {SECRET} = "secret"
    raise ValueError({SECRET} + " is missing")
if what == "kill":
    os.kill(os.getpid(), signal.SIGKILL)
if what == "kill_all":
    os.kill(os.getppid(), signal.SIGKILL)
    signal.pause()
if what == "wait":
    signal.pause()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project: one notebook that does as it is told, and the figures of one indicator."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "notebooks").mkdir()
    (folder / "data" / "processed").mkdir(parents=True)
    cells = [
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_markdown_cell("## Five things to know"),
        new_code_cell(TROUBLE),
        new_code_cell('Markdown("nan" if what == "leak" else f"All is well in {area}.")'),
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = writes(new_notebook(cells=cells, metadata=kernel))
    (folder / "notebooks" / f"{REPORT}.ipynb").write_text(notebook, encoding="utf-8")
    rows = store.measured([c for name in PLACES for c in (area(name).code, area(name).region)])
    rows = rows[rows["indicator"] == "cla_rate"]
    sealed.put(rows, folder / "data" / "processed" / store.MEASURED_FILE)
    beside = store.neighbours([area(name).code for name in PLACES])
    sealed.put(beside, folder / "data" / "processed" / store.NEIGHBOURS_FILE, by_area=False)
    return folder


def environment(home: Path, temporary: Path) -> dict[str, str]:
    marks = temporary.with_name("marks")
    for folder in (temporary, marks):
        folder.mkdir(exist_ok=True)
    theirs = {"CARE_ANALYSIS_HOME": str(home), "TMPDIR": str(temporary), "MARKS": str(marks)}
    return {**os.environ, **theirs}


def command(out: Path, *words: str, places: tuple[str, ...] = PLACES) -> list[str]:
    asked = [w for name in places for w in ("--area", name)]
    report = [sys.executable, "-m", "analysis", "report", REPORT, *asked, "--out", str(out)]
    return [*report, *words]


def troubles(**by_name: str) -> str:
    return "trouble=" + " ".join(f"{area(n).code}:{what}" for n, what in by_name.items())


def page_of(out: Path, name: str) -> Path:
    return out / area(name).slug / f"{REPORT}.html"


def entry(out: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = dict(record.every(out))[f"{area(name).slug}/{REPORT}.html"]
    return found


def listed(out: Path) -> set[str]:
    soup = BeautifulSoup((out / "index.html").read_text(encoding="utf-8"), "html.parser")
    return {a.get_text() for a in soup.select("section[data-region] a")}


def part_files(folder: Path) -> list[Path]:
    hidden = [p for p in folder.rglob("*") if p.name.startswith(".") or p.suffix == ".part"]
    return [p for p in hidden if p.name not in (LOCK, JOURNAL, record.RECORDS)]


def older_page(out: Path, name: str) -> str:
    """A page of an earlier run, with what is recorded of it."""
    path = page_of(out, name)
    atomic.write("<p>An older page.</p>", path)
    made = {"area": area(name).code, "report": REPORT, "title": "Needs", "outcome": record.MADE}
    key = path.relative_to(out).as_posix()
    record.update(out, {key: {**made, "made": "2026-01-05", "data_to": "to 31 March 2024"}})
    return key


@pytest.fixture(scope="module")
def troubled(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, subprocess.CompletedProcess[str]]]:
    """An unattended run in which the first page kills the warm parent, and so all, each time.

    One page fails in a cell and one in its check; the others are to be made for all that.
    """
    folder = tmp_path_factory.mktemp("troubled")
    out = folder / "out"
    older_page(out, "Bradford")
    older_page(out, "Hackney")
    trouble = troubles(Lancashire="kill_all", Bradford="fail", Herefordshire="leak")
    before = sorted((home / "notebooks").rglob("*"))
    without_input = ["sh", "-c", 'exec "$@" <&-', "sh"]
    done = subprocess.run(
        [*without_input, *command(out, "-p", trouble)],
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        env=environment(home, folder / "tmp"),
    )
    assert sorted((home / "notebooks").rglob("*")) == before
    yield out, done


@posix
@pytest.mark.notebook
def test_failures_are_told_together_and_the_exit_code_says_so(troubled: Any) -> None:
    done = troubled[1]
    assert done.returncode == 1
    assert "2 of 5 pages made." in done.stdout
    told = done.stderr[done.stderr.index("3 pages failed (logs in work/logs):") :].splitlines()
    assert told[1:] == [
        f"  Lancashire: {run.KILLED}",
        "  Bradford: ValueError: secret is missing. The page made before is still there.",
        "  Herefordshire: " + told[3].partition(": ")[2],
    ]
    assert "herefordshire/needs_analysis.html was not written" in told[3]
    assert "Traceback" not in done.stdout + done.stderr


@posix
@pytest.mark.notebook
def test_the_bar_counts_what_is_done_and_failed(troubled: Any) -> None:
    assert "5/5" in troubled[1].stderr and "3 failed" in troubled[1].stderr


@posix
@pytest.mark.notebook
def test_pages_are_whole_or_not_there(troubled: Any) -> None:
    out, _ = troubled
    for name in ("Bristol", "Cheshire East"):
        html = page_of(out, name).read_text(encoding="utf-8")
        assert f"All is well in {area(name).code}." in html
        assert check.check(html) == html
        assert sorted(p.suffix for p in page_of(out, name).parent.iterdir()) == [
            ".csv",
            ".csv",
            ".html",
            ".xlsx",
        ]
    for name in ("Herefordshire", "Lancashire"):
        assert not page_of(out, name).parent.exists()
    assert part_files(out) == []
    assert list((out.parent / "tmp").iterdir()) == []


@posix
@pytest.mark.notebook
def test_the_record_tells_of_every_page_and_keeps_the_earlier_ones(troubled: Any) -> None:
    out, _ = troubled
    made = entry(out, "Bristol")
    assert made["outcome"] == record.MADE and made["problem"] == ""
    assert made["parameters"]["area"] == "801" and "884:leak" in made["parameters"]["trouble"]
    assert made["made"] == date.today().isoformat()
    assert made["data_to"] == "to 31 March 2025"
    assert made["seconds"] > 0
    assert made["code"].startswith("0.1.0+")
    assert set(made["data"]) == {store.MEASURED_FILE, store.NEIGHBOURS_FILE}
    assert len(made["data"][store.MEASURED_FILE]) == 64
    assert entry(out, "Herefordshire")["outcome"] == run.FAILED
    assert entry(out, "Hackney")["made"] == "2026-01-05"
    assert len(dict(record.every(out))) == 6


@posix
@pytest.mark.notebook
def test_an_older_page_does_not_pass_for_new(troubled: Any) -> None:
    out, _ = troubled
    failed = entry(out, "Bradford")
    assert failed["outcome"] == run.FAILED and failed["made"] == date.today().isoformat()
    assert failed["stands"]["made"] == "2026-01-05"
    assert "An older page." in page_of(out, "Bradford").read_text(encoding="utf-8")
    html = (out / "index.html").read_text(encoding="utf-8")
    assert listed(out) == {"Bristol", "Bradford", "Cheshire East", "Hackney"}
    dates = BeautifulSoup(html, "html.parser").select("section[data-region] li")
    assert ["2024" in li.get_text() for li in dates if "Bradford" in li.get_text()] == [True]


@posix
@pytest.mark.notebook
def test_the_story_of_a_failure_is_in_a_private_log_and_on_no_page(
    troubled: Any, home: Path
) -> None:
    out, _ = troubled
    log = (home / "work" / "logs" / f"bradford-{REPORT}.log").read_text(encoding="utf-8")
    assert "ValueError" in log and "Traceback" in log
    for file in (*out.rglob("*.html"), *out.rglob("*.csv"), *out.rglob("*.json*")):
        text = file.read_text(encoding="utf-8")
        assert "Traceback" not in text and SECRET not in text


@posix
@pytest.mark.notebook
def test_only_the_warm_parent_loads_what_pages_are_made_with(home: Path, tmp_path: Path) -> None:
    """The run itself begins, places and records pages, and begins at once."""
    asked = command(tmp_path / "out", places=("Bristol",))[3:]
    script = (
        "import atexit, runpy, sys\n"
        f"sys.argv = ['care-analysis', *{asked}]\n"
        f"atexit.register(lambda: print(sorted({{*{WARM}}} & set(sys.modules))))\n"
        "runpy.run_module('analysis', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        env=environment(home, tmp_path / "tmp"),
    )
    assert "1 of 1 pages made." in done.stdout and done.stdout.splitlines()[-1] == "[]", done


@contextmanager
def started(home: Path, folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A run in the background, which does not outlive the test."""
    process = subprocess.Popen(
        command(folder / "out", *words),
        env=environment(home, folder / "tmp"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(GENEROUS)


def began(home: Path, folder: Path) -> Any:
    """A run with Bristol made and two pages in the making, and its family of processes."""
    return started(home, folder, "-p", troubles(**{n: "wait" for n in PLACES if n != "Bristol"}))


def family_of(process: subprocess.Popen[str], folder: Path) -> list[psutil.Process]:
    marks = folder / "marks"
    wait_for(lambda: page_of(folder / "out", "Bristol").exists(), "no page was made")
    wait_for(lambda: len(list(marks.iterdir())) == 3, "no third page was begun")
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) == 3, "a warm parent and two pages in the making"
    return family


@posix
@pytest.mark.notebook
def test_a_run_that_is_stopped_leaves_no_kernel_and_no_half_page(
    home: Path, tmp_path: Path
) -> None:
    with began(home, tmp_path) as process:
        family = family_of(process, tmp_path)
        process.send_signal(signal.SIGINT)
        said, problems = process.communicate(timeout=GENEROUS)
    assert process.returncode == 130
    assert problems.splitlines()[-1] == "Stopped; pages that were finished are in place."
    assert "Traceback" not in said + problems
    assert all_ended(family)
    out = tmp_path / "out"
    html = page_of(out, "Bristol").read_text(encoding="utf-8")
    assert check.check(html) == html
    assert sorted(p.name for p in out.iterdir() if p.name != LOCK) == [
        record.RECORDS,
        "bristol",
        "index.html",
        record.RUN_FILE,
    ]
    assert listed(out) == {"Bristol"} and len(dict(record.every(out))) == 1
    assert part_files(out) == [] and list((tmp_path / "tmp").iterdir()) == []


@posix
@pytest.mark.notebook
def test_a_run_that_is_killed_leaves_no_process(home: Path, tmp_path: Path) -> None:
    with began(home, tmp_path) as process:
        family = family_of(process, tmp_path)
        process.kill()
        assert all_ended(family)
    assert part_files(tmp_path / "out") == []
