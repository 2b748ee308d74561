"""Everything a finished page says: its text, tables, labels, drawings, comments, scripts, links."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from lxml.etree import HTMLParser, ParserError, XPath, _Comment, _Element
from lxml.html import HtmlElement, document_fromstring

_texts = XPath(".//text()", smart_strings=False)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "summary")
_IN_DRAWINGS = ("text", "title", "desc")
_OTHERS = ("p", "li", "td", "th", "dd", "dt", "span", "div", "a", "label", "strong")
_BLOCKS = frozenset((*_HEADINGS, *_IN_DRAWINGS, *_OTHERS))
_PARTS = ("p", "li", "table", "div", "section", "figure")


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
def parsed(html: str) -> HtmlElement:
    """A page as it is looked through, by all who do: nobody may change it."""
    return _tree(html)


def _tree(html: str) -> HtmlElement:
    """HTML as browsers mend it: what is not closed is, and of an attribute that is given twice the
    first counts. A NUL, where the parser would end, is replaced.
    """
    written = html.replace("\0", "\ufffd").encode("utf-8", errors="replace")
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return document_fromstring(written, parser)
    except ParserError:  # it has no element
        return document_fromstring(b"<p></p>" + written, parser)


def words_of(part: _Element) -> str:
    """The words of a part of a page, those of its parts stripped and one after the other."""
    return " ".join(word for each in _texts(part) if (word := each.strip()))


def elements(part: _Element) -> Iterator[_Element]:
    """A part and all in it, without comments."""
    return (each for each in part.iter() if isinstance(each.tag, str))


def surfaces(page: _Element, where: str = "the page") -> Iterator[Surface]:
    """Every piece of text, drawings inside data URIs included."""
    for each in page.iter():
        if isinstance(each, _Comment):
            yield Surface(where=f"{where}: a comment", text=plain(each.text or ""), data=True)
        elif isinstance(each.tag, str):
            yield from _words(each, where)
            yield from _attributes(each, where)


def _words(tag: _Element, where: str) -> Iterator[Surface]:
    """What a tag itself says: the text of a script or a style is data."""
    if tag.tag in ("script", "style"):
        yield Surface(where=f"{where}: <{tag.tag}>", text=plain(tag.text or ""), data=True)
    elif tag.tag in _BLOCKS and next(tag.iterdescendants(*_PARTS), None) is None:
        own = words_of(tag)
        if own:
            yield Surface(where=f"{where}: <{tag.tag}>", text=plain(own))


def _attributes(tag: _Element, where: str) -> Iterator[Surface]:
    for name, value in tag.attrib.items():
        place = f"{where}: {name} of <{tag.tag}>"
        if value.startswith("data:"):
            drawn = opened(value)
            yield Surface(where=place, text=plain(drawn), data=True)
            yield from surfaces(_tree(drawn), place)
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


def table_cells(page: _Element) -> Iterator[TableCell]:
    """Every cell of every table, with its column, its row, and the heading that it stands under."""
    before = None
    for table in page.iter("h2", "h3", "h4", "table"):
        if table.tag != "table":
            before = table
            continue
        rows = [[plain(words_of(cell)) for cell in r.iter("td", "th")] for r in table.iter("tr")]
        heads = rows[0] if rows else []
        about = _about(table, before)
        for row in rows[1:] if len(rows) > 1 else rows:
            yield from cells_of(row, heads, about)


def cells_of(texts: Sequence[str], heads: Sequence[str], about: str) -> Iterator[TableCell]:
    """The cells of one row of a table, under its column heads."""
    row = " | ".join(texts)
    for place, text in enumerate(texts):
        column = heads[place] if place < len(heads) else ""
        yield TableCell(text=text, column=column, row=row, about=about)


def _about(table: _Element, before: _Element | None) -> str:
    """The caption, and the words of the figure that the table is in or of the heading before it."""
    told = [table.find(".//caption")]
    figure = next(table.iterancestors("figure", "section", "article", "details"), None)
    if figure is not None:
        heads = figure.iter("figcaption", "h2", "h3", "h4", "summary")
        told += [each for each in heads if next(each.iterancestors("table"), None) is None]
    said = (words_of(each) for each in [*told, before] if each is not None)
    return plain(" | ".join(said))
