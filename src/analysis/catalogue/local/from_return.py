"""Which local figures a council's own return gives, and why it does not give the others.

A figure is taken from the return only where both count the same children on the same day.
"""

from dataclasses import dataclass

_NOT_THERE = "The return says nothing of it."
_OTHER_AGES = (
    "The return asks about care leavers around their birthday, and this counts all of them on one "
    "day."
)
_DAYS = "It is told by the days between events, and what is kept of a return are numbers alone."


@dataclass(frozen=True, kw_only=True)
class FromReturn:
    """A local figure as counts of the return on the last day of the quarter, by their measures:
    `figure`, for a share `of` another.

    `since_april` says that the count begins each April, and that what came since the quarter before
    is wanted. `says` is what a reader must know of how it was counted.
    """

    figure: str
    of: str = ""
    since_april: bool = False
    says: str = ""


FROM_RETURN: dict[str, FromReturn] = {
    "children_in_care_at_quarter_end": FromReturn(figure="cla_31_march"),
    "started_in_quarter": FromReturn(
        figure="cla_started",
        since_april=True,
        says="Of a child who comes into care twice in a year, the return counts the first time.",
    ),
    "external_provision_at_quarter_end": FromReturn(
        figure="in_external_provision", of="provider_recorded"
    ),
}
NOT_FROM_RETURN: dict[str, str] = {
    "three_or_more_placements_so_far": "The return's count is of children still in care on the "
    "day; this one also has those who left since April. Both, side by side, would tell how few "
    "they are.",
    "unregistered_placements": f"The return has no code for a home that is not registered. {_DAYS}",
    "members_trained": "Councillors are not in the return.",
    "return_interviews_on_time": "The return has when a child went missing and came back, and not "
    "whether somebody talked with the child.",
    "remanded_to_custody": _DAYS,
    "reviews_on_time": "The return has the day of each review, and is counted for a year.",
    "took_part_in_review": "The return has how each child took part, and is counted for a year.",
    "visits_on_time": _NOT_THERE,
    "advocacy_taken_up": _NOT_THERE,
    "initial_health_assessment_on_time": "The return asks about yearly assessments alone.",
    "review_health_assessments_on_time": "The return asks once a year, of children in care for a "
    "year; this counts who is in date on the last day of each quarter.",
    "wait_for_mental_health_support": _NOT_THERE,
    "health_passport_given": _NOT_THERE,
    "health_plan_shared": _NOT_THERE,
    "personal_education_plan_in_date": _NOT_THERE,
    "suspended_so_far": "Schools count suspensions, and the return does not.",
    "permanent_exclusions": "Schools count exclusions, and the return does not.",
    "part_time_timetables": _NOT_THERE,
    "pathway_plan_in_date": _NOT_THERE,
    "care_leavers_per_adviser": "Advisers are not in the return.",
    "care_leavers_in_eet_today": _OTHER_AGES,
    "care_leavers_suitable_home_today": _OTHER_AGES,
}
