"""Theme F: education, always beside all pupils, as one of the five councils resolved."""

from datetime import date
from typing import Any

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Break, Figure, Indicator

COHORT = "Children looked after on 31 March who had been for at least twelve months"
TEACHER_ASSESSED = (
    Break(date(2020, 3, 1), "Grades of 2020 and 2021 were assessed by teachers."),
    Break(date(2021, 9, 1), "Examinations returned in 2022."),
)
ABSENCE = (
    Break(date(2020, 3, 1), "Schools were closed in part in 2020 and 2021."),
    Break(date(2021, 9, 1), "Schools were open throughout again from 2021/22."),
)
COVID = Break(date(2020, 3, 1), "No tests in 2020 and 2021; schools were closed in part.")


def _beside(measure: str, unit: str = "percent") -> dict[str, Any]:
    """The same figure for all pupils, children in need and children on protection plans."""
    groups = ("all_pupils", "children_in_need", "child_protection")
    return {group: Figure(measure, unit, "pupils", group) for group in groups}


def _mine(measure: str, unit: str = "percent") -> Figure:
    return Figure(measure, unit, "pupils", "looked_after")


def _share(
    name: str, ref: str, title: str, measure: str, counted_in: str, polarity: str, **more: Any
) -> Indicator:
    """A share of pupils in care with its counts."""
    return Indicator(
        id=name,
        ref=ref,
        title=title,
        theme="F",
        kind="proportion",
        polarity=polarity,
        period="school year",
        sources=more.pop("sources", ("outcomes", "lait")),
        numerator=_mine(measure, "pupils"),
        denominator=_mine(counted_in, "pupils"),
        published=_mine(measure),
        **{"cohort": COHORT, **_beside(measure), **more},
    )


def _percentage(name: str, ref: str, title: str, polarity: str, **more: Any) -> Indicator:
    """A share of pupils in care whose counts are not carried in the newest release."""
    return Indicator(
        id=name,
        ref=ref,
        title=title,
        theme="F",
        kind="percentage",
        decimals=1,
        unit="% of pupils",
        polarity=polarity,
        cohort=COHORT + ", of school age",
        period="school year",
        sources=("outcomes", "lait"),
        published=_mine(name),
        **_beside(name),
        **more,
    )


def _key_stage_2(name: str, ref: str, subject: str, core: bool = False) -> Indicator:
    return _share(
        name,
        ref,
        f"Expected standard in {subject} at 11",
        name,
        f"{name}_cohort",
        HIGH,
        decimals=0,
        unit="% of pupils at the end of key stage 2",
        cohort=COHORT + ", at the end of key stage 2 (age 11)",
        definition=f"Children in care who reached the expected standard in {subject} at the end "
        "of primary school.",
        why="Secondary school is hard without it.",
        caveat="Groups are small: three years together say more than one.",
        breaks=(COVID,),
        pool=True,
        core=core,
        topic="attainment",
    )


INDICATORS = (
    Indicator(
        id="good_level_of_development",
        ref="F01",
        title="A good level of development at 5",
        theme="F",
        kind="percentage",
        unit="% of children at the end of reception",
        polarity=HIGH,
        cohort=COHORT + ", at the end of reception (age 5)",
        period="school year",
        sources=("lait",),
        published=_mine("good_level_of_development"),
        definition="Children in care who reached a good level of development at the end of the "
        "reception year.",
        why="It is the start from which school is built.",
        caveat="Only the percentage is published, so no interval can be given; most authorities' "
        "groups are too small to show.",
        topic="attainment",
        **_beside("good_level_of_development"),
    ),
    _key_stage_2("ks2_rwm", "F02", "reading, writing and mathematics together"),
    _key_stage_2("ks2_reading", "F03", "reading"),
    _key_stage_2("ks2_writing", "F04", "writing"),
    _key_stage_2("ks2_maths", "F05", "mathematics"),
    _key_stage_2("ks2_gps", "F03", "grammar, punctuation and spelling"),
    Indicator(
        id="attainment_8",
        ref="F06",
        title="Attainment 8 at 16",
        theme="F",
        kind="mean",
        decimals=1,
        unit="points",
        polarity=HIGH,
        cohort=COHORT + ", at the end of key stage 4 (age 16)",
        period="school year",
        sources=("outcomes", "lait"),
        published=_mine("ks4_attainment_8", "score"),
        core=True,
        definition="The average Attainment 8 score, over eight subjects, of children in care at "
        "the end of key stage 4.",
        why="Grades at 16 decide what a young person can do next.",
        caveat="Only the average is published, so no interval can be given; one small year group "
        "differs much from the next.",
        breaks=TEACHER_ASSESSED,
        topic="attainment",
        **_beside("ks4_attainment_8", "score"),
    ),
    Indicator(
        id="attainment_8_sen_adjusted_gap",
        ref="F15",
        title="Attainment 8 compared with all pupils who have the same special needs",
        theme="F",
        kind="difference",
        decimals=1,
        unit="points",
        polarity=HIGH,
        cohort=COHORT + ", at the end of key stage 4 (age 16)",
        period="school year",
        sources=("outcomes", "lait"),
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
        breaks=TEACHER_ASSESSED,
        topic="attainment",
        all_pupils=Figure("ks4_attainment_8", "score", "pupils", "all_pupils"),
    ),
    Indicator(
        id="progress_8",
        ref="F08",
        title="Progress 8 from 11 to 16",
        theme="F",
        kind="mean",
        decimals=2,
        unit="grades for each subject",
        polarity=HIGH,
        cohort=COHORT + ", at the end of key stage 4, with results at 11",
        period="school year",
        sources=("outcomes", "lait"),
        published=_mine("ks4_progress_8", "score"),
        definition="How far children in care got between 11 and 16 beside others who started "
        "from the same point; 0 is the average of all pupils.",
        why="It takes account of where a child started.",
        caveat="There is none for 2024/25: that year group took no tests at 11.",
        breaks=TEACHER_ASSESSED,
        topic="attainment",
        **_beside("ks4_progress_8", "score"),
    ),
    _share(
        "english_maths_4",
        "F07",
        "Grade 4 or above in English and mathematics",
        "ks4_english_maths_4",
        "ks4_cohort",
        HIGH,
        decimals=1,
        unit="% of pupils at the end of key stage 4",
        cohort=COHORT + ", at the end of key stage 4 (age 16)",
        definition="Children in care with grade 4 or above in both English and mathematics.",
        why="Most courses and apprenticeships ask for it.",
        breaks=TEACHER_ASSESSED,
        pool=True,
        topic="attainment",
    ),
    _share(
        "english_maths_5",
        "F07",
        "Grade 5 or above in English and mathematics",
        "ks4_english_maths_5",
        "ks4_cohort",
        HIGH,
        decimals=1,
        unit="% of pupils at the end of key stage 4",
        cohort=COHORT + ", at the end of key stage 4 (age 16)",
        definition="Children in care with grade 5 or above in both English and mathematics.",
        why="It is the stronger pass.",
        breaks=TEACHER_ASSESSED,
        pool=True,
        topic="attainment",
    ),
    Indicator(
        id="absence_overall",
        ref="F09",
        title="School sessions missed",
        theme="F",
        kind="percentage",
        decimals=1,
        unit="% of sessions",
        polarity=LOW,
        cohort=COHORT + ", of school age",
        period="school year",
        sources=("outcomes", "lait"),
        published=_mine("absence_overall"),
        breaks=ABSENCE,
        definition="School sessions missed by children in care, as a share of possible sessions.",
        why="Children cannot learn at school when they are not there.",
        caveat="Sessions are not independent of one another, so no interval is given.",
        topic="attendance",
        **_beside("absence_overall"),
    ),
    Indicator(
        id="absence_unauthorised",
        ref="F09",
        title="School sessions missed without permission",
        theme="F",
        kind="percentage",
        decimals=1,
        unit="% of sessions",
        polarity=LOW,
        cohort=COHORT + ", of school age",
        period="school year",
        sources=("outcomes", "lait"),
        published=_mine("absence_unauthorised"),
        breaks=ABSENCE,
        definition="School sessions missed without permission by children in care, as a share of "
        "possible sessions.",
        why="It may show that a child is unhappy at school, or elsewhere.",
        caveat="Sessions are not independent of one another, so no interval is given.",
        topic="attendance",
        **_beside("absence_unauthorised"),
    ),
    _share(
        "absence_persistent",
        "F10",
        "Pupils who miss a tenth of school or more",
        "absence_persistent",
        "absence_cohort",
        LOW,
        decimals=1,
        core=True,
        unit="% of pupils",
        breaks=ABSENCE,
        definition="Children in care who missed 10% or more of their school sessions.",
        why="It is the point at which absence counts as persistent.",
        topic="attendance",
    ),
    _share(
        "absence_severe",
        "F11",
        "Pupils who miss half of school or more",
        "absence_severe",
        "absence_cohort",
        LOW,
        decimals=1,
        unit="% of pupils",
        breaks=ABSENCE,
        definition="Children in care who missed 50% or more of their school sessions.",
        why="These children are hardly at school at all.",
        topic="attendance",
    ),
    _percentage(
        "suspended",
        "F12",
        "Pupils suspended at least once",
        LOW,
        definition="Children in care who were suspended from school at least once in the year.",
        why="Members have asked for retention in school rather than exclusion.",
        caveat="For all pupils the publisher counts enrolments, not pupils. Only the percentage "
        "of the newest release is carried, so no interval can be given.",
        topic="attendance",
    ),
    _share(
        "permanently_excluded",
        "F13",
        "Pupils permanently excluded",
        "permanently_excluded",
        "exclusions_cohort",
        LOW,
        decimals=2,
        unit="% of pupils",
        definition="Children in care who were permanently excluded from school in the year.",
        why="It is rare, and a great loss to the child.",
        caveat="Published to 2020/21; for all pupils the publisher counts exclusions, not pupils.",
        pool=True,
        topic="attendance",
    ),
    _percentage(
        "sen_support",
        "F14",
        "Pupils with SEN support",
        NEUTRAL,
        definition="Children in care who had SEN support at school, without an education, health "
        "and care plan.",
        why="It says how many children need more help to learn.",
        caveat="Only the percentage of the newest release is carried, so no interval can be given.",
        topic="needs",
    ),
    _percentage(
        "sen_ehcp",
        "F14",
        "Pupils with an education, health and care plan",
        NEUTRAL,
        definition="Children in care who had an education, health and care plan (EHCP).",
        why="It says how many children need the most help to learn.",
        caveat="Only the percentage of the newest release is carried, so no interval can be given.",
        topic="needs",
    ),
)
