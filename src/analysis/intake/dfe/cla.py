"""Children looked after in England: the department's releases of 2022, 2024 and 2025 as counts."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.areas import ENGLAND, areas, regions
from analysis.catalogue.sources.dfe_cla import SOURCES
from analysis.catalogue.sources.source import Source, source_error
from analysis.core.compact import joined, named, once
from analysis.intake.dfe.cla_labels import BAR
from analysis.intake.dfe.cla_tables import Form, forms
from analysis.intake.tables import labels, places, published_file
from analysis.intake.tables.figures import counts, read_each

NAMED = ("measure", "dimension", "category", "unit")


def read(raw: Path, sources: Iterable[Source] = SOURCES) -> pd.DataFrame:
    """Counts, shares and rates of every file under `raw`, in the counts shape; see `read_one`."""
    return read_each(read_one, sources, raw)


def read_one(source: Source, raw: Path) -> pd.DataFrame:
    """One file in the counts shape; SourceError when it is not what was declared of it."""
    printed = published_file.read(source, raw)
    found = [_figures(source, printed, form) for form in forms(source.id, printed.columns)]
    return places.existing(source, joined([part for parts in found for part in parts]))


def _figures(source: Source, printed: pd.DataFrame, form: Form) -> list[pd.DataFrame]:
    """The figures of one form of a file: numbers, then shares, then rates."""
    layout, rows = form.layout, _chosen(source, printed, form)
    key = _joined(rows, layout.labels)
    labels.named(source, key, dict.fromkeys(form.meanings, ""))
    rows = rows.assign(area=_areas(source, rows), key=key)
    _check_whole(source, rows)
    kept = {k: m for k, m in form.meanings.items() if m}
    rows = rows[rows["key"].isin(list(kept))]
    if form.before:
        rows = rows[rows["time_period"].astype("int64") < form.before]
    meant = {n: named(rows["key"], {k: getattr(m, n) for k, m in kept.items()}) for n in NAMED}
    rows = rows.assign(**meant)
    parts = [_counted(source, rows, layout.count)]
    if layout.percent:
        shown = rows[rows["key"].isin([k for k, m in kept.items() if m.percent])]
        parts.append(_counted(source, shown, layout.percent, "percent"))
    if layout.rate:
        parts.append(_counted(source, rows, layout.rate, "per_10000"))
    return parts


def _counted(source: Source, rows: pd.DataFrame, cells: str, unit: str = "") -> pd.DataFrame:
    """One column of figures in the counts shape; without `unit`, each row has its meaning's."""
    words: dict[str, Any] = {name: rows[name] for name in ("area", *NAMED)}
    if unit:
        words["unit"] = unit
    else:
        rows = rows.assign(**{cells: _in_months(rows[cells], rows["unit"])})
    return counts(source, rows, cells=cells, **words)


def _chosen(source: Source, printed: pd.DataFrame, form: Form) -> pd.DataFrame:
    """The rows that the form reads; SourceError when there are none, or for an unknown label."""
    rows = printed
    for column, values in form.rows.items():
        wanted = labels.chosen(source, rows[column], values, form.left_out.get(column, ()))
        rows = rows[wanted]
        if rows.empty:
            expected = f"rows with {column} {' or '.join(map(repr, values))}"
            found = f"{printed[column].astype('str').unique()[:5].tolist()}"
            remedy = "If the publisher changed the wording, add it to the reader's forms."
            raise source_error(source, expected, found, remedy)
    return rows


def _joined(rows: pd.DataFrame, labels: tuple[str, ...]) -> pd.Series:
    """The printed labels of each row, joined by a bar; each different one once, as a category."""
    return once(rows[list(labels)], _with_bars).rename(" and ".join(labels))


def _with_bars(rows: pd.DataFrame) -> pd.Series:
    key, *others = (column.astype("str") for _, column in rows.items())
    for other in others:
        key = key + BAR + other
    return key.str.strip().astype("category")


def _areas(source: Source, rows: pd.DataFrame) -> pd.Series:
    """Codes of the areas: of England in a national file, by name where regions have no code."""
    if "old_la_code" not in rows.columns:
        return labels.named(source, rows["geographic_level"], {"National": ENGLAND}).astype("str")
    if "region_code" not in rows.columns:
        names = {region.name: region.code for region in regions()}
        regional = rows.loc[rows["geographic_level"] == "Regional", "geo_breakdown"]
        rows = rows.assign(region_code=labels.named(source, regional, names))
    return places.area_codes(source, rows)


def _check_whole(source: Source, rows: pd.DataFrame) -> None:
    """SourceError unless every area has every row once in every year: nothing cut or doubled."""
    each = rows.groupby(["time_period", "area"], observed=True)["key"].agg(["size", "nunique"])
    labels = rows["key"].nunique()
    expected = rows["time_period"].nunique() * rows["area"].nunique()
    odd = each[(each["size"] != labels) | (each["nunique"] != labels)]
    if len(odd):
        year, code = odd.index[0]
        found = f"{odd['size'].iloc[0]} for {areas()[code].name} in {year}"
        raise source_error(source, f"{labels} different rows for every area and year", found)
    if len(each) != expected:
        pairs = f"{expected} pairs of area and year, every area in every year"
        raise source_error(source, pairs, str(len(each)))


def _in_months(cells: pd.Series, units: pd.Series) -> pd.Series:
    """Times printed as years and months ('01:07' or '1:7') as months ('19'); others as they are.

    There are no more than 11 months beside the years: '3:20' is no time.
    """
    if not (units == "months").any():
        return cells
    cells = cells.astype("str")
    times = cells.str.extract(r"^(\d+):(0?\d|1[01])$").astype("float64")
    months = (times[0] * 12 + times[1]).map("{:.0f}".format)
    return cells.where((units != "months") | times[0].isna(), months)
