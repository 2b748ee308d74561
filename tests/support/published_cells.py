"""Which cell of which published file answers which indicator, for the tests of reconciliation."""

from pathlib import Path

from analysis.core import shapes
from published import Table

NUMBERS = "02_cla_2021_2025/cla_number_and_rate_per_10k_children.csv"
ON_THE_DAY = "population_type=Children looked after on 31 March each year"
STARTING = "population_type=Children starting to be looked after each year"
CEASING = "population_type=Children ceasing to be looked after each year"
CLA_12 = "social_care_group=CLA 12 months at 31 March"
ANY_HEALTH = "characteristic=Health assessments: Children looked after all ages"
SDQ = "characteristic=Ages 5 to 16 years with SDQ score"
OLDER, YOUNGER = "care_leaver_age=19 to 21 years", "care_leaver_age=17 to 18 years"
OUTSIDE_FAR = "breakdown=Placed outside LA boundary more than 20 miles from home"
MISSING = "CLA_group=Children who had a missing incident during the year"
TABLES = (
    Table(
        NUMBERS,
        "03-31",
        {
            ("children_count", ON_THE_DAY): ("cla_number", "value"),
            ("rate_per_10000", ON_THE_DAY): ("cla_rate", "value"),
            ("population_estimate", ON_THE_DAY): ("cla_rate", "denominator"),
            ("children_count", STARTING): ("cla_started_number", "value"),
            ("rate_per_10000", STARTING): ("cla_started_rate", "value"),
            ("children_count", CEASING): ("cla_ceased_number", "value"),
            ("rate_per_10000", CEASING): ("cla_ceased_rate", "value"),
        },
    ),
    Table(
        "02_cla_2021_2025/la_cla_placement_stability.csv",
        "03-31",
        {
            (
                "children_percent",
                "placement_stability=With 3 or more placements during the year",
            ): ("three_or_more_placements", "value"),
            (
                "children_count",
                "placement_stability=With 3 or more placements during the year",
            ): ("three_or_more_placements", "numerator"),
            (
                "children_percent",
                "placement_stability=Living with the same carer for at least 2 years",
            ): ("same_placement_two_years", "value"),
        },
    ),
    Table(
        "02_cla_2021_2025/la_conviction_health_outcome_cla.csv",
        "03-31",
        {
            (
                "children_percent",
                f"{ANY_HEALTH}; breakdown=Had their annual health assessment",
            ): ("health_assessment", "value"),
            (
                "children_percent",
                f"{ANY_HEALTH}; breakdown=Had their teeth checked by a dentist",
            ): ("dental_check", "value"),
            ("children_count", f"{ANY_HEALTH}; breakdown=Total all ages"): (
                "dental_check",
                "denominator",
            ),
            ("children_count", f"{SDQ}; breakdown=SDQ average score"): ("sdq_average", "value"),
            ("children_percent", f"{SDQ}; breakdown=SDQ score is a cause for concern"): (
                "sdq_concern",
                "value",
            ),
        },
    ),
    Table(
        "02_cla_2021_2025/la_care_leavers_activity.csv",
        "03-31",
        {
            (
                "care_leaver_percent",
                f"{OLDER}; breakdown=Total in education, employment or training",
            ): ("care_leavers_in_eet_19_21", "value"),
            ("care_leaver_count", f"{OLDER}; breakdown=Total"): (
                "care_leavers_19_21_number",
                "value",
            ),
            (
                "care_leaver_percent",
                f"{YOUNGER}; breakdown=Total in education, employment or training",
            ): ("care_leavers_in_eet_17_18", "value"),
        },
    ),
    Table(
        "02_cla_2021_2025/la_care_leavers_accommodation_suitability.csv",
        "03-31",
        {
            ("care_leaver_percent", f"{OLDER}; breakdown=Accommodation considered suitable"): (
                "care_leavers_suitable_accommodation_19_21",
                "value",
            ),
            ("care_leaver_count", f"{OLDER}; breakdown=Accommodation considered suitable"): (
                "care_leavers_suitable_accommodation_19_21",
                "numerator",
            ),
        },
    ),
    Table(
        "02_cla_2021_2025/la_cla_during_year_new_placements.csv",
        "03-31",
        {
            ("children_percent", OUTSIDE_FAR): ("new_placements_over_20_miles_outside", "value"),
        },
    ),
    Table(
        "02_cla_2021_2025/la_cla_swcount.csv",
        "03-31",
        {
            ("percentage", "sw_stability=3 or more social workers during the year"): (
                "three_or_more_social_workers",
                "value",
            ),
        },
    ),
    Table(
        "02_cla_2021_2025/combined_cla_31_march_data.parquet",
        "03-31",
        {
            ("percentage", "cla_group=Placement; characteristic=Foster placements"): (
                "placed_foster",
                "value",
            ),
            (
                "percentage",
                "cla_group=Distance between home and placement and locality of placement; "
                "characteristic=4. Placed outside the LA boundary, more than 20 miles from home",
            ): ("placed_over_20_miles_outside", "value"),
        },
    ),
    Table(
        "03_cla_2020_2024/la_children_who_were_missing_or_away_from_placement_without_"
        "authorisation.csv",
        "03-31",
        {
            ("number", MISSING.replace("Children", "Percentage of children")): (
                "missing_during_year",
                "value",
            ),
            ("number", MISSING): ("missing_during_year", "numerator"),
            (
                "number",
                "CLA_group=Average number of missing incidents per looked after child who went "
                "missing",
            ): ("missing_incidents_per_child", "value"),
        },
    ),
    Table(
        "03_cla_2020_2024/la_care_leavers_stayput.csv",
        "03-31",
        {
            (
                "percentage",
                "age=Aged 18; stay_put=Total living with former foster carers in the current year",
            ): ("staying_put_18", "value"),
        },
    ),
    Table(
        "06_outcomes_2019_2025/ks4_la.csv",
        "08-31",
        {
            ("avg_att8", CLA_12): ("attainment_8", "value"),
            ("avg_p8score", CLA_12): ("progress_8", "value"),
            ("pt_l2basics_94", CLA_12): ("english_maths_4", "value"),
        },
    ),
    Table(
        "06_outcomes_2019_2025/ks2_la.csv",
        "08-31",
        {("pt_rwm_met_expected_standard", CLA_12): ("ks2_rwm", "value")},
    ),
    Table(
        "06_outcomes_2019_2025/absence_la.csv",
        "08-31",
        {
            ("pt_pupils_pa_10_exact", f"{CLA_12}; phase_type_grouping=Total"): (
                "absence_persistent",
                "value",
            )
        },
    ),
    Table(
        "13_cin_workforce/csww_indicators_2017_to_2025.csv",
        "09-30",
        {
            ("turnover_rate_fte", ""): ("social_worker_turnover", "value"),
            ("caseload_fte", ""): ("social_worker_caseload", "value"),
        },
    ),
    Table(
        "13_cin_workforce/d5_cpps_at31march_by_duration_2013_to_2025.csv",
        "03-31",
        {("2_years_or_more_percent", ""): ("cpp_two_years_plus", "value")},
    ),
)
FILES = {Path(t.file).stem: t for t in TABLES}
MARKERS = {
    "c": shapes.SUPPRESSED,
    "z": shapes.NOT_APPLICABLE,
    "x": shapes.NOT_AVAILABLE,
    "k": shapes.LOW,
    "low": shapes.LOW,
    "u": shapes.UNRELIABLE,
}
# Published as 0 and corrected by declaration, each for the reason that the correction gives.
CORRECTED = {
    ("204", "2021-03-31", "missing_during_year"): shapes.NOT_AVAILABLE,
    ("204", "2021-03-31", "missing_incidents_per_child"): shapes.NOT_AVAILABLE,
    ("810", "2017-09-30", "social_worker_turnover"): shapes.UNRELIABLE,
    ("831", "2017-09-30", "social_worker_turnover"): shapes.UNRELIABLE,
    ("845", "2017-09-30", "social_worker_turnover"): shapes.UNRELIABLE,
}
