"""What a code of the return is: its meaning, its category in published counts, and its years."""

from collections.abc import Mapping
from dataclasses import dataclass

EVER_SINCE, EVER_AFTER = 2017, 9999


@dataclass(frozen=True)
class Code:
    """A code of one list, valid in the collection years `since` to `until`.

    `category` is the one that published counts use, "" where they have none; `read_as` the code of
    the same list that it is brought to on reading (SEX 1 is M); `then` says what a later or an
    earlier year uses in its place.
    """

    code: str
    meaning: str
    category: str = ""
    since: int = EVER_SINCE
    until: int = EVER_AFTER
    read_as: str = ""
    then: str = ""

    def valid(self, year: int) -> bool:
        """Whether a collection year has the code."""
        return self.since <= year <= self.until


def listed(*codes: Code) -> Mapping[str, Code]:
    """Codes by their text; ValueError where one is there twice."""
    named = {each.code: each for each in codes}
    if len(named) != len(codes):
        raise ValueError("a code is declared twice")
    return named


def alike(category: str, **meanings: str) -> tuple[Code, ...]:
    """Codes of all years that share a category, by their text."""
    return tuple(Code(code, meaning, category) for code, meaning in meanings.items())
