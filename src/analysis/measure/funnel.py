"""Where each authority stands on a funnel that allows for real differences between authorities.

Authorities differ by far more than chance. Additive random effects (Spiegelhalter 2005, Statistics
in Medicine 24:1185-1202; Spiegelhalter et al. 2012, JRSS A 175:1-47; the R package FunnelPlotR)
widen the limits by that ordinary variation. Where it is extreme, a dot plot tells more.
"""

from typing import Any

import numpy as np
import pandas as pd

from analysis.core.errors import ShapeError
from analysis.core.results import Funnel
from analysis.measure.intervals import Floats, as_floats, critical_value

PROPORTION, RATE = "proportion", "rate"
WINSORISED = 0.1
FEWEST = 3
GRID_POINTS = 200

POSITIONS = ("below 99.8%", "below 95%", "within", "above 95%", "above 99.8%")


def funnel(numerator: Any, denominator: Any, kind: str, per: float | None = None) -> Funnel:
    """A funnel round the pooled figure of all authorities, adjusted for over-dispersion.

    One row an authority, matched row by row; rows with a missing or zero denominator or a missing
    numerator are left out. `kind` is 'proportion' (in percent unless `per` says otherwise) or
    'rate' (`per` people, required). Raises ShapeError with fewer than 3 usable rows or no events.
    """
    if kind not in (PROPORTION, RATE):
        raise ValueError(f"A funnel is of a proportion or a rate, not of a {kind}.")
    if kind == RATE and per is None:
        raise ValueError("A rate needs `per`, the number of people that it is given for.")
    per = 100.0 if per is None else per
    counts = _usable(numerator, denominator, kind)
    target = counts["numerator"].sum() / counts["denominator"].sum()
    error = _standard_error(counts["denominator"].to_numpy(), target, kind)
    observed = (counts["numerator"] / counts["denominator"]).to_numpy()
    away = _transform(observed, target, kind) - _transform(target, target, kind)
    ends = np.quantile(away / error, [WINSORISED, 1 - WINSORISED])
    tau2 = additive_variance(np.clip(away / error, *ends), error)
    z = away / np.sqrt(error**2 + tau2)
    inner, outer = critical_value(0.95), critical_value(0.998)
    position = np.array(POSITIONS, dtype=object)[np.digitize(z, [-outer, -inner, inner, outer])]
    return Funnel(
        kind=kind,
        per=per,
        benchmark=float(target * per),
        phi=float(np.mean((away / error) ** 2)),
        tau2=tau2,
        limits=_limits(counts["denominator"], target, tau2, kind, per),
        authorities=counts.assign(value=observed * per, z=z, position=position),
    )


def additive_variance(z: Any, standard_error: Any) -> float:
    """The between-unit variance tau squared that would account for these z-scores, at least 0.

    The moment estimate of DerSimonian and Laird 1986, Controlled Clinical Trials 7:177-188.
    """
    z, standard_error = as_floats(z, standard_error)
    weight = 1 / standard_error**2
    excess = np.sum(z**2) - (len(z) - 1)
    return max(0.0, float(excess / (weight.sum() - np.sum(weight**2) / weight.sum())))


def _usable(numerator: Any, denominator: Any, kind: str) -> pd.DataFrame:
    index = numerator.index if isinstance(numerator, pd.Series) else None
    events, exposure = as_floats(numerator, denominator)
    counts = pd.DataFrame({"numerator": events, "denominator": exposure}, index=index)
    counts = counts[counts.notna().all(axis=1) & (counts["denominator"] > 0)]
    if len(counts) < FEWEST or not counts["numerator"].sum() > 0:
        raise ShapeError(
            f"funnel: {len(counts)} authorities with {counts['numerator'].sum():g} events in all; "
            f"expected at least {FEWEST} authorities and one event."
        )
    if kind == PROPORTION and (counts["numerator"] > counts["denominator"]).any():
        raise ShapeError("funnel: a numerator is larger than its denominator.")
    return counts


def _transform(observed: Any, target: float, kind: str) -> Any:
    """Arcsine square root of a proportion; square root of a rate over the target rate."""
    return np.arcsin(np.sqrt(observed)) if kind == PROPORTION else np.sqrt(observed / target)


def _standard_error(denominator: Floats, target: float, kind: str) -> Floats:
    expected = denominator if kind == PROPORTION else denominator * target
    return 1 / (2 * np.sqrt(expected))


def _limits(
    denominator: pd.Series, target: float, tau2: float, kind: str, per: float
) -> pd.DataFrame:
    grid = np.geomspace(denominator.min(), denominator.max(), GRID_POINTS)
    spread = np.sqrt(_standard_error(grid, target, kind) ** 2 + tau2)
    limits = pd.DataFrame({"denominator": grid})
    for name, level in (("95", 0.95), ("998", 0.998)):
        for side, sign in (("lower", -1), ("upper", 1)):
            edge = _transform(target, target, kind) + sign * critical_value(level) * spread
            edge = np.clip(edge, 0, np.pi / 2 if kind == PROPORTION else None)
            back = np.sin(edge) ** 2 if kind == PROPORTION else edge**2 * target
            limits[f"{side}{name}"] = back * per
    return limits
