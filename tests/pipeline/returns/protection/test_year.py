"""A later page of a year hides what would tell of a number that an earlier one hid."""

from datetime import date

import pandas as pd

from analysis.core.shapes import ALL, OK, SUPPRESSED
from analysis.intake.returns.counts.counting import counts
from analysis.pipeline.returns.protection.linking import linked
from analysis.pipeline.returns.protection.year import may_lessen, tell_together
from invented_returns import child, episode, known

JUNE, MARCH = date(2024, 6, 30), date(2025, 3, 31)
DURING = ("cla_during_year", ALL, ALL)


def two_pages(since: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Forty children in June, as many more in March as asked; June hides how many there were."""
    before = [child("2012-06-01", episode("2023-05-01"))] * 40
    past = known(*before, *[child("2012-06-01", episode("2024-08-01"))] * since)
    june = counts(past, JUNE)
    total = (june["measure"] == "cla_during_year") & (june["dimension"] == ALL)
    hidden = june.assign(
        value=june["value"].mask(total), status=june["status"].mask(total, SUPPRESSED)
    )
    return hidden, counts(past, MARCH)


def test_a_page_that_adds_a_few_would_tell_the_number_before() -> None:
    """All but the total is shown in June, so that it was 40 at least; March says 42."""
    june, march = two_pages(2)
    assert DURING in tell_together(linked(march), march, [june], 5)


def test_a_page_that_adds_many_or_is_the_first_hides_nothing_more() -> None:
    june, march = two_pages(30)
    assert tell_together(linked(march), march, [june], 5) == set()
    assert tell_together(linked(march), march, [], 5) == set()
    assert set(march["status"]) >= {OK}


def test_categories_of_those_who_ceased_can_become_less() -> None:
    assert may_lessen(("cla_ceased", "reason", "adopted"))
    assert not may_lessen(("cla_ceased", ALL, ALL))
    assert not may_lessen(("cla_started", "age", "under_1"))
