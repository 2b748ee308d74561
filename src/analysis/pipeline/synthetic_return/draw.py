"""Chance: one of several by weight, how long until something happens, how often."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import exp, log
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
Bands = Sequence[tuple[float, float]]
"""A hazard that changes with time: (until so many days, so many a year), the last to infinity."""
YEAR, MONTH = 365.25, 30.4375  # days


class Pick(Generic[T]):
    """One of several things, by weights that need not add up to anything."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.weights = dict(weights)
        self._things = list(weights)
        self._upto = list(accumulate(weights.values()))
        self._heaviest = max(weights.values())

    def __call__(self, chance: Random) -> T:
        """Draw one."""
        return self._things[bisect(self._upto, chance.random() * self._upto[-1])]

    def share(self, thing: T) -> float:
        """The weight of a thing as a share of the heaviest."""
        return self.weights[thing] / self._heaviest


def codes(listed: str) -> Pick[str]:
    """Codes by weight, written as 'U6 58, U3 15, K2 16'."""
    pairs = (each.split() for each in listed.split(","))
    return Pick({code: float(weight) for code, weight in pairs})


def numbers(listed: str) -> Pick[int]:
    """Whole numbers by weight, written as '0 24, 1 4.5'."""
    return Pick({int(number): weight for number, weight in codes(listed).weights.items()})


def wait(chance: Random, bands: Bands, factor: float = 1.0, since: float = 0.0) -> float:
    """Days until something happens at a hazard by time, when nothing has for `since` days."""
    left, begun = -log(1.0 - chance.random()), since
    for until, a_year in bands:
        if until <= begun:
            continue
        daily = a_year * factor / YEAR
        if daily > 0 and left < daily * (until - begun):
            return begun + left / daily - since
        if until == float("inf"):
            break
        left -= daily * (until - begun)
        begun = until
    return float("inf")


def often(chance: Random, mean: float) -> int:
    """How often something happens that happens so often on average (Poisson, Knuth 1969)."""
    if mean > 30:  # as near as counts of children need
        return max(0, round(chance.gauss(mean, mean**0.5)))
    limit, product, times = exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        times += 1
    return times
