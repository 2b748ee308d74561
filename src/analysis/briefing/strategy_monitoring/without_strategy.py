"""What stands in for a strategy where there is none: the figures that members usually see."""

import re
import zlib
from collections.abc import Mapping

from analysis.catalogue.areas import Area
from analysis.catalogue.local import LOCAL
from analysis.catalogue.local.member_set import MEMBER_SET
from analysis.strategy.schema.plan import Partner, Priority, Target
from analysis.strategy.schema.whole import Strategy
from analysis.strategy.values import FIRST_DAY, LAST_DAY, LONGEST_ID

NONE_SUPPLIED = "no strategy supplied"
COUNTED = "What the council counts each quarter"


def usual_strategy(place: Area, supplied: Mapping[str, str] | None = None) -> Strategy:
    """A heading for each theme of the member set with its figures, and one for those `supplied`:
    local indicators by id, with who supplies each.

    A figure of the set that nobody publishes and the council supplied is told in its theme.
    """
    supplied = supplied or {}
    local = {LOCAL[name].ref: name for name in supplied}
    themes = {
        theme: [local.pop(name, name) for name in names] for theme, names in MEMBER_SET.items()
    }
    rest = [name for name in supplied if name in local.values()]
    themes |= {COUNTED: rest} if rest else {}
    return Strategy(
        area=place.name,
        name="The figures that members usually see",
        starts=FIRST_DAY,
        ends=LAST_DAY,
        source=NONE_SUPPLIED,
        priorities=tuple(
            Priority(id=_id(theme), number="", title=theme, lead_role=NONE_SUPPLIED)
            for theme in themes
        ),
        partners=tuple(
            Partner(id=_id(name), name=spoken(name), kind="council")
            for name in sorted({*supplied.values()})
        ),
        indicators=tuple(
            target(name, supplied.get(name, ""), (_id(theme),))
            for theme, names in themes.items()
            for name in names
        ),
    )


def target(name: str, supplier: str, priorities: tuple[str, ...] = ()) -> Target:
    """A figure to be shown without a target."""
    return Target(
        id=name.lower().replace("_", "-"),
        indicator=name,
        priorities=priorities,
        supplier=_id(supplier) if supplier else None,
    )


def spoken(supplier: str) -> str:
    """A supplier as a file names it, in words: 'virtual school'."""
    words = " ".join(supplier.replace("-", " ").split())
    return re.sub(r"\bchildrens\b", "children's", words)


def _id(words: str) -> str:
    """An id for any words; the long, and those without a letter, are told apart by a checksum."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    if 0 < len(plain) <= LONGEST_ID:
        return plain
    return f"{plain[:40]}-{zlib.crc32(words.encode()):08x}".strip("-")
