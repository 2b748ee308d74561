"""Every check of a strategy whose shape is right: each looks at one kind of fault."""

from collections.abc import Iterator
from datetime import date

from analysis.catalogue import areas
from analysis.core.errors import CareAnalysisError
from analysis.strategy.checks import claims, dates, idle_settings, indicators, links, texts
from analysis.strategy.faults import Fault, meant, of_item
from analysis.strategy.schema import Strategy


def every(strategy: Strategy, stem: str, today: date, *, orphans: bool = True) -> Iterator[Fault]:
    """Every fault of a strategy; `stem` is the name of its file without .toml."""
    yield from _area(strategy, stem)
    yield from texts.faults(strategy)
    yield from _minuted(strategy)
    yield from dates.faults(strategy, today)
    yield from links.duplicates(strategy)
    yield from links.references(strategy)
    if orphans:
        yield from links.orphans(strategy)
        yield from idle_settings.faults(strategy)
    yield from indicators.faults(strategy)
    yield from claims.faults(strategy)


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
