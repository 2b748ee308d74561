"""The Local Authority Interactive Tool: figures of many publications in one long table.

It fills what no primary release at hand carries: earlier years, all pupils, unit costs. Each
figure prints periods of its own kind, which is declared (`catalogue.labels.lait`) and held to.
"""

import re
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import ENGLAND, area, regions
from analysis.catalogue.labels.lait import FIGURES
from analysis.catalogue.labels.lait_form import (
    DECEMBER,
    FINANCIAL,
    MARCH,
    SCHOOL,
    SCHOOL_SPAN,
    SEPTEMBER,
    Figure,
)
from analysis.catalogue.labels.lait_pupils import EMPTY_PERIODS
from analysis.catalogue.sources.lait import SOURCES
from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.core.errors import SourceError, UnknownNameError
from analysis.intake.tables import labels, published_file, register
from analysis.intake.tables.places import BEFORE_OR_AFTER, stood

YEAR = r"(?P<end>\d{4})"
ENDS = {
    MARCH: (YEAR, "03-31"),
    FINANCIAL: (r"(?P<start>\d{4})-(?P<short>\d{2})( \(OT\))?", "03-31"),
    SCHOOL: (YEAR, "08-31"),
    SCHOOL_SPAN: (r"(?P<start>\d{4})[/-](?P<short>\d{2})", "08-31"),
    SEPTEMBER: (YEAR, "09-30"),
    DECEMBER: (YEAR, "12-31"),
}


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """The declared figures as counts; shares, rates, scores and money as the tool prints them.

    Raises SourceError when a declared figure, one of its years or an area of it is not there, or
    when a period, an area or a cell is not of a known form.
    """
    return shapes.check_counts(
        pd.concat(
            [_read_one(s, published_file.read_parquet(s, raw)) for s in sources], ignore_index=True
        )
    )


def _read_one(source: Source, table: pd.DataFrame) -> pd.DataFrame:
    figures = _declared(source, table)
    periods = _periods(source, figures)
    figures = figures.merge(periods, on=["Short Desc", "Years"], how="left", validate="m:1")
    figures["area"] = figures["LA Number"].map(_areas(source, figures))
    _check_complete(source, figures)
    rows = pd.concat(
        [_as_counts(source, part, unit) for unit, part in figures.groupby(_each("unit", figures))]
    )
    return _without_faults(source, rows, figures["Short Desc"]).sort_index()


def _as_counts(source: Source, figures: pd.DataFrame, unit: str) -> pd.DataFrame:
    rows = published_file.counts(
        source,
        figures,
        cells="Values",
        unit=unit,
        measure=_each("measure", figures),
        dimension=_each("dimension", figures),
        category=_each("category", figures),
        period_end=figures["period_end"],
        area=figures["area"],
    )
    standing = stood(rows) | (rows["value"].notna() & stood(rows, on_cohort_day=True))
    register.leave_out(BEFORE_OR_AFTER, int((~standing).sum()))
    return rows[standing]


def _each(attribute: str, figures: pd.DataFrame) -> pd.Series:
    """What is declared of the figure in each row."""
    known = {name: getattr(figure, attribute) for name, figure in FIGURES.items()}
    return figures["Short Desc"].map(known)


def _declared(source: Source, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the figures we take, without the periods declared to be empty."""
    labels.near_misses(source, table["Short Desc"], FIGURES)
    absent = sorted(set(FIGURES) - set(table["Short Desc"].unique()))
    if absent:
        others = set(map(str, table["Short Desc"].unique())) - set(FIGURES)
        raise SourceError(
            source.file,
            expected=f"a figure '{absent[0]}' in 'Short Desc'",
            found=f"{len(absent)} of {len(FIGURES)} declared figures missing"
            f"{labels.nearest(absent[0], others, 'in the file')}",
            remedy="If the tool renamed it, change its name in catalogue/labels/lait.py.",
        )
    figures = table[table["Short Desc"].isin(list(FIGURES))]
    for name, period in EMPTY_PERIODS:
        empty = (figures["Short Desc"] == name) & (figures["Years"] == period)
        if (figures.loc[empty, "Values"] != "-").any():
            raise SourceError(
                source.file,
                expected=f"no figure of '{name}' in the period '{period}'",
                found=f"'{figures.loc[empty, 'Values'].max()}'",
                remedy="Take the period out of EMPTY_PERIODS and say in what form it is printed.",
            )
        figures = figures[~empty]
    return figures.reset_index(drop=True)


def _periods(source: Source, figures: pd.DataFrame) -> pd.DataFrame:
    """`period_end` of each figure and printed period, after checking that all years are there."""
    pairs = figures[["Short Desc", "Years"]].drop_duplicates()
    ends = [
        _period_end(source, FIGURES[name], printed)
        for name, printed in pairs.itertuples(index=False)
    ]
    periods = pairs.assign(period_end=pd.to_datetime(ends))
    years = periods["period_end"].dt.year.groupby(periods["Short Desc"]).agg(sorted)
    for name, found in years.items():
        figure = FIGURES[str(name)]
        if found != list(range(figure.first, figure.last + 1)):
            raise SourceError(
                source.file,
                expected=f"'{name}' for every year from {figure.first} to {figure.last}",
                found=", ".join(map(str, found)),
                remedy="For a new edition, change its years in catalogue/labels/lait.py.",
            )
    return periods


def _period_end(source: Source, figure: Figure, printed: str) -> str:
    """The ISO day on which a printed period ends, by the kind of period that is declared."""
    pattern, day = ENDS[figure.period]
    match = re.fullmatch(pattern, str(printed))
    if match:
        parts = match.groupdict()
        end = int(parts["end"]) if "end" in parts else int(parts["start"]) + 1
        if "short" not in parts or int(parts["short"]) == end % 100:
            return f"{end}-{day}"
    raise SourceError(
        source.file,
        expected=f"periods of '{figure.name}' as {figure.period}",
        found=f"'{printed}'",
        remedy="If the tool prints it in another form now, change its period in "
        "catalogue/labels/lait.py.",
    )


def _areas(source: Source, figures: pd.DataFrame) -> dict[float, str]:
    """Area codes by the tool's numbers (970 to 990 are England and regions); names must agree."""
    codes = {}
    for number, name in figures[["LA Number", "LA and Regions"]].drop_duplicates().values:
        try:
            code = area(f"{float(number):.0f}").code
            agreed = area(name).code == code
        except (UnknownNameError, ValueError):
            agreed = False
        if not agreed:
            raise SourceError(
                source.file,
                expected="areas that the register knows, each by one number and name",
                found=f"'{name}' with the number {number}",
                remedy="If it is a new area or name, add it to catalogue/areas.csv.",
            )
        codes[number] = code
    return codes


def _check_complete(source: Source, figures: pd.DataFrame) -> None:
    """Every area once for each figure and period, and England among them."""
    listed = figures["area"].nunique()
    found = figures.groupby(["Short Desc", "Years"])["area"].agg(["size", "nunique"])
    short = found[(found["size"] != listed) | (found["nunique"] != listed)]
    if len(short) or ENGLAND not in set(figures["area"]):
        which = f"{short['size'].iloc[0]} for {short.index[0]}" if len(short) else "no England"
        raise SourceError(
            source.file,
            expected=f"each of {listed} areas once in every figure and period, with England",
            found=which,
            remedy=published_file.GET_IT_AGAIN,
        )


def _without_faults(source: Source, rows: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """The rows without those declared to be false, each guarded so that a mended one is noticed."""
    for figure in FIGURES.values():
        here = rows[names.loc[rows.index] == figure.name]
        if figure.england_is_a_sum:
            rows = _drop(rows, _england_above_regions(source, figure, here))
        for year in figure.repeats_england:
            rows = _drop(rows, _all_alike(source, figure, here, year))
    return rows


def _drop(rows: pd.DataFrame, false: pd.Index) -> pd.DataFrame:
    register.leave_out("the publication is declared to be wrong", len(false))
    return rows.drop(index=false)


def _england_above_regions(source: Source, figure: Figure, rows: pd.DataFrame) -> pd.Index:
    england = rows[rows["area"] == ENGLAND]
    parts = rows[rows["area"].isin([r.code for r in regions()])]
    highest = parts.groupby("period_end")["value"].max()
    if (england["value"].to_numpy() <= highest.reindex(england["period_end"]).to_numpy()).any():
        raise _mended(source, figure, "England above every region", "england_is_a_sum")
    return england.index


def _all_alike(source: Source, figure: Figure, rows: pd.DataFrame, year: int) -> pd.Index:
    then = rows[rows["period_end"].dt.year == year]
    if then["value"].min() != then["value"].max():
        raise _mended(source, figure, f"one figure for all areas in {year}", "repeats_england")
    return then.index


def _mended(source: Source, figure: Figure, fault: str, declaration: str) -> SourceError:
    return SourceError(
        source.file,
        expected=f"the known fault of '{figure.name}', {fault}",
        found="that it is not so",
        remedy=f"The publisher seems to have mended it: remove `{declaration}` and check the rest.",
    )
