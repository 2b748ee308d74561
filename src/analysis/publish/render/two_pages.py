"""A report on two pages: what a board reads in front, and the annex with all that lies behind it.

A cell with the tag `annex` begins the annex, in the same notebook and of the same run. A notebook
without one is one page. Links are written as on one page, `[words](#anchor)`, and lead to whichever
page has the anchor; `annex#anchor` leads to the annex where both have it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import nbformat
from bs4 import BeautifulSoup, Tag

from analysis.publish.check import PageError
from analysis.publish.jobs import ANNEX, annex_of

TAG = ANNEX
EXPLICIT = f"{TAG}#"


@dataclass
class Side:
    """One of the two pages: its file's name, and what is on it once it has been put in order.

    `numbers` are those of its figures and tables by id; `ids` all anchors; `asked` those of the
    other page to which it leads.
    """

    file: str
    front: bool
    numbers: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    other: "Side | None" = None

    def __deepcopy__(self, memo: object) -> "Side":
        """Itself: nbconvert copies what it is given, and what it finds here is to be known."""
        return self


def sides(file: str) -> tuple[Side, Side]:
    """The front page of such a file name and its annex, each of which knows the other."""
    front, annex = Side(file, front=True), Side(annex_of(file), front=False)
    front.other, annex.other = annex, front
    return front, annex


def parted(
    notebook: nbformat.NotebookNode,
) -> tuple[nbformat.NotebookNode, nbformat.NotebookNode | None]:
    """A notebook as two, before and from the cell that begins the annex; None without one.

    PageError where the tag is on more than one cell, or not on one of Markdown with a heading.
    """
    begins = [n for n, cell in enumerate(notebook.cells) if TAG in cell.metadata.get("tags", [])]
    if not begins:
        return notebook, None
    first = notebook.cells[begins[0]]
    if len(begins) > 1 or first.cell_type != "markdown" or not first.source.startswith("# "):
        fault = f"the tag '{TAG}' is for one cell, which begins the annex with '# ' and its name"
        raise PageError("The notebook", [fault])
    halves = [nbformat.from_dict(notebook) for _ in range(2)]
    halves[0].cells, halves[1].cells = (
        halves[0].cells[: begins[0]],
        halves[1].cells[begins[0] :],
    )
    return halves[0], halves[1]


def name_of(annex: nbformat.NotebookNode) -> str:
    """What the annex is called: the heading with which it begins."""
    return str(annex.cells[0].source).splitlines()[0].removeprefix("# ").strip()


def lead_across(soup: BeautifulSoup, here: Side) -> None:
    """Let links lead to the page that has their anchor; those without words get its number.

    The annex is put in order first, so that its numbers are known.
    """
    other = here.other
    assert other is not None
    here.ids = {str(tag["id"]) for tag in soup.find_all(id=True)}
    for link in soup.find_all("a", href=True):
        target = str(link["href"])
        of_other = here.front and target.startswith(EXPLICIT)
        anchor = target.removeprefix(EXPLICIT) if of_other else target.removeprefix("#")
        numbered = here.front and not link.get_text(strip=True) and anchor in other.numbers
        elsewhere = target == f"#{anchor}" and anchor not in (*here.ids, "top")
        if of_other or numbered or elsewhere:
            here.asked.add(anchor)
            _across(link, anchor, other)


def check(pages: Iterable[Side]) -> None:
    """PageError for a link to an anchor that neither page has."""
    faults = [
        f"a link of {side.file} leads to '#{anchor}', which is on neither page of the report"
        for side in pages
        for anchor in sorted(side.asked)
        if side.other and anchor not in side.other.ids
    ]
    if faults:
        raise PageError("The report", faults)


def _across(link: Tag, anchor: str, other: Side) -> None:
    link["href"] = f"{other.file}#{anchor}"
    if not link.get_text(strip=True):
        number = other.numbers.get(anchor, "")
        link.string = f"{number} in the annex" if number and not other.front else number
