"""One way to break a return."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from returned import Made

H24, H25 = "2024/header.csv", "2025/header.csv"
E24, E25 = "2024/episodes.csv", "2025/episodes.csv"
Change = Callable[[Made], object]
LEAK = "ZQLEAK77X"
"""What is planted where no value should be: it is never to be said."""


@dataclass(frozen=True)
class Case:
    """The kind of fault, what breaks a return so, and what is said, with what reading is asked.

    `at` is what is read below the folder; `stops` says whether nothing is counted.
    """

    kind: str
    change: Change
    says: str
    at: str = ""
    stops: bool = False
    asked: dict[str, Any] = field(default_factory=dict)


def rows(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def all_of(made: Made) -> None:
        for change in changes:
            change(made)

    return all_of
