"""A chart in a notebook: shown once, with its alternative text, and still plain matplotlib."""

import re
from html import unescape
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pytest
from matplotlib.axes import Axes

import analysis
from analysis.briefing.workbench import chart
from analysis.core import paths

FAR = "placed_over_20_miles_outside"
NOTEBOOK = nbformat.read(paths.notebooks() / "workbench.ipynb", as_version=4)
MOST_LINES = 5
QUESTIONS = 10
OPENING = 2  # cells of code before the first question: parameters and import


def answers() -> list[str]:
    """The code below each question."""
    return [cell.source for cell in NOTEBOOK.cells if cell.cell_type == "code"][OPENING:]


@pytest.mark.usefixtures("by_hand")
def test_a_chart_is_a_picture_with_alternative_text_that_an_analyst_may_change() -> None:
    axes = analysis.workbench.compare(FAR, "Bradford", title="Fish & chips")
    assert isinstance(axes, Axes) and isinstance(axes.get_figure(), chart.Chart)
    axes.axvline(10, color="red")
    shown = axes.get_figure()._repr_html_()
    (alt,) = re.findall(r'alt="([^"]+)"', shown)
    assert unescape(alt) == axes.get_figure().alt and "Bradford: 18%" in alt
    assert "Fish" in shown and "ff0000" in shown
    axes.get_figure().alt = 'Mine: "so & so"'
    assert "Mine: &quot;so &amp; so&quot;" in axes.get_figure()._repr_html_()


@pytest.mark.usefixtures("by_hand")
def test_it_is_shown_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(chart, "display", shown.append)
    axes = analysis.workbench.compare(FAR, "Bradford")
    axes._ipython_display_()
    assert shown == [axes.get_figure()]
    monkeypatch.setattr(
        "matplotlib.get_backend", lambda: "module://matplotlib_inline.backend_inline"
    )
    axes._ipython_display_()  # the cell's end shows it
    assert len(shown) == 1
    plt.close(axes.get_figure())
    axes._ipython_display_()
    assert len(shown) == 2
    every = analysis.workbench.each_over_time(FAR, ["Bradford", "Kent"])
    plt.close(every[0].get_figure())
    every._ipython_display_()
    assert shown[2:] == [every[0].get_figure()]


@pytest.mark.usefixtures("by_hand")
def test_the_style_stays_with_the_chart() -> None:
    before = dict(plt.rcParams)
    analysis.workbench.over_time(FAR, "Bradford").get_figure()._repr_html_()
    assert dict(plt.rcParams) == before


def test_ten_questions_have_an_answer_of_at_most_five_lines() -> None:
    assert len(answers()) == QUESTIONS
    assert [a for a in answers() if len(a.splitlines()) > MOST_LINES] == []
    asked = [c.source for c in NOTEBOOK.cells if c.source.startswith("## ")]
    assert len(asked) == QUESTIONS and all(a.rstrip().endswith("?") for a in asked)


def test_each_answer_is_a_chart_with_alternative_text_or_a_table() -> None:
    known: dict[str, Any] = {"area": "Rutland", "wb": analysis.workbench}
    told = []
    for answer in answers():
        exec(answer, known)
        told += [plt.figure(n).alt for n in plt.get_fignums()]  # type: ignore[attr-defined, unused-ignore]
        plt.close("all")
    assert len(told) == QUESTIONS - 1
    assert all(re.search(r"\d", alt) and 40 < len(alt) <= 300 for alt in told)
    assert known["missing"]["why"].str.len().min() > 0
