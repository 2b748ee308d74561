"""Which area a printed code means, and whether that area existed at the time."""

from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from analysis.catalogue.areas import ENGLAND, Area, areas
from analysis.catalogue.sources.source import Source, source_error
from analysis.core import shapes
from analysis.core.compact import once
from analysis.intake.tables import labels, register

LEVELS = {level: level for level in ("National", "Regional", "Local authority")}
BEFORE_OR_AFTER = "the authority did not exist at the time"


def area_codes(source: Source, frame: pd.DataFrame) -> pd.Series:
    """DfE codes of authorities, and ONS codes of regions and England, from the standard columns.

    SourceError names a level or a code that is not known.
    """
    labels.named(source, frame["geographic_level"], LEVELS)
    code = once(frame[["geographic_level", "old_la_code", "region_code"]], _code)
    return known_areas(source, code)


def _code(rows: pd.DataFrame) -> pd.Series:
    """The code of the area in each row; of England, one that is not printed."""
    code = rows["old_la_code"].astype("str").str.replace(r"\.0$", "", regex=True)
    code = code.where(rows["geographic_level"] == "Local authority", rows["region_code"])
    return code.where(rows["geographic_level"] != "National", ENGLAND).astype("category")


def gss_codes(source: Source, codes: pd.Series) -> pd.Series:
    """Area codes of ONS codes, current or former; SourceError names one that is not known."""
    register = areas().values()
    known = {a.former_gss: a.code for a in register} | {a.gss: a.code for a in register}
    found = codes.map({gss: code for gss, code in known.items() if gss})
    return known_areas(source, found.where(found.notna(), codes))


def known_areas(source: Source, codes: pd.Series) -> pd.Series:
    """The codes, or SourceError that names the first that is not in the register of areas."""
    strange = ~codes.isin(list(areas()))
    if strange.any():
        expected = "three-digit DfE codes, and ONS codes of regions and England"
        found = f"an area '{codes[strange].iloc[0]}' in {int(strange.sum())} rows"
        remedy = "If it is a new authority, add it to catalogue/areas.csv with its dates."
        raise source_error(source, expected, found, remedy)
    return codes if isinstance(codes.dtype, pd.CategoricalDtype) else codes.astype("str")


def authorities_on(day: date) -> list[Area]:
    """The local authorities that existed on a day."""
    return [a for a in areas().values() if a.kind == "authority" and a.existed(day)]


def above(authority: Area) -> tuple[str, ...]:
    """Its region, London where that is a part of London, and England."""
    region = authority.region
    return tuple(code for code in (region, areas()[region].region, ENGLAND) if code)


def existed(rows: pd.DataFrame, *, on_cohort_day: bool = False) -> pd.Series:
    """Whether the area of each row existed at its `period_end`.

    `on_cohort_day`: on 31 March of an academic year that ends on 31 August instead, the day that
    settles which authority a child belongs to.
    """
    day = rows["period_end"]
    if on_cohort_day:
        day = day.where(day.dt.month != 8, day - pd.offsets.MonthEnd(5))
    starts, ends = lifetimes(rows["area"])
    return ~((day < starts) | (day > ends))


def lifetimes(codes: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The first and the last day of each area, NaT where it has none."""
    each = codes.astype("category").cat
    days = (np.array([*map(of.get, each.categories), None], "datetime64[us]") for of in _days())
    first, last = (pd.Series(day[each.codes], codes.index) for day in days)
    return first, last


@cache
def _days() -> tuple[dict[str, pd.Timestamp], dict[str, pd.Timestamp]]:
    """The first day of each area that has one, and the last."""
    starts = {a.code: pd.Timestamp(a.start) for a in areas().values() if a.start}
    ends = {a.code: pd.Timestamp(a.end) for a in areas().values() if a.end}
    return starts, ends


def in_words(counts: pd.DataFrame) -> str:
    """The first of some counts in words: what, where and when."""
    measure, area, day = counts[["measure", "area", "period_end"]].iloc[0]
    return f"{measure} of {areas()[area].name} at {day:%d %B %Y}"


def existing(source: Source, counts: pd.DataFrame, *, on_cohort_day: bool = False) -> pd.DataFrame:
    """The rows of areas that existed at the time, as `existed` has it.

    SourceError when there is a number for an area that did not exist then.
    """
    standing = existed(counts, on_cohort_day=on_cohort_day)
    if standing.all():
        return counts
    impossible = counts[~standing & (counts["status"] == shapes.OK)]
    if not impossible.empty:
        day = "31 March of the year" if on_cohort_day else "the day"
        expected = f"figures only of authorities that existed on {day}"
        found = f"{len(impossible)} of others, first {in_words(impossible)}"
        remedy = "Get the file again, or mend the authority's dates in catalogue/areas.csv."
        raise source_error(source, expected, found, remedy)
    register.leave_out(BEFORE_OR_AFTER, int((~standing).sum()))
    return counts[standing]
