"""The files that a page offers beside it: which report offers which."""

from collections.abc import Callable
from pathlib import Path

from analysis.catalogue.areas import Area
from analysis.publish import backtest_files, downloads, gap_files, projected_files
from analysis.publish.page import Download
from analysis.publish.reports import Report

Writer = Callable[[str, Area, Path], list[Download]]

# A writer puts files named after the report into a folder, and says how the page links them.
OFFERED: dict[str, tuple[Writer, ...]] = {
    "needs_analysis": (downloads.write,),
    "sufficiency": (projected_files.write, gap_files.write),
    "methods": (backtest_files.write,),
}


def write(chosen: Report, area: Area, folder: Path) -> list[Download]:
    """Write the files of a report for an area into a folder; how the page links them, in order."""
    return [link for writer in OFFERED[chosen.name] for link in writer(chosen.name, area, folder)]
