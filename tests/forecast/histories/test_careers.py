"""Histories as numbers: what is refused, who is there, and what was known earlier."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import ShapeError
from analysis.forecast.histories.careers import LEFT, OPEN
from cohorts import AS_AT, FIRST, careers

days = st.integers(FIRST - 2000, AS_AT)


@st.composite
def spells(draw):
    """Spells of one child each, some of which go on."""
    found = []
    for start in draw(st.lists(days, min_size=1, max_size=12)):
        end = draw(st.integers(start + 1, AS_AT + 1))
        then = OPEN if end > AS_AT else LEFT
        found.append((start - draw(st.integers(1, 6000)), start, start, end, 0, then))
    return found


@pytest.mark.parametrize(
    "spell", [(0, 10, 10, 10, 0, LEFT), (0, 10, 9, 12, 0, LEFT)], ids=["no day", "before care"]
)
def test_what_is_no_history_is_refused(spell):
    with pytest.raises(ShapeError, match="no day, or begins before"):
        careers([spell])


@given(spells(), days)
def test_who_was_there_is_the_same_as_it_was_known_then(made, day):
    whole = careers(made)
    known = whole.known_by(day)
    assert len(known.there(day)) == len(whole.there(day))
    assert (known.then[known.there(day)] == OPEN).all()
    assert known.as_at == day and (known.end <= day + 1).all()


def test_kinds_stand_in_the_order_of_the_states():
    homes = (("foster", "own"), ("foster", "private"), ("supported", "private"))
    made = careers([(0, 1, 1, 2, 2, LEFT)], states=homes)
    assert made.kinds == ("foster", "supported")
    assert np.array_equal(made.kind_of, [0, 0, 1])
