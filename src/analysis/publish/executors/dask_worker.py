"""What a Dask worker does for a run: a page, in a process of its own, from what the run has.

Each worker process keeps one crew for each run, the executor of its machine: a warm parent that
forks, or fresh processes. A crew ends with its run, with the worker, or when it has been idle.
"""

import os
import platform
import shutil
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.core import paths
from analysis.core.errors import CareAnalysisError
from analysis.publish.executors import base, bundle
from analysis.publish.executors.base import LostError
from analysis.publish.render import manifest
from analysis.publish.render.manifest import Maker
from analysis.publish.run.fingerprint import Stamp, sizes, stamp
from analysis.publish.run.jobs import Job, Result

IDLE_SECONDS = 60.0
STOPPED = "the run was stopped"
CACHE = "CARE_ANALYSIS_CACHE"


class OtherWorkerError(CareAnalysisError):
    """A worker that would make other pages than the run asks for."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """A page for a run, and by what and from what it is to be made.

    `data` is the store with what it is made from and `listed` the list there (see `bundle`); both
    are blank where workers read the project's own folder.
    """

    run: str
    job: Job
    maker: Maker
    data: str = ""
    listed: str = ""


def made_by(now: Stamp) -> Maker:
    """What makes pages here: code that a page can reach, packages, Python and font."""
    return Maker(code=now.code, lock=now.packages, python=now.python, font=manifest.font())


def check(order: Order) -> None:
    """OtherWorkerError for a worker with other code, packages or, in its own folder, tables."""
    now, asked = stamp(), order.job.stamp
    said = manifest.differences(order.maker, made_by(now))
    if asked and not order.data:
        pairs = ((asked.notebooks, now.notebooks), (asked.tables, now.tables))
        said += [
            f"{name} is another or is not there"
            for then, here in pairs
            for name in sorted(then)
            if here.get(name) != then[name]
        ]
    if said:
        raise OtherWorkerError(
            f"A worker on {platform.node()} would make other pages than this run: "
            f"{'; '.join(said)}. Give workers the same version, packages and Python, and "
            "the project's folder (CARE_ANALYSIS_HOME) or --data."
        )


class _Crew:
    """The executor of this machine for one run."""

    def __init__(self, order: Order, most: int, beside: str | None) -> None:
        check(order)
        # What makes pages removes this folder even when the worker is killed.
        self._aside = Path(tempfile.mkdtemp(prefix="care-analysis-", dir=beside))
        try:
            home = _fetched(order, self._aside) if order.data else None
            self.sizes = sizes((home or paths.root()) / "data" / "processed")
            self._executor = base.local(most, self._aside, home)
        except BaseException:
            shutil.rmtree(self._aside, ignore_errors=True)
            raise
        self.making = 0
        self.idle: threading.Timer | None = None

    def make(self, job: Job) -> Result:
        """The page, from the tables as this machine has them."""
        if job.stamp:
            job = replace(job, stamp=replace(job.stamp, sizes=self.sizes))
        return self._executor.submit(job).result()

    def close(self) -> None:
        """End its processes and remove what they put aside."""
        self._executor.close()
        shutil.rmtree(self._aside, ignore_errors=True)


class _Crews:
    """The crews of this process by their runs, and the runs that have ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at_work: dict[str, _Crew] = {}
        self._ended: set[str] = set()

    def begin(self, order: Order) -> _Crew:
        """The crew for a page that is to be made now; LostError when its run has ended."""
        with self._lock:
            if order.run in self._ended:
                raise LostError(STOPPED)
            if order.run not in self._at_work:
                self._at_work[order.run] = _Crew(order, *_worker())
            crew = self._at_work[order.run]
            crew.making += 1
            if crew.idle:
                crew.idle.cancel()
            return crew

    def done(self, run: str, crew: _Crew) -> None:
        """One page less; a crew with none ends soon, for its run may be gone without a word."""
        with self._lock:
            crew.making -= 1
            if not crew.making:
                crew.idle = threading.Timer(IDLE_SECONDS, self._end_idle, (run, crew))
                crew.idle.daemon = True
                crew.idle.start()

    def end(self, run: str) -> None:
        """End the crew of a run, and let none begin for it."""
        with self._lock:
            self._ended.add(run)
            crew = self._at_work.pop(run, None)
        if crew:
            if crew.idle:
                crew.idle.cancel()
            crew.close()

    def _end_idle(self, run: str, crew: _Crew) -> None:
        with self._lock:
            if crew.making or self._at_work.get(run) is not crew:
                return
            del self._at_work[run]
        crew.close()


_CREWS = _Crews()


def make(order: Order) -> Result:
    """A page of a run, made by this worker's crew for it."""
    crew = _CREWS.begin(order)
    try:
        return crew.make(order.job)
    finally:
        _CREWS.done(order.run, crew)


def end(run: str) -> None:
    """End what this worker keeps for a run, and begin no other page of it."""
    _CREWS.end(run)


def _worker() -> tuple[int, str | None]:
    """How many pages this worker makes at the same time, and the folder that it uses."""
    from distributed import get_worker

    worker = get_worker()
    return worker.state.nthreads, worker.local_directory


def _fetched(order: Order, own: Path) -> Path:
    """The project that pages are made from: kept in CARE_ANALYSIS_CACHE, or with this crew."""
    kept = os.environ.get(CACHE)
    home = Path(kept) / order.listed if kept else own / "home"
    bundle.fetch(order.data, order.listed, home)
    return home
