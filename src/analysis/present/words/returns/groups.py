"""Sentences about groups of children in care beside all the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import HIGH, NEUTRAL
from analysis.catalogue.returns.groups.measures import KINDS_SAID, OwnMeasure
from analysis.present import numbers
from analysis.present.rows import Point

FEWEST = 10  # children in a group of which anything is said
ETHNICITY = {
    "white": "White children",
    "mixed": "children of mixed or multiple ethnic groups",
    "asian": "Asian or Asian British children",
    "black": "Black, Caribbean or African children",
    "other": "children of another ethnic group",
    "not_known": "children whose ethnic group is not known",
}
LEGAL_STATUS = {
    "full_care_order": "children on a full care order",
    "interim_care_order": "children on an interim care order",
    "placement_order": "children with a placement order",
    "voluntary_s20": "children in care by agreement (section 20)",
    "detained_for_protection": "children detained for their protection",
    "youth_justice": "children in care through youth justice",
}
AS_LABELLED = ("sex", "uasc")


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group of a measure: its figure, the share of all the others in per cent, and its side.

    `side` is 'higher' or 'lower' where it differs from the others beyond chance, '' elsewhere.
    """

    measure: OwnMeasure
    dimension: str
    category: str
    point: Point
    others: float = float("nan")
    side: str = ""

    @property
    def label(self) -> str:
        """What a chart calls it."""
        return CATEGORIES[self.dimension].get(self.category, "Not known")

    @property
    def shown(self) -> bool:
        """Whether there is a figure of enough children to say anything."""
        return self.point.known and self.point.denominator >= FEWEST

    @property
    def printed(self) -> str:
        """Its share, or in a word or two why it is not shown."""
        if self.point.known and not self.shown:
            return f"under {FEWEST}"
        return numbers.figure(self.measure.whole, self.point.value, self.point.status)

    @property
    def interval(self) -> str:
        """Its 95% interval, or why it is not shown."""
        limits = (self.point.lower, self.point.upper)
        return numbers.interval(self.measure.whole, *limits) if self.shown else self.printed

    @property
    def worse(self) -> bool:
        """Whether its side is the one that is not good."""
        good = "higher" if self.measure.polarity == HIGH else "lower"
        return bool(self.side) and self.measure.polarity != NEUTRAL and self.side != good

    @property
    def happened_to_none(self) -> bool:
        """Whether it is nought where that is not bad: charts mark it, and no sentence tells it."""
        return self.point.value == 0 and not self.worse

    @property
    def gap(self) -> float:
        """How far it is from the others, in percentage points."""
        return abs(self.point.value - self.others)

    @property
    def said(self) -> str:
        """It inside a sentence: 'children aged 10 to 15', 'moves from foster carers'."""
        children = _children(self.dimension, self.category, self.label)
        return children if self.measure.counts == "Children" else f"moves of {children}"


def _children(dimension: str, category: str, label: str) -> str:
    if dimension == "age":
        return "children under 1" if category == "under_1" else f"children aged {label}"
    if dimension == "ethnicity":
        return ETHNICITY[category]
    if dimension == "legal_status" and category in LEGAL_STATUS:
        return LEGAL_STATUS[category]
    if dimension == "placement":
        return f"children {KINDS_SAID[category]}"
    if category not in CATEGORIES[dimension]:
        return "children for whom it is not known"
    if dimension == "need":
        return f"children whose main need is {label[0].lower()}{label[1:]}"
    return label[0].lower() + label[1:]


def beside_others(group: Group) -> str:
    """'71% of children aged 16 or 17 had their teeth checked in the year (95% interval 66% to 76%);
    of all others 88%.'
    """
    others = numbers.figure(group.measure.whole, group.others)
    return (
        f"{group.printed} of {group.said} {group.measure.did} (95% interval {group.interval}); "
        f"of all others {others}."
    )


def without_mirrors(groups: Sequence[Group]) -> list[Group]:
    """Groups that differ; where a breakdown has two alone, that which does worse, or the first."""
    found = []
    for group in groups:
        beside = [g for g in groups if (g.measure, g.dimension) == (group.measure, group.dimension)]
        two = group.dimension in AS_LABELLED and len(beside) == 2
        if not two or group.worse or (group is beside[0] and not beside[1].worse):
            found.append(group)
    return found


def how_named(looked_at: int, named: int) -> str:
    """How a group comes to be named, and how many there were."""
    few = f"{named:,} are" if named > 1 else "one is" if named else "none is"
    return (
        f"{looked_at:,} groups were set beside all the others; {few} named, where the difference "
        "is beyond a 99.8% interval. Of 500 groups that do not differ, chance alone would name "
        "one. A difference is no cause: ages, needs and homes go together."
    )
