"""The body of a report put in order: sections, a contents list, numbered figures and tables."""

import itertools
import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass

from bs4 import BeautifulSoup, PageElement, Tag

from analysis.publish.render.front_tables import set_for_phones
from analysis.publish.render.two_pages import Side, lead_across

PARSER = "html.parser"
# What stands in the place of a large piece of HTML while the rest is put in order: a character
# that no text has (a noncharacter of Unicode), a number, and the character again.
_SIGN = "\ufdd0"
_LEFT_OUT = "left-out"
_MARK = re.compile(f"{_SIGN}(\\d+){_SIGN}")
_PICTURES = re.compile(r'(?<=src=")data:[^"]*|(?<=srcset=")data:[^"]*')
_LARGE = re.compile(rf"{_PICTURES.pattern}|(?<=<tbody>)<tr>.*?(?=</tbody>)", re.DOTALL)


@dataclass(frozen=True)
class Sheet:
    """What the template needs of a body: the headings of its sections by their ids, its HTML."""

    contents: dict[str, str]
    body: str


def arrange(body: str, side: Side | None = None) -> Sheet:
    """The rendered cells as sections, one for each second-level heading.

    The first section, with whatever stands before it, has the class 'summary' and prints on its
    own page; an annex has none. The notebook's own first-level heading goes, since the page has its
    title. Figures and tables are numbered in order, and an empty link to one (`[](#key)`) gets its
    number. A section that holds the mark `.left-out` is not for this page's readers, and goes
    whole. `side` is that of a report on two pages: those in front have no numbers, and links lead
    across. Tables of an annex scroll sideways on a phone, and no others do.
    """
    annex = bool(side and not side.front)
    laid, aside = _set_aside(body, _LARGE if annex else _PICTURES)
    soup = BeautifulSoup(laid, PARSER)
    for heading in soup.find_all("h1"):
        heading.decompose()
    if _LEFT_OUT in laid:
        _leave_out(soup)
    numbers = {} if side and side.front else _number(soup)
    contents = _sections_named(soup)
    if side:
        side.numbers = numbers
        lead_across(soup, side)
    for link in soup.find_all("a", href=True):
        if str(link["href"]).startswith("#") and not link.get_text(strip=True):
            link.string = numbers.get(str(link["href"])[1:], "")
    for cell in (th for head in soup.find_all("thead") for th in head.find_all("th")):
        if not cell.get("scope"):  # of a table written in Markdown
            cell["scope"] = "col"
    if not annex:
        set_for_phones(soup)
    parts = _in_sections(soup)
    if not annex:
        parts[0]["class"] = "summary"
    laid_out = "\n".join(str(part) for part in parts)
    return Sheet(contents, _MARK.sub(lambda mark: aside[int(mark[1])], laid_out))


def _set_aside(body: str, large: re.Pattern[str]) -> tuple[str, list[str]]:
    """The body with short marks for what is large, and what they stand for.

    Pictures and the rows of tables are most of a page, and nothing in those of an annex changes
    here. Rows with a link stay, since it may want a number.
    """
    aside: list[str] = []

    def marked(found: re.Match[str]) -> str:
        if found[0].startswith("<") and ("<a" in found[0] or _LEFT_OUT in found[0]):
            return found[0]
        aside.append(found[0])
        return f"{_SIGN}{len(aside) - 1}{_SIGN}"

    return large.sub(marked, body.replace(_SIGN, "")), aside


def _leave_out(soup: BeautifulSoup) -> None:
    """Remove every section that holds the mark, from its heading to the next one."""
    parts: list[list[PageElement]] = [[]]
    for node in soup.contents:
        if isinstance(node, Tag) and node.name == "h2":
            parts.append([])
        parts[-1].append(node)
    for part in parts:
        tags = [node for node in part if isinstance(node, Tag)]
        if any(
            _LEFT_OUT in tag.get_attribute_list("class") or tag.find(class_=_LEFT_OUT)
            for tag in tags
        ):
            for node in part:
                node.extract()


def _number(soup: BeautifulSoup) -> dict[str, str]:
    """Label each exhibit 'Figure n' or 'Table n'; its id with its label."""
    numbers: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for exhibit in soup.find_all("figure", class_="exhibit"):
        kind = "Figure" if exhibit.find("img") else "Table"
        counted[kind] += 1
        number = f"{kind} {counted[kind]}"
        numbers[str(exhibit.get("id", ""))] = number
        heading = exhibit.find("h3")
        if heading:
            unseen = '<span class="unseen">: </span>'
            label = f'<span class="label">{number}{unseen}</span>'
            heading.insert(0, BeautifulSoup(label, PARSER).contents[0])
    return numbers


def _sections_named(soup: BeautifulSoup) -> dict[str, str]:
    """The second-level headings by the ids they are given."""
    contents: dict[str, str] = {}
    for heading in soup.find_all("h2", recursive=False):
        words = heading.get_text(" ", strip=True)
        heading["id"] = name = _id(words, contents)
        contents[name] = words
    return contents


def _in_sections(soup: BeautifulSoup) -> list[Tag]:
    sections: list[Tag] = [soup.new_tag("section")]
    for node in list(soup.contents):
        if isinstance(node, Tag) and node.name == "h2":
            if sections[-1].get("aria-labelledby"):
                sections.append(soup.new_tag("section"))
            sections[-1]["aria-labelledby"] = node["id"]
        sections[-1].append(node.extract())
    return sections


def _id(words: str, taken: Container[str]) -> str:
    """An id made of a heading's words: stable, lower case and not used before."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "section"
    names = itertools.chain([plain], (f"{plain}-{n}" for n in itertools.count(2)))
    return next(name for name in names if name not in taken and name not in ("top", "main"))
