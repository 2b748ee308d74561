"""Sentences say what the table prints, claim no more than the test shows, and read as English."""

import dataclasses
import re
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import LOW, Break
from analysis.catalogue.indicators import INDICATORS as CATALOGUE
from analysis.measure.change import Change, last_change
from analysis.present import numbers, words
from analysis.present.parts.exhibit import LONGEST_HEADLINE
from analysis.present.words import comparisons, headlines
from towns import (
    EMPTYMINSTER,
    ENDHAM,
    HUSHFORD,
    INDICATORS,
    NEWBOROUGH,
    ORDINARTON,
    RATE,
    SCORE,
    SHARE,
    TOWNS,
    YEARS,
    frame,
    measured_row,
    peer_rows,
    series,
    town_rows,
)

INDICATORS_OF_THE_CATALOGUE = list(CATALOGUE.values())
JUDGEMENTS = re.compile(r"\b(better|worse|improv\w*|good|bad|stable|no change|unchanged)\b", re.I)
CAUSES = re.compile(r"\b(because of|due to|caused|as a result|thanks to|driven by)\b", re.I)
LONG_AGO, NOW = date(2020, 3, 31), date(2025, 3, 31)


def changed(verdict: str, start: float, end: float, **more: float | None) -> Change:
    return Change(
        earlier=LONG_AGO,
        later=NOW,
        from_value=start,
        to_value=end,
        difference=end - start,
        verdict=verdict,  # type: ignore[arg-type]
        **more,
    )


def every_sentence(indicator, area) -> list[str]:
    rows = town_rows(indicator, area)
    return [
        headlines.headline(indicator, rows, area),
        headlines.headline_over_time(indicator, rows, area),
        words.pooled(indicator, rows, area),
        words.peers(indicator, rows, area),
        *(
            words.against(indicator, rows, area, key)
            for key in ("england", "region", "neighbours_2025", "neighbours_2021")
        ),
        words.change(indicator, last_change(_own(rows, area), indicator.kind, indicator.per), area),
        words.gap(indicator, area, central=64.2, lower=36.6, upper=91.8),
    ]


def _own(rows: pd.DataFrame, area) -> pd.DataFrame:
    return rows[(rows["area"] == area.code) & (rows["group"] == "self")]


def with_england(values: dict[int, float | None], england: float, half: float = 4.0):
    rows = series(RATE, "1", values, half)
    return frame([*rows, *(measured_row(RATE, ENGLAND, year, value=england) for year in values)])


@pytest.mark.parametrize("indicator", [RATE, SHARE, SCORE], ids=lambda i: i.id)
@pytest.mark.parametrize("area", TOWNS, ids=lambda a: a.name)
def test_every_sentence_is_clean_english(indicator, area):
    for sentence in every_sentence(indicator, area):
        assert sentence == sentence.strip() and sentence
        assert not re.search(r"\bnan\b|None|  | ,|\.\.|\( | \)|\binf\b", sentence), sentence
        assert not CAUSES.search(sentence), sentence
        assert sentence.count("(") == sentence.count(")")


@pytest.mark.parametrize("area", TOWNS, ids=lambda a: a.name)
def test_a_neutral_indicator_is_never_judged(area):
    for sentence in every_sentence(RATE, area):
        spoken = sentence.replace("fewer children in care is not in itself better", "")
        assert not JUDGEMENTS.search(spoken), sentence
    for where in ("higher", "lower", "similar"):
        assert not JUDGEMENTS.search(words.implication(RATE, where))


@pytest.mark.parametrize(
    ("indicator", "value", "said"),
    [
        (RATE, 76, "76 per 10,000 children"),
        (SHARE, 81, "81%"),
        (SCORE, 17.3, "17.3 points"),
        (dataclasses.replace(RATE, kind="money", unit="£ a week"), 2100, "£2,100 a week"),
        (dataclasses.replace(RATE, kind="number", unit="children"), 1204, "1,204 children"),
        (dataclasses.replace(RATE, kind="number", unit="children"), 1, "1 child"),
        (dataclasses.replace(RATE, kind="number", unit="children"), 0, "0 children"),
        (dataclasses.replace(RATE, kind="number", unit="children"), -12, "−12 children"),
        (dataclasses.replace(RATE, kind="money", unit="£"), -5, "−£5"),
        (dataclasses.replace(RATE, kind="money", unit="£"), 91_736_000, "£91.7 million"),
        (SCORE, -0.01, "0.0 points"),
    ],
)
def test_figures_are_printed_with_their_units(indicator, value, said):
    assert numbers.with_unit(indicator, value) == said


def test_a_missing_figure_prints_its_reason():
    assert numbers.figure(SHARE, float("nan"), "suppressed") == "suppressed"
    assert numbers.with_unit(SHARE, float("nan"), "not_available") == "not published"
    assert numbers.interval(SHARE, float("nan"), float("nan")) == "no interval"
    with pytest.raises(ValueError, match="no digits"):
        numbers.plain(float("nan"))


def test_an_average_keeps_the_decimal_that_decides_a_side():
    assert numbers.figure(RATE, 66.5, average=True) == "66.5"
    assert numbers.figure(RATE, 66.0, average=True) == "66"


def test_a_suppressed_figure_says_why_and_gives_the_last():
    said = words.suppressed(SHARE, town_rows(SHARE, HUSHFORD), HUSHFORD)
    assert "in the year ending 31 March 2025 is suppressed to protect confidentiality" in said
    assert "The last one published was 75% in the year ending 31 March 2023." in said
    assert words.against(SHARE, town_rows(SHARE, HUSHFORD), HUSHFORD) == said


def test_no_children_is_said_as_nought():
    said = words.against(RATE, town_rows(RATE, EMPTYMINSTER), EMPTYMINSTER)
    assert ": 0 in Emptyminster" in said


@pytest.mark.parametrize(
    ("verdict", "start", "end", "wanted"),
    [
        ("rose", 70, 76, "clearly rose from 70 to 76 between 31 March 2020 and 31 March 2025"),
        ("fell", 76, 70, "fell from 76 to 70"),
        ("no_evidence", 70, 72, "31 March 2025; no clear change."),
        ("no_evidence", 70, 70, "was 70 both times, comparing 31 March 2020 and 31 March 2025"),
        ("no_test", 70, 72, "31 March 2025 (not tested: no counts)."),
        ("rose", 70, 70.2, "printed figures show no direction"),
        ("too_few_years", 70, 72, "too few years to test"),
    ],
)
def test_change_says_the_verdict(verdict, start, end, wanted):
    assert wanted in words.change(RATE, changed(verdict, start, end), ORDINARTON)


def test_change_says_what_could_have_been_seen():
    said = words.change(SHARE, changed("no_evidence", 70, 72, detectable=10.4), ORDINARTON)
    assert said.endswith("; no clear change (11 percentage points would be).")
    assert "between the years ending 31 March 2020 and 31 March 2025" in said


def test_change_across_a_break_says_what_changed():
    broken = dataclasses.replace(SHARE, breaks=(Break(on=date(2022, 4, 1), why="Refusals count."),))
    said = words.change(broken, changed("series_break", 70, 72), ORDINARTON)
    assert said.endswith("because the series changed: refusals count.")


def test_no_years_is_too_few():
    assert "too few" in words.change(RATE, Change(), NEWBOROUGH)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["rose", "fell", "no_evidence", "no_test"]),
    st.floats(0, 300),
    st.floats(0, 300),
)
def test_direction_never_contradicts_the_printed_figures(verdict, start, end):
    said = words.change(RATE, changed(verdict, start, end), ORDINARTON)
    first, last = int(numbers.figure(RATE, start)), int(numbers.figure(RATE, end))
    if " rose " in said:
        assert verdict == "rose" and last > first
    if " fell " in said:
        assert verdict == "fell" and last < first
    assert not re.search(r"no change|unchanged|stable|the same\b", said)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200), st.integers(1, 30))
def test_against_agrees_with_figures_and_interval(own, england, half):
    said = words.against(RATE, with_england({2025: own}, england, half), ORDINARTON)
    if "clearly higher" in said:
        assert own > england and own - half > england
    elif "clearly lower" in said:
        assert own < england and own + half < england
    elif "no clear difference" in said:
        assert own != england and abs(own - england) <= half
    else:
        assert own == england and "also the figure for England" in said


def test_against_neighbours_gives_range_usable_and_caution():
    rows = town_rows(RATE, ORDINARTON)
    rows.loc[(rows["statistic"] == "mean") & (rows["period_end"].dt.year == 2025), "value"] = 80.0
    said = words.against(RATE, rows, ORDINARTON, "neighbours_2025")
    assert "beside 72.6 in similar authorities (median; 49.5 to 105.6): no clear difference" in said
    assert "9 of the 10 have a published figure (1 suppressed)" in said
    assert said.endswith("Take care: beside their mean (80) it is lower.")


def test_no_caution_where_mean_and_median_agree():
    assert comparisons.caution(RATE, town_rows(RATE, ORDINARTON), ORDINARTON) == ""


def test_without_an_interval_no_difference_is_tested():
    said = words.against(SCORE, town_rows(SCORE, ORDINARTON), ORDINARTON)
    assert "beside 18.0 for England: higher, not tested." in said
    assert said.endswith("Higher is better.")


def test_polarity_is_said_for_the_indicator_that_has_one():
    low = dataclasses.replace(RATE, polarity=LOW)
    rows = with_england({2025: 90.0}, 60)
    assert words.against(low, rows, ORDINARTON).endswith("Lower is better.")
    assert "better" not in words.against(RATE, rows, ORDINARTON)


def test_a_number_is_not_compared_with_england():
    alone = dataclasses.replace(RATE, comparators=())
    said = words.against(alone, with_england({2025: 70}, 60), ORDINARTON)
    assert said.endswith("70 in Ordinarton at 31 March 2025.")


def test_a_missing_benchmark_is_said():
    rows = frame(series(RATE, "1", {2025: 70}))
    assert "No figure for England is published" in words.against(RATE, rows, ORDINARTON)
    assert "No figure for the region is" in words.against(RATE, rows, ORDINARTON, "region")


@pytest.mark.parametrize(
    ("limits", "wanted"),
    [
        ((64.2, 36.6, 91.8), "37 to 92 more children than at the median rate of similar"),
        ((-12.0, -20.4, -3.0), "3 to 20 fewer children than"),
        ((10.0, -12.0, 40.0), "somewhere from 12 fewer to 40 more children than"),
        ((0.0, 0.0, 0.0), "about as many children as"),
    ],
)
def test_the_gap_in_children(limits, wanted):
    central, lower, upper = limits
    said = words.gap(RATE, ORDINARTON, central=central, lower=lower, upper=upper)
    assert wanted in said
    assert said.endswith("This is not a target: fewer children in care is not in itself better.")


def test_a_gap_without_limits_is_not_given():
    said = words.gap(RATE, HUSHFORD, central=1.0, lower=float("nan"), upper=2.0)
    assert "cannot be worked out" in said


def test_peers_gives_the_gap_as_printed():
    assert words.peers(SCORE, peer_rows(ORDINARTON), ORDINARTON) == (
        "Attainment 8: 17.3 points for children in care in Ordinarton in the school year 2024/25, "
        "and 46.0 for all pupils: a gap of 28.7 points. It was 20.1 for children in need and 18.4 "
        "for children with child protection plans."
    )
    assert "suppressed" in words.peers(SCORE, peer_rows(HUSHFORD, None), HUSHFORD)


def test_pooled_gives_the_counts():
    row = measured_row(
        SHARE, "1", 2025, value=34.2, group="three_years", statistic="pooled",
        numerator=41.0, denominator=120.0, lower95=26.0, upper95=43.0,
    )  # fmt: skip
    assert words.pooled(SHARE, frame([row]), ORDINARTON) == (
        "Children who saw a dentist: over three years together, the last ending 31 March 2025, "
        "the figure for Ordinarton was 34% (41 of 120; 95% interval 26% to 43%)."
    )


def test_headline_over_time_claims_a_direction_only_when_tested():
    rows = town_rows(RATE, ORDINARTON)
    untested = headlines.headline_over_time(RATE, rows, ORDINARTON)
    tested = headlines.headline_over_time(RATE, rows, ORDINARTON, changed("rose", 70, 76))
    doubtful = headlines.headline_over_time(RATE, rows, ORDINARTON, changed("no_evidence", 74, 76))
    assert untested == "Children in care for every 10,000 children: 70 in 2016, 76 in 2025"
    assert doubtful.endswith("no clear change, 74 to 76 since 2020")
    assert tested.endswith("up from 70 to 76 since 2020")


def turning(*values: float, within: float = 3.0) -> pd.DataFrame:
    """One town's figures of the years to 2025, each with an interval of so much on either side."""
    years = range(2026 - len(values), 2026)
    rows = [
        measured_row(
            RATE, ORDINARTON.code, year, value=value, lower95=value - within,
            upper95=value + within,
        )
        for year, value in zip(years, values, strict=True)
    ]  # fmt: skip
    return frame(rows)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((87, 100, 113, 104, 96), "rose to 113 in 2023, now 96"),
        ((87, 60, 52, 70, 96), "fell to 52 in 2023, now 96"),
        ((87, 90, 98, 97, 96), "up from 87 to 96 since 2021"),  # 98 may be 96 by chance
        ((87, 91, 92, 95, 96), "up from 87 to 96 since 2021"),
    ],
)
def test_headline_over_time_tells_where_the_series_turned(values, told):
    rows = turning(*values)
    since = dataclasses.replace(changed("rose", values[0], values[-1]), earlier=date(2021, 3, 31))
    said = headlines.headline_over_time(RATE, rows, ORDINARTON, since)
    assert said == f"{RATE.title}: {told}"


@pytest.mark.parametrize(
    ("values", "verdict", "told"),
    [
        ((96, 97, 95, 97, 96), "no_evidence", "level at 96 since 2021"),
        ((96, 90, 93, 92, 96), "no_evidence", "fell to 90 in 2022, now 96"),
        ((94, 97, 95, 97, 96), "no_evidence", "no clear change, 94 to 96 since 2021"),
        ((94, 96), "too_few_years", "94 in 2024, 96 in 2025; too short"),
        ((96,), "too_few_years", "96 in 2025; too short"),
    ],
)
def test_headline_over_time_tells_level_unclear_and_short_series(values, verdict, told):
    earlier = date(2021, 3, 31) if verdict == "no_evidence" else None
    since = dataclasses.replace(changed(verdict, values[0], values[-1]), earlier=earlier)
    said = headlines.headline_over_time(RATE, turning(*values, within=3.5), ORDINARTON, since)
    assert said == f"{RATE.title}: {told}"


def test_a_headline_says_where_a_new_series_began():
    broken = dataclasses.replace(RATE, breaks=(Break(on=date(2024, 4, 1), why="Counted anew."),))
    said = headlines.headline_over_time(broken, turning(80, 82, 60), ORDINARTON)
    assert said == f"{RATE.title}: 60 in 2025; new series"


def test_a_figure_that_cannot_be_tested_is_told_between_where_it_stood_far_beyond_both_ends():
    rows = turning(17.0, 28.0, 18.0, within=float("nan"))
    assert headlines.headline_over_time(RATE, rows, ORDINARTON).endswith(
        "17 in 2023, 28 in 2024, 18 in 2025"
    )


def test_a_share_that_moved_far_among_few_children_is_not_called_level():
    said = words.change(SHARE, changed("no_evidence", 66, 96, detectable=35.0), ORDINARTON)
    assert said.endswith("; numbers too small to tell.")
    assert "no clear change" not in said


def test_an_interval_whose_ends_print_alike_says_that_it_rounds():
    assert numbers.interval(SHARE, 0.0, 0.4) == "rounds to 0%"


def test_a_turn_before_the_figures_compared_is_left_to_the_chart():
    """It rose to 2022 and is compared since 2023."""
    rows = turning(80, 120, 87, 92, 96)
    since = dataclasses.replace(changed("rose", 87, 96), earlier=date(2023, 3, 31))
    assert headlines.headline_over_time(RATE, rows, ORDINARTON, since).endswith("since 2023")
    assert "now 96" in headlines.headline_over_time(RATE, rows, ORDINARTON)


def test_headline_is_a_message():
    rows = town_rows(RATE, ORDINARTON)
    rows.loc[rows["statistic"] == "median", "value"] = 50.0
    assert headlines.headline(RATE, rows, ORDINARTON) == (
        "More children in care than is usual in similar authorities, for the area's size"
    )
    assert len(headlines.headline(SHARE, town_rows(SHARE, ENDHAM), ENDHAM).split()) <= 14


def test_every_title_leaves_room_for_a_message():
    for indicator in INDICATORS_OF_THE_CATALOGUE:
        longest = f"{indicator.title}: higher than is usual in similar authorities"
        assert len(longest.split()) <= LONGEST_HEADLINE, indicator.id


def test_every_split_has_words_for_its_categories():
    for indicator in INDICATORS_OF_THE_CATALOGUE:
        assert not indicator.split or CATEGORIES[indicator.split], indicator.id


def test_implications_are_declared_for_every_direction():
    for indicator in INDICATORS:
        for where in ("higher", "lower", "similar", "above", "below", "equal"):
            told = words.implication(indicator, where)
            assert told.endswith(".") and not CAUSES.search(told)
    assert words.implication(SHARE, "lower") != words.implication(SHARE, "higher")


def test_categories_have_different_words_within_a_breakdown():
    for dimension, labels in CATEGORIES.items():
        assert len(set(labels.values())) == len(labels), dimension


def test_the_towns_have_the_years_they_claim():
    assert len(_own(town_rows(RATE, ORDINARTON), ORDINARTON)) == len(YEARS)
    assert len(_own(town_rows(RATE, NEWBOROUGH), NEWBOROUGH)) == 2
