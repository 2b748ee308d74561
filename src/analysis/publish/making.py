"""One page from one notebook: executed in a kernel of its own, exported, checked, written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import papermill
from traitlets.config import Config

from analysis import store
from analysis.catalogue.areas import Area
from analysis.catalogue.local import LOCAL
from analysis.catalogue.publications import PUBLICATIONS
from analysis.errors import CareAnalysisError
from analysis.protect import gate
from analysis.protect.gate import HiddenCell
from analysis.publish import manifest, offered, page, record, variants
from analysis.publish.manifest import Manifest
from analysis.publish.reports import Report, parameters

CELL_SECONDS = 300
# Kernels talk over TCP on this machine only; without this, each warns that it does so in clear.
_QUIET_TRANSPORT = Config(
    KernelManager={"transport_encryption": "auto"},
    AsyncKernelManager={"transport_encryption": "auto"},
)
# A kernel is interrupted before it is shut down, and would print that as an error.
_QUIET_ENDING = "--IPKernelApp.log_level=CRITICAL"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page that is ready to be put in its place: its file, and the names of those beside it."""

    page: Path
    files: tuple[str, ...]
    parameters: Mapping[str, Any]


def make(
    chosen: Report,
    area: Area,
    path: str,
    out: Path,
    private: Path,
    made: date,
    chosen_parameters: Mapping[str, Any],
    hidden: Sequence[HiddenCell] = (),
) -> str:
    """Make one page at `out / path`, with its data beside it; returns to when its figures go.

    `private` is an empty folder that is thrown away afterwards: the executed notebook stays there.
    `hidden` are the authority's figures that were suppressed: a page that shows one is refused.
    """
    found = manifest.inputs(area) if chosen.kept else {}
    given = chosen.given(chosen_parameters, area.code)
    sheet = build(chosen, area, path, private, made, given)
    if chosen.local:
        _pass_gate(sheet, area, path, hidden)
    manifest.archive_inputs(out, found)
    target = out / path
    for name in sheet.files:
        page.put(private / name, target.parent / name)
    page.put(sheet.page, target)
    if chosen.kept:
        _keep(chosen, area, path, out, made, sheet, found)
    return data_to(chosen)


def data_to(chosen: Report) -> str:
    """To when the published figures of a report go: 'to 31 March 2025'."""
    return f"to {PUBLICATIONS[chosen.publication].data_to}"


def build(
    chosen: Report,
    area: Area,
    path: str,
    private: Path,
    made: date,
    given: Mapping[str, Any],
) -> Sheet:
    """Make one page and the files beside it in a private folder, without links to other pages.

    `given` are the parameters of the notebook, to which the day is added where it takes one. The
    same inputs, parameters and day give the same bytes.
    """
    whole = dict(given)
    if "today" in parameters(chosen):
        whole["today"] = whole.get("today") or made.isoformat()
    notebook = execute(chosen, whole, private)
    target = private / Path(path).name
    files = offered.write(chosen, area, private, target.stem, whole)
    html = page.export(
        notebook,
        title=_title(chosen, area, whole, made),
        area=area,
        data_to=f"Figures {data_to(chosen)}",
        made=f"{made.day} {made:%B %Y}",
        downloads=tuple(files),
        record=record.card(whole, f"{made.day} {made:%B %Y}"),
        profile=chosen.profile,
    )
    page.check(html, page=path)
    ready = page.write(html, target)
    return Sheet(page=ready, files=tuple(f.path for f in files), parameters=whole)


def _pass_gate(sheet: Sheet, area: Area, path: str, hidden: Sequence[HiddenCell]) -> None:
    """GateError for a page, or a table beside it, that shows what was suppressed.

    CareAnalysisError when not all that was suppressed was handed over, to be looked for.
    """
    suppressed = store.prepared(area.slug).get("hidden figures", 0)
    if len(hidden) != suppressed:
        raise CareAnalysisError(
            f"{area.name} has {suppressed} suppressed figures, and {len(hidden)} were handed over "
            "to be looked for in the page. Make it with `care-analysis report`, which does so."
        )
    titles = [each.title for each in LOCAL.values() if each.about_children]
    gate.check(sheet.page.read_text(encoding="utf-8"), hidden, titles=titles, page=path)
    for name in (name for name in sheet.files if name.endswith(".csv")):
        text = (sheet.page.parent / name).read_text(encoding="utf-8")
        gate.check_csv(text, hidden, page=name)


def _title(chosen: Report, area: Area, given: Mapping[str, Any], made: date) -> str:
    """The page's heading, with its quarter and view where it has them."""
    heading = chosen.heading(area.name)
    if not chosen.varies:
        return heading
    asked = variants.variant(chosen, given)
    return f"{heading}, {variants.words(asked, area, variants.page_day(given, made))}"


def _keep(
    chosen: Report,
    area: Area,
    path: str,
    out: Path,
    made: date,
    sheet: Sheet,
    found: Mapping[str, str],
) -> None:
    """Write the manifest of a page that was made, and keep the page too."""
    sha = manifest.digest(sheet.page)
    manifest.archive(out, sheet.page, sha)
    manifest.write(
        out,
        Manifest(
            report=chosen.name,
            area=area.code,
            path=path,
            made=made.isoformat(),
            parameters=sheet.parameters,
            maker=manifest.maker(),
            system=manifest.system(),
            inputs=found,
            bare=sha,
            page=sha,
            files={name: manifest.digest(sheet.page.parent / name) for name in sheet.files},
        ),
    )


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
