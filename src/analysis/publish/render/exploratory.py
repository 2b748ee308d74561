"""The mark of a notebook that is for exploring, and what else no published notebook may hold.

Anything can be tried in a copy, so nothing that comes of one is published: it carries a mark in
its metadata and another on its first cell, and `page.export` refuses either.
"""

import hashlib
import json

import nbformat

MARK = "care_analysis_exploring"
TAG = "for-exploring-only"
WIDGET = "application/vnd.jupyter.widget-view+json"
NOTICE = (
    "**For exploring only.** This is a copy of the notebook `{name}`, made by `care-analysis "
    "explore`. Change what you like: it is not in git, and no page can be made from it. What "
    "should last belongs in the catalogue or in the notebook itself."
)


def mark(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """A copy of a notebook with a notice before it, marked as one that is never published."""
    marked = nbformat.from_dict(notebook)
    notice = nbformat.v4.new_markdown_cell(
        NOTICE.format(name=name), id=TAG, metadata={"tags": [TAG]}
    )
    marked.cells.insert(0, notice)
    marked.metadata[MARK] = {"notebook": name, "as_prepared": digest(marked)}
    return marked


def edited(notebook: nbformat.NotebookNode) -> bool:
    """Whether somebody changed a marked copy since it was prepared; running it changes nothing.

    A notebook without the mark is somebody's own, and counts as changed.
    """
    known = notebook.metadata.get(MARK, {})
    return bool(known.get("as_prepared") != digest(notebook))


def digest(notebook: nbformat.NotebookNode) -> str:
    """A hash of what the cells say, whatever they have put out."""
    said = [(cell.cell_type, cell.source) for cell in notebook.cells]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def faults(notebook: nbformat.NotebookNode) -> list[str]:
    """Why no page may be made from a notebook; empty for a report's own."""
    found = []
    tagged = any(TAG in cell.metadata.get("tags", ()) for cell in notebook.cells)
    if MARK in notebook.metadata or tagged:
        found.append("it is marked as a notebook for exploring; make the report from its own")
    if "widgets" in notebook.metadata:
        found.append("it holds the state of widgets, which a page cannot show")
    return found + [
        f"cell {n} shows a widget, which a page cannot show"
        for n, cell in enumerate(notebook.cells, 1)
        if any(WIDGET in output.get("data", {}) for output in cell.get("outputs", ()))
    ]
