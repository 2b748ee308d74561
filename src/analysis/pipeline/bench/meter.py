"""What a piece of work costs: time on the clock, processor time of its processes, and memory."""

import os
import resource
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.pipeline.bench.work import BenchError

EVERY_SECONDS = 0.5
_PROC = Path("/proc")


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Seconds on the clock, seconds of processor time (user and system), and bytes of memory.

    The memory is the most at any moment that the processes had between them, what they share
    counted once (the sum of their proportional set sizes, looked at every half second).
    """

    wall: float
    cpu: float
    peak: int


def measure(work: Callable[[], object]) -> Cost:
    """What a piece of work costs whose processes this process begins and waits for."""
    start, before = time.monotonic(), _children_cpu()
    with Watch() as watch:
        work()
    return Cost(wall=time.monotonic() - start, cpu=_children_cpu() - before, peak=watch.peak)


def run(command: Sequence[str], surroundings: Mapping[str, str], folder: Path) -> str:
    """Run a command in a folder; what it printed. BenchError, with its last words, if it fails."""
    done = subprocess.run(
        command, env=dict(surroundings), cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-8:]
        raise BenchError(
            f"`{' '.join(command)}` ended with exit code {done.returncode}, so nothing was "
            "measured. Mend what it says, then run the benchmark again:\n" + "\n".join(said)
        )
    return done.stdout


class Watch:
    """Looks at the memory of all processes begun by this one; `peak` is the most, in bytes."""

    def __init__(self) -> None:
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            self.peak = max(self.peak, sum(map(memory, descendants(os.getpid()))))


def descendants(pid: int) -> list[int]:
    """The processes that a process began, and those that they began."""
    begun: dict[int, list[int]] = defaultdict(list)
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            begun[_parent(folder)].append(int(folder.name))
    found = list(begun[pid])
    for each in found:
        found += begun[each]
    return found


def memory(pid: int) -> int:
    """The proportional set size of a process in bytes; 0 for one that is gone."""
    try:
        told = (_PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return 0
    sizes = [line.split()[1] for line in told.splitlines() if line.startswith("Pss:")]
    return sum(map(int, sizes)) * 1024


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return -1  # it is gone


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
