"""A fault of a strategy file: where it stands, what is wrong, and what would mend it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.core.errors import suggest
from analysis.strategy.lines import Lines, Path
from analysis.strategy.schema.whole import Strategy
from analysis.strategy.values import FIRST_DAY, GREATEST, LAST_DAY, MOST_DAYS

FAULT, BLOCKS, NOTE = "fault", "blocks publication", "note"
MOST_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong with a strategy file.

    `severity` is "fault" where the file cannot be used or would mislead, and "blocks publication"
    where it can be read and no report of it may be published; "note" is worth a look and stops
    nothing. `path` is where it stands in the file's tables; the reader fills in `file` and `line`.
    """

    says: str
    remedy: str
    path: Path = ()
    item: str = ""
    severity: str = FAULT
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        """As it is printed: file, line, item, what is wrong, and what would do."""
        item = f"{self.path[0]} '{self.item}' " if self.item else ""
        end = "" if self.remedy[-1:] in ("?", ".") else "."
        told = f"{self.file} line {self.line}: {item}{self.says}; {self.remedy}{end}"
        return "".join(each if each.isprintable() else "?" for each in told)

    def at(self, file: str, lines: Lines) -> "Fault":
        """The same fault with the file and the line it stands in."""
        return replace(self, file=file, line=lines.line(self.path))


@dataclass(frozen=True)
class ItemAt:
    """An item of a strategy and where it stands, to say what is wrong with it."""

    table: str
    place: int
    item: Any

    def fault(self, field: str | Path, says: str, remedy: str, severity: str = FAULT) -> Fault:
        """A fault of a field of the item, by its name or by its path; '' for the item itself."""
        inside = field if isinstance(field, tuple) else (field,) if field else ()
        path = (self.table, self.place, *inside)
        return Fault(path=path, item=self.item.id, says=says, remedy=remedy, severity=severity)


def items_of(strategy: Strategy, *tables: str) -> Iterator[ItemAt]:
    """The items of some tables of a strategy, or of all where none is named."""
    for table, place, item in strategy.items():
        if not tables or table in tables:
            yield ItemAt(table, place, item)


def of_file(field: str, says: str, remedy: str, severity: str = FAULT) -> Fault:
    """A fault of a field of the file as a whole."""
    return Fault(path=(field,), says=says, remedy=remedy, severity=severity)


def listed(words: Sequence[str]) -> str:
    """'a, b and c'."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[:-1] else words)


def meant(name: str, known: Iterable[str], otherwise: str) -> str:
    """'did you mean X?' where something known is close to it; what else would do if not."""
    close = suggest(name, known)
    return f"did you mean {' or '.join(close)}?" if close else otherwise


def in_words(error: Mapping[str, Any], fields: Iterable[str]) -> tuple[str, str]:
    """What a validation error of pydantic says, and its remedy, in plain words.

    `fields` are the names that the table has, from which an unknown one is guessed.
    """
    kind, given = str(error["type"]), error.get("input")
    kind = "date" if kind.startswith("date") else kind
    named = [str(p) for p in error["loc"] if isinstance(p, str)]
    name = ".".join(named) or "what stands here"
    if kind == "extra_forbidden":
        known = sorted(fields)
        remedy = meant(named[-1], known, f"the fields are {', '.join(known)}")
        return f"has a field '{named[-1]}' that is not known", remedy
    shown = repr(given) if isinstance(given, str) else str(given)
    words = {
        "name": name,
        "shown": shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}...",
        "length": len(given) if isinstance(given, str) else 0,
        **error.get("ctx", {}),
    }
    wanted = WANTED.get(kind.split("_")[0], "see docs/strategy-file.md")
    says, remedy = SAID.get(kind, ("has {name} = {shown}", wanted))
    if name.endswith("papers_days_before") and remedy == BELOW:
        remedy = f"it is a number from 0 to {MOST_DAYS}"
    return says.format(**words), remedy.format(**words)


BELOW = f"write a number below {GREATEST:,.0f}"
SAID = {
    "missing": ("has no {name}", "write it"),
    "date": ("has {name} = {shown}, which is not a date", "write it as 2026-03-31, unquoted"),
    "literal_error": ("has {name} = {shown}", "it is one of {expected}"),
    "string_too_long": (
        "has a text of {length:,} characters in {name}",
        "write {max_length:,} at most, and put the rest into a paper of its own",
    ),
    "string_too_short": ("has an empty {name}", "write it, or leave the line out"),
    "string_pattern_mismatch": (
        "has {name} = {shown}",
        "an id is lower case letters and figures, joined by hyphens, as homes-2",
    ),
    "character": (
        "has the character {code}, which nobody can see, in {name} at place {place}",
        "type the text anew",
    ),
}
"""What is said of a kind of validation error, and what would mend it."""
WANTED = {
    "string": "it is text in quotes",
    "tuple": 'it is a list in square brackets, as ["homes"]',
    "bool": "it is true or false, without quotes",
    "calendar": f"write a day from {FIRST_DAY.year} to {LAST_DAY.year}",
    "finite": "write a number",
    "float": "it is a number without quotes",
    "int": "it is a whole number without quotes",
    "model": "it is a table of its own fields",
    "dict": "it is a table of words",
    "greater": BELOW,
    "less": BELOW,
}
"""What is wanted in place of a value of the wrong kind, by the first part of the error's name."""
