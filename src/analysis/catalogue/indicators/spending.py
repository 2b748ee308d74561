"""Theme C: what the council spends on children in care, and what a home costs a week."""

from functools import partial

from analysis.catalogue.indicator import NEUTRAL, Figure, Indicator
from analysis.catalogue.indicators.families import CHILDREN

TRAP = (
    "A year's spending divided by the children on one day: not comparable with the fee for a "
    "child's week."
)

_spending = partial(
    Indicator,
    theme="C",
    kind="ratio",
    polarity=NEUTRAL,
    cohort="Gross spending in the financial year, as returned by the authority",
    period="year to march",
    sources=("ro3",),
)
_spend = partial(
    _spending,
    ref="C01",
    kind="money",
    unit="£",
    comparators=(),
    caveat="In the prices of the year; part of a rise is inflation.",
)


def _spent(service: str) -> Figure:
    return Figure("spend", "gbp", "service", service)


def _unit_cost(name: str, ref: str, title: str, why: str, caveat: str = TRAP) -> Indicator:
    return _spending(
        id=name,
        ref=ref,
        title=title,
        kind="money",
        unit="£ a week",
        sources=("s251",),
        numerator=Figure(name, "gbp_per_week"),
        definition=f"{title} in the financial year, as the Department for Education works it out "
        "from councils' returns.",
        why=why,
        caveat=caveat,
    )


INDICATORS = (
    _spend(
        id="spend_on_children_in_care",
        title="Spending on children in care",
        numerator=_spent("cla_total"),
        definition="Total expenditure on children looked after in the financial year.",
        why="It is the largest part of what most councils spend on children's services.",
    ),
    _spend(
        id="spend_on_residential_care",
        title="Spending on residential care",
        numerator=_spent("cla_residential"),
        definition="Expenditure on residential care for children looked after in the financial "
        "year.",
        why="Few children live in children's homes, but they take much of the money.",
    ),
    _spend(
        id="spend_on_fostering",
        title="Spending on fostering",
        numerator=_spent("cla_fostering"),
        definition="Expenditure on fostering services in the financial year.",
        why="Most children in care live with foster carers.",
    ),
    _spending(
        id="spend_per_child_in_area",
        ref="C11",
        title="Spending on children in care for each child in the area",
        per=1,
        unit="£ per child aged 0 to 17",
        sources=("ro3", "population"),
        numerator=_spent("cla_total"),
        denominator=CHILDREN,
        definition="Total expenditure on children looked after divided by children aged 0 to 17 "
        "in the area; worked out by this project.",
        why="It lets areas of different size be compared.",
    ),
    _spending(
        id="residential_share_of_spend",
        ref="C01",
        title="Residential care as a share of spending on children in care",
        unit="% of spending on children in care",
        numerator=_spent("cla_residential"),
        denominator=_spent("cla_total"),
        definition="Expenditure on residential care divided by total expenditure on children "
        "looked after; worked out by this project.",
        why="The mix of homes moves the budget more than the number of children.",
    ),
    _spending(
        id="care_share_of_childrens_spend",
        ref="C11",
        title="Children in care as a share of spending on children's social care",
        unit="% of spending on children's social care",
        numerator=_spent("cla_total"),
        denominator=_spent("total_childrens_social_care"),
        definition="Expenditure on children looked after divided by all expenditure on children's "
        "social care; worked out by this project.",
        why="What is left pays for help to families before children come into care.",
    ),
    _unit_cost(
        "unit_cost_cla",
        "C02",
        "Cost of a child in care, a week",
        "It is the average cost of a child in care, whatever the kind of home.",
    ),
    _unit_cost(
        "unit_cost_fostering",
        "C03",
        "Cost of fostering, a child a week",
        "A family home is also the least costly kind of home.",
    ),
    _unit_cost(
        "unit_cost_residential",
        "C04",
        "Cost of residential care, a child a week",
        "One child's residential home costs as much as many foster homes.",
        "Spending divided by days of residential care in the year, unlike the other unit costs.",
    ),
)
