"""Judgements of local authorities in inspections of children's services (ILACS).

A judgement is a code, not a quantity: 1 outstanding, 2 good, 3 requires improvement to be good,
4 inadequate. Care leavers have had a judgement of their own since 1 January 2023; before then that
of experiences in care covered them too, and their own is not applicable.

Beside Ofsted's own list there is one that somebody else compiled from Ofsted's reports. Ofsted's
own wins wherever it has the inspection or a newer one: kept are only inspections since, by the day
on which they began. The columns that name inspectors are not in the file at hand, and no such
column is read.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.sources.ofsted import ILACS, OVERVIEW
from analysis.catalogue.sources.source import RIGHT_EDITION, Source, source_error
from analysis.core import shapes
from analysis.intake.ofsted.labels import GRADES
from analysis.intake.tables import labels, places, published_file, register
from analysis.intake.tables.figures import checked, in_shape

YEAR_END = pd.Timestamp(2025, 3, 31)
COMPILED = pd.Timestamp(OVERVIEW.release)
CATEGORIES = ("overall", "leaders", "help_and_protection", "experiences_in_care", "care_leavers")
"""What is judged, in the order of the columns of both files after those of the area and day."""
CODE, DAY, *_ = ILACS.columns
COMPILED_CODE, COMPILED_DAY, *_ = OVERVIEW.columns
CARE_LEAVERS_JUDGED_FROM = pd.Timestamp("2023-01-01")
NOT_APPLICABLE = "inspection_pre_dates_judgement"
_CODES = {grade: str(code) for grade, code in GRADES.items()}
CODES = _CODES | {"": "", NOT_APPLICABLE: ""}
COMPILED_CODES = _CODES | {"requires improvement": "3", "nan": "", NOT_APPLICABLE: ""}


def read(raw: Path) -> pd.DataFrame:
    """The newest judgements of each authority at 31 March, and the day of the inspection.

    `ilacs_inspected` is that day written as the number yyyymmdd. SourceError when the file is not
    as declared.
    """
    table = published_file.read_sheet(ILACS, raw, sheet="Inspections_as_at", header="Web link")
    table = table[table[CODE] != ""].reset_index(drop=True)
    area = places.gss_codes(ILACS, table[CODE])
    inspected = pd.to_datetime(table[DAY].str[:10], format="%Y-%m-%d", errors="coerce")
    _check_days(inspected)
    grades = _grades(ILACS, table)
    own, early = grades["care_leavers"], inspected < CARE_LEAVERS_JUDGED_FROM
    grades["care_leavers"] = own.mask(early & (own == ""), NOT_APPLICABLE)
    return _counts(ILACS, grades, CODES, inspected, area, YEAR_END)


def read_compiled(raw: Path) -> pd.DataFrame:
    """The newest judgements of each authority, as `read` has them, at the day of the compilation.

    Authorities whose day of inspection is not given are left out. SourceError when the file is not
    as declared.
    """
    table = published_file.read_csv(OVERVIEW, raw)
    area = places.known_areas(OVERVIEW, table[COMPILED_CODE])
    inspected = _compiled_days(table)
    undated = inspected.isna()
    register.leave_out("the compilation gives no day of inspection", int(undated.sum()))
    table, inspected, area = table[~undated], inspected[~undated], area[~undated]
    grades = _grades(OVERVIEW, table)
    return checked(OVERVIEW, _counts(OVERVIEW, grades, COMPILED_CODES, inspected, area, COMPILED))


def newer(compiled: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The compiled rows of authorities that were inspected after the inspection in Ofsted's list.

    Both are counts, with `ilacs_inspected` for each authority.
    """
    days = [
        rows[rows["measure"] == "ilacs_inspected"].set_index("area")["value"]
        for rows in (compiled, own)
    ]
    is_newer = compiled["area"].map(days[0]) > compiled["area"].map(days[1]).fillna(0)
    register.leave_out("Ofsted's own list has the inspection", int((~is_newer).sum()))
    return compiled[is_newer]


def _grades(source: Source, table: pd.DataFrame) -> dict[str, pd.Series]:
    named = zip(CATEGORIES, source.columns[2:], strict=True)
    return {name: table[column].str.strip().str.casefold() for name, column in named}


def _counts(
    source: Source,
    grades: dict[str, pd.Series],
    codes: dict[str, str],
    inspected: pd.Series,
    area: pd.Series,
    day: pd.Timestamp,
) -> pd.DataFrame:
    """Printed grades by category, and the days of inspection, as counts at a day."""
    days = inspected.dt.strftime("%Y%m%d").astype("float64")
    shared: dict[str, Any] = {"area": area, "period_end": day}
    inspection = {"measure": "ilacs_inspected", "unit": "yyyymmdd", "status": shapes.OK}
    frames = [in_shape(source, **shared, **inspection, value=days)]
    for category, printed in grades.items():
        value = pd.to_numeric(labels.named(source, printed, codes), errors="coerce")
        status = value.isna().map({True: shapes.MISSING, False: shapes.OK})
        status = status.mask(printed == NOT_APPLICABLE, shapes.NOT_APPLICABLE)
        named = {"measure": "ilacs_judgement", "dimension": "judgement", "category": category}
        graded = in_shape(source, **shared, **named, unit="grade", value=value, status=status)
        frames.append(graded.astype({"value": "float64"}))
    return pd.concat(frames, ignore_index=True)


def _check_days(inspected: pd.Series) -> None:
    """SourceError unless every authority was inspected by 31 March, some in the year to it."""
    newest = inspected.max()
    if inspected.isna().any() or not YEAR_END - pd.DateOffset(years=1) < newest <= YEAR_END:
        expected = f"a day in every '{DAY}', the newest in the year to {YEAR_END:%d %B %Y}"
        found = "a cell that is not a day" if inspected.isna().any() else f"{newest:%d %B %Y}"
        raise source_error(ILACS, expected, found, RIGHT_EDITION)


def _compiled_days(table: pd.DataFrame) -> pd.Series:
    """The first day of each inspection; SourceError for a cell that is neither blank nor a day."""
    printed = table[COMPILED_DAY]
    days = pd.to_datetime(printed, format="%d/%m/%Y", errors="coerce")
    strange = printed[days.isna() & (printed.str.strip() != "") | (days > COMPILED)]
    if len(strange):
        expected = f"days to {COMPILED:%d/%m/%Y} in '{COMPILED_DAY}', as 31/01/2026, or blanks"
        raise source_error(OVERVIEW, expected, f"'{strange.iloc[0]}'")
    return days
