"""What is due: reports that a strategy's calendar asks for and that were not made since."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.catalogue.areas import Area, areas
from analysis.protect.gate import HiddenCell
from analysis.publish.jobs import Job
from analysis.publish.run import record
from analysis.publish.run.progress import Bar, Progress
from analysis.publish.run.run import Outcome, check, run_jobs
from analysis.strategy import calendar
from analysis.strategy.schema.whole import Strategy


def jobs(strategies: Mapping[Area, Strategy], out: Path, today: date) -> list[Job]:
    """Every page that is due on a day and has not been made since its papers went out.

    A quarterly report is made twice: under the name of its quarter, which stays, and at the
    address without one, which always tells of the newest. `out` is the folder of reports.
    """
    known = record.Known(out)

    def made_since(job: Job, papers: date) -> bool:
        made = str(record.standing(known.of(job.path)).get("made", ""))
        return (out / job.path).is_file() and made >= papers.isoformat()

    return [
        job
        for area, strategy in strategies.items()
        for due in calendar.due(strategy, today)
        for job in _pages(area, due, today)
        if not made_since(job, due.sitting.papers)
    ]


def make(
    found: Sequence[Job],
    *,
    out: Path,
    today: date,
    hidden: Mapping[str, Sequence[HiddenCell]] | None = None,
    workers: int = 2,
    progress: Progress | None = None,
    wait: bool = False,
) -> list[Outcome]:
    """Make what is due, dated `today`; run.json says what for, and what the run came to.

    What is due is made whether or not it changed; where nothing is, run.json says that it was
    looked for. CareAnalysisError, before anything is made, where a page could not be asked for.
    `hidden` are the suppressed figures of each authority (a code), which no page may show.
    """
    for job in found:
        check(job.chosen, [areas()[job.area]], job.parameters, today)
    whole = [
        replace(job, hidden=tuple((hidden or {}).get(job.area, ()))) if job.chosen.local else job
        for job in found
    ]
    outcomes, shown = list[Outcome](), progress or Bar()
    if whole:
        outcomes = run_jobs(whole, out, workers=workers, progress=shown, force=True, wait=wait)
    counted = Counter(o.outcome for o in outcomes)
    record.write_due(out, {"on": today.isoformat(), "pages": len(outcomes), **counted})
    return outcomes


def _pages(area: Area, due: calendar.Due, today: date) -> list[Job]:
    day, papers = today.isoformat(), due.sitting.papers
    current = Job(
        report=due.report,
        area=area.code,
        made=day,
        parameters={"today": day},
        due_for=f"{due.sitting.words}, papers {papers.day} {papers:%B %Y}",
    )
    if due.quarter is None:
        return [current]
    return [replace(current, parameters={"quarter": due.quarter.code, "today": day}), current]
