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
from analysis.intake.tables.figures import Figure, figures, read_each, school_year

GROUPS = {
    "CLA 12 months at 31 March": "looked_after",
    "CINO at 31 March": "children_in_need",
    "CPPO at 31 March": "child_protection",
}
SCHOOLS = {
    "Total": "total",
    "State-funded primary": "primary",
    "State-funded secondary": "secondary",
    "Special": "special",
    "State-funded alternative provision school": "alternative_provision",
    "Pupil referral unit": "alternative_provision",
}
SCHOOL_COLUMNS = ("phase_type_grouping", "school_type")

SUBJECTS = {
    "read": "ks2_reading",
    "writta": "ks2_writing",
    "mat": "ks2_maths",
    "rwm": "ks2_rwm",
    "gps": "ks2_gps",
}
KS2 = tuple(
    Figure(column, measure, unit)
    for subject, name in SUBJECTS.items()
    for column, measure, unit in (
        (f"t_{subject}_eligible_pupils", f"{name}_cohort", "pupils"),
        (f"t_{subject}_met_expected_standard", name, "pupils"),
        (f"pt_{subject}_met_expected_standard", name, "percent"),
    )
)
KS4 = (
    Figure("t_pupils", "ks4_cohort", "pupils"),
    Figure("t_att8", "ks4_attainment_8_points", "points"),
    Figure("avg_att8", "ks4_attainment_8", "score"),
    Figure("t_l2basics_95", "ks4_english_maths_5", "pupils"),
    Figure("pt_l2basics_95", "ks4_english_maths_5", "percent"),
    Figure("t_l2basics_94", "ks4_english_maths_4", "pupils"),
    Figure("pt_l2basics_94", "ks4_english_maths_4", "percent"),
    Figure("t_inp8calc", "ks4_progress_8_cohort", "pupils"),
    Figure("avg_p8score", "ks4_progress_8", "score"),
    Figure("p8score_CI_low", "ks4_progress_8_lower", "score"),
    Figure("p8score_CI_upp", "ks4_progress_8_upper", "score"),
)
ABSENCE = (
    Figure("t_pupils", "absence_cohort", "pupils"),
    Figure("t_sess_possible", "absence_sessions_possible", "sessions"),
    Figure("t_sess_overall", "absence_sessions_missed", "sessions"),
    Figure("pt_overall", "absence_overall", "percent"),
    Figure("t_sess_authorised", "absence_sessions_missed_authorised", "sessions"),
    Figure("pt_sess_authorised", "absence_authorised", "percent"),
    Figure("t_sess_unauthorised", "absence_sessions_missed_unauthorised", "sessions"),
    Figure("pt_sess_unauthorised", "absence_unauthorised", "percent"),
    Figure("t_pupils_pa_10_exact", "absence_persistent", "pupils"),
    Figure("pt_pupils_pa_10_exact", "absence_persistent", "percent"),
)
SEVERE = (
    Figure("t_pupils_pa_50_exact", "absence_severe", "pupils"),
    Figure("pt_pupils_pa_50_exact", "absence_severe", "percent"),
)
SEN = (
    Figure("t_pupils", "sen_cohort", "pupils"),
    Figure("t_all_SEN", "sen_any", "pupils"),
    Figure("pt_all_SEN", "sen_any", "percent"),
    Figure("t_SEN_support", "sen_support", "pupils"),
    Figure("pt_SEN_support", "sen_support", "percent"),
    Figure("t_statement_or_EHC_plan", "sen_ehcp", "pupils"),
    Figure("pt_statement_or_EHC_plan", "sen_ehcp", "percent"),
)
EXCLUSIONS = (
    Figure("t_pupils", "exclusions_cohort", "pupils"),
    Figure("t_perm_excl", "permanently_excluded", "pupils"),
    Figure("pt_perm_excl", "permanently_excluded", "percent"),
    Figure("t_one_plus_sus", "suspended", "pupils"),
    Figure("pt_one_plus_sus", "suspended", "percent"),
)
FIGURES = {
    "dfe_outcomes_2025_ks2": KS2,
    "dfe_outcomes_2025_ks4": KS4,
    "dfe_outcomes_2025_absence": (*ABSENCE, *SEVERE),
    "dfe_outcomes_2022_ks2": KS2,
    "dfe_outcomes_2022_ks4": KS4,
    "dfe_outcomes_2022_absence": ABSENCE,
    "dfe_outcomes_2022_sen": SEN,
    "dfe_outcomes_2022_exclusions": EXCLUSIONS,
}


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Outcomes by academic year (31 August) as counts: dimension `pupils`, by social care group.

    Numbers are `pupils`, `sessions` or Attainment 8 `points`; shares and scores are as published.
    Absence is of all state-funded schools together.
    """
    return read_each(_table, sources, raw)


def _table(source: Source, raw: Path) -> pd.DataFrame:
    table = _all_schools(source, published_file.read_csv(source, raw))
    groups = labels.named(source, table["social_care_group"], GROUPS)
    if set(groups) != set(GROUPS.values()):
        found = ", ".join(sorted(table["social_care_group"].unique())) or "none"
        raise source_error(source, f"the groups {', '.join(GROUPS)}", found)
    ends, wanted = school_year(table["time_period"]), FIGURES[source.id]
    split: dict[str, Any] = {"dimension": "pupils", "category": groups}
    return figures(source, table, wanted, ends, on_cohort_day=True, **split)


def _all_schools(source: Source, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of all schools together, in a table that is also split by type of school."""
    for column in SCHOOL_COLUMNS:
        if column in source.columns:
            types = labels.named(source, table[column], SCHOOLS)
            table = table[types == "total"]
    return table.reset_index(drop=True)
