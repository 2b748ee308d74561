"""The executor for a Dask cluster: pages are made by its workers and come back as bytes.

Needs the optional `distributed`. A page whose worker is lost is made again by another; Dask sees to
that. What a worker does is in `dask_worker`.
"""

import uuid
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from analysis.core.errors import CareAnalysisError
from analysis.publish.executors import bundle, dask_worker, local
from analysis.publish.executors.base import Executor, LostError, MakeExecutor
from analysis.publish.fingerprint import stamp
from analysis.publish.jobs import Job, Result

if TYPE_CHECKING:
    from distributed import Client

ANSWER_SECONDS = 30  # as long as Dask itself waits for an address
WORKER_SECONDS = 60
GONE = "the scheduler is gone"
KILLED = "the workers that made it were killed, one after another"


class DaskError(CareAnalysisError):
    """A Dask cluster that cannot be used."""


def on_dask(address: str, data: str = "") -> MakeExecutor:
    """What makes the executor of a run on the cluster with this scheduler.

    `data` is an address where the run puts the tables and the workers fetch them; without it they
    read the project's folder. DaskError at once when the library is not there.
    """
    try:
        import distributed  # noqa: F401
    except ImportError as fault:
        raise DaskError(
            "Making pages on a Dask cluster needs a library that is not installed; run "
            "`pip install 'care-analysis[distributed]'`."
        ) from fault
    return lambda workers, folder: DaskExecutor(address, data, workers, folder)


class DaskExecutor:
    """See the module's words.

    Pages that are searched for suppressed figures are made on this machine, unless the cluster is
    on this machine too or its lines are encrypted (tls://): those figures are handed over in plain.
    """

    def __init__(self, address: str, data: str, workers: int, folder: Path) -> None:
        self._address, self._data = address, data
        self._workers, self._folder = workers, folder
        self._run = uuid.uuid4().hex
        self._here: Executor | None = None
        self._order: dask_worker.Order | None = None
        self._client = connected(address)
        try:
            self._listed = bundle.put(data) if data else ""
        except BaseException:
            self._client.close()
            raise

    def submit(self, job: Job) -> "Future[Result]":
        """Hand a page to the cluster; OtherWorkerError at the first when a worker is not fit.

        DaskError for an internal page, whose figures are on this machine alone.
        """
        if job.internal:
            raise DaskError(
                f"{job.path} is internal and stays on this machine: leave out --executor."
            )
        if job.hidden and not is_private(self._address):
            self._here = self._here or local.executor(self._workers, self._folder)
            return self._here.submit(job)
        order = self._ordered(job)
        ours: Future[Result] = Future()
        ours.set_running_or_notify_cancel()
        if self._client.status != "running":
            ours.set_exception(LostError(GONE))
            return ours
        key = f"{job.path}-{uuid.uuid4().hex}"
        theirs = self._client.submit(dask_worker.make, order, key=key, pure=False)
        theirs.add_done_callback(lambda done: _settle(done, ours, job))
        return ours

    def close(self) -> None:
        """End what the workers keep for this run, and the line to them."""
        if self._here:
            self._here.close()
        with suppress(Exception):  # whoever does not hear of it any more ends when it is idle
            if self._client.status == "running":
                self._client.run(dask_worker.end, self._run, on_error="ignore")
        self._client.close()

    def _ordered(self, job: Job) -> dask_worker.Order:
        """The order of a page; before the first one the workers are looked at."""
        if self._order:
            return replace(self._order, job=job)
        maker = dask_worker.made_by(job.stamp or stamp())
        order = dask_worker.Order(
            run=self._run, job=job, maker=maker, data=self._data, listed=self._listed
        )
        try:
            self._client.run(dask_worker.check, order)
        except CareAnalysisError:
            raise
        except Exception as fault:
            raise DaskError(
                f"The workers at {self._address} cannot use Care Analysis: {fault}. Install the "
                "same version where they run, and start them again."
            ) from fault
        self._order = order
        return order


def connected(address: str) -> "Client":
    """A line to the scheduler; DaskError when it does not answer or no worker comes to it."""
    from distributed import Client

    if not address:
        raise DaskError("--executor dask needs the address of a scheduler: say --scheduler.")
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as fault:
        raise DaskError(
            f"No Dask scheduler answers at {address}: {fault}. Begin one with `dask scheduler`, "
            "which prints its address, as tcp://10.0.0.5:8786."
        ) from fault
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError as fault:
        client.close()
        raise DaskError(
            f"The scheduler at {address} has no worker. Begin some with `dask worker {address} "
            "--nthreads 1`, one for each core."
        ) from fault
    return client


def is_private(address: str) -> bool:
    """Whether what goes to this cluster is encrypted, or does not leave this machine."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme in ("tls", "wss"):
        return True
    return parts.hostname in ("localhost", "::1") or (parts.hostname or "").startswith("127.")


def _settle(theirs: Any, ours: "Future[Result]", job: Job) -> None:
    """Give our future what theirs came to, a LostError where its process was lost, or ChangedError
    where our tables have changed meanwhile; and let the cluster forget it.
    """
    from distributed import CancelledError, KilledWorker

    try:
        result: Result = theirs.result()
        if job.stamp:
            job.stamp.unchanged()
        ours.set_result(result)
    except KilledWorker:
        ours.set_exception(LostError(KILLED))
    except (CancelledError, OSError):
        ours.set_exception(LostError(GONE))
    except BaseException as fault:
        ours.set_exception(fault)
    finally:
        with suppress(Exception):  # the scheduler may be gone, and forgets it with all else
            theirs.release()
