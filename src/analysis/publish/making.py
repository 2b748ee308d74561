"""One page from one notebook: executed in a kernel of its own, exported, checked, written."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import papermill
from traitlets.config import Config

from analysis.catalogue.areas import Area
from analysis.catalogue.publications import PUBLICATIONS
from analysis.publish import offered, page, record
from analysis.publish.reports import Report, parameters

CELL_SECONDS = 300
# Kernels talk over TCP on this machine only; without this, each warns that it does so in clear.
_QUIET_TRANSPORT = Config(
    KernelManager={"transport_encryption": "auto"},
    AsyncKernelManager={"transport_encryption": "auto"},
)
# A kernel is interrupted before it is shut down, and would print that as an error.
_QUIET_ENDING = "--IPKernelApp.log_level=CRITICAL"


def make(
    chosen: Report,
    area: Area,
    path: str,
    out: Path,
    private: Path,
    made: date,
    chosen_parameters: Mapping[str, Any],
) -> str:
    """Make one page at `out / path`, with its data beside it; returns to when its figures go.

    `private` is an empty folder that is thrown away afterwards: the executed notebook stays there.
    """
    given = chosen.given(chosen_parameters, area.code)
    if "today" in parameters(chosen):
        given.setdefault("today", made.isoformat())
    notebook = execute(chosen, given, private)
    files = offered.write(chosen, area, private)
    data_to = PUBLICATIONS[chosen.publication].data_to
    target = out / path
    html = page.export(
        notebook,
        title=chosen.heading(area.name),
        area=area,
        data_to=f"Figures to {data_to}",
        made=f"{made.day} {made:%B %Y}",
        downloads=tuple(files),
        record=record.card(given, f"{made.day} {made:%B %Y}"),
    )
    page.check(html, page=path)
    ready = page.write(html, private / target.name)
    for file in files:
        page.put(private / file.path, target.parent / file.path)
    page.put(ready, target)
    return f"to {data_to}"


def execute(chosen: Report, given: Mapping[str, Any], private: Path) -> nbformat.NotebookNode:
    """The executed notebook; papermill's error when a cell fails."""
    executed = private / f"{chosen.name}.ipynb"
    papermill.execute_notebook(
        str(chosen.notebook),
        str(executed),
        parameters=dict(given),
        kernel_name="python3",
        progress_bar=False,
        log_output=False,
        request_save_on_cell_execute=False,
        execution_timeout=CELL_SECONDS,
        config=_QUIET_TRANSPORT,
        extra_arguments=[_QUIET_ENDING],
    )
    return nbformat.read(executed, as_version=4)
