"""Theme A: how many children are in care, and how they come and go."""

from datetime import date
from functools import partial

from analysis.catalogue.indicator import NEUTRAL, Figure, Indicator
from analysis.catalogue.indicators.families import (
    CEASED,
    IN_CARE,
    LEAVERS,
    SNAPSHOT,
    STARTED,
    STARTERS,
    number,
    rate,
    rate_per_10_000,
    share,
    share_of_starters,
    split,
)

_number = partial(number, theme="A", period="year to march", sources=("cla", "lait"))
_rate = partial(
    rate_per_10_000,
    period="year to march",
    sources=("cla", "lait", "population"),
    # Earlier rates were worked out with populations that have been revised since.
    counts_from=date(2019, 3, 31),
)

INDICATORS = (
    _number(
        id="cla_number",
        ref="A01",
        title="Children in care",
        cohort=SNAPSHOT,
        period="31 march",
        numerator=IN_CARE,
        core=True,
        definition="The number of children looked after by the authority on 31 March.",
        why="Every one of them is a child for whom the council is the parent.",
        caveat="Authorities correct earlier years: the newest release is shown.",
    ),
    _rate(
        id="cla_rate",
        ref="A02",
        title="Children in care for every 10,000 children",
        cohort=SNAPSHOT,
        period="31 march",
        core=True,
        definition="Children looked after on 31 March, for every 10,000 children aged 0 to 17 in "
        "the area at the middle of the year before.",
        why="It lets areas of different size be compared. A lower rate is not in itself better.",
        caveat="The population is that of the year before, and is revised; rates for 2016 to 2018 "
        "are as published and cannot be worked out again.",
        **rate("cla_31_march"),
    ),
    _number(
        id="cla_started_number",
        ref="A03",
        title="Children who came into care",
        cohort=STARTERS,
        numerator=STARTED,
        core=True,
        definition="Children who started to be looked after during the year; only the first start "
        "in the year is counted.",
        why="Children coming in, set beside children leaving, show where the number is heading.",
    ),
    _rate(
        id="cla_started_rate",
        ref="A03",
        title="Children who came into care, for every 10,000 children",
        cohort=STARTERS,
        definition="Children who started to be looked after during the year, for every 10,000 "
        "children aged 0 to 17.",
        why="It shows how often children come into care here, whatever the size of the area.",
        caveat="A child who moves between authorities counts as a start in each.",
        **rate("cla_started"),
    ),
    _number(
        id="cla_ceased_number",
        ref="A04",
        title="Children who left care",
        cohort=LEAVERS,
        numerator=CEASED,
        definition="Children who ceased to be looked after during the year; only the last time in "
        "the year is counted.",
        why="Children leave care for home, adoption, guardianship or adulthood.",
        caveat="Starts less ceases need not equal the change in the number: starts count the "
        "first in the year and ceases the last.",
    ),
    _rate(
        id="cla_ceased_rate",
        ref="A04",
        title="Children who left care, for every 10,000 children",
        cohort=LEAVERS,
        definition="Children who ceased to be looked after during the year, for every 10,000 "
        "children aged 0 to 17.",
        why="It shows how often children leave care here, whatever the size of the area.",
        **rate("cla_ceased"),
    ),
    _number(
        id="net_flow",
        ref="A05",
        title="Children who came into care, less those who left",
        kind="difference",
        cohort="Children who started and children who ceased to be looked after in the year",
        numerator=STARTED,
        denominator=CEASED,
        definition="Children who started to be looked after in the year less children who ceased.",
        why="Above zero, more children came in than left.",
        caveat="It need not equal the change in the number in care: transfers and repeated starts "
        "are counted once.",
    ),
    Indicator(
        id="cla_per_leaver",
        ref="A16",
        title="Children in care for each child who left in the year",
        theme="A",
        kind="ratio",
        per=1,
        decimals=1,
        unit="children in care per child who left",
        polarity=NEUTRAL,
        cohort="Children looked after on 31 March, and children who left care in the year to it",
        period="31 march",
        sources=("cla", "lait"),
        numerator=IN_CARE,
        denominator=CEASED,
        definition="Children looked after on 31 March divided by children who ceased to be looked "
        "after in the year; worked out by this project.",
        why="Where it is higher, children stay in care longer: it is one of the levers behind the "
        "rate.",
        caveat="A rough guide to years in care; how long children stay is published for England "
        "only.",
    ),
    _number(
        id="cla_during_year",
        ref="A06",
        title="Children in care at any time in the year",
        cohort="Children looked after on any day of the year",
        sources=("cla_2024",),
        numerator=Figure("cla_during_year"),
        definition="The number of children looked after at any time during the year.",
        why="Far more children are cared for in a year than on any one day of it.",
    ),
    _number(
        id="short_breaks_number",
        ref="A01",
        title="Children looked after only in short breaks",
        cohort="Children looked after during the year only in a series of short-term placements",
        sources=("cla_2024",),
        numerator=Figure("short_term_placements"),
        definition="Children looked after in the year only in an agreed series of short breaks.",
        why="They are left out of every other figure about children in care.",
    ),
    share_of_starters(
        id="age_at_start",
        ref="A03",
        title="Age of children who came into care",
        definition="Children who started to be looked after in the year by age at the start.",
        why="It says for whom homes are needed next.",
        **split(STARTED, "age"),
    ),
    share_of_starters(
        id="started_under_1",
        ref="A03",
        title="Babies among those who came into care",
        definition="Children who started to be looked after in the year aged under 1.",
        why="Help before birth and early permanence bear on these children.",
        **share(STARTED, "age", "under_1"),
    ),
    share_of_starters(
        id="started_16_and_over",
        ref="A03",
        title="Young people aged 16 or 17 among those who came into care",
        definition="Children who started to be looked after in the year aged 16 or over.",
        why="They have little time in care before adulthood.",
        **share(STARTED, "age", "16_and_over"),
    ),
    share_of_starters(
        id="need_at_start",
        ref="A10",
        title="Main need of children who came into care",
        definition="Children who started to be looked after in the year by main need.",
        why="It says what is bringing children into care now.",
        **split(STARTED, "need"),
    ),
)
