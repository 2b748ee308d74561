"""A copy of a notebook for one authority, in `work/explore`, for an analyst to change."""

import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from analysis.catalogue import parameters, selection
from analysis.catalogue.areas import Area, reporting_area
from analysis.core import atomic, integrity, paths
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.pipeline import budgets, monitoring
from analysis.publish.render import exploratory as marks
from analysis.publish.reports import REPORTS, Report, check_parameters, check_places, tables

# The picker of figures: a notebook that is copied as those of reports are, and never published.
PICKER = Report(name="explore", title="Explore", short="Explore", tells="figures", forecast=True)
NOTEBOOKS = {PICKER.name: PICKER, **REPORTS}


class EditedCopyError(CareAnalysisError):
    """A copy that somebody has changed, and that would be lost."""


def prepare(
    name: str,
    area: str = "",
    given: Mapping[str, Any] | None = None,
    *,
    force: bool = False,
    folder: Path | None = None,
) -> Path:
    """Write a copy of a report's notebook, or of `explore`, with its parameters set; its path.

    Raises EditedCopyError when the copy is there and was changed, unless `force` throws it away;
    TableError when a built table that it would read is not what was built.
    """
    if name not in NOTEBOOKS:
        raise UnknownNameError("notebook", name, NOTEBOOKS, f"There is {', '.join(NOTEBOOKS)}.")
    chosen = NOTEBOOKS[name]
    place = _place(chosen, area)
    given = chosen.given(given or {}, place.code if chosen.together else place.name)
    integrity.check_all(tables([chosen]))
    check_parameters(chosen, given)
    if chosen.local or chosen.needs_strategy:  # first, since places are checked by what it writes
        monitoring.prepare([place], parameters.day(given.get("today", "")) or date.today())
    if chosen.budgeted:
        budgets.prepare([place])
    check_places(chosen, [place])
    path = (folder or paths.root() / "work" / "explore") / f"{place.slug}-{name}.ipynb"
    _refuse_to_lose(path, force)
    notebook = parameterize_notebook(  # papermill's cell of parameters comes after its own
        load_notebook_node(str(chosen.notebook)), given, kernel_name="python3", language="python"
    )
    return atomic.write(nbformat.writes(marks.mark(notebook, name)) + "\n", path)


def open_lab(path: Path) -> int:
    """Open JupyterLab on a notebook, and wait until it is closed; gives its exit code."""
    return subprocess.call([sys.executable, "-m", "jupyterlab", str(path)], cwd=paths.root())


def _place(chosen: Report, area: str) -> Area:
    """The authority asked for; England for a national report, which takes none."""
    if chosen.national:
        if area:
            raise CareAnalysisError(f"{chosen.name} is made once, for England: leave out --area.")
        return selection.england()
    if not area:
        raise CareAnalysisError("Say for whom: --area NAME.")
    return parameters.places_together(area) if chosen.together else reporting_area(area)


def _refuse_to_lose(path: Path, force: bool) -> None:
    if force or not path.is_file():
        return
    try:
        changed = marks.edited(nbformat.read(path, as_version=4))
    except (ValueError, AttributeError, nbformat.ValidationError):
        changed = True
    if changed:
        raise EditedCopyError(
            f"{path} was changed since it was prepared. Keep it under another name, or say --force "
            "to throw the changes away."
        )
