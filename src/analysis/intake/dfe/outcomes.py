"""Education outcomes of looked after children, children in need and on protection plans.

Looked after children are those in care for at least twelve months at 31 March; the others had a
plan on that day. Each row belongs to the authority responsible on that 31 March, so an authority
that ended with that day still has the figures of its last academic year.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.sources.dfe_outcomes import SOURCES
from analysis.catalogue.sources.source import Source, source_error
from analysis.intake.tables import labels, published_file
from analysis.intake.tables.figures import figures, read_each, school_year

GROUPS = {
    "CLA 12 months at 31 March": "looked_after",
    "CINO at 31 March": "children_in_need",
    "CPPO at 31 March": "child_protection",
}
KINDS_OF_SCHOOL = (
    "State-funded primary",
    "State-funded secondary",
    "Special",
    "State-funded alternative provision school",
    "Pupil referral unit",
)
SCHOOL_COLUMNS = ("phase_type_grouping", "school_type")


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Outcomes by academic year (31 August) as counts: dimension `pupils`, by social care group.

    Numbers are `pupils`, `sessions` or Attainment 8 `points`; shares and scores are as published.
    Absence is of all state-funded schools together.
    """
    return read_each(_table, sources, raw)


def _table(source: Source, raw: Path) -> pd.DataFrame:
    table = published_file.read_csv(source, raw, only=source.declared)
    for column in SCHOOL_COLUMNS:
        if column in source.columns:
            table = table[labels.chosen(source, table[column], ("Total",), KINDS_OF_SCHOOL)]
    table = table.reset_index(drop=True)
    groups = labels.named(source, table["social_care_group"], GROUPS)
    if set(groups) != set(GROUPS.values()):
        found = ", ".join(sorted(table["social_care_group"].unique())) or "none"
        raise source_error(source, f"the groups {', '.join(GROUPS)}", found)
    ends = school_year(table["time_period"])
    split: dict[str, Any] = {"dimension": "pupils", "category": groups}
    return figures(source, table, source.figures, ends, on_cohort_day=True, **split)
