"""Every check of a strategy whose shape is right: each looks at one kind of fault."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from analysis.catalogue import areas
from analysis.errors import CareAnalysisError
from analysis.strategy import checks_claims, checks_dates, checks_indicators, checks_links
from analysis.strategy.faults import Fault, meant, of_item
from analysis.strategy.lines import Path
from analysis.strategy.schema import Item, Strategy

_TITLED = re.compile(
    r"\b(Cllr|Councillor|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev|Mayor)"
    r"\.? (?!Champion|Member|Lead|Chair|and\b|or\b|of\b)[A-Z][a-z]+"
)
_ROLE_WORDS = re.compile(
    r"head|director|manager|officer|lead|member|chair|champion|advis[eo]r|nurse|teacher|board|panel"
    r"|service|team|commissioner|worker|council|executive|ambassador|apprentice|coordinator|mayor"
    r"|young|children|child|care|forum|group|committee|cabinet|clerk|doctor|governor|inspector"
    r"|superintendent|sergeant|analyst|planner|planning|partner|trust|school|practitioner|leader"
    r"|secretary|solicitor|strateg|people|holder|portfolio|psychologist|guardian|unknown",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z'’]+){1,2}")
_NUMBER_TO_RING = re.compile(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b")
ROLE_FIELDS = frozenset({"owner_role", "lead_role", "champion_role", "who"})
BLOCKING_FIELDS = frozenset({"owner_role", "how"})


def every(strategy: Strategy, stem: str, today: date, *, orphans: bool = True) -> Iterator[Fault]:
    """Every fault of a strategy; `stem` is the name of its file without .toml."""
    yield from _area(strategy, stem)
    yield from _words(strategy)
    yield from _minuted(strategy)
    yield from checks_dates.faults(strategy, today)
    yield from checks_links.duplicates(strategy)
    yield from checks_links.references(strategy)
    if orphans:
        yield from checks_links.orphans(strategy)
    yield from checks_indicators.faults(strategy)
    yield from checks_claims.faults(strategy)


def _area(strategy: Strategy, stem: str) -> Iterator[Fault]:
    try:
        area = areas.reporting_area(strategy.area)
    except CareAnalysisError as problem:
        names = [a.name for a in areas.authorities()]
        says = f"has area = '{strategy.area}', for which no reports are made"
        yield Fault(path=("area",), says=says, remedy=meant(strategy.area, names, str(problem)))
        return
    if stem != area.slug:
        yield Fault(
            path=("area",),
            says=f"is the strategy of {area.name} in a file called {stem}.toml",
            remedy=f"call the file {area.slug}.toml",
        )


def _words(strategy: Strategy) -> Iterator[Fault]:
    """Texts that are empty, and people who are named."""
    for path, model, field, text in _texts(strategy):
        item = _id_at(strategy, path)
        if not text.strip() and field in model.model_fields_set:
            if not (path[0] == "actions" and field in BLOCKING_FIELDS):
                remedy = "write it, or leave the line out"
                yield Fault(path=path, item=item, says=f"has an empty {field}", remedy=remedy)
        elif named := _names_a_person(field, text):
            yield Fault(
                path=path,
                item=item,
                says=f"names a person, as it seems: {field} has '{named}'",
                remedy='name the role alone, as "Head of Fostering"',
                found=named,
            )


def _names_a_person(field: str, text: str) -> str:
    """What looks like a person's name, or a number to ring, in a text; empty where nothing does."""
    titled = _TITLED.search(text)
    if titled:
        return titled[0]
    if field not in ROLE_FIELDS:
        return ""
    ring = _NUMBER_TO_RING.search(text)
    if ring:
        return ring[0]
    bare = _BARE_NAME.search(text)
    return bare[0] if bare and not _ROLE_WORDS.search(text) else ""


def _texts(strategy: Strategy) -> Iterator[tuple[Path, BaseModel, str, str]]:
    """Every text in a strategy: its path, the model it is of, its field, and what it says."""
    asked: list[tuple[Path, Any, BaseModel, str]] = [((), strategy, strategy, "")]
    while asked:
        path, value, model, field = asked.pop()
        if isinstance(value, BaseModel):
            asked += [((*path, name), each, value, name) for name, each in value]
        elif isinstance(value, tuple):
            asked += [((*path, n), each, model, field) for n, each in enumerate(value)]
        elif isinstance(value, str):
            yield path, model, field, value


def _id_at(strategy: Strategy, path: Path) -> str:
    """The id of the item that a path leads into; empty outside the items."""
    if len(path) > 1 and isinstance(path[1], int):
        item: Item = getattr(strategy, str(path[0]))[path[1]]
        return item.id
    return ""


def _minuted(strategy: Strategy) -> Iterator[Fault]:
    """Names in `minuted` that are no field of the item, or of one that it does not fill in."""
    for table, place, item in strategy.items():
        known = [f for f in type(item).model_fields if f not in {"id", "illustration", "minuted"}]
        for name in item.minuted:
            if name not in known:
                remedy = meant(name, known, f"its fields are {', '.join(known)}")
                says = f"says that '{name}' is minuted, which is no field of it"
                yield of_item(table, place, item.id, "minuted", says, remedy)
            elif name not in item.model_fields_set:
                says = f"says that {name} is minuted, and has no {name}"
                remedy = "write it, or take it from minuted"
                yield of_item(table, place, item.id, "minuted", says, remedy)
