"""Published figures as a tidy frame: a row for each indicator, area, period and category."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.briefing.figures import RECORDED_BY_PROVIDER
from analysis.catalogue import areas as register
from analysis.catalogue import parameters
from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import Break, Indicator
from analysis.catalogue.indicators import indicator
from analysis.core import shapes, store
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.measure.steps import steps

CHOSEN, NEIGHBOUR, REGION, COUNTRY, OTHER = "chosen", "neighbour", "region", "England", "other"
ROLES = (CHOSEN, NEIGHBOUR, REGION, COUNTRY, OTHER)
NUMBERS = ("value", "lower95", "upper95", "numerator", "denominator")
STORED = ("indicator", *NUMBERS, "status")
COLUMNS = (
    *("indicator", "title", "unit", "area", "code", "region", "role", "period", "when"),
    *("category", *NUMBERS, "status", "why", "stretch"),
)
REGIONS = tuple(r.name for r in register.regions() if not r.region)
MOST_DAYS = 400  # from one figure of a year to the next

Names = str | float | Iterable[str | float] | None
Years = int | Iterable[int] | None


def figures(
    names: str | Iterable[str], areas: Names = None, years: Years = None, *, others: bool = False
) -> pd.DataFrame:
    """The published figures of indicators (ids), with those whom they are compared with.

    Columns are COLUMNS, see docs/workbench.md; of each series the oldest period is first. `areas`
    are names or codes of authorities, regions or England: each is `chosen`, and beside authorities
    stand their neighbours, region and England. All authorities are chosen where none is named.
    `others` adds every authority that is left. `years` are those in which periods end. A figure
    that is not published has no value, and `why` says the reason. UnknownNameError for a name that
    is not known, CareAnalysisError for a year without figures.
    """
    chosen = [indicator(n) for n in ([names] if isinstance(names, str) else names)]
    roles = _roles(areas, others)
    return pd.concat([_of(i, roles, years) for i in chosen], ignore_index=True)


def breaks(i: Indicator, series: pd.DataFrame) -> list[Break]:
    """The breaks inside a series, or several that are recorded alike: those declared, and steps in
    how an area records.
    """
    known = [*i.breaks]
    if i.id in RECORDED_BY_PROVIDER:
        known += steps(series.rename(columns={"period": "period_end"}))
    first, last = series["period"].min().date(), series["period"].max().date()
    return [b for b in known if first < b.on <= last]


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the newest period of those chosen, or of all, in which anybody has a figure.

    CareAnalysisError where nobody has one.
    """
    own = rows.loc[rows["role"] == CHOSEN, "period"]
    known = rows.loc[
        rows["value"].notna() & rows["period"].isin(own if len(own) else rows["period"])
    ]
    if known.empty:
        why = ", ".join(sorted({*rows["why"]}))
        raise CareAnalysisError(
            f"'{rows['indicator'].iloc[0]}' has no figure {rows['when'].iloc[-1]}: {why}."
        )
    return rows[rows["period"] == known["period"].max()]


def compared(i: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """Without those with whom it is not compared: a total says nothing beside England's."""
    told = {NEIGHBOUR: "neighbours", REGION: "region", COUNTRY: "england"}
    return rows[[told.get(role) in (*i.comparators, None) for role in rows["role"]]]


def of_category(i: Indicator, rows: pd.DataFrame, category: str) -> pd.DataFrame:
    """The rows of one category, by its name; of an indicator that is not split all rows.

    UnknownNameError for a category that it has not, CareAnalysisError where nothing is published.
    """
    if not rows["role"].isin([CHOSEN, OTHER]).any():
        raise CareAnalysisError(f"Nothing is published of '{i.id}' for these areas.")
    known = sorted(rows["category"].unique()) if i.split else [shapes.ALL]
    if (category or shapes.ALL) not in known:
        advice = f"{i.id} has category=" + ", ".join(f'"{each}"' for each in known) + "."
        raise UnknownNameError("category", category, known, advice)
    return rows[rows["category"] == (category or shapes.ALL)]


def _roles(areas: Names, others: bool) -> dict[str, str]:
    """The role of each area by code, those chosen first."""
    every = [a.code for a in register.authorities()]
    if areas is None:
        nine = [register.region(name).code for name in REGIONS]
        return dict.fromkeys(every, CHOSEN) | dict.fromkeys(nine, REGION) | {ENGLAND: COUNTRY}
    asked = [areas] if isinstance(areas, str | int | float) else areas
    chosen = [parameters.any_place(name) for name in asked]
    if not chosen and not others:
        raise CareAnalysisError('No area is named; write areas="Bradford" or leave it out for all.')
    beside = store.neighbours([a.code for a in chosen])
    similar = beside.loc[beside["model"] == shapes.NEIGHBOURS_2025, "neighbour"]
    wanted = (
        ([a.code for a in chosen], CHOSEN),
        (similar, NEIGHBOUR),
        ([a.region for a in chosen if a.region], REGION),
        ([ENGLAND], COUNTRY),
        (every if others else [], OTHER),
    )
    found: dict[str, str] = {}
    for codes, role in wanted:
        found |= {code: role for code in codes if code not in found}
    return found


def _of(i: Indicator, roles: Mapping[str, str], years: Years) -> pd.DataFrame:
    """The tidy rows of one indicator."""
    where, columns = {"indicator": i.id}, ["area", "period_end", "dimension", "category", *STORED]
    if len(roles) < len(register.authorities()):
        rows = store.measured(roles, columns, {**where, "group": shapes.OWN})
    else:
        rows = store.everywhere(columns, where, shapes.OWN)
    rows = rows[rows["area"].isin(list(roles)) & rows["dimension"].isin([i.split or shapes.ALL])]
    place = {code: n for n, code in enumerate(roles)}
    rows = rows.rename(columns={"period_end": "period"}).assign(place=rows["area"].map(place))
    rows = rows.sort_values(["place", "category", "period"], kind="stable")
    known, named = register.areas(), CATEGORIES.get(i.split, {})
    found = rows.assign(
        title=i.title,
        unit=i.unit,
        code=rows["area"],
        area=[known[code].name for code in rows["area"]],
        region=[_region(known[code]) for code in rows["area"]],
        role=rows["area"].map(dict(roles)),
        when=[i.label(day) for day in rows["period"]],
        category=[named.get(each, each) for each in rows["category"]],
        why=["" if s == shapes.OK else shapes.STATUS_WORDS[s] for s in rows["status"]],
        stretch=_stretches(i, rows),
    )
    return _in(years, i, found[[*COLUMNS]])


def _in(years: Years, i: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of some years; CareAnalysisError for one of which nothing is published."""
    if years is None:
        return rows
    wanted = {years} if isinstance(years, int) else {*years}
    there = {*rows["period"].dt.year}
    if wanted - there:
        raise CareAnalysisError(
            f"'{i.id}' has no figures of {min(wanted - there)} for these areas; it has "
            f"{', '.join(map(str, sorted(there))) or 'none of any year'}."
        )
    return rows[rows["period"].dt.year.isin(wanted)]


def _region(area: Area) -> str:
    """The name of the region of an area, one of REGIONS; '' for England."""
    within = register.areas().get(area.region, area)
    wider = register.areas().get(within.region, within)
    return wider.name if wider.kind == "region" else ""


def _stretches(i: Indicator, rows: pd.DataFrame) -> list[int]:
    """Which figures of a series a line may join, from 1: none across a gap or a break."""
    ends, known = rows["period"], rows["value"].notna()
    series = [rows["place"], rows["category"]]
    before = ends.groupby(series, sort=False).shift()
    follows = known.groupby(series, sort=False).shift(fill_value=True)
    parted = ~known | ~follows | ((ends - before).dt.days > MOST_DAYS)
    # Declared breaks are those of every series; steps in how an area records are its own.
    alike = series if i.id in RECORDED_BY_PROVIDER else np.zeros(len(rows), dtype=int)
    for _, part in rows.groupby(alike, sort=False):
        for day in (pd.Timestamp(each.on) for each in breaks(i, part)):
            crossed = (before < day) & (day <= ends)
            parted.loc[part.index] |= crossed.loc[part.index]
    found: list[int] = (parted.groupby(series, sort=False).cumsum() + 1).tolist()
    return found
