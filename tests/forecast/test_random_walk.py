"""How far authorities stray: the pooled errors, found again in figures made by a known rule."""

import dataclasses

import numpy as np
import pytest

from analysis.forecast.random_walk import (
    LONGEST_DIRECT,
    Series,
    TooFewYearsError,
    fit,
    moves,
    spread,
    together,
)

RNG = np.random.default_rng


def series(
    areas: int = 150,
    years: int = 10,
    *,
    between: float = 0.004,
    chance: float = 0.3,
    slope: float = 0.0,
    breaks: frozenset[int] = frozenset(),
    seed: int = 1,
) -> Series:
    """Walks whose yearly change has variance between + chance / size, and leans on one feature."""
    rng = RNG(seed)
    noise = 1 / np.exp(rng.uniform(np.log(50), np.log(2000), areas))
    known = rng.normal(0, 1, (areas, years, 1))
    step = rng.normal(0, 1, (areas, years)) * np.sqrt(between + chance * noise)[:, None]
    step[:, 1:] += slope * known[:, :-1, 0]
    return Series(
        years=tuple(range(2016, 2016 + years)),
        x=np.cumsum(step, axis=1),
        noise=np.repeat(noise[:, None], years, axis=1),
        known=known,
        breaks=breaks,
    )


@pytest.mark.parametrize("draw", ["normal", "laplace"])
def test_the_parts_of_the_variance_are_found_again(draw: str) -> None:
    rng = RNG(2)
    noise = 1 / np.exp(rng.uniform(np.log(30), np.log(3000), 20_000))
    size = np.sqrt(0.004 + 0.5 * noise)
    standard = rng.laplace(0, 2**-0.5, len(noise)) if draw == "laplace" else None
    left = size * (rng.normal(0, 1, len(noise)) if standard is None else standard)
    between, chance = spread(left, noise)
    if standard is not None:
        assert (between, chance) == pytest.approx((0.004, 0.5), rel=0.1)
    assert chance / between == pytest.approx(0.5 / 0.004, rel=0.15)


def test_a_few_wild_values_do_not_rule_the_spread() -> None:
    rng = RNG(3)
    noise = np.full(2000, 0.002)
    left = rng.laplace(0, 0.05, 2000)
    wild = left.copy()
    wild[:10] = 0.7
    (one, some), (other, more) = spread(left, noise), spread(wild, noise)
    assert other + more * 0.002 < 1.3 * (one + some * 0.002)


def test_what_is_known_at_the_origin_is_used_where_it_helps() -> None:
    helped = fit(series(slope=0.05), 2024, 1, 100.0)
    useless = fit(series(slope=0.0), 2024, 1, 100.0)
    assert helped is not None and useless is not None
    assert helped.weights[0] == pytest.approx(0.05, rel=0.15)
    assert helped.weights[0] < 0.05 * 1.02  # shrunk, never blown up
    assert abs(useless.weights[0]) < 0.005
    nothing = fit(series(slope=0.05), 2024, 1)
    assert nothing is not None and not nothing.weights.any()


def test_nothing_after_the_origin_is_learnt() -> None:
    true = series(slope=0.03)
    x, known, noise = true.x.copy(), true.known.copy(), true.noise.copy()
    x[:, 6:], known[:, 6:], noise[:, 6:] = 9.0, 5.0, 1.0
    other = dataclasses.replace(true, x=x, known=known, noise=noise)
    for one, two in zip(
        moves(true, 2021, 5, 50, RNG(1)), moves(other, 2021, 5, 50, RNG(1)), strict=True
    ):
        np.testing.assert_array_equal(one, two)


def test_changes_over_a_break_are_no_changes() -> None:
    broken = series(breaks=frozenset({2020}))
    assert np.isnan(broken.changes(3, 1)).all()  # 2019 to 2020
    assert np.isnan(broken.changes(2, 3)).all()  # 2018 to 2021
    assert np.isfinite(broken.changes(4, 1)).all()  # 2020 to 2021
    x = broken.x.copy()
    x[:, 4:] += RNG(5).normal(3, 1, (len(x), 1))  # however far the break throws each of them
    thrown = dataclasses.replace(broken, x=x)
    one, two = fit(broken, 2024, 1), fit(thrown, 2024, 1)
    assert one is not None and two is not None
    np.testing.assert_allclose(one.remainders, two.remainders, atol=1e-6)


def test_what_all_places_do_in_a_year_is_no_error_of_any_of_them() -> None:
    true = series(slope=0.03)
    country = np.cumsum(RNG(4).normal(0.02, 0.05, true.x.shape[1]))
    moved = dataclasses.replace(true, x=true.x + country)
    for one, two in zip(
        moves(true, 2024, 3, 50, RNG(1)), moves(moved, 2024, 3, 50, RNG(1)), strict=True
    ):
        np.testing.assert_allclose(one, two, atol=1e-6)


@pytest.mark.parametrize("horizon", [1, 2, 3])
def test_draws_have_the_spread_of_the_changes(horizon: int) -> None:
    true = series(areas=300, between=0.004, chance=0.0)
    _, drawn = moves(true, 2024, 3, 2000, RNG(1))
    assert drawn[:, :, horizon - 1].std() == pytest.approx(np.sqrt(0.004 * horizon), rel=0.08)


def test_smaller_places_are_given_more_room() -> None:
    true = series(chance=1.0)
    _, drawn = moves(true, 2024, 1, 2000, RNG(1))
    order = np.argsort(true.noise[:, 0])
    spreads = drawn[:, order, 0].std(axis=0)
    expected = np.sqrt(0.004 + true.noise[order, 0])
    assert spreads == pytest.approx(expected, rel=0.2)


def test_beyond_three_years_errors_grow_with_the_root_of_time() -> None:
    _, drawn = moves(series(), 2024, 5, 4000, RNG(1))
    sizes = drawn.std(axis=(0, 1))
    assert LONGEST_DIRECT == 3
    assert sizes[3] / sizes[2] == pytest.approx(np.sqrt(4 / 3), rel=0.02)
    assert sizes[4] / sizes[2] == pytest.approx(np.sqrt(5 / 3), rel=0.02)


def test_a_horizon_with_too_few_pairs_borrows_from_the_shorter_one() -> None:
    short = series(years=2)
    assert fit(short, 2017, 1) is not None
    assert fit(short, 2017, 2) is None
    _, drawn = moves(short, 2017, 3, 4000, RNG(1))
    sizes = drawn.std(axis=(0, 1))
    assert sizes[1:] / sizes[0] == pytest.approx(np.sqrt([2, 3]), rel=0.02)


def test_a_draw_is_one_path() -> None:
    """A place that is far out in one year is likely to be far out in the next."""
    _, drawn = moves(series(), 2024, 3, 3000, RNG(1))
    together = np.corrcoef(drawn[:, 0, 0], drawn[:, 0, 2])[0, 1]
    assert together == pytest.approx(1 / np.sqrt(3), abs=0.06)  # of a random walk


def test_too_few_changes_are_refused_in_words() -> None:
    one = series(areas=1, years=3)
    with pytest.raises(TooFewYearsError) as told:
        moves(one, 2017, 2, 10, RNG(1))
    assert "Fewer than 2 changes are known up to 2017" in str(told.value)
    assert "over all areas together" in str(told.value)
    moves(one, 2018, 2, 10, RNG(1))  # a year later there are enough


@pytest.mark.parametrize("areas", [2, 3, 8])
def test_a_few_changes_give_their_size_and_a_bell_with_heavy_tails(areas: int) -> None:
    """On average over many such series the size is right, however few areas share a year."""
    found, far = [], []
    for seed in range(60):
        few = series(areas=areas, years=3, between=0.01, chance=0.0, seed=seed)
        assert fit(few, 2018, 1) is None
        _, drawn = moves(few, 2018, 1, 2000, RNG(seed))
        found.append(drawn.var())
        far.append((np.abs(drawn) > 2.5 * drawn.std()).mean())
    assert np.mean(found) == pytest.approx(0.01, rel=0.3)
    assert np.mean(far) > 0.0124  # of a normal distribution


def test_tiny_numbers_may_move_by_chance_further_than_others_are_believed() -> None:
    tiny = series(areas=40)
    noise = tiny.noise.copy()
    noise[:20] = 1 / 4  # four children: one more or less is nothing
    tiny = dataclasses.replace(tiny, noise=noise)
    moved = np.full(40, 3.0)
    assert tiny.drawn_in(moved, 2)[:20] == pytest.approx(3 / 2)
    assert tiny.drawn_in(-moved, 2)[20:] == pytest.approx(-tiny.farthest)


@pytest.mark.parametrize(("tie", "low", "high"), [(0.0, -0.1, 0.1), (-0.6, -0.6, -0.35)])
def test_what_goes_together_is_told_from_what_does_not(tie: float, low: float, high: float) -> None:
    one, other = series(areas=100), series(areas=100)
    steps = RNG(8).normal(0, 0.05, one.x.shape)
    beside = tie * steps + np.sqrt(1 - tie**2) * RNG(9).normal(0, 0.05, one.x.shape)
    one = dataclasses.replace(one, x=np.cumsum(steps, axis=1))
    other = dataclasses.replace(other, x=np.cumsum(beside, axis=1))
    assert low < together(one, other, 2024) < high
    assert together(one, other, 2016) == 0.0  # nothing is known of changes yet
