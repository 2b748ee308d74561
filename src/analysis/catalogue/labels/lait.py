"""What the Local Authority Interactive Tool calls each figure we take from it, and what it is.

The tool's own names are its "Short Desc". Units and cohorts are those of its data dictionary,
checked against the primary releases; where its title and its figures differ, a comment says so.
"""

from analysis.catalogue.labels.lait_form import DECEMBER, FINANCIAL, SEPTEMBER, Figure, figure
from analysis.catalogue.labels.lait_pupils import ALL_PUPILS, PUPILS_IN_NEED, PUPILS_LOOKED_AFTER

_LOOKED_AFTER = (
    figure("LACnum", "cla_31_march", "children"),
    figure("LAC", "cla_31_march", "per_10000"),
    figure("LACnum_Start", "cla_started", "children"),
    figure("LAC_Start_Rate", "cla_started", "per_10000", first=2018),
    figure("LACceased", "cla_ceased", "children"),
    figure("LAC_Cease_Rate", "cla_ceased", "per_10000", first=2018),
    figure("Unacc_Asylmn_Seek_Childn", "cla_31_march", "children", "uasc/uasc"),
    figure("Unacc_Asylmn_Seek_Childn%", "cla_31_march", "percent", "uasc/uasc", first=2020),
    figure("UASC_%_Starting", "cla_started", "percent", "uasc/uasc", first=2020),
    figure("LAC_Foster_Placements", "cla_31_march", "percent", "placement/foster", first=2020),
    figure(
        "LAC_SecHome_And_ChildHome",
        "cla_31_march",
        "percent",
        "placement/childrens_homes",
        first=2020,
    ),
    figure("LAC_Ind_SInd_Liv_Arr", "cla_31_march", "percent", "placement/supported", first=2020),
    figure(
        "LAC_Other_Res_Settings",
        "cla_31_march",
        "percent",
        "placement/other_residential",
        first=2020,
    ),
    figure("LAC_Other_Place_Inc_Unreg", "cla_31_march", "percent", "placement/other", first=2020),
    figure("LAC_Parents_OR_Others", "cla_31_march", "percent", "placement/parents", first=2020),
    figure("LACDistance", "cla_31_march", "percent", "locality_distance/outside_over_20"),
    figure("LACStable_2016on", "three_or_more_placements", "percent"),
    figure("LACStableNum_2016on", "three_or_more_placements", "children"),
    # Of children under 16 looked after for at least two and a half years.
    figure("LAC_LongStable%", "same_placement_two_years", "percent", first=2018),
    figure("LAC_LongStableNum", "same_placement_two_years", "children", first=2018),
    # In 2018 and 2019 all 170 areas carry England's figure, by another definition.
    figure(
        "Stability_School",
        "mid_year_school_moves",
        "percent",
        first=2018,
        last=2024,
        repeats_england=(2018, 2019),
    ),
    figure(
        "Stability_SocialWorker", "three_or_more_social_workers", "percent", first=2024, last=2024
    ),
    # Mainstream places of the authority's own carers: no agencies, no family and friends.
    figure("Number_Foster_Places(New)", "foster_places_approved", "places", first=2022),
    figure("Number_Foster_Places_Filled(New)", "foster_places_filled", "places", first=2022),
)

_LEAVING = (
    figure("No_of LAC Adopted", "cla_ceased", "children", "reason/adopted"),
    figure("%_of LAC Adopted", "cla_ceased", "percent", "reason/adopted"),
    figure("LAC_ceased_SGO", "cla_ceased", "children", "reason/special_guardianship"),
    figure("LAC_ceased_SGO%", "cla_ceased", "percent", "reason/special_guardianship", first=2020),
    figure("LAC_ceased_CAO%", "cla_ceased", "percent", "reason/child_arrangements", first=2020),
    figure(
        "LAC_RetHome_CarePlan_%",
        "cla_ceased",
        "percent",
        "reason/returned_home_planned",
        first=2018,
    ),
    figure(
        "LAC_RetHome_Not_CarePlan_%",
        "cla_ceased",
        "percent",
        "reason/returned_home_unplanned",
        first=2018,
    ),
    # Titled the number of care leavers; equal to the cohort of the accommodation figures, which
    # leaves out those who went abroad, were deported or whose home is not known.
    figure("NoCareLeavers", "care_leavers_accommodation_19_21", "young_people"),
    figure("CareLeaverEET", "care_leavers_19_21", "percent", "activity/eet"),
    figure("CareLeaverEETNum", "care_leavers_19_21", "young_people", "activity/eet"),
    figure("LAC_19_HE", "care_leavers_19_21", "percent", "activity/higher_education"),
    figure("LAC_19_HE_Num", "care_leavers_19_21", "young_people", "activity/higher_education"),
    figure("CareLeaversNEET", "care_leavers_19_21", "percent", "activity/not_eet", first=2017),
    figure(
        "CareLeaverAcc", "care_leavers_accommodation_19_21", "percent", "accommodation/suitable"
    ),
    figure(
        "NoCareLeaverAcc",
        "care_leavers_accommodation_19_21",
        "young_people",
        "accommodation/suitable",
        first=2018,
    ),
    figure(
        "CareLeavers_LA_NotInTouch",
        "care_leavers_in_touch_19_21",
        "percent",
        "contact/not_in_touch",
    ),
    # Its description says 18 to 20; its figures are the release's for ages 19 and 20.
    figure("StayingPut", "staying_put_19_20", "percent"),
)

_WELLBEING = (
    figure("LAC_Convictions", "convicted", "percent"),
    figure("LACHealth%", "health_assessment", "percent", first=2018),
    figure("LACVaccinations%", "immunisations", "percent", first=2018),
    figure("LACDental%", "dental_check", "percent", first=2018),
    figure("LACSubstance", "substance_misuse", "percent"),
    figure("Emotional_LAC", "sdq_average", "score"),
    figure("Children_missing", "missing_during_year", "percent"),
    figure("Children_Away", "away_during_year", "percent"),
)

_IN_NEED = (
    figure("CIN", "cin_31_march", "per_10000"),
    # Its axis says children; its figures are referrals.
    figure("CPP_Total_NumRef", "referrals", "referrals"),
    figure("CPP_Total_Rateper10,000", "referrals", "per_10000"),
    figure("ReReferral", "rereferrals", "percent"),
    figure("Section_47", "section_47", "per_10000"),
    figure("CPP_Num", "cpp_31_march", "children"),
    figure("CPP_rate", "cpp_31_march", "per_10000"),
    figure("CPP_Abuse_Rate", "cpp_started", "per_10000"),
    figure("PrevRegCPR", "cpp_repeat", "percent"),
    # Of plans open at 31 March; the tool's other figure is of plans that ended in the year.
    figure("CPPlans2yrsActive", "cpp_two_years_plus", "percent"),
    figure("CareApplications", "care_applications", "per_10000"),
    # Relative low income, before housing costs, children under 16.
    figure("ChildPov", "child_poverty", "percent", first=2022),
    figure("16-17 NEET", "16_17_neet", "percent", first=2018),
    figure("16-17Ed&Training", "16_17_in_education_or_training", "percent", first=2017),
    figure(
        "FirstYJS",
        "first_time_entrants",
        "per_100000",
        period=DECEMBER,
        last=2024,
        england_is_a_sum=True,
    ),
    figure(
        "YJS_Caution-Sentence10-17_YO",
        "cautioned_or_sentenced",
        "per_10000",
        period=FINANCIAL,
        first=2025,
    ),
)

_WORKFORCE = (
    figure("Work_Force_NoSW", "social_worker_fte", "fte", period=SEPTEMBER),
    figure("Work_Force_Vac_Rate", "social_worker_vacancy", "percent", period=SEPTEMBER),
    figure("Work_Force_TO_Rate", "social_worker_turnover", "percent", period=SEPTEMBER),
    figure("Work_Force_Agecy_Rate", "social_worker_agency", "percent", period=SEPTEMBER),
    figure("Work_Force_SWAbsence", "social_worker_absence", "percent", period=SEPTEMBER),
    figure(
        "Work_Force_AvgNumCase_SW", "social_worker_caseload", "cases_per_worker", period=SEPTEMBER
    ),
)

# Unit costs divide the year's spending by the children of 31 March (residential: by care days) and
# are rounded to 5 pounds. Spending is gross, whole pounds, not per head; the England and regional
# spending of 2024-25 leaves Wandsworth and Middlesbrough out.
_FINANCE = tuple(
    figure(name, measure, unit, period=FINANCIAL, first=2017)
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

FIGURES: dict[str, Figure] = {
    each.name: each
    for each in (
        *_LOOKED_AFTER,
        *_LEAVING,
        *_WELLBEING,
        *PUPILS_LOOKED_AFTER,
        *ALL_PUPILS,
        *PUPILS_IN_NEED,
        *_IN_NEED,
        *_WORKFORCE,
        *_FINANCE,
    )
}
