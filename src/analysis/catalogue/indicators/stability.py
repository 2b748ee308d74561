"""Theme D: whether children stay in one home, with one social worker, and find a lasting family."""

from datetime import date
from functools import partial
from typing import Any

from analysis.catalogue.indicator import HIGH, LOW, Break, Figure, Indicator
from analysis.catalogue.indicators.families import (
    CEASED,
    COUNTS_FROM,
    counted,
    of,
    share,
    share_of_children_in_care,
    share_of_leavers,
    split,
)

PLACEMENT_CHANGES = Figure("placement_changes")
CHANGES = "Changes of placement in the year; a child may have several"

_share_of_children = partial(share_of_children_in_care, theme="D")
_months = partial(
    Indicator,
    theme="D",
    kind="mean",
    unit="months",
    polarity=LOW,
    cohort="Children adopted in the year",
    period="year to march",
    sources=("cla",),
    comparators=(),
    why="For a young child a month is a long time.",
    caveat="Published for England only.",
)


def _left_by_reason(name: str, ref: str, title: str, why: str, **more: Any) -> Indicator:
    """The share of those who left for a reason, which is its name unless `more` has the figures."""
    given = {**share(CEASED, "reason", name), **more}
    return share_of_leavers(
        id=name,
        ref=ref,
        title=title,
        definition=f"{title} in the year, as a share of all children who left care.",
        why=why,
        counts_from=COUNTS_FROM,
        **given,
    )


INDICATORS = (
    _share_of_children(
        id="three_or_more_placements",
        ref="D01",
        title="Children with three or more placements in the year",
        polarity=LOW,
        sources=("cla", "lait"),
        core=True,
        counts_from=COUNTS_FROM,
        definition="Children looked after on 31 March who had three or more placements in the "
        "year to that day.",
        why="Each move can mean another family, another school and lost friends.",
        caveat="It counts within the year, so it cannot be compared with a figure part-way "
        "through one.",
        **counted("three_or_more_placements", "placement_stability_cohort"),
    ),
    _share_of_children(
        id="same_placement_two_years",
        ref="D02",
        title="Children in the same home for two years",
        unit="% of children under 16 in care for at least 2½ years",
        polarity=HIGH,
        cohort="Children under 16 on 31 March who had been looked after for at least 2½ years",
        sources=("cla", "lait"),
        core=True,
        definition="Children under 16, looked after for at least 2½ years, who had lived with the "
        "same carer for at least two years, or were placed for adoption and together with their "
        "previous home had been settled for two years.",
        why="A lasting home lets a child put down roots.",
        caveat="The 2025 release calls it 'living with the same carer'; it is the same measure.",
        **counted("same_placement_two_years", "long_term_cohort"),
    ),
    _share_of_children(
        id="three_or_more_placements_two_years",
        ref="D03",
        title="Children with three or more placements over two years",
        unit="% of children in care on both days",
        polarity=LOW,
        cohort="Children looked after on 31 March who were also looked after on 31 March a year "
        "before",
        definition="Children looked after on both days who had three or more placements in the two "
        "years to the later one.",
        why="It shows moves that one year's figure misses.",
        **counted("three_or_more_placements_two_years", "two_year_cohort"),
    ),
    _share_of_children(
        id="three_or_more_social_workers",
        ref="D04",
        title="Children with three or more social workers in the year",
        polarity=LOW,
        sources=("stability",),
        core=True,
        definition="Children looked after on 31 March who had three or more social workers during "
        "the year, including before they came into care.",
        why="Children say that having to tell their story again is what they mind most.",
        caveat="Published for 2024 only; returning to an earlier worker counts as two workers.",
        **counted("three_or_more_social_workers", "social_worker_cohort"),
    ),
    _share_of_children(
        id="mid_year_school_moves",
        ref="D05",
        title="Children who moved school in the middle of the year",
        unit="% of children in care matched to a school",
        polarity=LOW,
        cohort="Children looked after on 31 March who were matched to a school in both terms",
        sources=("stability",),
        definition="Children looked after who moved school at least once in the year, moves in "
        "August and September left out.",
        why="A move in mid-year interrupts learning and friendships.",
        breaks=(
            Break(date(2020, 3, 31), "A wider group of children was matched from 2020/21 on."),
        ),
        **counted("mid_year_school_moves", "school_move_cohort"),
    ),
    _share_of_children(
        id="reasons_for_moves",
        ref="D14",
        title="Why placements changed",
        unit="% of placement changes",
        cohort=CHANGES,
        period="year to march",
        definition="Changes of placement in the year by the main reason recorded.",
        why="A move that was planned for the child differs from one that broke down.",
        **split(PLACEMENT_CHANGES, "reason"),
    ),
    _share_of_children(
        id="moves_asked_for_by_carers",
        ref="D15",
        title="Moves because the carer asked",
        unit="% of placement changes",
        polarity=LOW,
        cohort=CHANGES,
        period="year to march",
        definition="Changes of placement because the carer asked for the placement to end, for "
        "the child's behaviour or another reason; worked out where both numbers are published.",
        why="Support to carers at the right time may prevent them.",
        **share(PLACEMENT_CHANGES, "reason", ("carer_requests_behaviour", "carer_requests_other")),
    ),
    share_of_leavers(
        id="adopted_number",
        ref="D06",
        title="Children who were adopted",
        kind="number",
        unit="children",
        comparators=(),
        numerator=of(CEASED, "reason", "adopted"),
        definition="Children who left care in the year because they were adopted.",
        why="Adoption gives a child who cannot go home a family for life.",
    ),
    _left_by_reason(
        "adopted",
        "D06",
        "Children who left care by adoption",
        "Adoption gives a child who cannot go home a family for life.",
        polarity=HIGH,
        caveat="The Department for Education notes that it should not be expected to reach 100%.",
    ),
    _left_by_reason(
        "special_guardianship",
        "D07",
        "Children who left care by special guardianship",
        "A relative, friend or former foster carer becomes the child's legal guardian.",
    ),
    _left_by_reason(
        "child_arrangements_order",
        "D08",
        "Children who left care by a child arrangements order",
        "A court decides with whom the child lives, often a relative.",
        **share(CEASED, "reason", "child_arrangements"),
    ),
    _left_by_reason(
        "returned_home_planned",
        "D09",
        "Children who returned home as planned",
        "Going home to parents can be the best outcome when it lasts.",
        caveat="Whether the return lasted is not published.",
    ),
    _left_by_reason(
        "returned_home_unplanned",
        "D09",
        "Children who returned home outside the plan",
        "A return that was not planned may be a risk.",
    ),
    _left_by_reason(
        "remained_with_carers",
        "H10",
        "Young people who left care at 18 and stayed with their carers",
        "Few other young people leave home on their eighteenth birthday.",
        polarity=HIGH,
        **share(CEASED, "reason", "remained_with_carers_at_18"),
    ),
    share_of_leavers(
        id="left_care_at_18",
        ref="D17",
        title="Young people who left care at 18",
        sources=("cla",),
        definition="Children who left care in the year on or after their eighteenth birthday.",
        why="They become care leavers for whom the council remains responsible until 25.",
        **share(CEASED, "age", "18_and_over"),
    ),
    share_of_leavers(
        id="age_of_leaving",
        ref="A04",
        title="Age of children who left care",
        sources=("cla",),
        definition="Children who ceased to be looked after in the year by age at the end.",
        why="Children who leave young go to families; those who leave at 18 become care leavers.",
        **split(CEASED, "age"),
    ),
    _months(
        id="adoption_entry_to_placed",
        ref="D11",
        title="Months from coming into care to living with adopters",
        published=Figure("adoption_stage_months", "months", "stage", "entry_to_placed"),
        definition="Average months between coming into care and being placed for adoption.",
    ),
    _months(
        id="adoption_decision_to_match",
        ref="D12",
        title="Months from the adoption decision to a match",
        published=Figure("adoption_stage_months", "months", "stage", "decision_to_match"),
        definition="Average months between the decision for adoption and the match with adopters.",
    ),
)
