"""What a Dask worker does for a run: a page, in a process of its own, from what the run has.

Each worker process keeps one crew for each run: an executor that forks from a warm parent, which
all workers of the machine share (see `shared_parent`), or begins fresh processes. A crew ends with
its run, with the worker, or when it has been idle. The worker itself loads no library of pages.
"""

import os
import platform
import shutil
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.core import paths
from analysis.core.errors import CareAnalysisError
from analysis.core.integrity import digest
from analysis.publish.executors import bundle, local
from analysis.publish.executors.base import STOPPED, LostError
from analysis.publish.fingerprint import Stamp, sizes, stamp
from analysis.publish.jobs import Job, Result

IDLE_SECONDS = 60.0
CACHE = "CARE_ANALYSIS_CACHE"


class OtherWorkerError(CareAnalysisError):
    """A worker that would make other pages than the run asks for."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """A page for a run, and by what and from what it is to be made.

    `maker` is what `made_by` says where the run is. `data` is the store with what it is made from
    and `listed` the list there (see `bundle`); both are blank where workers read the project's own
    folder.
    """

    run: str
    job: Job
    maker: Mapping[str, str]
    data: str = ""
    listed: str = ""


def made_by(now: Stamp) -> dict[str, str]:
    """What makes pages here: code that a page can reach, packages, Python and font."""
    return {
        "the code": now.code,
        "the lock of packages": now.packages,
        "Python": now.python,
        "the font that charts are measured with": digest(paths.font()),
    }


def check(order: Order) -> None:
    """OtherWorkerError for a worker with other code, packages or, in its own folder, tables."""
    now, wanted = stamp(), order.job.stamp
    here = made_by(now)
    said = [
        f"{what} was {then} and is {here[what]}"
        for what, then in order.maker.items()
        if here[what] != then
    ]
    if wanted and not order.data:
        said += [
            f"{name} is another or is not there"
            for then, found in ((wanted.notebooks, now.notebooks), (wanted.tables, now.tables))
            for name in sorted(then)
            if found.get(name) != then[name]
        ]
    if said:
        raise OtherWorkerError(
            f"A worker on {platform.node()} would make other pages than this run: "
            f"{'; '.join(said)}. Give workers the same version, packages and Python, and "
            "the project's folder (CARE_ANALYSIS_HOME) or --data."
        )
    _CHECKED.add(order.run)


class _Crew:
    """The executor of this machine for one run."""

    def __init__(self, order: Order) -> None:
        from distributed import get_worker

        if order.run not in _CHECKED:  # it came late
            check(order)
        worker = get_worker()
        # What makes pages removes this folder even when the worker is killed.
        self._aside = Path(tempfile.mkdtemp(prefix="care-analysis-", dir=worker.local_directory))
        try:
            home = _fetched(order, self._aside) if order.data else None
            self._sizes = sizes((home or paths.root()) / "data" / "processed")
            shared = f"{order.run} {order.listed}"
            self._executor = local.executor(worker.state.nthreads, self._aside, home, shared)
        except BaseException:
            shutil.rmtree(self._aside, ignore_errors=True)
            raise
        self.making = 0
        self.idle: threading.Timer | None = None

    def make(self, job: Job) -> Result:
        """The page, from the tables as this machine has them."""
        if job.stamp:
            job = replace(job, stamp=replace(job.stamp, sizes=self._sizes))
        return self._executor.submit(job).result()

    def close(self) -> None:
        """End its processes and remove what they put aside."""
        if self.idle:
            self.idle.cancel()
        self._executor.close()
        shutil.rmtree(self._aside, ignore_errors=True)


_LOCK = threading.Lock()
_CREWS: dict[str, _Crew] = {}  # of this process, by their runs
_CHECKED: set[str] = set()  # runs
_ENDED: set[str] = set()  # runs


def make(order: Order) -> Result:
    """A page of a run, made by this worker's crew for it; LostError when the run has ended.

    A crew that makes none ends soon, for its run may be gone without a word.
    """
    with _LOCK:
        if order.run in _ENDED:
            raise LostError(STOPPED)
        if order.run not in _CREWS:
            _CREWS[order.run] = _Crew(order)
        crew = _CREWS[order.run]
        crew.making += 1
        if crew.idle:
            crew.idle.cancel()
    try:
        return crew.make(order.job)
    finally:
        with _LOCK:
            crew.making -= 1
            if not crew.making:
                crew.idle = threading.Timer(IDLE_SECONDS, _end_idle, (order.run, crew))
                crew.idle.daemon = True
                crew.idle.start()


def end(run: str) -> None:
    """End what this worker keeps for a run, and begin no other page of it."""
    with _LOCK:
        _ENDED.add(run)
        crew = _CREWS.pop(run, None)
    if crew:
        crew.close()


def _end_idle(run: str, crew: _Crew) -> None:
    with _LOCK:
        if crew.making or _CREWS.get(run) is not crew:
            return
        del _CREWS[run]
    crew.close()


def _fetched(order: Order, own: Path) -> Path:
    """The project that pages are made from: kept in CARE_ANALYSIS_CACHE, or with this crew."""
    kept = os.environ.get(CACHE)
    home = Path(kept) / order.listed if kept else own / "home"
    bundle.fetch(order.data, order.listed, home)
    return home
