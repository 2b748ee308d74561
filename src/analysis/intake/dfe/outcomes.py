"""Education outcomes of looked after children, children in need and on protection plans.

Looked after children are those in care for at least twelve months at 31 March; the others had a
plan on that day. Each row belongs to the authority responsible on that 31 March, so an authority
that ended with that day still has the figures of its last academic year.
"""

from pathlib import Path

import pandas as pd

from analysis.catalogue.sources.dfe_outcomes import SOURCES
from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.tables import labels, places, published_file
from analysis.intake.tables.figures import checked

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
KS2 = {
    column: figure
    for subject, measure in SUBJECTS.items()
    for column, figure in (
        (f"t_{subject}_eligible_pupils", (f"{measure}_cohort", "pupils")),
        (f"t_{subject}_met_expected_standard", (measure, "pupils")),
        (f"pt_{subject}_met_expected_standard", (measure, "percent")),
    )
}
KS4 = {
    "t_pupils": ("ks4_cohort", "pupils"),
    "t_att8": ("ks4_attainment_8_points", "points"),
    "avg_att8": ("ks4_attainment_8", "score"),
    "t_l2basics_95": ("ks4_english_maths_5", "pupils"),
    "pt_l2basics_95": ("ks4_english_maths_5", "percent"),
    "t_l2basics_94": ("ks4_english_maths_4", "pupils"),
    "pt_l2basics_94": ("ks4_english_maths_4", "percent"),
    "t_inp8calc": ("ks4_progress_8_cohort", "pupils"),
    "avg_p8score": ("ks4_progress_8", "score"),
    "p8score_CI_low": ("ks4_progress_8_lower", "score"),
    "p8score_CI_upp": ("ks4_progress_8_upper", "score"),
}
ABSENCE = {
    "t_pupils": ("absence_cohort", "pupils"),
    "t_sess_possible": ("absence_sessions_possible", "sessions"),
    "t_sess_overall": ("absence_sessions_missed", "sessions"),
    "pt_overall": ("absence_overall", "percent"),
    "t_sess_authorised": ("absence_sessions_missed_authorised", "sessions"),
    "pt_sess_authorised": ("absence_authorised", "percent"),
    "t_sess_unauthorised": ("absence_sessions_missed_unauthorised", "sessions"),
    "pt_sess_unauthorised": ("absence_unauthorised", "percent"),
    "t_pupils_pa_10_exact": ("absence_persistent", "pupils"),
    "pt_pupils_pa_10_exact": ("absence_persistent", "percent"),
}
SEVERE = {
    "t_pupils_pa_50_exact": ("absence_severe", "pupils"),
    "pt_pupils_pa_50_exact": ("absence_severe", "percent"),
}
SEN = {
    "t_pupils": ("sen_cohort", "pupils"),
    "t_all_SEN": ("sen_any", "pupils"),
    "pt_all_SEN": ("sen_any", "percent"),
    "t_SEN_support": ("sen_support", "pupils"),
    "pt_SEN_support": ("sen_support", "percent"),
    "t_statement_or_EHC_plan": ("sen_ehcp", "pupils"),
    "pt_statement_or_EHC_plan": ("sen_ehcp", "percent"),
}
EXCLUSIONS = {
    "t_pupils": ("exclusions_cohort", "pupils"),
    "t_perm_excl": ("permanently_excluded", "pupils"),
    "pt_perm_excl": ("permanently_excluded", "percent"),
    "t_one_plus_sus": ("suspended", "pupils"),
    "pt_one_plus_sus": ("suspended", "percent"),
}
FORMS = {
    "dfe_outcomes_2025_ks2": KS2,
    "dfe_outcomes_2025_ks4": KS4,
    "dfe_outcomes_2025_absence": {**ABSENCE, **SEVERE},
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
    return shapes.check_counts(
        pd.concat(
            [_read_one(s, published_file.read_csv(s, raw)) for s in sources], ignore_index=True
        )
    )


def _read_one(source: Source, table: pd.DataFrame) -> pd.DataFrame:
    table = _all_schools(source, table)
    groups = labels.named(source, table["social_care_group"], GROUPS)
    if set(groups) != set(GROUPS.values()):
        raise SourceError(
            source.file,
            expected=f"the groups {', '.join(GROUPS)}",
            found=", ".join(sorted(table["social_care_group"].unique())) or "none",
            remedy=published_file.GET_IT_AGAIN,
        )
    area = places.area_codes(source, table)
    period_end = published_file.school_year(table["time_period"])
    rows = pd.concat(
        [
            published_file.counts(
                source,
                table,
                cells=cells,
                measure=measure,
                unit=unit,
                dimension="pupils",
                category=groups,
                area=area,
                period_end=period_end,
            )
            for cells, (measure, unit) in FORMS[source.id].items()
        ],
        ignore_index=True,
    )
    return checked(source, rows, on_cohort_day=True)


def _all_schools(source: Source, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of all schools together, in a table that is also split by type of school."""
    for column in SCHOOL_COLUMNS:
        if column in source.columns:
            types = labels.named(source, table[column], SCHOOLS)
            table = table[types == "total"]
    return table.reset_index(drop=True)
