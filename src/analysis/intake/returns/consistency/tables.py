"""Whether the smaller tables agree with the children, their episodes and their year."""

import numpy as np

from analysis.intake.returns.consistency.look import Look

OF_CHILDREN_IN_CARE = (
    "uasc",
    "reviews",
    "oc2",
    "ad1",
    "placed_adoption",
    "prev_perm",
    "missing",
    "social_worker",
    "dolo",
)
SPANS = {
    "placed_adoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
    "missing": ("MIS_START", "MIS_END"),
    "social_worker": ("SW_DECOM", "SW_DEC"),
    "dolo": ("DOLO_START", "DOLO_END"),
}
"""Columns of start and end."""
IN_YEAR = ("missing", "social_worker", "dolo")
YOUNGEST_LEAVER, OLDEST_LEAVER = 17, 25


def of_children_in_care(look: Look) -> None:
    """Rows of children who have no episode in the year."""
    cared_for = look.there("episodes")
    for name in OF_CHILDREN_IN_CARE:
        without = ~cared_for[look.key(name)]
        look.tell_years("child_not_in_care", name, without, "CHILD")


def unaccompanied(look: Look) -> None:
    """A status that ended before the child was born."""
    ended, born = look.days("uasc", "DUC"), look.born[look.key("uasc")]
    look.tell("status_ended_early", "uasc", ended < born, "DUC")


def reviews(look: Look) -> None:
    """Reviews outside the year."""
    day = look.days("reviews", "REVIEW")
    outside = (day < look.first("reviews")) | (day > look.last("reviews"))
    look.tell_years("outside_year", "reviews", outside, "REVIEW")


def spans(look: Look) -> None:
    """Rows that end before they start, or lie outside the year."""
    for name, (begins, ends) in SPANS.items():
        start, end = look.days(name, begins), look.days(name, ends)
        look.tell("ends_before_start", name, end < start, ends, column_of_start=begins)
        if name in IN_YEAR:
            outside = (start > look.last(name)) | (end < look.first(name))
            look.tell_years("outside_year", name, outside & ~(end < start), begins)


def overlaps(look: Look) -> None:
    """Incidents, and social workers, that begin before the one before has ended."""
    for name, kind in (("missing", "incidents_overlap"), ("social_worker", "workers_overlap")):
        begins, ends = SPANS[name]
        start, end = look.days(name, begins), look.days(name, ends)
        order = np.lexsort((start, look.key(name)))
        key, start, end = look.key(name)[order], start[order], end[order]
        again = (key[1:] == key[:-1]) & (start[1:] > start[:-1])
        early = np.isnat(end[:-1]) | (start[1:] < end[:-1])
        wrong = np.zeros(len(start), dtype=bool)
        wrong[order[1:][again & early]] = True
        look.tell(kind, name, wrong, begins)


def leavers(look: Look) -> None:
    """Care leavers of an age that no figure counts."""
    born = look.days("oc3", "DOB")
    day = look.last("oc3")
    age = (day.astype("datetime64[M]") - born.astype("datetime64[M]")).astype(float) // 12
    years = day.astype("datetime64[Y]").astype(int) - born.astype("datetime64[Y]").astype(float)
    outside = (years < YOUNGEST_LEAVER) | (age > OLDEST_LEAVER)
    look.tell_years("leaver_age", "oc3", outside & ~np.isnat(born), "DOB")


def adopted(look: Look) -> None:
    """Children adopted in the year without a row of AD1, where the year has that table."""
    ended = look.days("episodes", "DEC")
    in_year = (ended >= look.first("episodes")) & look.is_in("episodes", "REC", ("E11", "E12"))
    in_year &= look.given("ad1")[look.year["episodes"]]
    without = in_year & ~look.there("ad1")[look.key("episodes")]
    look.tell_years("adoption_without_ad1", "episodes", without, "REC")


RULES = (of_children_in_care, unaccompanied, reviews, spans, overlaps, leavers, adopted)
