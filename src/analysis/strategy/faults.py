"""A fault of a strategy file: where it stands, what is wrong, and what would mend it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.core.errors import suggest
from analysis.strategy.parsing.lines import Lines, Path
from analysis.strategy.parsing.values import FIRST_DAY, GREATEST, LAST_DAY, MOST_DAYS

FAULT, BLOCKS, NOTE = "fault", "blocks publication", "note"
MOST_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong with a strategy file.

    `severity` is "fault" where the file cannot be used or would mislead, and "blocks publication"
    where it can be read and no report of it may be published; "note" is worth a look and stops
    nothing. `path` is where it stands in the file's tables; `file` and `line` are filled in by the
    reader.
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
        told = f"{self.file} line {self.line}: {item}{self.says}; {self.remedy}{end}"
        return "".join(each if each.isprintable() else "?" for each in told)

    def at(self, file: str, lines: Lines) -> "Fault":
        """The same fault with the file and the line it stands in."""
        return replace(self, file=file, line=lines.line(self.path))


def of_item(
    table: str, place: int, item: str, field: str, says: str, remedy: str, **more: Any
) -> Fault:
    """A fault of a field of an item (of the item itself where `field` is empty)."""
    path: Path = (table, place, field) if field else (table, place)
    return Fault(path=path, item=item, says=says, remedy=remedy, **more)


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
    named = [str(p) for p in error["loc"] if isinstance(p, str)]
    name = ".".join(named) or "what stands here"
    shown = _shown(given)
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
    return _of_text(kind, name, error) or _of_type(kind, name, shown)


def _shown(given: object) -> str:
    """What was given, cut where it is long."""
    shown = repr(given) if isinstance(given, str) else str(given)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}..."


def _of_text(kind: str, name: str, error: Mapping[str, Any]) -> tuple[str, str] | None:
    """The words for a text that is too long or has a character that no page may have."""
    if kind == "string_too_long":
        most = error["ctx"]["max_length"]
        says = f"has a text of {len(error['input']):,} characters in {name}"
        return says, f"write {most:,} at most, and put the rest into a paper of its own"
    if kind == "character":
        code, place = error["ctx"]["code"], error["ctx"]["place"]
        says = f"has the character {code}, which nobody can see, in {name} at place {place}"
        return says, "type the text anew"
    return None


def _of_type(kind: str, name: str, shown: str) -> tuple[str, str]:
    """The words for a value of the wrong type, by the first part of pydantic's name for it."""
    if kind == "string_too_short":
        return f"has an empty {name}", "write it, or leave the line out"
    if kind == "string_pattern_mismatch":
        return (
            f"has {name} = {shown}",
            "an id is lower case letters and figures, joined by hyphens, as homes-2",
        )
    days = name.endswith("papers_days_before")
    below = f"write a number below {GREATEST:,.0f}"
    within = f"it is a number from 0 to {MOST_DAYS}" if days else below
    wanted = {
        "string": "it is text in quotes",
        "tuple": 'it is a list in square brackets, as ["homes"]',
        "bool": "it is true or false, without quotes",
        "calendar": f"write a day from {FIRST_DAY.year} to {LAST_DAY.year}",
        "finite": "write a number",
        "float": "it is a number without quotes",
        "int": "it is a whole number without quotes",
        "model": "it is a table of its own fields",
        "dict": "it is a table of words",
        "greater": within,
        "less": within,
    }
    return f"has {name} = {shown}", wanted.get(kind.split("_")[0], "see docs/strategy-file.md")
