"""A page is made again when something that it is made from changed, and is kept otherwise."""

import ast
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

import here
import running
import sealed
import small
from analysis.catalogue.areas import area
from analysis.core import returned, store
from analysis.publish import fingerprint
from analysis.publish.files import attachments, downloads, figures
from analysis.publish.jobs import Job, Result
from analysis.publish.render import render
from analysis.publish.reports import REPORTS
from analysis.publish.run import freshness, record, run
from imported import SOURCE, imports

LIGHT = ("pandas", "numpy", "pyarrow", "papermill", "nbconvert", "matplotlib", "jinja2", "bs4")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two councils' pages, which each read the rows of their own council, and one of all areas."""
    small.put_tables(tmp_path)
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    small.put_notebook(tmp_path, "1")
    monkeypatch.setattr(render, "execute", executed)
    monkeypatch.setattr(render, "check_shown", lambda _: None)
    monkeypatch.setattr("analysis.publish.files.attachments.write", lambda *_: [])
    here.use(monkeypatch)
    made(tmp_path)
    return tmp_path


def executed(_: object, given: Mapping[str, Any]) -> NotebookNode:
    place = area(given["area"])
    store.measured([place.code])
    if returned.record(place.slug):
        returned.measured(place.slug)
    return new_notebook(cells=[new_markdown_cell("## Five things to know\n\nAll is well.")])


def made(home: Path, force: bool = False, **given: str) -> dict[str, str]:
    """What came of each council's page, and why."""
    places = [area("Bristol"), area("Bradford")]
    done = running.run(
        REPORTS[small.REPORT],
        places,
        out=home / "out",
        parameters=given,
        quiet=True,
        force=force,
    )
    assert {o.outcome for o in done} <= {"made", "kept"}, done
    return {area(o.area).slug: f"{o.outcome}: {o.why}" for o in done}


KEPT = "kept: nothing that it is made from changed"


def both(why: str) -> dict[str, str]:
    return {"bristol": why, "bradford": why}


def test_nothing_changed_nothing_is_made(home: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (home / "out").rglob("*") if p.is_file()}
    assert made(home) == both(KEPT)
    assert made(home, force=True) == both(f"made: {run.FORCED}")
    assert made(home) == both(KEPT)
    assert set(before) == {p for p in (home / "out").rglob("*") if p.is_file()}


def change_notebook(home: Path) -> None:
    small.put_notebook(home, "2")


def change_another_notebook(home: Path) -> None:
    small.put_notebook(home, "2", name="another")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (change_notebook, "made: its notebook changed"),
        (change_another_notebook, KEPT),
    ],
)
def test_only_its_own_notebook_counts(home: Path, change: Callable[[Path], None], why: str) -> None:
    change(home)
    assert made(home) == both(why)


def test_a_parameter_counts(home: Path) -> None:
    assert made(home, ask="x") == both("made: its parameter ask was '' and is 'x'")
    assert made(home, ask="x") == both(KEPT)


def test_a_large_table_is_compressed_when_asked_and_stands_there_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(chosen: object, place: object, folder: Path, stem: str, given: object) -> list:
        path = folder / downloads.large_table(stem)
        downloads.write_csv(pd.DataFrame({"value": [1.0, 2.5]}), path)
        return [downloads.link(path, "Figures")]

    def there() -> set[str]:
        return {p.name.partition(".")[2] for p in (home / "out" / "bristol").iterdir()}

    monkeypatch.setattr("analysis.publish.files.attachments.write", write)
    made(home, force=True)
    assert there() == {"html", "csv"}
    why = "its large table is to be compressed, or no longer"
    with fingerprint.compressed():
        assert made(home) == both(f"made: {why}")
        assert made(home) == both(KEPT)
    assert there() == {"html", "csv.gz"}
    assert made(home) == both(f"made: {why}")
    assert there() == {"html", "csv"}


@pytest.mark.parametrize("name", REPORTS)
def test_only_a_report_with_a_large_table_is_made_again_to_be_compressed(name: str) -> None:
    chosen = REPORTS[name]
    assert chosen.large is (figures.write in attachments.OFFERED[name])
    job = Job(report=name, area=area("Bristol").code, made="2026-04-01", parameters={})
    now = fingerprint.stamp()
    with fingerprint.compressed():
        made_of = freshness.made_of(job, Result(seconds=0.0), now, freshness.Digests(now))
    assert made_of["compressed"] is chosen.large


@pytest.mark.parametrize(
    ("name", "why"), [("code", "the code"), ("packages", "the packages"), ("python", "Python")]
)
def test_code_packages_and_python_count(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: str
) -> None:
    real = fingerprint.stamp()
    from dataclasses import replace

    monkeypatch.setattr(run, "stamp", lambda: replace(real, **{name: "another"}))
    assert made(home) == both(f"made: {why} changed")


def test_a_figure_of_one_council_makes_its_page_alone(home: Path) -> None:
    table = home / "data" / "processed" / store.MEASURED_FILE
    rows = store.read(store.MEASURED_FILE)
    rows.loc[rows.index[rows["area"] == "801"][0], "value"] += 1
    sealed.put(rows, table)
    assert made(home) == {
        "bristol": "made: its data changed: measured.parquet of 801",
        "bradford": KEPT,
    }


def test_a_return_built_anew_makes_its_page_again_and_no_other(home: Path) -> None:
    built = home / "data" / "processed" / returned.FOLDER / "bristol"
    built.mkdir(parents=True)
    record = built / returned.RECORD_FILE
    record.write_text('{"as at": "2026-06-30"}', encoding="utf-8")
    rows = store.read(store.MEASURED_FILE)
    store.write(rows[rows["area"] == "801"], built / returned.MEASURED_FILE)
    assert made(home) == {
        "bristol": "made: its data changed: returns/bristol/return.json",
        "bradford": KEPT,
    }
    assert made(home) == both(KEPT)
    record.write_text('{"as at": "2026-09-30"}', encoding="utf-8")
    assert made(home)["bristol"] == "made: its data changed: returns/bristol/return.json"
    store.write(rows[rows["area"] == "801"][:-1], built / returned.MEASURED_FILE)
    assert made(home) == {
        "bristol": "made: its data changed: returns/bristol/measured.parquet",
        "bradford": KEPT,
    }


def test_a_table_that_a_page_does_not_read_does_not_count(home: Path) -> None:
    table = home / "data" / "processed" / store.NEIGHBOURS_FILE
    sealed.put(store.read(store.NEIGHBOURS_FILE)[:-1], table, by_area=False)
    assert made(home) == both(KEPT)


@pytest.mark.parametrize("spoil", ["unlink", "cut", "forget"])
def test_a_page_that_is_not_as_it_was_written_is_made_again(home: Path, spoil: str) -> None:
    page = home / "out" / "bristol" / f"{small.REPORT}.html"
    if spoil == "unlink":
        page.unlink()
    elif spoil == "cut":
        page.write_bytes(page.read_bytes()[:-10])
    else:
        told = home / "out" / record.RECORDS / "bristol.json"
        whole = json.loads(told.read_text(encoding="utf-8"))
        del whole["pages"][f"bristol/{small.REPORT}.html"]["made_of"]
        told.write_text(json.dumps(whole), encoding="utf-8")
    again = made(home)
    assert again["bradford"] == KEPT and again["bristol"].startswith("made: ")
    assert page.read_text(encoding="utf-8").endswith("</html>\n")


def test_a_copy_of_the_folder_with_other_times_is_kept(home: Path) -> None:
    page = home / "out" / "bristol" / f"{small.REPORT}.html"
    page.write_bytes(page.read_bytes())
    assert made(home) == both(KEPT)


def reached(start: set[str]) -> set[str]:
    """The files of the package that some modules import, directly or through others."""
    found: set[str] = set()
    left = set(start)
    while left:
        path = left.pop()
        found.add(path)
        for name in imports(SOURCE / path):
            parts = name.split(".")
            tries = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
            files = [f for t in tries for f in (f"{t}.py", f"{t}/__init__.py")]
            left |= {f for f in files if (SOURCE / f).is_file()} - found
    return found


def test_code_that_is_not_counted_is_not_reached_by_a_page() -> None:
    pages = reached(
        {"publish/executors/page_process.py", "publish/render/render.py", "briefing/__init__.py"}
    )
    uncounted = {f for f in pages if f.startswith(fingerprint.UNREACHED)}
    assert uncounted == set() and len(pages) > 100
    assert all((SOURCE / name).exists() for name in fingerprint.UNREACHED)


def test_what_a_run_without_changes_loads_is_light() -> None:
    """By the imports at the top of what it needs: none of the slow libraries."""
    heavy: dict[str, set[str]] = {}
    start = {"cli/app.py", "cli/report.py", "pipeline/reporting.py", "publish/run/run.py"}
    left, seen = set(start), set()
    while left:
        path = left.pop()
        seen.add(path)
        for node in ast.parse((SOURCE / path).read_text(encoding="utf-8")).body:
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module]
            slow = {n.split(".")[0] for n in names} & set(LIGHT)
            if slow:
                heavy[path] = slow
            for name in names:
                near = name.removeprefix("analysis.").replace(".", "/") + ".py"
                if name.startswith("analysis.") and (SOURCE / near).is_file():
                    left |= {near} - seen
    assert heavy == {}
