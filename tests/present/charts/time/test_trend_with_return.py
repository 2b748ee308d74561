"""Figures of a council's own return in a chart over time: marked, told and never joined."""

from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest

from analysis.core.shapes import OK, SUPPRESSED
from analysis.present import charts
from analysis.present.charts.time.trend_drawing import Trend, plot
from analysis.present.drawing.style import style
from analysis.present.parts.exhibit import Exhibit
from analysis.present.returned import Returned
from analysis.present.rows import Point, comparators, points
from towns import ORDINARTON, RATE, town_rows

NAN = float("nan")
SOURCE = "Invented figures, 26 November 2025"
DAYS = ("2025-06-30", "2025-09-30", "2026-03-31", "2026-06-30")


def point(day: str, value: float, *, status: str = OK) -> Point:
    ends = (value - 5, value + 5)
    return Point(pd.Timestamp(day), value, *ends, NAN, NAN, "Byar", status)


def returned(*, made_up: bool = False, hidden: str = "") -> Returned:
    values = dict(zip(DAYS, (81.0, 83.0, 90.0, 97.0), strict=True))
    shown = [
        point(day, NAN, status=SUPPRESSED) if day == hidden else point(day, value)
        for day, value in values.items()
    ]
    return Returned(series=shown, made_up=made_up)


def trend(**given: bool | str) -> Exhibit:
    rows, ours = town_rows(RATE, ORDINARTON), returned(**given)  # type: ignore[arg-type]
    return charts.trend(RATE, rows, ORDINARTON, source=SOURCE, returned=ours)


def picture(ours: Returned | None) -> Trend:
    rows = town_rows(RATE, ORDINARTON)
    own, others = points(RATE, rows, ORDINARTON.code), comparators(RATE, rows, ORDINARTON)
    return Trend(indicator=RATE, area=ORDINARTON, own=own, others=others, returned=ours)


def drawn(shown: Trend) -> Any:
    with mpl.rc_context(style()):
        return plot(shown).figure().axes[0]


def artists(axes: Any, gid: str) -> list[Any]:
    return [line for line in axes.lines if line.get_gid() == gid]


def test_the_figures_have_marks_of_their_own_that_do_not_meet_the_published_line() -> None:
    figure, plain = (drawn(picture(ours)) for ours in (returned(), None))
    (diamonds,) = artists(figure, "own-return")
    assert [*diamonds.get_ydata()] == [81, 83, 90, 97]
    assert diamonds.get_marker() == "D" and diamonds.get_markerfacecolor() == "white"
    assert not artists(plain, "own-return")
    lines, before = (artists(each, "own") for each in (figure, plain))
    assert [[*line.get_ydata()] for line in lines] == [[*line.get_ydata()] for line in before]
    assert min(diamonds.get_xdata()) > max(max(line.get_xdata()) for line in lines)


def test_the_label_says_whose_and_of_when() -> None:
    figure = drawn(picture(returned(made_up=True)))
    told = [text.get_text() for text in figure.texts]
    assert "Made-up return, 30 June 2026: 97" in told
    assert [text for text in told if text.startswith("Ordinarton ")]


def test_the_table_says_where_each_row_is_from() -> None:
    table = trend().table
    origins = table["Origin"].tolist()
    assert origins == ["published"] * (len(table) - 4) + ["own return"] * 4
    newest = table.iloc[-1]
    assert (newest["Period"], newest["Ordinarton"]) == ("30 June 2026", "97")
    assert newest["95% interval"] == "92 to 102"
    assert newest["England"] == "not published"


@pytest.mark.parametrize(
    ("made_up", "said"),
    [
        (False, "Hollow diamonds: the council's own return, not published."),
        (True, "Hollow diamonds: a made-up return."),
    ],
)
def test_the_note_and_the_words_for_a_picture_tell_of_it(made_up: bool, said: str) -> None:
    shown = trend(made_up=made_up)
    assert said in shown.note
    origin = "made-up return" if made_up else "own return"
    assert f"Diamonds, {origin}: 81 on 30 June 2025 to 97 on 30 June 2026." in shown.alt


def test_a_hidden_figure_has_its_reason_and_no_mark() -> None:
    shown = trend(hidden="2026-06-30")
    assert shown.table.iloc[-1]["Ordinarton"] == "suppressed"
    assert "Of the own return a figure is suppressed to protect confidentiality." in shown.note
    (diamonds,) = artists(drawn(picture(returned(hidden="2026-06-30"))), "own-return")
    assert 97 not in diamonds.get_ydata()


def test_without_a_return_nothing_says_origin() -> None:
    rows = town_rows(RATE, ORDINARTON)
    shown = charts.trend(RATE, rows, ORDINARTON, source=SOURCE)
    assert "Origin" not in shown.table and "return" not in f"{shown.note}{shown.alt}"
