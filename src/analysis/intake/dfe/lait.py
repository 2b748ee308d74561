"""The Local Authority Interactive Tool: figures of many publications in one long table.

It fills what no primary release at hand carries: earlier years, all pupils, unit costs. Each
figure prints periods of its own kind, which is declared (`lait_labels`) and held to.
"""

import re
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import ENGLAND, area, regions
from analysis.catalogue.sources.lait import SOURCES
from analysis.catalogue.sources.source import Source, source_error
from analysis.core import compact
from analysis.core.errors import SourceError, UnknownNameError
from analysis.intake.dfe import lait_form as form
from analysis.intake.dfe.lait_labels import FIGURES
from analysis.intake.dfe.lait_labels_pupils import EMPTY_PERIODS
from analysis.intake.tables import labels, published_file, register
from analysis.intake.tables.figures import counts, read_each
from analysis.intake.tables.places import BEFORE_OR_AFTER, existed

YEAR = r"(?P<end>\d{4})"
ENDS = {
    form.MARCH: (YEAR, "03-31"),
    form.FINANCIAL: (r"(?P<start>\d{4})-(?P<short>\d{2})( \(OT\))?", "03-31"),
    form.SCHOOL: (YEAR, "08-31"),
    form.SCHOOL_SPAN: (r"(?P<start>\d{4})[/-](?P<short>\d{2})", "08-31"),
    form.SEPTEMBER: (YEAR, "09-30"),
    form.DECEMBER: (YEAR, "12-31"),
}


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """The declared figures as counts; shares, rates, scores and money as the tool prints them.

    Raises SourceError when a declared figure, one of its years or an area of it is not there, or
    when a period, an area or a cell is not of a known form.
    """
    return read_each(_table, sources, raw)


def _table(source: Source, raw: Path) -> pd.DataFrame:
    figures = _declared(source, published_file.read_parquet(source, raw))
    periods = _periods(source, figures)
    figures = figures.merge(periods, on=["Short Desc", "Years"], how="left", validate="m:1")
    numbers = figures["LA Number"].astype("category")
    figures["area"] = compact.named(numbers, _areas(source, figures))
    _check_complete(source, figures)
    named = {
        part: compact.named(
            figures["Short Desc"], {name: getattr(f, part) for name, f in FIGURES.items()}
        )
        for part in ("measure", "unit", "dimension", "category")
    }
    area, ends = figures["area"], figures["period_end"]
    rows = counts(source, figures, cells="Values", area=area, period_end=ends, **named)
    standing = existed(rows) | (rows["value"].notna() & existed(rows, on_cohort_day=True))
    register.leave_out(BEFORE_OR_AFTER, int((~standing).sum()))
    return _without_faults(source, rows[standing], figures["Short Desc"])


def _declared(source: Source, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the figures we take, without the periods declared to be empty."""
    labels.near_misses(source, table["Short Desc"], FIGURES)
    there = set(map(str, table["Short Desc"].unique()))
    absent = sorted(set(FIGURES) - there)
    if absent:
        near = labels.nearest(absent[0], there - set(FIGURES), "in the file")
        expected = f"a figure '{absent[0]}' in 'Short Desc'"
        found = f"{len(absent)} of {len(FIGURES)} declared figures missing{near}"
        remedy = "If the tool renamed it, change its name in intake/dfe/lait_labels.py."
        raise source_error(source, expected, found, remedy)
    figures = table[table["Short Desc"].isin(list(FIGURES))]
    for name, period in EMPTY_PERIODS:
        empty = (figures["Short Desc"] == name) & (figures["Years"] == period)
        if (figures.loc[empty, "Values"] != "-").any():
            expected = f"no figure of '{name}' in the period '{period}'"
            found = f"'{figures.loc[empty, 'Values'].max()}'"
            remedy = "Take the period out of EMPTY_PERIODS and say in what form it is printed."
            raise source_error(source, expected, found, remedy)
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
            expected = f"'{name}' for every year from {figure.first} to {figure.last}"
            remedy = "For a new edition, change its years in intake/dfe/lait_labels.py."
            raise source_error(source, expected, ", ".join(map(str, found)), remedy)
    return periods


def _period_end(source: Source, figure: form.Figure, printed: str) -> str:
    """The ISO day on which a printed period ends, by the kind of period that is declared."""
    pattern, day = ENDS[figure.period]
    match = re.fullmatch(pattern, str(printed))
    if match:
        parts = match.groupdict()
        end = int(parts["end"]) if "end" in parts else int(parts["start"]) + 1
        if "short" not in parts or int(parts["short"]) == end % 100:
            return f"{end}-{day}"
    expected = f"periods of '{figure.name}' as {figure.period}"
    remedy = "If the tool prints it in another form now, change its period in lait_labels.py."
    raise source_error(source, expected, f"'{printed}'", remedy)


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
            expected = "areas that the register knows, each by one number and name"
            found = f"'{name}' with the number {number}"
            remedy = "If it is a new area or name, add it to catalogue/areas.csv."
            raise source_error(source, expected, found, remedy)
        codes[number] = code
    return codes


def _check_complete(source: Source, figures: pd.DataFrame) -> None:
    """Every area once for each figure and period, and England among them."""
    listed = figures["area"].nunique()
    found = figures.groupby(["Short Desc", "Years"])["area"].agg(["size", "nunique"])
    short = found[(found["size"] != listed) | (found["nunique"] != listed)]
    if len(short) or ENGLAND not in set(figures["area"]):
        which = f"{short['size'].iloc[0]} for {short.index[0]}" if len(short) else "no England"
        expected = f"each of {listed} areas once in every figure and period, with England"
        raise source_error(source, expected, which)


def _without_faults(source: Source, rows: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """The rows without those declared to be false, each guarded so that a mended one is noticed."""
    for figure in FIGURES.values():
        if not (figure.england_is_a_sum or figure.repeats_england):
            continue
        here = rows[names.loc[rows.index] == figure.name]
        false = [_england_above_regions(source, figure, here)] if figure.england_is_a_sum else []
        for year in figure.repeats_england:
            then = here[here["period_end"].dt.year == year]
            if then["value"].min() != then["value"].max():
                fault = f"one figure for all areas in {year}"
                raise _mended(source, figure, fault, "repeats_england")
            false.append(then.index)
        for index in false:
            register.leave_out("the publication is declared to be wrong", len(index))
            rows = rows.drop(index=index)
    return rows


def _england_above_regions(source: Source, figure: form.Figure, rows: pd.DataFrame) -> pd.Index:
    england = rows[rows["area"] == ENGLAND]
    parts = rows[rows["area"].isin([r.code for r in regions()])]
    highest = parts.groupby("period_end")["value"].max()
    if (england["value"].to_numpy() <= highest.reindex(england["period_end"]).to_numpy()).any():
        raise _mended(source, figure, "England above every region", "england_is_a_sum")
    return england.index


def _mended(source: Source, figure: form.Figure, fault: str, declaration: str) -> SourceError:
    expected = f"the known fault of '{figure.name}', {fault}"
    remedy = f"The publisher seems to have mended it: remove `{declaration}` and check the rest."
    return source_error(source, expected, "that it is not so", remedy)
