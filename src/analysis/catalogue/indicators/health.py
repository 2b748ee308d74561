"""Theme E: health and wellbeing of children in care for at least twelve months."""

from datetime import date

from analysis.catalogue.indicator import HIGH, LOW, Break, Figure, Indicator

TWELVE_MONTHS = "Children looked after on 31 March who had been for at least twelve months"


def _health(
    name: str,
    ref: str,
    title: str,
    measure: str,
    cohort: str,
    polarity: str,
    definition: str,
    why: str,
    unit: str = "% of children in care for a year",
    who: str = TWELVE_MONTHS,
    caveat: str = "",
    core: bool = False,
    pool: bool = False,
    breaks: tuple[Break, ...] = (),
) -> Indicator:
    return Indicator(
        id=name,
        ref=ref,
        title=title,
        theme="E",
        kind="proportion",
        unit=unit,
        polarity=polarity,
        cohort=who,
        period="31 march",
        sources=("cla", "lait"),
        numerator=Figure(measure),
        denominator=Figure(cohort),
        published=Figure(measure, "percent"),
        definition=definition,
        why=why,
        caveat=caveat,
        core=core,
        pool=pool,
        breaks=breaks,
    )


INDICATORS = (
    _health(
        "health_assessment",
        "E01",
        "Children with an up-to-date health assessment",
        "health_assessment",
        "cla_12_months",
        HIGH,
        "Children looked after for at least twelve months who had their health assessment in the "
        "year (two for children under five).",
        "It is the council's duty, and the way to find what a child needs.",
        caveat="A refused assessment counts as not done.",
        core=True,
    ),
    _health(
        "dental_check",
        "E02",
        "Children seen by a dentist",
        "dental_check",
        "cla_12_months",
        HIGH,
        "Children looked after for at least twelve months whose teeth were checked by a dentist "
        "in the year.",
        "Tooth decay is painful and can be prevented.",
        caveat="Babies are counted; a refused check counts as not done.",
        breaks=(
            Break(date(2020, 4, 1), "Dentists were closed or saw few children in 2020/21."),
            Break(date(2021, 4, 1), "Dentists reopened in 2021/22."),
        ),
        core=True,
    ),
    _health(
        "immunisations",
        "E03",
        "Children with up-to-date immunisations",
        "immunisations",
        "cla_12_months",
        HIGH,
        "Children looked after for at least twelve months whose immunisations were up to date.",
        "Children who have moved often miss doses.",
    ),
    _health(
        "development_assessment",
        "E04",
        "Young children with an up-to-date development check",
        "development_assessment",
        "cla_12_months_0_4",
        HIGH,
        "Children aged 0 to 4 looked after for at least twelve months whose development "
        "assessments were up to date.",
        "Delay that is seen early can be helped early.",
        unit="% of children aged 0 to 4 in care for a year",
        who=TWELVE_MONTHS + ", aged 0 to 4",
        pool=True,
    ),
    _health(
        "sdq_received",
        "E05",
        "Children with a score for emotional health",
        "sdq_received",
        "cla_12_months_5_16",
        HIGH,
        "Children aged 5 to 16 looked after for at least twelve months for whom a strengths and "
        "difficulties questionnaire (SDQ) was returned.",
        "Scores mean little where many children have none: read this one first.",
        unit="% of children aged 5 to 16 in care for a year",
        who=TWELVE_MONTHS + ", aged 5 to 16",
    ),
    Indicator(
        id="sdq_average",
        ref="E06",
        title="Average score for emotional and behavioural difficulties",
        theme="E",
        kind="mean",
        decimals=1,
        unit="points out of 40",
        polarity=LOW,
        cohort=TWELVE_MONTHS + ", aged 5 to 16, with a score",
        period="31 march",
        sources=("cla", "lait"),
        published=Figure("sdq_average", "score"),
        definition="The average total difficulties score of the strengths and difficulties "
        "questionnaire (SDQ) filled in by carers.",
        why="A score of 17 or more is a cause for concern.",
        caveat="Only the average is published, so no interval can be given; only children with a "
        "score are in it.",
    ),
    _health(
        "sdq_concern",
        "E07",
        "Children whose emotional health is a cause for concern",
        "sdq_concern",
        "sdq_received",
        LOW,
        "Children aged 5 to 16 with a score whose score was 17 or more out of 40.",
        "These children may need help from mental health services.",
        unit="% of children with a score",
        who=TWELVE_MONTHS + ", aged 5 to 16, with a score",
        core=True,
    ),
    _health(
        "substance_misuse",
        "E08",
        "Children with a substance misuse problem",
        "substance_misuse",
        "cla_12_months",
        LOW,
        "Children looked after for at least twelve months who were identified as having a "
        "substance misuse problem.",
        "It needs help, and may be a sign of exploitation.",
        caveat="Identifying more may be better practice, not more need.",
        pool=True,
    ),
    _health(
        "substance_intervention",
        "E08",
        "Children with a substance misuse problem who received help",
        "substance_intervention",
        "substance_misuse",
        HIGH,
        "Of children identified as having a substance misuse problem, those who received an "
        "intervention.",
        "Finding a need is of use when help follows.",
        unit="% of children with a substance misuse problem",
        who=TWELVE_MONTHS + ", with a substance misuse problem",
        pool=True,
    ),
)
