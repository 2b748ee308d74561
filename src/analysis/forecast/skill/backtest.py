"""Would it have worked? Forecasts from each earlier year, scored against what happened.

Rolling origins (Tashman 2000): from every year that leaves enough years before it, forecast with
what was known then (newest revision), and score 1 to 4 years later. So are the baselines.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.core.shapes import ALL, QUANTILES
from analysis.forecast import random_walk
from analysis.forecast.demand import shares, streams, total
from analysis.forecast.draws import Array, Key
from analysis.forecast.naive_forecasts import BASELINES, quantiles
from analysis.forecast.panel import CHILDREN, Panel, total_series
from analysis.forecast.quantiles import of_draws
from analysis.forecast.random_walk import TooFewYearsError
from analysis.forecast.scores import (
    LEVELS,
    SCORED,
    added,
    beside_no_change,
    inside,
    of_areas,
    scores,
    weighted_interval_score,
)
from analysis.forecast.skill.bootstrap import intervals

MODEL = "model"
LONGEST = 4  # years ahead that ten years of totals can score at all
LONGEST_PART = 3  # years ahead for parts, published since 2020
DRAWS = 1000
CASES = ("model", "measure", "dimension", "category", "area", "origin", "horizon")
THIRDS = ("smallest third", "middle third", "largest third")
SCORES: tuple[str, ...] = ("mape", "bias", "wis", "wis_ratio", "error_ratio")
SCORES += ("coverage50", "coverage80", "coverage95", "middle_ratio")
Columns = dict[str, NDArray[Any]]
TABLE: tuple[str, ...] = ("model", "horizon", "group", "score", "value", "low", "high")
TABLE += ("cases", "origins", "above_zero")


def total_cases(
    panel: Panel,
    seed: int,
    horizons: Sequence[int] | None = None,
    origins: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Every scored case of the total, of the model and the baselines, from all or some origins.

    Columns: CASES, `now` (children at the origin), `actual`, and the scored quantiles. An area
    without a figure at the origin, at the outcome, or with no child at the origin has no case.
    What is said of a horizon is the same whichever others are scored with it.
    """
    wanted = range(1, LONGEST + 1) if horizons is None else horizons
    parts: list[Columns] = []
    for place, origin in enumerate(panel.years):
        reach = min(place, len(panel.years) - 1 - place, max([LONGEST, *wanted]))
        ahead = [h for h in wanted if h <= reach]
        if not ahead or (origins is not None and origin not in origins):
            continue
        rng = np.random.default_rng([seed, origin])
        try:
            drawn = total.forecast(panel, origin, reach, DRAWS, rng)
        except TooFewYearsError:
            continue  # a short series starts later; the table says how many origins were scored
        parts += _cases(panel, (CHILDREN, ALL, ALL), panel.total, drawn.draws, place, ahead)
    cases = _joined(parts)
    if cases.empty:
        raise TooFewYearsError(_why_not_scored(panel, wanted))
    return cases


def longest(panel: Panel) -> int:
    """How many years ahead can be scored at all: 0 where nothing can.

    A forecast of h years needs h years before its start, so that errors of h years are known, h
    years after it, and the changes that the fit needs.
    """
    series, last = total_series(panel), len(panel.years) - 1
    for horizon in range(last // 2, 0, -1):
        for place in range(horizon, last - horizon + 1):
            ends = np.isfinite(panel.total[:, place]) & np.isfinite(panel.total[:, place + horizon])
            if ends.any() and random_walk.fit_of_few(series, panel.years[place]) is not None:
                return horizon
    return 0


def _why_not_scored(panel: Panel, wanted: Sequence[int]) -> str:
    """Why no case of the horizons wanted can be scored, and what would do."""
    held = (
        f"numbers of {len(panel.areas)} area{'s' if len(panel.areas) > 1 else ''} are known from "
        f"{panel.years[0]} to {panel.years[-1]}"
    )
    most = longest(panel)
    if most == 0:
        return (
            f"No forecast can be scored: {held}, and before the first start there must be "
            f"{random_walk.FEWEST_AT_ALL} changes from one year to the next over all areas, not "
            "counting zeros and gaps, and a year after it. Give more years or areas."
        )
    asked = min(wanted)
    return (
        f"No forecast {asked} years ahead can be scored: {held}, and it needs {asked} years before "
        f"its start and {asked} after. The longest that can be scored is {most} "
        f"year{'s' if most > 1 else ''} ahead."
    )


def part_cases(panel: Panel, seed: int) -> pd.DataFrame:
    """Every scored case of the parts (placement, age, unaccompanied) and of care leavers.

    As `total_cases`. Only published cells are scored, which are the larger ones.
    """
    parts: list[Columns] = []
    for origin in _part_origins(panel):
        place = panel.years.index(origin)
        reach = min(LONGEST_PART, len(panel.years) - 1 - place)
        drawn = streams.forecast(panel, origin, reach, DRAWS, seed).later
        for key, draws in drawn.values.items():
            if key != (CHILDREN, ALL, ALL):
                parts += _cases(panel, key, panel.of(*key), draws, place, range(1, reach + 1))
    return _joined(parts)


def _part_origins(panel: Panel) -> list[int]:
    """Years with a change of every part before them and an outcome after them."""
    key = (shares.AGE.measure, shares.AGE.dimension, shares.AGE.categories[0])
    published = np.isfinite(panel.of(*key)).any(axis=0)
    first = int(np.argmax(published)) if published.any() else len(panel.years)
    return list(panel.years[first + 1 : -1])


def _cases(
    panel: Panel, key: Key, count: Array, draws: Array, place: int, ahead: Sequence[int]
) -> Iterator[Columns]:
    """Cases of one figure from one origin: what the draws and each baseline said, and what came."""
    for horizon in ahead:
        now, actual = count[:, place], count[:, place + horizon]
        levels = [QUANTILES[name] for name in SCORED]
        drawn = of_draws(draws[:, :, horizon - 1], levels)
        said = {MODEL: dict(zip(SCORED, drawn, strict=True))}
        said |= {n: quantiles(each, count, place, horizon) for n, each in BASELINES.items()}
        for model, spread in said.items():
            if not spread:
                continue
            there = np.isfinite(now) & np.isfinite(actual) & np.isfinite(spread["p50"])
            if key[1] == ALL:
                there &= now > 0
            case = (model, *key, np.array(panel.areas)[there], panel.years[place], horizon)
            columns = {**dict(zip(CASES, case, strict=True)), "now": now[there]}
            columns |= {"actual": actual[there]} | {name: spread[name][there] for name in SCORED}
            yield {name: np.broadcast_to(of, there.sum()) for name, of in columns.items()}


def _joined(parts: Sequence[Columns]) -> pd.DataFrame:
    """Cases one below another."""
    if not parts:
        return pd.DataFrame(columns=[*CASES])
    return pd.DataFrame({name: np.concatenate([p[name] for p in parts]) for name in parts[0]})


def scored(cases: pd.DataFrame) -> pd.DataFrame:
    """Cases with their error, relative error, interval score per child at the origin, coverage.

    The percentage error is missing where nothing happened to be there (an outcome of zero). Where
    the middle that was printed is not that of the draws, `drawn` is the latter; `wis_drawn` and
    `error_drawn` are the scores that it would have had.
    """
    spread = {name: cases[name].to_numpy(float) for name in SCORED}
    middle = cases["drawn"].fillna(cases["p50"]) if "drawn" in cases else cases["p50"]
    as_drawn = {**spread, "p50": middle.to_numpy(float)}
    actual, now = cases["actual"].to_numpy(float), cases["now"].to_numpy(float)
    error = spread["p50"] - actual
    relative = np.divide(error, actual, out=np.full_like(error, np.nan), where=actual > 0)
    return cases.assign(
        error=error,
        relative=relative,
        wis=weighted_interval_score(spread, actual) / np.maximum(now, 1),
        wis_drawn=weighted_interval_score(as_drawn, actual) / np.maximum(now, 1),
        error_drawn=as_drawn["p50"] - actual,
        **{f"inside{level}": inside(spread, actual, level) for level in LEVELS},
    )


def table(cases: pd.DataFrame) -> pd.DataFrame:
    """One row for each model, horizon, group and score; how many cases, origins, outcomes above 0.

    Groups: `all` and the thirds by size for the total; `placement: foster` and the like for
    parts; those across a break of definition apart; and cases with a `label` of their own. `mape`
    and `bias` are in per cent of the outcome, `wis` per child at the origin, `wis_ratio` over no
    change on the same cases with its intervals, `error_ratio` the mean error of the middle (per
    child at the origin) over that of no change, coverage in per cent; `middle_ratio` is what the
    draws' own middle would have scored over no change, by the interval score or, where no change
    has no interval, by the error. `low` and `high` are the 95% interval by `skill.bootstrap`.
    """
    judged = scored(cases)
    judged["group"] = _group(judged)
    if "label" in judged:
        judged["group"] = judged["label"].fillna(judged["group"])
    whole = judged[judged["group"] == ALL]
    thirds = whole.assign(group=_third(whole))
    rows = []
    beside = beside_no_change(pd.concat([judged, thirds]))
    figures, areas = added(beside), pd.factorize(beside["area"])[0]
    origins, actual = beside["origin"].to_numpy(), beside["actual"].to_numpy(float)
    for (group, horizon, model), at in _lots(beside, ["group", "horizon", "model"]):
        sums = of_areas(figures[at], areas[at])
        ends = intervals(sums, scores)
        over = len(at), len(set(origins[at])), int((actual[at] > 0).sum())
        rows += [
            (model, horizon, group, name, float(value), *ends[name], *over)
            for name, value in scores(sums.sum(axis=0)).items()
        ]
    return pd.DataFrame(rows, columns=list(TABLE))


def ratios(judged: pd.DataFrame) -> pd.DataFrame:
    """The rows of `table` that say whether the draws' own middle beats no change, no more.

    `judged` are cases as `scored` has them.
    """
    beside = beside_no_change(judged.assign(group=_group(judged)))
    ours = beside[beside["model"] == MODEL]
    figures, areas, origins = added(ours), pd.factorize(ours["area"])[0], ours["origin"].to_numpy()
    rows = []
    for (group, horizon), at in _lots(ours, ["group", "horizon"]):
        middle = float(scores(of_areas(figures[at], areas[at]).sum(axis=0))["middle_ratio"])
        rows.append((MODEL, horizon, group, "middle_ratio", middle, len(set(origins[at]))))
    return pd.DataFrame(rows, columns=["model", "horizon", "group", "score", "value", "origins"])


def _lots(cases: pd.DataFrame, by: list[str]) -> Iterator[tuple[Any, NDArray[np.int64]]]:
    """Cases that belong together, by their places, in the order in which they come first."""
    numbered = pd.Series(np.arange(len(cases)))
    for name, places in numbered.groupby([cases[each].to_numpy() for each in by], sort=False):
        yield name, places.to_numpy()


def group_of(key: Key) -> str:
    """The group of the table that a figure is scored in."""
    measure, dimension, category = key
    if dimension != ALL:
        return f"{dimension}: {category}"
    return ALL if measure == CHILDREN else measure


def kinds(cases: pd.DataFrame) -> pd.Series:
    """The group of each case, whether or not it crosses a break."""
    part = cases["dimension"] + ": " + cases["category"]
    whole = (cases["dimension"] == ALL) & (cases["measure"] == CHILDREN)
    named = part.where(cases["dimension"] != ALL, cases["measure"])
    return named.mask(whole, ALL)


def _group(cases: pd.DataFrame) -> pd.Series:
    named = kinds(cases)
    return named.mask(crosses_break(cases), named + ", across a break")


def crosses_break(cases: pd.DataFrame) -> pd.Series:
    """Whether a definition changed between the origin and the outcome of each case."""
    crossed = pd.Series(False, index=cases.index)
    after = cases["origin"] + cases["horizon"]
    for tree in shares.TREES:
        for split in tree.splits:
            named = cases["category"].isin([*split.left, *split.right])
            named &= cases["dimension"] == tree.dimension
            for year in split.breaks:
                crossed |= named & (cases["origin"] < year) & (after >= year)
    return crossed


def _third(cases: pd.DataFrame) -> pd.Series:
    """The third of authorities, by children at the origin, that each case belongs to."""
    rank = cases.groupby(["model", "origin", "horizon"])["now"].rank(pct=True, method="first")
    place = np.clip(np.ceil(rank.to_numpy(float) * 3).astype(int) - 1, 0, 2)
    return pd.Series(np.array(THIRDS)[place], index=cases.index)
