"""The figure to print first: the middle of the draws, or today's number where nothing beats it.

"No change" is hard to beat. Where the backtest does not find that the method beats it, at one of
the years ahead that can be scored, the middle line of that kind is today's number in every year to
come: a line that goes from one to the other and back could not be followed. The draws, and so the
ranges, stay. It is judged on authorities; a region's middle is that of its draws.
"""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.core.shapes import ALL
from analysis.forecast.draws import Array, Draws, Key
from analysis.forecast.scores import STILL
from analysis.forecast.skill import backtest
from analysis.forecast.skill.backtest import MODEL

EVEN = 1.0  # a ratio to no change from which it is not beaten
FEWEST_ORIGINS = 2  # one starting year tells of one year's turn, which all authorities share
JUDGES = ("middle_ratio", "wis_ratio", "error_ratio")  # the first that was scored


def not_beaten(table: pd.DataFrame) -> dict[str, tuple[int, ...]]:
    """Groups of a backtest table, and the years ahead at which the method did not beat no change.

    By the weighted interval score of the draws with their own middle over that of no change; where
    no change has no interval yet (too few earlier years), by the mean error of that middle over
    that of no change. A number of years ahead is judged where two starting years or more were.
    """
    ours = table[table["model"] == MODEL]
    ours = ours[ours["origins"] >= FEWEST_ORIGINS]
    told = ours[["group", "horizon", "score", "value"]].itertuples(index=False)
    found = {(str(group), int(horizon), name): value for group, horizon, name, value in told}
    lost: dict[str, tuple[int, ...]] = {}
    for group, horizon in sorted({(group, horizon) for group, horizon, _ in found}):
        ratios = (found.get((group, horizon, name), math.nan) for name in JUDGES)
        if next((ratio for ratio in ratios if not math.isnan(ratio)), math.nan) >= EVEN:
            lost[group] = (*lost.get(group, ()), horizon)
    return lost


def beside_no_change(table: pd.DataFrame) -> tuple[list[int], list[int], list[int]]:
    """Years ahead at which the total, as it was printed, did not score better than no change; at
    which it did, as chance might (an interval to no change, or none); and where beyond chance.
    """
    mine = table[(table["model"] == MODEL) & (table["group"] == ALL)]
    ratio = mine[mine["score"] == "wis_ratio"].dropna(subset="value")
    lost = ratio["value"] >= EVEN
    beaten = ~lost & (ratio["high"] < EVEN)
    lots = (lost, ~lost & ~beaten, beaten)
    lost_at, unsure_at, beaten_at = (ratio.loc[each, "horizon"].tolist() for each in lots)
    return lost_at, unsure_at, beaten_at


def as_printed(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases with the method's middle as it would have been printed from each origin.

    `drawn` is the middle of the draws. The middle is today's number where the cases whose outcome
    was known by that origin did not find that the draws' own beat no change: the same rule that
    the forecast follows, without sight of the years scored.
    """
    ours = cases["model"] == MODEL
    kinds = backtest.kinds(cases)
    plain = cases if "label" not in cases else cases[cases["label"].isna()]
    judged = backtest.scored(plain[plain["model"].isin([MODEL, STILL])])
    middle = cases["p50"].copy()
    for origin in sorted(cases["origin"].unique()):
        known = judged[judged["origin"] + judged["horizon"] <= origin]
        kept = not_beaten(backtest.ratios(known)) if len(known) else {}
        still = ours & (cases["origin"] == origin) & kinds.isin(list(kept))
        middle = middle.mask(still, cases["now"])
    return cases.assign(p50=middle, drawn=cases["p50"].where(ours))


def as_today(drawn: Draws, as_now: Draws, today: Mapping[Key, Array]) -> dict[Key, Array]:
    """Today's numbers as central figures (area x year), of the figures that are in `today`.

    `today` are published numbers by area, nan where none is: the result is nan there too, and the
    middle of the draws stays, since a hidden number is never printed. In a scenario today's number
    moves by as much as the middle of its draws lies from that of `as_now`.
    """
    found = {}
    for key, array in drawn.values.items():
        if key in today:
            same = array is as_now.of(*key)
            moved = (as_now if same else drawn).middle(*key) - as_now.middle(*key)
            found[key] = np.maximum(today[key][:, None] + moved, 0)
    return found
