"""What a council may wish to see the effect of: kinds of change, and scenarios made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analysis.core.errors import CareAnalysisError

FEWER_ENTRIES, HOME_SOONER = "fewer_entries", "home_sooner"
MORE_CARERS, NEW_HOME = "more_carers", "new_home"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of change in words for its user: the unit of its number, what it does, and what it
    does not reckon with. `uses` are the columns of a scenario file that it needs or may have.
    """

    title: str
    unit: str
    does: str
    leaves_out: str
    uses: tuple[str, ...]


KINDS: dict[str, Kind] = {
    FEWER_ENTRIES: Kind(
        title="Fewer children come into care",
        unit="children a month",
        does="From the month on, so many children a month do not come into care, and their whole "
        "time in care falls away. A month with fewer such children carries the rest over.",
        leaves_out="Who they would be: the first of each month are taken. Brothers and sisters "
        "outside the ages still come.",
        uses=("ages",),
    ),
    HOME_SOONER: Kind(
        title="Children go home sooner",
        unit="months",
        does="From the month on, children who leave care before 18 leave so many months sooner: "
        "all of them, or the share that is given.",
        leaves_out="Children who come back into care, and where those who go home live: they are "
        "taken from the homes from which children leave. Of the last months of the forecast, the "
        "leavers are those of an average month of the year before.",
        uses=("share_percent",),
    ),
    MORE_CARERS: Kind(
        title="More in-house foster carers",
        unit="carers",
        does="From the month on, so many more carers look after the stated number of children "
        "each, who would have lived with carers of an independent agency. The given share of them "
        "would have lived in children's homes of other providers. Where one of the two has too "
        "few children, the other gives them.",
        leaves_out="The time until new carers have children, and carers who stop. Without a "
        "share, agency placements go first: a child in a children's home often needs more than a "
        "new carer can give, so the saving is not flattered.",
        uses=("children_each", "share_percent"),
    ),
    NEW_HOME: Kind(
        title="A children's home of our own",
        unit="places",
        does="From the month on, as many children as the places hold at the stated occupancy live "
        "there, who would have lived in private children's homes. A yearly running cost is paid "
        "whether the places are filled or not, in place of their weekly fees.",
        leaves_out="The cost of building or buying, the months until a home is registered and "
        "full, and whether its children are like those elsewhere.",
        uses=("occupancy_percent",),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change from a month on; `number` is in its kind's unit.

    `ages` are the youngest and oldest in whole years; `share` and `occupancy` are of 1; `running`
    is what the change itself costs, in pounds a year. CareAnalysisError for an unknown kind.
    """

    kind: str
    number: float
    begins: date
    ages: tuple[int, int] = (0, 17)
    share: float | None = None
    children_each: float = 1.25
    occupancy: float = 0.8
    running: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what nobody knows how to work out."""
        if self.kind not in KINDS:
            raise CareAnalysisError(f"'{self.kind}' is no kind of change; use {', '.join(KINDS)}.")


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Changes that are made together, one after the other, under one name."""

    name: str
    changes: tuple[Change, ...]


CHILDREN_EACH = (
    "70,465 approved places, 60% of them filled, with 79% of 42,615 fostering households (the "
    "others are relatives and friends): Ofsted, Fostering in England 2023 to 2024, as reported by "
    "Fostering News"
)
"""The source of 1.25 children with each carer."""
GO_HOME = 0.32
"""The share of those who leave before 18 that return home: 6,610 of 20,710 in England in 2024-25
(Department for Education, children who ceased to be looked after, by reason and age)."""


def examples(as_at: date, assumed: Mapping[str, float]) -> tuple[Scenario, ...]:
    """The scenarios of a council that gives none, after the day of its histories.

    `assumed` are the values of `catalogue.assumptions`: places, occupancy and cost of a home.
    """
    next_month = date(as_at.year + as_at.month // 12, as_at.month % 12 + 1, 1)
    march = date(next_month.year + (next_month.month > 3), 3, 1)
    places = assumed["own_home_places"]
    named = {
        "Fewer entries of under-ones: one child a month": Change(
            kind=FEWER_ENTRIES, number=1, begins=next_month, ages=(0, 0)
        ),
        "Children go home one month sooner": Change(
            kind=HOME_SOONER, number=1, begins=next_month, share=GO_HOME
        ),
        "Ten more in-house carers": Change(kind=MORE_CARERS, number=10, begins=next_month),
        f"A home of {places:g} places opened in March {march.year}": Change(
            kind=NEW_HOME,
            number=places,
            begins=march,
            occupancy=assumed["homes_occupancy"],
            running=places * assumed["own_home_cost_per_place"],
        ),
    }
    return tuple(Scenario(name=name, changes=(each,)) for name, each in named.items())
