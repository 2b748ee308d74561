"""What can be wrong with episodes, within a year and from one return to the next."""

from analysis.catalogue.returns import measures as touched
from analysis.catalogue.returns.faults.kind import NOTE, STOPS, Kind

_CHECK = "correct them in the system of the return"

EPISODES = (
    Kind(
        "episode_ends_before_start",
        "{count:episode ends|episodes end} before the day it began",
        _CHECK,
        touches=touched.EPISODES,
    ),
    Kind(
        "episode_of_no_day",
        "{count:episode ends|episodes end} on the day it began",
        "nothing need be done, if there was such an hour",
        NOTE,
        touched.MOVES,
    ),
    Kind(
        "episode_before_birth",
        "{count:episode begins|episodes begin} before the child was born",
        "correct the date of birth or the start",
        touches=touched.BY_AGE,
    ),
    Kind(
        "episode_after_eighteen",
        "{count:episode goes|episodes go} on after the 18th birthday, when nobody is looked after",
        "end it, or correct the date of birth",
        touches=touched.IN_CARE,
    ),
    Kind(
        "start_after_eighteen",
        "{count:episode begins|episodes begin} on or after the 18th birthday",
        "correct the date of birth or the start",
        touches=touched.IN_CARE,
    ),
    Kind(
        "episode_ended_before_year",
        "{count:episode ended|episodes ended} before {first}, the first day of {year}",
        "check the year of the file; an earlier return should have them",
        touches=touched.MOVES,
    ),
    Kind(
        "episode_after_year",
        "{count:episode begins or ends|episodes begin or end} after {last}, the last day of the "
        "return",
        "check the year of the file",
        touches=touched.IN_CARE,
    ),
    Kind(
        "end_without_reason",
        "{count:episode has|episodes have} an end and no reason (REC)",
        f"{_CHECK}; counted as ended for an unknown reason",
        touches=touched.BY_REASON,
    ),
    Kind(
        "reason_without_end",
        "{count:episode has|episodes have} a reason for ending (REC) and no end",
        f"{_CHECK}; counted as going on",
        touches=touched.IN_CARE,
    ),
    Kind(
        "episodes_overlap",
        "{count:episode begins|episodes begin} before the one before it has ended",
        _CHECK,
        touches=(*touched.MOVES, *touched.BY_PLACE[:1]),
    ),
    Kind(
        "two_open_episodes",
        "{count:child has|children have} two episodes or more that go on",
        "end the earlier one",
        touches=(*touched.BY_PLACE, *touched.BY_STATUS),
    ),
    Kind(
        "gap_after_x1",
        "{count:episode ends|episodes end} with X1, which says that another begins the same day, "
        "and none does",
        "correct the end, the reason, or the start of the next one",
        touches=(*touched.IN_CARE, *touched.COHORTS),
    ),
    Kind(
        "x1_at_the_end",
        "{count:child's last episode ends|children's last episodes end} with X1, and nothing "
        "follows",
        "give the episode that follows, or the reason for ceasing",
        touches=touched.IN_CARE,
    ),
    Kind(
        "start_inside_period",
        "{count:episode has|episodes have} RNE S on the day that another ended with X1",
        "use P, L, T, U or B within a period of care",
        touches=touched.MOVES,
    ),
    Kind(
        "period_without_start",
        "{count:period of care begins|periods of care begin} in the year without RNE S",
        "give the first episode, or S",
        touches=("cla_started",),
    ),
    Kind(
        "follows_an_end",
        "{count:episode begins|episodes begin} on the day that the child ceased to be looked after",
        "use X1 where care goes on",
        touches=("cla_ceased", "cla_started"),
    ),
    Kind(
        "provider_wrong",
        "{count:episode has|episodes have} a provider that its placement cannot have",
        _CHECK,
        touches=touched.BY_PROVIDER,
    ),
    Kind(
        "provider_blank",
        "{count:episode has|episodes have} no provider, and its placement must have one",
        _CHECK,
        touches=touched.BY_PROVIDER,
    ),
    Kind(
        "change_without_reason",
        "{count:move has|moves have} no REASON_PLACE_CHANGE, counted as other reasons",
        _CHECK,
        touches=touched.CHANGE_REASON,
    ),
    Kind(
        "day_and_month_changed",
        "{count:episode is|episodes are} in order only if day and month change places",
        "check whether the table was opened with the dates of another country",
        touches=touched.EPISODES,
    ),
    Kind(
        "open_then_absent",
        "{count:episode goes|episodes go} on at the end of {year}, and not in the next return",
        "give the episode with its end in the next return",
        touches=touched.IN_CARE,
    ),
    Kind(
        "begun_earlier_and_new",
        "{count:episode began|episodes began} in an earlier year, and not in that year's return",
        "nothing need be done, if it was found late; the earlier year's figures leave it out",
        NOTE,
        touched.IN_CARE,
    ),
    Kind(
        "changed_since",
        "{count:episode has|episodes have} another legal status, placement or end than in the "
        "return before; the later one counts",
        "nothing need be done, if it was corrected",
        NOTE,
        (*touched.BY_PLACE, *touched.BY_STATUS),
    ),
    Kind(
        "only_short_breaks",
        "every episode is of short-term breaks (V3 or V4), which figures leave out",
        "check the filter of the export",
        STOPS,
    ),
    Kind(
        "mostly_short_breaks",
        "{share} of the children have short-term breaks (V3 or V4) alone",
        "check the filter of the export",
        touches=touched.IN_CARE,
    ),
)
