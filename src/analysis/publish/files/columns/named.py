"""Rows in the shapes of the code as people read them: words beside codes, a unit beside numbers.

The words of a column of codes stand right after it, in `<column>_name`; `period` says in words what
`period_end` ends. Nothing is worked out here.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

import pandas as pd

from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL, MEAN
from analysis.catalogue.returns.groups.measures import OWN_INDICATORS
from analysis.core import shapes
from analysis.core.quarters import quarter_of
from analysis.protect.events import BETWEEN_EVENTS
from analysis.protect.suppress import OF, REVISED_BY_A_FEW
from analysis.publish.files.columns import words
from analysis.strategy.views.without_strategy import spoken

NAME, UNIT, PERIOD = "_name", "_unit", "period"
COUNTED_FROM = "counted_from"
QUARTERLY = (
    *("indicator", "area", "period_end", "dimension", "category"),
    *("value", "numerator", "denominator", "status", "source", "release"),
)
KNOWN = {**INDICATORS, **OWN_INDICATORS}
Say = Mapping[str, str] | Callable[[str], str]


def day(on: date) -> str:
    """A day as people write it: '31 March 2026'."""
    return f"{on.day} {on:%B %Y}"


def measured(rows: pd.DataFrame, status: Mapping[str, str] = words.PUBLISHED) -> pd.DataFrame:
    """Measured rows, and what further columns they have, as people read them.

    Those of a council's own return have the day that they are `counted_from`.
    """
    own = COUNTED_FROM in rows
    ends = list(zip(rows["indicator"], rows["period_end"], strict=True))
    label = {key: KNOWN[key[0]].label(key[1]) for key in set(ends)}
    told = {
        "indicator": _said(rows, "indicator", {i.id: i.title for i in KNOWN.values()}),
        "group": _said(rows, "group", words.GROUPS),
        "status": _said(rows, "status", status),
        **_shared(rows),
    }
    units = {
        "value": rows["indicator"].map({i.id: words.without_signs(i.unit) for i in KNOWN.values()}),
        **{part: _counts(rows, part) for part in ("numerator", "denominator")},
    }
    period = _counted(rows) if own else [label[key] for key in ends]
    return beside(rows, told, units, period)


def projected(
    rows: pd.DataFrame, measures: Mapping[str, str], of_years: Collection[str]
) -> pd.DataFrame:
    """Projected rows as people read them; `measures` names each, those `of_years` are no stocks."""
    ends = [
        f"{'year to' if measure in of_years else 'on'} {day(end)}"
        for measure, end in zip(rows["measure"], rows["period_end"], strict=True)
    ]
    told = {
        "scenario": _said(rows, "scenario", lambda code: words.SCENARIOS.get(code, code)),
        "measure": _said(rows, "measure", measures),
        "status": _said(rows, "status", words.FORECAST),
        **_shared(rows),
    }
    return beside(rows.assign(unit=_said(rows, "unit", words.unit)), told, {}, ends)


def quarterly(counts: pd.DataFrame, *more: str) -> pd.DataFrame:
    """A council's quarterly counts as people read them: a share beside its counts, in one row.

    Columns are QUARTERLY with their words and units, and `more` of the counts' own. A figure that
    is suppressed has no denominator either.
    """
    of = counts["measure"].str.endswith(OF)
    key = ["measure", "area", "period_end", "dimension", "source", "release"]
    cohort = counts[of].assign(measure=lambda rows: rows["measure"].str.removesuffix(OF))
    rows = counts[~of].merge(
        cohort[[*key, "value", "status"]], on=key, how="left", suffixes=("", OF), validate="m:1"
    )
    shares = rows["measure"].map({i.id: i.share for i in LOCAL.values()}).astype(bool)
    given = zip(rows["measure"], rows["value"], rows[f"value{OF}"], strict=True)
    unpaired = rows[f"status{OF}"].replace(shapes.OK, shapes.NOT_APPLICABLE)
    unpaired = unpaired.fillna(shapes.MISSING)
    rows = rows.assign(
        indicator=rows["measure"],
        numerator=rows["value"].where(shares),
        denominator=rows[f"value{OF}"],
        value=pd.Series([LOCAL[name].value(n, of) for name, n, of in given], index=rows.index),
    )
    lacking = shares & (rows["status"] == shapes.OK) & rows["value"].isna()
    rows["status"] = rows["status"].mask(lacking, unpaired)
    # Of a figure that is hidden nothing is told: its cohort may be the very number.
    rows["denominator"] = rows["denominator"].where(rows["status"] != shapes.SUPPRESSED)
    between = rows["dimension"] == BETWEEN_EVENTS
    rows["category"] = rows["category"].mask(between, rows["category"].str.lstrip("0"))
    told = {
        "indicator": _said(rows, "indicator", {i.id: i.title for i in LOCAL.values()}),
        "status": _said(rows, "status", words.COUNTED),
        "source": _said(rows, "source", spoken),
        **_shared(rows),
    }
    told["category"] = told["category"].mask(
        between, "Time between two events, number " + rows["category"]
    )
    told["category"] = told["category"].mask(
        rows["category"] == REVISED_BY_A_FEW, "Newer figure, not shown: it differs by a few"
    )
    counted = {
        i.id: words.without_signs(i.unit).removeprefix("per cent of ") for i in LOCAL.values()
    }
    units = {
        "value": rows["unit"].map(words.without_signs),
        "numerator": rows["indicator"].map(counted).where(rows["numerator"].notna()),
        "denominator": rows["indicator"]
        .map({i.id: i.of if i.share or i.kind == MEAN else "" for i in LOCAL.values()})
        .where(rows["denominator"].notna()),
    }
    period = [quarter_of(end.date()).words for end in rows["period_end"]]
    return beside(rows[[*QUARTERLY, *more]], told, units, period)


def beside(
    rows: pd.DataFrame,
    told: Mapping[str, pd.Series],
    units: Mapping[str, pd.Series],
    period: Sequence[str] = (),
) -> pd.DataFrame:
    """The rows with the words, the unit and the period of each column beside it, in their order."""
    columns: dict[str, object] = {}
    for name in map(str, rows):
        if name == "period_end":
            columns[PERIOD] = period
        columns[name] = rows[name]
        if name in told:
            columns[f"{name}{NAME}"] = told[name]
        if name in units:
            columns[f"{name}{UNIT}"] = units[name]
    return pd.DataFrame(columns, index=rows.index)


def _shared(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The words of what every shape has."""
    pairs = list(zip(rows["dimension"], rows["category"], strict=True))
    said = {pair: words.category(*pair) for pair in set(pairs)}
    return {
        "area": _said(rows, "area", words.area),
        "dimension": _said(rows, "dimension", words.dimension),
        "category": pd.Series([said[pair] for pair in pairs], index=rows.index, dtype="object"),
    }


def _said(rows: pd.DataFrame, column: str, say: Say) -> pd.Series:
    """The words of a column of codes; KeyError for one that has none."""
    find = say.__getitem__ if isinstance(say, Mapping) else say
    return rows[column].map({code: find(code) for code in rows[column].unique()})


def _counts(rows: pd.DataFrame, part: str) -> pd.Series:
    """The unit of a numerator or denominator, where there is one."""
    figures = {id: getattr(i, part) for id, i in KNOWN.items()}
    units = {id: words.unit(figure.unit) for id, figure in figures.items() if figure}
    return rows["indicator"].map(units).where(rows[part].notna())


def _counted(rows: pd.DataFrame) -> list[str]:
    """The day that a figure of a return is of, or the days between which it is counted."""
    return [
        f"on {day(end)}" if pd.isna(since) else f"{day(since)} to {day(end)}"
        for since, end in zip(rows[COUNTED_FROM], rows["period_end"], strict=True)
    ]
