"""Theme G: children who go missing, and children in trouble with the law."""

from functools import partial

from analysis.catalogue.indicator import LOW, Figure
from analysis.catalogue.indicators.families import ONLY_THE_AVERAGE, counted, proportion

_safety = partial(
    proportion,
    theme="G",
    unit="% of children in care in the year",
    cohort="Children looked after at any time in the year",
    period="year to march",
    sources=("cla_2024", "lait"),
)

INDICATORS = (
    _safety(
        id="missing_during_year",
        ref="G01",
        title="Children who went missing",
        core=True,
        definition="Children who were missing from where they live at least once in the year.",
        why="A missing child may be in danger or being exploited.",
        caveat="Councils record missing and away differently; more may mean better recording. "
        "Counts are carried to 2024, the percentage to 2025.",
        **counted("missing_during_year", "cla_during_year"),
    ),
    _safety(
        id="missing_more_than_once",
        ref="G03",
        title="Missing children who went missing more than once",
        unit="% of children who went missing",
        polarity=LOW,
        cohort="Children looked after who went missing in the year",
        sources=("cla_2024",),
        numerator=Figure("missing_more_than_once"),
        denominator=Figure("missing_during_year"),
        definition="Of children who went missing in the year, those who did more than once; "
        "worked out by this project.",
        why="A child who goes missing again may be telling us something.",
    ),
    _safety(
        id="missing_incidents_per_child",
        ref="G03",
        title="Missing incidents for each missing child",
        kind="mean",
        decimals=1,
        unit="incidents per missing child",
        polarity=LOW,
        cohort="Children looked after who went missing in the year",
        sources=("cla_2024",),
        published=Figure("missing_incidents_per_child", "ratio"),
        definition="The average number of times that a child who went missing did so in the year.",
        why="A few children often make up most of the incidents.",
        caveat=f"{ONLY_THE_AVERAGE}.",
    ),
    _safety(
        id="away_during_year",
        ref="G02",
        title="Children who were away without permission",
        definition="Children who were away from their placement without authorisation at least "
        "once in the year, their whereabouts being known.",
        why="Read it together with missing: councils draw the line in different places.",
        caveat="Many councils record 'away' as 'missing'.",
        **counted("away_during_year", "cla_during_year"),
    ),
    _safety(
        id="convicted",
        ref="G05",
        title="Children aged 10 to 17 convicted or cautioned",
        unit="% of children aged 10 to 17 in care for a year",
        polarity=LOW,
        cohort="Children looked after on 31 March for at least twelve months, aged 10 to 17",
        period="31 march",
        sources=("cla", "lait"),
        definition="Children aged 10 to 17 looked after for at least twelve months who were "
        "convicted or given a youth caution or youth conditional caution in the year.",
        why="Care should not lead to court for behaviour that a family would deal with at home.",
        pool=True,
        **counted("convicted", "cla_12_months_10_17"),
    ),
)
