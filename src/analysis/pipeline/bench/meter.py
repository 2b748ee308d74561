"""What a piece of work costs: time on the clock, processor time of its processes, and memory."""

import ctypes
import gc
import os
import pickle
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from analysis.pipeline.bench.work import BenchError

EVERY_SECONDS = 0.5
_PR_SET_CHILD_SUBREAPER = 36
ANSWER = f"from {__name__} import answer; answer()"


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Seconds on the clock, seconds of processor time (user and system), and bytes of memory.

    The memory is the most at any moment that the processes had between them, what they share
    counted once (the sum of their proportional set sizes, looked at every half second).
    """

    wall: float
    cpu: float
    peak: int


class CommandError(BenchError):
    """A command that is measured failed: its exit `code` and its `last` words."""

    def __init__(self, command: Sequence[str], code: int, said: str) -> None:
        lines = said.strip().splitlines()[-8:]
        self.code, self.last = code, lines[-1] if lines else ""
        super().__init__(
            f"`{' '.join(command)}` ended with exit code {code}, so nothing was measured. Mend "
            "what it says, then run the benchmark again:\n" + "\n".join(lines)
        )


def measure(work: Callable[[], object], every: float = EVERY_SECONDS) -> Cost:
    """What the processes cost that a piece of work begins, all that they begin included.

    One that outlives whoever began it is waited for. Memory is looked at `every` so many seconds.
    """
    peak, over = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not over.wait(every):
            peak = max(peak, sum(map(memory, psutil.Process().children(recursive=True))))

    watcher = threading.Thread(target=watch, daemon=True)
    start, before = time.monotonic(), _children_cpu()
    watcher.start()
    try:
        with _orphans_adopted():
            work()
    finally:
        over.set()
        watcher.join()
    return Cost(wall=time.monotonic() - start, cpu=_children_cpu() - before, peak=peak)


@contextmanager
def _orphans_adopted() -> Iterator[None]:
    """Have processes that lose their parent become this one's children (Linux), and at last wait
    for them: the kernel then counts their time among that of its children.
    """
    before = set(psutil.Process().children())
    prctl = ctypes.CDLL(None).prctl
    prctl(_PR_SET_CHILD_SUBREAPER, 1)
    try:
        yield
        while orphans := set(psutil.Process().children()) - before:
            for each in orphans:
                os.waitpid(each.pid, 0)
    finally:
        prctl(_PR_SET_CHILD_SUBREAPER, 0)


def run(command: Sequence[str], around: Mapping[str, str], folder: Path) -> None:
    """Run a command in a folder; CommandError if it fails.

    When this process is told to end, the command is told too, and waited for.
    """
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=dict(around), cwd=folder, stdout=pipe, stderr=pipe, text=True
    ) as process:
        try:
            out, err = process.communicate()
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        raise CommandError(command, process.returncode, err or out)


def run_warm(
    serve: Callable[[Any, Cost], Any], task: object, around: Mapping[str, str], folder: Path
) -> Any:
    """What a function answers to a task in a process of its own, and to what loading that cost."""
    asked, told = folder / "task", folder / "answer"
    asked.write_bytes(pickle.dumps((serve, task)))
    run([sys.executable, "-c", ANSWER, str(asked), str(told)], around, folder)
    return pickle.loads(told.read_bytes())


def answer() -> None:
    """Warm this process up as a run does, and have it serve the task that `run_warm` hands it."""
    from analysis.publish.executors import fork_server

    asked, told = map(Path, sys.argv[1:])
    serve, task = pickle.loads(asked.read_bytes())
    start = time.monotonic()
    gc.disable()  # as the runner's own warm parent does
    fork_server.warm()
    gc.freeze()
    gc.enable()
    loading = Cost(wall=time.monotonic() - start, cpu=time.process_time(), peak=0)
    told.write_bytes(pickle.dumps(serve(task, loading)))


def memory(process: psutil.Process) -> int:
    """The proportional set size of a process in bytes; 0 for one that is gone."""
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
