"""What a place in a kind of home costs a year, and what so many more places would commit."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.briefing.sufficiency.cost.known import LAST, of_year, weekly_cost
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.forecast.cost.price import HOMES, PUBLISHED
from analysis.present.numbers import count
from analysis.present.words.homes import spending as words

WEEKS = 365 / 7
SERVICES = {kind: service for service, kind in HOMES.items()}
"""The service whose price a kind of home has."""


@dataclass(frozen=True, kw_only=True)
class PlaceCost:
    """Pounds that a place of a kind of home costs in the year to 31 March `end`, as drawn."""

    kind: str
    end: int
    low: float
    middle: float
    high: float

    @property
    def in_short(self) -> str:
        """'£41,000 a year (£33,000 to £51,000)'."""
        low, middle, high = map(words.thousands, (self.low, self.middle, self.high))
        return f"{middle} a year ({low} to {high})"

    def commits(self, places: int) -> list[str]:
        """What such a place costs, and what so many of them would commit in each year."""
        each = words.a_place("Each place", self.end, self.low, self.middle, self.high)
        if places < 2:
            return [each]
        sums = [places * pounds for pounds in (self.low, self.middle, self.high)]
        return [each, words.commits(f"All {count(places, 'place', 'places')}", *sums)]


def a_place(here: Outlook, kind: str) -> PlaceCost | None:
    """The cost of a place in the third year to come; None where no price is forecast."""
    rows = here.known_forecast("price", "service", SERVICES[kind]) if kind in SERVICES else []
    if not rows:
        return None
    row = of_year(rows)[0]
    low, middle, high = (WEEKS * pounds for pounds in (row.p10, row.central, row.p90))
    return PlaceCost(kind=kind, end=row.period_end.year, low=low, middle=middle, high=high)


def committed(here: Outlook, kind: str, places: int, beyond: float) -> list[str]:
    """What so many more places would commit; [] for no place, or without a price.

    `beyond` is how many children live in such homes beyond the usable places now.
    """
    cost = a_place(here, kind) if places else None
    return [*cost.commits(places), words.paid_already(places, beyond, cost.middle)] if cost else []


def price_source(here: Outlook, kinds: Sequence[str]) -> list[str]:
    """From which published prices the costs of places of some kinds are drawn; [] for none."""
    found: dict[str, dict[str, float]] = {}
    for service in (SERVICES[kind] for kind in kinds if a_place(here, kind)):
        price, whose = weekly_cost(here, PUBLISHED[service])
        found.setdefault(whose, {})[words.SERVICE_WORDS[service]] = price
    return [words.price_published(prices, LAST, whose) for whose, prices in found.items()]
