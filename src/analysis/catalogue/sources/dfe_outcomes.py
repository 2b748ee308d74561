"""Outcomes for children in need, including children looked after: editions of 2026 and 2023."""

from analysis.catalogue.sources.source import PERIOD_AND_AREA, Source, from_dfe
from analysis.catalogue.sources.statistics_service import FIND

SINCE_2019 = ("201819", "201920", "202021", "202122", "202223", "202324", "202425")
SINCE_2017 = ("201617", "201718", "201819", "201920", "202021", "202122")
SINCE_2016 = ("201516", "201617", "201718", "201819", "201920", "202021")
EDITIONS = {
    2025: ("06_outcomes_2019_2025", "2026-04-02", SINCE_2019),
    2022: ("06_outcomes_2017_2022", "2023-03-30", SINCE_2017),
}


def _counted(*names: str) -> tuple[str, ...]:
    """The columns of these figures: the number of pupils and their share."""
    return tuple(f"{kind}_{name}" for name in names for kind in ("t", "pt"))


KS2 = tuple(
    column
    for subject in ("read", "writta", "mat", "rwm", "gps")
    for column in (f"t_{subject}_eligible_pupils", *_counted(f"{subject}_met_expected_standard"))
)
KS4 = (
    "t_pupils",
    "t_att8",
    "avg_att8",
    *_counted("l2basics_95", "l2basics_94"),
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
    *_counted("sess_authorised", "sess_unauthorised", "pupils_pa_10_exact"),
)
SEVERE = _counted("pupils_pa_50_exact")
SEN = ("t_pupils", *_counted("all_SEN", "SEN_support", "statement_or_EHC_plan"))
EXCLUSIONS = ("t_pupils", *_counted("perm_excl", "one_plus_sus"))


def _outcomes(
    edition: int,
    subject: str,
    file: str,
    columns: tuple[str, ...],
    note: str,
    *,
    years: tuple[str, ...] = (),
    superseded: bool = False,
) -> Source:
    folder, release, usual_years = EDITIONS[edition]
    return from_dfe(
        id=f"dfe_outcomes_{edition}_{subject}",
        file=f"{folder}/{file}.csv",
        title="Outcomes for children in need, including children looked after by local "
        f"authorities in England, reporting year {edition}",
        release=release,
        url=f"{FIND}outcomes-for-children-in-need-including-children-looked-after-by-local-"
        f"authorities-in-england/{edition}",
        columns=(*PERIOD_AND_AREA, "social_care_group", *columns),
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
    2025, "absence", "absence_la", ("phase_type_grouping", *ABSENCE, *SEVERE), NO_ABSENCE
)
KS2_2022 = _outcomes(2022, "ks2", "ks2_la", KS2, NO_TESTS)
KS4_2022 = _outcomes(2022, "ks4", "ks4_la", KS4, GRADES)
ABSENCE_2022 = _outcomes(
    2022, "absence", "absence_six_half_terms_la", ("school_type", *ABSENCE), NO_ABSENCE
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
