"""The warm parent: it loads what every page needs, holds no data, and forks a child for each page.

It has no thread but its own, so that a fork is safe, and does nothing but begin and end children.
When the run that began it is gone, however it went, it ends its children and removes what they put
aside; when it is gone itself, the kernel ends them (`PR_SET_PDEATHSIG`).
"""

import ctypes
import gc
import json
import os
import re
import shutil
import signal
import sys
from collections import deque
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, wait
from pathlib import Path

from analysis.core import paths
from analysis.core.errors import CareAnalysisError
from analysis.publish.executors import page_process
from analysis.publish.executors.base import KILLED
from analysis.publish.reports import REPORTS

_PR_SET_PDEATHSIG = 1
_IMPORT = re.compile(r"(?m)^(?:from|import) analysis(?:\.| import )(\w+)")


class UnfitError(CareAnalysisError):
    """The warm parent is not fit to fork."""


def warm() -> None:
    """Load the libraries, and use those once whose first use is slow, on nothing that is real.

    A module of ours that notebooks load says in its `first_use` what is slow in it, if anything.
    """
    from analysis.publish.render import render

    for name in sorted(imported_by(paths.notebooks())):
        import_module(name)
    for name, module in sorted(sys.modules.items()):
        first_use = vars(module).get("first_use") if name.startswith("analysis.") else None
        if first_use and first_use.__module__ == name:
            first_use()
    render.warm()


def imported_by(folder: Path) -> set[str]:
    """The modules of this project that the cells of the reports' notebooks in a folder import."""
    cells = [
        cell
        for notebook in folder.glob("*.ipynb")
        if notebook.stem in REPORTS
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    ]
    code = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return {f"analysis.{name}" for source in code for name in _IMPORT.findall(source)}


def check_fit() -> None:
    """UnfitError when another thread runs, which a fork would not copy."""
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads != 1:
        raise UnfitError(
            f"The warm parent has {threads} threads and must have one before it forks; look for a "
            "library that starts some when it is loaded."
        )


class ForkServer:
    """Begins children for the pages ordered on `line`, at most `most` at the same time.

    It answers with a page's name, whether it was begun just now, and once it ended, what is wrong.
    """

    def __init__(self, line: Connection, most: int, folder: Path) -> None:
        self._line, self._most, self._folder = line, most, folder
        self._waiting: deque[str] = deque()
        self._children: dict[Connection, tuple[str, int]] = {}  # their pages' names, their ids

    def run(self) -> None:
        """Serve until the run says so or is gone; then remove what it put aside too."""
        try:
            with suppress(EOFError, ConnectionError):  # the run is gone
                while self._serve():
                    while self._waiting and len(self._children) < self._most:
                        self._begin(self._waiting.popleft())
        finally:
            for _, pid in self._children.values():
                _end_group(pid)
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _serve(self) -> bool:
        """Wait for an order or the end of a child; whether to go on."""
        for ready in wait([self._line, *self._children]):
            assert isinstance(ready, Connection)
            if ready is not self._line:
                self._ended(ready)
            elif name := self._line.recv():
                self._waiting.append(name)
            else:
                return False
        return True

    def _begin(self, name: str) -> None:
        """Begin a page, said first: when this process dies at it, nobody begins the same again."""
        self._line.send((name, True, ""))
        theirs, ours = os.pipe()
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError as fault:
            os.close(theirs)
            os.close(ours)
            self._line.send((name, False, f"no process could be begun for it ({fault})"))
            return
        if pid == 0:
            self._be_a_child(name, parent)
        os.close(ours)
        self._children[Connection(theirs, writable=False)] = (name, pid)

    def _be_a_child(self, name: str, parent: int) -> None:
        """Make a page and end; the parent sees that the pipe has ended."""
        code = 1
        try:
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                return
            os.setpgid(0, 0)
            for line in (self._line, *self._children):
                line.close()
            signal.signal(signal.SIGINT, signal.default_int_handler)
            page_process.serve(self._folder / name)
            code = 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)

    def _ended(self, line: Connection) -> None:
        line.close()
        name, pid = self._children.pop(line)
        _, status = os.waitpid(pid, 0)
        _end_group(pid)
        self._line.send((name, False, _problem(status, self._folder / name)))


def _problem(status: int, folder: Path) -> str:
    """What is wrong with how a child ended; nothing when it handed its page back."""
    from analysis.publish.render import shell

    if os.WIFSIGNALED(status):
        return KILLED
    code = os.waitstatus_to_exitcode(status)
    if code == shell.TIMED_OUT:
        return "a cell ran too long, and would not be interrupted"
    if code or not (folder / page_process.RESULT).is_file():
        return f"its process ended with exit code {code} before the page was done"
    return ""


def _end_group(pid: int) -> None:
    """End what a child may have begun and left."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def be_ready() -> None:
    """Make of this process a warm parent that is fit to fork.

    It collects no garbage, which would take a fifth of the time of loading to find next to none.
    """
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path[:] = [str(Path(each).resolve()) for each in sys.path]
    warm()
    gc.freeze()
    check_fit()
    os.dup2(2, 1)


if __name__ == "__main__":
    be_ready()
    ForkServer(Connection(int(sys.argv[1])), int(sys.argv[2]), Path(sys.argv[3])).run()
