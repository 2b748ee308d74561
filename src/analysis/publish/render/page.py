"""An executed notebook as one self-contained page that anyone can read, print and keep."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbconvert import HTMLExporter, TemplateExporter
from traitlets.config import Config

from analysis.catalogue.areas import Area, region_name
from analysis.core.errors import UnknownNameError
from analysis.publish.check import POLICY, PageError
from analysis.publish.render import exploratory
from analysis.publish.render.layout import arrange
from analysis.publish.render.two_pages import Side

if TYPE_CHECKING:
    from analysis.publish.files.attachments import Download

_TEMPLATES = Path(__file__).parents[1]
# Who a page is for: "" is a report for adults; "young" one for children, with larger type; "brief"
# two sheets for an agenda pack.
PROFILES = ("", "young", "brief")
_PRINTABLE = ("text/html", "text/markdown")


def export(
    notebook: nbformat.NotebookNode,
    *,
    title: str,
    area: Area,
    data_to: str = "",
    made: str = "",
    downloads: "tuple[Download, ...]" = (),
    record: Mapping[str, str] | None = None,
    profile: str = "",
    mark: str = "",
    side: Side | None = None,
) -> str:
    """The executed notebook as HTML, not yet checked: see `check.check`.

    `title` is the page's heading; `data_to` a sentence that dates the figures; `made` the day;
    `record` the reproducibility card, names and values in order; `profile` one of PROFILES; `mark`
    the sentence on every sheet of an internal page; `side` which page of a report on two. Code,
    prompts and streams to stderr are left out. Raises PageError for an output that no reader
    should meet: an error, something printed, or a value whose only form is its repr.
    """
    faults = exploratory.faults(notebook) + [
        f"cell {n} {why}"
        for n, cell in enumerate(notebook.cells, 1)
        for why in map(_why_unfit, cell.outputs if cell.cell_type == "code" else ())
        if why
    ]
    if faults:
        raise PageError(title, faults)
    if profile not in PROFILES:
        raise UnknownNameError("profile of a page", profile, PROFILES)
    page = {
        "title": title,
        "region": region_name(area),
        "data_to": data_to,
        "made": made,
        "downloads": downloads,
        "record": record or {},
        "profile": profile,
        "mark": mark,
        "side": side,
        "index": f"{'../' * len(area.folder.split('/'))}index.html",
    }
    resources = {"page": page, "policy": POLICY}
    html, _ = exporter().from_notebook_node(_shown(notebook), resources=resources)
    return html.strip() + "\n"


class _Exporter(HTMLExporter):
    """nbconvert's HTML exporter without its second reading of the finished page.

    That reading is to name pictures without words and to let the keyboard reach the cells of a
    notebook: `check` refuses the first, and a page has none of the second.
    """

    def from_notebook_node(  # type: ignore[override]
        self, nb: nbformat.NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and its resources."""
        whole = self._init_resources(resources)
        made: tuple[str, dict[str, Any]] = TemplateExporter.from_notebook_node(
            self, nb, whole, **kw
        )
        return made


@cache
def exporter() -> HTMLExporter:
    """The exporter with its templates read: made once, since it holds nothing of any page."""
    quiet = {"enabled": False}
    return _Exporter(
        template_name="template",
        template_file="index.html.j2",
        extra_template_basedirs=[str(_TEMPLATES)],
        exclude_anchor_links=True,
        optimistic_validation=True,  # once, and not after each of its steps
        filters={"arranged": arrange},
        config=Config(CSSHTMLHeaderPreprocessor=quiet, HighlightMagicsPreprocessor=quiet),
    )


def _why_unfit(output: nbformat.NotebookNode) -> str:
    """What stops an output from being published; nothing when it may be."""
    if output.output_type == "error":
        return f"failed with {output.ename}"
    if output.output_type == "stream":
        return "" if output.name == "stderr" else "prints; show words as Prose or Markdown"
    if not any(kind in output.data for kind in _PRINTABLE):
        kinds = ", ".join(sorted(output.data))
        return f"shows only {kinds}; end it with an Exhibit, Prose or other HTML, or with ';'"
    return ""


def _shown(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy with no code, and only the outputs that a page shows."""
    shown = nbformat.from_dict(notebook)
    shown.cells = [cell for cell in shown.cells if cell.cell_type != "raw"]
    for cell in shown.cells:
        if cell.cell_type == "code":
            cell.source = ""
            cell.outputs = [o for o in cell.outputs if o.output_type != "stream"]
    return shown
