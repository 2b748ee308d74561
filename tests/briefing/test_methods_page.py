"""What the methods page says for England: sums, scores, and whether its headlines are true."""

import math
import re

import pytest

from analysis.briefing import methods_page
from analysis.briefing.sufficiency.demand import CHILDREN
from analysis.catalogue import categories
from analysis.catalogue.areas import ENGLAND
from analysis.core.shapes import ALL
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import listed
from reading import faults, labels, number, told

SIMPLE = [name for name in categories.FORECAST_MODELS if name != "model"]


@pytest.fixture(scope="module")
def country() -> methods_page.Country:
    """England, as the methods notebook opens it."""
    return methods_page.open_country("2026-11-22")


@pytest.fixture(scope="module")
def shown(country: methods_page.Country) -> dict[str, object]:
    """Everything that the methods page shows of demand."""
    return {
        "summary": methods_page.national_summary(country),
        "limits": methods_page.national_limits(),
        "reconciled": methods_page.reconciled(country),
        "fan": methods_page.national_fan(country),
        "placement": methods_page.national_parts(country, "placement"),
        "age": methods_page.national_parts(country, "age"),
        "total": methods_page.backtest_total(country),
        "thirds": methods_page.backtest_thirds(country),
        "parts": methods_page.backtest_parts(country),
        "calibration": methods_page.calibration(country),
    }


def test_everything_can_be_read_and_shown(shown: dict[str, object]) -> None:
    for each in shown.values():
        assert each._repr_html_()
        for text in told(each):
            assert not faults(text)
        for text in labels(each):
            assert not faults(text, stops=False)


def test_it_is_england(country: methods_page.Country) -> None:
    assert set(country.counts["area"]) == set(country.projected["area"]) == {ENGLAND}


def test_a_score_that_is_not_there_is_missing(country: methods_page.Country) -> None:
    assert math.isnan(country.past_scores.value("all", 9, "mape"))
    assert country.past_scores.scores("nobody", 1) == {}


def test_the_summary_prints_the_scores_of_its_table(country, shown) -> None:
    table = shown["total"].table
    mine = table[table["Method"] == "This method"].set_index("Years ahead")
    plain = table[table["Method"] == "No change"].set_index("Years ahead")
    inside, miss, score = shown["summary"].paragraphs[:3]
    ahead = ["1", "2", "3"]
    assert f"ahead {listed([*mine.loc[ahead, 'In 80%']])} of 100 outcomes" in inside
    assert f"number by {listed([*mine.loc[ahead, 'Miss']])} on average" in miss
    assert f"no change by {listed([*plain.loc[ahead, 'Miss']])}." in miss
    assert f"Its score was {listed([*mine.loc[ahead, 'Score']])} of" in score


def test_targets_that_are_kept_and_missed_are_told(country, monkeypatch) -> None:
    assert methods_page.national_summary(country).paragraphs[-1].endswith("both are kept.")
    monkeypatch.setattr(methods_page, "TARGETS", {"coverage80": (99, 100)})
    said = methods_page.national_summary(country).paragraphs[-1]
    assert "Not kept: 80% range, 1 year ahead; 80% range, 2 years ahead; 80%" in said
    assert not faults(said)


@pytest.mark.parametrize(
    ("value", "high", "first"),
    [
        (
            1.02,
            1.06,
            "This method does not beat 'no change' one, two and three years ahead: plan with the ",
        ),
        (
            0.98,
            1.01,
            "Whether it beats 'no change' one, two and three years ahead could be chance: the ",
        ),
        (0.95, 0.98, "One, two and three years ahead "),
    ],
)
def test_where_no_change_is_not_beaten_is_said_first(value: float, high: float, first) -> None:
    there = methods_page.open_country("2026-11-22")
    table = there.backtest
    ratios = (table["model"] == "model") & (table["score"] == "wis_ratio")
    there.__dict__["backtest"] = table.assign(
        value=table["value"].mask(ratios, value), high=table["high"].mask(ratios, high)
    )
    said = methods_page.national_summary(there).paragraphs
    assert said[0].startswith(first)
    assert not any(faults(each) for each in said)
    lost = methods_page.backtest_total(there).headline.startswith("Not better than no change")
    assert lost == (value >= 1)


def test_the_headline_of_the_backtest_is_true(country, shown) -> None:
    def best(score: str) -> bool:
        value = country.past_scores.value
        mine = {h: value("all", h, score) for h in methods_page.SCORED_YEARS}
        return all(
            not value("all", h, score, name) <= ours for h, ours in mine.items() for name in SIMPLE
        )

    assert best("wis_ratio")
    assert shown["total"].headline == (
        "One to three years ahead this method "
        + ("misses least and scores best" if best("mape") else "scores better than no change")
    )


def test_the_headline_of_the_thirds_is_true(country, shown) -> None:
    assert shown["thirds"].headline == "Ranges hold in small, middling and large authorities"
    for third in methods_page.THIRDS:
        for years in methods_page.SCORED_YEARS:
            assert 72 <= country.past_scores.value(third, years, "coverage80") <= 88


def test_thirds_have_the_newest_year_as_first_published(country, shown) -> None:
    last = shown["thirds"].table.iloc[-1]
    assert last["Authorities"] == f"From {country.origin - 1} as first published"
    assert last["Years ahead"] == "1" and int(last["Forecasts"]) > 140


def test_parts_are_scored_by_kind_and_what_crosses_a_break_apart(shown) -> None:
    table = shown["parts"].table
    kinds = set(table["Children"])
    assert {"With foster carers", "Under 1", "Unaccompanied children"} <= kinds
    assert "Supported accommodation, across the change of 2023" in kinds
    schools = table[table["Children"] == "Residential schools"]
    assert set(schools["Miss"]) == {"not scored"}  # its published cells are noughts
    assert not (table["Miss"] == "not scored").all()


def test_england_is_set_beside_the_sum_of_its_authorities(country, shown) -> None:
    table = shown["reconciled"].table
    for line in table.to_dict("records"):
        published = number(line["England, published"])
        difference = number(line["Sum of authorities"]) - published
        assert number(line["Difference"]) == difference
        assert published % 10 == 0
    worst = max(abs(number(d)) for d in table["Difference"])
    assert f"within {worst:.0f} children" in shown["reconciled"].headline
    assert worst < 50
    assert [*table["31 March"]] == [str(y) for y in range(2016, country.origin + 1)]


def test_a_large_difference_is_printed_and_told(country, monkeypatch) -> None:
    def far(*_: object) -> list[object]:
        return [o.__class__(year=o.year, value=o.value + 5000, status=o.status) for o in then]

    then = methods_page.past(country, CHILDREN)
    monkeypatch.setattr(methods_page, "past", far)
    shown = methods_page.reconciled(country)
    assert re.search(r"within 5,00\d children", shown.headline)


def test_the_fan_is_the_sum_of_draws(country, shown) -> None:
    table = shown["fan"].table.set_index("31 March")
    rows = country.forecast(CHILDREN, ALL, ALL)
    for row in rows:
        line = table.loc[str(row.period_end.year)]
        assert line["Published"] == "not yet"
        assert line["Eight of ten futures"] == f"{round(row.p10):,} to {round(row.p90):,}"
    assert len(table) == 16 + len(rows)


def test_parts_of_england_add_up_to_its_middle(shown) -> None:
    """Medians need not add up, but nearly do; each part is there once."""
    whole = number(shown["fan"].table.set_index("31 March").loc["2028", "Middle line"])
    for name in ("placement", "age"):
        table = shown[name].table
        assert sum(map(number, table["2028, middle"])) == pytest.approx(whole, rel=0.02)
        assert table["Children"].is_unique


def test_calibration_has_no_outcome_further_off_than_it_says(shown) -> None:
    calibration = shown["calibration"]
    assert isinstance(calibration, Exhibit)
    worst = int(re.search(r"within (\d+) point", calibration.headline)[1])
    table = calibration.table.set_index("Percentile foretold")
    for percentile, row in table.iterrows():
        assert all(abs(number(cell) - float(percentile)) <= worst for cell in row)
    assert len(table.columns) == 3


def test_it_is_never_for_a_decision_about_a_child() -> None:
    assert "never for a decision about a child" in methods_page.national_limits().text
