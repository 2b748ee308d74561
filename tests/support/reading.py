"""Reading a page as a person would: its sentences, its printed figures, and what is wrong."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.in_front import InFront
from analysis.present.parts.prose import Bullets, Callout, Cards, Glossary, Prose
from analysis.present.parts.records import Stack

PARSER = "html.parser"
MINUS = "\N{MINUS SIGN}"
WRONG = {
    "a word of code": re.compile(r"(?<![\w-])(nan|NaN|NaT|inf|True|False|None(?! of\b))(?![\w-])"),
    "a placeholder": re.compile(r"[{}]|%s|_\w+_|\w+_\w+"),
    "doubled spaces": re.compile(r"\S {2,}\S"),
    "a doubled word": re.compile(r"\b(?!(had|that)\b)([A-Za-z]+) \2\b", re.IGNORECASE),
    "two full stops": re.compile(r"(?<!\.)\.\.(?!\.)|\. \."),
    "two marks together": re.compile(r"[,;:][,;:.]|\.[,;:]"),
    "a space before a mark": re.compile(r" [,;:.!?](?!\d|\.\.)"),
    "its unit twice": re.compile(r"%\s*(per cent|percent|%)|£\s*£|per (\S+) children per"),
    "a double minus": re.compile(rf"[-{MINUS}]{{2}}"),
    "a sentence without its capital": re.compile(r"(?<!p)\. [a-z]"),
    "more than one child, or less than two children": re.compile(r"(?<![\d,.])1 children"),
}
NUMBER = re.compile(rf"{MINUS}?£?\d[\d,]*(?:\.\d+)?(?: million|%)?")
PAIRS = (("(", ")"), ("[", "]"))


def faults(text: str, *, stops: bool = True) -> list[str]:
    """What is wrong with a piece of prose, in words; a heading or a cell need not stop."""
    found = [f"{what}: '{around(text, m)}'" for what, p in WRONG.items() for m in p.finditer(text)]
    found += [f"unbalanced {a}{b}: '{text}'" for a, b in PAIRS if text.count(a) != text.count(b)]
    if stops and not text.rstrip().endswith((".", "?", "!")):
        found.append(f"no full stop: '…{text[-60:]}'")
    return found


def around(text: str, match: re.Match[str]) -> str:
    """The words about a match."""
    return text[max(0, match.start() - 40) : match.end() + 40]


def sentences(text: str) -> list[str]:
    """A paragraph taken apart after each full stop or question mark; decimals stay whole."""
    return [s for s in re.split(r"(?<=[.?!])\s+(?=[A-Z'£\d])", text.strip()) if s]


def numbers(text: str) -> set[str]:
    """The figures printed in a text, as printed: {'96', '12.5%', '£2,930'}."""
    return {m.group().rstrip(",") for m in NUMBER.finditer(text)}


def number(printed: str) -> float:
    """What a printed figure is worth: '£1,204' is 1204, '−2.5%' is -2.5."""
    bare = re.sub(r"[£,%]", "", printed.replace(MINUS, "-")).strip()
    if bare.endswith("million"):
        return float(bare.removesuffix("million")) * 1_000_000
    return float(bare)


def told(shown: object) -> list[str]:
    """The sentences for reading aloud of whatever a cell of the notebook shows."""
    match shown:
        case Prose():
            return list(shown.paragraphs)
        case Cards():
            texts = [(c.words, c.comparator, c.implication) for c in shown.cards]
            return [text for card in texts for text in card if text]
        case Bullets():
            return list(shown.points)
        case Callout():
            return [shown.text]
        case Glossary():
            return list(shown.meanings.values())
        case Exhibit():
            return [text for text in (shown.alt, shown.note) if text]
        case InFront():
            return [text for text in (shown.exhibit.alt, shown.note, shown.lead) if text]
        case Stack():
            return [text for part in shown.parts for text in told(part)]
    raise TypeError(f"No reader knows how to read a {type(shown).__name__}.")


def labels(shown: object) -> list[str]:
    """Words without a full stop: headlines, subtitles, headers and every cell."""
    if isinstance(shown, Exhibit):
        cells = [str(c) for column in shown.table for c in shown.table[column]]
        return [shown.headline, shown.subtitle, *map(str, shown.table.columns), *cells]
    if isinstance(shown, Cards):
        return [card.number for card in shown.cards]
    return []


def cells(shown: Exhibit) -> set[str]:
    """The figures printed anywhere in an exhibit's table."""
    every = [str(c) for column in shown.table for c in shown.table[column]]
    return numbers(" | ".join([*every, *map(str, shown.table.columns)]))


def soup(html: str) -> BeautifulSoup:
    """A page ready to be searched."""
    return BeautifulSoup(html, PARSER)


def paragraphs(page: BeautifulSoup) -> Iterator[str]:
    """The text of every paragraph, item and definition of a page, as a reader meets it."""
    for tag in page.select("main p, main li, main dd"):
        nested = tag.find(["p", "li"]) or tag.find_parent("nav") or not tag.get_text(strip=True)
        if not nested:
            yield " ".join(tag.get_text().split())


def section(page: BeautifulSoup, heading: str) -> Tag:
    """The section under a heading; LookupError when the page has none."""
    for found in page.select(".report > section"):
        title = found.find("h2")
        if title and title.get_text(strip=True) == heading:
            return found
    raise LookupError(f"The page has no section '{heading}'.")
