"""Everything a finished page says: its text, tables, labels, drawings, comments, scripts, links."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, Tag

PARSER = "html.parser"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "summary")
_IN_DRAWINGS = ("text", "title", "desc")
_OTHERS = ("p", "li", "td", "th", "dd", "dt", "span", "div", "a", "label", "strong")
_BLOCKS = frozenset((*_HEADINGS, *_IN_DRAWINGS, *_OTHERS))
_PARTS = frozenset(("p", "li", "table", "div", "section", "figure"))


@dataclass(frozen=True, kw_only=True)
class Surface:
    """A piece of text that stands somewhere; `data` where it is not said to a reader."""

    where: str
    text: str
    data: bool = False


@dataclass(frozen=True, kw_only=True)
class TableCell:
    """A cell of a table with the words that say what stands in it."""

    text: str
    column: str
    row: str
    about: str


def plain(text: str) -> str:
    """Text as it is compared: one space between words, no capitals."""
    return " ".join(unescape(text).split()).casefold()


@lru_cache(maxsize=4)
def parsed(html: str) -> BeautifulSoup:
    """A page as it is looked through, by all who do: nobody may change it."""
    return BeautifulSoup(html, PARSER)


def surfaces(page: BeautifulSoup, where: str = "the page") -> Iterator[Surface]:
    """Every piece of text, drawings inside data URIs included."""
    for each in page.descendants:
        if isinstance(each, Comment):
            yield Surface(where=f"{where}: a comment", text=plain(str(each)), data=True)
        elif isinstance(each, Tag):
            yield from _words(each, where)
            yield from _attributes(each, where)


def _words(tag: Tag, where: str) -> Iterator[Surface]:
    """What a tag itself says: the text of a script or a style is data."""
    if tag.name in ("script", "style"):
        yield Surface(where=f"{where}: <{tag.name}>", text=plain(tag.get_text()), data=True)
    elif tag.name in _BLOCKS:
        own = tag.get_text(" ", strip=True)
        if own and not any(isinstance(e, Tag) and e.name in _PARTS for e in tag.descendants):
            yield Surface(where=f"{where}: <{tag.name}>", text=plain(own))


def _attributes(tag: Tag, where: str) -> Iterator[Surface]:
    for name, given in tag.attrs.items():
        value = " ".join(given) if isinstance(given, list) else str(given)
        place = f"{where}: {name} of <{tag.name}>"
        if value.startswith("data:"):
            drawn = opened(value)
            yield Surface(where=place, text=plain(drawn), data=True)
            yield from surfaces(BeautifulSoup(drawn, PARSER), place)
        elif name in ("alt", "aria-label", "title", "summary"):
            yield Surface(where=place, text=plain(value))
        else:
            yield Surface(where=place, text=plain(unquote(value)), data=True)


def opened(uri: str) -> str:
    """What a data URI carries, as text."""
    head, _, body = uri.partition(",")
    if not head.endswith(";base64"):
        return unquote(body)
    try:
        return base64.b64decode(body).decode("utf-8", errors="replace")
    except binascii.Error:
        return body


def table_cells(page: BeautifulSoup) -> Iterator[TableCell]:
    """Every cell of every table, with its column, its row, and the heading that it stands under."""
    for table in page.find_all("table"):
        rows = [r.find_all(("td", "th")) for r in table.find_all("tr")]
        heads = [plain(cell.get_text(" ")) for cell in rows[0]] if rows else []
        about = _about(table)
        for row in rows[1:] if len(rows) > 1 else rows:
            texts = [plain(cell.get_text(" ")) for cell in row]
            yield from cells_of(texts, heads, about)


def cells_of(texts: Sequence[str], heads: Sequence[str], about: str) -> Iterator[TableCell]:
    """The cells of one row of a table, under its column heads."""
    row = " | ".join(texts)
    for place, text in enumerate(texts):
        column = heads[place] if place < len(heads) else ""
        yield TableCell(text=text, column=column, row=row, about=about)


def _about(table: Tag) -> str:
    """The caption, and the words of the figure that the table is in or of the heading before it."""
    said = [table.caption.get_text(" ")] if table.caption else []
    figure = table.find_parent(("figure", "section", "article", "details"))
    if figure is not None:
        heads = figure.find_all(("figcaption", "h2", "h3", "h4", "summary"))
        said += [each.get_text(" ") for each in heads if not each.find_parent("table")]
    before = table.find_previous(("h2", "h3", "h4"))
    if before is not None:
        said.append(before.get_text(" "))
    return plain(" | ".join(said))
