"""Ofsted's judgements of local authorities (inspections of children's services, ILACS).

A judgement is a code, not a quantity: 1 outstanding, 2 good, 3 requires improvement to be good,
4 inadequate. Care leavers have had a judgement of their own since 1 January 2023; before then that
of experiences in care covered them too, and their own is not applicable.
"""

from pathlib import Path

import pandas as pd

from analysis.catalogue.labels.ofsted import GRADES
from analysis.catalogue.sources.ofsted import ILACS
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.tables import labels, places, published_file, workbook

YEAR = 2025
CODE, DAY, *_ = ILACS.columns
GRADED = dict(
    zip(
        ("overall", "leaders", "help_and_protection", "experiences_in_care", "care_leavers"),
        ILACS.columns[2:],
        strict=True,
    )
)
CARE_LEAVERS_JUDGED_FROM = pd.Timestamp("2023-01-01")


def read(raw: Path) -> pd.DataFrame:
    """The newest judgements of each authority at 31 March, and the day of the inspection.

    `ilacs_inspected` is that day written as the number yyyymmdd. SourceError when the file is not
    as declared.
    """
    table = workbook.read_table(ILACS, raw, sheet="Inspections_as_at", header="Web link")
    table = published_file.check(ILACS, table, published_file.find(ILACS, raw))
    table = table[table[CODE] != ""].reset_index(drop=True)
    table["area"] = places.gss_codes(ILACS, table[CODE])
    inspected = pd.to_datetime(table[DAY].str[:10], format="%Y-%m-%d", errors="coerce")
    _check_days(inspected)
    frames = [_graded(table, category, inspected) for category in GRADED]
    days = inspected.dt.strftime("%Y%m%d").astype("float64")
    frames.append(
        _rows(table["area"], "ilacs_inspected", shapes.ALL, shapes.ALL).assign(
            value=days, unit="yyyymmdd", status=shapes.OK
        )
    )
    return pd.concat(frames, ignore_index=True)[list(shapes.COUNTS)]


def _graded(table: pd.DataFrame, category: str, inspected: pd.Series) -> pd.DataFrame:
    printed = table[GRADED[category]].str.strip().str.casefold()
    blank = printed == ""
    early = blank & (inspected < CARE_LEAVERS_JUDGED_FROM) & (category == "care_leavers")
    codes = {grade: str(code) for grade, code in GRADES.items()} | {"": ""}
    value = pd.to_numeric(labels.named(ILACS, printed, codes), errors="coerce")
    status = pd.Series(shapes.OK, index=table.index)
    status = status.mask(blank, shapes.MISSING).mask(early, shapes.NOT_APPLICABLE)
    rows = _rows(table["area"], "ilacs_judgement", "judgement", category)
    return rows.assign(value=value.astype("float64"), unit="grade", status=status)


def _rows(area: pd.Series, measure: str, dimension: str, category: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "measure": measure,
            "area": area,
            "period_end": pd.Timestamp(YEAR, 3, 31),
            "frequency": "annual",
            "dimension": dimension,
            "category": category,
            "source": ILACS.id,
            "release": ILACS.release,
        }
    )


def _check_days(inspected: pd.Series) -> None:
    """SourceError unless every authority was inspected by 31 March, some in the year to it."""
    end = pd.Timestamp(YEAR, 3, 31)
    newest = inspected.max()
    if inspected.isna().any() or not end - pd.DateOffset(years=1) < newest <= end:
        raise SourceError(
            ILACS.file,
            expected=f"a day in every '{DAY}', the newest in the year to 31 March {YEAR}",
            found="a cell that is not a day" if inspected.isna().any() else f"{newest:%d %B %Y}",
            remedy="Check that this is the right edition.",
        )
