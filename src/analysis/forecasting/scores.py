"""The backtest as a step: every case of the built counts, or of a series of anyone's own."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis import shapes, store
from analysis.catalogue.areas import ENGLAND
from analysis.forecasting.inputs import Inputs, newest, read_inputs
from analysis.intake.series import read as read_series
from analysis.project import backtest, central
from analysis.project.panel import CHILDREN, Panel, from_counts, from_series

SEED = 2025


def backtest_cases(
    inputs: Inputs, seed: int = SEED, horizons: Sequence[int] | None = None
) -> pd.DataFrame:
    """Every case of the backtest: the total, its parts, and the total as first published.

    Each has the middle that would have been printed then: see `project.central.as_printed`.
    """
    parts = [
        backtest.total_cases(inputs.panel, seed, horizons),
        backtest.part_cases(inputs.panel, seed, horizons),
    ]
    if horizons is None or 1 in horizons:
        last = inputs.origin - 1
        then = backtest.total_cases(as_first_published(inputs, last), seed, [1], [last])
        parts.append(then.assign(label=f"all, {last} as first published"))
    return central.as_printed(pd.concat([p for p in parts if len(p)], ignore_index=True))


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
    horizons = None if horizon is None else [horizon]
    if series is None:
        return backtest.table(backtest_cases(read_inputs(), SEED, horizons))
    panel = from_series(read_series(series))
    return backtest.table(backtest.total_cases(panel, SEED, horizons))


def printed_scores(table: pd.DataFrame) -> pd.DataFrame:
    """Scores as the command prints them: a row for each group, horizon and model."""
    keys = ["group", "horizon", "model"]
    wide = table.pivot(index=[*keys, "cases", "origins"], columns="score", values="value")
    order = table[keys].drop_duplicates()
    wide = order.merge(wide.reset_index(), on=keys)
    return wide[[*keys, *backtest.SCORES, "cases", "origins"]].round(
        {**dict.fromkeys(backtest.SCORES, 1), "wis": 4, "wis_ratio": 3, "error_ratio": 3}
    )
