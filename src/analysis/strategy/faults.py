"""A fault of a strategy file: where it stands, what is wrong, and what would mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analysis.errors import suggest
from analysis.strategy.lines import Lines, Path

FAULT, BLOCKS = "fault", "blocks publication"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong with a strategy file.

    `severity` is "fault" where the file cannot be used or would mislead, and "blocks publication"
    where it can be read and no report of it may be published. `path` is where it stands in the
    file's tables; `file` and `line` are filled in by the reader.
    """

    says: str
    remedy: str
    path: Path = ()
    item: str = ""
    found: str = ""
    severity: str = FAULT
    file: str = ""
    line: int = 0

    @property
    def table(self) -> str:
        """The table that it stands in; empty for the file as a whole."""
        return str(self.path[0]) if self.path else ""

    @property
    def field(self) -> str:
        """The field that it is about; empty for a whole item."""
        names = [str(p) for p in self.path[1:] if isinstance(p, str)]
        return ".".join(names)

    def __str__(self) -> str:
        """As it is printed: file, line, item, what is wrong, and what would do."""
        item = f"{self.table} '{self.item}' " if self.item else ""
        end = "" if self.remedy[-1:] in ("?", ".") else "."
        return f"{self.file} line {self.line}: {item}{self.says}; {self.remedy}{end}"

    def at(self, file: str, lines: Lines) -> "Fault":
        """The same fault with the file and the line it stands in."""
        return replace(self, file=file, line=lines.line(self.path))


def of_item(
    table: str, place: int, item: str, field: str, says: str, remedy: str, **more: Any
) -> Fault:
    """A fault of a field of an item (of the item itself where `field` is empty)."""
    path: Path = (table, place, field) if field else (table, place)
    return Fault(path=path, item=item, says=says, remedy=remedy, **more)


def meant(name: str, known: Iterable[str], otherwise: str) -> str:
    """'did you mean X?' where something known is close to it; what else would do if not."""
    close = suggest(name, known)
    return f"did you mean {' or '.join(close)}?" if close else otherwise


def in_words(error: Mapping[str, Any], fields: Iterable[str]) -> tuple[str, str]:
    """What a validation error of pydantic says, and its remedy, in plain words.

    `fields` are the names that the table has, from which an unknown one is guessed.
    """
    kind, given = str(error["type"]), error.get("input")
    named = [str(p) for p in error["loc"] if isinstance(p, str)]
    name = ".".join(named) or "what stands here"
    shown = repr(given) if isinstance(given, str) else str(given)
    if kind == "missing":
        return f"has no {name}", "write it"
    if kind == "extra_forbidden":
        known = sorted(fields)
        return (
            f"has a field '{named[-1]}' that is not known",
            meant(named[-1], known, f"the fields are {', '.join(known)}"),
        )
    if kind == "literal_error":
        return f"has {name} = {shown}", f"it is one of {error['ctx']['expected']}"
    if kind.startswith("date"):
        return f"has {name} = {shown}, which is not a date", "write it as 2026-03-31, unquoted"
    return _of_type(kind, name, shown)


def _of_type(kind: str, name: str, shown: str) -> tuple[str, str]:
    """The words for a value of the wrong type, by the first part of pydantic's name for it."""
    if kind == "string_too_short":
        return f"has an empty {name}", "write it, or leave the line out"
    if kind == "string_pattern_mismatch":
        return (
            f"has {name} = {shown}",
            "an id is lower case letters and figures, joined by hyphens, as homes-2",
        )
    wanted = {
        "string": "it is text in quotes",
        "tuple": 'it is a list in square brackets, as ["homes"]',
        "bool": "it is true or false",
        "float": "it is a number without quotes",
        "int": "it is a whole number without quotes",
        "model": "it is a table of its own fields",
        "dict": "it is a table of words",
        "greater": "it is a number from 0 to 60",
        "less": "it is a number from 0 to 60",
    }
    return f"has {name} = {shown}", wanted.get(kind.split("_")[0], "see docs/strategy-file.md")
