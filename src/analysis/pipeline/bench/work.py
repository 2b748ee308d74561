"""What is measured: which pages, and the temporary folder in which they are made."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

from analysis.catalogue import selection
from analysis.catalogue.areas import Area, whole_regions
from analysis.core import paths
from analysis.core.errors import CareAnalysisError
from analysis.pipeline import monitoring, strategy_inputs
from analysis.publish.fingerprint import PACKAGE, stamp
from analysis.publish.reports import REPORTS
from analysis.publish.reports import report as report_named
from analysis.publish.run.run import Job, jobs_for

WORKERS = 2  # pages at a time, by every way of making them
HOME = "home"
LARGE = ("needs_analysis", "sufficiency", "strategy_monitoring")


class BenchError(CareAnalysisError):
    """The benchmark cannot be run, or what it ran did not make its pages."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """The pages to make: reports by name, areas, and a job for each page.

    The temporary `folder` holds a copy of the notebooks and data in HOME, so that nothing of the
    project's own is touched.
    """

    reports: tuple[str, ...]
    places: tuple[Area, ...]
    jobs: tuple[Job, ...]
    folder: Path

    def surroundings(self) -> dict[str, str]:
        """The environment of every process that is measured."""
        return apart(self.folder, self.folder / HOME, PACKAGE.parent)

    def check_made(self, out: Path, way: str) -> None:
        """BenchError where a way of making the pages left one out."""
        lost = [job.path for job in self.jobs if not (out / job.path).is_file()]
        if lost:
            raise BenchError(f"The {way} did not make {', '.join(lost)}.")


def apart(folder: Path, home: Path, source: Path) -> dict[str, str]:
    """The environment of a process that is measured: its project and code, its own files apart."""
    given = os.environ.get("PYTHONPATH", "")
    own = {
        paths.HOME: str(home),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
        "TMPDIR": str(folder / "tmp"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(source), given])),
    }
    # Bytecode is kept, as for anybody: without it every import would be slower.
    return {**{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}, **own}


def choose(count: int) -> list[Area]:
    """So many authorities: up to half with a strategy, the others taken evenly from all by code.

    BenchError when fewer than one or more than there are is asked for.
    """
    every = list(selection.places([], None, True))
    if not 1 <= count <= len(every):
        raise BenchError(f"There are {len(every)} authorities; --areas takes 1 to {len(every)}.")
    if count == len(every):
        return every
    first = strategy_inputs.with_strategy()[: (count + 1) // 2]
    rest = [place for place in every if place not in first]
    more = count - len(first)
    return [*first, *(rest[i * len(rest) // max(more, 1)] for i in range(more))]


def check_linux() -> None:
    """BenchError on another system."""
    if not sys.platform.startswith("linux"):
        raise BenchError("The benchmark needs Linux: it forks, and reads memory from /proc.")


@contextmanager
def prepared(reports: Sequence[str], places: Sequence[Area]) -> Iterator[Work]:
    """The work in a temporary folder, with the strategies prepared; all is removed afterwards."""
    check_linux()
    names = tuple(report_named(name).name for name in reports or REPORTS)
    with tempfile.TemporaryDirectory(prefix="care-analysis-bench-") as folder:
        home = Path(folder, HOME)
        for source in (paths.notebooks(), paths.raw(), paths.processed()):
            shutil.copytree(source, home / source.relative_to(paths.root()))
        Path(folder, "tmp").mkdir()
        with patch.dict(os.environ, {paths.HOME: str(home)}):  # this process works there too
            jobs = tuple(_jobs(names, places))
            yield Work(reports=names, places=tuple(places), jobs=jobs, folder=Path(folder))


def _jobs(names: Sequence[str], places: Sequence[Area]) -> list[Job]:
    """A job for each page: England's reports once, a strategy's where there is one; made today.

    The strategies are prepared first, as a run does, since the notebooks read what that writes.
    """
    day = date.today()
    ready = monitoring.prepare(places, day)
    hidden = {code: each.hidden for code, each in ready.items()}
    found: list[Job] = []
    for chosen in map(report_named, names):
        its = [selection.england()] if chosen.national else list(places)
        its = whole_regions(places) if chosen.together else its
        its = [p for p in its if p.code in ready] if chosen.needs_strategy else its
        found += jobs_for(chosen, its, {}, day, hidden)
    if not found:
        raise BenchError("No page is made of these reports for these authorities; choose others.")
    now = stamp()
    return [replace(job, stamp=now) for job in found]
