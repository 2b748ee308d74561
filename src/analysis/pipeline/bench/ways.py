"""Two of the ways to make the pages: the loop that people write, and our runner as anybody runs it.

The loop is papermill's command, then nbconvert's, for one report after another. nbconvert gets
`--to html --no-input`, its own template. So the loop makes no check of the page, no contents, no
files beside it and no index, all of which the runner makes: that favours the loop.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from analysis.catalogue.areas import ENGLAND, areas
from analysis.pipeline.bench import meter
from analysis.pipeline.bench.work import WORKERS, Work
from analysis.pipeline.reporting import ALL
from analysis.publish.reports import REPORTS
from analysis.publish.run.run import Job


def by_loop(work: Work, out: Path) -> None:
    """Make every page by the loop, so many at a time; BenchError when one is not there."""
    around = work.surroundings()

    def make(job: Job) -> None:
        folder = (out / job.path).parent
        folder.mkdir(parents=True, exist_ok=True)
        for command in _loop(job, out):
            meter.run(command, around, folder)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(make, work.jobs))
    work.check_made(out, "loop")


def _loop(job: Job, out: Path) -> tuple[list[str], list[str]]:
    """The two commands for a page: execute the notebook, then print it."""
    page = out / job.path
    executed = page.with_suffix(".ipynb")
    given = [] if job.chosen.national else ["-p", "area", areas()[job.area].name]
    papermill = ["papermill", str(job.chosen.notebook), str(executed), "--no-progress-bar", *given]
    nbconvert = ["nbconvert", "--to", "html", "--no-input", str(executed), "--output", page.name]
    return [sys.executable, "-m", *papermill], [sys.executable, "-m", *nbconvert]


def by_runner(work: Work, out: Path, *, force: bool = True) -> None:
    """Make every page by `care-analysis report`: one command for all reports, or one for each where
    only some are asked for. BenchError when a page is not there.
    """
    around = work.surroundings()
    end = ["--out", str(out), "--workers", str(WORKERS), *(["--force"] if force else [])]
    for name in [ALL] if set(work.reports) == set(REPORTS) else work.reports:
        codes = dict.fromkeys(job.area for job in work.jobs if name in (ALL, job.report))
        places = [word for code in codes if code != ENGLAND for word in ("--area", code)]
        command = [sys.executable, "-m", "analysis", "report", name, *places, *end]
        meter.run(command, around, work.folder)
    work.check_made(out, "runner")
