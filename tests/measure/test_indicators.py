"""Counts of invented towns become measured rows: values, reasons for gaps, and intervals."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from analysis.catalogue.indicator import Figure, Indicator
from analysis.core import shapes
from analysis.measure.indicators import measure
from towns import (
    EMPTYMINSTER,
    ENDHAM,
    HUSHFORD,
    NEWBOROUGH,
    ORDINARTON,
    PLACEMENTS,
    RATE,
    SCORE,
    SHARE,
    TOWNS,
    town_counts,
)

NAN = float("nan")
NUMBER = replace(RATE, id="cla_number", kind="number", denominator=None, published=None)
UNPUBLISHED = replace(SHARE, id="worked_out", published=None)
DIFFERENCE = replace(SHARE, id="flow", kind="difference", published=None)
RATIO = replace(SHARE, id="per_ten", kind="ratio", per=10, published=None)
SUMMED = replace(
    PLACEMENTS,
    id="placed_in_families",
    split="",
    numerator=Figure("cla_31_march", "children", "placement", ("foster", "adoption")),
    published=None,
)


def count(
    measure_name: str, value: float | str, unit: str = "children", **more: str
) -> dict[str, Any]:
    """One count of an invented town; text in `value` is the status of a missing one."""
    missing = isinstance(value, str)
    return {
        "measure": measure_name,
        "area": "1",
        "period_end": pd.Timestamp("2025-03-31"),
        "frequency": "annual",
        "dimension": "all",
        "category": "all",
        "value": NAN if missing else float(value),
        "unit": unit,
        "status": value if missing else shapes.OK,
        "source": "invented",
        "release": "2025-11-26",
    } | more


def measured(indicator: Indicator, *counts: dict[str, Any]) -> pd.DataFrame:
    """The rows of one indicator from a few counts, after checking their shape."""
    table = shapes.check_counts(pd.DataFrame(counts, columns=list(shapes.COUNTS)))
    return shapes.check_measured(measure(table, [indicator]))


def only(rows: pd.DataFrame) -> pd.Series:
    """The one row there is."""
    assert len(rows) == 1
    return rows.iloc[0]


def dental(
    x: float | str, n: float | str, percent: float | str | None = None
) -> list[dict[str, Any]]:
    """Children who saw a dentist, the children asked about, and the printed share."""
    counts = [count("dental_check", x), count("cla_12_months", n)]
    return counts if percent is None else [*counts, count("dental_check", percent, "percent")]


def test_the_value_is_the_published_one_and_the_interval_comes_from_the_counts() -> None:
    row = only(measured(SHARE, *dental(81, 101, 80)))
    assert (row["value"], row["status"], row["method"]) == (80, "ok", "Wilson")
    assert (row["numerator"], row["denominator"]) == (81, 101)
    # Wilson's limits for 81 of 101, worked out by hand.
    assert (row["lower95"], row["upper95"]) == (71.38, 86.8)
    assert row["lower998"] < row["lower95"] and row["upper95"] < row["upper998"]


def test_the_limits_are_widened_to_hold_a_value_that_the_publisher_rounded() -> None:
    row = only(measured(SHARE, *dental(999_600, 1_000_000, 100)))
    assert row["value"] == row["upper95"] == 100
    assert row["lower95"] < 100


def test_without_a_published_figure_the_value_is_worked_out_and_rounded() -> None:
    row = only(measured(UNPUBLISHED, *dental(81, 101)))
    assert (row["value"], row["method"]) == (80, "Wilson")
    finer = only(measured(replace(UNPUBLISHED, decimals=2), *dental(81, 101)))
    assert finer["value"] == 80.2


def test_a_published_figure_without_counts_has_no_interval() -> None:
    row = only(measured(SHARE, count("dental_check", 80, "percent")))
    assert (row["value"], row["method"]) == (80, "published")
    assert row[list(shapes.LIMITS)].isna().all()
    half = only(measured(SHARE, count("dental_check", 80, "percent"), count("dental_check", 81)))
    assert half["numerator"] == 81
    assert half[list(shapes.LIMITS)].isna().all()


def test_a_suppressed_figure_is_not_worked_out_from_the_counts() -> None:
    row = only(measured(SHARE, *dental(4, 9, "suppressed")))
    assert pd.isna(row["value"])
    assert row["status"] == "suppressed"
    assert row[list(shapes.LIMITS)].isna().all()


@pytest.mark.parametrize(
    ("x", "n", "status"),
    [
        ("suppressed", 100, "suppressed"),
        (50, "suppressed", "suppressed"),
        ("not_available", "suppressed", "suppressed"),
        ("suppressed", "not_applicable", "suppressed"),
        ("not_applicable", "not_available", "not_available"),
        ("low", "unreliable", "unreliable"),
        ("missing", "low", "missing"),
        ("not_applicable", 100, "not_applicable"),
        (0, 0, "not_applicable"),
    ],
)
def test_the_worst_reason_is_the_one_given(x: float | str, n: float | str, status: str) -> None:
    row = only(measured(UNPUBLISHED, *dental(x, n)))
    assert row["status"] == status
    assert pd.isna(row["value"])
    assert row[list(shapes.LIMITS)].isna().all()


def test_none_of_a_cohort_is_zero_with_an_upper_limit() -> None:
    row = only(measured(UNPUBLISHED, *dental(0, 40)))
    assert (row["value"], row["lower95"], row["status"]) == (0, 0, "ok")
    assert row["upper95"] == 8.76


@pytest.mark.parametrize(("children", "method"), [(9, "exact Poisson"), (10, "Byar")])
def test_a_rate_of_few_children_has_exact_limits(children: int, method: str) -> None:
    counts = [count("cla_31_march", children), count("rate_base_0_17", 10_000)]
    row = only(measured(replace(RATE, published=None), *counts))
    assert (row["value"], row["method"]) == (children, method)
    if children == 9:
        # Exact limits of a count of 9: Breslow and Day 1987, table 2.11.
        assert row["lower95"] == pytest.approx(4.12, abs=0.005)
        assert row["upper95"] == pytest.approx(17.08, abs=0.005)


def test_a_number_is_the_count_and_has_no_cohort() -> None:
    row = only(measured(NUMBER, count("cla_31_march", 847)))
    assert (row["value"], row["method"]) == (847, "from counts")
    assert row[["numerator", "denominator", *shapes.LIMITS]].isna().all()


def test_a_mean_is_as_published_and_never_has_an_interval() -> None:
    rows = measured(
        SCORE,
        *(
            count("ks4_attainment_8", score, "score", dimension="pupils", category=group)
            for group, score in (("looked_after", 17.3), ("all_pupils", 46.0))
        ),
    )
    assert dict(zip(rows["group"], rows["value"], strict=True)) == {"self": 17.3, "all_pupils": 46}
    assert dict(zip(rows["group"], rows["statistic"], strict=True)) == {
        "self": "own",
        "all_pupils": "published",
    }
    assert rows[list(shapes.LIMITS)].isna().all(axis=None)


def test_a_difference_may_be_negative_and_a_ratio_is_scaled() -> None:
    difference = only(measured(DIFFERENCE, *dental(30, 44)))
    assert (difference["value"], difference["status"]) == (-14, "ok")
    ratio = only(measured(RATIO, *dental(30, 44)))
    assert ratio["value"] == 7
    assert ratio[list(shapes.LIMITS)].isna().all()


def in_homes(**homes: float | str) -> list[dict[str, Any]]:
    """Children by where they live, of 100 in all."""
    parts = [
        count("cla_31_march", value, dimension="placement", category=home)
        for home, value in homes.items()
    ]
    return [*parts, count("cla_31_march", 100)]


def test_categories_are_added_up_where_every_one_is_published() -> None:
    row = only(measured(SUMMED, *in_homes(foster=60, adoption=7)))
    assert (row["value"], row["numerator"], row["denominator"]) == (67, 67, 100)
    hidden = only(measured(SUMMED, *in_homes(foster=60, adoption="suppressed")))
    assert hidden["status"] == "suppressed"
    assert pd.isna(hidden["numerator"])
    lacking = only(measured(SUMMED, *in_homes(foster=60)))
    assert lacking["status"] == "not_available"
    assert pd.isna(lacking["value"])


def test_a_split_has_a_row_for_every_category_of_one_cohort() -> None:
    counts = in_homes(foster=60, adoption="suppressed", other=8)
    printed = [
        count("cla_31_march", percent, "percent", dimension="placement", category=home)
        for home, percent in (("foster", 60), ("adoption", "suppressed"), ("other", 8))
    ]
    rows = measured(PLACEMENTS, *counts, *printed).set_index("category")
    assert list(rows["dimension"].unique()) == ["placement"]
    assert rows.loc["foster", "value"] == 60
    assert rows.loc["adoption", "status"] == "suppressed"
    assert set(rows["denominator"]) == {100}
    assert rows["lower95"].notna().to_dict() == {"foster": True, "adoption": False, "other": True}


def test_an_indicator_without_any_counts_has_no_rows() -> None:
    table = pd.DataFrame([count("cla_31_march", 5)], columns=list(shapes.COUNTS))
    assert set(measure(table, [NUMBER, SHARE])["indicator"]) == {"cla_number"}


def test_invented_towns_each_with_its_trouble() -> None:
    table = pd.concat([town_counts(t) for t in TOWNS], ignore_index=True)
    rows = shapes.check_measured(measure(table, [RATE]))
    ordinary = rows[rows["area"] == ORDINARTON.code]
    assert list(ordinary["value"]) == [70, 71, 72, 72, 74, 73, 75, 75, 77, 76]
    assert (ordinary["lower95"] < ordinary["value"]).all()
    hushed = rows[(rows["area"] == HUSHFORD.code) & (rows["status"] == "suppressed")]
    assert list(hushed["period_end"].dt.year) == [2019, 2024, 2025]
    empty = rows[rows["area"] == EMPTYMINSTER.code]
    assert set(empty["value"]) == set(empty["lower95"]) == {0}
    assert (empty["upper95"] > 0).all()
    assert len(rows[rows["area"] == NEWBOROUGH.code]) == 2
    assert rows.loc[rows["area"] == ENDHAM.code, "period_end"].max() == pd.Timestamp("2019-03-31")
