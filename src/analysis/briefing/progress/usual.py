"""What stands in for a strategy where there is none: the figures that members usually see."""

import re
from datetime import date

from analysis.catalogue.areas import Area
from analysis.catalogue.member_set import MEMBER_SET
from analysis.strategy.schema import Priority, Strategy, Target

NONE_SUPPLIED = "no strategy supplied"


def usual_strategy(place: Area) -> Strategy:
    """A heading for each theme of the member set, with its figures and nothing else."""
    return Strategy(
        area=place.name,
        name="The figures that members usually see",
        starts=date.min,
        ends=date.max,
        source=NONE_SUPPLIED,
        priorities=tuple(
            Priority(id=_id(theme), number="", title=theme, lead_role=NONE_SUPPLIED)
            for theme in MEMBER_SET
        ),
        indicators=tuple(
            Target(id=name.lower().replace("_", "-"), indicator=name, priorities=(_id(theme),))
            for theme, names in MEMBER_SET.items()
            for name in names
        ),
    )


def _id(theme: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", theme.lower()).strip("-")
