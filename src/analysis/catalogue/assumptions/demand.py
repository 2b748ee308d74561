"""What the scenarios of demand assume: each a row that a reader may change."""

from analysis.catalogue.assumptions.assumption import Assumption

_CHOICE = (
    "Illustration of this project, for the reader to change; the size is a choice and not a "
    "forecast of what any service would achieve."
)

DEMAND: tuple[Assumption, ...] = (
    Assumption(
        id="fewer_starts_percent",
        title="Fewer entries: fewer children start to be looked after in each year",
        value=10,
        low=0,
        high=30,
        unit="% of starts",
        source=_CHOICE
        + " For scale: starts in England fell from 33,130 in 2023-24 to 32,270 in 2024-25, 3% "
        "(Department for Education, children looked after).",
    ),
    Assumption(
        id="more_exits_to_family_percent",
        title="More in family: more children leave care for special guardianship or home",
        value=10,
        low=0,
        high=30,
        unit="% of those who leave so in a year",
        source=_CHOICE
        + " The number who leave so is published (Department for Education, children who ceased "
        "to be looked after, by reason).",
    ),
    Assumption(
        id="homes_to_foster_percent",
        title="More foster carers: children who would live in children's homes live with a carer",
        value=10,
        low=0,
        high=30,
        unit="% of children in children's homes, half of it in the first year",
        source=_CHOICE,
        note="Our own foster places grow by as many children as move.",
    ),
)
