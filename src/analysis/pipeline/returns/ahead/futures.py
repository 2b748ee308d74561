"""A council's futures from its return: drawn, judged on earlier days, and as rows that may be told.

What is kept are quantiles of parts with enough children, never a child's course.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis.catalogue.areas import area
from analysis.core import shapes, store
from analysis.core.quarters import quarter_of
from analysis.core.shapes import ALL
from analysis.forecast.draws import Array
from analysis.forecast.histories import judging, summary
from analysis.forecast.histories.arrivals import month_ends
from analysis.forecast.histories.careers import YEAR, Careers
from analysis.forecast.histories.futures import Futures
from analysis.forecast.histories.judging import HISTORIES, PUBLISHED, Ratios
from analysis.forecast.histories.leavers import after_18
from analysis.forecast.histories.scenarios.changes import spared_by
from analysis.forecast.histories.simulate import MONTHS, Model, simulate
from analysis.forecast.scenarios import AS_NOW
from analysis.forecast.scores import SCORED, STILL
from analysis.intake.returns.histories import Histories
from analysis.pipeline.returns.ahead import leavers, region, scenarios
from analysis.pipeline.returns.ahead.careers import careers
from analysis.pipeline.returns.ahead.scenarios import WhatIf

SHAPES = (shapes.PROJECTED, shapes.CHANCES, shapes.JUDGED, region.COLUMNS)
SEED = 2026
LEAST_CHILDREN, LEAST_YEARS = 100, 3
"""A council with fewer in care, or with returns of fewer years, has no futures of its own."""
IN_CARE = "cla_31_march"
"""The measure whose counts say which parts may be told now."""
TOO_FEW = f"fewer than {LEAST_CHILDREN} children are in care"
TOO_SHORT = f"the returns are of fewer than {LEAST_YEARS} years"


@dataclass(frozen=True, repr=False)
class Ahead:
    """A council's futures as they may be told.

    `rows` have the projected shape, `places` the chances shape, `judged` the judged one, and
    `handed_over` the columns of `region`. `chosen` is the method that its own past favours, and
    `lacking` why there is none of this. `what_if` says which scenarios were asked for, whether
    the council gave them (`own`), and where prices are from.
    """

    rows: pd.DataFrame
    places: pd.DataFrame
    judged: pd.DataFrame
    handed_over: pd.DataFrame
    chosen: str = HISTORIES
    lacking: str = ""
    what_if: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """What is kept, as `core.returned.AHEAD_FILES` names it."""
        return self.rows, self.places, self.judged


def ahead(past: Histories, counts: pd.DataFrame, *, whole: bool = False) -> Ahead:
    """The futures of a council's children from the last day of its return.

    `counts` are its protected counts, which say what may be told of that day; `whole` is for
    officers, who see every scenario.
    """
    known = careers(past)
    if why := lacking(known):
        rows, places, judged, handed = (pd.DataFrame(columns=list(each)) for each in SHAPES)
        return Ahead(rows, places, judged, handed, "", why)
    asked = WhatIf.of(area(past.area), past.as_at)
    ends = month_ends(known.as_at, MONTHS)
    drawn = simulate(Model.of(known), SEED, spared=spared_by(asked.scenarios, ends))
    told = judging.judged(
        judging.cases(known, _quarters(known), seed=SEED, published=_published(past.area)),
        past.area,
    )
    chosen = judging.better(told)
    futures = _centred(drawn, _middle(chosen, drawn, past.area))
    parts = summary.parts_now(futures, _shown(counts, past.as_at))
    facts = {"area": past.area, "run": region.RUN, "scenario": AS_NOW}
    rows = summary.projected(futures, parts, **facts)
    today = leavers.born(past, known)
    if today is not None:
        later = after_18(drawn, today, known, leavers.staying_put(past.area), SEED)
        rows = pd.concat([rows, summary.after_18(later, drawn, **facts)], ignore_index=True)
    changed = scenarios.told(
        asked,
        futures,
        known,
        parts["provider"],
        area=past.area,
        run=region.RUN,
        whole=whole,
    )
    again = (changed.rows["measure"] == summary.IN_CARE) & (changed.rows["scenario"] == AS_NOW)
    rows = pd.concat([rows, changed.rows[~again]], ignore_index=True)
    kinds = {name for name in parts["placement"] if name != summary.TOGETHER}
    may_be_told = (told["dimension"] != "placement") | told["category"].isin(kinds)
    may_be_told &= (told["dimension"] != "age") | told["category"].isin(parts["age"])
    return Ahead(
        rows.assign(method=chosen),
        summary.chances(futures, sorted(kinds), past.area),
        told[may_be_told].reset_index(drop=True),
        region.handed_over(futures, parts, past.area),
        chosen,
        what_if={
            "own": asked.own,
            "scenarios": asked.described(),
            "prices": changed.prices,
        },
    )


def lacking(known: Careers) -> str:
    """Why a council's histories have no futures; "" where they have."""
    if len(known.there(known.as_at)) < LEAST_CHILDREN:
        return TOO_FEW
    return TOO_SHORT if known.as_at - known.first < LEAST_YEARS * YEAR - 2 else ""


def _shown(counts: pd.DataFrame, day: date) -> dict[str, set[str]]:
    """The kinds of home, kinds of provider and ages whose number on a day is not hidden."""
    rows = counts[(counts["measure"] == IN_CARE) & (counts["status"] == shapes.OK)]
    rows = rows[pd.to_datetime(rows["period_end"]) == pd.Timestamp(day)]
    return {
        name: set(rows.loc[rows["dimension"] == name, "category"])
        for name in ("placement", "provider", "age")
    }


def _quarters(known: Careers) -> list[int]:
    """The ends of the quarters on which the past is judged, the oldest first."""
    newest = quarter_of(date.fromordinal(known.as_at))
    many = int((known.as_at - known.first) / YEAR * 4)
    ends = (newest.back(n).last.toordinal() for n in range(many, -1, -1))
    return [end for end in ends if known.first < end < known.as_at]


def _published(code: str) -> Ratios:
    """What the published-figures model said on each 31 March, as shares of the day's number."""
    rows = store.read(store.HINDCAST_FILE, [code])
    rows = rows[(rows["measure"] == IN_CARE) & (rows["dimension"] == ALL)]
    rows = rows[rows["label"].isna() & (rows["model"] == "model")]
    return {
        (date(row["origin"], 3, 31).toordinal(), 12 * row["horizon"]): {
            name: row[name] / row["now"] for name in SCORED
        }
        for row in rows.to_dict("records")
    }


def _middle(chosen: str, futures: Futures, code: str) -> Array | None:
    """The middle of the total in each month by the method that did better; None for our own."""
    now = futures.total[0, 0]
    if chosen == STILL:
        return np.full(len(futures.ends), float(now))
    if chosen != PUBLISHED:
        return None
    rows = store.projected([code])
    rows = rows[(rows["measure"] == IN_CARE) & (rows["dimension"] == ALL)]
    rows = rows[rows["scenario"] == AS_NOW].sort_values("period_end")
    days = [pd.Timestamp(day).toordinal() for day in rows["period_end"]]
    middle = np.interp(futures.ends, days, rows["p50"].astype(float))
    return np.asarray(now * middle / middle[0])


def _centred(futures: Futures, middle: Array | None) -> Futures:
    """The same futures about another middle of the total, future x month kept in proportion."""
    if middle is None:
        return futures
    factor = middle / np.median(futures.total, axis=0)
    return replace(futures, children=futures.children * factor[:, None, None])
