"""Outcomes for children in need, including children looked after: editions of 2026 and 2023."""

from analysis.catalogue.sources.source import Source

PLACE = ("time_period", "geographic_level", "region_code", "old_la_code", "social_care_group")
SINCE_2019 = ("201819", "201920", "202021", "202122", "202223", "202324", "202425")
SINCE_2017 = ("201617", "201718", "201819", "201920", "202021", "202122")
SINCE_2016 = ("201516", "201617", "201718", "201819", "201920", "202021")

SUBJECTS = ("read", "writta", "mat", "rwm", "gps")
KS2 = tuple(
    column
    for subject in SUBJECTS
    for column in (
        f"t_{subject}_eligible_pupils",
        f"t_{subject}_met_expected_standard",
        f"pt_{subject}_met_expected_standard",
    )
)
KS4 = (
    "t_pupils",
    "t_att8",
    "avg_att8",
    "t_l2basics_95",
    "pt_l2basics_95",
    "t_l2basics_94",
    "pt_l2basics_94",
    "t_inp8calc",
    "avg_p8score",
    "p8score_CI_low",
    "p8score_CI_upp",
)
ABSENCE = (
    "t_pupils",
    "t_sess_possible",
    "t_sess_overall",
    "pt_overall",
    "t_sess_authorised",
    "pt_sess_authorised",
    "t_sess_unauthorised",
    "pt_sess_unauthorised",
    "t_pupils_pa_10_exact",
    "pt_pupils_pa_10_exact",
)
SEVERE = ("t_pupils_pa_50_exact", "pt_pupils_pa_50_exact")
SEN = (
    "t_pupils",
    "t_all_SEN",
    "pt_all_SEN",
    "t_SEN_support",
    "pt_SEN_support",
    "t_statement_or_EHC_plan",
    "pt_statement_or_EHC_plan",
)
EXCLUSIONS = ("t_pupils", "t_perm_excl", "pt_perm_excl", "t_one_plus_sus", "pt_one_plus_sus")


def _edition_2025(subject: str, file: str, columns: tuple[str, ...], note: str = "") -> Source:
    return Source(
        id=f"dfe_outcomes_2025_{subject}",
        file=f"06_outcomes_2019_2025/{file}.csv",
        publisher="Department for Education",
        title="Outcomes for children in need, including children looked after by local "
        "authorities in England, reporting year 2025",
        release="2026-04-02",
        url="https://explore-education-statistics.service.gov.uk/find-statistics/"
        "outcomes-for-children-in-need-including-children-looked-after-by-local-authorities-in-"
        "england/2025",
        columns=(*PLACE, *columns),
        years=SINCE_2019,
        note=note,
    )


def _edition_2022(
    subject: str,
    file: str,
    columns: tuple[str, ...],
    years: tuple[str, ...] = SINCE_2017,
    note: str = "",
    superseded: bool = False,
) -> Source:
    return Source(
        id=f"dfe_outcomes_2022_{subject}",
        file=f"06_outcomes_2017_2022/{file}.csv",
        publisher="Department for Education",
        title="Outcomes for children in need, including children looked after by local "
        "authorities in England, reporting year 2022",
        release="2023-03-30",
        url="https://explore-education-statistics.service.gov.uk/find-statistics/"
        "outcomes-for-children-in-need-including-children-looked-after-by-local-authorities-in-"
        "england/2022",
        columns=(*PLACE, *columns),
        years=years,
        note=note,
        superseded=superseded,
    )


NO_TESTS = "No tests in 2019/20 and 2020/21."
GRADES = "Grades of 2019/20 and 2020/21 were teachers' assessments and do not compare."
REVISED = "Revised since; the newest percentages are carried through the interactive tool."
NO_ABSENCE = "No absence figures for 2019/20."

KS2_2025 = _edition_2025("ks2", "ks2_la", KS2, NO_TESTS)
KS4_2025 = _edition_2025("ks4", "ks4_la", KS4, f"{GRADES} No Progress 8 for 2024/25.")
ABSENCE_2025 = _edition_2025(
    "absence", "absence_la", ("phase_type_grouping", *ABSENCE, *SEVERE), NO_ABSENCE
)
KS2_2022 = _edition_2022("ks2", "ks2_la", KS2, note=NO_TESTS)
KS4_2022 = _edition_2022("ks4", "ks4_la", KS4, note=GRADES)
ABSENCE_2022 = _edition_2022(
    "absence", "absence_six_half_terms_la", ("school_type", *ABSENCE), note=NO_ABSENCE
)
SEN_2022 = _edition_2022("sen", "sen_la", SEN, note=REVISED, superseded=True)
EXCLUSIONS_2022 = _edition_2022(
    "exclusions",
    "permanent_exclusions_and_suspensions_la",
    EXCLUSIONS,
    SINCE_2016,
    f"Published a year behind the other outcomes. {REVISED}",
    superseded=True,
)

SOURCES: tuple[Source, ...] = (
    KS2_2025,
    KS4_2025,
    ABSENCE_2025,
    KS2_2022,
    KS4_2022,
    ABSENCE_2022,
    SEN_2022,
    EXCLUSIONS_2022,
)
