"""MHCLG revenue outturn (form RO3): what each authority spent on children's social care.

Published in thousand pounds and kept in pounds. `spend` is total expenditure (column C3) and
`spend_net` is net current expenditure (column C7, after fees and other income). The figures are
outturn of the year, in the prices of that year, without support services and capital charges.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import ENGLAND, areas
from analysis.catalogue.sources.mhclg import OUTTURNS as SOURCES
from analysis.catalogue.sources.source import RIGHT_EDITION, Source, source_error
from analysis.core import shapes
from analysis.intake.tables import labels, places, published_file
from analysis.intake.tables.figures import checked, counts, read_each
from analysis.intake.tables.published_file import plain_header

CARE = "Children's social care"
SERVICES = {
    f"{CARE}: Sure start children's centres and early years": "sure_start",
    f"{CARE} - Children Looked After": "cla_total",
    f"{CARE} - Children Looked After of which residential care": "cla_residential",
    f"{CARE} - Children Looked After of which fostering services": "cla_fostering",
    f"{CARE} - Children Looked After of which asylum seeking children who are looked after": (
        "cla_asylum"
    ),
    f"{CARE} - Children Looked After of which other": "cla_other",
    f"{CARE} - Other children's and families services": "other",
    f"{CARE} - Family Support Services": "family_support",
    f"{CARE} - Youth Justice": "youth_justice",
    f"{CARE}: Safeguarding children and young people's services": "safeguarding",
    f"{CARE} - Asylum Seekers": "asylum_seekers",
    f"{CARE}: Services for young people": "services_for_young_people",
    "TOTAL CHILDREN SOCIAL CARE": "total_childrens_social_care",
}
MEASURES = {"Total Expenditure (C3": "spend", "Net Current Expenditure (C7": "spend_net"}
CLASSES = ("UA", "MD", "LB", "SC")
OTHER_CLASSES = ("SD", "O", "Eng")
"""Districts, police, fire and other authorities, and England: no duty to children in care."""
NOT_BROKEN_DOWN = r"\[note \d+\]"
"""Printed instead of a figure (Gateshead, 2024-25: no breakdown of children looked after)."""
MOST_ESTIMATED = 1.15
"""England's line may exceed the sum of returns by this factor at most: MHCLG estimates for those
that made no return (1.03, 1.10 and 1.03 times in 2022-23, 2023-24 and 2024-25)."""


def read(raw: Path, sources: Iterable[Source] = SOURCES) -> pd.DataFrame:
    """Counts of `spend` and `spend_net` in pounds by `service`, of authorities, regions, England.

    England is the sheet's own line, in which MHCLG estimates for authorities that made no return;
    a region is the sum of its authorities, and not available when one of them made none. The
    services of `cla_` are parts of `cla_total`; the other lines and `cla_total` are parts of
    `total_childrens_social_care`. A few authorities put all of it on one line, or leave a part
    unallocated: a published 0 on a `cla_` line need not mean that nothing was spent.
    SourceError when a file is not as declared.
    """
    return read_each(_outturn, sources, raw)


def _outturn(source: Source, raw: Path) -> pd.DataFrame:
    rows = published_file.sheet_rows(source, raw, "RO3_LA_Data")
    stated = re.search(r"\d{4}-\d{2}", str(rows[0][0]))
    table = _figures(source, rows)
    table["financial_year"] = stated[0] if stated else "no year in the title"
    table = published_file.check(source, table, raw)
    local = labels.chosen(source, table["Class"], CLASSES, OTHER_CLASSES)
    england = table["ONS Code"] == ENGLAND
    if int(england.sum()) != 1:
        raise source_error(source, f"one line for England ({ENGLAND})", str(int(england.sum())))
    table = table[local | england].reset_index(drop=True)
    table["area"] = places.gss_codes(source, table["ONS Code"])
    strange = ~table["area"].isin([*_there(source), ENGLAND])
    if strange.any():
        there = f"authorities that existed on {_end(source):%d %B %Y}"
        name = areas()[table.loc[strange, "area"].iloc[0]].name
        raise source_error(source, there, name, RIGHT_EDITION)
    figures = checked(source, _counts(source, table))
    _check_england(source, figures)
    return pd.concat([figures, _regions(figures)], ignore_index=True)


def _figures(source: Source, rows: list[list]) -> pd.DataFrame:
    """The data sheet to its second header, one column for each service and measure we take."""
    at = published_file.header_at(source, rows, "E-code")
    above, header = ([plain_header(cell) for cell in rows[line]] for line in (at - 1, at))
    services = pd.Series(above).replace("", None).ffill()
    names = [_name(service, cell) for service, cell in zip(services, header, strict=True)]
    body = rows[at + 1 :]
    end = next((i for i, row in enumerate(body) if row[0] in ("E-code", "")), len(body))
    wanted = [
        f"{measure}|{service}" for measure in MEASURES.values() for service in SERVICES.values()
    ]
    absent = [name for name in wanted if name not in names]
    if absent:
        expected = f"a column for {absent[0].replace('|', ' on ')}"
        found = f"none ({len(wanted) - len(absent)} of {len(wanted)} lines recognised)"
        remedy = "If the publisher renamed the line, add the new name to SERVICES."
        raise source_error(source, expected, found, remedy)
    taken = {*wanted, *source.columns}
    kept = {name: names.index(name) for name in names if name in taken}
    cells = [[row[column] for column in kept.values()] for row in body[:end]]
    return published_file.sheet_table([*kept], cells)


def _name(service: str | None, printed: str) -> str:
    """'spend|cla_total' for the columns that we take, the printed name for the others.

    From 2024-25 the service stands in the header itself ('service - Total Expenditure (C3 = ...)');
    before, in the line above it.
    """
    for start, measure in MEASURES.items():
        before, found, _ = printed.partition(start)
        if found:
            line = before.removesuffix(" - ") or (service or "")
            return f"{measure}|{SERVICES.get(line, line)}"
    return printed


def _counts(source: Source, table: pd.DataFrame) -> pd.DataFrame:
    taken = [name for name in table.columns if "|" in name]
    long = table.melt("area", taken, "column", "thousands")
    named = long["column"].str.split("|", expand=True)
    long["thousands"] = long["thousands"].str.replace(NOT_BROKEN_DOWN, "[x]", regex=True)
    rows = counts(
        source,
        long,
        cells="thousands",
        unit="gbp",
        measure=named[0],
        dimension="service",
        category=named[1],
        period_end=_end(source),
        area=long["area"],
    )
    return rows.assign(value=(rows["value"] * 1000).round())


def _regions(counts: pd.DataFrame) -> pd.DataFrame:
    """Sums of authorities; not available when one of them made no return."""
    local = counts[counts["area"] != ENGLAND]
    chains = {code: places.above(areas()[code])[:-1] for code in local["area"].unique()}
    spread = local.assign(area=local["area"].astype("str").map(chains)).explode("area")
    key = [c for c in shapes.COUNTS if c not in ("value", "status")]
    grouped = spread.groupby(key, sort=False)["value"]
    totals = grouped.sum().where(grouped.count() == grouped.size()).reset_index()
    status = totals["value"].notna().map({True: shapes.OK, False: shapes.NOT_AVAILABLE})
    return totals.assign(status=status)[list(shapes.COUNTS)]


def _there(source: Source) -> set[str]:
    return {a.code for a in places.authorities_on(_end(source).date())}


def _check_england(source: Source, counts: pd.DataFrame) -> None:
    """SourceError unless England's total is the authorities' sum or somewhat more.

    Checked where every authority is printed, with a figure or without.
    """
    total = counts[
        (counts["measure"] == "spend") & (counts["category"] == "total_childrens_social_care")
    ]
    of_england = total["area"] == ENGLAND
    ratio = total.loc[of_england, "value"].sum() / total.loc[~of_england, "value"].sum()
    if _there(source) <= set(total["area"]) and not 0.999 < ratio < MOST_ESTIMATED:
        expected = f"a total for England of 1 to {MOST_ESTIMATED} times the authorities' sum"
        remedy = "Check the unit and the lines of the sheet."
        raise source_error(source, expected, f"{ratio:.2f} times", remedy)


def _end(source: Source) -> pd.Timestamp:
    return pd.Timestamp(int(source.years[0][:4]) + 1, 3, 31)
