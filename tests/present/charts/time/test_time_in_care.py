"""Lines over time in care, and bars of the steps to a family: what is drawn, and what never is."""

from math import nan

import numpy as np

from analysis.core.shapes import OK, SUPPRESSED
from analysis.present.charts.time import stages, time_in_care
from analysis.present.words.returns.stays import Told

MONTHS = (3, 12, 24, 60)


def told(months: float, value: float, spread: float = 2, label: str = "All children") -> Told:
    known = value == value
    return Told(
        label=label,
        months=months,
        value=value,
        lower=value - spread,
        upper=value + spread,
        size=300 if known else nan,
        status=OK if known else SUPPRESSED,
    )


def line(*values: float) -> list[Told]:
    return [told(month, value) for month, value in zip(MONTHS, values, strict=True)]


def chart(lines):
    words = {"headline": "How long", "subtitle": "Still in care", "source": "A made-up return"}
    return time_in_care.time_in_care("stays", lines, **words)


def drawn(lines):
    """The points of every line, and the shaded bands."""
    axes = time_in_care.plot(lines).figure().axes[0]
    lines_drawn = [
        each for each in axes.get_lines() if each.get_gid() and each.get_marker() != "None"
    ]
    return [(list(e.get_xdata()), list(e.get_ydata())) for e in lines_drawn], axes.collections


def test_a_line_begins_with_everybody_and_goes_through_what_is_told() -> None:
    points, bands = drawn({"All children": line(80, 58, 33, 12)})
    assert points == [([0, 3, 12, 24, 60], [100, 80, 58, 33, 12])]
    (band,) = bands
    assert band.get_paths()[0].get_extents().ymin == 10


def test_a_time_that_is_not_told_parts_the_line() -> None:
    points, _ = drawn({"A": line(80, 58, nan, 12), "B": line(nan, nan, 30, nan)})
    assert points == [([0, 3, 12], [100, 80, 58]), ([60], [12]), ([24], [30])]


def test_several_lines_are_told_apart_without_colour() -> None:
    lines = {name: line(80, 60, 40, 20) for name in "ABCDEF"}
    axes = time_in_care.plot(lines).figure().axes[0]
    marked = [each for each in axes.get_lines() if each.get_marker() not in ("None", None, "")]
    assert len({each.get_marker() for each in marked}) == 6
    assert not axes.collections


def test_the_label_of_a_line_that_ends_early_says_when() -> None:
    axes = time_in_care.plot({"A": line(80, 58, nan, nan), "B": line(8, 7, 6, 5)}).figure().axes[0]
    assert {"A 58% at 1 yr", "B 5%"} <= {each.get_text() for each in axes.texts}


def test_the_table_and_the_words_for_who_cannot_see_have_the_numbers() -> None:
    found = chart({"A": line(80, 58, nan, 12), "B": line(nan, nan, nan, nan)})
    assert "A 58% after a year and 12% after five years" in found.alt
    assert list(found.table["After a year"]) == ["58% (56 to 60)", "too few to say"]
    assert "B" not in found.alt


def test_without_figures_there_is_no_picture() -> None:
    found = chart({"A": line(nan, nan, nan, nan)})
    assert found.svg is None
    assert set(found.table.iloc[0]) == {"A", "too few to say"}


def test_a_step_is_a_bar_from_a_quarter_to_three_quarters() -> None:
    steps = {
        "To adoption": [told(nan, 18), told(nan, 22), told(nan, 28)],
        "To a guardian": [told(nan, nan)] * 3,
    }
    words = {"headline": "Steps", "subtitle": "Months", "source": "A made-up return"}
    found = stages.stages("steps", steps, **words)
    assert list(found.table["Half within"]) == ["22 months", "too few to say"]
    assert "To adoption 22" in found.alt
    axes = stages.plot(steps).figure().axes[0]
    (bar,) = [each for each in axes.get_lines() if each.get_gid() == "interval"]
    assert np.array_equal(bar.get_xdata(), [18, 28])
    nobody = {"To a guardian": steps["To a guardian"]}
    assert stages.stages("steps", nobody, **words).svg is None
