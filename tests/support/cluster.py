"""A Dask scheduler and workers on this machine, as processes that do not outlive the test."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from waiting import GENEROUS, wait_for


class Cluster:
    """A scheduler and its workers: `address`, and `workers`, the processes that one can kill."""

    def __init__(self, folder: Path, environment: dict[str, str] | None = None) -> None:
        self._folder, self._environment = folder, {**os.environ, **(environment or {})}
        self._told = folder / "scheduler.json"
        quiet = ["--host", "127.0.0.1", "--no-dashboard"]
        self.scheduler = self._begin("scheduler", "--port", "0", *quiet, str(self._told))
        self.workers: list[psutil.Process] = []
        wait_for(self._told.is_file, "no scheduler")
        self.address: str = json.loads(self._told.read_text(encoding="utf-8"))["address"]

    def add_worker(self, *words: str, **environment: str) -> psutil.Process:
        """One more worker process of one thread, without a nanny unless `words` say so."""
        self._environment |= environment
        folder = self._folder / f"worker-{len(self.workers)}"
        alone = ["--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--no-nanny"]
        alone += ["--local-directory", str(folder)]
        self.workers.append(self._begin("worker", *alone, *words, str(self._told)))
        return self.workers[-1]

    def family(self) -> list[psutil.Process]:
        """What the workers have begun."""
        alive = [w for w in self.workers if w.is_running()]
        return [child for worker in alive for child in worker.children(recursive=True)]

    def files(self) -> list[Path]:
        """What pages put aside in the folders of the workers."""
        return list(self._folder.glob("worker-*/**/care-analysis-*"))

    def close(self) -> None:
        """End all of it."""
        for process in (*self.workers, self.scheduler):
            if process.is_running():
                for each in (*process.children(recursive=True), process):
                    each.kill()
                process.wait(GENEROUS)

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
