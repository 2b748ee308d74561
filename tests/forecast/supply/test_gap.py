"""The gap: need less usable places, the same in children and in places, by draw and by region."""

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.assumptions import values
from analysis.core import shapes
from analysis.forecast.draws import Draws
from analysis.forecast.quantiles import spread
from analysis.forecast.supply.gap import chance, gap, gap_rows, occupancies, summed_where_supplied

NAN = float("nan")
KINDS = ("foster", "childrens_homes", "supported")
OCCUPANCY = {"foster": 0.75, "childrens_homes": 0.8}
SAID = {"run": "test", "origin": 2025, "scenario": "as_now"}


@pytest.fixture
def need():
    rng = np.random.default_rng(1)
    return Draws(
        areas=("1", "2"),
        years=(2026, 2027),
        values={
            ("cla_31_march", "placement", kind): rng.gamma(50, 2, (1000, 2, 2)) for kind in KINDS
        },
    )


@pytest.fixture
def usable(need):
    rng = np.random.default_rng(2)
    places = {("places_usable", "placement", k): rng.gamma(50, 2, (1000, 2, 2)) for k in KINDS}
    places[("places_usable", "placement", "supported")][:] = NAN
    places[("places_usable", "placement", "foster")][:, 1] = NAN
    return places


def of(draws, measure, kind):
    return draws.of(measure, "placement", kind)


def test_the_gap_in_children_is_need_less_usable_places_in_every_draw(need, usable):
    gaps = gap(need, usable, OCCUPANCY)
    expected = (
        of(need, "cla_31_march", "childrens_homes")
        - usable[("places_usable", "placement", "childrens_homes")]
    )
    assert np.array_equal(of(gaps, "gap_children", "childrens_homes"), expected)


def test_places_needed_less_places_usable_is_the_gap_in_children(need, usable):
    gaps = gap(need, usable, OCCUPANCY)
    for kind in KINDS:
        short = of(gaps, "places_needed", kind) - of(gaps, "places_usable", kind)
        assert np.array_equal(short, of(gaps, "gap_children", kind), equal_nan=True)


def test_filling_the_gap_in_places_at_the_stated_occupancy_leaves_no_child_without(need, usable):
    gaps = gap(need, usable, OCCUPANCY)
    added = of(gaps, "gap_places", "childrens_homes") * OCCUPANCY["childrens_homes"]
    places = of(gaps, "places_usable", "childrens_homes") + added
    assert places == pytest.approx(of(need, "cla_31_march", "childrens_homes"))


def test_children_and_places_agree_on_whether_there_is_a_gap(need, usable):
    gaps = gap(need, usable, OCCUPANCY)
    children, places = (of(gaps, m, "childrens_homes") for m in ("gap_children", "gap_places"))
    assert np.array_equal(children > 0, places > 0)
    assert (np.abs(places) >= np.abs(children)).all()


def test_no_supply_figure_no_gap(need, usable):
    gaps = gap(need, usable, OCCUPANCY)
    for measure in ("places_usable", "places_needed", "gap_children", "gap_places"):
        assert np.isnan(of(gaps, measure, "supported")).all()
        assert np.isnan(of(gaps, measure, "foster")[:, 1]).all()
        assert np.isfinite(of(gaps, measure, "foster")[:, 0]).all()


@pytest.mark.parametrize("share", [0.0, -0.1, 1.2])
def test_an_occupancy_that_is_no_share_is_refused(need, usable, share):
    with pytest.raises(ValueError, match="is not a share above 0"):
        gap(need, usable, OCCUPANCY | {"foster": share})


def test_the_chance_is_the_share_of_futures_with_too_few(need, usable):
    gaps = gap(need, usable, OCCUPANCY)
    found = chance(gaps)[("gap_chance", "placement", "childrens_homes")]
    short = of(gaps, "gap_children", "childrens_homes") > 0
    assert found == pytest.approx(100 * short.mean(axis=0))
    assert np.isnan(chance(gaps)[("gap_chance", "placement", "foster")][1]).all()


def test_a_region_adds_futures_up_and_only_of_authorities_with_a_supply_figure(need, usable):
    children, places = summed_where_supplied(need, usable, {"R": ("1", "2")})
    homes = of(need, "cla_31_march", "childrens_homes").sum(axis=1)
    assert np.array_equal(of(children, "cla_31_march", "childrens_homes")[:, 0], homes)
    foster = of(need, "cla_31_march", "foster")[:, 0]
    assert np.array_equal(of(children, "cla_31_march", "foster")[:, 0], foster)
    assert np.isnan(places[("places_usable", "placement", "supported")]).all()
    assert np.isnan(of(children, "cla_31_march", "supported")).all()


def test_a_regions_range_is_narrower_than_its_authorities_ranges_added(need, usable):
    children, places = summed_where_supplied(need, usable, {"R": ("1", "2")})
    whole = of(gap(children, places, OCCUPANCY), "gap_places", "childrens_homes")[:, 0, 0]
    parts = of(gap(need, usable, OCCUPANCY), "gap_places", "childrens_homes")[:, :, 0]
    width = np.subtract(*np.quantile(whole, [0.9, 0.1]))
    added = np.subtract(*np.quantile(parts, [0.9, 0.1], axis=0)).sum()
    assert width < 0.85 * added


def test_rows_are_in_the_projected_shape_and_a_chance_has_no_interval(need, usable):
    rows = shapes.check_projected(gap_rows(need, usable, OCCUPANCY, **SAID))
    chances = rows[rows["measure"] == "gap_chance"]
    known = chances[chances["status"] == shapes.OK]
    assert known["central"].between(0, 100).all()
    assert chances[list(shapes.QUANTILES)].isna().all(axis=None)
    assert set(rows["unit"]) == {"places", "children", "percent"}
    missing = rows[rows["category"] == "supported"]
    assert (missing["status"] == shapes.NOT_AVAILABLE).all()


@pytest.mark.parametrize("measure", ["places_usable", "gap_children", "gap_places"])
def test_rows_have_the_quantiles_of_the_draws_of_their_gap(need, usable, measure):
    """Also where those of usable places were worked out before, for another scenario."""
    known = {key: spread(array) for key, array in usable.items()}
    rows = gap_rows(need, usable, OCCUPANCY, **SAID)
    pd.testing.assert_frame_equal(gap_rows(need, usable, OCCUPANCY, **SAID, spreads=known), rows)
    found = rows[(rows["measure"] == measure) & (rows["category"] == "childrens_homes")]
    draws = of(gap(need, usable, OCCUPANCY), measure, "childrens_homes")
    told = found[list(shapes.QUANTILES)].to_numpy().T.reshape(-1, 2, 2)
    np.testing.assert_allclose(told, np.quantile(draws, [*shapes.QUANTILES.values()], axis=0))


def test_the_stated_occupancies_come_from_the_assumptions():
    assert occupancies(values()) == {
        "foster": values()["foster_occupancy"],
        "childrens_homes": values()["homes_occupancy"],
    }
