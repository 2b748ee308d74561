"""How much of what is not known of spending is volume, mix and price."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import factorial

import numpy as np

from analysis.forecast.cost.spending import Parts, by_service
from analysis.forecast.draws import Array, Key

VOLUME, MIX, PRICE = "volume", "mix", "price"
CAUSES = (VOLUME, MIX, PRICE)


def uncertainty(
    parts: Parts, groups: Mapping[str, Sequence[str]] | None = None
) -> dict[Key, Array]:
    """Percent of the variance of all spending that is due to volume, mix and price: area x year.

    Shapley shares: what letting one cause vary adds to the variance, the causes not yet let go
    being held at their medians, averaged over every order of letting them go; they sum to 100
    (Owen 2014, Sobol' indices and Shapley value, SIAM/ASA Journal on Uncertainty Quantification
    2, 245-251). The causes need not be independent; a share that comes out below 0 is set to 0.
    For `groups`, spending is summed in each draw first. nan where there is no spending.
    """
    held = _held(parts)
    varied = {
        chosen: _variance_of(_mixture(parts, held, chosen), groups)
        for size in range(len(CAUSES) + 1)
        for chosen in combinations(CAUSES, size)
    }
    added = {cause: np.maximum(_shapley(varied, cause), 0) for cause in CAUSES}
    whole = np.add.reduce(list(added.values()))
    return {
        ("spend_uncertainty", "cause", cause): np.divide(
            100 * part, whole, out=np.full_like(whole, np.nan), where=whole > 0
        )
        for cause, part in added.items()
    }


def _held(parts: Parts) -> Parts:
    """The same parts with every factor at its median over the draws."""

    def still(factor: Array) -> Array:
        return np.median(factor, axis=0, keepdims=True)

    return replace(
        parts,
        volume=still(parts.volume),
        mix={s: still(f) for s, f in parts.mix.items()},
        price={s: still(f) for s, f in parts.price.items()},
    )


def _mixture(parts: Parts, held: Parts, free: Sequence[str]) -> Parts:
    """Parts in which only the causes named vary."""
    return replace(
        held,
        volume=(parts if VOLUME in free else held).volume,
        mix=(parts if MIX in free else held).mix,
        price=(parts if PRICE in free else held).price,
    )


def _variance_of(parts: Parts, groups: Mapping[str, Sequence[str]] | None) -> Array:
    total = np.add.reduce(list(by_service(parts).values()))
    if groups is not None:
        place = {area: i for i, area in enumerate(parts.areas)}
        total = np.stack(
            [
                np.nansum(total[:, [place[a] for a in members if a in place]], axis=1)
                for members in groups.values()
            ],
            axis=1,
        )
    return total.var(axis=0)


def _shapley(varied: Mapping[tuple[str, ...], Array], cause: str) -> Array:
    """The mean of what a cause adds over every order, from the variance of every combination."""
    found = np.zeros_like(varied[()])
    for chosen, variance in varied.items():
        if cause in chosen:
            without = tuple(c for c in chosen if c != cause)
            weight = factorial(len(without)) * factorial(len(CAUSES) - len(chosen))
            found = found + weight / factorial(len(CAUSES)) * (variance - varied[without])
    return found
