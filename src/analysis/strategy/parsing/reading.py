"""A strategy file is read, and every fault of it found at once."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analysis.core.errors import CareAnalysisError
from analysis.strategy import checks
from analysis.strategy.faults import BLOCKS, FAULT, NOTE, Fault
from analysis.strategy.lines import Lines, too_deep
from analysis.strategy.parsing.shape import shape
from analysis.strategy.schema.whole import Strategy

LISTED = 12
MOST_BYTES, MOST_DIGITS, MOST_NESTED = 2_000_000, 30, 8


class StrategyError(CareAnalysisError):
    """A strategy file that cannot be used, with its faults."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A strategy file after checking: the strategy, unless it cannot be read, and its faults.

    `notes` are no faults: settings that do nothing, and what else is worth a look.
    """

    strategy: Strategy | None
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()

    @property
    def serious(self) -> tuple[Fault, ...]:
        """The faults that make the file unusable or misleading."""
        return tuple(f for f in self.faults if f.severity == FAULT)

    @property
    def blocking(self) -> tuple[Fault, ...]:
        """The faults for which no report of it may be published."""
        return tuple(f for f in self.faults if f.severity == BLOCKS)

    def usable(self) -> Strategy:
        """The strategy; StrategyError with its faults where there are serious ones."""
        if self.strategy is None or self.serious:
            shown = [str(f) for f in self.serious[:LISTED]]
            more = len(self.serious) - len(shown)
            raise StrategyError("\n".join([*shown, *([f"and {more} more."] if more else [])]))
        return self.strategy


def read(path: Path, *, today: date | None = None) -> Checked:
    """The strategy in a file and all its faults, in the order of its lines.

    `today` is the day by which a date lies ahead; StrategyError where there is no such file.
    """
    if not path.is_file():
        raise StrategyError(
            f"There is no strategy file {path.name} in {path.parent}; "
            "`care-analysis strategy new NAME` writes one to begin with."
        )
    return parse(path.read_bytes(), path.name, today=today or date.today())


def parse(content: bytes, file: str, *, today: date) -> Checked:
    """The strategy in the bytes of a file with this name, and its faults."""
    if len(content) > MOST_BYTES:
        says = f"is of {len(content):,} bytes, and a strategy has {MOST_BYTES:,} at most"
        return _unread(file, 1, says, "keep what was pasted into it elsewhere")
    try:
        source = content.decode("utf-8-sig")
        tables = tomllib.loads(source)
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        return _unread(file, line, "is not UTF-8 text", "save it as UTF-8")
    except tomllib.TOMLDecodeError as problem:
        return _unread(file, *_syntax(str(problem), content))
    except (RecursionError, ValueError):
        return _unread(file, *_strange(source))
    if _nested(tables):
        return _unread(file, *_strange(source))
    lines = Lines(source)
    shaped = shape(tables)
    found = [*shaped.faults]
    if shaped.partial is not None:
        stem, linked = Path(file).stem, not shaped.links_spoilt
        found += [
            fault
            for fault in checks.every(shaped.partial, stem, today, orphans=linked)
            if not any(fault.path[: len(spoilt)] == spoilt for spoilt in shaped.spoilt)
        ]
    told = sorted((f.at(file, lines) for f in found), key=lambda f: f.line)
    return Checked(
        strategy=shaped.strategy,
        faults=tuple(f for f in told if f.severity != NOTE),
        notes=tuple(f for f in told if f.severity == NOTE),
    )


def _nested(tables: dict[str, Any]) -> bool:
    """Whether tables and lists stand within one another more deeply than any part of a strategy."""
    level: list[Any] = [tables]
    for _ in range(MOST_NESTED):
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
    return bool(level)


def _strange(source: str) -> tuple[int, str, str]:
    """Line, what is wrong, and remedy, of TOML that no strategy needs: deep nests, long numbers."""
    if deep := too_deep(source, MOST_NESTED):
        says = "has lists or tables deep within one another"
        return deep, says, "write each list once, as [a, b]"
    if long := re.search(rf"\d{{{MOST_DIGITS},}}", source):
        line = source[: long.start()].count("\n") + 1
        return line, f"has a number of {len(long[0]):,} figures", "write the number that is meant"
    dots = [line.count(".") for line in source.splitlines()]
    remedy = "head each item with the name of its table alone"
    return dots.index(max(dots)) + 1, "has a name of many parts", remedy


def _unread(file: str, line: int, says: str, remedy: str) -> Checked:
    """The answer for a file that is not TOML at all."""
    fault = Fault(file=file, line=line, says=says, remedy=remedy)
    return Checked(strategy=None, faults=(fault,))


def _syntax(problem: str, content: bytes) -> tuple[int, str, str]:
    """Line, what is wrong, and remedy, from what the TOML reader says."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", problem)
    said = re.sub(r"\s*\(at .*\)$", "", problem).strip()
    line = int(place[1]) if place else content.count(b"\n") + 1
    where = f"at column {place[2]}" if place else "at its end"
    remedy = "mend the line or the one before it: text stands in quotes, each list has its ]"
    return line, f"is not TOML {where}: {said[:1].lower()}{said[1:]}", remedy
