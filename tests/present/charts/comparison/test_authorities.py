"""Authorities one under another: marks, names in their order, and what is not drawn."""

import re

import pandas as pd
import pytest

from analysis.core.shapes import OK, SUPPRESSED
from analysis.present.charts.comparison.authorities import (
    BEYOND,
    MANY,
    Panel,
    beside_one_another,
)
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import Point
from towns import SHARE

NAN = float("nan")
DAY = pd.Timestamp(2025, 3, 31)
NAMES = ("Alderwick", "Bramblesea", "Cobblestow")


def point(value: float, numerator: float = 100, reach: float = 5) -> Point:
    limits = (value - reach, value + reach)
    return Point(DAY, value, *limits, numerator, 200, "Wilson", OK)


HIDDEN = Point(DAY, NAN, NAN, NAN, NAN, NAN, "published", SUPPRESSED)
FIGURES = {"Alderwick": point(70), "Bramblesea": HIDDEN, "Cobblestow": point(40)}


def drawn(figures: dict[str, Point | None] = FIGURES, **changed: object) -> Exhibit:
    panel = Panel(indicator=SHARE, title="Seen by a dentist", figures=figures, **changed)  # type: ignore[arg-type]
    return beside_one_another(
        "beside",
        [panel],
        list(figures),
        headline="They differ",
        subtitle="Shares",
        alt="Dots for 3",
        source="Invented",
    )


def marks(exhibit: Exhibit) -> list[str]:
    assert exhibit.svg
    return re.findall(r'id="mark-(\w+)"', exhibit.svg)


def test_who_differs_has_a_mark_of_another_shape_and_who_is_hidden_has_none() -> None:
    found = drawn(sides={"Alderwick": "higher", "Cobblestow": "lower"})
    assert marks(found) == ["higher", "lower"]
    assert marks(drawn()) == ["figure", "figure"]
    assert found.svg and ">hidden<" in found.svg


def test_the_table_has_names_in_the_order_given_and_the_lines_last() -> None:
    table = drawn(lines={"England": 61.0, "together": 55.0}).table
    assert list(table["Authority"]) == [*NAMES, "England", "together"]
    assert list(table["Seen by a dentist"]) == [
        "70% (65% to 75%)",
        "suppressed",
        "40% (35% to 45%)",
        "61%",
        "55%",
    ]


def test_of_many_authorities_the_table_leaves_the_intervals_to_the_file() -> None:
    many = {f"Town {n:02}": point(60) for n in range(MANY + 1)}
    assert set(drawn(many).table["Seen by a dentist"]) == {"60%"}


def test_a_figure_of_a_few_people_does_not_stretch_the_axis() -> None:
    few = FIGURES | {"Dapplemere": point(95, numerator=4, reach=60)}
    panel = Panel(indicator=SHARE, title="t", figures=few)
    assert panel.ends[1] < 80 and panel.beyond
    found = drawn(few)
    assert BEYOND in found.note
    assert marks(found) == ["figure", "figure"]
    assert found.svg and ">95%<" in found.svg


def test_every_line_over_a_panel_says_whose_it_is_and_how_it_is_drawn() -> None:
    found = drawn(lines={"England": 61.0, "together": 55.0})
    assert found.svg
    words = re.findall(r">([^<>]+)</text>", found.svg)
    assert {"dashed: England 61%", "solid: together 55%"} <= set(words)


@pytest.mark.parametrize("nobody", [{}, dict.fromkeys(NAMES, HIDDEN)])
def test_where_nothing_is_published_nothing_is_drawn(nobody: dict[str, Point | None]) -> None:
    figures = nobody or dict.fromkeys(NAMES)
    assert marks(drawn(figures)) == []
