"""Where the processor time of one report goes, in a process begun for it as a run begins it.

A timer of processor time interrupts the process every few milliseconds; each time the innermost
frame that is known decides what was being done. So no function has to be wrapped, and none costs
more for being counted. The samples are then scaled to the processor time that was used.
"""

import multiprocessing
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType

from analysis.pipeline.bench import meter
from analysis.pipeline.bench.work import BenchError, Work
from analysis.publish.executors import base
from analysis.publish.run.run import Job

INTERVAL_SECONDS = 0.004

PROCESS, SHELL, IMPORTS = "process", "papermill and shell", "imports"
DATA, COMPUTING, CHARTS = "data", "computation", "charts"
EXPORT, CHECKS, WRITING = "export", "checks", "writing"
PHASES = (PROCESS, SHELL, IMPORTS, DATA, COMPUTING, CHARTS, EXPORT, CHECKS, WRITING)

# Parts of a file's path, the first that fits; a frame that fits none is what its caller does.
_KNOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    (IMPORTS, ("<frozen importlib",)),
    (CHARTS, ("/matplotlib/", "analysis/present/charts/", "analysis/present/maps/")),
    (CHARTS, ("analysis/present/drawing/", "analysis/present/parts/svg.")),
    (COMPUTING, ("<ipython-input", "analysis/present/")),
    (DATA, ("analysis/core/store.", "analysis/core/stored.")),
    (CHECKS, ("analysis/publish/check.", "analysis/protect/")),
    (EXPORT, ("analysis/publish/render/page.", "analysis/publish/render/layout.", "/nbconvert/")),
    (EXPORT, ("analysis/publish/render/front_tables.", "analysis/publish/render/two_pages.")),
    (SHELL, ("analysis/publish/render/engine.", "analysis/publish/render/shell.")),
    (SHELL, ("/IPython/", "/nbclient/", "/nbformat/", "/papermill/")),
    (PROCESS, ("analysis/publish/executors/", "analysis/pipeline/bench/")),
    (SHELL, ("analysis/publish/render/render.",)),
    (WRITING, ("analysis/publish/",)),
)


@dataclass(frozen=True, kw_only=True)
class Split:
    """The processor seconds of one page, whole and by phase, and what loading cost before it.

    `loading` is paid once by a run, by the parent from which the processes of its pages are forked.
    """

    report: str
    cpu: float
    phases: Mapping[str, float]
    loading: float


def measure(work: Work, reports: Sequence[str]) -> list[Split]:
    """The split of every page of these reports, made one at a time."""
    jobs = [job for job in work.jobs if job.report in reports]
    around = base.surroundings(work.folder / "tmp") | work.surroundings()
    return meter.run_warm(serve, jobs, around, work.folder)


@cache
def phase(file: str) -> str:
    """What a frame in this file does; blank for one that does what its caller does."""
    plain = file.replace("\\", "/")
    return next((what for what, parts in _KNOWN if any(part in plain for part in parts)), "")


def phase_of(frame: FrameType | None) -> str:
    """What was being done: the innermost frame that is known says."""
    while frame is not None:
        if found := phase(frame.f_code.co_filename):
            return found
        frame = frame.f_back
    return PROCESS


def scaled(samples: Mapping[str, int], cpu: float) -> dict[str, float]:
    """Processor seconds by phase; all to the process itself where there was no sample."""
    whole = sum(samples.values())
    if not whole:
        return {PROCESS: cpu}
    return {name: cpu * samples[name] / whole for name in PHASES if samples.get(name)}


def _page(job: Job, private: Path) -> tuple[float, dict[str, float]]:
    """Make a page in this process, which ends with it; its processor seconds, whole and split."""
    from analysis.publish.executors import page_process

    samples: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        samples[phase_of(frame)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL_SECONDS, INTERVAL_SECONDS)
    (private / "private").mkdir()
    done = page_process.make(job, private / "private")
    page_process.hand_back(done, private)
    signal.setitimer(signal.ITIMER_PROF, 0)
    if done.problem:
        raise BenchError(f"{job.path} could not be made: {done.problem}")
    cpu = time.process_time()
    return cpu, scaled(samples, cpu)


def serve(jobs: Sequence[Job], loading: meter.Cost) -> list[Split]:
    """The splits of the pages of a list, each made in a fork, one after another."""
    splits = []
    for job in jobs:
        with (
            tempfile.TemporaryDirectory() as folder,
            ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool,
        ):
            cpu, phases = pool.submit(_page, job, Path(folder)).result()
        splits.append(Split(report=job.report, loading=loading.cpu, cpu=cpu, phases=phases))
    return splits
