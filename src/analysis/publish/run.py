"""A run: a report for each of some authorities, two at a time, whole pages or none.

Each notebook is executed through papermill in a kernel of its own, in a private folder; only a
page that passed every check is put in its place. A failed authority does not stop the others.
"""

import multiprocessing
import os
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from tqdm import tqdm

from analysis import paths, store
from analysis.catalogue.areas import Area, areas
from analysis.errors import CareAnalysisError
from analysis.protect.gate import HiddenCell
from analysis.publish import index, navigation, record, variants
from analysis.publish.jobs import Job as Job
from analysis.publish.jobs import Outcome as Outcome
from analysis.publish.jobs import entry, told
from analysis.publish.reports import Report, check_parameters, check_places
from analysis.publish.reports import report as report_named

FAILED = "failed"
STOPPING_SECONDS = 12
KILLED = "its process was killed, perhaps for want of memory"
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS")


def run(
    chosen: Report,
    places: Sequence[Area],
    *,
    out: Path | None = None,
    parameters: Mapping[str, Any] | None = None,
    made: date | None = None,
    workers: int = 2,
    quiet: bool = False,
    hidden: Mapping[str, Sequence[HiddenCell]] | None = None,
) -> list[Outcome]:
    """Make a report for each place and the index; returns an outcome for each, in their order.

    A national report is made for England alone. Raises UnknownNameError for a parameter that the
    notebook does not have, and CareAnalysisError for a wrong place, before anything is made.
    Stopped by Ctrl-C, it leaves neither half a page nor a kernel. The page of an earlier run stays
    where its new one failed, and run.json and the index date it by its own day. `hidden` are the
    suppressed figures of each authority (a code): a page that would show one is not written.
    """
    out = out or paths.reports()
    day = made or date.today()
    given = dict(parameters or {})
    check(chosen, places, given, day)
    jobs = [
        Job(
            report=chosen.name,
            area=a.code,
            out=str(out),
            made=day.isoformat(),
            parameters=given,
            hidden=tuple((hidden or {}).get(a.code, ())) if chosen.local else (),
        )
        for a in places
    ]
    return run_jobs(jobs, out, workers=workers, quiet=quiet)


def check(chosen: Report, places: Sequence[Area], given: Mapping[str, Any], made: date) -> None:
    """Refuse a wrong place, parameter, quarter or view, before anything is made."""
    check_places(chosen, places)
    check_parameters(chosen, chosen.given(given, ""))
    variants.check(chosen, places, given, made)


def run_jobs(
    jobs: Sequence[Job], out: Path, *, workers: int = 2, quiet: bool = False
) -> list[Outcome]:
    """Make pages of any reports, each path once, and the index; an outcome for each, in order."""
    record.read(out)
    out.mkdir(parents=True, exist_ok=True)
    done: dict[str, Outcome] = {}
    try:
        with (
            tempfile.TemporaryDirectory(
                "-run", "care-analysis-", ignore_cleanup_errors=True
            ) as here,
            closing(_outcomes(jobs, workers, here)) as outcomes,
            tqdm(total=len(jobs), unit="page", disable=quiet) as bar,
        ):
            for outcome in outcomes:
                done[outcome.path] = outcome
                failed = sum(o.outcome == FAILED for o in done.values())
                bar.set_postfix_str(f"{failed} failed")
                bar.update()
    finally:
        _sweep(jobs)
        _finish(out, jobs, done)
    return [done[job.path] for job in jobs]


def _outcomes(jobs: Sequence[Job], workers: int, here: str) -> Generator[Outcome, None, None]:
    """Outcomes as they come.

    A worker that dies takes the whole crew with it. Work is begun in order, so the pages in the
    making were the first that are left: each of them is tried once more alone, then the rest.
    """
    left = list(jobs)
    while left:
        finished: set[str] = set()
        with closing(_one_crew(left, workers, here)) as crew:
            for outcome in crew:
                finished.add(outcome.path)
                yield outcome
        left = [job for job in left if job.path not in finished]
        for job in left[:workers]:
            with closing(_one_crew([job], 1, here)) as alone:
                yield next(alone, None) or _failed(job, 0.0, KILLED)
        left = left[workers:]


def _one_crew(jobs: Sequence[Job], workers: int, here: str) -> Generator[Outcome, None, None]:
    """The outcomes of jobs shared by some workers, as they come, until one of the workers dies."""
    others = multiprocessing.active_children()
    pool = ProcessPoolExecutor(
        max_workers=min(workers, len(jobs)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_settle_in,
        initargs=(here,),
    )
    try:
        futures: list[Future[Outcome]] = [pool.submit(_work, job) for job in jobs]
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                continue
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        _dismiss([p for p in multiprocessing.active_children() if p not in others])
        raise
    pool.shutdown()


def _dismiss(workers: Sequence[multiprocessing.process.BaseProcess]) -> None:
    """Ask workers to stop, which closes their kernels, and see to it that they have."""
    for worker in workers:
        worker.terminate()
    until = time.monotonic() + STOPPING_SECONDS
    for worker in workers:
        worker.join(max(0.0, until - time.monotonic()))
        if worker.is_alive():
            worker.kill()


def _settle_in(here: str) -> None:
    """Make a worker ready: Ctrl-C is left to the process that started it, its libraries use one
    thread, and whatever it and its kernels put aside goes into a folder that the run removes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), here))
    tempfile.tempdir = here
    threading.Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    """Stop this worker when the process that started it is gone, however it went."""
    starter = multiprocessing.parent_process()
    if starter is not None:
        starter.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _stop(*_: object) -> NoReturn:
    """Told to stop: leave by way of every `finally`, so that the kernel is closed."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(128 + signal.SIGTERM)


def _work(job: Job) -> Outcome:
    """A job in a worker, which ends for good when it is told to stop."""
    try:
        return make_page(job)
    except SystemExit as stop:
        os._exit(int(stop.code or 1))


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
                job.hidden,
            )
    except Exception as fault:
        return _failed(job, time.monotonic() - start, _in_one_line(fault) + _log(job))
    return Outcome(
        area=job.area,
        path=job.path,
        outcome=record.MADE,
        seconds=round(time.monotonic() - start, 2),
        data_to=data_to,
    )


def _sweep(jobs: Sequence[Job]) -> None:
    """Remove the unfinished files that a killed process may have left beside its page."""
    for job in jobs:
        for part in (Path(job.out) / job.path).parent.glob(f".{job.stem}*.part"):
            part.unlink(missing_ok=True)


def _finish(out: Path, jobs: Sequence[Job], done: Mapping[str, Outcome]) -> None:
    """Bring run.json, the index and the links between pages up to date with what was done."""
    shared = {"code": record.code_version(), "data": store.hashes()}
    pages = {j.path: {**told(j, done[j.path]), **shared} for j in jobs if j.path in done}
    known = record.update(out, pages)
    standing = {path: record.standing(page) for path, page in known.items()}
    entries = [entry(path, page) for path, page in standing.items() if page]
    index.write(out, entries)
    navigation.write(out, entries)


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


def _log(job: Job) -> str:
    """The traceback goes to a private log, never to a page; says so when it cannot be written."""
    path = paths.root() / "work" / "logs" / f"{areas()[job.area].slug}-{job.stem}.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError as fault:
        return f" (and its log could not be written: {fault.strerror})"
    return ""
