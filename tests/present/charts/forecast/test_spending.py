"""What is said and drawn of money: plain words, rounded as in the table beside them."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.present.charts.forecast.spending import plot, spending_fan
from analysis.present.charts.forecast.waterfall import waterfall, waterfall_steps
from analysis.present.words.homes import spending as words
from towns import NAN, ORDINARTON

FULL = SimpleNamespace(
    start=28_779_000.0,
    end=46_526_000.0,
    volume=1_280_225.0,
    mix=3_827_315.0,
    price=12_639_460.0,
    children=(372.0, 385.0),
)
COARSE = SimpleNamespace(
    start=40_000_000.0,
    end=38_000_000.0,
    volume=-3_000_000.0,
    mix=None,
    price=1_000_000.0,
    children=(400.0, 370.0),
)
SAME = SimpleNamespace(
    start=5_000_000.0, end=5_000_400.0, volume=0.0, mix=100.0, price=300.0, children=(50.0, 50.0)
)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (45_649_000, "£45.6 million"),
        (1_000_000, "£1.0 million"),
        (999_000, "£1.0 million"),
        (994_000, "£990,000"),
        (446_000, "£450,000"),
        (4_000, "£0"),
        (-4_000, "£0"),
        (-1_250_001, "−£1.3 million"),
        (-310_000, "−£310,000"),
    ],
)
def test_pounds_are_tenths_of_a_million_or_tens_of_thousands(value, printed):
    assert words.pounds(value) == printed


def test_a_forecast_leads_with_the_middle_beside_a_known_year():
    assert words.spend_forecast(2028, 58e6, 63.5e6, 70.1e6, "£60.0 million in 2026-27 (drawn)") == (
        "In 2027-28 we expect to spend about £63.5 million on children in our care. That is beside "
        "£60.0 million in 2026-27 (drawn). In 8 of 10 futures it is between £58.0 and £70.1 "
        "million."
    )
    assert "beside" not in words.spend_forecast(2028, 58e6, 63.5e6, 70.1e6)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (
            {"volume": 21.0, "mix": 16.6, "price": 62.4},
            "mostly because of prices, which a council can hardly move",
        ),
        ({"volume": 20.0, "mix": 50.4, "price": 29.6}, "partly because of prices"),
    ],
)
def test_what_is_not_known_says_which_part_a_council_can_move(shares, said):
    assert said in words.movable(shares)
    assert "a council can move part of that" in words.movable(shares)


@pytest.mark.parametrize("shares", [{}, {"volume": NAN, "mix": NAN, "price": NAN}])
def test_where_nothing_is_known_of_the_causes_nothing_is_said(shares):
    assert words.movable(shares) == ""


def test_a_forecast_without_a_range_as_printed_gives_one_figure():
    said = words.spend_forecast(2026, 901_000, 902_000, 904_000)
    assert said == (
        "In 2025-26 we expect to spend about £900,000 on children in our care. It is so in nearly "
        "all futures."
    )


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        (173.4e6, "1% above the middle drawn (£171.7 million), inside the range"),
        (210.0e6, "22% above the middle drawn (£171.7 million), outside the range"),
        (160.0e6, "7% below the middle drawn"),
        (171.8e6, "level with the middle drawn"),
    ],
)
def test_a_year_that_is_over_is_set_beside_what_was_drawn_of_it(spent, said):
    told = words.outturn(2026, spent, 148.8e6, 171.7e6, 201.5e6, "the council's own")
    assert told.startswith("2025-26 is over. The outturn was £")
    assert said in told and "(the council's own)" in told


def test_contracts_are_a_part_of_what_may_be_spent():
    assert words.contracts(2028, 38.5e6, 195.1e6, "made up as an example") == (
        "Of £195.1 million in 2027-28, £38.5 million (20%) is in contracts that run already (made "
        "up as an example)."
    )


@pytest.mark.parametrize(
    ("more", "printed"),
    [(1.2e6, "+£1.2 million"), (-450_000, "−£450,000"), (2_000, "£0"), (-2_000, "£0")],
)
def test_a_cost_has_a_plus_and_a_saving_a_minus(more, printed):
    assert words.change(more) == printed


def test_a_range_across_a_million_prints_both_units():
    assert words.between(450_000, 1_200_000) == "£450,000 and £1.2 million"


def test_a_full_bridge_in_words():
    assert words.bridge_said(FULL, 2023, 2025)[:2] == [
        "Spending on children in our care rose by £17.7 million between 2022-23 and 2024-25, from "
        "£28.8 million to £46.5 million.",
        "Divided up, £1.3 million more goes with the average number of children, 372 in the first "
        "year and 385 in the last; £3.8 million more goes with where children live; and £12.6 "
        "million more goes with what each kind of home costs.",
    ]


def test_a_bridge_without_mix_says_why():
    moved, parts, _ = words.bridge_said(COARSE, 2023, 2025, "it is hidden")
    assert "fell by £2.0 million" in moved
    assert "£3.0 million less goes with the average number" in parts
    assert "£1.0 million more goes with what a child costs, in whatever home" in parts
    assert parts.endswith("cannot be told apart, because it is hidden.")


def test_a_bridge_without_change_claims_no_direction():
    moved, parts, _ = words.bridge_said(SAME, 2023, 2025)
    assert moved == (
        "Spending on children in our care was £5.0 million in both years, comparing 2022-23 and "
        "2024-25."
    )
    assert "50 in both years" in parts and "nothing goes with where children live" in parts


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (106, 55, "spending rose by 55% where this one says that it rose by 106%"),
        (-10, 20, "spending rose by 20% where this one says that it fell by 10%"),
        (30, 0, "spending stayed the same where this one says that it rose by 30%"),
        (10, 15, ""),
        (10, NAN, ""),
    ],
)
def test_two_returns_that_differ_are_a_caution(one, other, said):
    assert said in words.returns_differ(one, other)
    assert bool(said) == bool(words.returns_differ(one, other))


@pytest.mark.parametrize(
    ("low", "middle", "high", "said"),
    [
        (
            2.5e6,
            3.2e6,
            4.1e6,
            "£3.2 million less to spend in 2027-28, in the middle future (£2.5 to £4.1 million",
        ),
        (
            -4.1e6,
            -3.2e6,
            -2.5e6,
            "£3.2 million more to spend in 2027-28, in the middle future (£2.5 to £4.1 million",
        ),
        (
            -200_000,
            3e5,
            1.2e6,
            "anything from £200,000 more to £1.2 million less to spend in 2027-28",
        ),
        (-900, 0, 900, "no difference to spending in 2027-28 that could be told"),
    ],
)
def test_a_saving_an_extra_cost_or_either(low, middle, high, said):
    told = words.saving("More foster carers", "ten more", 2028, low, middle, high)
    assert said in told and told.startswith("More foster carers (ten more): ")


def test_break_even_in_places_and_children():
    assert words.break_even(4, 70.2, 8_762, "2023-24") == (
        "A home of our own with 4 places would cost no more than what we pay for such a place "
        "(£8,760 a week, 2023-24) if it were at least 70% full: 2.8 children on an average day."
    )
    assert "1 place would" in words.break_even(1, 100, 5_000, "2023-24")
    assert "100% full: 1 child on" in words.break_even(1, 100, 5_000, "2023-24")
    assert "even if it were always full" in words.break_even(4, 112, 5_000, "2023-24")


def test_the_external_shift_is_said_not_to_be_published():
    up = words.external_shift(2022, 2025, 32.4, 41.2, 310_000, 2_800_000)
    assert "rose from 32% to 41% between 31 March 2022 and 31 March 2025" in up
    assert "What this cost is not published" in up and words.LIKE_FOR_LIKE in up
    assert "£310,000 a year if all were foster homes" in up
    down = words.external_shift(2022, 2025, 41.2, 32.4, -310_000, -2_800_000)
    assert "fell" in down and "would have saved £310,000" in down
    assert "no shift" in words.external_shift(2022, 2025, 32.4, 32.2, -1, -1)


def test_the_record_of_a_price_counts_its_origins():
    one = words.price_record("residential", 1, 83.7, 1)
    assert one == (
        "For children's homes, the range meant to hold 80% of prices 1 year ahead held 84% of them "
        "(1 past year tried)."
    )
    assert "3 years ahead" in words.price_record("other", 3, 70, 4)


def every_sentence() -> list[str]:
    return [
        *words.bridge_said(FULL, 2023, 2025),
        *words.bridge_said(COARSE, 2023, 2025, "it is hidden"),
        words.spend_forecast(2028, 58e6, 63.5e6, 70.1e6, "£60.0 million in 2026-27"),
        words.movable({"price": 62.0}),
        words.outturn(2026, 60e6, 50e6, 61e6, 70e6, "the council's own"),
        words.saving("Fewer", "one fewer", 2028, 1e6, 2e6, 3e6),
        words.break_even(4, 70.2, 8_762, "2023-24"),
        words.own_home_cost(318_400, "2023-24", 70, 108),
        words.external_shift(2022, 2025, 32, 41, 310_000, 2_800_000),
        words.no_forecast("it is hidden"),
        words.no_bridge(2023, 2025, "it is hidden"),
        words.TRAPS,
    ]


def test_the_words_are_those_of_a_council_meeting():
    for said in every_sentence():
        assert said.endswith(".") and ".." not in said and "  " not in said
        assert not re.search(r"\b(LAC|CLA|cases|beds|caused|due to)\b", said), said


def rows(count: int = 3, **changed) -> pd.DataFrame:
    made = [
        {
            "period_end": pd.Timestamp(2026 + i, 3, 31),
            "status": "ok",
            "p10": 48e6 + i * 1e6,
            "p25": 50e6 + i * 2e6,
            "central": 52e6 + i * 3e6,
            "p75": 54e6 + i * 4e6,
            "p90": 56e6 + i * 5e6,
        }
        for i in range(count)
    ]
    return pd.DataFrame(made).assign(**changed)


ACTUAL = {2023: 40e6, 2024: 43e6, 2025: 47e6}


def test_a_fan_has_past_and_future_in_its_table():
    shown = spending_fan(ACTUAL, rows(), ORDINARTON, source="invented")
    assert shown.headline == (
        "Spending of about £58.0 million in 2027-28; £50.0 to £66.0 million in eight of ten futures"
    )
    assert shown.table["Published"].tolist()[:4] == [
        "£40.0 million",
        "£43.0 million",
        "£47.0 million",
        "not yet published",
    ]
    assert shown.table.iloc[-1].tolist()[2:] == ["£50.0 million", "£58.0 million", "£66.0 million"]
    assert "£47.0 million in 2024-25" in shown.alt and "£58.0 million in the middle" in shown.alt
    assert shown.svg is not None and "1 in 10 above" in shown.svg and "2027-28" in shown.svg


def test_a_fan_draws_where_the_newest_year_is_not_published():
    shown = spending_fan({2023: 40e6}, rows(), ORDINARTON, source="invented")
    assert shown.svg is not None
    assert spending_fan({}, rows(), ORDINARTON, source="invented").svg is not None


def test_a_year_that_was_not_published_is_named_and_no_line_crosses_it():
    gap = {2023: 40e6, 2025: 47e6}
    shown = spending_fan(gap, rows(), ORDINARTON, source="invented")
    assert shown.table["Published"].tolist()[:3] == [
        "£40.0 million",
        "not published",
        "£47.0 million",
    ]
    figure = plot(gap, rows().set_index(pd.Index([2026, 2027, 2028]))).figure()
    own = next(line for line in figure.axes[0].lines if line.get_gid() == "own")
    assert [y != y for y in own.get_ydata()] == [False, True, False]


def test_without_a_forecast_there_is_no_picture_but_what_was_published():
    hidden = rows(status="not_available")
    shown = spending_fan({2024: 43e6}, hidden, ORDINARTON, source="invented")
    assert shown.svg is None and shown.headline.startswith("What was published")
    assert shown.table.iloc[0].tolist() == ["2023-24", "£43.0 million"]
    nothing = spending_fan({}, hidden, ORDINARTON, source="invented")
    assert nothing.table.iloc[0].tolist() == ["Every year", "not published"]


def test_a_bridge_chart_says_the_same_as_the_sentence():
    shown = waterfall(FULL, ORDINARTON, 2023, 2025, source="invented")
    assert shown.headline == "Spending rose by £17.7 million; the largest part is price"
    assert shown.table["Spending"].tolist() == [
        "£28.8 million",
        "+£1.3 million",
        "+£3.8 million",
        "+£12.6 million",
        "£46.5 million",
    ]
    assert shown.svg is not None and "+£12.6 million" in shown.svg
    assert "where they live +£3.8 million" in shown.alt


def test_the_bars_of_a_bridge_meet():
    for bridge in (FULL, COARSE, SAME):
        steps = waterfall_steps(bridge, 2023, 2025)
        assert [s.start for s in steps[1:-1]] == pytest.approx([s.end for s in steps[:-2]])
        assert steps[-2].end == pytest.approx(steps[-1].end, abs=1)


def test_a_fall_names_the_part_that_fell():
    shown = waterfall(COARSE, ORDINARTON, 2023, 2025, source="invented", why="it is hidden")
    assert shown.headline == "Spending fell by £2.0 million; the largest part is number of children"
    assert shown.note.endswith("It is hidden.")
    assert len(shown.table) == 4


def test_without_a_bridge_there_is_no_picture_and_a_reason():
    shown = waterfall(None, ORDINARTON, 2023, 2025, source="invented", why="it is hidden")
    assert shown.svg is None and "because it is hidden" in shown.note
