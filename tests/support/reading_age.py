"""How old a reader must be: the Flesch-Kincaid grade of a text, on the syllables of a kept library.

Kincaid, Fishburne, Rogers and Chissom 1975, "Derivation of new readability formulas", Naval
Technical Training Command, Research Branch Report 8-75. A British reader is about five years older
than the American school grade that the formula gives.
"""

import re
from dataclasses import dataclass
from functools import cache

import pyphen

from analysis.core.errors import ShapeError
from analysis.present.plain.plain_language import sentences, words

GRADE_TO_AGE = 5
HARDEST = 5

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = (  # letters that are written and not heard
    re.compile(r"(?<=[gq])u(?=[aeiou])"),
    re.compile(r"(?<=[^aeiou])e(?=(ly|ful|less|ment|thing|one|where|body)$)"),
    re.compile(r"(?<=[^td])e(?=d$)"),
    re.compile(r"(?<![sxzgc])(?<!sh)(?<!ch)(?<![^aeiouy]l)e(?=s$)"),
    re.compile(r"(?<![^aeiouy]l)e$"),
)
_TWO = re.compile(  # neighbouring vowels that are heard apart
    r"(?<![tcsg])i[ao](?!us)(?<!lli[ao])(?<!nio)|(?<![tcgx])iou|(?<![tcf])ie(?=[tn])(?!nd|ve)"
    r"|[aeiouy]i(?=ng)|ea(?=s?$)|ea(?=tre)|(?<=cr)ea(?=t[ei])|eu(?=m)|oe(?=[mt])|ua(?=[lr])"
)
_NT = re.compile(r"[^aeiour]n['’]t$")  # didn't, couldn't; not can't, aren't
_BY_EAR = {"people": 2, "every": 2, "everyone": 3, "everything": 3, "business": 2, "create": 2}
_ONES = (1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The words, sentences and syllables of a text."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
        a_sentence = self.words / self.sentences
        return 0.39 * a_sentence + 11.8 * self.syllables / self.words - 15.59


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence and its grade by itself, for the person who has to mend it."""

    text: str
    grade: float


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text; each of its lines ends a sentence.

    Raises ShapeError for a text without words.
    """
    return count(text).grade


def reading_age(text: str) -> float:
    """The age, in years, at which most children can read the text."""
    return grade(text) + GRADE_TO_AGE


def hardest(text: str, most: int = HARDEST) -> list[Sentence]:
    """The hardest sentences of three words or more, hardest first."""
    graded = [Sentence(text=s, grade=count(s).grade) for s in sentences(text) if len(words(s)) >= 3]
    return sorted(graded, key=lambda s: -s.grade)[:most]


def count(text: str) -> Counted:
    """The words, sentences and syllables of a text; ShapeError when it has no words."""
    found = words(text)
    if not found:
        raise ShapeError("A text without words has no reading age; give it at least one word.")
    return Counted(
        words=len(found),
        sentences=len(list(sentences(text))),
        syllables=sum(map(syllables, found)),
    )


@cache
def syllables(word: str) -> int:
    """The syllables of a word read aloud, at least one.

    A hyphenation dictionary leaves out breaks that no printer would make (ma-ny, o-pen), and so
    counts too few; the vowels heard are counted as well, and the larger number is taken.
    """
    if any(c.isdigit() for c in word):
        return _number(word)
    if len(word) > 1 and word.isupper() and not _pronounced(word):
        return sum(3 if letter == "W" else 1 for letter in word)
    whole = re.sub(r"['’](re|ve)$", "", word.lower())
    parts = [p for p in re.split(r"['’‑-]", whole) if _VOWELS.search(p)]
    spoken = sum(_BY_EAR.get(p) or max(_hyphenated(p), _heard(p)) for p in parts)
    return spoken + bool(_NT.search(word)) or 1


def _hyphenated(part: str) -> int:
    return len(_dictionary().positions(part)) + 1


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


def _heard(part: str) -> int:
    """Groups of vowels, without those that are silent, and those of two sounds counted twice."""
    said = part
    for silent in _SILENT:
        shorter = silent.sub("", said)
        said = shorter if _VOWELS.search(shorter) else said
    return len(_VOWELS.findall(said)) + len(_TWO.findall(said))


def _pronounced(word: str) -> bool:
    """Whether capitals are said as a word (NEET) and not letter by letter (NHS)."""
    return len(word) > 3 and bool(re.search(r"[AEIOU]", word))


def _number(word: str) -> int:
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        return _below_hundred(int(digits[:2])) + _below_hundred(int(digits[2:]))
    if len(digits) <= 2:
        return _below_hundred(int(digits))
    return sum(_ONES[int(d)] for d in digits)


def _below_hundred(number: int) -> int:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (_ONES[ones] if ones else 0)
