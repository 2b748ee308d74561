"""What a council's own return tells by group: each measure, its words, and the indicators of it.

They are not among `INDICATORS`, which nobody but a publisher has figures of.
"""

from dataclasses import dataclass, replace
from functools import partial

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Figure, Indicator
from analysis.catalogue.returns.groups import counted as by

OWN_RETURN = "own_return"
STOCK, YEAR = "31 march", "year to march"
WHY = "Figures for all children hide groups for whom things go worse."
IN_CARE, CHILDREN = "cla_31_march", "Children"


@dataclass(frozen=True, kw_only=True)
class OwnMeasure:
    """A share that the return alone gives by group: `count` of `of`, in the breakdowns `split_by`.

    `did` says what those counted did, after the name of a group; `counts` what is counted.
    """

    name: str
    title: str
    did: str
    count: Figure
    of: Figure
    split_by: tuple[str, ...]
    theme: str
    polarity: str
    cohort: str
    period: str
    definition: str
    counts: str = CHILDREN

    @property
    def whole(self) -> Indicator:
        """The share of all."""
        return Indicator(
            id=f"own_{self.name}",
            ref="",
            title=self.title,
            theme=self.theme,
            kind="proportion",
            unit=f"% of {self.counts.lower()}",
            polarity=self.polarity,
            cohort=self.cohort,
            period=self.period,
            sources=(OWN_RETURN,),
            definition=self.definition,
            why=WHY,
            numerator=self.count,
            denominator=self.of,
        )

    def by(self, dimension: str) -> Indicator:
        """The share by category of a breakdown."""
        return replace(
            self.whole,
            id=f"own_{self.name}_by_{dimension}",
            split=dimension,
            numerator=replace(self.count, dimension=dimension),
            denominator=replace(self.of, dimension=dimension),
        )

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All of them, the whole first."""
        return (self.whole, *map(self.by, self.split_by))


_health = partial(
    OwnMeasure,
    of=Figure("cla_12_months"),
    split_by=by.WHO,
    theme="E",
    polarity=HIGH,
    cohort="Children in care for at least a year on 31 March",
    period=YEAR,
)
_moves = partial(
    OwnMeasure,
    of=Figure("placement_changes"),
    split_by=by.MOVED,
    theme="D",
    polarity=NEUTRAL,
    cohort="Moves from one home to another in the year, by age at the move and home left",
    period=YEAR,
    counts="Moves",
)
_of_in_care = partial(
    OwnMeasure,
    of=Figure(IN_CARE),
    split_by=by.LIVES,
    polarity=LOW,
    cohort="Children in care on 31 March, by the home that they have then",
    period=YEAR,
)


def _lives(name: str, measure: str, where: str) -> OwnMeasure:
    """Where children in care live, by age."""
    return OwnMeasure(
        name=name,
        title=f"Lived {where}",
        did=f"lived {where}",
        count=Figure(measure),
        of=Figure(IN_CARE),
        split_by=("age",),
        theme="B",
        polarity=NEUTRAL,
        cohort="Children in care on the day",
        period=STOCK,
        definition=f"Children who live {where}.",
    )


KINDS_SAID = {
    "foster": "with foster carers",
    "adoption": "with the family that is to adopt them",
    "childrens_homes": "in children's or secure homes",
    "supported": "in supported accommodation",
    "parents": "with their parents",
    "residential_schools": "in residential schools",
    "other_residential": "in other residential settings",
    "other": "in other homes",
    "elsewhere": "elsewhere, such as with parents or adopters",
}
PROVIDERS_SAID = {
    "own": "homes of the council itself",
    "private": "homes of private providers",
    "voluntary": "homes of charities",
    "others": "homes of others: parents, other councils or not reported",
}


HEALTH = (
    _health(
        name="health_assessment",
        title="Health assessed in the year",
        did="had their health assessed in the year",
        count=Figure("health_assessment"),
        definition="Children with every health assessment that was due in the year.",
    ),
    _health(
        name="dental_check",
        title="Teeth checked in the year",
        did="had their teeth checked by a dentist in the year",
        count=Figure("dental_check"),
        definition="Children whose teeth were checked by a dentist in the year.",
    ),
    _health(
        name="immunisations",
        title="Immunisations up to date",
        did="were up to date with immunisations",
        count=Figure("immunisations"),
        definition="Children whose immunisations were up to date on 31 March.",
    ),
    _health(
        name="sdq_concern",
        title="Score for emotional health that is a cause for concern",
        did="had a score for emotional health that is a cause for concern",
        count=Figure("sdq_concern"),
        of=Figure("sdq_received"),
        polarity=LOW,
        cohort="Children aged 5 to 16 in care for at least a year on 31 March who have a score",
        definition="Scores of 17 or more of the strengths and difficulties questionnaire, of "
        "children aged 5 to 16 who have a score.",
    ),
)
STABILITY = (
    _of_in_care(
        name="three_or_more_placements",
        title="Three or more homes in the year",
        did="had three or more homes in the year",
        count=Figure("three_or_more_placements"),
        theme="D",
        definition="Children with three or more homes with a day in the year.",
    ),
    _moves(
        name="moves_by_carers",
        title="Moves because the carer asked or gave up",
        did="came because the carer asked or the home closed",
        count=Figure("moves_by_carers"),
        definition="Moves because the carer asked for it, for behaviour or otherwise, or gave up "
        "caring, or the home closed.",
    ),
    _moves(
        name="moves_in_plan",
        title="Moves that the care plan asked for",
        did="came because the care plan asked for it",
        count=Figure("moves_in_plan"),
        definition="Moves with the care plan as the reason.",
    ),
)
CARE = (
    _of_in_care(
        name="missing",
        title="Missing in the year",
        did="were missing at least once in the year",
        count=Figure(by.MISSING),
        theme="G",
        definition="Children in care on 31 March who were missing in the year; the published "
        "share is of all who were in care in it.",
    ),
    OwnMeasure(
        name="reviews_on_time",
        title="All reviews on time in the year",
        did="had no review that was late in the year",
        count=Figure(by.ON_TIME),
        of=Figure(by.REVIEWS),
        split_by=("age",),
        theme="D",
        polarity=HIGH,
        cohort="Children in care on 31 March whose first review was due by then",
        period=YEAR,
        definition="No review was overdue on any day of the year: the first within 20 working "
        "days of coming into care, the second three months after it, then every six months.",
    ),
)
HOMES = (
    OwnMeasure(
        name="over_20_miles",
        title="More than 20 miles from home",
        did="lived more than 20 miles from home",
        count=Figure(by.FAR),
        of=Figure(by.DISTANCE_KNOWN),
        split_by=by.MOVED,
        theme="B",
        polarity=LOW,
        cohort="Children in care on the day for whom the distance is known",
        period=STOCK,
        definition="In a straight line from the home that the child came from, inside the area or "
        "not.",
    ),
    *(_lives(f"in_{kind}", each, KINDS_SAID[kind]) for kind, each in by.IN_KIND.items()),
    *(
        _lives(f"by_{provider}", each, f"in {PROVIDERS_SAID[provider]}")
        for provider, each in by.BY_PROVIDER.items()
    ),
)

OWN_MEASURES: dict[str, OwnMeasure] = {
    each.name: each for each in (*HEALTH, *STABILITY, *CARE, *HOMES)
}
"""By name, in the order of a page."""

PARTICIPATION = replace(
    OWN_MEASURES["reviews_on_time"].whole,
    id="own_participation",
    title="How children took part in their reviews",
    unit="% of reviews",
    polarity=NEUTRAL,
    cohort="Reviews in the year of children aged 4 and over",
    definition="How the child took part, as the return has it for each review.",
    split="participation",
    numerator=Figure(by.TOOK_PART, "reviews", "participation"),
    denominator=Figure(by.TOOK_PART, "reviews"),
)
OWN_INDICATORS: dict[str, Indicator] = {
    each.id: each
    for each in (*(i for m in OWN_MEASURES.values() for i in m.indicators), PARTICIPATION)
}
"""Every indicator of groups, by its id."""
