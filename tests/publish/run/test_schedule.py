"""What is due and was not made since its papers went out, and what a run of it came to."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import here
import monitored
from analysis.catalogue.areas import Area, area
from analysis.core import atomic
from analysis.core.errors import CareAnalysisError
from analysis.publish.render import render
from analysis.publish.run import record, run, schedule
from analysis.publish.run.progress import Bar
from analysis.strategy.schema.plan import Meeting
from analysis.strategy.schema.whole import Strategy

BRISTOL, HACKNEY = area("Bristol"), area("Hackney")
TODAY = date(2026, 11, 24)
QUIET = Bar(quiet=True)
WHY = "Panel on 2 December 2026, papers 24 November 2026"
QUARTER = "bristol/strategy_monitoring-2026-27q2.html"
CURRENT = "bristol/strategy_monitoring.html"


def strategy(*reports: str, first: date = date(2020, 12, 2)) -> Strategy:
    panel = Meeting(id="panel", body="Panel", frequency="yearly", first=first, reports=reports)
    return Strategy(
        area="Bristol",
        name="Our promise",
        starts=date(2018, 1, 1),
        ends=date(2020, 12, 31),
        source="minutes of an invented council",
        calendar=(panel,),
    )


def councils(*reports: str) -> Mapping[Area, Strategy]:
    return {BRISTOL: strategy(*reports)}


def put_made(out: Path, path: str, day: str, outcome: str = record.MADE) -> None:
    """A page of an earlier run, with what is recorded of it."""
    atomic.write("<p>A page.</p>", out / path)
    told = {
        "area": "801",
        "report": path.partition("/")[2].split(".")[0].split("-")[0],
        "title": "x",
        "outcome": outcome,
        "made": day,
        "data_to": "to 31 March 2025",
    }
    record.update(out, {path: told})


def test_a_quarterly_report_is_due_by_its_quarter_and_at_the_address_that_stays(
    tmp_path: Path,
) -> None:
    found = schedule.jobs(councils("strategy_monitoring"), tmp_path, TODAY)
    assert [(job.report, job.area, job.parameters, job.due_for) for job in found] == [
        (
            "strategy_monitoring",
            BRISTOL.code,
            {"quarter": "2026-27Q2", "today": "2026-11-24"},
            WHY,
        ),
        ("strategy_monitoring", BRISTOL.code, {"today": "2026-11-24"}, WHY),
    ]
    assert [job.path for job in found] == [QUARTER, CURRENT]


def test_other_reports_are_due_once_a_meeting(tmp_path: Path) -> None:
    both = councils("needs_analysis", "sufficiency", "young_people")
    found = schedule.jobs(both, tmp_path, TODAY)
    assert [(job.report, job.parameters) for job in found] == [
        (name, {"today": "2026-11-24"})
        for name in ("needs_analysis", "sufficiency", "young_people")
    ]


def test_nothing_is_due_before_the_first_papers_go_out(tmp_path: Path) -> None:
    early = {BRISTOL: strategy("needs_analysis", first=date(2026, 12, 3))}
    assert schedule.jobs(early, tmp_path, TODAY) == []
    assert len(schedule.jobs(early, tmp_path, date(2026, 11, 25))) == 1


@pytest.mark.parametrize(("day", "left"), [("2026-11-23", 2), ("2026-11-24", 1), ("2027-01-01", 1)])
def test_a_page_made_since_the_papers_day_is_not_due_again(
    tmp_path: Path, day: str, left: int
) -> None:
    put_made(tmp_path, QUARTER, day)
    assert len(schedule.jobs(councils("strategy_monitoring"), tmp_path, TODAY)) == left


def test_a_page_that_failed_or_was_removed_is_due_again(tmp_path: Path) -> None:
    wanted = councils("needs_analysis")
    path = "bristol/needs_analysis.html"
    put_made(tmp_path, path, "2026-11-01")
    record.update(tmp_path, {path: {"outcome": run.FAILED, "made": "2026-11-24"}})
    assert len(schedule.jobs(wanted, tmp_path, TODAY)) == 1
    put_made(tmp_path, path, "2026-11-24")
    assert schedule.jobs(wanted, tmp_path, TODAY) == []
    (tmp_path / path).unlink()
    assert len(schedule.jobs(wanted, tmp_path, TODAY)) == 1


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, whose pages are made in this process."""
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    here.use(monkeypatch)
    return monitored.project(tmp_path)


@pytest.mark.notebook
def test_what_is_due_is_made_once_and_run_json_says_what_for(home: Path) -> None:
    out, wanted = home / "out", councils("strategy_monitoring")
    found = schedule.jobs(wanted, out, TODAY)
    outcomes = schedule.make(found, out=out, today=TODAY, progress=QUIET)
    assert [(o.path, o.outcome) for o in outcomes] == [(QUARTER, "made"), (CURRENT, "made")]
    told = dict(record.every(out))
    assert {page["due_for"] for page in told.values()} == {WHY}
    assert record.read_run(out)["due"] == {"on": "2026-11-24", "pages": 2, "made": 2}
    later = date(2026, 11, 30)
    assert schedule.jobs(wanted, out, later) == []
    assert schedule.make([], out=out, today=later, progress=QUIET) == []
    assert record.read_run(out)["due"] == {"on": "2026-11-30", "pages": 0}
    assert dict(record.every(out)) == told


def test_a_failure_is_told_and_stays_due(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "execute", lambda *_: 1 / 0)
    out, wanted = home / "out", councils("strategy_monitoring")
    outcomes = schedule.make(
        schedule.jobs(wanted, out, TODAY), out=out, today=TODAY, progress=QUIET
    )
    assert [o.outcome for o in outcomes] == ["failed", "failed"]
    assert record.read_run(out)["due"] == {"on": "2026-11-24", "pages": 2, "failed": 2}
    assert len(schedule.jobs(wanted, out, date(2026, 11, 25))) == 2


def test_a_page_that_could_not_be_asked_for_is_told_before_anything_is_made(home: Path) -> None:
    monitored.put_notebook(home, "young_people")
    lost = {HACKNEY: strategy("young_people")}
    with pytest.raises(CareAnalysisError, match="there is none for Hackney"):
        schedule.make(
            schedule.jobs(lost, home / "out", TODAY), out=home / "out", today=TODAY, progress=QUIET
        )
    assert not (home / "out").exists()
