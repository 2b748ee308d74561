"""The tables of a file as a strategy, or what is wrong with their shape, all of it at once."""

import types
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from analysis.core.errors import suggest
from analysis.strategy.faults import Fault, in_words, meant
from analysis.strategy.parsing.lines import Path
from analysis.strategy.schema import TABLES, Strategy

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
        _mend(mended, error["loc"], str(error["type"]))
    try:
        partial = Strategy.model_validate(mended)
    except ValidationError:
        partial = None
    return Shaped(
        strategy=None,
        partial=partial,
        faults=tuple(_fault(tables, dict(error)) for error in errors),
        spoilt=_spoilt([tuple(error["loc"]) for error in errors]),
        links_spoilt=any(_spoils_links(error["loc"]) for error in errors),
    )


def _fault(tables: dict[str, Any], error: dict[str, Any]) -> Fault:
    """A validation error as a fault, with the id of the item it is in."""
    loc: Path = tuple(error["loc"])
    if len(loc) == 1:
        return _of_the_file(error, str(loc[0]))
    item = tables.get(str(loc[0]))
    if isinstance(item, list) and isinstance(loc[1], int):
        name = item[loc[1]].get("id") if isinstance(item[loc[1]], dict) else None
        shown = str(name) if name else f"number {loc[1] + 1}"
    else:
        shown = ""
    says, remedy = in_words({**error, "loc": loc[1:]}, _fields(loc))
    return Fault(path=loc, item=shown, says=says if shown else f"{loc[0]} {says}", remedy=remedy)


def _of_the_file(error: dict[str, Any], name: str) -> Fault:
    """A fault of a field or a table of the whole file."""
    if error["type"] == "extra_forbidden":
        known = list(Strategy.model_fields)
        kind = "table" if isinstance(error.get("input"), list | dict) else "field"
        remedy = meant(name, known, f"what a file may have is {', '.join(known)}")
        return Fault(path=(name,), says=f"has a {kind} '{name}' that is not known", remedy=remedy)
    if error["type"].startswith("tuple"):
        return Fault(
            path=(name,),
            says=f"has {name} as one table",
            remedy=f"head each item with [[{name}]], in two pairs of brackets",
        )
    says, remedy = in_words({**error, "loc": (name,)}, Strategy.model_fields)
    return Fault(path=(name,), says=says, remedy=remedy)


def _fields(loc: Path) -> list[str]:
    """The fields that the table around a path may have."""
    model: type[BaseModel] | None = Strategy
    for part in loc[:-1]:
        if isinstance(part, str) and model is not None:
            model = inner(model, part)
    return list(model.model_fields) if model is not None else []


def inner(model: type[BaseModel], field: str) -> type[BaseModel] | None:
    """The model that a field of a model holds, one or many; none for words and numbers."""
    if field not in model.model_fields:
        return None
    asked: list[Any] = [model.model_fields[field].annotation]
    while asked:
        each = asked.pop()
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
        asked += get_args(each)
    return None


def _mend(tables: dict[str, Any], loc: Path, kind: str) -> None:
    """Take out what is wrong at a path; something stands in where the field must be there."""
    if loc[0] not in Strategy.model_fields:
        tables.pop(str(loc[0]), None)
        return
    steps = loc[:1] if len(loc) == 1 else loc[: 2 if isinstance(loc[1], str) else 3]
    if len(steps) == 2 and isinstance(steps[1], int):
        return
    model: type[BaseModel] = (
        Strategy if len(steps) == 1 else inner(Strategy, str(loc[0])) or Strategy
    )
    holder: Any = tables
    for step in steps[:-1]:
        holder = holder[step]
    field = str(steps[-1])
    holder.pop(field, None)
    declared = model.model_fields.get(field)
    if declared is not None and declared.is_required():
        place = loc[1] if len(loc) > 1 else 0
        holder[field] = _stand_in(declared.annotation, field, place)


def _stand_in(annotation: Any, field: str, place: str | int) -> Any:
    """A value of the right type for a required field that is missing or wrong."""
    origin = get_origin(annotation)
    if origin is Literal:
        return get_args(annotation)[0]
    if origin is tuple:
        return []
    if origin in (Union, types.UnionType):
        return None
    if annotation is date:
        return FAR_AHEAD if field == "ends" else LONG_AGO
    return f"number-{int(place) + 1}" if isinstance(place, int) else "unknown"


def _spoilt(locs: list[Path]) -> frozenset[Path]:
    """The paths of which nothing more is said; nor of an end where the start is missing."""
    paths = {loc[:3] for loc in locs}
    return frozenset(paths | {("ends",)} if ("starts",) in paths else paths)


def _spoils_links(loc: Path) -> bool:
    """Whether a fault at this path may hide a link, so that an orphan cannot be told."""
    if len(loc) < 3:
        return str(loc[0]) in TABLES or str(loc[0]) not in Strategy.model_fields
    fields = {str(p) for p in loc[2:]}
    guessed = {g for f in fields for g in suggest(f, LINKS)}
    return bool((fields | guessed) & LINKS)
