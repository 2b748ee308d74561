"""What the Local Authority Interactive Tool calls each figure we take from it, and what it is.

The tool's own names are its "Short Desc". Units and cohorts are those of its data dictionary,
checked against the primary releases; where its title and its figures differ, a comment says so.
"""

from functools import partial

from analysis.intake.dfe.lait_form import DECEMBER, FINANCIAL, SEPTEMBER, Figure
from analysis.intake.dfe.lait_labels_pupils import ALL_PUPILS, PUPILS_IN_NEED, PUPILS_LOOKED_AFTER

_share_in_care = partial(Figure, measure="cla_31_march", first=2020)
_share_of_leavers = partial(Figure, measure="cla_ceased")
_care_leavers = partial(Figure, measure="care_leavers_19_21")
_workforce = partial(Figure, period=SEPTEMBER)
_housed = partial(Figure, measure="care_leavers_accommodation_19_21")

_LOOKED_AFTER = (
    Figure("LACnum", "cla_31_march", "children"),
    Figure("LAC", "cla_31_march", "per_10000"),
    Figure("LACnum_Start", "cla_started", "children"),
    Figure("LAC_Start_Rate", "cla_started", "per_10000", first=2018),
    Figure("LACceased", "cla_ceased", "children"),
    Figure("LAC_Cease_Rate", "cla_ceased", "per_10000", first=2018),
    Figure("Unacc_Asylmn_Seek_Childn", "cla_31_march", "children", breakdown="uasc/uasc"),
    _share_in_care("Unacc_Asylmn_Seek_Childn%", breakdown="uasc/uasc"),
    Figure("UASC_%_Starting", "cla_started", breakdown="uasc/uasc", first=2020),
    _share_in_care("LAC_Foster_Placements", breakdown="placement/foster"),
    _share_in_care("LAC_SecHome_And_ChildHome", breakdown="placement/childrens_homes"),
    _share_in_care("LAC_Ind_SInd_Liv_Arr", breakdown="placement/supported"),
    _share_in_care("LAC_Other_Res_Settings", breakdown="placement/other_residential"),
    _share_in_care("LAC_Other_Place_Inc_Unreg", breakdown="placement/other"),
    _share_in_care("LAC_Parents_OR_Others", breakdown="placement/parents"),
    Figure("LACDistance", "cla_31_march", breakdown="locality_distance/outside_over_20"),
    Figure("LACStable_2016on", "three_or_more_placements"),
    Figure("LACStableNum_2016on", "three_or_more_placements", "children"),
    # Of children under 16 looked after for at least two and a half years.
    Figure("LAC_LongStable%", "same_placement_two_years", first=2018),
    Figure("LAC_LongStableNum", "same_placement_two_years", "children", first=2018),
    # In 2018 and 2019 all 170 areas carry England's figure, by another definition.
    Figure(
        "Stability_School",
        "mid_year_school_moves",
        first=2018,
        last=2024,
        repeats_england=(2018, 2019),
    ),
    Figure("Stability_SocialWorker", "three_or_more_social_workers", first=2024, last=2024),
    # Mainstream places of the authority's own carers: no agencies, no family and friends.
    Figure("Number_Foster_Places(New)", "foster_places_approved", "places", first=2022),
    Figure("Number_Foster_Places_Filled(New)", "foster_places_filled", "places", first=2022),
    # Children who left care, and care leavers.
    Figure("No_of LAC Adopted", "cla_ceased", "children", breakdown="reason/adopted"),
    _share_of_leavers("%_of LAC Adopted", breakdown="reason/adopted"),
    Figure("LAC_ceased_SGO", "cla_ceased", "children", breakdown="reason/special_guardianship"),
    _share_of_leavers("LAC_ceased_SGO%", breakdown="reason/special_guardianship", first=2020),
    _share_of_leavers("LAC_ceased_CAO%", breakdown="reason/child_arrangements", first=2020),
    _share_of_leavers(
        "LAC_RetHome_CarePlan_%", breakdown="reason/returned_home_planned", first=2018
    ),
    _share_of_leavers(
        "LAC_RetHome_Not_CarePlan_%", breakdown="reason/returned_home_unplanned", first=2018
    ),
    # Titled the number of care leavers; equal to the cohort of the accommodation figures, which
    # leaves out those who went abroad, were deported or whose home is not known.
    _housed("NoCareLeavers", unit="young_people"),
    _care_leavers("CareLeaverEET", breakdown="activity/eet"),
    _care_leavers("CareLeaverEETNum", unit="young_people", breakdown="activity/eet"),
    _care_leavers("LAC_19_HE", breakdown="activity/higher_education"),
    _care_leavers("LAC_19_HE_Num", unit="young_people", breakdown="activity/higher_education"),
    _care_leavers("CareLeaversNEET", breakdown="activity/not_eet", first=2017),
    _housed("CareLeaverAcc", breakdown="accommodation/suitable"),
    _housed("NoCareLeaverAcc", unit="young_people", breakdown="accommodation/suitable", first=2018),
    Figure(
        "CareLeavers_LA_NotInTouch", "care_leavers_in_touch_19_21", breakdown="contact/not_in_touch"
    ),
    # Its description says 18 to 20; its figures are the release's for ages 19 and 20.
    Figure("StayingPut", "staying_put_19_20"),
    # Health, and children who are missing or away.
    Figure("LAC_Convictions", "convicted"),
    Figure("LACHealth%", "health_assessment", first=2018),
    Figure("LACVaccinations%", "immunisations", first=2018),
    Figure("LACDental%", "dental_check", first=2018),
    Figure("LACSubstance", "substance_misuse"),
    Figure("Emotional_LAC", "sdq_average", "score"),
    Figure("Children_missing", "missing_during_year"),
    Figure("Children_Away", "away_during_year"),
)

_OTHERS = (
    Figure("CIN", "cin_31_march", "per_10000"),
    # Its axis says children; its figures are referrals.
    Figure("CPP_Total_NumRef", "referrals", "referrals"),
    Figure("CPP_Total_Rateper10,000", "referrals", "per_10000"),
    Figure("ReReferral", "rereferrals"),
    Figure("Section_47", "section_47", "per_10000"),
    Figure("CPP_Num", "cpp_31_march", "children"),
    Figure("CPP_rate", "cpp_31_march", "per_10000"),
    Figure("CPP_Abuse_Rate", "cpp_started", "per_10000"),
    Figure("PrevRegCPR", "cpp_repeat"),
    # Of plans open at 31 March; the tool's other figure is of plans that ended in the year.
    Figure("CPPlans2yrsActive", "cpp_two_years_plus"),
    Figure("CareApplications", "care_applications", "per_10000"),
    # Relative low income, before housing costs, children under 16.
    Figure("ChildPov", "child_poverty", first=2022),
    Figure("16-17 NEET", "16_17_neet", first=2018),
    Figure("16-17Ed&Training", "16_17_in_education_or_training", first=2017),
    Figure(
        "FirstYJS",
        "first_time_entrants",
        "per_100000",
        period=DECEMBER,
        last=2024,
        england_is_a_sum=True,
    ),
    Figure(
        "YJS_Caution-Sentence10-17_YO",
        "cautioned_or_sentenced",
        "per_10000",
        period=FINANCIAL,
        first=2025,
    ),
    # The workforce.
    _workforce("Work_Force_NoSW", "social_worker_fte", "fte"),
    _workforce("Work_Force_Vac_Rate", "social_worker_vacancy"),
    _workforce("Work_Force_TO_Rate", "social_worker_turnover"),
    _workforce("Work_Force_Agecy_Rate", "social_worker_agency"),
    _workforce("Work_Force_SWAbsence", "social_worker_absence"),
    _workforce("Work_Force_AvgNumCase_SW", "social_worker_caseload", "cases_per_worker"),
)

# Unit costs divide the year's spending by the children of 31 March (residential: by care days) and
# are rounded to 5 pounds. Spending is gross, whole pounds, not per head; the England and regional
# spending of 2024-25 leaves Wandsworth and Middlesbrough out.
_FINANCE = tuple(
    Figure(name, measure, unit, period=FINANCIAL, first=2017)
    for name, measure, unit in (
        ("LACFinance", "unit_cost_cla", "gbp_per_week"),
        ("FosteringFinance", "unit_cost_fostering", "gbp_per_week"),
        ("RescareFinance", "unit_cost_residential", "gbp_per_week"),
        ("AdoptionFinance", "unit_cost_adoption", "gbp_per_week"),
        ("TotalLACFinance", "spend_cla", "gbp"),
        ("C&YPExpenditure", "spend_children_total", "gbp"),
        ("LeaveCareSupServTotExp", "spend_leaving_care", "gbp"),
        ("SafeguardingFinance", "spend_safeguarding", "gbp"),
        ("FamilySupportFinance", "spend_family_support", "gbp"),
    )
)

_PUPILS = (*PUPILS_LOOKED_AFTER, *ALL_PUPILS, *PUPILS_IN_NEED)
FIGURES: dict[str, Figure] = {
    each.name: each for each in (*_LOOKED_AFTER, *_PUPILS, *_OTHERS, *_FINANCE)
}
