"""How much of what is not known of spending is volume, mix and price."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import chain, combinations
from math import factorial

import numpy as np

from analysis.forecast.cost.spending import Parts, by_service
from analysis.forecast.draws import Array, Key, ratio, rows_of

CAUSES = ("volume", "mix", "price")  # each a field of `Parts`


def uncertainty(
    parts: Parts, groups: Mapping[str, Sequence[str]]
) -> tuple[dict[Key, Array], dict[Key, Array]]:
    """Percent of the variance of all spending that is due to volume, mix and price, area x year;
    of areas, and of groups of them.

    Shapley shares: what letting one cause vary adds to the variance, the causes not yet let go
    being held at their medians, averaged over every order of letting them go; they sum to 100
    (Owen 2014, Sobol' indices and Shapley value, SIAM/ASA Journal on Uncertainty Quantification
    2, 245-251). The causes need not be independent; a share that comes out below 0 is set to 0.
    Spending of a group is summed in each draw first. nan where there is no spending.
    """
    held = replace(
        parts,
        volume=_median(parts.volume),
        mix={s: _median(f) for s, f in parts.mix.items()},
        price={s: _median(f) for s, f in parts.price.items()},
    )
    chosen, areas, summed = rows_of(groups, parts.areas), {}, {}
    for free in chain.from_iterable(combinations(CAUSES, n) for n in range(len(CAUSES) + 1)):
        part = by_service(replace(held, **{c: getattr(parts, c) for c in free}))
        total = reduce(np.add, part.values())
        together = [np.nansum(total[:, rows], axis=1).var(axis=0) for rows in chosen]
        areas[free], summed[free] = total.var(axis=0), np.array(together)
    return _shares(areas), _shares(summed)


def _shares(varied: Mapping[tuple[str, ...], Array]) -> dict[Key, Array]:
    """What each cause adds of all that they add, from the variance of every combination."""
    added = {cause: np.maximum(_shapley(varied, cause), 0) for cause in CAUSES}
    whole = np.add.reduce(list(added.values()))
    return {
        ("spend_uncertainty", "cause", c): ratio(100 * part, whole) for c, part in added.items()
    }


def _median(factor: Array) -> Array:
    return np.median(factor, axis=0, keepdims=True)


def _shapley(varied: Mapping[tuple[str, ...], Array], cause: str) -> Array:
    """The mean of what a cause adds over every order, from the variance of every combination."""
    found = np.zeros_like(varied[()])
    for chosen, variance in varied.items():
        if cause in chosen:
            without = tuple(c for c in chosen if c != cause)
            weight = factorial(len(without)) * factorial(len(CAUSES) - len(chosen))
            found = found + weight / factorial(len(CAUSES)) * (variance - varied[without])
    return found
