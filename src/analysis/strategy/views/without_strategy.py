"""What stands in for a strategy where there is none: the figures that members usually see."""

import re
import zlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.local import LOCAL
from analysis.catalogue.local.member_set import MEMBER_SET
from analysis.core import shapes
from analysis.core.quarters import Quarter
from analysis.strategy.schema.plan import Partner, Priority, Target
from analysis.strategy.schema.whole import Strategy
from analysis.strategy.values import FIRST_DAY, LAST_DAY, LONGEST_ID

NONE_SUPPLIED = "no strategy supplied"
COUNTED = "What the council counts each quarter"


def known_by(local: pd.DataFrame, quarter: Quarter, day: date) -> pd.DataFrame:
    """Local figures that are of a quarter or before it, and were received by a day."""
    ends = pd.Timestamp(quarter.last)
    received = local["release"] <= day.isoformat()
    return local[(local["period_end"] <= ends) & received]


def supplied_by(local: pd.DataFrame, no_event: Mapping[str, str]) -> dict[str, str]:
    """The local indicators of which a figure was supplied, shown or hidden, in the order of the
    catalogue, with the supplier of the newest; with rare ones that have had no event.
    """
    given = local[local["status"] != shapes.MISSING].sort_values(["period_end", "release"])
    newest = {**no_event, **dict(zip(given["measure"], given["source"], strict=True))}
    return {name: str(newest[name]) for name in LOCAL if name in newest}


def strategy_of(place: Area, prepared: Mapping[str, Any], known: pd.DataFrame) -> Strategy:
    """The strategy that a page tells of: the council's as it was prepared, or what stands in for
    one with the local figures that are `known`. ValidationError for one prepared otherwise.
    """
    if "strategy" in prepared:
        return Strategy.model_validate(prepared["strategy"])
    return _usual_strategy(place, supplied_by(known, prepared.get("no event", {})))


def _usual_strategy(place: Area, supplied: Mapping[str, str]) -> Strategy:
    """A heading for each theme of the member set with its figures, and one for those `supplied`:
    local indicators by id, with who supplies each.

    A figure of the set that nobody publishes and the council supplied is told in its theme.
    """
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
    """A supplier as a file names it, in words: 'virtual school'; the council's own return too."""
    if supplier == shapes.RETURNED:
        return "the council's own return"
    words = " ".join(supplier.replace("-", " ").split())
    return re.sub(r"\bchildrens\b", "children's", words)


def _id(words: str) -> str:
    """An id for any words; the long, and those without a letter, are told apart by a checksum."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    if 0 < len(plain) <= LONGEST_ID:
        return plain
    return f"{plain[:40]}-{zlib.crc32(words.encode()):08x}".strip("-")
