"""Invented futures of a council: level, with round ranges, and chances that fall place by place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from analysis.briefing.own.ahead import OwnAhead
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.core import returned, shapes
from analysis.core.shapes import ALL
from analysis.forecast.histories.judging import HISTORIES, PUBLISHED
from analysis.forecast.histories.summary import ADULTS, CAME, IN_CARE, LEFT, PEAK, STAY
from analysis.forecast.scenarios import AS_NOW
from analysis.forecast.scores import STILL

FIRST = date(2026, 9, 30)
MONTHS = pd.date_range(FIRST, periods=37, freq="ME")
YEARS = [pd.Timestamp(year, 3, 31) for year in (2027, 2028, 2029, 2030)]
FOSTER, HOMES = ("placement", "foster"), ("placement", "childrens_homes")


def row(
    measure: str, day: pd.Timestamp, middle: float, *, part: tuple[str, str] = (ALL, ALL)
) -> dict[str, object]:
    """A projected row about a middle: the other quantiles lie 2 apart."""
    spread = {name: middle + 2 * (n - 5) for n, name in enumerate(shapes.QUANTILES)}
    key = ("own_return", FIRST.isoformat(), AS_NOW, measure, "884", day, *part)
    columns = ("run", "origin", "scenario", "measure", "area", "period_end")
    named = dict(zip((*columns, "dimension", "category"), key, strict=True))
    unit = "percent" if measure == STAY else "children"
    return {**named, "unit": unit, "central": middle, **spread, "method": HISTORIES, "status": "ok"}


def projected() -> pd.DataFrame:
    """Months, peaks and flows of a level council of 300 children."""
    middles = {(ALL, ALL): 300.0, FOSTER: 200.0, HOMES: 40.0}
    rows = [row(IN_CARE, day, n, part=part) for part, n in middles.items() for day in MONTHS]
    rows += [row(PEAK, year, 310.0) for year in YEARS]
    flows = {CAME: 100.0, LEFT: 80.0, ADULTS: 20.0}
    rows += [row(name, year, n) for name, n in flows.items() for year in YEARS]
    rows += [row(STAY, MONTHS[n], 100.0 - n) for n in (12, 24, 36)]
    rows += [row(STAY, MONTHS[12], 60.0, part=("age", "1_to_4"))]
    return pd.DataFrame(rows)[list(shapes.PROJECTED)]


def chances(most: Mapping[tuple[str, int], int]) -> pd.DataFrame:
    """By kind and year to March: the chance falls evenly from 95% at 20 places below to 0 at most.

    So four places fewer than the most are too few in one of five futures.
    """
    rows = [
        ("884", kind, pd.Timestamp(year, 3, 31), places, 5.0 * (top - places))
        for (kind, year), top in most.items()
        for places in range(top - 19, top + 1)
    ]
    return pd.DataFrame(rows, columns=list(shapes.CHANCES))


def judged(*cases: tuple[str, str, int, str, int, float, float]) -> pd.DataFrame:
    """Of (dimension, category, months, method, forecasts, beside, held80)."""
    rows = [
        ("884", *key, many, 300.0, 2.0, 1.0, beside, held, 100.0)
        for *key, many, beside, held in cases
    ]
    return pd.DataFrame(rows, columns=list(shapes.JUDGED))


JUDGED = judged(
    (ALL, ALL, 12, HISTORIES, 11, 0.8, 82.0),
    (ALL, ALL, 12, STILL, 11, 1.0, 91.0),
    (ALL, ALL, 12, PUBLISHED, 2, 1.2, 100.0),
    (*FOSTER, 12, HISTORIES, 11, 0.9, 82.0),
    (*HOMES, 12, HISTORIES, 11, 1.3, 45.0),
    ("placement", "parents", 12, HISTORIES, 5, 1.4, 20.0),
    ("age", "5_to_9", 12, HISTORIES, 11, 1.1, 36.0),
)
TOPS = {
    (kind, y): top
    for kind, top in (("foster", 250), ("childrens_homes", 60))
    for y in (2027, 2028, 2029)
}


def ahead(
    most: Mapping[tuple[str, int], int] = TOPS,
    judged: pd.DataFrame = JUDGED,
    method: str = HISTORIES,
) -> OwnAhead:
    """The futures with given tops of need by kind and year."""
    return OwnAhead(projected(), chances(most), judged, method)


def with_ahead(there: Outlook, found: OwnAhead | None, **kept: object) -> Outlook:
    """The same outlook with such futures; `kept` goes into the record of its return."""
    own = there.figures.own
    assert own
    known = {key: value for key, value in own.record.items() if key != returned.FUTURES}
    own = replace(own, ahead=found, record={**known, **kept})
    return replace(there, figures=replace(there.figures, own=own))


def with_places(there: Outlook, usable: Mapping[str, float]) -> Outlook:
    """The same outlook with so many usable places of some kinds on every 31 March to come."""
    rows = there.projected.copy()
    columns = ["central", *shapes.QUANTILES]
    for kind, places in usable.items():
        at = (rows["measure"] == "places_usable") & (rows["category"] == kind)
        rows.loc[at, columns] = np.full(len(columns), places)
    return replace(there, projected=rows)
