"""The executor for Linux: each page in a process forked from a warm parent that holds no data."""

import shutil
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from pickle import PickleError
from socket import socket, socketpair
from typing import Protocol

from analysis.publish.executors import page_process
from analysis.publish.executors.base import LostError, surroundings
from analysis.publish.jobs import Job, Result

FORK_SERVER = "analysis.publish.executors.fork_server"
MOST_STARTS_FOR_NOTHING = 3
CLOSING_SECONDS = 10
WOULD_NOT_START = "the process that begins others would not start"


class Server(Protocol):
    """What begins pages at the other end of a line, which ends with it."""

    def kill(self) -> None: ...

    def wait(self) -> object: ...


@dataclass(eq=False)
class _Page:
    """A page that was ordered: the folder it is handed back in, and whether it was begun."""

    folder: Path
    future: "Future[Result]" = field(default_factory=Future)
    begun: bool = False

    def settle(self, fault: LostError | None = None) -> None:
        """Give the future the page, or why there is none; its folder goes."""
        try:
            if fault:
                raise fault
            self.future.set_result(page_process.handed_back(self.folder))
        except (LostError, OSError, PickleError, EOFError) as why:
            self.future.set_exception(why)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


class ForkingExecutor:
    """Keeps one warm parent (see `fork_server`) and begins another when it dies.

    Whoever was in the making then may have killed it: their Futures get a shared LostError. Those
    not yet begun are handed to the next parent.
    """

    def __init__(self, workers: int, folder: Path, home: Path | None = None) -> None:
        self._workers, self._folder, self._home = workers, folder, home
        self._lock = threading.Lock()
        self._pages: dict[str, _Page] = {}
        self._closed = self._ended = False
        self._starts_for_nothing = 0
        self._process, self._line = self._start()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def submit(self, job: Job) -> "Future[Result]":
        """Order a page; the parent begins so many at a time, in order."""
        page = _Page(page_process.order(job, self._folder))
        with self._lock:
            if self._ended:
                page.settle(LostError(WOULD_NOT_START))
            else:
                self._pages[page.folder.name] = page
                self._send(page.folder.name)
        return page.future

    def close(self) -> None:
        """Hang up: the parent then ends its children and itself."""
        with self._lock:
            self._closed = True
            process = self._process
            try:
                self._line.send("")
            except OSError:
                process.kill()
        self._reader.join(CLOSING_SECONDS)
        if self._reader.is_alive():
            process.kill()
            self._reader.join(CLOSING_SECONDS)

    def _start(self) -> tuple[Server, Connection]:
        """A warm parent, and the line to it."""
        ours, theirs = socketpair()
        with theirs:
            process = self._begin(FORK_SERVER, theirs, str(self._workers), str(self._folder))
        return process, Connection(ours.detach())

    def _begin(self, module: str, given: socket, *words: str) -> "subprocess.Popen[bytes]":
        """A process of its own session that is given a socket, by its number, and these words."""
        return subprocess.Popen(
            [sys.executable, "-m", module, str(given.fileno()), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=surroundings(self._folder, self._home),
            pass_fds=[given.fileno()],
            start_new_session=True,
        )

    def _send(self, name: str) -> None:
        with suppress(OSError):  # else the reader finds the line dead, and sends all anew
            self._line.send(name)

    def _read(self) -> None:
        """Hear of pages until the executor is closed, from one parent after another."""
        while True:
            try:
                name, begun, problem = self._line.recv()
            except (EOFError, OSError):
                if not self._restarted():
                    return
                continue
            with self._lock:
                self._starts_for_nothing = 0
                page = self._pages[name]
                page.begun = True
                if begun:
                    continue
                del self._pages[name]
            page.settle(LostError(problem) if problem else None)

    def _restarted(self) -> bool:
        """Take stock when a parent is gone, and begin another; whether there is one to hear."""
        with self._lock:
            self._process.kill()
            self._process.wait()
            self._line.close()
            self._starts_for_nothing += 1
            given_up = self._starts_for_nothing >= MOST_STARTS_FOR_NOTHING
            self._ended = self._closed or given_up
            lost = {n: p for n, p in self._pages.items() if p.begun or self._ended}
            self._pages = {n: p for n, p in self._pages.items() if n not in lost}
            if not self._ended:
                self._process, self._line = self._start()
                for name in self._pages:
                    self._send(name)
        for page in lost.values():
            why = LostError(WOULD_NOT_START) if self._ended else LostError(shared=len(lost) > 1)
            page.settle(why)
        return not self._ended
