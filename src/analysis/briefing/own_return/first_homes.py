"""Where children are placed first, and how long they stay there."""

from math import nan

from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.own_return.times import (
    FEW,
    WORDED,
    YEAR,
    groups,
    line,
    one,
    shares_by_group,
    with_stays,
    years,
)
from analysis.briefing.parts import prose, table
from analysis.catalogue.returns import stays as told
from analysis.core.shapes import ALL
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.returns import stays as words

KINDS = tuple(told.LABELS["kind"].values())
MOVES = (
    "A move to another carer ends a first home; of a child who leaves care no more is known, and "
    "the share is of those who stay in care."
)


@with_stays
def say_first_homes(own: OwnFigures) -> Prose:
    """How many are still in the first home, and for which kinds that is more or less."""
    whole = one(own, told.SAME_HOME, ALL, ALL, YEAR)
    kinds = groups(own, told.SAME_HOME, "kind", YEAR)
    return prose(
        words.same_home(line(own, told.SAME_HOME)), words.apart(kinds, whole, WORDED["kind"])
    )


@with_stays
def first_homes(own: OwnFigures) -> Exhibit | Prose:
    """Where children were placed first, by age at the start."""
    ages = {(ALL, ALL): "All children"}
    ages |= {("age", name): label for name, label in told.LABELS["age"].items()}
    found = {
        label: [one(own, f"{told.FIRST_HOME}{kind}", *group, nan) for kind in told.LABELS["kind"]]
        for group, label in ages.items()
    }
    rows = [
        {"Age at the start": label}
        | {each: share.spoken for each, share in zip(KINDS, shares, strict=True)}
        for label, shares in found.items()
        if any(share.known for share in shares)
    ]
    if not rows:
        return prose(FEW.format("where children were placed first"))
    return table(
        "first-homes",
        "Where children were placed first, by age",
        f"Share of children by kind of first home, with 95% interval, {own.area.name}, came into "
        f"care {years(own, told.SAME_HOME)}",
        rows,
        source=own.source,
        note="Ages that are not there have too few children to tell of."
        if len(rows) < len(found)
        else "",
    )


@with_stays
def first_home_kept(own: OwnFigures) -> Exhibit | Prose:
    """The share still in the first home after a year, by kind of home and by age."""
    return shares_by_group(
        own,
        told.SAME_HOME,
        ("kind", "age"),
        3,
        key="first-home-kept",
        headline="are still in their first home after a year",
        nothing=(
            "Too few children to say how long first homes last",
            "first homes that lasted, by kind of home or by age",
        ),
        subtitle="Children in care still in their first home after 12 months, by kind of home and "
        f"age at the start, {own.area.name}, came into care",
        columns=("Children", "After three months", "After a year"),
        note=MOVES,
    )
