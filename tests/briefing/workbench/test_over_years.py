"""Lines over the years: parted at gaps and breaks, banded by the counts."""

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from analysis.briefing import workbench as wb

FAR = "placed_over_20_miles_outside"
pytestmark = pytest.mark.usefixtures("by_hand")


def own_lines(axes: Axes) -> list[list[float]]:
    """The figures of each stretch of those chosen, in the order in which it is drawn."""
    thick = [line for line in axes.lines if line.get_linewidth() == 2.2]
    return [[*np.asarray(line.get_ydata(), dtype=float)] for line in thick]


def dotted(axes: Axes) -> list[str]:
    """The months in which upright lines stand."""
    upright = [
        line for line in axes.lines if len(set(line.get_xdata())) == 1 < len(line.get_xdata())
    ]
    return [f"{line.get_xdata()[0]:%Y-%m}" for line in upright]


def test_the_line_runs_forwards_and_ends_where_a_figure_is_missing() -> None:
    axes = wb.over_time(FAR, "Bradford")
    assert own_lines(axes) == [[12], [15, 17, 18]]
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    assert (
        "No figure: Bradford 2022 (suppressed to protect confidentiality)."
        in figure.get_supxlabel()
    )


def test_the_band_is_the_interval_of_the_counts() -> None:
    axes = wb.over_time(FAR, "Bradford")
    bands = [c for c in axes.collections if isinstance(c, PolyCollection)]
    patches = [p.get_path().vertices for p in axes.patches] + [
        p.vertices for c in bands for p in c.get_paths()
    ]
    heights = {float(y) for vertices in patches for y in np.asarray(vertices)[:, 1]}
    assert {12, 18, 14, 20, 15, 21} <= heights
    alone = [s for c in axes.collections if hasattr(c, "get_segments") for s in c.get_segments()]
    assert [9, 15] in [[*np.asarray(s)[:, 1]] for s in alone]  # 2021 stands alone: a bar


def test_a_break_is_drawn_and_told_and_no_line_crosses_it() -> None:
    axes = wb.over_time("external_provision", "Bradford")
    assert own_lines(axes) == [[30, 36], [88, 89]]
    assert dotted(axes) == ["2023-09"]
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    assert "the series changed. Bradford: A step of 52 points" in figure.get_supxlabel()


def test_small_charts_share_their_axes_and_end_in_the_order_asked_for() -> None:
    every = wb.each_over_time(FAR, ["Kent", "Bradford", "Leeds", "England"])
    assert [a.get_title("left") for a in every] == ["Kent", "Bradford", "Leeds", "England"]
    assert len({a.get_ylim() for a in every}) == 1
    figure = every[0].get_figure()
    assert isinstance(figure, Figure) and len(figure.axes) == 4
    assert figure.alt.startswith("4 small line charts: Children who live")  # type: ignore[attr-defined, unused-ignore]


def test_more_than_one_area_has_no_neighbours_and_a_mark_each() -> None:
    axes = wb.over_time(FAR, ["Bradford", "Kent"])
    assert {line.get_marker() for line in axes.lines if line.get_linewidth() == 2.2} == {"o", "s"}
    assert not [line for line in axes.lines if line.get_linewidth() == 0.9]
    assert [line for line in wb.over_time(FAR, "Bradford").lines if line.get_linewidth() == 0.9]
