"""Charts of one period: what is drawn is what the rows say."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import same_color
from matplotlib.figure import Figure

from analysis.briefing import workbench as wb
from analysis.catalogue.indicators import indicator
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.present.drawing import OWN_COLOUR
from towns import series

FAR, STABLE = "placed_over_20_miles_outside", "same_placement_two_years"
pytestmark = pytest.mark.usefixtures("by_hand")


def bars(axes: Axes) -> set[tuple[float, float, float, float]]:
    """The ends of every straight bar: from x and y to x and y."""
    ends = [s for c in axes.collections if hasattr(c, "get_segments") for s in c.get_segments()]
    return {tuple(np.round(s, 6).ravel()) for s in ends if len(s) == 2}


def alt(axes: Axes) -> str:
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    return figure.alt  # type: ignore[attr-defined, unused-ignore]


def rows_named(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_yticklabels()]


def test_compare_names_each_area_and_draws_the_interval_of_its_counts() -> None:
    axes = wb.compare(FAR, "Bradford", 2024)
    assert rows_named(axes) == [
        *("Leeds 18%", "Bradford 17%", "England 17%", "Yorkshire and The Humber 14%")
    ]
    assert (14, 1, 20, 1) in bars(axes)
    own = axes.get_yticklabels()[1]
    assert own.get_fontweight() == "bold" and same_color(own.get_color(), OWN_COLOUR)
    assert "Bradford: 17% (14% to 20%); 1 of 1 neighbours is higher; England 17%" in alt(axes)


def test_compare_lists_a_missing_figure_last_with_its_reason_and_draws_no_dot() -> None:
    axes = wb.compare(FAR, "Bradford")
    assert rows_named(axes)[-1] == "Leeds"
    (why,) = axes.texts
    assert why.get_text() == "suppressed to protect confidentiality"
    assert why.get_position()[1] == 3
    assert {bar[1] for bar in bars(axes)} == {0, 1, 2}


def test_several_areas_stand_alone_without_their_neighbours() -> None:
    named = rows_named(wb.compare(FAR, ["Bradford", "Kent"], 2024))
    assert [n.rsplit(" ", 1)[0] for n in named] == [
        *("Bradford", "England", "Yorkshire and The Humber", "Kent")
    ]


def test_spread_has_a_dot_for_each_authority_and_says_who_has_none() -> None:
    axes = wb.spread(FAR, "Bradford")
    assert rows_named(axes) == ["2 authorities", "Bradford 18%", "England 18%"]
    assert len(axes.collections[0].get_offsets()) == 2
    assert "Bradford: 18% (15% to 21%), 1 lower and 0 higher" in alt(axes)
    foot = axes.get_figure().get_supxlabel()  # type: ignore[union-attr, unused-ignore]
    assert "1 without a figure: suppressed to protect confidentiality" in foot.replace("\n", " ")


def test_spread_by_region_has_a_row_for_each() -> None:
    assert rows_named(wb.spread(FAR, by_region=True))[:9] == [*wb.REGIONS]


def test_relate_leaves_out_who_lacks_a_figure_and_draws_both_intervals() -> None:
    axes = wb.relate(FAR, STABLE, "Bradford")
    assert {(15, 71, 21, 71), (18, 67, 18, 75)} <= bars(axes)
    assert axes.get_title("left").startswith("Rank correlation 1.00 (Spearman) of 2 authorities")
    assert alt(axes).endswith("Bradford: 18% and 71%")
    assert "Leeds" in wb.relate(FAR, STABLE, "Leeds").get_figure().get_supxlabel()  # type: ignore[union-attr, unused-ignore]


def test_the_correlation_is_of_ranks(by_hand: pd.DataFrame) -> None:
    third = [series(indicator(n), "373", {2025: v})[0] for n, v in ((FAR, 60), (STABLE, 72))]
    for row in third:
        by_hand.loc[len(by_hand)] = pd.Series(row)
    title = wb.relate(FAR, STABLE, "Bradford").get_title("left")
    assert title.startswith("Rank correlation 1.00 (Spearman) of 3 authorities")


def test_what_cannot_be_drawn_is_refused_with_what_would_do() -> None:
    with pytest.raises(
        UnknownNameError, match=r'has category="With foster carers", "With parents"'
    ):
        wb.compare("placement_of_children", "Bradford")
    with pytest.raises(CareAnalysisError, match=r"5 areas are chosen.*tell 4 apart; name fewer"):
        wb.over_time(FAR, ["Bradford", "Kent", "Leeds", "England", "Yorkshire and The Humber"])


def test_a_total_stands_beside_no_total_of_england() -> None:
    assert rows_named(wb.spread("cla_number", "Bradford")) == ["2 authorities", "Bradford 1,366"]


def test_a_period_in_which_nobody_has_a_figure_is_passed_over_and_refused_where_asked_for() -> None:
    assert "2022/23" in wb.spread("progress_8", "Bradford").get_title("left")
    with pytest.raises(CareAnalysisError, match=r"'progress_8' has no figure school year 2023/24"):
        wb.spread("progress_8", "Bradford", 2024)


def test_an_indicator_without_figures_is_refused() -> None:
    with pytest.raises(CareAnalysisError, match="Nothing is published of 'cla_rate' for these"):
        wb.compare("cla_rate", "Bradford")


def test_one_category_of_a_split_figure_can_be_compared() -> None:
    axes = wb.compare("placement_of_children", "Bradford", category="With foster carers")
    assert rows_named(axes) == ["Bradford 64%"]
