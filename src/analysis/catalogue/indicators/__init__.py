"""Every indicator the project knows, by id. One entry is the whole change when one is added."""

from collections.abc import Iterable
from itertools import chain

from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators.care_leavers import INDICATORS as CARE_LEAVERS
from analysis.catalogue.indicators.children import INDICATORS as CHILDREN
from analysis.catalogue.indicators.context import INDICATORS as CONTEXT
from analysis.catalogue.indicators.demand import INDICATORS as DEMAND
from analysis.catalogue.indicators.education import INDICATORS as EDUCATION
from analysis.catalogue.indicators.health import INDICATORS as HEALTH
from analysis.catalogue.indicators.homes import INDICATORS as HOMES
from analysis.catalogue.indicators.safety import INDICATORS as SAFETY
from analysis.catalogue.indicators.spending import INDICATORS as SPENDING
from analysis.catalogue.indicators.stability import INDICATORS as STABILITY
from analysis.catalogue.indicators.supply import INDICATORS as SUPPLY
from analysis.catalogue.indicators.workforce import INDICATORS as WORKFORCE
from analysis.core.errors import UnknownNameError


def _by_id(*themes: tuple[Indicator, ...]) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for each in chain(*themes):
        if each.id in found:
            raise ValueError(f"indicator {each.id} is declared twice")
        found[each.id] = each
    return found


# The indicator of every authority that a page shows on a map.
MAPPED = "home_places_per_100_children"

INDICATORS: dict[str, Indicator] = _by_id(
    *(CONTEXT, DEMAND, CHILDREN, HOMES, SUPPLY, SPENDING),
    *(STABILITY, HEALTH, EDUCATION, SAFETY, CARE_LEAVERS, WORKFORCE),
)


def indicator(name: str) -> Indicator:
    """The indicator with this id; UnknownNameError, with suggestions, when there is none."""
    if name not in INDICATORS:
        raise UnknownNameError(
            "indicator", name, INDICATORS, "`care-analysis indicators` lists them all."
        )
    return INDICATORS[name]


def search(words: str) -> list[Indicator]:
    """Indicators whose id, title or definition has every one of these words."""
    wanted = words.casefold().split()
    texts = {i: f"{i.id} {i.title} {i.definition}".casefold() for i in INDICATORS.values()}
    return [i for i, text in texts.items() if all(word in text for word in wanted)]


def of_theme(theme: str) -> list[Indicator]:
    """The indicators of a theme (its letter), in the catalogue's order."""
    if theme not in THEMES:
        raise UnknownNameError("theme", theme, THEMES)
    return [i for i in INDICATORS.values() if i.theme == theme]


def chosen(ids: Iterable[str]) -> list[Indicator]:
    """The indicators with these ids, in this order."""
    return [indicator(i) for i in ids]
