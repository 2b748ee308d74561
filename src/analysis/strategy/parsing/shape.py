"""The tables of a file as a strategy, or what is wrong with their shape, all of it at once."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from analysis.core.errors import suggest
from analysis.strategy.faults import Fault, in_words, meant, of_file
from analysis.strategy.lines import Path
from analysis.strategy.schema.part import Part, inner
from analysis.strategy.schema.whole import TABLES, Strategy

LINKS = frozenset({"id", "priorities", "objectives", "indicator"})
LONG_AGO, FAR_AHEAD = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Shaped:
    """Tables after shaping.

    `strategy` is there when nothing was wrong; `partial` stands in for it in the other checks, with
    what was wrong left out; `spoilt` are the paths of what was left out.
    """

    strategy: Strategy | None
    partial: Strategy | None
    faults: tuple[Fault, ...] = ()
    spoilt: frozenset[Path] = frozenset()
    links_spoilt: bool = False


def shape(tables: dict[str, Any]) -> Shaped:
    """The strategy that the tables of a file make, with every fault of their shape."""
    try:
        strategy = Strategy.model_validate(tables)
        return Shaped(strategy=strategy, partial=strategy)
    except ValidationError as problem:
        errors = problem.errors(include_url=False)
    mended = deepcopy(tables)
    for error in errors:
        _mend(mended, error["loc"])
    spoilt = {tuple(error["loc"][:3]) for error in errors}
    if ("starts",) in spoilt:
        spoilt.add(("ends",))  # nothing is said of an end where the start is missing
    try:
        partial = Strategy.model_validate(mended)
    except ValidationError:
        partial = None
    return Shaped(
        strategy=None,
        partial=partial,
        faults=tuple(_fault(tables, dict(error)) for error in errors),
        spoilt=frozenset(spoilt),
        links_spoilt=any(_spoils_links(error["loc"]) for error in errors),
    )


def _fault(tables: dict[str, Any], error: dict[str, Any]) -> Fault:
    """A validation error as a fault, with the id of the item it is in."""
    loc: Path = tuple(error["loc"])
    if len(loc) == 1:
        return _of_the_file(error, str(loc[0]))
    held, shown = tables.get(str(loc[0])), ""
    if isinstance(held, list) and isinstance(loc[1], int):
        item = held[loc[1]]
        shown = str((isinstance(item, dict) and item.get("id")) or f"number {loc[1] + 1}")
    model: type[Part] | None = Strategy
    for name in [part for part in loc[:-1] if isinstance(part, str)]:
        model = inner(model, name) if model else None
    fields = list(model.model_fields) if model else []
    says, remedy = in_words({**error, "loc": loc[1:]}, fields)
    return Fault(path=loc, item=shown, says=says if shown else f"{loc[0]} {says}", remedy=remedy)


def _of_the_file(error: dict[str, Any], name: str) -> Fault:
    """A fault of a field or a table of the whole file."""
    if error["type"] == "extra_forbidden":
        known = list(Strategy.model_fields)
        kind = "table" if isinstance(error.get("input"), list | dict) else "field"
        remedy = meant(name, known, f"what a file may have is {', '.join(known)}")
        return of_file(name, f"has a {kind} '{name}' that is not known", remedy)
    if error["type"].startswith("tuple"):
        remedy = f"head each item with [[{name}]], in two pairs of brackets"
        return of_file(name, f"has {name} as one table", remedy)
    return of_file(name, *in_words({**error, "loc": (name,)}, Strategy.model_fields))


def _mend(tables: dict[str, Any], loc: Path) -> None:
    """Take out what is wrong at a path; something stands in where the field must be there."""
    if loc[0] not in Strategy.model_fields:
        tables.pop(str(loc[0]), None)
        return
    *outer, last = loc[: 2 if isinstance((*loc, "")[1], str) else 3]
    if isinstance(last, int):
        return
    model = (inner(Strategy, str(loc[0])) if outer else None) or Strategy
    holder: Any = tables
    for step in outer:
        holder = holder[step]
    holder.pop(last, None)
    declared = model.model_fields.get(last)
    if declared is not None and declared.is_required():
        holder[last] = _stand_in(declared.annotation, last, loc[1] if outer else 0)


def _stand_in(annotation: Any, field: str, place: str | int) -> Any:
    """A value of the right type for a required field that is missing or wrong."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)[0]
    if get_origin(annotation) is tuple:
        return []
    if annotation is date:
        return FAR_AHEAD if field == "ends" else LONG_AGO
    return f"number-{place + 1}" if isinstance(place, int) else "unknown"


def _spoils_links(loc: Path) -> bool:
    """Whether a fault at this path may hide a link, so that an orphan cannot be told."""
    if len(loc) < 3:
        return str(loc[0]) in TABLES or str(loc[0]) not in Strategy.model_fields
    fields = {str(p) for p in loc[2:]}
    guessed = {g for f in fields for g in suggest(f, LINKS)}
    return bool((fields | guessed) & LINKS)
