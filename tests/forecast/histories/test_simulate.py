"""Futures of children: against survival that is known, and sums that must hold in each of them."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import linalg, stats

from analysis.catalogue.areas import reporting_area
from analysis.forecast.histories.careers import eighteen
from analysis.forecast.histories.futures import BANDS, band_of
from analysis.forecast.histories.hazards import Gamma, age_band, time_band
from analysis.forecast.histories.simulate import Model, simulate
from analysis.intake.returns.histories import histories
from analysis.intake.returns.reading import read
from analysis.pipeline.returns.ahead.careers import careers
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate
from cohorts import AS_AT, in_care, model, stream

SMALL = {"futures": 200, "groups": 10}
TWO = (("foster", "own"), ("supported", "private"))


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The careers of a made-up authority of 150 children, read from its returns."""
    folder = tmp_path_factory.mktemp("returns") / "made"
    write(generate(reporting_area("Leeds"), 150, 3, 5), folder)
    return careers(histories(read(folder, area="Leeds")[0]))


@pytest.fixture(scope="module")
def futures(town):
    return simulate(Model.of(town), 1, **SMALL)


def test_when_a_child_came_is_unsure_only_of_some_who_were_there_before_the_first_return(town):
    before = town.began < town.first
    assert not town.unsure[~before].any()
    assert 0 < town.unsure[before].sum() < before.sum()


def close(found, expected, many: int) -> None:
    """Shares of so many draws, within four standard errors of what is expected."""
    error = np.sqrt(expected * (1 - expected) / many)
    assert (np.abs(found - expected) <= 4 * error + 1e-9).all()


def test_one_constant_hazard_leaves_exp_minus_ht_in_care():
    drawn = simulate(model(in_care(100, 6.0), leave=0.001), 1, futures=1000, groups=200)
    expected = np.exp(-0.001 * (drawn.ends - AS_AT))
    close(drawn.total.mean(axis=0) / 100, expected, 100 * 1000)
    assert np.array_equal(drawn.here.sum(2), drawn.total)


def test_futures_that_share_courses_spread_as_if_they_did_not():
    """A hundred in each group take theirs from twelve drawings."""
    drawn = simulate(model(in_care(100, 6.0), leave=0.001), 1, futures=1000, groups=10)
    expected = np.exp(-0.001 * (drawn.ends - AS_AT))
    close(drawn.total.mean(axis=0) / 100, expected, 100 * 12 * 10)
    spread = drawn.total[:, 1:].var(axis=0) / (100 * expected * (1 - expected))[1:]
    assert (spread > 0.8).all() and (spread < 1.2).all()


def test_the_same_hazard_holds_for_those_who_come():
    """Who comes in the middle of a month is there at its end with half a month's survival."""
    coming = stream(age=[72], state=[0], a_day=1.0)
    drawn = simulate(model(in_care(1, 6.0), leave=0.002, coming=coming), 1, **SMALL, months=24)
    new = (drawn.total - drawn.here.sum(2))[:, -1].mean()
    days = np.diff(drawn.ends)
    before = (np.arange(24)[::-1] + 0.5) * 365.25 / 12
    expected = (days * np.exp(-0.002 * before)).sum()
    assert new == pytest.approx(expected, rel=0.02)


def test_moves_mix_two_homes_evenly_and_end_no_care():
    whole = in_care(200, 6.0, states=TWO)
    drawn = simulate(model(whole, move=0.01), 1, futures=200, groups=40, months=24)
    assert (drawn.total == 200).all()
    days = drawn.ends - AS_AT
    expected = 0.5 + 0.5 * np.exp(-0.01 * days)
    close(drawn.of_kind("foster").mean(axis=0) / 200, expected, 200 * 200)


def test_hazards_of_each_age_time_and_kind_of_home_hold_in_their_months():
    """Two kinds of home, hazards of each cell: beside matrix exponentials month by month."""
    whole = in_care(200, 9.2, days=300, states=TWO)
    known, rng = model(whole), np.random.default_rng(5)
    shape = known.hazards.leave.shape.shape
    leave, move = (Gamma(np.full(shape, 1e12), 1e12 / rng.uniform(0, 0.003, shape)) for _ in "ab")
    hazards = replace(known.hazards, leave=leave, move=move)
    drawn = simulate(replace(known, hazards=hazards), 1, futures=200, groups=40)
    share = np.array([1.0, 0.0])
    for month, days in enumerate(np.diff(drawn.ends)):
        middle = (drawn.ends[month] + drawn.ends[month + 1]) // 2
        cell = age_band(middle - whole.born[0]), time_band(middle - whole.began[0])
        goes, moves = leave.mean[0, :, *cell], move.mean[0, :, *cell]
        share = share @ linalg.expm(days * (moves[:, None] / 2 - np.diag(goes + moves)))
        found = drawn.children[:, month + 1].sum(2).mean(0) / 200
        close(found, share, 200 * 200)


def test_eighteenth_birthdays_are_certain():
    whole = in_care(30, 16.6)
    drawn = simulate(model(whole), 1, **SMALL)
    month = int(np.searchsorted(drawn.ends, eighteen(whole.born)[0]))
    assert 0 < month < 36
    assert (drawn.total[:, :month] == 30).all() and (drawn.total[:, month:] == 0).all()
    assert (drawn.adults[:, month, 0] == 30).all() and drawn.adults.sum() == 30 * 200
    assert drawn.left.sum() == 0


def test_a_placement_for_adoption_takes_its_phases():
    """Three phases of a hundred days each: the gamma distribution of shape three."""
    homes = (("foster", "own"), ("adoption", "own"))
    whole = in_care(100, 2.0, days=0, states=homes, state=1)
    drawn = simulate(model(whole, leave=0.01, phase=100.0), 1, futures=1000, groups=10)
    expected = stats.gamma.sf(drawn.ends - AS_AT, 3, scale=100)
    found = drawn.total.mean(axis=0) / 100
    assert found == pytest.approx(expected, abs=0.02)
    spent = (found[1:] + found[:-1]) @ np.diff(drawn.ends) / 2
    assert spent == pytest.approx(300, rel=0.02)


def test_the_first_month_is_that_of_the_histories(town, futures):
    at = town.there(town.as_at)
    expected = np.zeros((len(town.states), len(BANDS)), dtype=int)
    np.add.at(expected, (town.state[at], band_of(town.as_at - town.born[at])), 1)
    assert (futures.children[:, 0] == expected).all()
    assert (futures.here[:, 0].sum(1) == len(at)).all()


def test_numbers_change_by_those_who_come_leave_and_turn_18(futures):
    flows = (futures.came - futures.left - futures.adults).sum(2)
    assert np.array_equal(np.diff(futures.total, axis=1), flows[:, 1:])
    assert (flows[:, 0] == 0).all()
    assert (futures.children >= 0).all()


def test_kinds_of_home_add_up_and_nobody_comes_back_among_those_here(town, futures):
    kinds = sum(futures.of_kind(kind) for kind in town.kinds)
    assert np.array_equal(kinds, futures.total)
    assert (np.diff(futures.here, axis=1) <= 0).all()
    assert (futures.here.sum(2) <= futures.total).all()


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(town, futures):
    again = simulate(Model.of(town), 1, **SMALL)
    assert again.children.tobytes() == futures.children.tobytes()
    assert simulate(Model.of(town), 2, **SMALL).children.tobytes() != again.children.tobytes()


def test_futures_spread_further_the_further_they_look(futures):
    spread = futures.total.std(axis=0)
    assert spread[0] == 0 and spread[3] < spread[12] < spread[36]
