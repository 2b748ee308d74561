"""One report made for some places, as the command makes it, for tests of what comes of a run."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from analysis.catalogue.areas import Area
from analysis.core import paths
from analysis.publish.reports import Report
from analysis.publish.run.progress import Bar
from analysis.publish.run.run import Hidden, Outcome, check, jobs_for, run_jobs


def run(
    chosen: Report,
    places: Sequence[Area],
    *,
    out: Path | None = None,
    parameters: Mapping[str, Any] | None = None,
    made: date | None = None,
    workers: int = 2,
    quiet: bool = False,
    hidden: Hidden | None = None,
    force: bool = False,
) -> list[Outcome]:
    """Make a report for each place and the index; an outcome for each, in their order."""
    out, day = out or paths.reports(), made or date.today()
    check(chosen, places, parameters or {}, day)
    jobs = jobs_for(chosen, places, parameters or {}, day, hidden or {})
    return run_jobs(jobs, out, workers=workers, progress=Bar(quiet), force=force)
