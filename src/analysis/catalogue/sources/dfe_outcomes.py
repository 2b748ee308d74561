"""Outcomes for children in need, including children looked after: editions of 2026 and 2023."""

from analysis.catalogue.sources.source import Figure, Source, wide_from_dfe
from analysis.catalogue.sources.statistics_service import FIND

SINCE_2019 = ("201819", "201920", "202021", "202122", "202223", "202324", "202425")
SINCE_2017 = ("201617", "201718", "201819", "201920", "202021", "202122")
SINCE_2016 = ("201516", "201617", "201718", "201819", "201920", "202021")
EDITIONS = {
    2025: ("06_outcomes_2019_2025", "2026-04-02", SINCE_2019),
    2022: ("06_outcomes_2017_2022", "2023-03-30", SINCE_2017),
}


def _counted(name: str, measure: str) -> tuple[Figure, Figure]:
    """The number of pupils and their share."""
    return Figure(f"t_{name}", measure, "pupils"), Figure(f"pt_{name}", measure, "percent")


SUBJECTS = {
    "read": "ks2_reading",
    "writta": "ks2_writing",
    "mat": "ks2_maths",
    "rwm": "ks2_rwm",
    "gps": "ks2_gps",
}
KS2 = tuple(
    figure
    for subject, measure in SUBJECTS.items()
    for figure in (
        Figure(f"t_{subject}_eligible_pupils", f"{measure}_cohort", "pupils"),
        *_counted(f"{subject}_met_expected_standard", measure),
    )
)
KS4 = (
    Figure("t_pupils", "ks4_cohort", "pupils"),
    Figure("t_att8", "ks4_attainment_8_points", "points"),
    Figure("avg_att8", "ks4_attainment_8", "score"),
    *_counted("l2basics_95", "ks4_english_maths_5"),
    *_counted("l2basics_94", "ks4_english_maths_4"),
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
    *_counted("pupils_pa_10_exact", "absence_persistent"),
)
SEVERE = _counted("pupils_pa_50_exact", "absence_severe")
SEN = (
    Figure("t_pupils", "sen_cohort", "pupils"),
    *_counted("all_SEN", "sen_any"),
    *_counted("SEN_support", "sen_support"),
    *_counted("statement_or_EHC_plan", "sen_ehcp"),
)
EXCLUSIONS = (
    Figure("t_pupils", "exclusions_cohort", "pupils"),
    *_counted("perm_excl", "permanently_excluded"),
    *_counted("one_plus_sus", "suspended"),
)


def _outcomes(
    edition: int,
    subject: str,
    file: str,
    figures: tuple[Figure, ...],
    note: str,
    *labels: str,
    years: tuple[str, ...] = (),
    superseded: bool = False,
) -> Source:
    folder, release, usual_years = EDITIONS[edition]
    return wide_from_dfe(
        figures,
        "social_care_group",
        *labels,
        id=f"dfe_outcomes_{edition}_{subject}",
        file=f"{folder}/{file}.csv",
        title="Outcomes for children in need, including children looked after by local "
        f"authorities in England, reporting year {edition}",
        release=release,
        url=f"{FIND}outcomes-for-children-in-need-including-children-looked-after-by-local-"
        f"authorities-in-england/{edition}",
        years=years or usual_years,
        note=note,
        superseded=superseded,
    )


NO_TESTS = "No tests in 2019/20 and 2020/21."
GRADES = "Grades of 2019/20 and 2020/21 were teachers' assessments and do not compare."
REVISED = "Revised since; the newest percentages are carried through the interactive tool."
NO_ABSENCE = "No absence figures for 2019/20."

KS2_2025 = _outcomes(2025, "ks2", "ks2_la", KS2, NO_TESTS)
KS4_2025 = _outcomes(2025, "ks4", "ks4_la", KS4, f"{GRADES} No Progress 8 for 2024/25.")
ABSENCE_2025 = _outcomes(
    2025, "absence", "absence_la", (*ABSENCE, *SEVERE), NO_ABSENCE, "phase_type_grouping"
)
KS2_2022 = _outcomes(2022, "ks2", "ks2_la", KS2, NO_TESTS)
KS4_2022 = _outcomes(2022, "ks4", "ks4_la", KS4, GRADES)
ABSENCE_2022 = _outcomes(
    2022, "absence", "absence_six_half_terms_la", ABSENCE, NO_ABSENCE, "school_type"
)
SEN_2022 = _outcomes(2022, "sen", "sen_la", SEN, REVISED, superseded=True)
EXCLUSIONS_2022 = _outcomes(
    2022,
    "exclusions",
    "permanent_exclusions_and_suspensions_la",
    EXCLUSIONS,
    f"Published a year behind the other outcomes. {REVISED}",
    years=SINCE_2016,
    superseded=True,
)

SOURCES: tuple[Source, ...] = (
    *(KS2_2025, KS4_2025, ABSENCE_2025),
    *(KS2_2022, KS4_2022, ABSENCE_2022, SEN_2022, EXCLUSIONS_2022),
)
