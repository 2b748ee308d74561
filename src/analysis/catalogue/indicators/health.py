"""Theme E: health and wellbeing of children in care for at least twelve months."""

from datetime import date
from functools import partial

from analysis.catalogue.indicator import HIGH, LOW, Break, Figure, Indicator
from analysis.catalogue.indicators.families import ONLY_THE_AVERAGE, TWELVE_MONTHS, counted

_health = partial(
    Indicator,
    theme="E",
    kind="proportion",
    unit="% of children in care for a year",
    polarity=HIGH,
    cohort=TWELVE_MONTHS,
    period="31 march",
    sources=("cla", "lait"),
)

INDICATORS = (
    _health(
        id="health_assessment",
        ref="E01",
        title="Children with an up-to-date health assessment",
        core=True,
        definition="Children looked after for at least twelve months who had their health "
        "assessment in the year (two for children under five).",
        why="It is the council's duty, and the way to find what a child needs.",
        caveat="A refused assessment counts as not done.",
        **counted("health_assessment", "cla_12_months"),
    ),
    _health(
        id="dental_check",
        ref="E02",
        title="Children seen by a dentist",
        core=True,
        definition="Children looked after for at least twelve months whose teeth were checked by a "
        "dentist in the year.",
        why="Tooth decay is painful and can be prevented.",
        caveat="Babies are counted; a refused check counts as not done.",
        breaks=(
            Break(date(2020, 4, 1), "Dentists were closed or saw few children in 2020/21."),
            Break(date(2021, 4, 1), "Dentists reopened in 2021/22."),
        ),
        **counted("dental_check", "cla_12_months"),
    ),
    _health(
        id="immunisations",
        ref="E03",
        title="Children with up-to-date immunisations",
        definition="Children looked after for at least twelve months whose immunisations were up "
        "to date.",
        why="Children who have moved often miss doses.",
        **counted("immunisations", "cla_12_months"),
    ),
    _health(
        id="development_assessment",
        ref="E04",
        title="Young children with an up-to-date development check",
        unit="% of children aged 0 to 4 in care for a year",
        cohort=TWELVE_MONTHS + ", aged 0 to 4",
        definition="Children aged 0 to 4 looked after for at least twelve months whose development "
        "assessments were up to date.",
        why="Delay that is seen early can be helped early.",
        pool=True,
        **counted("development_assessment", "cla_12_months_0_4"),
    ),
    _health(
        id="sdq_received",
        ref="E05",
        title="Children with a score for emotional health",
        unit="% of children aged 5 to 16 in care for a year",
        cohort=TWELVE_MONTHS + ", aged 5 to 16",
        definition="Children aged 5 to 16 looked after for at least twelve months for whom a "
        "strengths and difficulties questionnaire (SDQ) was returned.",
        why="Scores mean little where many children have none: read this one first.",
        **counted("sdq_received", "cla_12_months_5_16"),
    ),
    _health(
        id="sdq_average",
        ref="E06",
        title="Average score for emotional and behavioural difficulties",
        kind="mean",
        decimals=1,
        unit="points out of 40",
        polarity=LOW,
        cohort=TWELVE_MONTHS + ", aged 5 to 16, with a score",
        published=Figure("sdq_average", "score"),
        definition="The average total difficulties score of the strengths and difficulties "
        "questionnaire (SDQ) filled in by carers.",
        why="A score of 17 or more is a cause for concern.",
        caveat=f"{ONLY_THE_AVERAGE}; only children with a score are in it.",
    ),
    _health(
        id="sdq_concern",
        ref="E07",
        title="Children whose emotional health is a cause for concern",
        unit="% of children with a score",
        polarity=LOW,
        cohort=TWELVE_MONTHS + ", aged 5 to 16, with a score",
        core=True,
        definition="Children aged 5 to 16 with a score whose score was 17 or more out of 40.",
        why="These children may need help from mental health services.",
        **counted("sdq_concern", "sdq_received"),
    ),
    _health(
        id="substance_misuse",
        ref="E08",
        title="Children with a substance misuse problem",
        polarity=LOW,
        definition="Children looked after for at least twelve months who were identified as having "
        "a substance misuse problem.",
        why="It needs help, and may be a sign of exploitation.",
        caveat="Identifying more may be better practice, not more need.",
        pool=True,
        **counted("substance_misuse", "cla_12_months"),
    ),
    _health(
        id="substance_intervention",
        ref="E08",
        title="Children with a substance misuse problem who received help",
        unit="% of children with a substance misuse problem",
        cohort=TWELVE_MONTHS + ", with a substance misuse problem",
        definition="Of children identified as having a substance misuse problem, those who "
        "received an intervention.",
        why="Finding a need is of use when help follows.",
        pool=True,
        **counted("substance_intervention", "substance_misuse"),
    ),
)
