"""The reports that can be made: a notebook each, with its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from papermill import inspect_notebook

from analysis import paths
from analysis.errors import CareAnalysisError, UnknownNameError


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report: the name of its notebook and page, and the title that readers see.

    `publication` is the one whose newest figures date the page.
    """

    name: str
    title: str
    publication: str

    @property
    def notebook(self) -> Path:
        """The notebook that tells it."""
        return paths.notebooks() / f"{self.name}.ipynb"

    def heading(self, area_name: str) -> str:
        """The page's heading."""
        return f"{self.title}: {area_name}"


REPORTS: dict[str, Report] = {
    r.name: r
    for r in (
        Report(
            name="needs_analysis",
            title="Needs analysis for children in care and care leavers",
            publication="cla",
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
