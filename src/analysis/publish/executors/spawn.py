"""The executor for Windows and macOS: a fresh process for each page, so many at a time."""

import shutil
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from analysis.publish.executors import page_process
from analysis.publish.executors.base import STOPPED, LostError, surroundings
from analysis.publish.jobs import Job, Result


class SpawningExecutor:
    """Begins a `page_process` of its own for each page; see `base.Executor`."""

    def __init__(self, workers: int, folder: Path, home: Path | None = None) -> None:
        self._folder, self._home = folder, home
        self._threads = ThreadPoolExecutor(workers)
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def submit(self, job: Job) -> Future[Result]:
        """Make a page when a place is free."""
        return self._threads.submit(self._make, job)

    def close(self) -> None:
        """End every process, and begin no other."""
        self._closed = True
        with self._lock:
            for process in self._running:
                process.kill()
        self._threads.shutdown(cancel_futures=True)

    def _make(self, job: Job) -> Result:
        folder = page_process.order(job, self._folder)
        try:
            if self._run(folder) or not (folder / page_process.RESULT).is_file():
                raise LostError()
            return page_process.handed_back(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _run(self, folder: Path) -> int:
        """Run the process of a page to its end; its exit code."""
        with self._lock:
            if self._closed:
                raise LostError(STOPPED)
            process = subprocess.Popen(
                [sys.executable, "-m", page_process.__name__, str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env=surroundings(folder, self._home),
                start_new_session=True,
            )
            self._running.add(process)
        with process:  # its standard input ends last
            try:
                return process.wait()
            finally:
                with self._lock:
                    self._running.discard(process)
