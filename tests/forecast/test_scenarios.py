"""What would follow if something were done: effects against first principles."""

import numpy as np
import pytest

from analysis.core.shapes import ALL
from analysis.forecast.demand.length_of_stay import Stay
from analysis.forecast.demand.shares import TREES
from analysis.forecast.demand.streams import forecast
from analysis.forecast.draws import Draws
from analysis.forecast.panel import CHILDREN
from analysis.forecast.scenarios import (
    AS_NOW,
    FEWER_ENTRIES,
    MORE_FOSTER_CARERS,
    MORE_IN_FAMILY,
    PRICE_SHOCK,
    SCENARIOS,
    TO_FAMILY,
    Flows,
    apply,
    entries_averted,
    exits_brought_forward,
    fewer,
    flows,
    more_places,
    moved_to_foster,
)
from simulated import Array, changed, full, hidden

NAN = float("nan")
PANEL = full()
ASSUMED = {
    "fewer_starts_percent": 10.0,
    "more_exits_to_family_percent": 10.0,
    "homes_to_foster_percent": 10.0,
}
MOVED = (FEWER_ENTRIES, MORE_IN_FAMILY, MORE_FOSTER_CARERS)


@pytest.fixture(scope="module")
def now() -> Draws:
    """Futures of 40 towns as things are."""
    return forecast(PANEL, 2025, 5, 300, seed=1).later


@pytest.fixture(scope="module")
def moving() -> Flows:
    """Their yearly flows and lengths of stay."""
    return flows(PANEL, 2025)


def steady(children: float, stay: Stay, starts: float) -> tuple[Draws, Flows]:
    """One town whose every future has the same number of children, and its flows."""
    values = {(CHILDREN, ALL, ALL): np.full((9, 1, 5), children)}
    for tree in TREES:
        share = children / len(tree.categories)
        for category in tree.categories:
            values[(CHILDREN, tree.dimension, category)] = np.full((9, 1, 5), share)
    draws = Draws(areas=("100",), years=tuple(range(2026, 2031)), values=values)
    return draws, Flows(starts=np.array([starts]), to_family=np.array([20.0]), stays=(stay,))


def check_whole(draws: Draws) -> None:
    """Parts add up in every draw, in whole children, none negative."""
    total = draws.of(CHILDREN)
    for tree in TREES:
        parts = np.stack([draws.of(CHILDREN, tree.dimension, c) for c in tree.categories])
        np.testing.assert_array_equal(parts.sum(axis=0), total)
        assert parts.min() >= 0
        assert (parts == np.round(parts)).all()


@pytest.mark.parametrize("name", [AS_NOW, PRICE_SHOCK])
def test_as_now_and_a_price_shock_leave_children_as_they_are(name: str, now, moving) -> None:
    assert apply(name, now, moving, ASSUMED) is now


def test_there_is_no_other_scenario(now, moving) -> None:
    assert set(SCENARIOS) == {AS_NOW, PRICE_SHOCK, *MOVED}
    with pytest.raises(KeyError, match="magic"):
        apply("magic", now, moving, ASSUMED)


@pytest.mark.parametrize("name", MOVED)
@pytest.mark.parametrize("percent", [0.0, 10.0, 37.5, 100.0])
def test_parts_add_up_in_every_scenario(name: str, percent: float, now, moving) -> None:
    check_whole(apply(name, now, moving, dict.fromkeys(ASSUMED, percent)))


@pytest.mark.parametrize("name", MOVED)
def test_an_assumption_of_nothing_changes_nothing(name: str, now, moving) -> None:
    same = apply(name, now, moving, dict.fromkeys(ASSUMED, 0.0))
    for key, array in now.values.items():
        np.testing.assert_array_equal(same.values[key], array)


@pytest.mark.parametrize("name", [FEWER_ENTRIES, MORE_IN_FAMILY])
def test_no_assumption_takes_more_children_than_there_are(name: str, now, moving) -> None:
    extreme = apply(name, now, moving, dict.fromkeys(ASSUMED, 5000.0))
    check_whole(extreme)
    assert (extreme.of(CHILDREN) == 0).any()


@pytest.mark.parametrize("kept", [0.025, 0.075, 0.3, 0.35, 0.575, 0.7, 0.9])
def test_rounding_at_a_half_never_leaves_a_part_negative(kept: float) -> None:
    rng = np.random.default_rng(1)
    children = rng.integers(0, 200, 4000)
    values: dict[tuple[str, str, str], Array] = {
        (CHILDREN, ALL, ALL): children[:, None, None].astype(float)
    }
    for tree in TREES:
        parts = rng.multinomial(children, [1 / len(tree.categories)] * len(tree.categories))
        parts[::2, 0] += parts[::2, -1]  # in every second future nobody is in the last part
        parts[::2, -1] = 0
        for i, category in enumerate(tree.categories):
            values[(CHILDREN, tree.dimension, category)] = parts[:, i, None, None].astype(float)
    draws = Draws(areas=("100",), years=(2026,), values=values)
    typical = np.median(children)
    check_whole(fewer(draws, np.array([[typical * (1 - kept)]])))


def test_fewer_entries_are_those_who_would_have_come_and_stayed() -> None:
    draws, moving = steady(1000, Stay(mean=2.5, shape=0.8), starts=400)
    said = apply(FEWER_ENTRIES, draws, moving, ASSUMED).of(CHILDREN)[0, 0]
    monthly = (np.arange(60) + 0.5) / 12  # 40 fewer starts a year, month by month
    stay = moving.stays[0]
    gone = [year - monthly[monthly < year] for year in range(1, 6)]  # years since each came
    by_hand = [sum(40 / 12 * np.exp(-((years / stay.scale) ** stay.shape))) for years in gone]
    assert 1000 - said == pytest.approx(by_hand, abs=0.8)
    assert (1000 - said < 40 * 2.5).all()  # at equilibrium it would be starts times mean stay


def test_entries_averted_tend_to_all_children_in_care(moving) -> None:
    ever = entries_averted(moving, 400)
    assert (np.diff(ever, axis=1) >= -1e-9).all()
    in_care = PANEL.total[:, -3:].mean(axis=1)
    assert ever[:, -1] == pytest.approx(in_care, rel=0.01)


def test_an_exit_brought_forward_saves_less_than_an_entry_averted_saves_in_the_end() -> None:
    """With stays of one length all through, who leaves on a day had half of it left to come."""
    _, moving = steady(1000, Stay(mean=2.0, shape=3.0), starts=20)
    out = exits_brought_forward(moving, 50)[0]
    into = entries_averted(moving, 50)[0]
    assert into[-1] == pytest.approx(20 * 2.0, rel=1e-3)
    residual = moving.stays[0].scale ** 2 * 0.9027452929509336 / (2 * 2.0)  # E[T^2] / 2 E[T]
    assert out[-1] == pytest.approx(20 * residual, rel=0.01)
    assert out[-1] < into[-1]


@pytest.mark.parametrize("name", MOVED)
def test_scenarios_share_their_random_numbers(name: str, now, moving) -> None:
    """The difference between two scenarios is the assumption's alone, in every future."""
    then = apply(name, now, moving, ASSUMED)
    key = (CHILDREN, "placement", "childrens_homes") if name == MORE_FOSTER_CARERS else None
    before, after = (d.values[key or (CHILDREN, ALL, ALL)] for d in (now, then))
    effect = (before - after)[:, :, -1]
    assert (effect >= 0).all()
    assert effect.mean() > 0
    assert (effect.std(axis=0) < 0.35 * before[:, :, -1].std(axis=0) + 0.5).all()


def test_twice_the_assumption_has_twice_the_effect(now, moving) -> None:
    once, twice = (
        now.of(CHILDREN)
        - apply(FEWER_ENTRIES, now, moving, {"fewer_starts_percent": p}).of(CHILDREN)
        for p in (10.0, 20.0)
    )
    assert twice.mean() == pytest.approx(2 * once.mean(), rel=0.01)


def test_more_foster_carers_move_children_from_homes_and_nobody_else(now) -> None:
    then = moved_to_foster(now, 0.2)
    moved = now.of(CHILDREN, "placement", "childrens_homes") - then.of(
        CHILDREN, "placement", "childrens_homes"
    )
    gained = then.of(CHILDREN, "placement", "foster") - now.of(CHILDREN, "placement", "foster")
    np.testing.assert_array_equal(moved, gained)
    homes = now.of(CHILDREN, "placement", "childrens_homes")
    assert np.abs(moved[:, :, 0] - 0.1 * homes[:, :, 0]).max() <= 0.5  # half in the first year
    assert np.abs(moved[:, :, 3] - 0.2 * homes[:, :, 3]).max() <= 0.5
    touched = {(CHILDREN, "placement", "childrens_homes"), (CHILDREN, "placement", "foster")}
    for key in set(now.values) - touched:
        np.testing.assert_array_equal(then.values[key], now.values[key])


def test_all_children_in_homes_can_move_and_no_more(now) -> None:
    then = moved_to_foster(now, 1.0)
    assert (then.of(CHILDREN, "placement", "childrens_homes")[:, :, 1:] == 0).all()
    check_whole(then)


def test_places_grow_with_the_carers_who_are_found_and_only_then(now) -> None:
    key = ("places_usable", "placement", "foster")
    usable = {key: np.full((300, 40, 5), 200.0)}
    then = moved_to_foster(now, 0.1)
    moved = then.of(CHILDREN, "placement", "foster") - now.of(CHILDREN, "placement", "foster")
    found = more_places(usable, now, then, MORE_FOSTER_CARERS)[key]
    np.testing.assert_array_equal(found, 200 + moved)
    np.testing.assert_array_equal(more_places(usable, now, then, FEWER_ENTRIES)[key], usable[key])


def test_flows_are_three_year_averages_and_the_stay_follows_from_them(moving) -> None:
    starts = PANEL.of("cla_started")[:, -3:].mean(axis=1)
    assert moving.starts == pytest.approx(starts)
    out = sum(PANEL.of("cla_ceased", "reason", r)[:, -3:].mean(axis=1) for r in TO_FAMILY)
    assert moving.to_family == pytest.approx(out)
    means = [s.mean for s in moving.stays]
    assert means == pytest.approx(PANEL.total[:, -3:].mean(axis=1) / starts)
    assert len({s.shape for s in moving.stays}) == 1  # the country's


def test_a_town_that_publishes_no_starts_has_the_countrys_rate_of_them() -> None:
    starts = PANEL.of("cla_started").copy()
    starts[5, -3:] = NAN
    found = flows(changed(PANEL, cla_started=starts), 2025)
    in_care, came = PANEL.total[:, -3:].mean(axis=1), PANEL.of("cla_started")[:, -3:].mean(axis=1)
    others = np.arange(40) != 5
    rate = came[others].sum() / in_care[others].sum()
    assert found.starts[5] == pytest.approx(in_care[5] * rate)


def test_a_town_without_a_total_stays_missing_and_moves_nobody() -> None:
    panel = PANEL
    for year in (2023, 2024, 2025):
        panel = hidden(panel, ALL, (ALL,), 5, year)
    drawn = forecast(panel, 2025, 2, 20, seed=1).later
    for name in MOVED:
        found = apply(name, drawn, flows(panel, 2025), ASSUMED).of(CHILDREN)
        assert np.isnan(found[:, 5]).all()
        assert np.isfinite(np.delete(found, 5, axis=1)).all()
