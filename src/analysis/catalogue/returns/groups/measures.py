"""What a council's own return tells by group: each measure, its words, and the indicators of it.

They are not among `INDICATORS`, which nobody but a publisher has figures of.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

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


def _health(name: str, title: str, did: str, definition: str) -> OwnMeasure:
    return OwnMeasure(
        name=name,
        title=title,
        did=did,
        count=Figure(name),
        of=Figure("cla_12_months"),
        split_by=by.WHO,
        theme="E",
        polarity=HIGH,
        cohort="Children in care for at least a year on 31 March",
        period=YEAR,
        definition=definition,
    )


def _lived(name: str, measure: str, title: str, did: str, definition: str) -> OwnMeasure:
    """Where children in care live, by age."""
    return OwnMeasure(
        name=name,
        title=title,
        did=did,
        count=Figure(measure),
        of=Figure(IN_CARE),
        split_by=("age",),
        theme="B",
        polarity=NEUTRAL,
        cohort="Children in care on the day",
        period=STOCK,
        definition=definition,
    )


def _moves(name: str, title: str, did: str, definition: str) -> OwnMeasure:
    return OwnMeasure(
        name=name,
        title=title,
        did=did,
        count=Figure(name),
        of=Figure("placement_changes"),
        split_by=by.MOVED,
        theme="D",
        polarity=NEUTRAL,
        cohort="Moves from one home to another in the year, by age at the move and home left",
        period=YEAR,
        definition=definition,
        counts="Moves",
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


def _all() -> Iterator[OwnMeasure]:
    yield _health(
        "health_assessment",
        "Health assessed in the year",
        "had their health assessed in the year",
        "Children with every health assessment that was due in the year.",
    )
    yield _health(
        "dental_check",
        "Teeth checked in the year",
        "had their teeth checked by a dentist in the year",
        "Children whose teeth were checked by a dentist in the year.",
    )
    yield _health(
        "immunisations",
        "Immunisations up to date",
        "were up to date with immunisations",
        "Children whose immunisations were up to date on 31 March.",
    )
    yield replace(
        _health(
            "sdq_concern",
            "Score for emotional health that is a cause for concern",
            "had a score for emotional health that is a cause for concern",
            "Scores of 17 or more of the strengths and difficulties questionnaire, of children "
            "aged 5 to 16 who have a score.",
        ),
        of=Figure("sdq_received"),
        polarity=LOW,
        cohort="Children aged 5 to 16 in care for at least a year on 31 March who have a score",
    )
    yield OwnMeasure(
        name="three_or_more_placements",
        title="Three or more homes in the year",
        did="had three or more homes in the year",
        count=Figure("three_or_more_placements"),
        of=Figure(IN_CARE),
        split_by=by.LIVES,
        theme="D",
        polarity=LOW,
        cohort="Children in care on 31 March, by the home that they have then",
        period=YEAR,
        definition="Children with three or more homes with a day in the year.",
    )
    yield _moves(
        "moves_by_carers",
        "Moves because the carer asked or gave up",
        "came because the carer asked or the home closed",
        "Moves because the carer asked for it, for behaviour or otherwise, or gave up caring, or "
        "the home closed.",
    )
    yield _moves(
        "moves_in_plan",
        "Moves that the care plan asked for",
        "came because the care plan asked for it",
        "Moves with the care plan as the reason.",
    )
    yield OwnMeasure(
        name="missing",
        title="Missing in the year",
        did="were missing at least once in the year",
        count=Figure(by.MISSING),
        of=Figure(IN_CARE),
        split_by=by.LIVES,
        theme="G",
        polarity=LOW,
        cohort="Children in care on 31 March, by the home that they have then",
        period=YEAR,
        definition="Children in care on 31 March who were missing in the year; the published "
        "share is of all who were in care in it.",
    )
    yield OwnMeasure(
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
    )
    yield OwnMeasure(
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
    )
    for kind, measure in by.IN_KIND.items():
        where = KINDS_SAID[kind]
        yield _lived(
            f"in_{kind}", measure, f"Lived {where}", f"lived {where}", f"Children who live {where}."
        )
    for provider, measure in by.BY_PROVIDER.items():
        where = PROVIDERS_SAID[provider]
        yield _lived(
            f"by_{provider}",
            measure,
            f"Lived in {where}",
            f"lived in {where}",
            f"Children who live in {where}.",
        )


OWN_MEASURES: dict[str, OwnMeasure] = {each.name: each for each in _all()}
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
