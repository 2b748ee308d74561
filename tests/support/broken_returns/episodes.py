"""Returns whose episodes do not agree with themselves, their child, their year or the next one."""

from broken_returns.case import E24, E25, H25, Case, Change, rows
from returned import Made


def _put(name: str, line: int, **values: str) -> Change:
    return rows(*(lambda m, c=c, v=v: m.put(name, line, c, v) for c, v in values.items()))


def of(name: str, n: int, place: int, **values: str) -> Change:
    """Values of a child's first, second, ... row."""
    return lambda m: _put(name, m.line_of(name, n, place), **values)(m)


def _short(name: str, children: int) -> Change:
    def change(made: Made) -> None:
        among = sorted({row[0] for row in made.rows[name][1:]})[:children]
        for row in made.rows[name][1:]:
            if row[0] in among:
                row[3] = "V4"

    return change


def _born(name: str, n: int, day: str) -> Change:
    """Another date of birth of a child in a year's header."""
    return of(name, n, 0, DOB=day)


EPISODES = (
    Case(
        "episode_ends_before_start",
        of(E25, 4, 0, DEC="17/06/2023"),
        "2025/episodes.csv line 10, DEC: 1 episode ends before the day it began",
    ),
    Case(
        "episode_of_no_day",
        lambda m: m.put(E25, 4, "DECOM", m.get(E25, 4, "DEC")),
        "2025/episodes.csv line 4, DEC: 1 episode ends on the day it began",
    ),
    Case(
        "episode_before_birth",
        _born(H25, 4, "17/08/2024"),
        "2025/episodes.csv line 10, DECOM: 1 episode begins before the child was born",
    ),
    Case(
        "episode_after_eighteen",
        _born(H25, 4, "17/01/2007"),
        "2025/episodes.csv line 11, DEC: 1 episode goes on after the 18th birthday",
    ),
    Case(
        "start_after_eighteen",
        _born(H25, 4, "17/01/2006"),
        "2025/episodes.csv line 11, DECOM: 1 episode begins on or after the 18th birthday",
    ),
    Case(
        "episode_ended_before_year",
        of(E25, 4, 0, DEC="17/03/2024", REC="E4A"),
        "2025/episodes.csv line 10, DEC: 1 episode ended before 1 April 2024, the first day",
    ),
    Case(
        "episode_after_year",
        of(E25, 4, 1, DECOM="17/04/2025"),
        "2025/episodes.csv line 11, DECOM: 1 episode begins or ends after 31 March 2025",
    ),
    Case(
        "end_without_reason",
        of(E25, 23, 1, REC=""),
        "2025/episodes.csv line 49, REC: 1 episode has an end and no reason (REC)",
    ),
    Case(
        "reason_without_end",
        of(E25, 4, 1, REC="E4A"),
        "2025/episodes.csv line 11, DEC: 1 episode has a reason for ending (REC) and no end",
    ),
    Case(
        "episodes_overlap",
        of(E25, 4, 1, DECOM="18/07/2024"),
        "2025/episodes.csv line 11, DECOM: 1 episode begins before the one before it has ended",
    ),
    Case(
        "two_open_episodes",
        of(E25, 4, 0, DEC="", REC=""),
        "2025/episodes.csv line 11, DEC: 1 child has two episodes or more that go on",
    ),
    Case(
        "gap_after_x1",
        of(E25, 4, 1, DECOM="17/12/2024"),
        "2025/episodes.csv line 10, DEC: 1 episode ends with X1, which says that another begins",
    ),
    Case(
        "x1_at_the_end",
        of(E25, 23, 1, REC="X1"),
        "2025/episodes.csv line 49, REC: 1 child's last episode ends with X1",
    ),
    Case(
        "start_inside_period",
        of(E25, 4, 1, RNE="S"),
        "2025/episodes.csv line 11, RNE: 1 episode has RNE S on the day that another ended",
    ),
    Case(
        "period_without_start",
        of(E25, 28, 0, RNE="P"),
        "2025/episodes.csv line 51, RNE: 1 period of care begins in the year without RNE S",
    ),
    Case(
        "follows_an_end",
        of(E25, 4, 0, REC="E4A"),
        "2025/episodes.csv line 11, DECOM: 1 episode begins on the day that the child ceased",
    ),
    Case(
        "provider_wrong",
        of(E25, 4, 1, PLACE="P1"),
        "2025/episodes.csv line 11, PLACE_PROVIDER: 1 episode has a provider that its placement",
    ),
    Case(
        "provider_wrong",
        of(E25, 4, 1, PLACE_PROVIDER="PR0"),
        "2025/episodes.csv line 11, PLACE_PROVIDER: 1 episode has a provider that its placement",
    ),
    Case(
        "provider_blank",
        of(E25, 4, 1, PLACE_PROVIDER=""),
        "2025/episodes.csv line 11, PLACE_PROVIDER: 1 episode has no provider",
    ),
    Case(
        "change_without_reason",
        of(E25, 4, 0, REASON_PLACE_CHANGE=""),
        "2025/episodes.csv line 10, REASON_PLACE_CHANGE: 1 move has no REASON_PLACE_CHANGE",
    ),
    Case(
        "day_and_month_changed",
        of(E25, 28, 0, DECOM="03/12/2025"),
        "2025/episodes.csv line 51, DECOM: 1 episode is in order only if day and month change",
    ),
    Case(
        "open_then_absent",
        lambda m: m.rows[E25].pop(m.line_of(E25, 4) - 1),
        "2024/episodes.csv line 11, DEC: 1 episode goes on at the end of 2024, and not in the next",
    ),
    Case(
        "begun_earlier_and_new",
        lambda m: m.rows[E24].pop(m.line_of(E24, 4, 1) - 1),
        "2025/episodes.csv line 10, DECOM: 1 episode began in an earlier year, and not in that",
    ),
    Case(
        "changed_since",
        of(E25, 4, 0, LS="E1"),
        "2025/episodes.csv line 10, LS: 1 episode has another legal status, placement or end",
    ),
    Case(
        "only_short_breaks",
        _short(E25, 99),
        "2025/episodes.csv, LS: every episode is of short-term breaks (V3 or V4)",
        stops=True,
    ),
    Case(
        "mostly_short_breaks",
        _short(E25, 17),
        "2025/episodes.csv, LS: 63% of the children have short-term breaks (V3 or V4) alone",
        stops=True,
    ),
)
