"""Theme F: education, always beside all pupils, as one of the five councils resolved."""

from datetime import date
from functools import partial
from typing import Any

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Break, Figure, Indicator
from analysis.catalogue.indicators.families import ONLY_THE_AVERAGE, TWELVE_MONTHS

SCHOOL_AGE = TWELVE_MONTHS + ", of school age"
AT_16 = TWELVE_MONTHS + ", at the end of key stage 4 (age 16)"
TEACHER_ASSESSED = (
    Break(date(2020, 3, 1), "Grades of 2020 and 2021 were assessed by teachers."),
    Break(date(2021, 9, 1), "Examinations returned in 2022."),
)
ABSENCE = (
    Break(date(2020, 3, 1), "Schools were closed in part in 2020 and 2021."),
    Break(date(2021, 9, 1), "Schools were open throughout again from 2021/22."),
)
COVID = Break(date(2020, 3, 1), "No tests in 2020 and 2021; schools were closed in part.")
SESSIONS = "Sessions are not independent of one another, so no interval is given."
ONLY_THE_PERCENTAGE = (
    "Only the percentage of the newest release is carried, so no interval can be given."
)

_education = partial(
    Indicator,
    theme="F",
    kind="percentage",
    decimals=1,
    unit="% of pupils",
    cohort=TWELVE_MONTHS,
    period="school year",
    sources=("outcomes", "lait"),
)
_at_16 = partial(
    _education,
    unit="% of pupils at the end of key stage 4",
    polarity=HIGH,
    cohort=AT_16,
    breaks=TEACHER_ASSESSED,
)
_attendance = partial(_education, polarity=LOW)
_absence = partial(_attendance, breaks=ABSENCE)
_sessions = partial(_absence, unit="% of sessions", cohort=SCHOOL_AGE, caveat=SESSIONS)
_needs = partial(_education, polarity=NEUTRAL, cohort=SCHOOL_AGE, caveat=ONLY_THE_PERCENTAGE)


def _mine(measure: str, unit: str) -> Figure:
    return Figure(measure, unit, "pupils", "looked_after")


def _beside(measure: str, cohort: str = "", unit: str = "percent") -> dict[str, Any]:
    """The figure of pupils in care and that of all pupils, children in need and on plans.

    A proportion, with its counts, where `cohort` names those among whom it is counted.
    """
    groups = ("all_pupils", "children_in_need", "child_protection")
    figures: dict[str, Any] = {group: Figure(measure, unit, "pupils", group) for group in groups}
    figures["published"] = _mine(measure, unit)
    if cohort:
        figures["kind"] = "proportion"
        figures["numerator"] = _mine(measure, "pupils")
        figures["denominator"] = _mine(cohort, "pupils")
    return figures


def _key_stage_2(name: str, ref: str, subject: str) -> Indicator:
    return _education(
        id=name,
        ref=ref,
        title=f"Expected standard in {subject} at 11",
        decimals=0,
        unit="% of pupils at the end of key stage 2",
        polarity=HIGH,
        cohort=TWELVE_MONTHS + ", at the end of key stage 2 (age 11)",
        definition=f"Children in care who reached the expected standard in {subject} at the end "
        "of primary school.",
        why="Secondary school is hard without it.",
        caveat="Groups are small: three years together say more than one.",
        breaks=(COVID,),
        pool=True,
        **_beside(name, f"{name}_cohort"),
    )


def _english_and_maths(grade: int, why: str) -> Indicator:
    return _at_16(
        id=f"english_maths_{grade}",
        ref="F07",
        title=f"Grade {grade} or above in English and mathematics",
        definition=f"Children in care with grade {grade} or above in both English and mathematics.",
        why=why,
        pool=True,
        **_beside(f"ks4_english_maths_{grade}", "ks4_cohort"),
    )


INDICATORS = (
    _education(
        id="good_level_of_development",
        ref="F01",
        title="A good level of development at 5",
        decimals=0,
        kind="percentage",
        unit="% of children at the end of reception",
        polarity=HIGH,
        cohort=TWELVE_MONTHS + ", at the end of reception (age 5)",
        sources=("lait",),
        definition="Children in care who reached a good level of development at the end of the "
        "reception year.",
        why="It is the start from which school is built.",
        caveat="Only the percentage is published, so no interval can be given; most authorities' "
        "groups are too small to show.",
        **_beside("good_level_of_development"),
    ),
    _key_stage_2("ks2_rwm", "F02", "reading, writing and mathematics together"),
    _key_stage_2("ks2_reading", "F03", "reading"),
    _key_stage_2("ks2_writing", "F04", "writing"),
    _key_stage_2("ks2_maths", "F05", "mathematics"),
    _key_stage_2("ks2_gps", "F03", "grammar, punctuation and spelling"),
    _at_16(
        id="attainment_8",
        ref="F06",
        title="Attainment 8 at 16",
        kind="mean",
        unit="points",
        core=True,
        definition="The average Attainment 8 score, over eight subjects, of children in care at "
        "the end of key stage 4.",
        why="Grades at 16 decide what a young person can do next.",
        caveat=f"{ONLY_THE_AVERAGE}; one small year group differs much from the next.",
        **_beside("ks4_attainment_8", unit="score"),
    ),
    _at_16(
        id="attainment_8_sen_adjusted_gap",
        ref="F15",
        title="Attainment 8 compared with all pupils who have the same special needs",
        kind="difference",
        unit="points",
        comparators=("england", "region"),
        numerator=_mine("ks4_attainment_8", "score"),
        denominator=_mine("ks4_attainment_8_expected", "score"),
        definition="Attainment 8 of children in care less what all pupils of the area would "
        "score if the same shares had no special educational needs, SEN support and an education, "
        "health and care plan.",
        why="In England six in ten children in care have special educational needs; part of the "
        "gap to all pupils is that.",
        caveat="The shares are those of children in care of all school ages, and the scores of "
        "all pupils are published without their numbers and taken as fixed: a guide, not a "
        "measurement.",
        all_pupils=Figure("ks4_attainment_8", "score", "pupils", "all_pupils"),
    ),
    _at_16(
        id="progress_8",
        ref="F08",
        title="Progress 8 from 11 to 16",
        kind="mean",
        decimals=2,
        unit="grades for each subject",
        cohort=TWELVE_MONTHS + ", at the end of key stage 4, with results at 11",
        definition="How far children in care got between 11 and 16 beside others who started "
        "from the same point; 0 is the average of all pupils.",
        why="It takes account of where a child started.",
        caveat="There is none for 2024/25: that year group took no tests at 11.",
        **_beside("ks4_progress_8", unit="score"),
    ),
    _english_and_maths(4, "Most courses and apprenticeships ask for it."),
    _english_and_maths(5, "It is the stronger pass."),
    _sessions(
        id="absence_overall",
        ref="F09",
        title="School sessions missed",
        definition="School sessions missed by children in care, as a share of possible sessions.",
        why="Children cannot learn at school when they are not there.",
        **_beside("absence_overall"),
    ),
    _sessions(
        id="absence_unauthorised",
        ref="F09",
        title="School sessions missed without permission",
        definition="School sessions missed without permission by children in care, as a share of "
        "possible sessions.",
        why="It may show that a child is unhappy at school, or elsewhere.",
        **_beside("absence_unauthorised"),
    ),
    _absence(
        id="absence_persistent",
        ref="F10",
        title="Pupils who miss a tenth of school or more",
        core=True,
        definition="Children in care who missed 10% or more of their school sessions.",
        why="It is the point at which absence counts as persistent.",
        **_beside("absence_persistent", "absence_cohort"),
    ),
    _absence(
        id="absence_severe",
        ref="F11",
        title="Pupils who miss half of school or more",
        definition="Children in care who missed 50% or more of their school sessions.",
        why="These children are hardly at school at all.",
        **_beside("absence_severe", "absence_cohort"),
    ),
    _attendance(
        id="suspended",
        ref="F12",
        title="Pupils suspended at least once",
        cohort=SCHOOL_AGE,
        definition="Children in care who were suspended from school at least once in the year.",
        why="Members have asked for retention in school rather than exclusion.",
        caveat="For all pupils the publisher counts enrolments, not pupils. " + ONLY_THE_PERCENTAGE,
        **_beside("suspended"),
    ),
    _attendance(
        id="permanently_excluded",
        ref="F13",
        title="Pupils permanently excluded",
        decimals=2,
        definition="Children in care who were permanently excluded from school in the year.",
        why="It is rare, and a great loss to the child.",
        caveat="Published to 2020/21; for all pupils the publisher counts exclusions, not pupils.",
        pool=True,
        **_beside("permanently_excluded", "exclusions_cohort"),
    ),
    _needs(
        id="sen_support",
        ref="F14",
        title="Pupils with SEN support",
        definition="Children in care who had SEN support at school, without an education, health "
        "and care plan.",
        why="It says how many children need more help to learn.",
        **_beside("sen_support"),
    ),
    _needs(
        id="sen_ehcp",
        ref="F14",
        title="Pupils with an education, health and care plan",
        definition="Children in care who had an education, health and care plan (EHCP).",
        why="It says how many children need the most help to learn.",
        **_beside("sen_ehcp"),
    ),
)
