"""Futures that share courses: each is whole, and made of different rows."""

import numpy as np
import pytest

from analysis.forecast.histories.pool import BLOCKS, Pool

SIZES = (1, 3, 20, 40, 200)


@pytest.mark.parametrize("futures", SIZES)
def test_every_future_has_one_drawing_of_each_block_and_its_own_row(futures):
    pool = Pool(futures)
    dealt = pool.deal(np.random.default_rng(1))
    assert (dealt[:, :BLOCKS] // pool.drawn == np.arange(BLOCKS)).all()
    assert (dealt[:, BLOCKS] == BLOCKS * pool.drawn + np.arange(futures)).all()
    assert set(dealt.ravel()) == set(range(pool.rows))


@pytest.mark.parametrize("futures", SIZES)
def test_every_future_has_each_child_once(futures):
    pool = Pool(futures)
    child, row = pool.of(23)
    for rows in pool.deal(np.random.default_rng(1)):
        assert sorted(child[np.isin(row, rows)]) == list(range(23))


@pytest.mark.parametrize("futures", SIZES)
def test_numbers_of_rows_add_up_to_those_of_each_future(futures):
    pool, rng = Pool(futures), np.random.default_rng(2)
    many = rng.poisson(12, (futures, 6))
    rows = pool.shared(many)
    assert rows.shape == (pool.rows, 6) and (rows >= 0).all()
    assert np.array_equal(rows[pool.deal(rng)].sum(1), many)


def test_two_futures_of_forty_have_less_than_a_fifth_of_their_rows_in_common():
    dealt = Pool(40).deal(np.random.default_rng(3))
    same = (dealt[:, None] == dealt[None]).mean(2)
    assert same[np.triu_indices(40, 1)].mean() < 0.2
