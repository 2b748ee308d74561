"""A run: a report for each of some authorities, two at a time, whole pages or none.

Each notebook is executed through papermill in a kernel of its own, in a private folder; only a
page that passed every check is put in its place. A failed authority does not stop the others.
"""

import multiprocessing
import os
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tqdm import tqdm

from analysis import paths, store
from analysis.catalogue.areas import Area, areas
from analysis.errors import CareAnalysisError
from analysis.publish import index, record
from analysis.publish.reports import Report, check_parameters
from analysis.publish.reports import report as report_named

MADE, FAILED = "made", "failed"
CELL_SECONDS = 300
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS")


@dataclass(frozen=True, kw_only=True)
class Job:
    """One page to make; plain text so that another process can be handed it."""

    report: str
    area: str
    out: str
    made: str
    parameters: Mapping[str, Any]

    @property
    def path(self) -> str:
        """The page's path in the folder of reports."""
        return f"{areas()[self.area].slug}/{self.report}.html"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a job: `problem` is one line, and the whole story is in a private log."""

    area: str
    path: str
    outcome: str
    seconds: float
    data_to: str = ""
    problem: str = ""


def run(
    chosen: Report,
    places: Sequence[Area],
    *,
    out: Path | None = None,
    parameters: Mapping[str, Any] | None = None,
    made: date | None = None,
    workers: int = 2,
    quiet: bool = False,
) -> list[Outcome]:
    """Make a report for each place and the index; returns an outcome for each, in their order.

    Raises UnknownNameError for a parameter that the notebook does not have, before anything is
    made. Stopped by Ctrl-C, it leaves neither half a page nor a kernel.
    """
    out = out or paths.reports()
    given = dict(parameters or {})
    check_parameters(chosen, {**given, "area": ""})
    store.hashes()
    day = made or date.today()
    jobs = [
        Job(report=chosen.name, area=a.code, out=str(out), made=day.isoformat(), parameters=given)
        for a in places
    ]
    out.mkdir(parents=True, exist_ok=True)
    done: dict[str, Outcome] = {}
    try:
        with tqdm(total=len(jobs), unit="page", disable=quiet) as bar:
            for outcome in _outcomes(jobs, workers):
                done[outcome.area] = outcome
                failed = sum(o.outcome == FAILED for o in done.values())
                bar.set_postfix_str(f"{failed} failed")
                bar.update()
    finally:
        _finish(out, chosen, given, day, list(done.values()))
    return [done[job.area] for job in jobs]


def _outcomes(jobs: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Outcomes as they come; jobs that a dying worker took with it are tried once more, alone."""
    left = list(jobs)
    for crew in (min(workers, len(jobs)), 1):
        finished: set[str] = set()
        for outcome in _one_crew(left, crew):
            finished.add(outcome.area)
            yield outcome
        left = [job for job in left if job.area not in finished]
        if not left:
            return
    for job in left:
        yield _failed(job, 0.0, "its process was killed, perhaps for want of memory")


def _one_crew(jobs: Sequence[Job], workers: int) -> Iterator[Outcome]:
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=workers, mp_context=spawn, initializer=_settle_in)
    futures: dict[Future[Outcome], Job] = {pool.submit(make_page, job): job for job in jobs}
    try:
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                continue
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    pool.shutdown()


def _settle_in() -> None:
    """A worker leaves Ctrl-C to the process that started it, and its libraries use one thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))


def make_page(job: Job) -> Outcome:
    """Execute, export, check and write one page; a failure becomes an outcome, with a log."""
    from analysis.publish import making

    start = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="care-analysis-") as private:
            data_to = making.make(
                report_named(job.report),
                areas()[job.area],
                job.path,
                Path(job.out),
                Path(private),
                date.fromisoformat(job.made),
                job.parameters,
            )
    except Exception as fault:
        _log(job)
        return _failed(job, time.monotonic() - start, _in_one_line(fault))
    return Outcome(
        area=job.area,
        path=job.path,
        outcome=MADE,
        seconds=round(time.monotonic() - start, 2),
        data_to=data_to,
    )


def _finish(
    out: Path, chosen: Report, given: Mapping[str, Any], day: date, done: Sequence[Outcome]
) -> None:
    """Bring run.json and the index up to date with what was done."""
    shared = {
        "report": chosen.name,
        "title": chosen.title,
        "made": day.isoformat(),
        "code": record.code_version(),
        "data": store.hashes(),
    }
    pages = {o.path: {**asdict(o), **shared, "parameters": {"area": o.area, **given}} for o in done}
    known = record.update(out, pages)
    entries = [
        index.Entry(
            area=areas()[page["area"]],
            report=page["report"],
            title=page["title"],
            path=path,
            made=page["made"],
            data_to=page["data_to"],
        )
        for path, page in known.items()
        if page["outcome"] == MADE
    ]
    index.write(out, entries)


def _failed(job: Job, seconds: float, problem: str) -> Outcome:
    return Outcome(
        area=job.area,
        path=job.path,
        outcome=FAILED,
        seconds=round(seconds, 2),
        problem=problem,
    )


def _in_one_line(fault: Exception) -> str:
    """The last line of what went wrong, which names it; an own error is told in full."""
    text = str(fault) if isinstance(fault, CareAnalysisError) else _last_line(fault)
    return " ".join(text.split())[:500]


def _last_line(fault: Exception) -> str:
    named = getattr(fault, "ename", None)
    return f"{named}: {fault.evalue}" if named else f"{type(fault).__name__}: {fault}"  # type: ignore[attr-defined]


def _log(job: Job) -> None:
    """The traceback goes to a private log, never to a page."""
    path = paths.root() / "work" / "logs" / f"{areas()[job.area].slug}-{job.report}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(traceback.format_exc(), encoding="utf-8")
