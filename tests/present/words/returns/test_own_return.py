"""What is said of the newest figure of a council's own return."""

from datetime import date

import pandas as pd
import pytest

from analysis.core.results import Change, Verdict
from analysis.core.shapes import OK, SUPPRESSED
from analysis.present.returned import Returned
from analysis.present.rows import Point
from analysis.present.words.returns import own_return
from reading import faults
from towns import RATE

NAN = float("nan")
PUBLISHED = date(2025, 3, 31)


def returned(value: float, *, made_up: bool = False, status: str = OK) -> Returned:
    day = pd.Timestamp(2026, 9, 30)
    point = Point(day, value, value - 5, value + 5, NAN, NAN, "Byar", status)
    return Returned(series=[point], made_up=made_up)


def change(verdict: Verdict, before: float | None = 96.0) -> Change:
    return Change(
        earlier=PUBLISHED if before else None, from_value=before, to_value=90.0, verdict=verdict
    )


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("fell", ", clearly lower than the published figure at 31 March 2025"),
        ("rose", ", clearly higher than the published figure at 31 March 2025"),
        ("no_evidence", ", not clearly different from the published figure at 31 March 2025"),
        ("no_test", ", not tested against"),
        ("series_break", ", counted in another way than the published figure"),
    ],
)
def test_it_says_whether_the_difference_is_beyond_chance(verdict: Verdict, said: str) -> None:
    told = own_return.newer(RATE, returned(90), change(verdict))
    assert told.startswith("The council's own return: 90")
    assert "(95% interval 85 to 95) on 30 September 2026" in told
    assert said in told
    assert faults(told) == []


def test_figures_that_print_alike_are_said_to_be_the_same() -> None:
    told = own_return.newer(RATE, returned(96.2), change("no_evidence"))
    assert told.endswith(", the same as the published figure at 31 March 2025.")


def test_without_a_published_figure_it_says_so() -> None:
    told = own_return.newer(RATE, returned(90), change("too_few_years", None))
    assert told.endswith("; there is no published figure to set beside it.")


def test_one_that_is_made_up_says_so_first() -> None:
    told = own_return.newer(RATE, returned(90, made_up=True), change("fell"))
    assert told.startswith("An example, from a made-up return: 90")


def test_one_that_is_hidden_has_its_reason_and_no_number() -> None:
    told = own_return.newer(RATE, returned(NAN, status=SUPPRESSED), change("no_test"))
    assert told == (
        "The council's own return: the figure on 30 September 2026 is suppressed to protect "
        "confidentiality."
    )


def test_the_year_so_far_stands_beside_the_same_months() -> None:
    (point,) = returned(90).series
    told = own_return.so_far(RATE, point, change("fell"))
    assert "from 1 April to 30 September 2026: 90" in told
    assert "a year before 96. A clear fall." in told
    alone = own_return.so_far(RATE, point, Change())
    assert alone.endswith("; the same months of the year before are not shown.")
