"""Records that do not fit a table: an action, a promise, an ask, each with its facts in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from analysis.core.errors import ShapeError


class Shown(Protocol):
    """Anything that a notebook can show as HTML."""

    def _repr_html_(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Record:
    """One record: its title, a status in a word or two, and its facts by name; empty ones are left
    out. A `late` record is marked by a heavier edge as well as by its status.
    """

    title: str
    facts: Mapping[str, str]
    status: str = ""
    late: bool = False


@dataclass(frozen=True)
class Records:
    """Records one under another; their headings are a level below that of the lead, if any."""

    records: Sequence[Record]
    lead: str = ""

    def _repr_html_(self) -> str:
        if not self.records:
            raise ShapeError("There are no records to show; say in a sentence that there are none.")
        lead = f"<h3>{escape(self.lead)}</h3>" if self.lead else ""
        level = 4 if self.lead else 3
        told = "".join(_record(record, level) for record in self.records)
        return f'{lead}<div class="records">{told}</div>'


@dataclass(frozen=True)
class Heading:
    """A heading that a notebook cannot write itself, since its words are in the data."""

    words: str
    level: int = 2

    def __post_init__(self) -> None:
        """Refuse a heading without words, or of a level that a section may not open with."""
        if not self.words.strip() or self.level not in (2, 3, 4):
            raise ShapeError(f"A heading needs words and a level from 2 to 4; it has {self!r}.")

    def _repr_html_(self) -> str:
        return f"<h{self.level}>{escape(self.words)}</h{self.level}>"


@dataclass(frozen=True)
class LeftOut:
    """The mark of a section that this page's readers do not get; the page drops it whole."""

    why: str

    def _repr_html_(self) -> str:
        return f'<p class="left-out">{escape(self.why)}</p>'


@dataclass(frozen=True)
class Stack:
    """Several things shown one after another, for parts that the data and not a cell decides on."""

    parts: Sequence[Shown]

    def _repr_html_(self) -> str:
        return "".join(part._repr_html_() for part in self.parts)


def _record(record: Record, level: int) -> str:
    kind = "record late" if record.late else "record"
    status = f'<p class="status">{escape(record.status)}</p>' if record.status else ""
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in record.facts.items()
        if value.strip()
    )
    listed = f"<dl>{facts}</dl>" if facts else ""
    return f'<div class="{kind}"><h{level}>{escape(record.title)}</h{level}>{status}{listed}</div>'
