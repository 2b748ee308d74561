"""Whether the health table (OC2) has the children that it should, and what it should of each."""

import numpy as np

from analysis.intake.returns.consistency.look import Look, birthday
from analysis.intake.returns.consistency.periods import FAR, sequence

SDQ_AGES = (4, 17)
"""A score or a reason for none is due from the first age until the day before the second."""


def due(look: Look) -> np.ndarray:
    """Whether a child has been looked after for twelve months on the last day of a year, at the
    key of year and child: in care on that day and without a gap since the same day a year earlier.
    """
    each = sequence(look)
    found = np.zeros(len(look.years) * look.children, dtype=bool)
    if not len(each.at):
        return found
    before_end = np.append(FAR, each.end[:-1])
    begins = ~each.again | (each.start > before_end)
    began = each.start[np.flatnonzero(begins)][np.cumsum(begins) - 1]
    last = look.last("episodes")[each.at]
    month = last.astype("datetime64[M]")
    earlier = (month - np.timedelta64(12, "M")).astype("datetime64[D]") + (
        last - month.astype("datetime64[D]")
    )
    goes_on = (each.end > last) & (each.start <= last)
    found[look.key("episodes")[each.at[goes_on & (began <= earlier)]]] = True
    return found


def rows(look: Look) -> None:
    """Rows that are lacking, and rows that no figure counts."""
    given = look.given("oc2")
    owed = due(look) & np.repeat(given, look.children)
    lacking = owed & ~look.there("oc2")
    key = look.key("episodes")
    first = np.zeros(len(key), dtype=bool)
    first[np.unique(key, return_index=True)[1]] = True
    look.tell_years("health_row_lacking", "episodes", first & lacking[key])
    look.tell_years("health_row_not_due", "oc2", ~owed[look.key("oc2")])


def scores(look: Look) -> None:
    """Scores with a reason for none, and children with neither."""
    frame = look.tables["oc2"]
    score = frame["SDQ_SCORE"].notna().to_numpy()
    reason = frame["SDQ_REASON"].notna().to_numpy()
    look.tell("score_and_reason", "oc2", score & reason, "SDQ_SCORE")
    born, last = look.born[look.key("oc2")], look.last("oc2")
    of_age = (birthday(born, SDQ_AGES[0]) <= last) & (birthday(born, SDQ_AGES[1]) > last)
    look.tell("score_lacking", "oc2", of_age & ~score & ~reason, "SDQ_SCORE")


RULES = (rows, scores)
