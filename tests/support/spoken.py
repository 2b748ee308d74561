"""What a front page says in sentences, and where they are long, repeated or odd.

A rule for readers: at most 25 words a sentence, the same clause at most twice on a page, no range
from a figure to itself, and no figure with more decimals than what it is beside.
"""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bs4 import BeautifulSoup, Tag

import reading
from analysis.briefing.comparison.spread import SHORT
from analysis.catalogue.areas import areas
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL

MOST_WORDS, CLAUSE, MOST_TIMES = 25, 7, 2
SAID = ("h1", "h2", "h3", "h4", "h5", "p", "li", "dt", "dd", "figcaption")
NOT_SAID = (
    "nav, table, details:has(table), script, style, svg, footer, blockquote, q, .source, "
    ".downloads, .dated, .annex, .eyebrow, .up"
)
ENDS = re.compile(r"(?<=[.?!])[”’\"']?\s+(?=[“‘'\"(`]?[A-Z£\d#`])")
MASK, NOT_OURS = "#", "…"
WORD = re.compile(r"[^\W_][\w'’-]*|#")
NUMBER = re.compile(r"[−-]?£?\d[\d,]*(?:\.\d+)?")
FIGURE = re.compile(r"(?<![\w.,])[−-]?(£?)(\d[\d,]*(?:\.(\d+))?)(%| million| billion|)(?![\w,]*\d)")
LEVEL = re.compile(r"\b(95|99\.8)% (interval|limit|of futures|chance)|\((95|99\.8)%\)")
EQUAL = re.compile(
    r"(?<![\w.,])(£?[\d,]*\.?\d+)(%| million| billion|)( \w+)? (?:to|and|or) \1\2(?![\d%]|[.,]\d)"
)

Faults = Mapping[str, list[str]]


def faults(page: BeautifulSoup, own: Iterable[str] = ()) -> Faults:
    """What is wrong with the sentences of a front page, by rule; {} where nothing is.

    `own` are the words that a council wrote of itself (see `written`), which are not ours to cut.
    """
    said, drawn = sentences(page, own), cards(page)
    beside = [s for s in said if not any(s in card for card in drawn)] + drawn
    found = {
        f"over {MOST_WORDS} words": [s for s in said if words(s) > MOST_WORDS],
        f"said more than {MOST_TIMES} times": list(repeated(said)),
        "a range with equal ends": [s for s in said if EQUAL.search(s)],
        "more decimals than what it is beside": [s for s in beside if finer(s)],
    }
    return {rule: wrong for rule, wrong in found.items() if wrong}


def sentences(page: BeautifulSoup, own: Iterable[str] = ()) -> list[str]:
    """The sentences of a page's headings, paragraphs, items and captions, in order."""
    ours = _without(page)
    texts = [_text(tag) for tag in ours.find_all(SAID) if not tag.find(SAID)]
    spared = sorted((w for w in own if len(w.split()) > 3), key=len, reverse=True)
    for words_of_theirs in spared:
        texts = [text.replace(words_of_theirs, NOT_OURS) for text in texts]
    return [sentence for text in texts for sentence in ENDS.split(text) if sentence]


def cards(page: BeautifulSoup) -> list[str]:
    """Each card's figure and what it is compared with, as one line."""
    parts = (card.select(".figure, .comparator") for card in _without(page).select(".card"))
    return [" ".join(_text(part) for part in card) for card in parts]


def written(strategy: object) -> Iterator[str]:
    """Every text of a council's own file, at any depth: its words, and those of people it asked."""
    match strategy:
        case str():
            yield " ".join(strategy.split())
        case Mapping():
            yield from (text for each in strategy.values() for text in written(each))
        case Sequence():
            yield from (text for each in strategy for text in written(each))


def words(sentence: str) -> int:
    """How many words a sentence has; a figure is one."""
    return len(WORD.findall(NUMBER.sub(MASK, sentence)))


def repeated(said: Iterable[str]) -> Iterator[str]:
    """Clauses of seven words or more that stand too often, each with how often.

    Figures and the names of areas and measures are masked, and do not count among the seven.
    """
    runs = [run for sentence in said for run in [masked(sentence)]]
    found = Counter(" ".join(clause) for run in runs for clause in clauses(run))
    often = {clause: times for clause, times in found.items() if times > MOST_TIMES}
    told: list[str] = []
    for clause, times in often.items():
        if told and _goes_on(told[-1], clause):
            told[-1] = f"{told[-1]} {clause.rsplit(' ', 1)[-1]}"
        else:
            told.append(f"{times} times: {clause}")
    yield from told


def masked(sentence: str) -> list[str]:
    """The words of a sentence, with figures and names masked."""
    return WORD.findall(NUMBER.sub(MASK, NAMES.sub(MASK, sentence)).lower())


def clauses(run: Sequence[str]) -> Iterator[Sequence[str]]:
    """Every run of so many words, with the masks between them, that begins and ends with a word."""
    at = [n for n, word in enumerate(run) if word != MASK]
    yield from (run[at[n] : at[n + CLAUSE - 1] + 1] for n in range(len(at) - CLAUSE + 1))


def finer(sentence: str) -> bool:
    """Whether its first figure of a unit has more decimals than one of the same unit after it."""
    places: dict[tuple[str, str], list[int]] = {}
    for pounds, _, decimals, unit in FIGURE.findall(LEVEL.sub("", sentence)):
        if pounds or unit:
            places.setdefault((pounds, unit), []).append(len(decimals))
    return any(each[0] > min(each) for each in places.values())


def _goes_on(told: str, clause: str) -> bool:
    first = clause.rsplit(" ", 1)[0]
    return told.endswith(f" {first}")


def _without(page: BeautifulSoup) -> Tag:
    whole = reading.soup(str(page.find("main") or page))
    for tag in whole.select(NOT_SAID):
        tag.decompose()
    return whole


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").replace(" .", ".").split())


def _names() -> re.Pattern[str]:
    named = {area.name for area in areas().values()} | {*filter(None, month_name)}
    named |= {each.title for each in (*INDICATORS.values(), *LOCAL.values())} | {*SHORT.values()}
    longest = sorted(named, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


NAMES = _names()
