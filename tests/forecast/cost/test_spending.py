"""Spending to come: child-weeks x mix x price in each draw, and what is not known of it."""

import numpy as np
import pandas as pd
import pytest

import invented_money as money
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.assumptions import ASSUMPTIONS, COST, values
from analysis.core.shapes import check_projected
from analysis.forecast.cost import spending, uncertainty
from analysis.forecast.draws import Draws
from analysis.forecast.quantiles import projected

ALL_SPEND = ("spend", "service", "all")
SERVICES = [("spend", "service", s) for s in ("residential", "fostering", "other")]


def parts(history=None, seed=9, shock=0.0, **changed) -> spending.Parts:
    children, origin = money.futures(**changed)
    counts = money.history() if history is None else history
    rng = np.random.default_rng(seed)
    return spending.cost_parts(children, origin, counts, values(), rng, shock)


@pytest.fixture(scope="module")
def usual() -> spending.Parts:
    return parts()


@pytest.fixture(scope="module")
def drawn(usual):
    return spending.spending(usual)


def test_the_entry_gives_what_its_parts_give(drawn):
    children, origin = money.futures()
    rng = np.random.default_rng(9)
    found = spending.spending(spending.cost_parts(children, origin, money.history(), values(), rng))
    assert found.keys() == drawn.keys()
    assert (found[ALL_SPEND] == drawn[ALL_SPEND]).all()


def test_services_sum_to_all_in_every_draw(drawn):
    assert np.allclose(np.add.reduce([drawn[key] for key in SERVICES]), drawn[ALL_SPEND])


def test_nothing_changing_costs_what_it_cost_times_the_price():
    still = parts(spread=0.0)
    found = spending.spending(still)
    for line, service in (("cla_residential", "residential"), ("cla_fostering", "fostering")):
        base = np.array([money.spent(t)[line] for t in money.TOWNS])[None, :, None]
        assert np.allclose(found[("spend", "service", service)], base * still.price[service])


def test_a_financial_year_has_the_mean_of_its_two_ends():
    """10% fewer children on the first 31 March is 5% fewer in its year and 10% in the next."""
    fewer = parts(spread=0.0, shrink=0.1)
    assert fewer.volume[0, 0].tolist() == pytest.approx([0.95, 0.9, 0.9])
    assert all((mix == pytest.approx(1)) for mix in fewer.mix.values())


def test_more_children_in_homes_is_mix_and_not_volume():
    children, origin = money.futures(spread=0.0)
    key = ("cla_31_march", "placement", "childrens_homes")
    doubled = Draws(
        areas=children.areas,
        years=children.years,
        values=dict(children.values) | {key: children.values[key] * 2},
    )
    found = spending.cost_parts(
        doubled, origin, money.history(), values(), np.random.default_rng(9), 0.0
    )
    assert (found.volume == pytest.approx(1)) and (found.mix["other"] == pytest.approx(1))
    assert found.mix["residential"][0, 0].tolist() == pytest.approx([1.5, 2, 2])


def test_prices_start_from_the_published_unit_cost(usual, drawn):
    weekly = drawn[("price", "service", "residential")] / usual.price["residential"]
    assert weekly[0, 3, 0] == pytest.approx(money.cost("residential", 2025, "4"))


def test_a_price_shock_lifts_every_price_and_nothing_else():
    usual, dearer = spending.spending(parts()), spending.spending(parts(shock=10))
    for key in usual:
        assert np.allclose(dearer[key], usual[key] * 1.1)


def test_a_town_without_published_spending_has_no_forecast():
    hidden = money.history({("spend", "3", 2025, "cla_total"): money.NAN})
    found = spending.spending(parts(hidden))
    assert np.isnan(found[ALL_SPEND][:, 2]).all()
    assert np.isfinite(found[ALL_SPEND][:, [0, 1, 3]]).all()


@pytest.mark.parametrize("pounds", [0.0, money.NAN, 1e9])
def test_a_split_that_does_not_fit_keeps_the_total_and_hides_the_services(pounds):
    odd = money.history({("spend", "3", 2025, "cla_residential"): pounds})
    still = parts(odd, spread=0.0)
    found = spending.spending(still)
    assert all(np.isnan(found[key][:, 2]).all() for key in SERVICES)
    total = found[ALL_SPEND][:, 2]
    base = money.spent("3")["cla_total"]
    assert np.isfinite(total).all() and (total > 0.5 * base).all() and (total < 3 * base).all()


def test_a_hidden_count_at_the_start_of_the_base_year_widens_nothing_and_stops_nothing():
    hidden = money.history({("cla_31_march", "3", 2024, "foster"): money.NAN})
    found = spending.spending(parts(hidden))
    assert np.isfinite(found[ALL_SPEND]).all()


def test_england_is_the_sum_of_draws_and_not_of_quantiles(usual, drawn):
    total = spending.summed(usual, {ENGLAND: money.TOWNS})[ALL_SPEND][:, 0]
    assert np.allclose(total, drawn[ALL_SPEND].sum(axis=1))
    width = np.ptp(np.quantile(total, [0.1, 0.9], axis=0), axis=0)
    added = np.ptp(np.quantile(drawn[ALL_SPEND], [0.1, 0.9], axis=0), axis=0).sum(axis=0)
    assert (width < added).all()


def test_a_sum_grows_for_the_few_without_a_figure_and_is_missing_for_many():
    hidden = money.history({("spend", "3", 2025, "cla_total"): money.NAN})
    found = spending.summed(parts(hidden, spread=0.0), {"most": money.TOWNS, "few": ("3", "4")})
    usual = spending.summed(parts(spread=0.0), {"most": money.TOWNS})
    most = found[ALL_SPEND][:, 0]
    assert most == pytest.approx(usual[ALL_SPEND][:, 0], rel=0.02)
    assert np.allclose(np.add.reduce([found[key][:, 0] for key in SERVICES]), most)
    assert np.isnan(found[ALL_SPEND][:, 1]).all()


def test_shares_of_the_unknown_sum_to_100(usual):
    found_of = uncertainty.uncertainty(usual, {ENGLAND: money.TOWNS})
    for found, size in zip(found_of, (len(money.TOWNS), 1), strict=True):
        whole = np.add.reduce(list(found.values()))
        assert whole.shape == (size, 3)
        assert np.allclose(whole, 100)
        assert all((share >= 0).all() for share in found.values())


def test_certain_children_leave_only_price_unknown():
    found, _ = uncertainty.uncertainty(parts(spread=0.0), {})
    assert found[("spend_uncertainty", "cause", "price")] == pytest.approx(100)


def test_a_product_of_two_independent_causes_is_shared_as_by_hand():
    """Spend = v x p with v, p in {0.8, 1.2}: each varies the other's mean alike: half and half."""
    v, p = (np.array(x)[:, None, None] for x in ([0.8, 0.8, 1.2, 1.2], [0.8, 1.2, 0.8, 1.2]))
    one = np.ones_like(v)
    made = spending.Parts(
        areas=("1",),
        years=(2026,),
        base={s: np.array([100.0]) for s in ("residential", "fostering", "other")},
        split=np.array([True]),
        weekly={s: np.array([1.0]) for s in ("residential", "fostering", "other")},
        volume=v,
        mix=dict.fromkeys(("residential", "fostering", "other"), one),
        price=dict.fromkeys(("residential", "fostering", "other"), p),
        children=one,
    )
    found, _ = uncertainty.uncertainty(made, {})
    shares = [found[("spend_uncertainty", "cause", c)][0, 0] for c in ("volume", "mix", "price")]
    assert shares == pytest.approx([50, 0, 50])


def test_shares_are_missing_where_there_is_no_spending():
    hidden = money.history({("spend", "3", 2025, "cla_total"): money.NAN})
    found, _ = uncertainty.uncertainty(parts(hidden), {})
    assert all(np.isnan(share[2]).all() and np.isfinite(share[0]).all() for share in found.values())


def test_a_saving_is_the_difference_in_each_draw(drawn):
    fewer = spending.spending(parts(shrink=0.1))
    saved = spending.saving(drawn, fewer)
    assert set(saved) == {("saving", "service", k[2]) for k in (ALL_SPEND, *SERVICES)}
    at = saved[("saving", "service", "all")]
    assert (at > 0).all()
    assert np.allclose(at, drawn[ALL_SPEND] - fewer[ALL_SPEND])
    assert at.std() < 0.5 * drawn[ALL_SPEND].std()


def test_break_even_by_hand():
    """£834,857 for 4 places beside £5,000 a week: 365.25 / 7 weeks make it 80% full."""
    assert spending.break_even_occupancy(834_857.14, 4, 5_000) == pytest.approx(80)
    assert spending.break_even_occupancy(2 * 834_857.14, 4, 5_000) == pytest.approx(160)
    with pytest.raises(ValueError, match="above 0"):
        spending.break_even_occupancy(1, 4, 0)


def test_the_rows_keep_the_projected_shape(usual, drawn):
    draws = Draws(areas=money.TOWNS, years=money.AHEAD, values=drawn)
    unit = {"spend": "gbp", "price": "gbp_per_week"}
    rows = projected(draws, run="t", origin=2025, scenario="as_now", unit=unit)
    assert isinstance(check_projected(rows), pd.DataFrame)
    assert (rows["status"] == "ok").all()


def test_the_assumptions_are_rows_that_a_reader_can_check():
    assert {a.id for a in COST} <= set(ASSUMPTIONS)
    money_rows = [a for a in COST if "£" in a.unit]
    assert money_rows and all(a.price_year for a in money_rows)
    assert all(a.note for a in COST)
