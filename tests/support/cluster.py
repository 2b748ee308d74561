"""A Dask scheduler and workers on this machine, as processes that do not outlive the test."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from analysis.pipeline.bench.distribution import scheduler_address
from waiting import GENEROUS, wait_for

SETTINGS = Path(__file__).resolve().parents[2] / "docs" / "scheduling" / "dask.yaml"
MARK = "CLUSTER_OF_A_TEST"


class Cluster:
    """A scheduler and its workers: `address`, and `workers`, the processes that one can kill."""

    def __init__(self, folder: Path, environment: dict[str, str] | None = None) -> None:
        self._folder, self._environment = folder, {**os.environ, **(environment or {})}
        self._environment |= {"DASK_CONFIG": str(SETTINGS), MARK: str(folder)}
        self._told = folder / "scheduler.json"
        quiet = ["--host", "127.0.0.1", "--no-dashboard"]
        self.scheduler = self._begin("scheduler", "--port", "0", *quiet, str(self._told))
        self.workers: list[psutil.Process] = []
        wait_for(lambda: scheduler_address(self._told), "no scheduler")
        self.address = scheduler_address(self._told) or ""

    def add_worker(self, *words: str, **environment: str) -> psutil.Process:
        """One more worker process of one thread, without a nanny unless `words` say so."""
        self._environment |= environment
        folder = self._folder / f"worker-{len(self.workers)}"
        alone = ["--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--no-nanny"]
        alone += ["--local-directory", str(folder)]
        self.workers.append(self._begin("worker", *alone, *words, str(self._told)))
        return self.workers[-1]

    def family(self) -> list[psutil.Process]:
        """What the workers have begun and is still there, whether they are or not."""
        own = {self.scheduler.pid, *(worker.pid for worker in self.workers)}
        return [p for p in psutil.process_iter() if p.pid not in own and self._is_marked(p)]

    def files(self) -> list[Path]:
        """What pages put aside in the folders of the workers."""
        return list(self._folder.glob("worker-*/**/care-analysis-*"))

    def close(self) -> None:
        """End all of it."""
        own = (*self.workers, self.scheduler)
        for process in (*self.family(), *own):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        for process in own:
            process.wait(GENEROUS)

    def _is_marked(self, process: psutil.Process) -> bool:
        try:
            return process.environ().get(MARK) == str(self._folder)
        except psutil.Error:  # it has ended, or is another user's
            return False

    def _begin(self, what: str, *words: str) -> psutil.Process:
        *options, told = words
        command = [sys.executable, "-m", "dask", what, "--scheduler-file", told, *options]
        with (self._folder / f"{what}.log").open("ab") as log:
            return psutil.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self._environment
            )


@contextmanager
def cluster(folder: Path, environment: dict[str, str], workers: int = 2) -> Iterator[Cluster]:
    """A cluster with some workers."""
    folder.mkdir(exist_ok=True)
    whole = Cluster(folder, environment)
    try:
        for _ in range(workers):
            whole.add_worker()
        yield whole
    finally:
        whole.close()
