"""One page from one notebook: executed through papermill, exported, checked, handed back."""

import ast
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import papermill
from IPython.core.inputtransformer2 import TransformerManager
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from papermill.engines import papermill_engines

from analysis.catalogue.areas import ENGLAND, Area, areas, by_code
from analysis.catalogue.local import LOCAL
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import integrity, returned, store
from analysis.core.atomic import write
from analysis.core.errors import CareAnalysisError
from analysis.core.internal import SENTENCE, InternalError
from analysis.protect import gate
from analysis.protect.gate import HiddenCell
from analysis.publish import check, variants
from analysis.publish.files import attachments
from analysis.publish.fingerprint import Stamp, stamp
from analysis.publish.jobs import Job, Result
from analysis.publish.render import engine, manifest, page, two_pages
from analysis.publish.reports import Report, parameters

CELL_SECONDS = 300
_AS_TEXT = (".csv", ".html", ".json", ".md")
Execute = Callable[[Report, Mapping[str, Any]], nbformat.NotebookNode]


class VanishedError(CareAnalysisError):
    """A notebook that ran without showing all that it is to show."""


def make(job: Job, private: Path, by: Execute | None = None) -> Result:
    """One page made in a private folder, which is thrown away afterwards with all that is in it.

    The notebook is executed by papermill, or by `by`, which the benchmark alone gives. Raises
    whatever stops it: papermill's error for a cell that failed, PageError, GateError for a page
    that shows a suppressed figure, ChangedError when a table was changed meanwhile, InternalError
    for a page of whole figures that is not an internal one.
    """
    start = time.monotonic()
    chosen, area = job.chosen, by_code(job.area)
    now = job.stamp or stamp()
    integrity.trust(now.tables, now.sizes)
    store.READS.clear()
    inputs = manifest.inputs(area, now) if chosen.kept else {}
    given, made = chosen.given(job.parameters, area.code), date.fromisoformat(job.made)
    with returned.whole(Path(job.internal)) if job.internal else nullcontext():
        names, whole = build(chosen, area, job.path, private, made, given, now, by)
    if returned.read_whole(store.READS) != bool(job.internal):
        raise InternalError(f"{job.path} is made of figures of another profile: see --internal.")
    if chosen.local:
        shown_as = zip([*names[:-1], job.path], names, strict=True)
        _pass_gate({shown: private / name for shown, name in shown_as}, area, job.hidden)
    now.unchanged()
    return Result(
        seconds=round(time.monotonic() - start, 2),
        data_to=data_to(chosen),
        parameters=whole,
        files={name: (private / name).read_bytes() for name in names},
        inputs=inputs,
        reads=tuple(sorted(store.READS, key=str)),
    )


def warm() -> None:
    """Use once, on an invented notebook, what is slow at first: the exporter and the checks."""
    register()
    shown = new_output("display_data", data={"text/markdown": "Nothing."})
    cells = [new_markdown_cell("## A heading"), new_code_cell("1", outputs=[shown])]
    here = areas()[ENGLAND]
    check.check(page.export(new_notebook(cells=cells), title="A page", area=here))


def register() -> None:
    """Make the engine known to papermill, also where this package is not installed."""
    papermill_engines.register(engine.NAME, engine.CareAnalysisEngine)


def data_to(chosen: Report) -> str:
    """To when the published figures of a report go: 'to 31 March 2025'."""
    return f"to {PUBLICATIONS[chosen.publication].data_to}"


def dated(chosen: Report, area: Area, day: date) -> str:
    """To when the figures of a page go: the published ones and, by a day, the council's own."""
    own = returned.record(area.slug) if chosen.for_officers else {}
    if not own or date.fromisoformat(own[returned.AS_AT]) > day:
        return f"Figures {data_to(chosen)}"
    last = date.fromisoformat(own[returned.AS_AT])
    whose = "a made-up return" if own.get(returned.SYNTHETIC) else "the council's own return"
    return f"Published figures {data_to(chosen)}; {whose} to {last.day} {last:%B %Y}"


def build(
    chosen: Report,
    area: Area,
    path: str,
    private: Path,
    made: date,
    given: Mapping[str, Any],
    now: Stamp | None = None,
    by: Execute | None = None,
) -> tuple[list[str], dict[str, Any]]:
    """Make one page and the files beside it in a private folder, without links to other pages.

    `given` are the parameters of the notebook, to which the day is added where it takes one. The
    same inputs, parameters and day give the same bytes. `now` is printed on its card. Returns the
    names of the files, the page last, and the parameters.
    """
    whole = dict(given)
    if "today" in parameters(chosen):
        whole["today"] = whole.get("today") or made.isoformat()
    notebook = (by or execute)(chosen, whole)
    check_shown(notebook)
    target = private / Path(path).name
    files = attachments.write(chosen, area, private, target.stem, whole)
    for file in (private / each.path for each in files if each.path.endswith(_AS_TEXT)):
        check.legible(file.read_text(encoding="utf-8"), file.name)
    internal_page = returned.is_whole()
    title = f"Internal: {chosen.heading(area.name)}" if internal_page else chosen.heading(area.name)
    day = f"{made.day} {made:%B %Y}"
    of = variants.page_day(whole, made)
    if chosen.varies:
        variant = variants.variant(chosen, whole)
        title += f", {variants.words(variant, area, of)}"
    pages = _pages(
        notebook,
        target.name,
        title,
        area=area,
        data_to=dated(chosen, area, of),
        made=day,
        downloads=tuple(files),
        record=manifest.card(whole, day, now),
        profile=chosen.profile,
        mark=SENTENCE if internal_page else "",
    )
    for name, html in pages.items():
        shown_as = str(Path(path).with_name(name))
        write(check.check(html, page=shown_as, whole=internal_page), private / name)
    return [*(file.path for file in files), *pages], whole


def _pages(notebook: nbformat.NotebookNode, file: str, title: str, **given: Any) -> dict[str, str]:
    """The HTML of a report's pages by file, the front page last: one, or two where it has an annex.

    PageError for a link that leads nowhere.
    """
    front, annex = two_pages.parted(notebook)
    if annex is None:
        return {file: page.export(front, title=title, **given)}
    of_front, of_annex = two_pages.sides(file)
    name = two_pages.name_of(annex)
    behind = page.export(annex, title=f"{title}. {name}", side=of_annex, **given)
    before = page.export(front, title=title, side=of_front, **given)
    two_pages.check((of_front, of_annex))
    return {of_annex.file: behind, file: before}


def _pass_gate(files: Mapping[str, Path], area: Area, hidden: Sequence[HiddenCell]) -> None:
    """GateError for a page, or a table beside it (by their names), that shows what was suppressed.

    CareAnalysisError when not all that was suppressed was handed over, to be looked for.
    """
    suppressed = store.prepared(area.slug).get("hidden figures", 0)
    if len(hidden) != suppressed:
        raise CareAnalysisError(
            f"{area.name} has {suppressed} suppressed figures, and {len(hidden)} were handed over "
            "to be looked for in the page. Make it with `care-analysis report`, which does so."
        )
    titles = [each.title for each in LOCAL.values() if each.about_children]
    for name, file in files.items():
        if file.suffix == ".csv":
            gate.check_csv(file.read_text(encoding="utf-8"), hidden, page=name)
        elif file.suffix == ".html":
            gate.check(file.read_text(encoding="utf-8"), hidden, titles=titles, page=name)


def check_shown(notebook: nbformat.NotebookNode) -> None:
    """VanishedError for a cell that ends in a value and shows nothing, as when a chart got lost.

    A cell that is to show nothing ends in a statement or in ';'.
    """
    lost = [
        f"cell {n} ({cell.source.strip().splitlines()[-1][:60]})"
        for n, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "code" and not cell.outputs and _ends_in_a_value(cell.source)
    ]
    if lost:
        raise VanishedError(
            f"The notebook ran, but what it is to show is not there: {', '.join(lost)}."
        )


def _ends_in_a_value(source: str) -> bool:
    if source.lstrip().startswith("%") or source.rstrip().endswith(";"):
        return False
    statements = ast.parse(TransformerManager().transform_cell(source)).body
    return bool(statements) and isinstance(statements[-1], ast.Expr)


def execute(chosen: Report, given: Mapping[str, Any]) -> nbformat.NotebookNode:
    """The executed notebook; papermill's error when a cell fails."""
    register()
    done: nbformat.NotebookNode = papermill.execute_notebook(
        str(chosen.notebook),
        None,  # it is exported from memory
        parameters=dict(given),
        engine_name=engine.NAME,
        kernel_name="python3",
        progress_bar=False,
        log_output=False,
        request_save_on_cell_execute=False,
        execution_timeout=CELL_SECONDS,
    )
    return done
