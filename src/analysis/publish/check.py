"""What no page may contain, looked for just before it is written."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from analysis.catalogue.text.invisible_characters import CONTROL
from analysis.core import internal, paths
from analysis.core.errors import CareAnalysisError
from analysis.protect.surfaces import PARSER as PARSER
from analysis.protect.surfaces import parsed

LARGEST_BYTES = 1_750_000
# A page loads nothing and runs nothing; pictures stand in it.
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)
FEWEST_WORDS = 5  # of an alternative text

_DIGIT = re.compile(r"\d")
_HEADING = re.compile("h[1-6]")
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
    soup = parsed(html)
    words = _words(soup)
    finders = (_head, _headings, _ids, _images, _tables, _loads)
    faults = [*_unreadable(html)] or [*_unreadable(words)]  # those of a picture are encoded
    faults += [*(fault for find in finders for fault in find(soup)), *_leaks(words)]
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


def _head(soup: BeautifulSoup) -> Iterator[str]:
    """Language, title and content security policy, which names every script."""
    if not soup.html or soup.html.get("lang") != "en-GB":
        yield "its language is not given as en-GB"
    if not soup.title or not soup.title.get_text(strip=True):
        yield "it has no title"
    meta = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    policy = str(meta.get("content", "")) if isinstance(meta, Tag) else ""
    if not policy.startswith("default-src 'none'"):
        yield "it has no content security policy that starts from default-src 'none'"
    for script in soup.find_all("script"):
        if script_hash(script.get_text()) not in policy:
            yield "it has a script that its content security policy does not name"


def _headings(soup: BeautifulSoup) -> Iterator[str]:
    headings = [tag for tag in soup.find_all(True) if _HEADING.fullmatch(tag.name)]
    firsts = sum(h.name == "h1" for h in headings)
    if firsts != 1:
        yield f"it has {firsts} first-level headings; a page has one"
    level = 0
    for heading in headings:
        words, deeper = heading.get_text(" ", strip=True), int(heading.name[1])
        if not words:
            yield f"an {heading.name} has no words"
        if deeper > level + 1:
            yield f"the heading '{words}' skips from level {level} to {deeper}"
        level = deeper


def _ids(soup: BeautifulSoup) -> Iterator[str]:
    ids = Counter(str(tag["id"]) for tag in soup.find_all(True) if "id" in tag.attrs)
    yield from (f"the id '{each}' is used {n} times" for each, n in ids.items() if n > 1)
    for link in soup.find_all("a", href=True):
        target = str(link["href"])
        if target.startswith("#") and target[1:] not in ids:
            yield f"a link goes to '{target}', which is not on the page"
        if not link.get_text(strip=True):
            yield f"the link to '{target}' has no words"


def _images(soup: BeautifulSoup) -> Iterator[str]:
    drawn = set()
    for image in soup.find_all("img"):
        figure, alt = image.find_parent("figure"), str(image.get("alt") or "")
        where = f" in '{figure.get('id')}'" if figure else ""
        yield from (f"a picture{where} {fault}" for fault in _of_alt(alt.strip(), figure))
        drawn.add((alt, str(image.get("src"))))
    for alt, pictures in Counter(alt for alt, _ in drawn if alt.strip()).items():
        if pictures > 1:
            yield f"{pictures} different pictures have the same alternative text: '{alt[:60]}'"
    for drawing in soup.find_all("svg"):
        if not drawing.get("aria-label") and not drawing.get("aria-hidden"):
            yield "a drawing stands in the page without alternative text; show it as an Exhibit"


def _of_alt(alt: str, figure: Tag | None) -> Iterator[str]:
    """What keeps an alternative text from saying what its picture shows."""
    cells = (cell.get_text() for cell in figure.find_all("td")) if figure else ()
    if not alt:
        yield "has no alternative text"
    elif _PLACEHOLDER in alt:
        yield "has nbconvert's placeholder for alternative text"
    elif len(alt.split()) < FEWEST_WORDS:
        yield f"has '{alt}' for alternative text; say what it shows in {FEWEST_WORDS} words or more"
    elif figure is not None and _plain(alt) in _plain_headings(figure):
        yield "repeats its title for alternative text; say what is drawn"
    elif figure is not None and not figure.find("table") and not _leads(figure):
        yield "has neither its table nor a link to where it is"
    elif not _DIGIT.search(alt) and any(map(_DIGIT.search, cells)):
        yield "draws numbers, and its alternative text has none; say the highest, newest or last"


def _leads(figure: Tag) -> bool:
    """Whether a figure has a link to a place on a page."""
    return any("#" in str(link["href"]) for link in figure.find_all("a", href=True))


def _plain_headings(figure: Tag) -> set[str]:
    """The title of a figure, with and without its number, its subtitle, and both together."""
    title, subtitle = figure.find("h3"), figure.find(class_="subtitle")
    label = title.find(class_="label") if isinstance(title, Tag) else None
    whole, number, under = (p.get_text(" ") if p else "" for p in (title, label, subtitle))
    bare = whole.removeprefix(number)
    return {_plain(words) for words in (whole, bare, under, f"{bare} {under}")}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.casefold()).split())


def _tables(soup: BeautifulSoup) -> Iterator[str]:
    for table in soup.find_all("table"):
        start = table.get_text(" ", strip=True)[:40]
        for fault in _unheaded(table):
            yield f"the table that starts '{start}' {fault}; use html_table"


def _unheaded(table: Tag) -> Iterator[str]:
    """What keeps a screen reader from saying what a table is, or where in it a cell is."""
    if not table.caption or not table.caption.get_text(strip=True):
        yield "has no caption"
    heads = table.find_all("th")
    if any(not head.get_text(strip=True) for head in heads):
        yield "has an empty header"
    if any(head.get("scope") not in ("row", "col", "rowgroup", "colgroup") for head in heads):
        yield "has a header without scope"
    if not any(head.get("scope") == "col" for head in heads):
        yield "has no header over its columns"
    rows = [row for row in table.find_all("tr") if row.find("td")]
    if any(row.find("th", attrs={"scope": "row"}) is None for row in rows):
        yield "has a row without a header"


def _loads(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(True):
        if tag.name in _FORBIDDEN_TAGS:
            yield f"it has a <{tag.name}>, which a page may not have"
        for name, value in tag.attrs.items():
            yield from _attribute(tag, name, str(value).strip())
    for sheet in soup.find_all("style"):
        if re.search(r"@import|url\(", sheet.get_text()):
            yield "its style sheet loads something; keep everything in the page"


def _attribute(tag: Tag, name: str, value: str) -> Iterator[str]:
    loads = name in _LOADING and not value.startswith("data:image/")
    if name.startswith("on"):
        yield f"a <{tag.name}> has {name}, a script in an attribute"
    if loads or (name == "href" and tag.name != "a"):
        yield f"a <{tag.name}> loads '{value[:80]}'; a page loads nothing"
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


def _words(soup: BeautifulSoup) -> str:
    """Everything a reader could see or hear: text, alternative texts, labels, words in drawings."""
    read: list[str] = []
    for node in soup.descendants:
        if not isinstance(node, Tag):
            if node.parent and node.parent.name not in ("style", "script"):
                read.append(str(node))
        elif node.attrs:
            read += [str(node.attrs[a]) for a in ("alt", "aria-label", "href") if a in node.attrs]
            if node.name in ("img", "source"):  # the second for a phone
                read += _drawn(str(node.attrs.get("src") or node.attrs.get("srcset", "")))
    return "\n".join(read)


def _drawn(source: str) -> list[str]:
    """The words in a picture that stands in the page, whether or not its tags are encoded."""
    written = _ENCODED_TEXT.findall(source) if "%3C" in source else []
    return [unquote(word) for word in written] or re.findall(
        r"<text[^>]*>([^<]*)<", unquote(source)
    )
