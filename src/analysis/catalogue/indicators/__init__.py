"""Every indicator the project knows, by id. One entry is the whole change when one is added."""

from collections.abc import Iterable

from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import (
    care_leavers,
    children,
    context,
    demand,
    education,
    health,
    homes,
    safety,
    spending,
    stability,
    supply,
    workforce,
)
from analysis.core.errors import UnknownNameError

_THEMED = (
    context,
    demand,
    children,
    homes,
    supply,
    spending,
    stability,
    health,
    education,
    safety,
    care_leavers,
    workforce,
)


def _by_id() -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for each in (i for theme in _THEMED for i in theme.INDICATORS):
        if each.id in found:
            raise ValueError(f"indicator {each.id} is declared twice")
        found[each.id] = each
    return found


# The indicator of every authority that a page shows on a map.
MAPPED = "home_places_per_100_children"

INDICATORS: dict[str, Indicator] = _by_id()


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


def of_theme(theme: str, topic: str | None = None) -> list[Indicator]:
    """The indicators of a theme (its letter), or of one topic in it, in the catalogue's order."""
    if theme not in THEMES:
        raise UnknownNameError("theme", theme, THEMES)
    found = [i for i in INDICATORS.values() if i.theme == theme]
    return [i for i in found if topic is None or i.topic == topic]


def chosen(ids: Iterable[str]) -> list[Indicator]:
    """The indicators with these ids, in this order."""
    return [indicator(i) for i in ids]
