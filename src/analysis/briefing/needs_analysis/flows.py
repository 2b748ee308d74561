"""Who came into care in the newest year, who is there, and who left, to where."""

from collections.abc import Sequence

import pandas as pd

from analysis.briefing.figures import Figures
from analysis.briefing.parts import once
from analysis.briefing.sufficiency.outlook import each_row, newest
from analysis.catalogue.areas import Area
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import store
from analysis.core.shapes import ALL, NOT_AVAILABLE
from analysis.present.charts.time.flows import Flows, Part, Whole
from analysis.present.charts.time.flows import flows as drawn
from analysis.present.parts.exhibit import Exhibit

HERE, CAME, LEFT = "cla_31_march", "cla_started", "cla_ceased"
AGES = ("under_1", "1_to_4", "5_to_9", "10_to_15", "16_and_over")
# Where children went, each with the published reasons that it joins.
WENT = {
    "Home or to relatives": (
        "returned_home_planned",
        "returned_home_unplanned",
        "lived_with_relatives",
    ),
    "Adopted": ("adopted",),
    "Special guardianship or child arrangements": (
        "special_guardianship",
        "child_arrangements",
    ),
    "Stayed with carers at 18": ("remained_with_carers_at_18",),
    "Independent living": ("independent_supported", "independent_unsupported"),
    "Other reasons": (
        "care_by_other_la",
        "custody",
        "remand_ended",
        "adult_residential",
        "age_assessment",
        "moved_abroad",
        "died",
        "other",
    ),
}
NOTHING = Whole(number=float("nan"), status=NOT_AVAILABLE)


@once
def flows(figures: Figures) -> Exhibit:
    """The newest year as one picture, with every published age and reason in its table."""
    counts = newest(store.counts([figures.area.code], where={"unit": "children"}))
    shown, table = flows_of(figures.area, counts)
    return drawn(shown, table, source=PUBLICATIONS["cla"].citation)


def flows_of(area: Area, counts: pd.DataFrame) -> tuple[Flows, dict[str, list[str]]]:
    """The newest year of an area, and the table behind it.

    `counts` are its own, in the counts shape, the newest release of each.
    """
    rows = counts[counts["measure"].isin([HERE, CAME, LEFT])]
    day = rows.loc[rows["measure"] == HERE, "period_end"].max()
    found = {
        (row.measure, row.category): Whole(number=float(row.value), status=str(row.status))
        for row in each_row(rows[rows["period_end"] == day])
        if row.dimension in (ALL, "age", "reason")
    }
    here, came, left = (found.get((each, ALL), NOTHING) for each in (HERE, CAME, LEFT))
    ages = {age: found.get((CAME, age), NOTHING) for age in AGES}
    reasons = {r: found.get((LEFT, r), NOTHING) for each in WENT.values() for r in each}
    shown = Flows(
        area=area,
        year=day.year,
        came=came,
        here=here,
        left=left,
        came_by=[_part(_age(age), [whole]) for age, whole in ages.items()],
        left_by=[_part(label, [reasons[r] for r in joined]) for label, joined in WENT.items()],
    )
    told = {"In care on 31 March": here, "Came into care in the year": came}
    told |= {f"Came into care, {_age(age).lower()}": whole for age, whole in ages.items()}
    told |= {"Left care in the year": left}
    told |= {f"Left care: {CATEGORIES['reason'][r].lower()}": each for r, each in reasons.items()}
    table = {"Children": [*told], "Number": [whole.printed for whole in told.values()]}
    return shown, table


def _age(age: str) -> str:
    words = CATEGORIES["age"][age]
    return words if words.startswith("Under") else f"Aged {words}"


def _part(label: str, joined: Sequence[Whole]) -> Part:
    """Published numbers added up; of those that are hidden nothing is worked out."""
    known = [int(whole.number) for whole in joined if whole.known]
    total = sum(known)
    partly = len(known) < len(joined)
    return Part(label=label, number=None if partly and not total else total, partly=partly)
