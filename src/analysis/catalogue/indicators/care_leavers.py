"""Theme H: young people who have left care, from 17 to 25."""

from typing import Any

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Figure, Indicator
from analysis.catalogue.indicators.figures import COUNTS_FROM

YOUNG = "young_people"
WINDOW = "seen around their birthday in the year"


def _cohort(ages: str) -> str:
    return f"Care leavers aged {ages}, {WINDOW}; those who died or returned home are left out"


def _share(
    name: str,
    ref: str,
    title: str,
    measure: str,
    dimension: str,
    category: str,
    polarity: str,
    ages: str,
    **more: Any,
) -> Indicator:
    """A share of care leavers with its counts."""
    return Indicator(
        id=name,
        ref=ref,
        title=f"{title}, aged {ages}",
        theme="H",
        kind="proportion",
        unit=f"% of care leavers aged {ages}",
        polarity=polarity,
        cohort=_cohort(ages),
        period="year to march",
        sources=more.pop("sources", ("cla", "lait")),
        numerator=Figure(measure, YOUNG, dimension, category),
        denominator=Figure(measure, YOUNG),
        published=Figure(measure, "percent", dimension, category),
        counts_from=COUNTS_FROM,
        **more,
    )


def _support(age: int) -> Indicator:
    return _share(
        f"support_at_{age}",
        "H09",
        "Care leavers who asked for support and received it",
        f"care_leavers_{age}",
        "in_touch",
        "received_support",
        NEUTRAL,
        str(age),
        sources=("cla_2024",),
        definition=f"Care leavers aged {age} who requested and received support in the year.",
        why="Since 2018 every care leaver may ask for a personal adviser until 25.",
        caveat="Published for 2023 and 2024 only here; a young person who needs no support is not "
        "a failure of it.",
    )


SUITABLE_CAVEAT = (
    "Its group leaves out young people abroad, deported or whose address is not known, so it "
    "differs from that for work and study."
)

INDICATORS = (
    Indicator(
        id="care_leavers_17_18_number",
        ref="H01",
        title="Care leavers aged 17 to 18",
        theme="H",
        kind="number",
        unit="young people",
        polarity=NEUTRAL,
        cohort=_cohort("17 to 18"),
        period="year to march",
        sources=("cla",),
        comparators=(),
        numerator=Figure("care_leavers_17_18", YOUNG),
        definition="Care leavers aged 17 or 18 in the year.",
        why="The council must keep in touch with them and offer a personal adviser.",
    ),
    Indicator(
        id="care_leavers_19_21_number",
        ref="H02",
        title="Care leavers aged 19 to 21",
        theme="H",
        kind="number",
        unit="young people",
        polarity=NEUTRAL,
        cohort=_cohort("19 to 21"),
        period="year to march",
        sources=("cla", "lait"),
        comparators=(),
        core=True,
        numerator=Figure("care_leavers_19_21", YOUNG),
        definition="Care leavers aged 19, 20 or 21 in the year.",
        why="The council must keep in touch with them and offer a personal adviser.",
    ),
    _share(
        "care_leavers_in_eet_17_18",
        "H01",
        "Care leavers in education, work or training",
        "care_leavers_17_18",
        "activity",
        "eet",
        HIGH,
        "17 to 18",
        definition="Care leavers aged 17 or 18 who were in education, employment or training "
        "around their birthday.",
        why="The first steps into adult life shape the next ones.",
    ),
    _share(
        "care_leavers_in_eet_19_21",
        "H02",
        "Care leavers in education, work or training",
        "care_leavers_19_21",
        "activity",
        "eet",
        HIGH,
        "19 to 21",
        core=True,
        definition="Care leavers aged 19 to 21 who were in education, employment or training "
        "around their birthday.",
        why="Work and study give money, friends and a future.",
        caveat="Young people who are not in touch stay in the number divided by.",
    ),
    _share(
        "care_leavers_not_in_eet_19_21",
        "H03",
        "Care leavers not in education, work or training",
        "care_leavers_19_21",
        "activity",
        "not_eet",
        LOW,
        "19 to 21",
        definition="Care leavers aged 19 to 21 who were not in education, employment or training "
        "around their birthday, for any reason.",
        why="Some are ill, disabled or parents: the reasons matter.",
    ),
    _share(
        "care_leavers_ill_or_disabled_19_21",
        "H03",
        "Care leavers not in work or study because of illness or disability",
        "care_leavers_19_21",
        "activity",
        "not_eet_illness",
        NEUTRAL,
        "19 to 21",
        definition="Care leavers aged 19 to 21 who were not in education, employment or training "
        "because of illness or disability.",
        why="They need health care and benefits before they need a job.",
    ),
    _share(
        "care_leavers_parents_19_21",
        "H03",
        "Care leavers not in work or study because they are pregnant or parents",
        "care_leavers_19_21",
        "activity",
        "not_eet_parenting",
        NEUTRAL,
        "19 to 21",
        definition="Care leavers aged 19 to 21 who were not in education, employment or training "
        "because of pregnancy or parenting.",
        why="Their children are the council's grandchildren.",
    ),
    _share(
        "care_leavers_not_in_eet_other_19_21",
        "H03",
        "Care leavers not in work or study for other reasons",
        "care_leavers_19_21",
        "activity",
        "not_eet_other",
        LOW,
        "19 to 21",
        definition="Care leavers aged 19 to 21 who were not in education, employment or training "
        "for reasons other than illness, disability, pregnancy or parenting.",
        why="It is the group that work and training could reach soonest.",
    ),
    _share(
        "care_leavers_higher_education_19_21",
        "H04",
        "Care leavers in higher education",
        "care_leavers_19_21",
        "activity",
        "higher_education",
        HIGH,
        "19 to 21",
        definition="Care leavers aged 19 to 21 who were in higher education around their birthday.",
        why="Few young people from care go to university.",
    ),
    _share(
        "care_leavers_apprenticeship_19_21",
        "H05",
        "Care leavers in an apprenticeship",
        "care_leavers_19_21",
        "activity",
        "apprenticeship",
        HIGH,
        "19 to 21",
        definition="Care leavers aged 19 to 21 who were in an apprenticeship around their "
        "birthday.",
        why="The council is often a large employer itself.",
    ),
    _share(
        "care_leavers_suitable_accommodation_17_18",
        "H06",
        "Care leavers in suitable accommodation",
        "care_leavers_accommodation_17_18",
        "accommodation",
        "suitable",
        HIGH,
        "17 to 18",
        definition="Care leavers aged 17 or 18 whose accommodation was considered suitable.",
        why="A safe home comes before everything else.",
        caveat=SUITABLE_CAVEAT,
    ),
    _share(
        "care_leavers_suitable_accommodation_19_21",
        "H07",
        "Care leavers in suitable accommodation",
        "care_leavers_accommodation_19_21",
        "accommodation",
        "suitable",
        HIGH,
        "19 to 21",
        core=True,
        definition="Care leavers aged 19 to 21 whose accommodation was considered suitable.",
        why="A safe home comes before everything else.",
        caveat=SUITABLE_CAVEAT,
    ),
    _share(
        "care_leavers_unsuitable_accommodation_19_21",
        "H14",
        "Care leavers in unsuitable accommodation",
        "care_leavers_accommodation_19_21",
        "accommodation",
        "unsuitable",
        LOW,
        "19 to 21",
        definition="Care leavers aged 19 to 21 whose accommodation was considered unsuitable, "
        "custody and homelessness included.",
        why="What kind it was is not published for an authority.",
        caveat=SUITABLE_CAVEAT,
    ),
    _share(
        "care_leavers_in_touch_17_18",
        "H08",
        "Care leavers the council is in touch with",
        "care_leavers_in_touch_17_18",
        "contact",
        "in_touch",
        HIGH,
        "17 to 18",
        sources=("cla_2024",),
        definition="Care leavers aged 17 or 18 with whom the council was in touch.",
        why="A young person cannot be helped by someone who has lost touch.",
    ),
    _share(
        "care_leavers_in_touch_19_21",
        "H08",
        "Care leavers the council is in touch with",
        "care_leavers_in_touch_19_21",
        "contact",
        "in_touch",
        HIGH,
        "19 to 21",
        sources=("cla_2024",),
        definition="Care leavers aged 19 to 21 with whom the council was in touch.",
        why="A young person cannot be helped by someone who has lost touch.",
    ),
    _share(
        "care_leavers_not_in_touch_19_21",
        "H08",
        "Care leavers the council is not in touch with",
        "care_leavers_in_touch_19_21",
        "contact",
        "not_in_touch",
        LOW,
        "19 to 21",
        sources=("cla_2024", "lait"),
        definition="Care leavers aged 19 to 21 with whom the council was not in touch.",
        why="A young person cannot be helped by someone who has lost touch.",
        caveat="Counts are carried to 2024, the percentage to 2025.",
    ),
    *(_support(age) for age in (22, 23, 24, 25)),
    Indicator(
        id="staying_put_18",
        ref="H10",
        title="Young people who stayed with their foster carers at 18",
        theme="H",
        kind="proportion",
        unit="% of those in foster care on their 18th birthday",
        polarity=HIGH,
        cohort="Young people who left care in a foster placement on their 18th birthday and were "
        "eligible for support",
        period="year to march",
        sources=("cla_2024",),
        numerator=Figure("staying_put_18", YOUNG),
        denominator=Figure("staying_put_eligible_18", YOUNG),
        published=Figure("staying_put_18", "percent"),
        definition="Young people in foster care on their 18th birthday who still lived with the "
        "same carers three months later ('staying put').",
        why="Few other young people leave home on their eighteenth birthday.",
    ),
    Indicator(
        id="staying_put_19_20",
        ref="H10",
        title="Young people who stayed with their foster carers at 19 and 20",
        theme="H",
        kind="proportion",
        unit="% of those in foster care on their 18th birthday",
        polarity=HIGH,
        cohort="Young people aged 19 or 20 who had been in foster care on their 18th birthday and "
        "were eligible for support",
        period="year to march",
        sources=("cla_2024",),
        numerator=Figure("staying_put_19_20", YOUNG),
        denominator=Figure("staying_put_eligible_19_20", YOUNG),
        published=Figure("staying_put_19_20", "percent"),
        definition="Young people who had been in foster care on their 18th birthday and still "
        "lived with the same carers at 19 or 20 ('staying put').",
        why="Support may last until 21.",
    ),
)
