"""The figures of an authority picked quickly are those that a plain filter picks."""

import math
from dataclasses import replace

import numpy as np
import pytest

from analysis.briefing.figures import Figures, open_figures
from analysis.briefing.needs_analysis.charts import trend
from analysis.briefing.sufficiency.past_scores import PastScores, scores
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicators import INDICATORS
from analysis.core import shapes
from analysis.measure.change import as_points
from analysis.present.rows import points

NAMES = ("cla_rate", "external_provision", "placement_of_children", "three_or_more_placements")


@pytest.fixture(scope="module")
def bradford() -> Figures:
    """Figures as a notebook opens them."""
    return open_figures("Bradford", "2026-11-22")


@pytest.mark.parametrize("name", NAMES)
def test_rows_and_series_are_those_of_a_filter(bradford: Figures, name: str) -> None:
    every = bradford.measured[bradford.measured["indicator"] == name]
    assert bradford.rows(name).equals(every) and len(every)
    own = (every["area"] == "380") & (every["group"] == shapes.OWN)
    own &= every["dimension"] == shapes.ALL
    assert bradford.series(name).equals(every[own])
    found, wanted = bradford.points(name), as_points(every[own])
    for field in found.dtype.names:
        np.testing.assert_array_equal(found[field], wanted[field])


@pytest.mark.parametrize("name", NAMES)
def test_points_of_rows_cut_from_all_are_those_of_a_copy(bradford: Figures, name: str) -> None:
    i, rows = INDICATORS[name], bradford.rows(name)
    for code in ("380", ENGLAND):
        assert repr(points(i, rows, code)) == repr(points(i, rows.copy(), code))


def test_an_indicator_without_rows_has_none(bradford: Figures) -> None:
    none = Figures(bradford.area, bradford.today, bradford.measured.iloc[:0], {}, bradford.beside)
    assert none.rows("cla_rate").empty and none.series("cla_rate").empty
    assert len(none.points("cla_rate")) == 0
    assert none.value("cla_rate") is None and none.findings == []


def test_scores_are_looked_up_by_group_and_years_ahead() -> None:
    table = scores()
    scored = PastScores(table)
    mine = table[(table["group"] == "all") & (table["model"] == "model")]
    assert scored.horizons("all") == sorted(mine["horizon"].unique())
    one = mine[(mine["horizon"] == 2) & (mine["score"] == "mape")].iloc[0]
    assert scored.value("all", 2, "mape") == one["value"]
    assert scored.scores("all", 2)["mape"].cases == one["cases"]
    assert scored.horizons("nobody") == [] and scored.scores("nobody", 1) == {}
    assert math.isnan(scored.value("nobody", 1, "mape")) and math.isnan(
        scored.coverage("nobody", 3)
    )


def test_a_chart_is_made_once_for_a_page_and_anew_for_other_figures(bradford: Figures) -> None:
    shown = trend(bradford, "cla_rate")
    assert trend(bradford, "cla_rate") is shown
    assert trend(bradford, "cla_number").key != shown.key
    assert trend(replace(bradford), "cla_rate") is not shown
