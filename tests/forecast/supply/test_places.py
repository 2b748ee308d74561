"""Usable places: what is read from counts, how places moved in the past, and what is drawn."""

import numpy as np
import pandas as pd
import pytest

from analysis.briefing.sufficiency.outlook import newest
from analysis.catalogue.areas import authorities
from analysis.catalogue.assumptions import ranges, values
from analysis.core import store
from analysis.forecast.draws import Draws
from analysis.forecast.supply import places as supply_places
from analysis.forecast.supply.gap import gap
from analysis.forecast.supply.inputs import (
    Movement,
    SupplyInputs,
    foster_movement,
    home_movement,
    net_opened,
    rolled,
    supply_inputs,
    table,
)

NAN = float("nan")
MEASURES = (
    "places",
    "places_opened",
    "places_closed",
    "foster_places_approved",
    "foster_places_filled",
    "children_placed_in_area",
    "cla_31_march",
)
STILL = Movement(growth=0.0, shock=0.0, fixed=0.0, per_place=0.0, remainders=np.array([0.0]))
CERTAIN = {
    "home_movement": STILL,
    "foster_movement": STILL,
    "share_growth": 0.0,
    "share_spread": 0.0,
    "fill_spread": 0.0,
}
ASSUMED = {
    "homes_occupancy": 0.8,
    "homes_own_share_factor": 1.0,
    "foster_unfilled_available": 0.4,
    "foster_occupancy": 0.76,
    "other_fostering_held": 1.0,
    "supply_growth_carried": 0.75,
}
FOSTER, HOMES, SUPPORTED = (("places_usable", "placement", k) for k in supply_places.KINDS)


def known(**changed):
    """Three towns: Ordinarton, Hushford (nothing published) and one without a home."""
    return SupplyInputs(
        **{
            "areas": ("1", "2", "3"),
            "origin": 2025,
            "homes": np.array([100.0, 40.0, 0.0]),
            "own": np.array([6e6, NAN, 50.0]),
            "placed": np.array([1e7, NAN, 100.0]),
            "approved": np.array([200.0, NAN, 100.0]),
            "filled": np.array([120.0, NAN, 80.0]),
            "fostered": np.array([300.0, 90.0, NAN]),
            **CERTAIN,
        }
        | changed
    )


def drawn(inputs, count=400, seed=1, **assumed):
    rng = np.random.default_rng(seed)
    return supply_places.usable_places(inputs, range(2026, 2031), count, rng, ASSUMED | assumed)


@pytest.fixture(scope="module")
def counts():
    every = store.counts()
    return newest(every[every["measure"].isin(MEASURES)])


@pytest.fixture(scope="module")
def codes():
    return [a.code for a in authorities()]


@pytest.fixture(scope="module")
def published(counts, codes):
    return supply_inputs(counts, codes, 2025)


def test_places_in_homes_are_places_times_our_share_times_occupancy():
    assert drawn(known())[HOMES][:, 0] == pytest.approx(100 * 0.6 * 0.8, rel=0.01)


def test_foster_places_are_those_filled_those_available_and_others_held_flat():
    own = 120 + 0.4 * (200 - 120)
    others = 300 - 120
    assert drawn(known())[FOSTER][:, 0] == pytest.approx(own + others)
    assert supply_places.other_fostering(known())[0] == others


def test_more_children_filled_than_fostered_leaves_no_negative_others():
    inputs = known(fostered=np.array([100.0, NAN, 80.0]))
    assert supply_places.other_fostering(inputs)[0] == 0


def test_where_a_figure_is_not_published_there_are_no_usable_places():
    found = drawn(known())
    assert np.isnan(found[HOMES][:, 1]).all()
    assert np.isnan(found[FOSTER][:, 1]).all()
    assert np.isnan(found[FOSTER][:, 2]).all(), "its children in foster care are hidden"
    assert (found[HOMES][:, 2] == 0).all(), "a complete list without a home is a true zero"


def test_supported_accommodation_has_no_supply_figure_anywhere():
    assert np.isnan(drawn(known())[SUPPORTED]).all()


def test_the_same_seed_gives_the_same_draws_and_another_one_others(published):
    first, same, other = (drawn(published, 20, seed)[HOMES] for seed in (3, 3, 4))
    assert np.array_equal(first, same, equal_nan=True)
    assert not np.array_equal(first, other, equal_nan=True)


def test_each_assumption_of_supply_moves_places_the_way_it_says():
    base = drawn(known())
    for name, key in (
        ("homes_occupancy", HOMES),
        ("homes_own_share_factor", HOMES),
        ("foster_unfilled_available", FOSTER),
        ("other_fostering_held", FOSTER),
    ):
        less = drawn(known(), **{name: ASSUMED[name] * 0.8})[key][:, 0]
        assert (less < base[key][:, 0]).all(), name


def test_uncertain_supply_widens_with_the_years(published):
    places = drawn(published, 600)[HOMES]
    places = places[:, np.isfinite(places).all(axis=(0, 2))]
    spread = places.std(axis=0).mean(axis=0)
    assert (np.diff(spread) > 0).all()
    assert places.min() >= 0


def test_growth_of_the_country_is_shared_by_all_areas_of_a_draw():
    shaken = Movement(growth=0.0, shock=0.1, fixed=0.0, per_place=0.0, remainders=np.zeros(1))
    start = np.array([100.0, 1000.0])
    rng = np.random.default_rng(1)
    places = supply_places.walked(start, shaken, (500, 2, 5), rng, 0.75)
    assert np.corrcoef(places[:, 0, 4], places[:, 1, 4])[0, 1] > 0.99


def test_growth_carries_on_by_the_share_assumed():
    growing = Movement(growth=0.1, shock=0.0, fixed=0.0, per_place=0.0, remainders=np.zeros(1))
    size, start = (4000, 1, 1), np.array([100.0])
    rng = np.random.default_rng(1)
    assert supply_places.walked(start, growing, size, rng, 0.0) == pytest.approx(100)
    assert supply_places.walked(start, growing, size, rng, 0.5).mean() == pytest.approx(
        105, abs=0.3
    )


def test_a_small_area_strays_further_for_its_size():
    moving = Movement(growth=0, shock=0, fixed=2.0, per_place=1.0, remainders=np.array([-1.0, 1]))
    assert moving.scale(np.array([10.0])) / 10 > moving.scale(np.array([1000.0])) / 1000


def test_years_between_lists_are_rolled_by_openings_and_closures():
    lists = {2021: np.array([20.0, 2.0]), 2022: np.array([24.0, 9.0])}
    net = {2021: np.array([5.0, 6.0]), 2022: np.array([4.0, 1.0]), 2023: np.array([-3.0, -20.0])}
    places = rolled(lists, net)
    assert list(places) == [2020, 2021, 2022, 2023]
    assert places[2020].tolist() == [15, 0], "never below zero"
    assert places[2022].tolist() == [24, 9], "as listed, not as rolled"
    assert places[2023].tolist() == [21, 0]


def test_an_authority_without_a_return_is_no_change_of_foster_places():
    approved = {2024: np.array([100.0, NAN, 50.0]), 2025: np.array([110.0, 80.0, 50.0])}
    moved = foster_movement(approved)
    assert moved.growth == pytest.approx(np.log(160 / 150))
    assert len(moved.remainders) == 2


def test_nothing_after_the_origin_is_used(counts, codes):
    spoilt = counts.copy()
    late = pd.DatetimeIndex(spoilt["period_end"]).year > 2024
    spoilt.loc[late, "value"] = 1e6
    before, after = (supply_inputs(c, codes, 2024) for c in (counts, spoilt))
    assert np.array_equal(before.approved, after.approved, equal_nan=True)
    assert before.home_movement.growth == after.home_movement.growth
    assert before.share_spread == after.share_spread


def test_an_origin_before_the_first_lists_is_refused(counts, codes):
    with pytest.raises(ValueError, match="by 2020; start from 2023"):
        supply_inputs(counts, codes, 2020)


def test_percentages_are_never_read_as_children(counts, codes):
    own = table(counts, codes, "children_placed_in_area", "responsibility", "own")
    whole = table(counts, codes, "children_placed_in_area")
    both = np.isfinite(own[2025]) & np.isfinite(whole[2025])
    assert (own[2025][both] <= whole[2025][both]).all()
    assert np.nansum(own[2025]) > 40_000


def test_most_authorities_have_a_supply_figure_and_those_that_report_together_none(published):
    places = drawn(published, 5)
    assert np.isfinite(places[HOMES]).all(axis=(0, 2)).sum() >= 145
    assert np.isfinite(places[FOSTER]).all(axis=(0, 2)).sum() >= 140
    together = [published.areas.index(code) for code in ("205", "207", "213", "314", "318")]
    assert np.isnan(places[FOSTER][:, together]).all()


def test_rolled_places_agree_with_the_list_of_2022_for_england(counts, codes):
    lists = table(counts, codes, "places", "home_type", "childrens_home")
    net = net_opened(counts, codes)
    by_rolling = lists[2021] + net[2022]
    both = np.isfinite(by_rolling) & np.isfinite(lists[2022])
    assert by_rolling[both].sum() == pytest.approx(lists[2022][both].sum(), rel=0.01)
    assert (by_rolling[both] == lists[2022][both]).mean() > 0.7


def test_places_drawn_from_2022_mostly_hold_the_list_of_2025(counts, codes):
    """Homes opened faster than ever before: 95% intervals must still hold nine in ten."""
    early = counts[pd.DatetimeIndex(counts["period_end"]).year <= 2022]
    lists = table(early, codes, "places", "home_type", "childrens_home")
    moved = home_movement(lists, net_opened(early, codes))
    actual = table(counts, codes, "places", "home_type", "childrens_home")[2025]
    there = np.isfinite(lists[2022])
    rng = np.random.default_rng(1)
    size = (1000, int(there.sum()), 3)
    carried = values()["supply_growth_carried"]
    places = supply_places.walked(lists[2022][there], moved, size, rng, carried)[:, :, 2]
    low, high = np.quantile(places, [0.025, 0.975], axis=0)
    inside = (actual[there] >= low) & (actual[there] <= high)
    assert 0.88 <= inside.mean() <= 0.99


def test_foster_places_drawn_from_2023_hold_the_return_of_2025(counts, codes):
    approved = table(counts, codes, "foster_places_approved")
    moved = foster_movement({year: approved[year] for year in (2022, 2023)})
    there = (approved[2023] > 0) & (approved[2025] > 0)
    rng = np.random.default_rng(1)
    size = (1000, int(there.sum()), 2)
    places = supply_places.walked(approved[2023][there], moved, size, rng, 0.75)[:, :, 1]
    low, high = np.quantile(places, [0.1, 0.9], axis=0)
    inside = (approved[2025][there] >= low) & (approved[2025][there] <= high)
    assert 0.75 <= inside.mean() <= 0.96


def test_assumed_shares_are_drawn_within_their_range_once_for_all_areas():
    held = supply_places.assumed(
        ASSUMED, {"homes_occupancy": (0.65, 0.9)}, 4000, np.random.default_rng(1)
    )
    occupancy = held["homes_occupancy"]
    assert occupancy.shape == (4000, 1, 1)
    assert 0.65 <= occupancy.min() < 0.67 and 0.88 < occupancy.max() <= 0.9
    assert occupancy.mean() == pytest.approx((0.65 + 0.8 + 0.9) / 3, abs=0.003)
    assert (held["foster_unfilled_available"] == 0.4).all(), "without a range it is what is stated"
    with pytest.raises(ValueError, match=r"homes_occupancy is .* not within 0.1 to 0.2"):
        supply_places.assumed(
            ASSUMED, {"homes_occupancy": (0.1, 0.2)}, 10, np.random.default_rng(1)
        )


@pytest.mark.parametrize(
    ("name", "kind", "near", "far"),
    [
        ("homes_occupancy", "childrens_homes", (0.75, 0.85), (0.5, 1.0)),
        ("homes_own_share_factor", "childrens_homes", (0.9, 1.0), (0.5, 1.0)),
        ("foster_unfilled_available", "foster", (0.35, 0.45), (0.0, 1.0)),
        ("other_fostering_held", "foster", (0.95, 1.05), (0.7, 1.3)),
    ],
)
def test_a_wider_range_of_an_assumption_widens_the_gap(name, kind, near, far):
    """And the occupancy that turns children into places is the stated one in every draw."""
    areas, years = ("1", "2", "3"), tuple(range(2026, 2031))
    need = Draws(
        areas=areas,
        years=years,
        values={
            ("cla_31_march", "placement", k): np.full((3000, 3, 5), 90.0)
            for k in supply_places.KINDS
        },
    )
    width = []
    for ends in ({}, {name: near}, {name: far}):
        rng = np.random.default_rng(5)
        usable = supply_places.usable_places(known(), years, 3000, rng, ASSUMED, ends)
        gaps = gap(need, usable, {"foster": 0.76, "childrens_homes": 0.8})
        children = gaps.of("gap_children", "placement", kind)[:, 0]
        places = gaps.of("gap_places", "placement", kind)[:, 0]
        assert places == pytest.approx(children / {"foster": 0.76, "childrens_homes": 0.8}[kind])
        low, high = np.quantile(children, [0.1, 0.9], axis=0)
        width.append((high - low)[0])
    assert width[0] < width[1] * 0.5 < width[2] * 0.25


def test_the_stated_ranges_of_the_catalogue_are_drawn_and_hold_their_values():
    assert set(supply_places.DRAWN) < set(ranges())
    held = supply_places.assumed(values(), ranges(), 500, np.random.default_rng(1))
    for name, drawn_share in held.items():
        low, high = ranges()[name]
        assert low <= drawn_share.min() < drawn_share.max() <= high
