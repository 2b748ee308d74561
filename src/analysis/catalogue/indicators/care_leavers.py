"""Theme H: young people who have left care, from 17 to 25."""

from functools import partial
from typing import Any

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Figure, Indicator
from analysis.catalogue.indicators.families import COUNTS_FROM, counted, number, proportion, share

YOUNG = "young_people"
MEASURES = {
    "activity": "care_leavers",
    "in_touch": "care_leavers",
    "accommodation": "care_leavers_accommodation",
    "contact": "care_leavers_in_touch",
}
LOST_TOUCH = "A young person cannot be helped by someone who has lost touch."
SUITABLE_CAVEAT = (
    "Its group leaves out young people abroad, deported or whose address is not known, so it "
    "differs from that for work and study."
)

_care_leavers = partial(
    proportion, theme="H", polarity=HIGH, period="year to march", sources=("cla", "lait")
)


def _key(ages: str) -> str:
    return ages.replace(" to ", "_")


def _cohort(ages: str) -> str:
    return (
        f"Care leavers aged {ages}, seen around their birthday in the year; those who died or "
        "returned home are left out"
    )


def _aged(ages: str, dimension: str, category: str) -> dict[str, Any]:
    """Unit, cohort and figures of a share of the care leavers of these ages: '19 to 21', '22'."""
    measure = f"{MEASURES[dimension]}_{_key(ages)}"
    return {
        "unit": f"% of care leavers aged {ages}",
        "cohort": _cohort(ages),
        "counts_from": COUNTS_FROM,
        **share(Figure(measure, YOUNG), dimension, category),
    }


def _support(age: int) -> Indicator:
    return _care_leavers(
        id=f"support_at_{age}",
        ref="H09",
        title=f"Care leavers who asked for support and received it, aged {age}",
        polarity=NEUTRAL,
        sources=("cla_2024",),
        definition=f"Care leavers aged {age} who requested and received support in the year.",
        why="Since 2018 every care leaver may ask for a personal adviser until 25.",
        caveat="Published for 2023 and 2024 only here; a young person who needs no support is not "
        "a failure of it.",
        **_aged(str(age), "in_touch", "received_support"),
    )


def _number(ages: str, aged: str, **more: Any) -> Indicator:
    return number(
        id=f"care_leavers_{_key(ages)}_number",
        title=f"Care leavers aged {ages}",
        theme="H",
        unit="young people",
        cohort=_cohort(ages),
        period="year to march",
        numerator=Figure(f"care_leavers_{_key(ages)}", YOUNG),
        definition=f"Care leavers aged {aged} in the year.",
        why="The council must keep in touch with them and offer a personal adviser.",
        **more,
    )


def _suitable(ages: str, aged: str, **more: Any) -> Indicator:
    return _care_leavers(
        id=f"care_leavers_suitable_accommodation_{_key(ages)}",
        title=f"Care leavers in suitable accommodation, aged {ages}",
        definition=f"Care leavers aged {aged} whose accommodation was considered suitable.",
        why="A safe home comes before everything else.",
        caveat=SUITABLE_CAVEAT,
        **_aged(ages, "accommodation", "suitable"),
        **more,
    )


def _in_touch(ages: str, aged: str) -> Indicator:
    return _care_leavers(
        id=f"care_leavers_in_touch_{_key(ages)}",
        ref="H08",
        title=f"Care leavers the council is in touch with, aged {ages}",
        sources=("cla_2024",),
        definition=f"Care leavers aged {aged} with whom the council was in touch.",
        why=LOST_TOUCH,
        **_aged(ages, "contact", "in_touch"),
    )


INDICATORS = (
    _number("17 to 18", "17 or 18", ref="H01", sources=("cla",)),
    _number("19 to 21", "19, 20 or 21", ref="H02", sources=("cla", "lait"), core=True),
    _care_leavers(
        id="care_leavers_in_eet_17_18",
        ref="H01",
        title="Care leavers in education, work or training, aged 17 to 18",
        definition="Care leavers aged 17 or 18 who were in education, employment or training "
        "around their birthday.",
        why="The first steps into adult life shape the next ones.",
        **_aged("17 to 18", "activity", "eet"),
    ),
    _care_leavers(
        id="care_leavers_in_eet_19_21",
        ref="H02",
        title="Care leavers in education, work or training, aged 19 to 21",
        core=True,
        definition="Care leavers aged 19 to 21 who were in education, employment or training "
        "around their birthday.",
        why="Work and study give money, friends and a future.",
        caveat="Young people who are not in touch stay in the number divided by.",
        **_aged("19 to 21", "activity", "eet"),
    ),
    _care_leavers(
        id="care_leavers_not_in_eet_19_21",
        ref="H03",
        title="Care leavers not in education, work or training, aged 19 to 21",
        polarity=LOW,
        other_side_of="care_leavers_in_eet_19_21",
        definition="Care leavers aged 19 to 21 who were not in education, employment or training "
        "around their birthday, for any reason.",
        why="Some are ill, disabled or parents: the reasons matter.",
        **_aged("19 to 21", "activity", "not_eet"),
    ),
    _care_leavers(
        id="care_leavers_ill_or_disabled_19_21",
        ref="H03",
        title="Care leavers not in work or study because of illness or disability, aged 19 to 21",
        polarity=NEUTRAL,
        definition="Care leavers aged 19 to 21 who were not in education, employment or training "
        "because of illness or disability.",
        why="They need health care and benefits before they need a job.",
        **_aged("19 to 21", "activity", "not_eet_illness"),
    ),
    _care_leavers(
        id="care_leavers_parents_19_21",
        ref="H03",
        title="Care leavers not in work or study because they are pregnant or parents, aged 19 to "
        "21",
        polarity=NEUTRAL,
        definition="Care leavers aged 19 to 21 who were not in education, employment or training "
        "because of pregnancy or parenting.",
        why="Their children are the council's grandchildren.",
        **_aged("19 to 21", "activity", "not_eet_parenting"),
    ),
    _care_leavers(
        id="care_leavers_not_in_eet_other_19_21",
        ref="H03",
        title="Care leavers not in work or study for other reasons, aged 19 to 21",
        polarity=LOW,
        other_side_of="care_leavers_in_eet_19_21",
        definition="Care leavers aged 19 to 21 who were not in education, employment or training "
        "for reasons other than illness, disability, pregnancy or parenting.",
        why="It is the group that work and training could reach soonest.",
        **_aged("19 to 21", "activity", "not_eet_other"),
    ),
    _care_leavers(
        id="care_leavers_higher_education_19_21",
        ref="H04",
        title="Care leavers in higher education, aged 19 to 21",
        definition="Care leavers aged 19 to 21 who were in higher education around their birthday.",
        why="Few young people from care go to university.",
        **_aged("19 to 21", "activity", "higher_education"),
    ),
    _care_leavers(
        id="care_leavers_apprenticeship_19_21",
        ref="H05",
        title="Care leavers in an apprenticeship, aged 19 to 21",
        definition="Care leavers aged 19 to 21 who were in an apprenticeship around their "
        "birthday.",
        why="The council is often a large employer itself.",
        **_aged("19 to 21", "activity", "apprenticeship"),
    ),
    _suitable("17 to 18", "17 or 18", ref="H06"),
    _suitable("19 to 21", "19 to 21", ref="H07", core=True),
    _care_leavers(
        id="care_leavers_unsuitable_accommodation_19_21",
        ref="H14",
        title="Care leavers in unsuitable accommodation, aged 19 to 21",
        polarity=LOW,
        other_side_of="care_leavers_suitable_accommodation_19_21",
        definition="Care leavers aged 19 to 21 whose accommodation was considered unsuitable, "
        "custody and homelessness included.",
        why="What kind it was is not published for an authority.",
        caveat=SUITABLE_CAVEAT,
        **_aged("19 to 21", "accommodation", "unsuitable"),
    ),
    _in_touch("17 to 18", "17 or 18"),
    _in_touch("19 to 21", "19 to 21"),
    _care_leavers(
        id="care_leavers_not_in_touch_19_21",
        ref="H08",
        title="Care leavers the council is not in touch with, aged 19 to 21",
        polarity=LOW,
        sources=("cla_2024", "lait"),
        other_side_of="care_leavers_in_touch_19_21",
        definition="Care leavers aged 19 to 21 with whom the council was not in touch.",
        why=LOST_TOUCH,
        caveat="Counts are carried to 2024, the percentage to 2025.",
        **_aged("19 to 21", "contact", "not_in_touch"),
    ),
    *(_support(age) for age in (22, 23, 24, 25)),
    _care_leavers(
        id="staying_put_18",
        ref="H10",
        title="Young people who stayed with their foster carers at 18",
        unit="% of those in foster care on their 18th birthday",
        cohort="Young people who left care in a foster placement on their 18th birthday and were "
        "eligible for support",
        sources=("cla_2024",),
        definition="Young people in foster care on their 18th birthday who still lived with the "
        "same carers three months later ('staying put').",
        why="Few other young people leave home on their eighteenth birthday.",
        **counted("staying_put_18", "staying_put_eligible_18", YOUNG),
    ),
    _care_leavers(
        id="staying_put_19_20",
        ref="H10",
        title="Young people who stayed with their foster carers at 19 and 20",
        unit="% of those in foster care on their 18th birthday",
        cohort="Young people aged 19 or 20 who had been in foster care on their 18th birthday and "
        "were eligible for support",
        sources=("cla_2024",),
        definition="Young people who had been in foster care on their 18th birthday and still "
        "lived with the same carers at 19 or 20 ('staying put').",
        why="Support may last until 21.",
        **counted("staying_put_19_20", "staying_put_eligible_19_20", YOUNG),
    ),
)
