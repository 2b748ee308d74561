"""Our runner, as anybody runs it: `care-analysis report`, in a process of its own."""

import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.pipeline.bench import meter
from analysis.pipeline.bench.work import BenchError, Work
from analysis.publish.reports import REPORTS
from analysis.publish.reports import report as report_named


def make(work: Work, out: Path, *, force: bool = True, workers: int = 2) -> None:
    """Make every page by the runner; BenchError when one is not there."""
    around = work.surroundings()
    for command in commands(work, out, force=force, workers=workers):
        meter.run(command, around, work.folder)
    lost = [job.path for job in work.jobs if not (out / job.path).is_file()]
    if lost:
        raise BenchError(f"The runner did not make {', '.join(lost)}.")


def commands(work: Work, out: Path, *, force: bool, workers: int = 2) -> list[list[str]]:
    """One command for all reports, or one for each where only some are asked for."""
    names = ["all"] if set(work.reports) == set(REPORTS) else list(work.reports)
    start = [sys.executable, "-m", "analysis", "report"]
    end = ["--out", str(out), "--workers", str(workers), *(["--force"] if force else [])]
    return [[*start, name, *_areas(work, name), *end] for name in names]


def _areas(work: Work, name: str) -> Sequence[str]:
    """The options that name the areas of a report, which a national one takes none of."""
    if name == "all":
        codes = [place.code for place in work.places]
    elif report_named(name).national:
        codes = []
    else:
        codes = [job.area for job in work.jobs if job.report == name]
    return [word for code in codes for word in ("--area", code)]
