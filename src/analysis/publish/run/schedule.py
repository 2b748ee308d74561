"""What is due: reports that a strategy's calendar asks for and that were not made since."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from analysis.catalogue.areas import Area
from analysis.protect.gate import HiddenCell
from analysis.publish.reports import REPORTS
from analysis.publish.run import record
from analysis.publish.run.progress import Bar, Progress
from analysis.publish.run.run import FAILED, Job, Outcome, check, run_jobs
from analysis.strategy import calendar
from analysis.strategy.schema import Strategy


class DueJob(NamedTuple):
    """A page that is due: `why` names the meeting, and the day its papers went out."""

    report: str
    area: Area
    parameters: Mapping[str, Any]
    why: str


def jobs(strategies: Mapping[Area, Strategy], out: Path, today: date) -> list[DueJob]:
    """Every page that is due on a day and has not been made since its papers went out.

    A quarterly report is made twice: under the name of its quarter, which stays, and at the
    address without one, which always tells of the newest. `out` is the folder of reports.
    """
    known = record.read(out)
    return [
        job
        for area, strategy in strategies.items()
        for each in calendar.due(strategy, today)
        for job in _pages(area, each, today)
        if not _made_since(known, out, job, each.sitting.papers, today)
    ]


def make(
    found: Sequence[DueJob],
    *,
    out: Path,
    today: date,
    hidden: Mapping[str, Sequence[HiddenCell]] | None = None,
    workers: int = 2,
    quiet: bool = False,
    progress: Progress | None = None,
    wait: bool = False,
) -> list[Outcome]:
    """Make what is due, dated `today`; run.json says what for, and what the run came to.

    What is due is made whether or not it changed. Nothing is due: nothing is made, and run.json
    says that it was looked for. Raises CareAnalysisError, before anything is made, where a page
    could not be asked for. `hidden` are the suppressed figures of each authority (a code), which no
    page may show.
    """
    for job in found:
        check(REPORTS[job.report], [job.area], job.parameters, today)
    jobs = [_job(job, out, today, (hidden or {}).get(job.area.code, ())) for job in found]
    shown, outcomes = progress or Bar(quiet), list[Outcome]()
    if jobs:
        outcomes = run_jobs(jobs, out, workers=workers, progress=shown, force=True, wait=wait)
    counted = Counter(o.outcome for o in outcomes)
    record.write_due(out, {"on": today.isoformat(), "pages": len(outcomes), **counted})
    return outcomes


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """For a scheduler: 0 when nothing was due or all of it was made, 1 when a page failed."""
    return int(any(o.outcome == FAILED for o in outcomes))


def _pages(area: Area, due: calendar.Due, today: date) -> list[DueJob]:
    papers = due.sitting.papers
    why = f"{due.sitting.words}, papers {papers.day} {papers:%B %Y}"
    current = DueJob(due.report, area, {"today": today.isoformat()}, why)
    if due.quarter is None:
        return [current]
    return [
        current._replace(parameters={"quarter": due.quarter.code, **current.parameters}),
        current,
    ]


def _made_since(
    known: Mapping[str, Any], out: Path, job: DueJob, papers: date, today: date
) -> bool:
    """Whether the page that a reader finds was made on the papers day or later."""
    path = _job(job, out, today).path
    page = record.standing(known.get(path, {}))
    return (out / path).is_file() and str(page.get("made", "")) >= papers.isoformat()


def _job(job: DueJob, out: Path, today: date, hidden: Sequence[HiddenCell] = ()) -> Job:
    return Job(
        report=job.report,
        area=job.area.code,
        out=str(out),
        made=today.isoformat(),
        parameters=job.parameters,
        due_for=job.why,
        hidden=tuple(hidden) if REPORTS[job.report].local else (),
    )
