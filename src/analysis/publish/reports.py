"""The reports that can be made: a notebook each, with its parameters, and for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from papermill import inspect_notebook

from analysis import paths
from analysis.catalogue.areas import ENGLAND, Area
from analysis.errors import CareAnalysisError, UnknownNameError


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report: the name of its notebook and page, and the title that readers see.

    `short` is what a link from another page calls it; `publication` the one whose newest figures
    date the page. A `national` report is made once for England, and has no parameter `area`.
    """

    name: str
    title: str
    short: str
    publication: str
    national: bool = False

    @property
    def notebook(self) -> Path:
        """The notebook that tells it."""
        return paths.notebooks() / f"{self.name}.ipynb"

    def heading(self, area_name: str) -> str:
        """The page's heading."""
        return self.title if self.national else f"{self.title}: {area_name}"

    def given(self, chosen: Mapping[str, Any], area: str) -> dict[str, Any]:
        """The parameters to make it with for an area (a code), which a national one leaves out."""
        return dict(chosen) if self.national else {**chosen, "area": area}


REPORTS: dict[str, Report] = {
    r.name: r
    for r in (
        Report(
            name="needs_analysis",
            title="Needs analysis for children in care and care leavers",
            short="Needs analysis",
            publication="cla",
        ),
        Report(
            name="sufficiency",
            title="Sufficiency of homes for children in care",
            short="Sufficiency",
            publication="cla",
        ),
        Report(
            name="methods",
            title="Methods, and how well our forecasts would have done",
            short="Methods",
            publication="cla",
            national=True,
        ),
    )
}


def report(name: str) -> Report:
    """The report with this name; UnknownNameError, with suggestions, when there is none."""
    if name not in REPORTS:
        raise UnknownNameError("report", name, REPORTS, f"There is {', '.join(REPORTS)}.")
    return REPORTS[name]


@cache
def parameters(chosen: Report) -> dict[str, Any]:
    """The parameters that the notebook's tagged cell declares, with what papermill says of each."""
    found: dict[str, Any] = inspect_notebook(str(chosen.notebook))
    return found


def check_places(chosen: Report, places: Sequence[Area]) -> None:
    """CareAnalysisError when a national report is asked for places, or another one for England."""
    of_england = [place.code for place in places] == [ENGLAND]
    if chosen.national and not of_england:
        raise CareAnalysisError(
            f"{chosen.name} is made once, for England: leave out --area, --region and --all."
        )
    if not chosen.national and any(place.code == ENGLAND for place in places):
        raise CareAnalysisError(f"{chosen.name} is made for local authorities, not for England.")


def check_parameters(chosen: Report, given: Mapping[str, object]) -> None:
    """UnknownNameError when a parameter is given that the notebook does not have.

    CareAnalysisError when `today` is not a day written as 2026-04-01.
    """
    known = parameters(chosen)
    for name in given:
        if name not in known:
            raise UnknownNameError(
                f"parameter of {chosen.name}", name, known, f"It takes {', '.join(known)}."
            )
    _check_day(str(given.get("today", "")))


def _check_day(today: str) -> None:
    try:
        date.fromisoformat(today or "2026-04-01")
    except ValueError as fault:
        raise CareAnalysisError(
            f"'{today}' is not a day; write today=2026-04-01 for 1 April 2026."
        ) from fault
