"""Scored cases summed by area, and every score of the backtest worked out from such sums.

A bootstrap over areas adds up the same sums again and again (`bootstrap`).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.forecast.skill.scores import LEVELS

Array = NDArray[np.floating]

STILL = "no_change"


def beside_no_change(judged: pd.DataFrame) -> pd.DataFrame:
    """Scored cases with the interval score of no change on the same case; nan where it has none."""
    key = ["group", "horizon", "area", "origin"]
    plain = judged.loc[judged["model"] == STILL, [*key, "wis"]].rename(columns={"wis": "still"})
    return judged.merge(plain, on=key, how="left")


def of_areas(mine: pd.DataFrame) -> Array:
    """What each area adds to the figures that `scores` takes, areas x figures."""
    still = mine["still"].to_numpy(float)
    both, told = np.isfinite(still), np.isfinite(mine["relative"].to_numpy(float))
    relative = np.where(told, mine["relative"], 0.0)
    children = np.maximum(mine["now"].to_numpy(float), 1)
    figures = [
        np.ones(len(mine)),
        told,
        np.abs(relative),
        relative,
        mine["wis"],
        np.where(both, mine["wis"], 0),
        np.where(both, still, 0),
        np.abs(mine["error"]) / children,
        np.abs(mine["now"] - mine["actual"]) / children,
        *(mine[f"inside{level}"] for level in LEVELS),
        np.where(both, mine["wis_drawn"], 0),
        np.abs(mine["error_drawn"]) / children,
    ]
    held = np.stack([np.asarray(f, dtype=float) for f in figures], axis=1)
    codes, areas = pd.factorize(mine["area"])
    sums = np.zeros((len(areas), held.shape[1]))
    np.add.at(sums, codes, held)
    return sums


def scores(sums: Array) -> dict[str, Array]:
    """Every score from sums of `of_areas` (last axis); nan where nothing tells it."""
    cases, told, missed, lean, wis, ours, plain, error, still, *held, drawn, own = np.moveaxis(
        sums, -1, 0
    )
    middle = _over(drawn, plain)
    return {
        "mape": 100 * _over(missed, told),
        "bias": 100 * _over(lean, told),
        "wis": _over(wis, cases),
        "wis_ratio": _over(ours, plain),
        "error_ratio": _over(error, still),
        **{
            f"coverage{level}": 100 * _over(each, cases)
            for level, each in zip(LEVELS, held, strict=True)
        },
        "middle_ratio": np.where(np.isnan(middle), _over(own, still), middle),
    }


def _over(one: Array, other: Array) -> Array:
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    found: Array = np.divide(one, other, out=np.full_like(one, np.nan), where=other > 0)
    return found
