"""What no page may contain, looked for just before it is written."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.etree import _Element
from lxml.html import HtmlElement

from analysis.catalogue.text.invisible_characters import CONTROL
from analysis.core import internal, paths
from analysis.core.errors import CareAnalysisError
from analysis.protect.surfaces import elements, parsed, words_of

LARGEST_BYTES = 1_750_000
# A page loads nothing and runs nothing; pictures stand in it.
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)
FEWEST_WORDS = 5  # of an alternative text

_DIGIT = re.compile(r"\d")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ENCODED_TEXT = re.compile(r"%3Ctext.*?%3E(.*?)%3C", re.DOTALL)
_PLACEHOLDER = "No description has been provided for this image"
_LOADING = ("src", "srcset", "data", "poster", "background", "action", "formaction")
_FORBIDDEN_TAGS = ("iframe", "object", "embed", "base", "form", "audio", "video")
_LEAKS = {
    "a missing value printed as a word of code": re.compile(
        r"(?<![\w-])(nan|NaN|NaT|<NA>|inf)(?![\w-])"
        # 'None needed.' is a sentence; 'rose to None' and a bare 'None' are not.
        r"|(?<=[\w,] )None\b|(?<![\w-])None(?! [a-z])(?![\w-])"
    ),
    "a status of the tables and not a word": re.compile(
        r"\[(suppressed|not_|missing|unreliable|low\])|\b(not_applicable|not_available)\b"
    ),
    "a traceback": re.compile(r"Traceback \(most recent call last\)|\b\w+Error: "),
    "the name of an object in code": re.compile(r"<[\w.]+ (object )?at 0x|\bdtype: \w+"),
    "a path on somebody's computer": re.compile(
        r"(?<![\w.])/(home|root|Users|tmp|mnt|var)/|\b[A-Za-z]:\\\w|file://"
    ),
}
# Control characters, halves of characters, and what is no character.
_CONTROL = re.compile(rf"[{CONTROL}\ud800-\udfff\ufffe\uffff]")


class PageError(CareAnalysisError):
    """A page that may not be published, with every fault found in `faults`."""

    def __init__(self, page: str, faults: list[str]) -> None:
        self.faults = faults
        listed = "\n".join(f"- {fault}" for fault in faults)
        super().__init__(f"{page} was not written; it has {len(faults)} faults:\n{listed}")


def check(
    html: str, page: str = "The page", *, largest: int = LARGEST_BYTES, whole: bool = False
) -> str:
    """The same HTML, or a PageError that lists all its faults; `largest` is in bytes.

    A page that is `whole` has small numbers in it and must be marked as internal; no other may be.
    """
    shown = parsed(html)
    words = _words(shown)
    finders = (_head, _headings, _ids, _images, _tables, _loads)
    faults = [*_unreadable(html)] or [*_unreadable(words)]  # those of a picture are encoded
    faults += [*(fault for find in finders for fault in find(shown)), *_leaks(words)]
    if whole != (internal.WORDS in html):
        faults.append("it is not marked as internal" if whole else "it is marked as internal")
    size = len(html.encode())
    if size > largest:
        faults.append(f"it is {size:,} bytes; the most is {largest:,}")
    if faults:
        raise PageError(page, faults)
    return html


def legible(text: str, name: str) -> str:
    """The same text of a file beside a page; PageError for a character that nobody could see."""
    faults = list(_unreadable(text))
    if faults:
        raise PageError(name, faults)
    return text


def script_hash(script: str) -> str:
    """The hash by which a content security policy allows one inline script."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _unreadable(text: str) -> Iterator[str]:
    """The first character that is none to read, such as NUL, and the words around it."""
    found = _CONTROL.search(text)
    if found:
        yield (
            f"it has a control character, U+{ord(found[0]):04X}, in '{_around(found, 30)}'; "
            "take it out of the strategy or the quarterly file"
        )


def _around(found: re.Match[str], width: int) -> str:
    """What was found and so many characters before and after it, on one line."""
    near = found.string[max(0, found.start() - width) : found.end() + width]
    words = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", near).split()
    return f"…{' '.join(words)}…"


def _head(page: HtmlElement) -> Iterator[str]:
    """Language, title and content security policy, which names every script."""
    if page.get("lang") != "en-GB":
        yield "its language is not given as en-GB"
    title = page.find(".//title")
    if title is None or not words_of(title):
        yield "it has no title"
    named = (m for m in page.iter("meta") if m.get("http-equiv") == "Content-Security-Policy")
    policy = next((meta.get("content") or "" for meta in named), "")
    if not policy.startswith("default-src 'none'"):
        yield "it has no content security policy that starts from default-src 'none'"
    for script in page.iter("script"):
        if script_hash(script.text or "") not in policy:
            yield "it has a script that its content security policy does not name"


def _headings(page: HtmlElement) -> Iterator[str]:
    headings = [*page.iter(*_HEADINGS)]
    firsts = sum(h.tag == "h1" for h in headings)
    if firsts != 1:
        yield f"it has {firsts} first-level headings; a page has one"
    level = 0
    for heading in headings:
        words, deeper = words_of(heading), _HEADINGS.index(heading.tag) + 1
        if not words:
            yield f"an {heading.tag} has no words"
        if deeper > level + 1:
            yield f"the heading '{words}' skips from level {level} to {deeper}"
        level = deeper


def _ids(page: HtmlElement) -> Iterator[str]:
    ids = Counter(each.attrib["id"] for each in elements(page) if "id" in each.attrib)
    yield from (f"the id '{each}' is used {n} times" for each, n in ids.items() if n > 1)
    for link in page.iter("a"):
        target = link.get("href")
        if target is None:
            continue
        if target.startswith("#") and target[1:] not in ids:
            yield f"a link goes to '{target}', which is not on the page"
        if not words_of(link):
            yield f"the link to '{target}' has no words"


def _images(page: HtmlElement) -> Iterator[str]:
    drawn = set()
    for image in page.iter("img"):
        figure, alt = next(image.iterancestors("figure"), None), image.get("alt") or ""
        where = f" in '{figure.get('id')}'" if figure is not None else ""
        yield from (f"a picture{where} {fault}" for fault in _of_alt(alt.strip(), figure))
        drawn.add((alt, image.get("src")))
    for alt, pictures in Counter(alt for alt, _ in drawn if alt.strip()).items():
        if pictures > 1:
            yield f"{pictures} different pictures have the same alternative text: '{alt[:60]}'"
    for drawing in page.iter("svg"):
        if not drawing.get("aria-label") and not drawing.get("aria-hidden"):
            yield "a drawing stands in the page without alternative text; show it as an Exhibit"


def _of_alt(alt: str, figure: _Element | None) -> Iterator[str]:
    """What keeps an alternative text from saying what its picture shows."""
    cells = (words_of(cell) for cell in figure.iter("td")) if figure is not None else ()
    if not alt:
        yield "has no alternative text"
    elif _PLACEHOLDER in alt:
        yield "has nbconvert's placeholder for alternative text"
    elif len(alt.split()) < FEWEST_WORDS:
        yield f"has '{alt}' for alternative text; say what it shows in {FEWEST_WORDS} words or more"
    elif figure is not None and _plain(alt) in _plain_headings(figure):
        yield "repeats its title for alternative text; say what is drawn"
    elif figure is not None and figure.find(".//table") is None and not _leads(figure):
        yield "has neither its table nor a link to where it is"
    elif not _DIGIT.search(alt) and any(map(_DIGIT.search, cells)):
        yield "draws numbers, and its alternative text has none; say the highest, newest or last"


def _leads(figure: _Element) -> bool:
    """Whether a figure has a link to a place on a page."""
    return any("#" in link.get("href", "") for link in figure.iter("a"))


def _plain_headings(figure: _Element) -> set[str]:
    """The title of a figure, with and without its number, its subtitle, and both together."""
    title, subtitle = figure.find(".//h3"), _of_class(figure, "subtitle")
    label = _of_class(title, "label")
    whole, number, under = (words_of(p) if p is not None else "" for p in (title, label, subtitle))
    bare = whole.removeprefix(number)
    return {_plain(words) for words in (whole, bare, under, f"{bare} {under}")}


def _of_class(part: _Element | None, name: str) -> _Element | None:
    """The first element of a class in a part."""
    inside = elements(part) if part is not None else ()
    return next((each for each in inside if name in each.get("class", "").split()), None)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.casefold()).split())


def _tables(page: HtmlElement) -> Iterator[str]:
    for table in page.iter("table"):
        start = words_of(table)[:40]
        for fault in _unheaded(table):
            yield f"the table that starts '{start}' {fault}; use html_table"


def _unheaded(table: _Element) -> Iterator[str]:
    """What keeps a screen reader from saying what a table is, or where in it a cell is."""
    caption, heads = table.find(".//caption"), [*table.iter("th")]
    if caption is None or not words_of(caption):
        yield "has no caption"
    if not all(map(words_of, heads)):
        yield "has an empty header"
    if any(head.get("scope") not in ("row", "col", "rowgroup", "colgroup") for head in heads):
        yield "has a header without scope"
    if not any(head.get("scope") == "col" for head in heads):
        yield "has no header over its columns"
    rows = (row for row in table.iter("tr") if row.find(".//td") is not None)
    if any(row.find(".//th[@scope='row']") is None for row in rows):
        yield "has a row without a header"


def _loads(page: HtmlElement) -> Iterator[str]:
    for tag in elements(page):
        if tag.tag in _FORBIDDEN_TAGS:
            yield f"it has a <{tag.tag}>, which a page may not have"
        for name, value in tag.attrib.items():
            yield from _attribute(tag.tag, name, value.strip())
    for sheet in page.iter("style"):
        if re.search(r"@import|url\(", sheet.text or ""):
            yield "its style sheet loads something; keep everything in the page"


def _attribute(tag: str, name: str, value: str) -> Iterator[str]:
    loads = name in _LOADING and not value.startswith("data:image/")
    if name.startswith("on"):
        yield f"a <{tag}> has {name}, a script in an attribute"
    if loads or (name == "href" and tag != "a"):
        yield f"a <{tag}> loads '{value[:80]}'; a page loads nothing"
    if name == "href" and re.match(r"(?!https:|mailto:)(\w+:|//)", value):
        yield f"a link goes to '{value[:80]}'; use https"


def _leaks(words: str) -> Iterator[str]:
    for what, pattern in _LEAKS.items():
        found = pattern.search(words)
        if found:
            yield f"it shows {what}: '{_around(found, 40)}'"
    root = str(paths.root())
    if len(root) > 1 and root in words:
        yield "it shows the path of the project on this computer"


def _words(page: HtmlElement) -> str:
    """Everything a reader could see or hear: text, alternative texts, labels, words in drawings."""
    read: list[str] = []
    for each in page.iter():
        if each.tag not in ("style", "script"):
            read.append(each.text or "")
        read += [each.get(a) or "" for a in ("alt", "aria-label", "href")]
        if each.tag in ("img", "source"):  # the second for a phone
            read += _drawn(each.get("src") or each.get("srcset", ""))
        read.append(each.tail or "")
    return "\n".join(read)


def _drawn(source: str) -> list[str]:
    """The words in a picture that stands in the page, whether or not its tags are encoded."""
    written = _ENCODED_TEXT.findall(source) if "%3C" in source else []
    return [unquote(word) for word in written] or re.findall(
        r"<text[^>]*>([^<]*)<", unquote(source)
    )
