"""What Dask costs: the same pages by a cluster of this machine and without it, by turns.

A cluster is begun for each run as docs/scheduling.md says, and ended after it. A run without one
makes as many pages at a time.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from analysis.pipeline.bench import meter, ways
from analysis.pipeline.bench.compared import Compared
from analysis.pipeline.bench.rounds import Tell
from analysis.pipeline.bench.work import BenchError, Work, choose, prepared
from analysis.publish.executors.dask_cluster import on_dask
from analysis.publish.fingerprint import PACKAGE

REPORT = "needs_analysis"
PAGES = (12, 24)
SETTINGS = PACKAGE.parents[1] / "docs" / "scheduling" / "dask.yaml"
WITH, WITHOUT = "with Dask", "without"
LOOK_SECONDS = 0.1


def measure(
    workers: int, rounds: int, tell: Tell, *, pages: Sequence[int] = PAGES
) -> list[Compared]:
    """Compare clusters that make so many pages at a time with runs without one, for each number of
    pages. DaskError, before anything is begun, where Dask is not installed.
    """
    on_dask("")
    found: list[Compared] = []
    for count in pages:
        its = {
            shape: Compared(part=f"{count} pages, {shape}", told=f"{count} pages, {shape}")
            for shape in shapes(workers)
        }
        with prepared([REPORT], choose(count)) as work:
            for number in range(1, rounds + 1):
                costs = {}
                for name in turned(workers, number):
                    tell(f"Round {number}: {count} pages, {name}")
                    costs[name] = meter.measure(partial(make, work, workers, name))
                    tell(f"  {costs[name].cpu:.1f} s of processor time")
                for shape, each in its.items():
                    each.pairs.append((costs[shape], costs[WITHOUT]))
        found += its.values()
    return found


def shapes(workers: int) -> dict[str, tuple[int, int]]:
    """Clusters that make so many pages at a time: their processes, and the threads of each."""
    each = {f"{workers} workers": (workers, 1), f"a worker of {workers} threads": (1, workers)}
    return each if workers > 1 else {"1 worker": (1, 1)}


def turned(workers: int, number: int) -> list[str]:
    """The order of a round: each way comes first, second and third as often."""
    every = [WITHOUT, *shapes(workers)]
    first = (number - 1) % len(every)
    return every[first:] + every[:first]


def make(work: Work, workers: int, name: str) -> None:
    """Make every page in a way; BenchError when one is not there."""
    out = work.folder / "out"
    if name == WITHOUT:
        ways.by_runner(work, out, "--workers", str(workers))
    else:
        with cluster(work, *shapes(workers)[name]) as address:
            ways.by_runner(work, out, "--executor", "dask", "--scheduler", address)
    shutil.rmtree(out)


@contextmanager
def cluster(work: Work, workers: int, threads: int) -> Iterator[str]:
    """The address of a scheduler with so many workers, all of this machine; they are ended as a
    service manager would. BenchError when no scheduler comes.
    """
    folder = Path(tempfile.mkdtemp(dir=work.folder))
    told = folder / "scheduler.json"
    here = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told)]
    each = ["--nworkers", str(workers), "--nthreads", str(threads)]
    with _begun(work, "scheduler", "--port", "0", *here) as scheduler:
        while not (address := scheduler_address(told)):
            if scheduler.poll() is not None:
                raise BenchError("Dask's scheduler did not begin: `dask scheduler` says why.")
            time.sleep(LOOK_SECONDS)
        with _begun(work, "worker", *here, *each, "--local-directory", str(folder)):
            yield address


def scheduler_address(told: Path) -> str | None:
    """The address in a scheduler's file; None until the file is there and whole."""
    try:
        address: str = json.loads(told.read_bytes())["address"]
    except (FileNotFoundError, ValueError):
        return None
    return address


@contextmanager
def _begun(work: Work, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A command of Dask with the settings that come with the project, told to end in the end."""
    around = work.surroundings() | {"DASK_CONFIG": str(SETTINGS)}
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", "dask", *words]
    with subprocess.Popen(command, env=around, stdout=quiet, stderr=quiet) as process:
        try:
            yield process
        finally:
            process.terminate()
