"""One page and its record: a fault at any step leaves no file, and the record says what stands."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import here
import running
from analysis.catalogue.areas import ENGLAND, area
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.protect.gate import GateError, HiddenCell
from analysis.publish import check
from analysis.publish.executors import local
from analysis.publish.files import attachments
from analysis.publish.render import page, render
from analysis.publish.reports import REPORTS, Report
from analysis.publish.run import record, run

REPORT = "needs_analysis"
KEY = f"bradford/{REPORT}.html"


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> run.Job:
    """One page to make in an empty project, whose notebook is executed and whose data is ready."""
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    kinds = ("area", "today")
    monkeypatch.setattr(render, "parameters", lambda _: kinds)
    monkeypatch.setattr("analysis.publish.reports.parameters", lambda _: kinds)
    shown = new_output("display_data", data={"text/markdown": "All is well."})
    cells = [new_markdown_cell("## Five things to know"), new_code_cell("1", outputs=[shown])]
    monkeypatch.setattr(render, "execute", lambda *_: new_notebook(cells=cells))
    here.use(monkeypatch)
    monkeypatch.setattr(attachments, "write", one_file)
    return run.Job(report=REPORT, area="801", made="2026-05-03", parameters={})


def one_file(_: Report, __: Any, folder: Path, stem: str, ___: Any) -> list[attachments.Download]:
    (folder / f"{stem}.csv").write_text("area\n801\n", encoding="utf-8")
    return [attachments.Download(path=f"{stem}.csv", words="CSV, 1 kB")]


def test_a_page_has_its_data_and_card_beside_it(job: run.Job, tmp_path: Path) -> None:
    done = here.make_page(job, tmp_path)
    assert (done.outcome, done.problem, done.data_to) == (record.MADE, "", "to 31 March 2025")
    html = (tmp_path / job.path).read_text(encoding="utf-8")
    assert "3 May 2026" in html and "today = 2026-05-03" in html
    assert (tmp_path / "bristol" / f"{REPORT}.csv").is_file()


def test_a_national_page_is_about_england_and_is_given_no_area(
    job: run.Job, tmp_path: Path
) -> None:
    done = here.make_page(replace(job, report="methods", area=ENGLAND), tmp_path)
    assert (done.outcome, done.path) == (record.MADE, "england/methods.html")
    page_made = BeautifulSoup((tmp_path / done.path).read_text(encoding="utf-8"), "html.parser")
    assert page_made.h1.get_text() == REPORTS["methods"].title
    assert page_made.select_one(".eyebrow").get_text() == "England"
    facts = page_made.select_one("footer dl.facts").get_text()
    assert "today = 2026-05-03" in facts and "area" not in facts


@pytest.mark.parametrize(
    ("where", "what"),
    [(page, "export"), (check, "check"), (attachments, "write"), (render, "execute")],
)
def test_a_fault_at_any_step_leaves_no_file(
    where: Any, what: str, job: run.Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("at a step")

    monkeypatch.setattr(where, what, fail)
    done = here.make_page(job, tmp_path / "out")
    assert (done.outcome, done.problem) == (run.FAILED, "ZeroDivisionError: at a step")
    assert (done.tries, list((tmp_path / "out").glob("[!.]*/*"))) == (3, [])


def test_a_log_that_cannot_be_written_does_not_stop_the_run(
    job: run.Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "execute", lambda *_: 1 / 0)
    monkeypatch.setattr(Path, "write_text", refuse)
    done = here.make_page(job, tmp_path)
    assert done.outcome == run.FAILED
    assert done.problem.endswith("(and its log could not be written: Read-only file system)")


def refuse(*_: Any, **__: Any) -> None:
    raise OSError(30, "Read-only file system")


def test_parameters_are_checked_and_a_spoilt_record_told_before_anything_is_made(
    job: run.Job, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with pytest.raises(UnknownNameError, match="Did you mean area"):
        running.run(REPORTS[REPORT], [area("Bristol")], out=out, parameters={"aera": "1"})
    assert not out.exists()
    out.mkdir()
    for text in ('{"pages": ', '{"pages": []}', '{"pages": {"a.html": 5}}', "[" * 200_000):
        (out / record.RUN_FILE).write_text(text, encoding="utf-8")
        with pytest.raises(CareAnalysisError, match="is not a record of a run; move it away"):
            running.run(REPORTS[REPORT], [area("Bristol")], out=out)
    assert [p.name for p in out.iterdir()] == [record.RUN_FILE]


def test_a_wrong_place_is_told_before_anything_is_made(job: run.Job, tmp_path: Path) -> None:
    out, methods = tmp_path / "out", REPORTS["methods"]
    for places in ([area("Bristol")], [area("England"), area("Bristol")], []):
        with pytest.raises(CareAnalysisError, match="made once, for England: leave out --area"):
            running.run(methods, places, out=out)
    with pytest.raises(CareAnalysisError, match="for local authorities, not for England"):
        running.run(REPORTS[REPORT], [area("England")], out=out)
    with pytest.raises(UnknownNameError, match="No parameter of methods is called 'aera'"):
        running.run(methods, [area("England")], out=out, parameters={"aera": "1"})
    assert not out.exists()


def test_runs_of_several_reports_are_kept_and_their_pages_linked(
    job: run.Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.use(monkeypatch)
    out, councils = tmp_path / "out", [area("Bristol"), area("Bradford")]
    for name, places in ((REPORT, councils), ("methods", [area("England")])):
        running.run(REPORTS[name], places, out=out, made=date(2026, 5, 3), quiet=True)
    running.run(REPORTS["sufficiency"], councils[:1], out=out, made=date(2026, 5, 4), quiet=True)
    told = dict(record.every(out))
    assert {path: page["made"] for path, page in told.items()} == {
        "bradford/needs_analysis.html": "2026-05-03",
        "bristol/needs_analysis.html": "2026-05-03",
        "bristol/sufficiency.html": "2026-05-04",
        "england/methods.html": "2026-05-03",
    }
    assert "area" not in told["england/methods.html"]["parameters"]
    listed = BeautifulSoup((out / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert {a["href"] for a in listed.select("main section a")} == set(told)
    first = (out / "bristol" / f"{REPORT}.html").read_text(encoding="utf-8")
    assert check.check(first) == first
    assert 'href="sufficiency.html"' in first, "made before the page that it leads to"


def test_a_stop_between_pages_lists_what_was_finished(
    job: run.Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OneThenStop(here.InThisProcess):
        """Makes one page; the next is half written when somebody presses Ctrl-C."""

        closed = 0

        def submit(self, job: run.Job) -> Any:
            if job.area != "801":
                (tmp_path / "out" / "bradford").mkdir()
                (tmp_path / "out" / "bradford" / f".{REPORT}-x.part").touch()
                stopped: Future[Any] = Future()
                stopped.set_exception(KeyboardInterrupt())
                return stopped
            return super().submit(job)

        def close(self) -> None:
            OneThenStop.closed += 1

    monkeypatch.setattr(local, "executor", lambda *_: OneThenStop())
    out, places = tmp_path / "out", [area("Bristol"), area("Bradford")]
    with pytest.raises(KeyboardInterrupt):
        running.run(REPORTS[REPORT], places, out=out, made=date(2026, 5, 3), quiet=True)
    assert OneThenStop.closed == 1 and list((out / "bradford").iterdir()) == []
    assert list(dict(record.every(out))) == [f"bristol/{REPORT}.html"]
    soup = BeautifulSoup((out / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert [a.get_text() for a in soup.select("section[data-region] a")] == ["Bristol"]


def test_a_page_that_fails_twice_still_knows_the_page_that_stands(tmp_path: Path) -> None:
    record.update(tmp_path, {KEY: {"outcome": record.MADE, "made": "2026-01-05"}})
    for day in ("2026-02-01", "2026-03-01"):
        known = record.update(tmp_path, {KEY: {"outcome": run.FAILED, "made": day}})
    assert known[KEY]["made"] == "2026-03-01"
    assert record.standing(known[KEY])["made"] == "2026-01-05"
    made = record.update(tmp_path, {KEY: {"outcome": record.MADE, "made": "2026-04-01"}})
    assert made[KEY] == {"outcome": record.MADE, "made": "2026-04-01"}
    assert dict(record.every(tmp_path)) == made


def test_a_page_beside_the_page_is_searched_for_hidden_figures_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render.store, "prepared", lambda _: {"hidden figures": 1})
    hidden = HiddenCell(title="Part-time timetables", period="July to September 2026", numerator=3)
    whole, beside = tmp_path / "a.html", tmp_path / "a-implications.html"
    whole.write_text("<p>Nothing.</p>", encoding="utf-8")
    beside.write_text("<p>Nothing either.</p>", encoding="utf-8")
    files = {beside.name: beside, whole.name: whole}
    render._pass_gate(files, area("Bradford"), [hidden])
    told = "<p>Part-time timetables in July to September 2026: 3 children.</p>"
    beside.write_text(told, encoding="utf-8")
    with pytest.raises(GateError, match=r"a-implications\.html was not written"):
        render._pass_gate(files, area("Bradford"), [hidden])
