"""Which groups or areas differ from all the others beyond what chance would explain."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from analysis.core.shapes import OK
from analysis.measure.differences import newcombe_difference, rate_ratio_limits
from analysis.measure.intervals import as_floats, as_proportion

LEVEL = 0.998


def beside_the_others(
    groups: pd.DataFrame, numerator: float | pd.Series, denominator: float
) -> pd.DataFrame:
    """Each group of a breakdown beside all the others together: columns `others`, their share in
    per cent, and `side`, 'higher' or 'lower' where it differs beyond chance, else ''.

    `groups` are measured rows of shares by category; `numerator` and `denominator` of all. Beyond
    chance is beyond a 99.8% interval of the difference (Newcombe 1998, method 10), since many
    groups are looked at: of five hundred that do not differ, one is named. A group without its
    counts, or whose others are nobody, is not tested.
    """
    columns = groups["numerator"], groups["denominator"], numerator, denominator
    x, n, all_x, all_n = as_floats(*columns)
    rest_x, rest_n = all_x - x, all_n - n
    # Groups that are not all of the whole, such as where some are in none, leave no one over.
    possible = (rest_n > 0) & (rest_x >= 0) & (rest_x <= rest_n) & (n > 0)
    possible &= (groups["status"] == OK).to_numpy()
    x, n, rest_x, rest_n = (np.where(possible, each, np.nan) for each in (x, n, rest_x, rest_n))
    lower, upper = newcombe_difference(x, n, rest_x, rest_n, LEVEL)
    side = np.select([lower > 0, upper < 0], ["higher", "lower"], "")
    return pd.DataFrame({"others": 100 * rest_x / rest_n, "side": side}, index=groups.index)


def chance_of_differences(numerator: Any, denominator: Any, kind: str) -> float:
    """The chance of differences between areas as large as these if all had one underlying figure.

    Pearson's chi-square of a table of two columns for a 'proportion', and the index of dispersion
    of Poisson counts for a 'rate' (Fisher 1925, Statistical Methods for Research Workers, section
    20 and 16). Areas without counts are left out; nan with fewer than two areas or no events.
    """
    x, n = as_floats(numerator, denominator)
    known = ~np.isnan(x) & (n > 0)
    x, n = x[known], n[known]
    if kind == "proportion":
        as_proportion(x, n)
    share = x.sum() / n.sum() if len(x) else 0.0
    spread = n * share * ((1 - share) if kind == "proportion" else 1)
    if len(x) < 2 or not spread.sum() > 0:
        return float("nan")
    return float(special.chdtrc(len(x) - 1, np.sum((x - n * share) ** 2 / spread)))


def beside_the_rest(numerator: Any, denominator: Any, kind: str) -> NDArray[np.object_]:
    """'higher' or 'lower' for each area that differs from all the others together, else ''.

    Beyond a 99.8% interval of the difference of a 'proportion' (Newcombe 1998, method 10) or of the
    ratio of a 'rate' (exact, see `rate_ratio_limits`). An area without counts is not tested.
    """
    x, n = as_floats(numerator, denominator)
    known = ~np.isnan(x) & (n > 0)
    x, n = np.where(known, x, np.nan), np.where(known, n, np.nan)
    rest_x, rest_n = np.nansum(x) - x, np.nansum(n) - n
    if kind == "proportion":
        level, (lower, upper) = 0.0, newcombe_difference(x, n, rest_x, rest_n, LEVEL)
    else:
        level, (lower, upper) = 1.0, rate_ratio_limits(x, n, rest_x, rest_n, LEVEL)
    return np.select([lower > level, upper < level], ["higher", "lower"], "").astype(object)
