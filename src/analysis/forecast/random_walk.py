"""How far an authority strays from where it is: one engine for counts (logs) and shares (logits).

The change over h years, less that of the typical authority, is regressed on what is known at the
origin (ridge regression, all authorities and all earlier origins together: Hoerl and Kennard
1970); what is left is scaled by the size of the authority, variance = a + b x noise, where noise
is 1/n for a count. The scaled remainders of all authorities are the pooled error distribution:
draws are taken from them. Only pairs of years up to the origin are used.
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy.special import ndtr, stdtrit

from analysis.core.errors import CareAnalysisError
from analysis.forecast.draws import Array

NOTHING = math.inf  # the penalty that learns nothing: no own change is expected
FARTHEST = 0.7  # changes of more than a factor of two are drawn in: mergers and slips
BY_CHANCE = 3.0  # but chance alone moves tiny numbers by more, up to so many of its deviations
FARTHEST_SHARE = 1.5  # of a logit, which small shares cross without any slip
LONGEST_DIRECT = 3  # years; errors further ahead are extrapolated from these
FEWEST = 25  # pairs that a fit needs
FEWEST_AT_ALL = 2  # pairs without which nothing can be said
FREEDOM_OF_FEW = 4  # degrees of freedom of the bell that stands in for fewer pairs than `FEWEST`
BELL = 999  # points of it
SMALLEST_VARIANCE = 1e-8
SHRUNK = 200  # pairs without any connection that a correlation is shrunk by
BLUR = 0.15  # of the pooled remainders, so that draws are not a handful of past events


class TooFewYearsError(CareAnalysisError):
    """Too little is known before an origin to forecast from it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Series:
    """A figure of every authority over the years, on a scale where changes add up.

    `x` (areas x years) is the log of a count or the logit of a share; nan where it is not
    published. `noise` is what chance would give it, such as 1/n for the log of a count. `known`
    is areas x years x features, standardised within each year, zero where not published. `breaks`
    are years whose change from the year before is not real; changes are drawn in to `farthest`.
    """

    years: tuple[int, ...]
    x: Array
    noise: Array
    known: Array
    breaks: frozenset[int] = frozenset()
    farthest: float = FARTHEST

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


@lru_cache(maxsize=2000)  # the backtest asks for the fits of earlier years from every later one
def fit(series: Series, origin: int, horizon: int, penalty: float = NOTHING) -> Fit | None:
    """The fit on all pairs that end by `origin`; nothing where there are fewer than 25 pairs.

    The ridge's `penalty` draws what is learnt from `known` towards nothing.
    """
    moved, noise, known = _pairs_until(series, origin, horizon)
    if len(moved) < FEWEST:
        return None
    between, chance = 0.01, 0.0
    for _ in range(1 if math.isinf(penalty) else 3):
        weights = _ridge(known, moved, between + chance * noise, penalty)
        rest = moved - known @ weights
        between, chance = spread(rest, noise)
    scaled = rest / np.sqrt(between + chance * noise)
    learnt = int(np.count_nonzero(weights)) + 2
    scaled = (scaled - np.median(scaled)) * np.sqrt(len(scaled) / max(1, len(scaled) - learnt))
    return Fit(horizon=horizon, weights=weights, between=between, chance=chance, remainders=scaled)


def fit_of_few(series: Series, origin: int) -> Fit | None:
    """A fit a year ahead on fewer than 25 pairs: their size, and a bell with heavy tails.

    Each year's typical change is known from few areas too, which the size allows for. Nothing is
    expected of any area. None where there are fewer than two pairs.
    """
    moved, _, known = _pairs_until(series, origin, 1)
    if len(moved) < FEWEST_AT_ALL:
        return None
    place = series.years.index(origin)
    years = sum(np.isfinite(series.changes(start, 1)).any() for start in range(place))
    between = float(moved @ moved) / max(1, len(moved) - years)
    bell = stdtrit(FREEDOM_OF_FEW, (np.arange(BELL) + 0.5) / BELL)
    return Fit(
        horizon=1,
        weights=np.zeros(known.shape[1]),
        between=max(between, SMALLEST_VARIANCE),
        chance=0.0,
        remainders=bell / bell.std(),
    )


def relearnt(series: Series, origin: int, found: Fit, penalty: float) -> Fit:
    """The fit with what another penalty would have learnt, the usual sizes of changes kept."""
    moved, noise, known = _pairs_until(series, origin, found.horizon)
    weights = _ridge(known, moved, found.scale(noise) ** 2, penalty)
    return replace(found, weights=weights)


def _pairs_until(series: Series, origin: int, horizon: int) -> tuple[Array, Array, Array]:
    """Changes beside the typical one, their noise and what was known; of pairs up to `origin`."""
    moved, noise, known = [np.zeros(0)], [np.zeros(0)], [np.zeros((0, series.known.shape[2]))]
    for start in range(series.years.index(origin) - horizon + 1):
        there = np.isfinite(change := series.changes(start, horizon))
        if there.any():
            change = series.drawn_in(change, start)[there]
            moved.append(change - np.median(change))
            noise.append(series.noise[there, start])
            known.append(series.known[there, start])
    return np.concatenate(moved), np.concatenate(noise), np.concatenate(known)


def _ridge(known: Array, moved: Array, variance: Array, strength: float) -> Array:
    if math.isinf(strength):
        return np.zeros(known.shape[1])
    weighted = known.T / variance
    penalty = np.eye(known.shape[1]) * strength / np.mean(variance)
    return np.linalg.solve(weighted @ known + penalty, weighted @ moved)


def spread(left: Array, noise: Array) -> tuple[float, float]:
    """`between` and `chance` of variance = between + chance x noise, from remainders.

    Fitted by the likelihood of a Laplace distribution, which a few wild values do not rule.
    """
    away = 2**0.5 * np.abs(left)

    def unlikely(logs: Array) -> float:
        between, chance = np.exp(logs)
        size = np.sqrt(between + chance * noise)
        return float(np.add.reduce(np.log(size) + away / size)) / len(left)

    from scipy.optimize import minimize

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
    penalty: float = NOTHING,
) -> tuple[Array, Array]:
    """Expected own change (areas x horizons) and draws about it (count x areas x horizons).

    Both are from the origin to 1, 2, ... years later and beside what the country does. Where too
    few pairs are known for a horizon, the shorter one's remainders are used with a variance that
    grows with the years (a random walk). `steps` (count x areas x horizons, standard normal) say
    how high each year lies among those that could be; drawn when they are not given.
    """
    fits = _fits(series, origin, horizons, penalty)
    place = series.years.index(origin)
    known, noise = series.known[:, place], series.noise[:, place]
    expected = np.stack([known @ f.weights for f in fits], axis=1)
    if steps is None:
        steps = rng.standard_normal((count, len(known), horizons))
    drawn, walked = np.empty_like(steps), np.zeros(steps.shape[:2])
    for i, each in enumerate(fits):
        walked += steps[:, :, i]
        longer = np.sqrt((i + 1) / each.horizon)
        moved = _by_rank(each.remainders, walked / np.sqrt(i + 1), rng)
        np.multiply(moved, each.scale(noise) * longer, out=drawn[:, :, i])
    return expected, drawn


def together(one: Series, other: Series, origin: int) -> float:
    """How two series' own changes of a year go together: a rank correlation, up to an origin.

    Spearman's, of the remainders of both, shrunk towards none as if `SHRUNK` pairs that have
    nothing to do with each other were known besides.
    """
    first, second = (_every_left(series, origin) for series in (one, other))
    both = np.isfinite(first) & np.isfinite(second)
    if both.sum() < FEWEST:
        return 0.0
    ranks = pd.DataFrame({"one": first[both], "other": second[both]}).rank().to_numpy()
    found = float(np.corrcoef(ranks, rowvar=False)[1, 0])
    return found * both.sum() / (both.sum() + SHRUNK)


@lru_cache(maxsize=64)
def _every_left(series: Series, origin: int) -> Array:
    """What every year's changes up to an origin leave unexplained; nan with too few of them."""
    starts = range(series.years.index(origin))
    found = fit(series, origin, 1)
    if found is None:
        return np.full(len(starts) * len(series.x), np.nan)
    return np.concatenate(
        [left(series, start, found, found.scale(series.noise[:, start])) for start in starts]
    )


def left(series: Series, start: int, found: Fit, scale: Array) -> Array:
    """What a fit leaves unexplained of changes from place `start`, over `scale`; nan if none."""
    moved = series.drawn_in(series.changes(start, found.horizon), start)
    if not np.isfinite(moved).any():
        return moved
    expected = series.known[:, start] @ found.weights
    return (moved - np.nanmedian(moved) - expected) / scale


def held(expected: Array) -> Array:
    """Expected changes (... x horizons) that stay, beyond three years, at those of the third.

    Errors of changes so far ahead are extrapolated, and so few can be scored that nothing tells.
    """
    return expected[..., np.minimum(np.arange(expected.shape[-1]), LONGEST_DIRECT - 1)]


def _fits(series: Series, origin: int, horizons: int, penalty: float) -> list[Fit]:
    """A fit for each horizon; the longest there is stands in for longer ones."""
    fits: list[Fit] = []
    for horizon in range(1, horizons + 1):
        found = fit(series, origin, horizon, penalty) if horizon <= LONGEST_DIRECT else None
        found = found or (fits[-1] if fits else fit_of_few(series, origin))
        if found is None:
            raise TooFewYearsError(
                f"Fewer than {FEWEST_AT_ALL} changes are known up to {origin}; the model needs "
                "that many pairs of years, over all areas together."
            )
        fits.append(found)
    return fits


def _by_rank(remainders: Array, normal: Array, rng: np.random.Generator) -> Array:
    """The remainder at the rank of each standard normal deviate, blurred a little."""
    ordered = np.sort(remainders)
    at = ndtr(normal)
    at *= len(ordered) - 1
    below = np.minimum(at.astype(np.intp), len(ordered) - 2)
    at -= below
    value: Array = np.diff(ordered)[below]
    value *= at
    value += ordered[below]
    value += BLUR * rng.standard_normal(value.shape)
    return value
