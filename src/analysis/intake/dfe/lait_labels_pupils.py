"""Education figures of the Local Authority Interactive Tool, by group of pupils.

Looked after children are those in care for at least twelve months at 31 March.
"""

from functools import partial

from analysis.intake.dfe.lait_form import SCHOOL, SCHOOL_SPAN, Figure

_pupils = partial(Figure, period=SCHOOL)
_looked_after = partial(_pupils, breakdown="pupils/looked_after")
_all_pupils = partial(_pupils, breakdown="pupils/all_pupils")
_no_sen = partial(_pupils, breakdown="pupils/all_pupils_no_sen")
_sen_support = partial(_pupils, breakdown="pupils/all_pupils_sen_support")
_ehcp = partial(_pupils, breakdown="pupils/all_pupils_ehcp")
_in_need = partial(_pupils, breakdown="pupils/children_in_need")
_protected = partial(_pupils, breakdown="pupils/child_protection")

PUPILS_LOOKED_AFTER: tuple[Figure, ...] = (
    _looked_after("LAC_Good_Develop", "good_level_of_development", first=2022),
    _looked_after("LAC_KS2_ExpStd_R", "ks2_reading"),
    _looked_after("LAC_KS2_ExpStd_W", "ks2_writing"),
    _looked_after("LAC_KS2_ExpStd_M", "ks2_maths"),
    _looked_after("LAC_KS2_ExpStd_GPS", "ks2_gps"),
    _looked_after("LAC_KS2_ExpStd_RWM", "ks2_rwm"),
    _looked_after("LAC_KS4_AVG_Attain8", "ks4_attainment_8", unit="score", first=2017),
    _looked_after("LAC_KS4_AVG_Prog8", "ks4_progress_8", unit="score", last=2024),
    _looked_after("LAC_EngMaths9-4", "ks4_english_maths_4", first=2017),
    _looked_after("LAC_Fixed_ Ex", "suspended", last=2024),
    _looked_after("LAC_Over_Abs", "absence_overall", first=2017),
    _looked_after("LAC_Unauth", "absence_unauthorised", first=2017),
    _looked_after("LAC_Pers_Abs", "absence_persistent", first=2017),
    _looked_after("LAC_SEN", "sen_support", first=2017),
    _looked_after("LAC_SEN_Statement", "sen_ehcp", first=2017),
)

# Absence and exclusions of all pupils count enrolments in schools of the area, not pupils whose
# home authority it is; special educational needs are by the area of the school.
ALL_PUPILS: tuple[Figure, ...] = (
    _all_pupils("FSP_NEW_GOODDEV", "good_level_of_development"),
    _all_pupils("KS2R_Expected_STD", "ks2_reading"),
    _all_pupils("KS2W_Teacher_Assess", "ks2_writing"),
    _all_pupils("KS2M_Expected_STD", "ks2_maths"),
    _all_pupils("KS2GPS_Expected_STD", "ks2_gps"),
    _all_pupils("KS2RWM_Expected_STD", "ks2_rwm"),
    _all_pupils("AVG_Attain8_Score", "ks4_attainment_8", unit="score"),
    _all_pupils("AVG_Prog8_Score", "ks4_progress_8", unit="score", last=2024),
    _all_pupils("EngMaths9-4", "ks4_english_maths_4", first=2017),
    _all_pupils("EngMaths9-5", "ks4_english_maths_5", first=2017),
    _all_pupils("TotAbs", "absence_overall"),
    _all_pupils("TotUnAuthAbs", "absence_unauthorised"),
    _all_pupils("TotPerAbNew", "absence_persistent"),
    _all_pupils("TotSevPerAbNew", "absence_severe"),
    _all_pupils("Total_ Pup_FixedEx", "suspended", period=SCHOOL_SPAN, last=2024),
    # Permanent exclusions for each 100 pupils.
    _all_pupils("TotPermEx", "permanently_excluded", period=SCHOOL_SPAN, last=2024),
    _all_pupils("SEN_TotSENSuP", "sen_support"),
    _all_pupils("SEN_TotStat", "sen_ehcp"),
    # Of pupils aged 15 in state schools, who entered higher education by age 19.
    _all_pupils("HE_19_All", "higher_education_by_19", period=SCHOOL_SPAN, last=2024),
    _no_sen("NoID_SEN_NEW_KS2_RWM", "ks2_rwm"),
    _sen_support("NEW_KS2_RWM_Sen_W/Osta", "ks2_rwm"),
    _ehcp("NEW_KS2_RWM_Sen_Withsta", "ks2_rwm"),
    _no_sen("SEN_NoID_AVG_Attain8_Score", "ks4_attainment_8", unit="score"),
    _sen_support("SEN_WoStat_AVG_Attain8_Score", "ks4_attainment_8", unit="score"),
    _ehcp("SEN_Stat_AVG_Attain8_Score", "ks4_attainment_8", unit="score"),
)

PUPILS_IN_NEED: tuple[Figure, ...] = (
    _in_need("CIN_Good _Develop", "good_level_of_development", first=2022),
    _in_need("CIN_KS2_ExpStd_R", "ks2_reading"),
    _in_need("CIN_KS2_ExpStd_W", "ks2_writing"),
    _in_need("CIN_KS2_ExpStd_M", "ks2_maths"),
    _in_need("CIN_KS2_ExpStd_GPS", "ks2_gps"),
    _in_need("CIN_KS2_ExpStd_RWM", "ks2_rwm"),
    _in_need("CIN_Avg_Attain8_KS4", "ks4_attainment_8", unit="score", first=2017),
    _in_need("CINProgKS2-4_Avg_Prog8", "ks4_progress_8", unit="score", last=2024),
    _in_need("CIN_EngMaths9-4", "ks4_english_maths_4", first=2017),
    _in_need("CIN_EngMaths9-5", "ks4_english_maths_5", first=2017),
    _in_need("CINFixedExclusion", "suspended", last=2024),
    _in_need("CINPermExclusion", "permanently_excluded", last=2024),
    _in_need("CINTotalAb_3Term", "absence_overall", first=2017),
    _in_need("CINAuthAb_3Term", "absence_authorised", first=2017),
    _in_need("CINUnauthAb_3Term", "absence_unauthorised", first=2017),
    _in_need("CINPermAbsent_3Term", "absence_persistent", first=2017),
    _in_need("CINSEN_SUP", "sen_support", first=2017),
    _in_need("CINStatement", "sen_ehcp", first=2017),
    _protected("CPP_Good_Develop", "good_level_of_development", first=2022),
    _protected("CPPO_KS2_RWM", "ks2_rwm", first=2018),
    _protected("CPPO_KS4_A8", "ks4_attainment_8", unit="score", first=2018),
    _protected("CPPTotalAb_3Term", "absence_overall", first=2017),
    _protected("CPPPerAbs_3Term", "absence_persistent", first=2017),
)

# A period that is printed but is none, with no figure in it.
EMPTY_PERIODS = (("CINPermExclusion", "0"),)
