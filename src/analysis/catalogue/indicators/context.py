"""Context: the children who live in the area, and the help that comes before care."""

from functools import partial

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Figure, Indicator
from analysis.catalogue.indicators.families import counted, number, of, rate, rate_per_10_000

ONLY_THE_RATE = "Only the rate is carried here, so no interval can be given."
CONFERENCES = Figure("protection_conferences", "conferences")

_context = partial(
    Indicator,
    ref="X",
    theme="X",
    polarity=NEUTRAL,
    cohort="Children who live in the area",
    period="year to march",
)
_share = partial(_context, kind="proportion", decimals=1, polarity=LOW, sources=("cin",))
_deprivation = partial(
    _context,
    kind="mean",
    period="calendar year",
    sources=("deprivation",),
    comparators=("neighbours",),
)
_rate = partial(
    rate_per_10_000,
    ref="X",
    theme="X",
    cohort="Children known to the authority's children's services",
    period="year to march",
    sources=("cin", "population"),
)


def _factor(name: str, title: str, category: str, why: str) -> Indicator:
    return _context(
        id=name,
        title=f"{title} found in assessments",
        kind="proportion",
        unit="% of assessments",
        cohort="Assessments that ended in the year with at least one factor recorded",
        sources=("cin",),
        numerator=Figure("assessment_factors", "episodes", "factor", category),
        denominator=Figure("assessment_factors", "episodes"),
        definition=f"{title} recorded as a factor at the end of an assessment; worked out by this "
        "project from published counts.",
        why=why,
        caveat="An assessment may record several factors; councils record them differently.",
    )


INDICATORS = (
    number(
        id="population_0_17",
        ref="X",
        title="Children who live in the area",
        theme="X",
        cohort="Everyone aged 0 to 17 who lives in the area",
        period="mid-year",
        sources=("population",),
        numerator=Figure("population_0_17"),
        definition="Children aged 0 to 17 at the middle of the year.",
        why="More children in the area means more children who may need care.",
        caveat="An estimate, which is revised.",
    ),
    _context(
        id="child_poverty",
        title="Children in low income families",
        kind="percentage",
        unit="% of children",
        polarity=LOW,
        sources=("poverty", "lait"),
        published=Figure("child_poverty", "percent"),
        definition="Children in families with low income, as published by the Department for Work "
        "and Pensions.",
        why="Poverty puts families under strain; most families in poverty look after their "
        "children well.",
        caveat="Only the percentage is carried here, so no interval can be given.",
    ),
    _deprivation(
        id="idaci_2019",
        title="Income deprivation affecting children, 2019",
        decimals=3,
        unit="average score (0 to 1)",
        cohort="Children aged 0 to 15 who live in the area",
        published=Figure("idaci_2019", "score"),
        definition="The average share of children in income-deprived families, over the "
        "neighbourhoods of the area (IDACI 2019).",
        why="Children in poor neighbourhoods come into care more often.",
        caveat="The 2025 index has no average for upper-tier authorities here.",
    ),
    _deprivation(
        id="imd_2025",
        title="Index of multiple deprivation, 2025",
        decimals=1,
        unit="average score",
        cohort="Everyone who lives in the area",
        published=Figure("imd_2025", "score"),
        definition="The average score of the area's neighbourhoods on the English index of "
        "multiple deprivation 2025; higher is more deprived.",
        why="It sums up the conditions in which children here grow up.",
        caveat="Not carried for county councils, whose districts have scores of their own.",
    ),
    _rate(
        id="cin_rate",
        title="Children in need, for every 10,000 children",
        period="31 march",
        definition="Children in need on 31 March for every 10,000 children, children in care "
        "included.",
        why="It shows how many children the council's services help at one time.",
        **rate("cin_31_march"),
    ),
    _rate(
        id="referral_rate",
        title="Referrals to children's social care, for every 10,000 children",
        definition="Referrals in the year for every 10,000 children.",
        why="Referrals are the front door of children's services.",
        **rate("referrals", "referrals"),
    ),
    _share(
        id="rereferrals",
        title="Referrals within a year of an earlier one",
        unit="% of referrals",
        cohort="Referrals to children's social care in the year",
        definition="Referrals in the year that came within twelve months of an earlier one.",
        why="A child who comes back may not have been helped enough the first time.",
        **counted("rereferrals", "referrals", "referrals"),
    ),
    _rate(
        id="section_47_rate",
        title="Enquiries into harm (section 47), for every 10,000 children",
        definition="Enquiries under section 47 of the Children Act 1989 in the year for every "
        "10,000 children. A child may have several.",
        why="The council must enquire when a child may be suffering significant harm.",
        **rate("section_47", "enquiries"),
    ),
    _rate(
        id="conference_rate",
        title="Initial child protection conferences, for every 10,000 children",
        decimals=1,
        numerator=CONFERENCES,
        definition="Initial child protection conferences in the year for every 10,000 children; "
        "worked out by this project from published counts.",
        why="A conference follows an enquiry that found a child at risk of significant harm.",
    ),
    _share(
        id="conferences_in_15_days",
        title="Child protection conferences held within 15 working days",
        unit="% of initial conferences",
        polarity=HIGH,
        cohort="Initial child protection conferences in the year",
        numerator=of(CONFERENCES, "working_days", ("up_to_10", "11_to_15")),
        denominator=CONFERENCES,
        definition="Initial child protection conferences held within 15 working days of the "
        "strategy discussion that began the enquiry; worked out by this project from published "
        "counts.",
        why="A child who may be at risk should not wait for a plan.",
        caveat="A few conferences have no recorded duration; they are counted in the whole.",
    ),
    _rate(
        id="cpp_rate",
        title="Children on protection plans, for every 10,000 children",
        period="31 march",
        definition="Children on a child protection plan on 31 March for every 10,000 children.",
        why="Some of these children come into care when a plan at home does not keep them safe.",
        **rate("cpp_31_march"),
    ),
    _share(
        id="cpp_repeat",
        title="Protection plans that are not the child's first",
        unit="% of plans that started",
        cohort="Child protection plans that started in the year",
        definition="Child protection plans that started in the year for a child who had had one "
        "before, at any time.",
        why="A second plan may mean that change did not last.",
        **counted("cpp_repeat", "cpp_started"),
    ),
    _share(
        id="cpp_two_years_plus",
        title="Protection plans that have lasted two years",
        unit="% of children on plans",
        cohort="Children on a child protection plan on 31 March",
        period="31 march",
        definition="Children on a child protection plan on 31 March who had been for two years or "
        "more.",
        why="Two years is long for a child to wait for change.",
        pool=True,
        **counted("cpp_two_years_plus", "cpp_31_march"),
    ),
    _context(
        id="care_applications_rate",
        title="Applications for care orders, for every 10,000 children",
        kind="published_rate",
        unit="per 10,000 children",
        sources=("cafcass", "lait"),
        published=Figure("care_applications", "per_10000"),
        definition="Care applications recorded by Cafcass for every 10,000 children.",
        why="They come before most full care orders.",
        caveat=ONLY_THE_RATE,
    ),
    _factor(
        "factor_domestic_abuse",
        "Domestic abuse of a parent",
        "domestic_abuse_parent",
        "It is among the factors most often found.",
    ),
    _factor(
        "factor_parental_mental_health",
        "A parent's mental health",
        "mental_health_parent",
        "Adult services can help before a child needs care.",
    ),
    _factor(
        "factor_child_mental_health",
        "The child's mental health",
        "mental_health_child",
        "It bears on the homes and health services that children need.",
    ),
    _factor(
        "factor_neglect",
        "Neglect",
        "neglect",
        "Neglect is the most common reason for coming into care.",
    ),
    _factor(
        "factor_criminal_exploitation",
        "Criminal exploitation of the child",
        "child_criminal_exploitation",
        "Risk outside the home may bring teenagers into care.",
    ),
    _context(
        id="first_time_entrants",
        title="Young people new to the youth justice system, for every 100,000",
        kind="published_rate",
        unit="per 100,000 aged 10 to 17",
        polarity=LOW,
        cohort="Young people aged 10 to 17 who live in the area",
        period="calendar year",
        sources=("youth_justice", "lait"),
        comparators=("region", "neighbours"),
        published=Figure("first_time_entrants", "per_100000"),
        definition="Young people aged 10 to 17 who received a first caution or conviction, for "
        "every 100,000.",
        why="It is the background to offending by children in care.",
        caveat=ONLY_THE_RATE,
    ),
)
