"""The rules by which a run of points tells a change from chance, shared by all process charts."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from analysis.catalogue.indicator import HIGH, LOW, POLARITIES
from analysis.core.errors import ShapeError

OUTSIDE, SHIFT, TREND, TWO_OF_THREE = "outside", "shift", "trend", "two of three"
IMPROVING, WORSENING = "improving", "worsening"
RUN = 7

Floats = NDArray[np.float64]
Strings = NDArray[np.object_]
Signals = tuple[Strings, NDArray[np.int_]]


def signals(
    value: Floats, centre: Floats, lower: Floats, upper: Floats, segment: Sequence[int]
) -> Signals:
    """The signal of each point ('' for none) and its direction: 1 up, -1 down, 0 none.

    The rules of NHS England's Making Data Count: a point outside the limits; seven in a row on one
    side of the centre; seven in a row that rise or fall; two of three in the outer third on one
    side. A gap (NaN) or a new segment parts a run. Where limits are NaN only runs are looked for.
    """
    found: Strings = np.full(len(value), "", dtype=object)
    way = np.zeros(len(value), dtype=int)
    for rule, flags in (
        (TWO_OF_THREE, _two_of_three(value, centre, lower, upper, segment)),
        (TREND, _trend(value, segment)),
        (SHIFT, _runs(_sign(value - centre), segment, RUN)),
        (OUTSIDE, (value > upper).astype(int) - (value < lower)),
    ):
        found[flags != 0] = rule
        way = np.where(flags != 0, flags, way)
    return found, way


def meanings(way: NDArray[np.int_], polarity: str) -> Strings:
    """'improving', 'worsening' or '' for each direction; a neutral measure is neither."""
    if polarity not in POLARITIES:
        raise ShapeError(f"A polarity is one of {POLARITIES}, not '{polarity}'.")
    good = {HIGH: 1, LOW: -1}.get(polarity, 0)
    said = {1: IMPROVING, 0: "", -1: WORSENING}
    return np.array([said[each * good] for each in way], dtype=object)


def _sign(difference: Floats) -> NDArray[np.int_]:
    return np.nan_to_num(np.sign(difference)).astype(int)


def _trend(value: Floats, segment: Sequence[int]) -> NDArray[np.int_]:
    """Seven points in a row, each above (or below) the one before it: six steps one way."""
    at = np.asarray(segment)
    step = np.where(np.diff(at, prepend=-1) == 0, _sign(np.diff(value, prepend=np.nan)), 0)
    steps = _runs(step, segment, RUN - 1)
    first = np.append(steps[1:], 0)
    starts = (steps == 0) & (first != 0) & (np.append(at[1:], -1) == at)
    return np.where(starts, first, steps)


def _runs(side: NDArray[np.int_], segment: Sequence[int], least: int) -> NDArray[np.int_]:
    """Every point of a run of equal signs that is at least so long."""
    flagged: list[int] = []
    for (sign, _), run in groupby(zip(side.tolist(), segment, strict=True)):
        length = len([*run])
        flagged += [sign if length >= least else 0] * length
    return np.array(flagged, dtype=int)


def _two_of_three(
    value: Floats, centre: Floats, lower: Floats, upper: Floats, segment: Sequence[int]
) -> NDArray[np.int_]:
    """The points in the outer third of which two stand among three neighbours, on one side."""
    high = (value > centre + (upper - centre) * 2 / 3) & (value <= upper)
    low = (value < centre - (centre - lower) * 2 / 3) & (value >= lower)
    flagged = np.zeros(len(value), dtype=int)
    for start in range(len(value) - 2):
        three = slice(start, start + 3)
        if np.isnan(value[three]).any() or len(set(segment[three])) > 1:
            continue
        for side, outer in ((1, high[three]), (-1, low[three])):
            if outer.sum() >= 2:
                flagged[three][outer] = side
    return flagged
