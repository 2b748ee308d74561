"""The backtest as a step: scores of the built counts or of anyone's own series, and their words."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.catalogue.areas import ENGLAND
from analysis.core import shapes
from analysis.core.shapes import ALL
from analysis.forecast import central
from analysis.forecast.panel import CHILDREN, Panel, from_counts, from_series
from analysis.forecast.skill import backtest, bootstrap
from analysis.forecast.skill.backtest import MODEL
from analysis.intake.combine import newest
from analysis.intake.local.series import read as read_series
from analysis.pipeline.forecast.inputs import COUNTED, Inputs, read_inputs
from analysis.present.numbers import count as count_of
from analysis.present.words.homes.forecast import with_interval, years_ahead

SEED = 2025
PRINTED = tuple(score for score in backtest.SCORES if score != "middle_ratio")
DIGITS = {"wis": 4, "wis_ratio": 3, "error_ratio": 3}


def backtest_cases(
    inputs: Inputs, seed: int = SEED, horizons: Sequence[int] | None = None
) -> pd.DataFrame:
    """Every case of the backtest: the total, its parts, and the total as first published.

    Each has the middle that would have been printed then: see `forecast.central.as_printed`.
    """
    last = inputs.origin - 1
    then = backtest.total_cases(as_first_published(inputs, last), seed, [1], [last])
    parts = [
        _total_cases(inputs.panel, seed, horizons),
        backtest.part_cases(inputs.panel, seed),
        then.assign(label=f"all, {last} as first published"),
    ]
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
    held = inputs.held[inputs.held["unit"].isin(COUNTED)]
    of_year = (held["measure"] == CHILDREN) & (held["period_end"].dt.year == year)
    first = held.loc[of_year, "release"].cat.as_ordered().min()
    revised = held.duplicated(list(shapes.COUNT_KEY), keep=False)
    used = newest(held[(held["release"].cat.as_ordered() <= first) | ~revised])
    return from_counts(used, inputs.panel.areas, inputs.panel.years, ENGLAND)


def scored(
    series: Path | None = None, horizon: int | None = None
) -> tuple[pd.DataFrame, list[str]]:
    """Scores by model, horizon and group: of the built counts, or of a series of anyone's own; and
    sentences: where no change is not beaten, and what a series holds.

    From a series only the total is scored, with nothing learnt from our own figures.
    """
    horizons = None if horizon is None else [horizon]
    if series is None:
        table = backtest.table(backtest_cases(read_inputs(), SEED, horizons))
        return table, scores_in_words(table)
    panel = from_series(read_series(series))
    cases = central.as_printed(_total_cases(panel, SEED, horizons))
    table = backtest.table(_only(cases, horizons))
    return table, [*scores_in_words(table), *areas_in_words(panel)]


def printed_scores(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each group, horizon and model, scores as words: '0.946 (0.918 to 0.971)'."""
    keys = ["group", "horizon", "model"]
    scores = table[["value", "low", "high", "score"]].itertuples(index=False)
    told = [with_interval(v, low, high, DIGITS.get(score, 1)) for v, low, high, score in scores]
    wide = table.assign(told=told).pivot(
        index=[*keys, "cases", "origins"], columns="score", values="told"
    )
    order = table[keys].drop_duplicates()
    wide = order.merge(wide.reset_index(), on=keys)
    return wide[[*keys, *PRINTED, "cases", "origins"]]


def areas_in_words(panel: Panel) -> list[str]:
    """How many areas there are of each kind, in words; an area may be of several."""
    count = panel.of(CHILDREN)
    there = np.isfinite(count)
    known = there[there.any(axis=1)]
    first, last = np.argmax(known, axis=1), known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    inside = np.array([row[a : b + 1].all() for row, a, b in zip(known, first, last, strict=True)])
    years = f"{panel.years[0]} to {panel.years[-1]}"
    kinds = {
        "with a number in every year": int(known.all(axis=1).sum()),
        f"new (first number after {panel.years[0]})": int((first > 0).sum()),
        f"abolished or no longer published (last number before {panel.years[-1]})": int(
            (last < known.shape[1] - 1).sum()
        ),
        "with a gap between two numbers": int((~inside).sum()),
        "with a zero in some year": int((count == 0).any(axis=1).sum()),
        "without any number": int((~there).all(axis=1).sum()),
    }
    listed = "; ".join(f"{n} {kind}" for kind, n in kinds.items())
    return [
        f"{count_of(len(panel.areas), 'area', 'areas')}, {years}: {listed}. An area can be of "
        "several kinds.",
        "A forecast is scored where an area has a number above zero at its start and a number at "
        "its end: a gap, a zero at the start, the years before an area is new and those after it "
        "is abolished are no cases. A zero at the end is scored. Nothing is filled in or joined.",
    ]


def scores_in_words(table: pd.DataFrame) -> list[str]:
    """First where the method does not beat no change; then what the intervals are."""
    lost, unsure, beaten = central.beside_no_change(table)
    told = []
    if lost:
        told.append(f"The method does not beat 'no change' {years_ahead(lost)}: use the range.")
    if unsure:
        ratio = table[(table["group"] == ALL) & (table["score"] == "wis_ratio")]
        ratio = ratio[(ratio["model"] == MODEL) & ratio["horizon"].isin(unsure)]
        whys = ["the interval of its score reaches 1"] * bool(ratio["high"].notna().any())
        whys += ["there are too few areas for an interval"] * bool(ratio["high"].isna().any())
        why = ", or ".join(whys)
        told.append(f"Whether it beats 'no change' {years_ahead(unsure)} could be chance: {why}.")
    kinds = {group: years for group, years in central.not_beaten(table).items() if _is_kind(group)}
    if kinds:
        kept = "; ".join(f"{group} ({years_ahead(list(h))})" for group, h in kinds.items())
        told.append(f"By kind it does not beat 'no change' for {kept}: use their ranges.")
    if beaten and not (lost or unsure):
        every = "the method beats 'no change' at every number of years that is scored."
        told.append(f"For the total {every}" if kinds else f"{every[0].upper()}{every[1:]}")
    told.append(
        "Each forecast and each setting of it was made with what was known at its start. In "
        f"brackets is the 95% interval of a paired bootstrap over areas ({bootstrap.COUNT:,} "
        f"draws, seed {bootstrap.SEED}; the years stay as they were), for "
        f"{bootstrap.FEWEST_AREAS} areas or more."
    )
    return told


def _is_kind(group: str) -> bool:
    """Whether a group of the backtest is a kind of home, an age or another part of its own."""
    return group != ALL and not any(
        other in group for other in (" third", "across a break", "first published")
    )
