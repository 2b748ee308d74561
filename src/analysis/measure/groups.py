"""Which groups differ from all the others beyond what chance would explain."""

import numpy as np
import pandas as pd

from analysis.core.shapes import OK
from analysis.measure.differences import newcombe_difference

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
    known = groups["status"] == OK
    x, n = groups["numerator"].where(known), groups["denominator"].where(known)
    rest_x, rest_n = numerator - x, denominator - n
    # Groups that are not all of the whole, such as where some are in none, leave no one over.
    possible = (rest_n > 0) & (rest_x >= 0) & (rest_x <= rest_n) & (n > 0)
    x, n, rest_x, rest_n = (each.where(possible) for each in (x, n, rest_x, rest_n))
    lower, upper = newcombe_difference(x, n, rest_x, rest_n, LEVEL)
    side = np.select([lower > 0, upper < 0], ["higher", "lower"], "")
    return pd.DataFrame({"others": 100 * rest_x / rest_n, "side": side}, index=groups.index)
