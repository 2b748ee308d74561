"""Every check of a strategy whose shape is right: each looks at one kind of fault."""

from collections.abc import Iterator
from datetime import date

from analysis.catalogue import areas
from analysis.core.errors import CareAnalysisError
from analysis.strategy.checks import claims, dates, idle_settings, indicators, links, texts
from analysis.strategy.faults import Fault, items_of, meant, of_file
from analysis.strategy.schema.part import Item
from analysis.strategy.schema.whole import Strategy


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
        yield of_file("area", says, meant(strategy.area, names, str(problem)))
        return
    if stem != area.slug:
        says = f"is the strategy of {area.name} in a file called {stem}.toml"
        yield of_file("area", says, f"call the file {area.slug}.toml")


def _minuted(strategy: Strategy) -> Iterator[Fault]:
    """Names in `minuted` that are no field of the item, or of one that it does not fill in."""
    for at in items_of(strategy):
        known = [f for f in type(at.item).model_fields if f not in Item.model_fields]
        for name in at.item.minuted:
            if name not in known:
                says = f"says that '{name}' is minuted, which is no field of it"
                remedy = meant(name, known, f"its fields are {', '.join(known)}")
                yield at.fault("minuted", says, remedy)
            elif name not in at.item.model_fields_set:
                says = f"says that {name} is minuted, and has no {name}"
                yield at.fault("minuted", says, "write it, or take it from minuted")
