"""When children came into care who were there before the first return.

Returns tell a period of care from the episode on that was open on the first day. How long the child
had been there before is drawn (a hot deck; Andridge and Little 2010).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import ADULT, YEAR, Careers, Days

TIMES = np.array([0, 60, 180, 365, 730, 1095, 1825, np.inf])
"""Bands of days in care that are to be as frequent on the first day as on the last."""
ROUNDS, ALIKE = 8, 1.5
"""Rounds of weighing bands, and by how many years the ages of children who are alike differ."""
Array = NDArray[np.float64]


def aged(careers: Careers) -> Careers:
    """The same histories with a likely beginning of each period that is `unsure`.

    A child on the first day is given the time in care of a child of about the same age on the last,
    of those who were there at least as long as is known. Weights of bands of time are raked
    (Deming and Stephan 1940) until the first day's children have times as the last day's have.
    """
    c = careers
    if not c.unsure.any():
        return c
    told = np.stack([c.born, c.began, c.alone])[:, c.unsure]
    periods, of = np.unique(told, axis=1, return_inverse=True)
    there, began = c.there(c.first), c.began.copy()
    now = c.there(c.as_at)
    wanted = _share(c.as_at - c.began[now])
    weight = np.ones(len(TIMES) - 1)
    for _ in range(ROUNDS):
        began[c.unsure] = _drawn(c, periods, weight)[of.ravel()]
        weight *= wanted / _share(c.first - began[there])
    return replace(c, began=began, unsure=np.zeros_like(c.unsure))


def _share(days: Days) -> Array:
    """The share of each band of time, none of them nothing."""
    many = np.histogram(days, TIMES)[0] + 0.5
    return np.asarray(many / many.sum())


def _drawn(c: Careers, periods: NDArray[np.int64], weight: Array) -> Days:
    """The days on which periods (born, began at the latest, alone) began, by weights of bands."""
    (born, latest, alone), rng = periods, np.random.default_rng(0)
    now = c.there(c.as_at)
    now = now[np.argsort(c.as_at - c.began[now], kind="stable")]
    time, age = c.as_at - c.began[now], (c.as_at - c.born[now]) / YEAR
    likely = weight[np.searchsorted(TIMES, time, side="right") - 1]
    old, part = (c.first - born) / YEAR, rng.random(len(born))
    began = latest.copy()
    for year in range(ADULT + 1):
        for each in (0, 1):
            like = (np.abs(age - year - 0.5) < ALIKE) & (c.alone[now] == each)
            sums = np.append(0.0, (likely * like).cumsum())
            at = np.flatnonzero((old.astype(np.int64) == year) & (alone == each))
            low = sums[np.searchsorted(time, c.first - latest[at])]
            at, low = at[low < sums[-1]], low[low < sums[-1]]
            drawn = np.searchsorted(sums, low + part[at] * (sums[-1] - low), side="right") - 1
            began[at] = np.clip(
                c.first - time[np.minimum(drawn, len(time) - 1)], born[at], latest[at]
            )
    return began
