"""How far an authority strays from where it is: one engine for counts (in logs) and shares
(in logits).

The change over h years, less that of the typical authority, is regressed on what is known at the
origin (ridge regression, all authorities and all earlier origins together: Hoerl and Kennard
1970); what is left is scaled by the size of the authority, variance = a + b x noise, where noise
is 1/n for a count. The scaled remainders of all authorities are the pooled error distribution:
draws are taken from them. Only pairs of years up to the origin are used.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import ndtr
from scipy.stats import spearmanr

from analysis.errors import CareAnalysisError

Array = NDArray[np.floating]

PENALTY = 100.0
FARTHEST = 0.7  # changes of more than a factor of two are drawn in: mergers and slips
BY_CHANCE = 3.0  # but chance alone moves tiny numbers by more, up to so many of its deviations
FARTHEST_SHARE = 1.5  # of a logit, which small shares cross without any slip
LONGEST_DIRECT = 3  # years; errors further ahead are extrapolated from these
FEWEST = 25  # pairs that a fit needs
SHRUNK = 200  # pairs without any connection that a correlation is shrunk by
BLUR = 0.15  # of the pooled remainders, so that draws are not a handful of past events


class TooFewYearsError(CareAnalysisError):
    """Too little is known before an origin to forecast from it."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """A figure of every authority over the years, on a scale where changes add up.

    `x` (areas x years) is the log of a count or the logit of a share; nan where it is not
    published. `noise` is what chance would give it, such as 1/n for the log of a count. `known`
    is areas x years x features, standardised within each year, zero where not published. `breaks`
    are years whose change from the year before is no real change; changes beyond `farthest` are
    drawn in to it; the ridge's `penalty` draws what is learnt from `known` towards nothing.
    """

    years: tuple[int, ...]
    x: Array
    noise: Array
    known: Array
    breaks: frozenset[int] = frozenset()
    farthest: float = FARTHEST
    penalty: float = PENALTY

    def changes(self, start: int, horizon: int) -> Array:
        """The change over `horizon` years from the year at place `start`; nan across a break."""
        crossed = {*self.years[start + 1 : start + horizon + 1]} & self.breaks
        moved = self.x[:, start + horizon] - self.x[:, start]
        return np.full_like(moved, np.nan) if crossed else moved

    def drawn_in(self, moved: Array, start: int) -> Array:
        """Changes from the year at place `start`, those beyond what is believed drawn in to it."""
        limit = np.maximum(self.farthest, BY_CHANCE * np.sqrt(self.noise[:, start]))
        return np.clip(moved, -limit, limit)


@dataclass(frozen=True, kw_only=True)
class Fit:
    """What pairs of years `horizon` apart taught, up to an origin."""

    horizon: int
    weights: Array
    between: float
    chance: float
    remainders: Array

    def scale(self, noise: Array) -> Array:
        """The standard deviation of an authority's own change."""
        return np.sqrt(self.between + self.chance * noise)


def fit(series: Series, origin: int, horizon: int) -> Fit | None:
    """The fit on all pairs that end by `origin`; nothing where there are fewer than 25 pairs."""
    pairs = [
        _pairs(series, start, horizon) for start in range(series.years.index(origin) - horizon + 1)
    ]
    if sum(len(moved) for moved, _, _ in pairs) < FEWEST:
        return None
    moved, noise, known = (np.concatenate(each) for each in zip(*pairs, strict=True))
    weights: Array = np.zeros(known.shape[1])
    left = moved
    between, chance = 0.01, 0.0
    for _ in range(3):
        variance = between + chance * noise
        weights = _ridge(known, moved, variance, series.penalty)
        left = moved - known @ weights
        between, chance = spread(left, noise)
    scaled = left / np.sqrt(between + chance * noise)
    scaled = (scaled - np.median(scaled)) * np.sqrt(
        len(scaled) / max(1, len(scaled) - len(weights) - 2)
    )
    return Fit(horizon=horizon, weights=weights, between=between, chance=chance, remainders=scaled)


def _pairs(series: Series, start: int, horizon: int) -> tuple[Array, Array, Array]:
    moved = series.changes(start, horizon)
    there = np.isfinite(moved)
    if not there.any():
        return moved[there], series.noise[there, start], series.known[there, start]
    moved = series.drawn_in(moved, start)[there]
    return moved - np.median(moved), series.noise[there, start], series.known[there, start]


def _ridge(known: Array, moved: Array, variance: Array, strength: float) -> Array:
    weighted = known.T / variance
    penalty = np.eye(known.shape[1]) * strength / np.mean(variance)
    found: Array = np.linalg.solve(weighted @ known + penalty, weighted @ moved)
    return found


def spread(left: Array, noise: Array) -> tuple[float, float]:
    """`between` and `chance` of variance = between + chance x noise, from remainders.

    Fitted by the likelihood of a Laplace distribution, which a few wild values do not rule.
    """

    def unlikely(logs: Array) -> float:
        size = np.sqrt(np.exp(logs[0]) + np.exp(logs[1]) * noise)
        return float(np.mean(np.log(size) + 2**0.5 * np.abs(left) / size))

    start = [np.log(np.var(left) / 2 + 1e-8), 0.0]
    best = minimize(unlikely, start, method="Nelder-Mead", options={"maxiter": 200}).x
    return float(np.exp(best[0])), float(np.exp(best[1]))


def moves(
    series: Series,
    origin: int,
    horizons: int,
    count: int,
    rng: np.random.Generator,
    steps: Array | None = None,
) -> tuple[Array, Array]:
    """Expected own change (areas x horizons) and draws about it (count x areas x horizons).

    Both are from the origin to 1, 2, ... years later and beside what the country does. Where too
    few pairs are known for a horizon, the shorter one's remainders are used with a variance that
    grows with the years (a random walk). `steps` (count x areas x horizons, standard normal) say
    how high each year lies among those that could be; drawn when they are not given.
    """
    fits = _fits(series, origin, horizons)
    place = series.years.index(origin)
    known, noise = series.known[:, place], series.noise[:, place]
    expected = np.stack([known @ f.weights for f in fits], axis=1)
    if steps is None:
        steps = rng.standard_normal((count, len(known), horizons))
    ranks = np.cumsum(steps, axis=2) / np.sqrt(np.arange(1, horizons + 1))
    drawn = np.empty_like(ranks)
    for i, each in enumerate(fits):
        longer = np.sqrt((i + 1) / each.horizon)
        drawn[:, :, i] = _by_rank(each.remainders, ranks[:, :, i], rng)
        drawn[:, :, i] *= each.scale(noise) * longer
    return expected, drawn


def together(one: Series, other: Series, origin: int) -> float:
    """How two series' own changes of a year go together: a rank correlation, up to an origin.

    Spearman's, of the remainders of both, shrunk towards none as if `SHRUNK` pairs that have
    nothing to do with each other were known besides.
    """
    first, second = _every_left(one, origin), _every_left(other, origin)
    if first is None or second is None:
        return 0.0
    both = np.isfinite(first) & np.isfinite(second)
    if both.sum() < FEWEST:
        return 0.0
    found = float(spearmanr(first[both], second[both]).statistic)
    return found * both.sum() / (both.sum() + SHRUNK)


def _every_left(series: Series, origin: int) -> Array | None:
    """What every year's changes up to an origin leave unexplained; nothing with too few of them."""
    found = fit(series, origin, 1)
    if found is None:
        return None
    starts = range(series.years.index(origin))
    return np.concatenate([_left(series, start, found) for start in starts])


def _left(series: Series, start: int, found: Fit) -> Array:
    """What a year's changes leave unexplained, scaled by size; nan where there is no change."""
    moved = series.drawn_in(series.changes(start, 1), start)
    if not np.isfinite(moved).any():
        return moved
    expected = series.known[:, start] @ found.weights
    left: Array = (moved - np.nanmedian(moved) - expected) / found.scale(series.noise[:, start])
    return left


def held(expected: Array) -> Array:
    """Expected changes (... x horizons) that stay, beyond three years, at those of the third.

    Nothing scores better so far ahead: see the backtest at four years.
    """
    last = min(expected.shape[-1], LONGEST_DIRECT) - 1
    place = np.minimum(np.arange(expected.shape[-1]), last)
    return expected[..., place]


def _fits(series: Series, origin: int, horizons: int) -> list[Fit]:
    """A fit for each horizon; the longest there is stands in for longer ones."""
    fits: list[Fit] = []
    for horizon in range(1, horizons + 1):
        found = fit(series, origin, horizon) if horizon <= LONGEST_DIRECT else None
        if found is None and not fits:
            raise TooFewYearsError(
                f"Fewer than {FEWEST} changes are known up to {origin}; the model needs that many "
                "pairs of years, over all areas together."
            )
        fits.append(found or fits[-1])
    return fits


def _by_rank(remainders: Array, normal: Array, rng: np.random.Generator) -> Array:
    """The remainder at the rank of each standard normal deviate, blurred a little."""
    ordered = np.sort(remainders)
    at = ndtr(normal) * (len(ordered) - 1)
    value: Array = np.interp(at, np.arange(len(ordered)), ordered)
    return value + rng.normal(0, BLUR, value.shape)
