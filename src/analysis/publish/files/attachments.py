"""The files that a page offers beside it: which report offers which."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from analysis.catalogue.areas import Area
from analysis.core import returned
from analysis.publish.files import (
    backtest,
    figures,
    gap,
    implications,
    marks,
    own_futures,
    own_return,
    projected,
    quarterly,
)
from analysis.publish.files.columns import dictionary
from analysis.publish.files.downloads import Download as Download
from analysis.publish.reports import Report

Writer = Callable[[str, Area, Path, Mapping[str, Any]], list[Download]]


def _of_area(write: Callable[[str, Area, Path], list[Download]]) -> Writer:
    """A writer whose files are the same whatever the parameters."""
    return lambda stem, area, folder, _: write(stem, area, folder)


# A writer puts files named after the page into a folder, and says how the page links them. The
# young people's page offers none: it shows no figures. Nor does a report that is not listed, whose
# figures stand in the tables under its charts.
OFFERED: dict[str, tuple[Writer, ...]] = {
    "brief": (),
    "needs_analysis": (figures.write, own_return.write),
    "sufficiency": (
        _of_area(projected.write),
        _of_area(gap.write),
        own_return.write,
        own_futures.write,
    ),
    "strategy_monitoring": (quarterly.write, implications.write),
    "young_people": (),
    "comparison": (_of_area(figures.write_together), _of_area(gap.write)),
    "methods": (_of_area(backtest.write),),
}


def write(
    chosen: Report, area: Area, folder: Path, stem: str, given: Mapping[str, Any]
) -> list[Download]:
    """Write the files beside a page (`stem`, made with `given`); how it links them, in order.

    What each column means comes last. Those of an internal page are marked.
    """
    writers = OFFERED.get(chosen.name, ())
    links = [link for writer in writers for link in writer(stem, area, folder, given)]
    if not returned.is_whole():
        return [*links, *dictionary.write(stem, links, folder)]
    links = [marks.put(each, folder) for each in links]
    return [*links, *(marks.put(each, folder) for each in dictionary.write(stem, links, folder))]
