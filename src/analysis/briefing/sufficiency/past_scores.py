"""How good past forecasts were over all authorities: the scores of the backtest, looked up."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.core import store
from analysis.forecast.skill.backtest import MODEL
from analysis.present.words.homes.forecast import with_interval

SCORED_YEARS = (1, 2, 3)
"""How many years ahead a page tells of: farther ones have too few starting years."""
FEWEST_ABOVE_ZERO = 30
IN_PERCENT = ("mape", "bias")  # scores that say how far the middle missed what happened


class Score(NamedTuple):
    """One score, with the number of forecasts and of starting years that it was found from, and
    the 95% interval of a paired bootstrap over authorities (nan where they are too few)."""

    value: float
    cases: int
    origins: int
    low: float = float("nan")
    high: float = float("nan")

    @property
    def printed(self) -> str:
        """The score and its interval: '0.96 (0.93 to 0.99)'."""
        return with_interval(self.value, self.low, self.high, digits=2)


class PastScores:
    """Scores by group, model and number of years ahead; see `forecast.skill.backtest.table`."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._found: dict[tuple[str, str, int], dict[str, Score]] = {}
        names = ("group", "model", "horizon", "score", "value", "cases", "origins", "low", "high")
        columns = (table[name].tolist() for name in names)
        for group, model, horizon, name, *score in zip(*columns, strict=True):
            self._found.setdefault((group, model, horizon), {})[name] = Score(*score)

    def scores(self, group: str, horizon: int, model: str = MODEL) -> Mapping[str, Score]:
        """By name; empty where nothing was scored."""
        return self._found.get((group, model, horizon), {})

    def value(self, group: str, horizon: int, score: str, model: str = MODEL) -> float:
        """One score; nan where it was not scored."""
        found = self.scores(group, horizon, model).get(score)
        return float("nan") if found is None else found.value

    def horizons(self, group: str) -> list[int]:
        """The years ahead at which the method was scored in a group, the nearest first."""
        return sorted(h for *scored, h in self._found if scored == [group, MODEL])

    def coverage(self, group: str, most: int) -> float:
        """How many of 100 outcomes lay in the 80% range up to `most` years ahead; nan for none."""
        found = [self.scores(group, h)["coverage80"] for h in self.horizons(group) if h <= most]
        cases = sum(each.cases for each in found)
        return sum(each.value * each.cases for each in found) / cases if cases else float("nan")


def scores() -> pd.DataFrame:
    """The committed backtest, without the average miss and lean of the method in a group where
    fewer than `FEWEST_ABOVE_ZERO` outcomes were above zero: the others have no share to miss by.
    """
    table = store.read(store.BACKTEST_FILE)
    thin = (table["above_zero"] < FEWEST_ABOVE_ZERO) & (table["model"] == MODEL)
    return table.assign(value=table["value"].mask(thin & table["score"].isin(IN_PERCENT)))
