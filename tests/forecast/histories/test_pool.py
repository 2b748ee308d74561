"""Futures that share courses: each is whole, and made of different rows."""

import numpy as np
import pytest

from analysis.forecast.histories.pool import ALIKE, BLOCKS, Pool

SIZES = (1, 3, 20, 40, 200)


def dealt(futures: int):
    """A pool, the rows of its futures, the numbers that come to each, and those to each row."""
    pool, rng = Pool(futures), np.random.default_rng(2)
    streams = [rng.poisson(each, (futures, 6)) for each in (12, 0.3)]
    rows, found = pool.deal(streams, rng)
    return pool, rows, streams, found


@pytest.mark.parametrize("futures", SIZES)
def test_every_future_has_one_drawing_of_each_block_one_of_those_alike_and_its_own(futures):
    pool, rows, _, _ = dealt(futures)
    blocks, alike = pool.shared
    assert (rows[:, :BLOCKS] // pool.drawn == np.arange(BLOCKS)).all()
    assert ((rows[:, BLOCKS] >= blocks) & (rows[:, BLOCKS] < blocks + alike)).all()
    assert (np.bincount(rows[:, BLOCKS]) <= ALIKE).all()
    assert (rows[:, -1] == blocks + alike + np.arange(futures)).all()
    assert set(rows.ravel()) == set(range(pool.rows))


@pytest.mark.parametrize("futures", SIZES)
def test_every_future_has_each_child_once(futures):
    pool, rows, _, _ = dealt(futures)
    child, row = pool.of(23)
    for each in rows:
        assert sorted(child[np.isin(row, each)]) == list(range(23))


@pytest.mark.parametrize("futures", SIZES)
def test_numbers_of_rows_add_up_to_those_of_each_future(futures):
    pool, rows, streams, found = dealt(futures)
    for many, of_rows in zip(streams, found, strict=True):
        assert of_rows.shape == (pool.rows, 6) and (of_rows >= 0).all()
        assert np.array_equal(of_rows[rows].sum(1), many)


def test_two_futures_of_forty_have_less_than_a_fifth_of_their_rows_in_common():
    _, rows, _, _ = dealt(40)
    same = (rows[:, None] == rows[None]).mean(2)
    assert same[np.triu_indices(40, 1)].mean() < 0.2
