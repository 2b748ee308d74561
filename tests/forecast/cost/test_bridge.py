"""The bridge: volume, mix and price sum to the change, and nothing hidden is worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import invented_money as money
from analysis.catalogue.areas import ENGLAND
from analysis.core.errors import ShapeError
from analysis.forecast.cost.bridge import bridge, explained, external_shift

HOMES, FOSTER = "residential", "fostering"


def two(homes0, foster0, homes1, foster1, price0=(100.0, 10.0), price1=(100.0, 10.0)):
    children = [
        {HOMES: h, FOSTER: f, "children": h + f} for h, f in ((homes0, foster0), (homes1, foster1))
    ]
    spend = [
        {HOMES: c[HOMES] * p[0], FOSTER: c[FOSTER] * p[1]}
        for c, p in zip(children, (price0, price1), strict=True)
    ]
    return bridge(*spend, *children)


def test_more_children_in_the_same_homes_at_the_same_price_is_all_volume():
    found = two(10, 90, 11, 99)
    assert (found.volume, found.mix, found.price) == pytest.approx((190, 0, 0))


def test_children_who_change_homes_are_all_mix():
    found = two(10, 90, 20, 80)
    assert (found.volume, found.mix, found.price) == pytest.approx((0, 900, 0))


def test_dearer_homes_are_all_price():
    found = two(10, 90, 10, 90, price1=(110.0, 10.0))
    assert (found.volume, found.mix, found.price) == pytest.approx((0, 0, 100))


def test_a_worked_example_by_hand():
    """10 and 90 children at 100 and 10 become 20 and 100 at 120 and 11.

    Price: 20 x 15 + 1 x 95 = 395. Volume: 20 x (0.13333 x 110 + 0.86667 x 10.5) = 475.3. Mix: 110
    x (0.06667 x 110 - 0.06667 x 10.5) = 729.7. Together 1,600 = 3,500 - 1,900.
    """
    found = two(10, 90, 20, 100, price1=(120.0, 11.0))
    assert found.change == pytest.approx(3500 - 1900)
    assert found.price == pytest.approx(395)
    assert found.volume == pytest.approx(475.333, abs=0.01)
    assert found.mix == pytest.approx(729.667, abs=0.01)


positive = st.floats(min_value=0.5, max_value=5000)


@given(st.tuples(*[positive] * 4), st.tuples(*[positive] * 4))
def test_the_parts_always_sum_to_the_change_and_turn_round_with_the_years(children, prices):
    there = two(*children, price1=prices[:2], price0=prices[2:])
    back = two(*children[2:], *children[:2], price1=prices[2:], price0=prices[:2])
    size = max(there.start, there.end)
    assert there.volume + there.mix + there.price == pytest.approx(there.change, abs=1e-9 * size)
    assert (there.volume, there.mix, there.price) == pytest.approx(
        (-back.volume, -back.mix, -back.price), abs=1e-9 * size
    )


def test_a_service_for_every_child_has_no_mix():
    one = {"other": 1000.0}
    found = bridge(one, {"other": 1320.0}, *({"children": n, "other": n} for n in (100.0, 110.0)))
    assert found.mix is None
    assert found.volume + found.price == pytest.approx(320)
    assert found.volume == pytest.approx(10 * (10 + 12) / 2)


def test_services_must_be_the_same_and_children_above_zero():
    with pytest.raises(ShapeError, match="services"):
        bridge({HOMES: 1.0}, {FOSTER: 1.0}, {HOMES: 1, "children": 1}, {HOMES: 1, "children": 1})
    with pytest.raises(ShapeError, match="above 0"):
        two(0, 90, 1, 90)


def test_a_towns_bridge_starts_and_ends_at_the_published_totals():
    found = explained(money.history(), "7")
    assert found.status == "ok" and found.why == "" and found.bridge is not None
    assert found.bridge.start == pytest.approx(money.spent("7", 2023)["cla_total"])
    assert found.bridge.end == pytest.approx(money.spent("7", 2025)["cla_total"])
    assert found.bridge.volume == pytest.approx(0) and found.bridge.mix == pytest.approx(0)
    assert found.bridge.children == (160, 160)


def test_england_has_a_bridge_of_its_own():
    assert explained(money.history(), ENGLAND).status == "ok"


@pytest.mark.parametrize("category", ["foster", "childrens_homes"])
def test_a_hidden_kind_of_home_leaves_children_and_the_cost_of_a_child(category):
    hidden = money.history({("cla_31_march", "7", 2022, category): money.NAN})
    found = explained(hidden, "7")
    assert found.bridge is not None and found.bridge.mix is None
    assert "not published for every 31 March of 2022-23" in found.why
    assert found.bridge.volume + found.bridge.price == pytest.approx(found.bridge.change)


@pytest.mark.parametrize("pounds", [0.0, 1e9, money.NAN])
def test_a_split_that_does_not_fit_the_children_is_not_used(pounds):
    odd = money.history({("spend", "7", 2025, "cla_fostering"): pounds})
    found = explained(odd, "7")
    assert found.bridge is not None and found.bridge.mix is None
    assert "2024-25 do not divide spending" in found.why and "2022-23" not in found.why


def test_a_council_without_published_spending_has_no_bridge():
    found = explained(money.history({("spend", "7", 2023, "cla_total"): money.NAN}), "7")
    assert found.bridge is None and found.status == "not_available"
    assert found.why == "spending on children in care was not published for 2022-23"


def test_a_council_without_a_published_number_of_children_has_no_bridge():
    found = explained(money.history({("cla_31_march", "7", 2022, "all"): money.NAN}), "7")
    assert found.bridge is None and "number of children" in found.why


def test_the_other_return_says_how_much_it_sees():
    found = explained(money.history(), "7")
    assert found.elsewhere_percent == pytest.approx(100 * (1.06**2 - 1))


def test_five_points_more_with_other_providers():
    """5% of 400 children for 52.18 weeks at £150: £156,500 a year."""
    assert external_shift(400, 0.35, 0.40, 150) == pytest.approx(156_536, abs=1)
    assert external_shift(400, 0.40, 0.35, 150) == pytest.approx(-156_536, abs=1)
