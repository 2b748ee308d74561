"""The rules by which a run of points tells a change from chance, shared by all process charts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.catalogue.indicator import HIGH, LOW, POLARITIES
from analysis.core.errors import ShapeError

OUTSIDE, SHIFT, TREND, TWO_OF_THREE = "outside", "shift", "trend", "two of three"
SIGNALS = (OUTSIDE, SHIFT, TREND, TWO_OF_THREE)
IMPROVING, WORSENING = "improving", "worsening"
RUN = 7

Floats = NDArray[np.float64]
Strings = NDArray[np.object_]


def signals(
    value: Floats, centre: Floats, lower: Floats, upper: Floats, segment: Sequence[int]
) -> tuple[Strings, NDArray[np.int_]]:
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
        (SHIFT, _shift(value, centre, segment)),
        (OUTSIDE, _outside(value, lower, upper)),
    ):
        found[flags != 0] = rule
        way = np.where(flags != 0, flags, way)
    return found, way


def meanings(way: NDArray[np.int_], polarity: str) -> Strings:
    """'improving', 'worsening' or '' for each direction; a neutral measure is neither."""
    if polarity not in POLARITIES:
        raise ShapeError(f"A polarity is one of {POLARITIES}, not '{polarity}'.")
    good = {HIGH: 1, LOW: -1}.get(polarity, 0)
    return np.array(
        ["" if not w * good else IMPROVING if w * good > 0 else WORSENING for w in way],
        dtype=object,
    )


def _outside(value: Floats, lower: Floats, upper: Floats) -> NDArray[np.int_]:
    return np.where(value > upper, 1, np.where(value < lower, -1, 0))


def _shift(value: Floats, centre: Floats, segment: Sequence[int]) -> NDArray[np.int_]:
    side = np.nan_to_num(np.sign(value - centre)).astype(int)
    return _runs(side, segment, RUN)


def _trend(value: Floats, segment: Sequence[int]) -> NDArray[np.int_]:
    """Seven points in a row, each above (or below) the one before it: six steps one way."""
    step = np.zeros(len(value), dtype=int)
    if len(value) > 1:
        within = np.diff(np.asarray(segment)) == 0
        step[1:] = np.where(within, np.nan_to_num(np.sign(np.diff(value))), 0).astype(int)
    steps = _runs(step, segment, RUN - 1)
    first = np.append(steps[1:], 0)
    starts = (steps == 0) & (first != 0)
    same = np.append(np.asarray(segment)[1:], -1) == np.asarray(segment)
    return np.where(starts & same, first, steps)


def _runs(side: NDArray[np.int_], segment: Sequence[int], least: int) -> NDArray[np.int_]:
    """Every point of a run of equal signs that is at least so long."""
    flagged = np.zeros(len(side), dtype=int)
    start = 0
    for end in range(1, len(side) + 1):
        same = end < len(side) and side[end] == side[start] and segment[end] == segment[start]
        if not same:
            if side[start] and end - start >= least:
                flagged[start:end] = side[start]
            start = end
    return flagged


def _two_of_three(
    value: Floats, centre: Floats, lower: Floats, upper: Floats, segment: Sequence[int]
) -> NDArray[np.int_]:
    """The points in the outer third of which two stand among three neighbours, on one side."""
    high = (value > centre + (upper - centre) * 2 / 3) & (value <= upper)
    low = (value < centre - (centre - lower) * 2 / 3) & (value >= lower)
    flagged = np.zeros(len(value), dtype=int)
    known = ~np.isnan(value)
    for start in range(len(value) - 2):
        three = slice(start, start + 3)
        if not known[three].all() or len(set(segment[three])) > 1:
            continue
        for side, outer in ((1, high), (-1, low)):
            if outer[three].sum() >= 2:
                flagged[three] = np.where(outer[three], side, flagged[three])
    return flagged
