"""Whether a page speaks well to children: words to avoid, and figures too small to be shown.

What stands in double quotation marks, or in `<q>`, `<blockquote>`, `<cite>` or `<dfn>`, is
somebody's own words, the title of a document or a word that is being explained: it is never
corrected.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag

SMALLEST = 6

_UNREAD = ("style", "script", "svg", "template", "noscript", "head")
_OWN_WORDS = ("q", "blockquote", "cite", "dfn")
_INLINE = (*_OWN_WORDS, "a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PEOPLE = (
    r"(children|child|young (people|person)|people|boys?|girls?|babies|care leavers?|of (you|us))"
)
_NOT_FIGURES = re.compile(
    rf"\b\d{{1,2}}(st|nd|rd|th)? ({_MONTHS})\b"  # a day
    r"|\b(19|20)\d\d[/–-]\d\d\b|\b\d{1,2}[.:]\d\d ?([ap]m)?\b|\b\d{1,2} ?[ap]m\b"  # a year, a time
    r"|\b(aged?|until|age of|turn|turned|(you|they|he|she|who) (are|is|were|was)) (you are )?"
    r"\d{1,2}( (to|and|or) \d{1,2})?(?= years?\b|[.,;:!?)]|$)"  # an age
    r"|\b\d{1,2}( (to|or|and) \d{1,2})? years? old\b"
    r"|(?<![\d.,])\d{1,2} in (every )?\d{1,3}\b"  # a share that is good to know
    r"|\b(priority|promise|pledge|objective|action|part|page|step|year|stage|key stage) \d+\b"
    r"|\b0\d{3,4}[ \u00a0]?\d[\d \u00a0]*|\b999\b",  # a telephone number
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"(?<!\d)(?<!\d[.,])[0-5](\.\d+)?(?!\d|[.,]\d)"
    rf"|(?<!each )(?<!every )(?<!any )(?<!no )\b(one|two|three|four|five) {_PEOPLE}\b",
    re.IGNORECASE,
)

_WORD = re.compile(r"£?\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)\]]))\s+(?=[\"'“‘(\[]?[A-Z0-9£])|(?<=[!?])\s+")
_ABBREVIATIONS = re.compile(
    r"\b(e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs|approx|[A-HJ-Z](?=\.\s[A-Z]))\.(?=\s|,|[A-Z])"
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """Something that should not be on the page, what to say instead, and where it stands."""

    word: str
    say: str
    sentence: str

    def __str__(self) -> str:
        """For the person who has to mend it."""
        return f"'{self.word}' in '{self.sentence}': say {self.say}."


def check(text: str, avoid: Mapping[str, str], allowed: Collection[str] = ()) -> list[Found]:
    """Each use of a word to avoid, in the order of the text; `avoid` has what to say for each.

    Whole words only, and their plurals; a word in capitals (LAC) is looked for in capitals, any
    other in any case. A phrase of `allowed` is passed over, and so is what is in quotation marks.
    """
    patterns = [
        (_pattern(word), say) for word, say in sorted(avoid.items(), key=lambda item: -len(item[0]))
    ]
    passed = re.compile("|".join(rf"\b{re.escape(a)}\b" for a in allowed) or r"(?!)", re.IGNORECASE)
    found = []
    for sentence in sentences(text):
        left = passed.sub(_blank, _QUOTED.sub(_blank, sentence))
        hits: dict[int, Found] = {}
        for pattern, say in patterns:  # the longest phrase before the words in it
            hits |= {
                hit.start(): Found(word=hit[0], say=say, sentence=sentence)
                for hit in pattern.finditer(left)
            }
            left = pattern.sub(_blank, left)
        found += [hits[start] for start in sorted(hits)]
    return found


def small_numbers(text: str) -> list[Found]:
    """Each figure under 6, which might be of one child; `0` and 'two children' are such as well.

    Days, years, times, ages, telephone numbers, the numbers of priorities, and shares such as
    '4 in 5' are no such figures.
    """
    say = "no number, or 'a few'"
    return [
        Found(word=hit[0], say=say, sentence=sentence)
        for sentence in sentences(text)
        for hit in _SMALL.finditer(_NOT_FIGURES.sub(_blank, sentence))
    ]


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that have words; a heading or a point of a list is one, on its line.

    A stop after an abbreviation or an initial, or inside a number, ends nothing.
    """
    for line in text.splitlines():
        whole = _ABBREVIATIONS.sub(lambda found: found[0][:-1], line)
        yield from (s.strip() for s in _END.split(whole) if words(s))


def words(text: str) -> list[str]:
    """The words of a text; one with a hyphen or an apostrophe is one, and so is a number."""
    return _WORD.findall(_ABBREVIATIONS.sub(lambda found: found[0].replace(".", ""), text))


def text_of(html: str, within: str = "main") -> str:
    """What a reader of a page sees, a line for each block, and what one hears of it.

    `within` is the element to read; the whole page is read where it has none. Own words in `<q>`
    come in quotation marks.
    """
    soup = BeautifulSoup(html, "html.parser")
    top = soup.find(within) or soup
    for unread in top.find_all(_UNREAD):
        unread.decompose()
    for own in top.find_all(_OWN_WORDS):
        own.replace_with(f"“{own.get_text(' ', strip=True)}”")
    heard = (str(t.get(name, "")) for t in top.find_all(True) for name in ("alt", "aria-label"))
    lines = "".join(_pieces(top)).split("\n")
    return "\n".join(line for line in (" ".join(each.split()) for each in [*lines, *heard]) if line)


def _pieces(tag: Tag) -> Iterator[str]:
    """The text under a tag, with a new line where a block begins and ends."""
    for child in tag.children:
        if isinstance(child, Tag):
            edge = "" if child.name in _INLINE else "\n"
            yield edge
            yield from _pieces(child)
            yield edge
        elif type(child) is NavigableString:
            yield str(child)


def _pattern(word: str) -> re.Pattern[str]:
    *first, last = re.split(r"[\s-]+", word.strip())
    plural = (
        rf"{re.escape(last[:-1])}(y|ies)" if last.endswith("y") else rf"{re.escape(last)}(e?s)?"
    )
    spelt = r"[\s-]+".join([*map(re.escape, first), plural])
    return re.compile(rf"(?<![\w-]){spelt}(?![\w-])", 0 if word.isupper() else re.IGNORECASE)


def _blank(hit: re.Match[str]) -> str:
    return "·" * len(hit[0])
