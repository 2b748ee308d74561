"""Hidden cells: imputed from what is usual elsewhere, and never from what is left of the total."""

import numpy as np
import pytest

from analysis.forecast.demand.imputation import LARGEST_HIDDEN, SURELY_LARGE, expected, filled

NAN = float("nan")
RNG = np.random.default_rng
OTHERS = [[160.0, 24, 8, 8], [330, 48, 12, 10], [80, 12, 6, 2], [640, 96, 36, 28]]
OTHER_TOTALS = [200.0, 400, 100, 800]
NOWHERE = np.full(4, NAN)  # what a country publishes of a category, where it publishes nothing


def towns(*first: float, total: float) -> tuple[np.ndarray, np.ndarray]:
    """Parts and totals of one town with these parts, and of four that publish everything."""
    return np.array([[*first], *OTHERS]), np.array([total, *OTHER_TOTALS])


def unscaled(parts: np.ndarray, total: np.ndarray, published: int = 0) -> np.ndarray:
    """Draws of the first town's parts on the scale of a published one: before they were scaled."""
    drawn = filled(parts, total, 4000, RNG(1), NOWHERE)[:, 0]
    return drawn * (parts[0, published] / drawn[:, published])[:, None]


@pytest.mark.parametrize("remainder", [2, 3, 6, 10, 40])
def test_what_is_left_of_the_total_does_not_tell_what_was_hidden(remainder: float) -> None:
    """Two towns of one total, whose hidden pair adds up to 8 or to something else."""
    eight = unscaled(*towns(170, 22, NAN, NAN, total=200))
    other = unscaled(*towns(178 - remainder, 22, NAN, NAN, total=200))
    for place in (2, 3):
        often = [
            np.bincount(np.round(each[:, place]).astype(int), minlength=LARGEST_HIDDEN + 1) / 4000
            for each in (eight, other)
        ]
        assert often[0] == pytest.approx(often[1], abs=0.035)


def test_every_draw_adds_up_to_the_total() -> None:
    parts, total = towns(170, 22, NAN, NAN, total=200)
    assert filled(parts, total, 50, RNG(1), NOWHERE).sum(axis=2) == pytest.approx(
        np.broadcast_to(total, (50, 5))
    )


def test_a_hidden_cell_is_neither_zero_for_sure_nor_ever_large() -> None:
    drawn = unscaled(*towns(170, 22, NAN, NAN, total=200))[:, 2:]
    assert (drawn > 0).mean(axis=0).min() > 0.5
    assert drawn.max() <= LARGEST_HIDDEN + 1e-9
    assert drawn.std(axis=0).min() > 1


def test_a_hidden_cell_is_larger_where_the_category_is_usually_larger() -> None:
    parts, total = towns(75, 12, NAN, NAN, total=100)
    rarer = parts.copy()
    rarer[1:, 2] /= 6
    assert unscaled(parts, total)[:, 2].mean() > 1.5 * unscaled(rarer, total)[:, 2].mean()


def test_a_published_zero_stays_zero() -> None:
    parts, total = towns(170, 22, 0, NAN, total=200)
    assert (filled(parts, total, 200, RNG(1), NOWHERE)[:, 0, 2] == 0).all()


def test_a_large_cell_hidden_beside_a_small_one_is_not_taken_for_small() -> None:
    """10 of 700 children unaccompanied, and all others hidden: not half of the town."""
    parts = np.array([[10, NAN], [40, 360.0], [20, 180], [60, 740]])
    total = np.array([700.0, 400, 200, 800])
    drawn = filled(parts, total, 2000, RNG(1), NOWHERE[:2])[:, 0]
    assert SURELY_LARGE < 600
    assert 8 < np.median(drawn[:, 0]) < 13
    assert (drawn[:, 1] > 650).all()


def test_a_place_that_publishes_nothing_gets_nothing() -> None:
    parts, total = towns(NAN, NAN, NAN, NAN, total=200)
    assert np.isnan(filled(parts, total, 10, RNG(1), NOWHERE)[:, 0]).all()
    parts, total = towns(150, 30, 10, 10, total=NAN)
    assert np.isnan(filled(parts, total, 10, RNG(1), NOWHERE)[:, 0]).all()


def test_for_fitting_a_hidden_cell_is_its_usual_size_and_published_ones_stay() -> None:
    parts, total = towns(170, 22, NAN, NAN, total=200)
    found = expected(parts, total, NOWHERE)
    usual = 200 * (8 + 12 + 6 + 36) / 1500
    assert found[0] == pytest.approx([170, 22, usual, 200 * 48 / 1500])
    np.testing.assert_array_equal(found[1:], parts[1:])
    assert expected(*towns(1700, 220, NAN, NAN, total=2000), NOWHERE)[0, 2] == LARGEST_HIDDEN


def test_where_many_hide_a_category_their_sum_says_what_is_usual_and_no_one_of_them_is_told() -> (
    None
):
    """Twelve towns hide the third part, which together has 12 children in the country."""
    parts = np.tile([170.0, 22, NAN, NAN], (12, 1))
    total = np.full(12, 200.0)
    country = np.array([12 * 170, 12 * 22, 12.0, NAN])
    drawn = filled(parts, total, 4000, RNG(1), country)
    assert drawn[:, :, 2].mean() == pytest.approx(1, abs=0.15)
    assert drawn[:, 0, 2].std() > 0.8
    few = filled(parts[:9], total[:9], 4000, RNG(1), country)
    assert few[:, :, 2].mean() != pytest.approx(12 / 9, abs=0.05)
