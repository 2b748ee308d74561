"""Theme C: what the council spends on children in care, and what a home costs a week."""

from analysis.catalogue.indicator import NEUTRAL, Figure, Indicator

SPEND = "Gross spending in the financial year, as returned by the authority"
TRAP = (
    "A year's spending divided by the children on one day: not comparable with the fee for a "
    "child's week."
)


def _unit_cost(name: str, ref: str, title: str, measure: str, why: str, caveat: str) -> Indicator:
    return Indicator(
        id=name,
        ref=ref,
        title=title,
        theme="C",
        kind="money",
        unit="£ a week",
        polarity=NEUTRAL,
        cohort=SPEND,
        period="year to march",
        sources=("s251",),
        numerator=Figure(measure, "gbp_per_week"),
        definition=f"{title} in the financial year, as the Department for Education works it out "
        "from councils' returns.",
        why=why,
        caveat=caveat,
        topic="cost",
    )


def _spend(name: str, title: str, service: str, definition: str, why: str) -> Indicator:
    return Indicator(
        id=name,
        ref="C01",
        title=title,
        theme="C",
        kind="money",
        unit="£",
        polarity=NEUTRAL,
        cohort=SPEND,
        period="year to march",
        sources=("ro3",),
        comparators=(),
        numerator=Figure("spend", "gbp", "service", service),
        definition=definition,
        why=why,
        caveat="In the prices of the year; part of a rise is inflation.",
    )


INDICATORS = (
    _spend(
        "spend_on_children_in_care",
        "Spending on children in care",
        "cla_total",
        "Total expenditure on children looked after in the financial year.",
        "It is the largest part of what most councils spend on children's services.",
    ),
    _spend(
        "spend_on_residential_care",
        "Spending on residential care",
        "cla_residential",
        "Expenditure on residential care for children looked after in the financial year.",
        "Few children live in children's homes, but they take much of the money.",
    ),
    _spend(
        "spend_on_fostering",
        "Spending on fostering",
        "cla_fostering",
        "Expenditure on fostering services in the financial year.",
        "Most children in care live with foster carers.",
    ),
    Indicator(
        id="spend_per_child_in_area",
        ref="C11",
        title="Spending on children in care for each child in the area",
        theme="C",
        kind="ratio",
        per=1,
        unit="£ per child aged 0 to 17",
        polarity=NEUTRAL,
        cohort=SPEND,
        period="year to march",
        sources=("ro3", "population"),
        numerator=Figure("spend", "gbp", "service", "cla_total"),
        denominator=Figure("rate_base_0_17"),
        definition="Total expenditure on children looked after divided by children aged 0 to 17 "
        "in the area; worked out by this project.",
        why="It lets areas of different size be compared.",
    ),
    Indicator(
        id="residential_share_of_spend",
        ref="C01",
        title="Residential care as a share of spending on children in care",
        theme="C",
        kind="ratio",
        per=100,
        unit="% of spending on children in care",
        polarity=NEUTRAL,
        cohort=SPEND,
        period="year to march",
        sources=("ro3",),
        numerator=Figure("spend", "gbp", "service", "cla_residential"),
        denominator=Figure("spend", "gbp", "service", "cla_total"),
        definition="Expenditure on residential care divided by total expenditure on children "
        "looked after; worked out by this project.",
        why="The mix of homes moves the budget more than the number of children.",
    ),
    Indicator(
        id="care_share_of_childrens_spend",
        ref="C11",
        title="Children in care as a share of spending on children's social care",
        theme="C",
        kind="ratio",
        per=100,
        unit="% of spending on children's social care",
        polarity=NEUTRAL,
        cohort=SPEND,
        period="year to march",
        sources=("ro3",),
        numerator=Figure("spend", "gbp", "service", "cla_total"),
        denominator=Figure("spend", "gbp", "service", "total_childrens_social_care"),
        definition="Expenditure on children looked after divided by all expenditure on children's "
        "social care; worked out by this project.",
        why="What is left pays for help to families before children come into care.",
    ),
    _unit_cost(
        "unit_cost_cla",
        "C02",
        "Cost of a child in care, a week",
        "unit_cost_cla",
        "It is the average cost of a child in care, whatever the kind of home.",
        TRAP,
    ),
    _unit_cost(
        "unit_cost_fostering",
        "C03",
        "Cost of fostering, a child a week",
        "unit_cost_fostering",
        "A family home is also the least costly kind of home.",
        TRAP,
    ),
    _unit_cost(
        "unit_cost_residential",
        "C04",
        "Cost of residential care, a child a week",
        "unit_cost_residential",
        "One child's residential home costs as much as many foster homes.",
        "Spending divided by days of residential care in the year, unlike the other unit costs.",
    ),
)
