"""Judgements of local authorities as somebody else compiled them from Ofsted's reports.

It is not Ofsted's publication: Ofsted's own list wins wherever it has the inspection or a newer
one. Kept are only inspections since, by the day on which they began. The columns that name
inspectors are not in the file at hand, and no such column is read.
"""

from pathlib import Path

import pandas as pd

from analysis.catalogue.labels.ofsted import GRADES
from analysis.catalogue.sources.ofsted import OVERVIEW
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.tables import labels, places, published_file, register
from analysis.intake.tables.figures import checked

COMPILED = pd.Timestamp(OVERVIEW.release)
DAY = "inspection_start_date"
GRADED = {
    "overall": "overall_effectiveness_grade",
    "leaders": "impact_of_leaders_grade",
    "help_and_protection": "help_and_protection_grade",
    "experiences_in_care": "in_care_grade",
    "care_leavers": "care_leavers_grade",
}
NO_GRADE, BEFORE_THE_JUDGEMENT = "nan", "inspection_pre_dates_judgement"
CODES = {grade: str(code) for grade, code in GRADES.items()} | {
    "requires improvement": "3",
    NO_GRADE: "",
    BEFORE_THE_JUDGEMENT: "",
}


def read(raw: Path) -> pd.DataFrame:
    """The newest judgements of each authority, as `judgements.read` has them, at the day of
    the compilation.

    Authorities whose day of inspection is not given are left out. SourceError when the file is not
    as declared.
    """
    table = published_file.read_csv(OVERVIEW, raw)
    area = places.known_areas(OVERVIEW, table["la_code"])
    inspected = _days(table)
    undated = inspected.isna()
    register.leave_out("the compilation gives no day of inspection", int(undated.sum()))
    table, inspected = table[~undated], inspected[~undated]
    rows = [_graded(table, category) for category in GRADED]
    days = inspected.dt.strftime("%Y%m%d").astype("float64")
    rows.append(pd.DataFrame({"value": days, "status": shapes.OK, "unit": "yyyymmdd"}))
    counts = pd.concat(rows).fillna(
        {"measure": "ilacs_inspected", "dimension": shapes.ALL, "category": shapes.ALL}
    )
    counts = counts.assign(
        area=area[counts.index],
        period_end=COMPILED,
        frequency="annual",
        source=OVERVIEW.id,
        release=OVERVIEW.release,
    )
    return checked(OVERVIEW, counts[list(shapes.COUNTS)].reset_index(drop=True))


def since(compiled: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The compiled rows of authorities that were inspected after the inspection in Ofsted's list.

    Both are counts, with `ilacs_inspected` for each authority.
    """
    days = [
        rows[rows["measure"] == "ilacs_inspected"].set_index("area")["value"]
        for rows in (compiled, own)
    ]
    newer = compiled["area"].map(days[0]) > compiled["area"].map(days[1]).fillna(0)
    register.leave_out("Ofsted's own list has the inspection", int((~newer).sum()))
    return compiled[newer]


def _days(table: pd.DataFrame) -> pd.Series:
    """The first day of each inspection; SourceError for a cell that is neither blank nor a day."""
    days = pd.to_datetime(table[DAY], format="%d/%m/%Y", errors="coerce")
    strange = table[DAY][days.isna() & (table[DAY].str.strip() != "") | (days > COMPILED)]
    if len(strange):
        raise SourceError(
            OVERVIEW.file,
            expected=f"days to {COMPILED:%d/%m/%Y} in '{DAY}', as 31/01/2026, or blanks",
            found=f"'{strange.iloc[0]}'",
            remedy=published_file.GET_IT_AGAIN,
        )
    return days


def _graded(table: pd.DataFrame, category: str) -> pd.DataFrame:
    printed = table[GRADED[category]].str.strip().str.casefold()
    value = pd.to_numeric(labels.named(OVERVIEW, printed, CODES), errors="coerce")
    status = pd.Series(shapes.OK, index=table.index)
    status = status.mask(value.isna(), shapes.MISSING)
    return pd.DataFrame(
        {
            "measure": "ilacs_judgement",
            "dimension": "judgement",
            "category": category,
            "value": value.astype("float64"),
            "unit": "grade",
            "status": status.mask(printed == BEFORE_THE_JUDGEMENT, shapes.NOT_APPLICABLE),
        }
    )
