"""The loop that people write: papermill's command, then nbconvert's, for one report after another.

nbconvert gets `--to html --no-input`, its own template. So the loop makes no check of the page, no
contents, no files beside it and no index, all of which the runner makes: that favours the loop.
"""

import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from analysis.catalogue.areas import areas
from analysis.pipeline.bench import meter
from analysis.pipeline.bench.work import BenchError, Work
from analysis.publish.reports import report as report_named
from analysis.publish.run.run import Job


def make(work: Work, out: Path, workers: int = 2) -> None:
    """Make every page by the loop, so many at a time; BenchError when one is not there."""
    around = work.surroundings()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda job: _make(job, out, around), work.jobs))
    lost = [job.path for job in work.jobs if not (out / job.path).is_file()]
    if lost:
        raise BenchError(f"The loop did not make {', '.join(lost)}.")


def commands(job: Job, out: Path) -> tuple[list[str], list[str]]:
    """The two commands for a page: execute the notebook, then print it."""
    chosen = report_named(job.report)
    page = out / job.path
    executed = page.with_suffix(".ipynb")
    given = [] if chosen.national else ["-p", "area", areas()[job.area].name]
    papermill = ["papermill", str(chosen.notebook), str(executed), "--no-progress-bar", *given]
    nbconvert = ["nbconvert", "--to", "html", "--no-input", str(executed), "--output", page.name]
    return [sys.executable, "-m", *papermill], [sys.executable, "-m", *nbconvert]


def _make(job: Job, out: Path, around: Mapping[str, str]) -> None:
    folder = (out / job.path).parent
    folder.mkdir(parents=True, exist_ok=True)
    for command in commands(job, out):
        meter.run(command, around, folder)
