"""The executor for Linux: each page in a process forked from a warm parent that holds no data."""

import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from socket import socketpair

from analysis.publish.executors.base import LostError, surroundings
from analysis.publish.executors.page_process import JOB, RESULT
from analysis.publish.run.jobs import Job, Result

NURSERY = "analysis.publish.executors.fork_server"
MOST_STARTS_FOR_NOTHING = 3
CLOSING_SECONDS = 10
WOULD_NOT_START = "the process that begins others would not start"


@dataclass(eq=False)
class _Asked:
    """A page that was asked for: its job, the folder it is handed back in, and whether begun."""

    job: Job
    folder: Path
    future: "Future[Result]" = field(default_factory=Future)
    begun: bool = False


class ForkingExecutor:
    """Keeps one warm parent (see `fork_server`) and begins another when it dies.

    Whoever was in the making then may have killed it: their Futures get a shared LostError. Those
    not yet begun are handed to the next parent.
    """

    def __init__(self, workers: int, folder: Path, home: Path | None = None) -> None:
        self._workers, self._folder, self._home = workers, folder, home
        self._lock = threading.Lock()
        self._asked: dict[str, _Asked] = {}
        self._closed = self._ended = False
        self._for_nothing = 0
        self._process, self._line = self._start()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def submit(self, job: Job) -> "Future[Result]":
        """Ask for a page; the parent begins so many at a time, in the order asked."""
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        (folder / JOB).write_bytes(pickle.dumps(job))
        asked = _Asked(job, folder)
        with self._lock:
            if self._ended:
                _lose(asked, LostError(WOULD_NOT_START))
                return asked.future
            self._asked[folder.name] = asked
            self._send(folder.name)
        return asked.future

    def close(self) -> None:
        """Hang up: the parent then ends its children and itself."""
        with self._lock:
            self._closed = True
            process = self._process
            self._hang_up()
        try:
            process.wait(CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._reader.join(CLOSING_SECONDS)

    def _hang_up(self) -> None:
        try:
            self._line.send(("end", ""))
        except OSError:
            self._process.kill()

    def _start(self) -> tuple["subprocess.Popen[bytes]", Connection]:
        """A warm parent, and the line to it."""
        ours, theirs = socketpair()
        process = subprocess.Popen(
            [sys.executable, "-m", NURSERY, str(theirs.fileno()), str(self._workers)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={
                **surroundings(self._folder, self._home),
                "CARE_ANALYSIS_ASIDE": str(self._folder),
            },
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        return process, Connection(ours.detach())

    def _send(self, name: str) -> None:
        try:
            self._line.send(("make", name))
        except OSError:
            return  # the reader finds the line dead, and sends all anew

    def _read(self) -> None:
        """Hear of pages until the executor is closed, from one parent after another."""
        while True:
            try:
                what, name, said = self._line.recv()
            except (EOFError, OSError):
                if not self._again():
                    return
                continue
            self._hear(what, name, said)

    def _hear(self, what: str, name: str, said: str) -> None:
        with self._lock:
            asked = self._asked[name]
            self._for_nothing = 0
            if what == "begun":
                asked.begun = True
                return
            del self._asked[name]
        _settle(asked, said)

    def _again(self) -> bool:
        """Take stock when a parent is gone, and begin another; whether there is one to hear."""
        with self._lock:
            self._process.kill()
            self._process.wait()
            self._line.close()
            self._for_nothing += 1
            ended = self._closed or self._for_nothing >= MOST_STARTS_FOR_NOTHING
            self._ended = ended
            lost = [a for a in self._asked.values() if a.begun or ended]
            for asked in lost:
                del self._asked[asked.folder.name]
            if not ended:
                self._process, self._line = self._start()
                for name in self._asked:
                    self._send(name)
        alone = len(lost) == 1
        for asked in lost:
            _lose(asked, LostError(WOULD_NOT_START) if ended else LostError(shared=not alone))
        return not ended


def _settle(asked: _Asked, problem: str) -> None:
    """Give a future what its page came to."""
    if problem:
        _lose(asked, LostError(problem))
        return
    try:
        done: Result = pickle.loads((asked.folder / RESULT).read_bytes())
    except (OSError, pickle.PickleError, EOFError) as fault:
        _lose(asked, fault)
        return
    shutil.rmtree(asked.folder, ignore_errors=True)
    asked.future.set_result(done)


def _lose(asked: _Asked, fault: Exception) -> None:
    shutil.rmtree(asked.folder, ignore_errors=True)
    asked.future.set_exception(fault)
