"""Futures that share courses: each is whole, and made of different rows."""

import numpy as np
import pytest

from analysis.forecast.histories.drawing.pool import ALIKE, BLOCKS, Pool

SIZES = (1, 3, 20, 40, 200)


def dealt(futures: int):
    """A pool, the rows of its futures, the numbers that come to each, and those to each row."""
    pool, rng = Pool(futures), np.random.default_rng(2)
    streams = [rng.poisson(each, (futures, 6)) for each in (12, 0.3)]
    rows, found = pool.deal(streams, rng)
    return pool, rows, streams, found


@pytest.mark.parametrize("futures", SIZES)
def test_every_future_has_one_drawing_of_each_block_and_a_row_of_its_own(futures):
    pool, rows, _, _ = dealt(futures)
    assert (rows[:, :BLOCKS] // pool.drawn == np.arange(BLOCKS)).all()
    assert len(set(rows[:, -1])) == futures
    assert set(rows.ravel()) == set(range(pool.rows))
    for column, size in zip(rows.T[BLOCKS:], ALIKE, strict=True):
        assert np.bincount(column).max() == min(size, futures)


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


def test_two_futures_of_forty_have_about_a_fifth_of_their_children_in_common():
    _, rows, _, found = dealt(40)
    each = found[0].sum(1)
    same = rows[:, None] == rows[None]
    common = (same * each[rows]).sum(2) / each[rows].sum(1)
    assert 0.1 < common[np.triu_indices(40, 1)].mean() < 0.2
