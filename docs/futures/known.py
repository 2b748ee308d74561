"""How well could it be done? Steady authorities foreseen with rates that are known.

    python docs/futures/known.py

The hazards and levels are those of a made-up authority of 10,000 children in place of each one's
own. Prints the mean absolute error over that of no change at 12, 24 and 36 months.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from cases import MONTHS, ORIGIN, Case, careers_of

from analysis.forecast.histories.beginnings import aged
from analysis.forecast.histories.careers import Careers
from analysis.forecast.histories.level import Level
from analysis.forecast.histories.simulate import Model, simulate

SIZE, SEEDS, FUTURES = 500, range(2001, 2041), 200
LARGE, LARGE_SEED = 10_000, 9001


def made(size: int, seed: int) -> list[Careers]:
    """Histories to the origin, and to the last return."""
    with TemporaryDirectory() as temporary:
        return [careers_of(each) for each in Case("steady", size, seed).write(Path(temporary))]


@cache
def large() -> Model:
    """The model of the large authority."""
    return Model.of(made(LARGE, LARGE_SEED)[1].known_by(ORIGIN.toordinal()))


def still(level: float) -> Level:
    """A level that is known and does not move."""
    points = (np.array([each]) for each in (np.log(level), 0.0, 0.0, 1.0))
    return Level(*points, usual=float(np.log(level)))


def misses(seed: int) -> list[tuple[float, float]]:
    """The error of the middle and of no change, at each number of months."""
    known, later = made(SIZE, seed)
    known = aged(known)
    rates = large()
    state = np.array([rates.careers.states.index(each) for each in known.states])
    then = np.where(known.then >= 0, state[known.then], known.then)
    own = replace(known, state=state[known.state], then=then, states=rates.careers.states)
    streams = [replace(each, level=still(each.level.mean * SIZE / LARGE)) for each in rates.streams]
    model = Model(own, rates.hazards, still(rates.leaving.mean), (streams[0], streams[1]))
    futures, now = simulate(model, seed, futures=FUTURES, groups=40), len(known.there(known.as_at))
    found = []
    for months in MONTHS:
        actual = len(later.there(int(futures.ends[months])))
        found.append((abs(np.median(futures.total[:, months]) - actual), abs(now - actual)))
    return found


if __name__ == "__main__":
    ours, no_change = np.moveaxis(np.array([misses(seed) for seed in SEEDS]), -1, 0)
    for months, ratio in zip(MONTHS, ours.mean(0) / no_change.mean(0), strict=True):
        print(f"{months} months: {ratio:.2f} of the error of no change")
