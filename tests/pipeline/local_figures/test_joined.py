"""Typed figures and those of the return together: none of the two opens what the other hides."""

from itertools import product

import pandas as pd
import pytest

from analysis.core.quarters import quarter
from analysis.core.shapes import ALL, COUNTS, MISSING, OK, SUPPRESSED
from analysis.intake.local.quarterly import NOTHING
from analysis.pipeline.local_figures.joined import Difference, Joined, joined
from analysis.pipeline.monitoring import hidden_cells
from analysis.protect.suppress import OF, Rules

EXTERNAL, IN_CARE = "external_provision_at_quarter_end", "children_in_care_at_quarter_end"
Q1, Q2 = "2026-27Q1", "2026-27Q2"
AS_AT = "2026-09-30"
Given = float | tuple[float | None, float | None] | None


def rows(source: str, release: str, indicator: str, figures: dict[str, Given]) -> pd.DataFrame:
    """Counts of an indicator by quarter: a number or (number, of); None is hidden."""
    made = []
    for code, given in figures.items():
        pair = given if isinstance(given, tuple) else (given,)
        for name, value in zip((indicator, f"{indicator}{OF}"), pair, strict=False):
            known = value is not None
            row = (name, "380", quarter(code).last, "quarter", ALL, ALL, value)
            made.append((*row, "children", OK if known else SUPPRESSED, source, release))
    counts = pd.DataFrame(made, columns=list(COUNTS))
    counts["period_end"] = pd.to_datetime(counts["period_end"])
    return counts.astype({"value": "float64"})


def both(indicator: str, typed: dict[str, Given], own: dict[str, Given]) -> Joined:
    mine = rows("childrens-services", "2026-07-10", indicator, typed) if typed else NOTHING.counts
    return joined(mine, NOTHING.events, rows("return", AS_AT, indicator, own), Rules())


def shown(made: Joined, measure: str) -> dict[str, tuple[float | None, str]]:
    """Value and source by quarter, of what pages read."""
    found = made.counts[made.counts["measure"] == measure]
    return {
        f"{row.period_end:%Y-%m-%d}": (None if row.value != row.value else row.value, row.source)
        for row in found.itertuples()
    }


def test_the_return_fills_what_nobody_typed_and_a_typed_figure_stands() -> None:
    made = both(IN_CARE, {Q1: 800}, {Q1: 820, Q2: 830})
    assert shown(made, IN_CARE) == {
        "2026-06-30": (800.0, "childrens-services"),
        "2026-09-30": (830.0, "return"),
    }
    assert made.differences == (Difference(IN_CARE, Q1, (800.0,), (820.0,)),)


def test_without_a_file_all_is_of_the_return() -> None:
    made = both(IN_CARE, {}, {Q1: 820, Q2: None})
    assert shown(made, IN_CARE) == {"2026-06-30": (820.0, "return"), "2026-09-30": (None, "return")}
    assert made.differences == () and hidden_cells(made.before, made.after) == []


def test_a_quarter_that_was_not_supplied_is_filled_and_says_so_no_more() -> None:
    missing = rows("childrens-services", "", IN_CARE, {Q2: None}).assign(status=MISSING)
    made = joined(missing, NOTHING.events, rows("return", AS_AT, IN_CARE, {Q2: 830}), Rules())
    assert shown(made, IN_CARE) == {"2026-09-30": (830.0, "return")}
    alone = joined(missing, NOTHING.events, rows("return", AS_AT, IN_CARE, {Q1: 830}), Rules())
    assert set(alone.counts["status"]) == {OK, MISSING}


@pytest.mark.parametrize("typed", [826, 831, 834, 835])
def test_where_they_differ_by_a_few_the_return_stands_and_the_numbers_are_not_told(
    typed: float,
) -> None:
    made = both(IN_CARE, {Q2: typed}, {Q2: 830})
    assert shown(made, IN_CARE) == {"2026-09-30": (830.0, "return")}
    assert made.differences == (Difference(IN_CARE, Q2),)
    (cell,) = hidden_cells(made.before, made.after)
    assert cell.numerator == typed


def test_the_same_figure_in_both_is_no_difference() -> None:
    made = both(EXTERNAL, {Q2: (400, 800)}, {Q2: (400, 800)})
    assert shown(made, EXTERNAL) == {"2026-09-30": (400.0, "childrens-services")}
    assert made.differences == ()


@pytest.mark.parametrize("typed", [(400, 803), (397, 800), (420, 816)], ids=str)
def test_a_numerator_a_denominator_or_those_left_over_that_differ_by_a_few_are_not_told(
    typed: tuple[float, float],
) -> None:
    made = both(EXTERNAL, {Q2: typed}, {Q2: (400, 800)})
    assert made.differences == (Difference(EXTERNAL, Q2),)
    assert shown(made, EXTERNAL)["2026-09-30"] == (400.0, "return")


def test_what_the_return_hides_is_hidden_where_it_was_typed() -> None:
    made = both(EXTERNAL, {Q1: (400, 800), Q2: (400, 800)}, {Q1: (None, 800), Q2: (None, None)})
    assert shown(made, EXTERNAL) == {
        "2026-06-30": (None, "childrens-services"),
        "2026-09-30": (None, "childrens-services"),
    }
    of = shown(made, f"{EXTERNAL}{OF}")
    assert of["2026-06-30"][0] == 800 and of["2026-09-30"][0] is None
    assert made.differences == ()
    assert {c.numerator for c in hidden_cells(made.before, made.after)} == {400.0}


def test_what_was_typed_and_is_hidden_is_not_shown_from_the_return() -> None:
    made = both(EXTERNAL, {Q2: (4, 800)}, {Q2: (400, 800)})
    assert shown(made, EXTERNAL) == {"2026-09-30": (None, "childrens-services")}
    assert made.differences == ()


def test_figures_of_the_return_pass_the_rules_of_local_ones_too() -> None:
    made = both(EXTERNAL, {}, {Q2: (797, 800)})
    assert shown(made, EXTERNAL)["2026-09-30"] == (None, "return")


def test_no_pair_of_a_typed_and_a_returned_figure_is_shown_or_told_a_few_apart() -> None:
    numbers = (None, 0, 3, 8, 12, 790, 797, 800)
    for typed, own in product(numbers, repeat=2):
        mine, theirs = (typed, 800.0), (own, 800.0)
        made = both(EXTERNAL, {Q2: mine}, {Q2: theirs})
        rows_of = made.counts[made.counts["measure"] == EXTERNAL]
        assert len(rows_of) == 1
        (value,) = rows_of["value"]
        if typed is None or own is None:
            assert value != value and not made.differences
            continue
        small = {n for n in (value, 800 - value) if 0 < n <= 5}
        assert not small
        for told in made.differences:
            if told.typed:
                assert abs(told.typed[0] - told.returned[0]) > 5
                assert value == told.typed[0]


def test_other_typed_figures_are_protected_as_they_would_be_alone() -> None:
    other = rows("virtual-school", "2026-07-10", "part_time_timetables", {Q1: 3, Q2: 40})
    made = joined(other, NOTHING.events, rows("return", AS_AT, IN_CARE, {Q2: 830}), Rules())
    assert shown(made, "part_time_timetables") == {
        "2026-06-30": (None, "virtual-school"),
        "2026-09-30": (40.0, "virtual-school"),
    }
