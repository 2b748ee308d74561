"""How long children stay in care, from published counts alone, and what a change of entries does.

Length of stay is not published by authority. Little's law (Little 1961) gives its mean: children
in care = starts a year x mean stay. Its shape is that of a Weibull distribution, chosen so that
the share of children in care who came within the last year is the published one (in a steady
state that share is the integral of the survival curve over the first year, over the mean).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gamma, gammainc

from analysis.core.errors import CareAnalysisError
from analysis.forecast.draws import Array

SHAPES = (0.2, 3.0)  # of the Weibull distribution: from very uneven stays to nearly equal ones


@dataclass(frozen=True, kw_only=True)
class Stay:
    """Lengths of stay in years: a Weibull distribution by its mean and shape."""

    mean: float
    shape: float

    @property
    def scale(self) -> float:
        """The Weibull scale in years."""
        return float(self.mean / gamma(1 + 1 / self.shape))

    def still_here(self, years: Array | float) -> Array:
        """Children in care after some years for each one more start a year; tends to the mean."""
        reached = (np.asarray(years, float) / self.scale) ** self.shape
        return self.mean * gammainc(1 / self.shape, reached)

    def would_be_here(self, years: Array | float) -> Array:
        """Children fewer in care after some years for each one more who leaves in each year.

        Those who leave are like the children in care on a day, so that what they would have
        stayed is the time left of a stay met at random.
        """
        ends = np.atleast_1d(np.asarray(years, float))
        grid = np.linspace(0, 1, 201)
        left = 1 - gammainc(1 / self.shape, (np.outer(ends, grid) / self.scale) ** self.shape)
        return np.trapezoid(left, grid, axis=1) * ends


def stay(in_care: float, starts: float, in_care_a_year: float) -> Stay:
    """The stay implied by children in care, starts in a year, and those in care for a year or more.

    Raises CareAnalysisError where the three cannot belong to one place: the share in care for
    less than a year must lie between that of very uneven and of nearly equal stays.
    """
    if not (in_care > 0 and starts > 0 and 0 < in_care_a_year < in_care):
        raise CareAnalysisError(
            f"A length of stay cannot come of {in_care} children in care, {starts} starts and "
            f"{in_care_a_year} in care for a year; all must be positive and the last the smaller."
        )
    mean, new = in_care / starts, 1 - in_care_a_year / in_care

    def beyond(shape: float) -> float:
        return float(Stay(mean=mean, shape=shape).still_here(1.0)) / mean - new

    if beyond(SHAPES[0]) > 0 or beyond(SHAPES[1]) < 0:
        raise CareAnalysisError(
            f"With a mean stay of {mean:.1f} years, a share of {new:.0%} who came within a year "
            "fits no length of stay."
        )
    from scipy.optimize import brentq

    return Stay(mean=mean, shape=float(brentq(beyond, *SHAPES)))
