"""The backtest as a step: every case of the built counts, or of a series of anyone's own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.areas import ENGLAND
from analysis.core import shapes, store
from analysis.forecast import central
from analysis.forecast.panel import CHILDREN, Panel, from_counts, from_series
from analysis.forecast.skill import backtest
from analysis.intake.local.series import read as read_series
from analysis.pipeline.forecast.inputs import Inputs, newest, read_inputs
from analysis.pipeline.forecast.own_series import told_areas, told_scores
from analysis.present.words.forecast import with_interval

SEED = 2025
PRINTED = tuple(score for score in backtest.SCORES if score != "middle_ratio")
DIGITS = {"wis": 4, "wis_ratio": 3, "error_ratio": 3}


def backtest_cases(
    inputs: Inputs, seed: int = SEED, horizons: Sequence[int] | None = None
) -> pd.DataFrame:
    """Every case of the backtest: the total, its parts, and the total as first published.

    Each has the middle that would have been printed then: see `forecast.central.as_printed`.
    """
    parts = [
        _total_cases(inputs.panel, seed, horizons),
        backtest.part_cases(inputs.panel, seed),
    ]
    last = inputs.origin - 1
    then = backtest.total_cases(as_first_published(inputs, last), seed, [1], [last])
    parts.append(then.assign(label=f"all, {last} as first published"))
    cases = central.as_printed(pd.concat([p for p in parts if len(p)], ignore_index=True))
    return _only(cases, horizons)


def _total_cases(panel: Panel, seed: int, horizons: Sequence[int] | None) -> pd.DataFrame:
    """Cases of every horizon, since all of them judge the middle; the wanted ones among them.

    Raises TooFewYearsError where no wanted one can be scored.
    """
    every = range(1, backtest.LONGEST + 1)
    cases = backtest.total_cases(panel, seed, sorted({*every, *(horizons or [])}))
    if _only(cases, horizons).empty:
        backtest.total_cases(panel, seed, horizons)
    return cases


def _only(cases: pd.DataFrame, horizons: Sequence[int] | None) -> pd.DataFrame:
    if horizons is None:
        return cases
    return cases[cases["horizon"].isin(horizons)].reset_index(drop=True)


def as_first_published(inputs: Inputs, year: int) -> Panel:
    """The panel as it stood when the figures of `year` came out, with later years as known now."""
    held = store.counts()
    dated = held["period_end"].dt.year
    editions = held.loc[(dated == year) & (held["measure"] == CHILDREN), "release"]
    then = held[(held["release"] <= editions.min()) | ~_revised(held)]
    used = newest(then)
    used = used[used["unit"].isin(["children", "young_people"])]
    return from_counts(used, inputs.panel.areas, inputs.panel.years, ENGLAND)


def _revised(counts: pd.DataFrame) -> pd.Series:
    """Whether a count has more than one edition."""
    return counts.duplicated(list(shapes.COUNT_KEY), keep=False)


def backtest_table(series: Path | None = None, horizon: int | None = None) -> pd.DataFrame:
    """Scores by model, horizon and group: of the built counts, or of a series of anyone's own.

    From a series only the total is scored, with nothing learnt from our own figures.
    """
    return backtest_told(series, horizon)[0]


def backtest_told(
    series: Path | None = None, horizon: int | None = None
) -> tuple[pd.DataFrame, list[str]]:
    """The same scores, and sentences: where no change is not beaten, and what a series holds."""
    horizons = None if horizon is None else [horizon]
    if series is None:
        table = backtest.table(backtest_cases(read_inputs(), SEED, horizons))
        return table, told_scores(table)
    panel = from_series(read_series(series))
    cases = central.as_printed(_total_cases(panel, SEED, horizons))
    table = backtest.table(_only(cases, horizons))
    return table, [*told_scores(table), *told_areas(panel)]


def printed_scores(table: pd.DataFrame) -> pd.DataFrame:
    """Scores as the command prints them: a row for each group, horizon and model.

    Each score has its interval beside it: '0.946 (0.918 to 0.971)'.
    """
    keys = ["group", "horizon", "model"]
    told = table.assign(told=[_printed(row) for row in table.itertuples()])
    wide = told.pivot(index=[*keys, "cases", "origins"], columns="score", values="told")
    order = table[keys].drop_duplicates()
    wide = order.merge(wide.reset_index(), on=keys)
    return wide[[*keys, *PRINTED, "cases", "origins"]]


def _printed(row: Any) -> str:
    return with_interval(row.value, row.low, row.high, DIGITS.get(row.score, 1))
