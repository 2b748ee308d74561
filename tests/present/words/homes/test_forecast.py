"""Sentences about the number of children to come, and the three charts that show it."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from analysis.core.shapes import OK, SUPPRESSED
from analysis.present.charts.forecast import calibration, fan_chart, parts_ahead
from analysis.present.charts.forecast.calibration import Below
from analysis.present.charts.forecast.fan_chart import Fan
from analysis.present.charts.forecast.parts_ahead import Part
from analysis.present.drawing.year_axis import Outcome
from analysis.present.numbers import span
from analysis.present.words.homes import forecast as words
from analysis.present.words.homes.forecast import Ahead, Said
from reading import faults, numbers

NAN = float("nan")
SOURCE = {"source": "Invented", "headline": "What is to come", "subtitle": "Children, Alderwick"}


def foreseen(year: int = 2028, middle: float = 500.0, *, level: bool = False) -> Ahead:
    """A year to come: eight of ten futures within a tenth of the middle."""
    ends = (0.8, 0.9, 0.95, 1.05, 1.1, 1.2)
    names = ("p025", "p10", "p25", "p75", "p90", "p975")
    spread = {n: middle * e for n, e in zip(names, ends, strict=True)}
    return Ahead(year=year, central=middle, **spread, level=level)


def said(actual: float = 500.0, origin: int = 2022, **changed: float) -> Said:
    """An earlier forecast of three years, 450 to 550."""
    given = {"central": 500.0, "p10": 450.0, "p90": 550.0} | changed
    return Said(origin=origin, year=origin + 3, actual=actual, **given)


# --- Sentences ----------------------------------------------------------------------------------


def test_a_range_is_printed_whole_and_once_where_both_ends_round_to_it() -> None:
    assert span(1131.6, 1519.5) == "1,132 to 1,520"
    assert span(6.6, 7.4) == "7"
    assert words.children(6.6, 12.4) == "7 to 12 children"
    assert words.children(0.8, 1.2) == "1 child"
    assert words.children(0.8, 2.2) == "1 to 2 children"
    assert words.children(0, 0) == "0 children"


def test_the_range_is_said_with_the_number_now() -> None:
    assert words.ahead(foreseen(), 480.0, 2025) == (
        "In eight of ten futures between 450 and 550 children are in our care on 31 March 2028; "
        "the middle line is at 500. On 31 March 2025 there were 480."
    )


def test_a_number_that_is_hidden_is_not_said() -> None:
    told = words.ahead(foreseen(), NAN, 2025)
    assert told.endswith("the middle line is at 500.") and "2025" not in told


def test_one_child_is_one_child() -> None:
    one = Ahead(year=2028, central=1, p025=1, p10=1, p25=1, p75=1, p90=1, p975=1)
    told = words.ahead(one, 1.0, 2025)
    assert "In eight of ten futures 1 child is in our care on" in told
    assert told.endswith("there was 1.")
    then = words.said_then(said(1.0, central=1.0, p10=1.0, p90=1.0))
    assert "would have said 1 child for March 2025" in then and "There was 1: inside" in then


def test_no_forecast_says_why() -> None:
    none = replace(foreseen(), central=NAN)
    assert not none.known
    assert words.ahead(none, 4.0, 2025) == (
        "There is no forecast, because no number was published to start from."
    )


def test_a_level_line_is_explained_for_the_years_that_have_it() -> None:
    assert words.level([]) == ""
    told = words.level([2029, 2030])
    assert told.startswith("For 2029 and 2030 the middle line stays") and not faults(told)


@pytest.mark.parametrize(
    ("actual", "where"),
    [(450, "inside"), (550, "inside"), (449, "outside"), (551, "outside"), (500, "inside")],
)
def test_what_happened_is_judged_on_printed_ends(actual: float, where: str) -> None:
    then = said(actual, p10=450.4, p90=549.6)
    assert words.said_then(then).endswith(f"There were {actual}: {where} the range.")
    assert words.published_said(then).endswith(f"There were {actual}: {where} the range.")


def test_an_earlier_forecast_is_said_in_full() -> None:
    assert words.said_then(said(1366, central=1489.4, p10=1263, p90=1749)) == (
        "From the figures to March 2022 this method would have said 1,263 to 1,749 children for "
        "March 2025 in eight of ten futures, with the middle at 1,489. There were 1,366: inside "
        "the range."
    )


def test_the_record_counts_and_averages_by_hand() -> None:
    """Errors of +10%, -20% and +25%: 18% on average, 5% too high taken together."""
    cases = [said(100 / 1.1, central=100.0), said(125.0, central=100.0), said(80.0, central=100.0)]
    cases = [replace(c, p10=90.0, p90=130.0) for c in cases]
    told = words.record([replace(cases[0], origin=2019), cases[1], cases[2]])
    assert "Of 3 such forecasts for this council, made from 2019 to 2022 for one to" in told
    assert "2 held what happened; eight in ten should." in told
    assert "missed by 18% on average, to either side; taken together it was 5% too high." in told


def test_the_record_says_which_side_or_neither() -> None:
    low, high = said(110.0, central=100.0), said(90.0, central=100.0)
    assert "9% too low" in words.record([low, low])
    assert "made in 2022 for" in words.record([low, low])
    assert "neither too high nor too low" in words.record([said(100, central=100.0)] * 2)
    assert "11% too high" in words.record([high, high])


def test_one_earlier_forecast_or_none_is_no_record() -> None:
    assert words.record([]) == "No earlier forecast for this council can be scored yet."
    assert words.record([said(600)]) == (
        "Only one earlier forecast for this council can be scored, from 2022 for 2025: what "
        "happened lay outside its range."
    )


def test_a_forecast_that_waits_says_for_what() -> None:
    assert words.waiting(None) == "No forecast has been published and archived yet."
    told = words.waiting((date(2026, 11, 3), 2026))
    assert "archived on 3 November 2026" in told and "31 March 2026 are published" in told


@pytest.mark.parametrize(
    ("missed", "held", "guide"),
    [
        ({1: 6.0, 3: 12.0}, 80.0, "a good guide"),
        ({1: 6.0, 3: 12.1}, 80.0, "a rough guide"),
        ({3: 25.0}, 80.0, "a rough guide"),
        ({3: 25.1}, 80.0, "plan with the range"),
        ({3: 40.0}, 71.0, "little guide, even with the range"),
        ({1: 30.0, 3: 9.0}, 80.0, "a good guide"),
    ],
)
def test_trust_follows_the_longest_forecast(missed, held: float, guide: str) -> None:
    told = words.trust("With parents", missed, held)
    assert told.startswith(f"With parents: {guide}. The middle line missed by ")
    assert f"missed by {round(missed[3])}% three years ahead; in all, " in told
    assert f"{held:.0f} of 100 lay" in told
    assert not faults(told)


def test_a_range_that_held_too_few_or_too_many_is_said_to_be_wrong() -> None:
    assert words.trust("Other", {1: 5.0}, 71.9).endswith("it was too narrow.")
    assert words.trust("Other", {1: 5.0}, 95.1).endswith("it was too wide.")
    assert words.trust("Other", {1: 5.0}, 80.0).endswith("should hold 80.")


def test_a_kind_that_does_not_beat_no_change_says_so_before_anything_else() -> None:
    """And does not send the reader to a range that was too narrow."""
    held = words.trust("Other", {1: 5.0}, 80.0, [2])
    assert held.startswith(
        "Other: no better than 'no change' two years ahead; plan with the range."
    )
    narrow = words.trust("Other", {1: 5.0}, 60.0, [1, 3])
    assert narrow.startswith(
        "Other: no better than 'no change' one and three years ahead. The middle line missed by 5%"
    )
    assert narrow.endswith("it was too narrow.")


# --- The fan ------------------------------------------------------------------------------------


def shown(*, past=None, level: bool = True, origin: int = 2025) -> Fan:
    """Ten published years and five to come."""
    values = past or {year: 480.0 + year - 2016 for year in range(2016, 2026)}
    outcomes = [
        Outcome(year=y, value=v, status=OK if v == v else SUPPRESSED) for y, v in values.items()
    ]
    ahead = [foreseen(y, 495.0, level=level and y > 2028) for y in range(2026, 2031)]
    return Fan(past=outcomes, ahead=ahead, origin=origin, name="children in care in Alderwick")


def drawn(figure, gid: str):
    """The artists of a figure that have an id."""
    return figure.findobj(lambda artist: artist.get_gid() == gid)


def points(line) -> list[tuple[float, float]]:
    """Where a line goes."""
    return [(float(x), float(y)) for x, y in zip(*line.get_data(), strict=True)]


def test_the_fan_starts_at_the_number_published_last() -> None:
    figure = fan_chart.plot(shown()).figure()
    (central,) = drawn(figure, "central")
    assert points(central)[0] == (2025, 489)
    assert [x for x, _ in points(central)] == [2025, 2026, 2027, 2028]
    for lower, upper, _ in fan_chart.BANDS:
        (band,) = drawn(figure, f"band-{lower}")
        corners = {(float(x), round(float(y), 6)) for x, y in band.get_paths()[0].vertices}
        assert (2025.0, 489.0) in corners
        last = foreseen(2030, 495.0)
        ends = {(2030.0, round(getattr(last, n), 6)) for n in (lower, upper)}
        assert ends <= corners


def test_a_level_line_goes_on_in_another_dash_from_the_year_before() -> None:
    figure = fan_chart.plot(shown()).figure()
    (level,), (central,) = drawn(figure, "level"), drawn(figure, "central")
    assert [x for x, _ in points(level)] == [2028, 2029, 2030]
    assert level.get_linestyle() == central.get_linestyle() == "--"
    assert fan_chart.LEVEL_DASH != fan_chart.CENTRAL_DASH
    assert not drawn(fan_chart.plot(shown(level=False)).figure(), "level")
    assert "Long dashes" in fan_chart.fan_chart("k", shown(), **SOURCE).note
    assert "Long dashes" not in fan_chart.fan_chart("k", shown(level=False), **SOURCE).note


def test_a_hidden_year_parts_the_line_and_a_hidden_start_leaves_the_fan_alone() -> None:
    values = {y: NAN if y in (2019, 2025) else 480.0 for y in range(2016, 2026)}
    figure = fan_chart.plot(shown(past=values)).figure()
    runs = [[x for x, _ in points(line)] for line in drawn(figure, "own")]
    assert runs == [[2016, 2017, 2018], [2020, 2021, 2022, 2023, 2024]]
    (central,) = drawn(figure, "central")
    assert points(central)[0][0] == 2026
    table = fan_chart.fan_table(shown(past=values)).set_index("31 March")
    assert table.loc["2019", "Published"] == "suppressed"


def test_the_table_has_each_year_once_and_says_what_is_not_there() -> None:
    table = fan_chart.fan_table(shown()).set_index("31 March")
    assert [*table.index] == [str(y) for y in range(2016, 2031)]
    assert table.loc["2025"].tolist() == ["489", *["not foreseen"] * 3]
    assert table.loc["2030"].tolist() == ["not yet", "495", "446 to 544", "396 to 594"]


def test_what_would_have_been_said_stands_beside_what_happened() -> None:
    then = Fan(
        past=shown().past,
        ahead=[foreseen(y, 490.0) for y in (2023, 2024, 2025)],
        origin=2022,
        name="children in care in Alderwick",
    )
    figure = fan_chart.plot(then).figure()
    (central,), (own,) = drawn(figure, "central"), drawn(figure, "own")
    assert points(central)[0] == (2022, 486) and points(own)[-1] == (2025, 489)
    row = fan_chart.fan_table(then).set_index("31 March").loc["2024"]
    assert row.tolist() == ["488", "490", "441 to 539", "392 to 588"]


@pytest.mark.parametrize("size", [489.0, 60.0, 4.0])
def test_the_axis_starts_at_zero_unless_all_is_in_the_upper_half(size: float) -> None:
    values = dict.fromkeys(range(2016, 2026), size)
    low, high = replace(shown(past=values), ahead=[foreseen(2026, size * 0.6)]).ends
    assert low == 0 and high > size
    far = replace(shown(past=values), ahead=[foreseen(2026, size)])
    assert far.ends[0] > 0
    assert "starts above zero" in fan_chart.fan_chart("k", far, **SOURCE).note


def test_labels_at_the_end_do_not_lie_on_one_another() -> None:
    flat = replace(shown(), ahead=[foreseen(2026, 488.0), replace(foreseen(2027), p975=501)])
    figure = fan_chart.plot(flat).figure()
    axes = figure.axes[0]
    heights = sorted(t.xyann[1] if hasattr(t, "xyann") else t.get_position()[1] for t in axes.texts)
    inches = [fan_chart.PLOT_INCHES * (b - a) for a, b in pairwise(heights)]
    assert len(axes.texts) == 5 and min(inches) > 0.15


def test_the_picture_is_told_in_words_from_the_same_figures() -> None:
    exhibit = fan_chart.fan_chart("children-fan", shown(), **SOURCE)
    assert exhibit.alt == (
        "Line chart of children in care in Alderwick: 480 in 2016 and 489 in 2025; then a fan: "
        "446 to 544 in 2030 in eight of ten futures, 396 to 594 in nineteen of twenty."
    )
    assert exhibit.svg and "<text" in exhibit.svg
    nothing = dict.fromkeys(range(2016, 2026), NAN)
    assert (
        "Alderwick: 446 to 544 in 2030"
        in fan_chart.fan_chart("k", shown(past=nothing), **SOURCE).alt
    )


# --- Parts --------------------------------------------------------------------------------------


def parts() -> list[Part]:
    """Foster care, and a hidden kind."""
    years = range(2026, 2031)
    return [
        Part(
            label="With foster carers",
            now=Outcome(year=2025, value=330.0, status=OK),
            ahead=[foreseen(y, 320.0) for y in years],
        ),
        Part(
            label="Residential schools",
            now=Outcome(year=2025, value=NAN, status=SUPPRESSED),
            ahead=[foreseen(y, 3.0) for y in years],
        ),
    ]


def test_parts_have_a_bar_a_dot_and_what_was_published() -> None:
    figure = parts_ahead.plot(parts(), 2028).figure()
    text = " ".join(t.get_text() for t in figure.findobj(lambda a: hasattr(a, "get_text")))
    assert "330" in text and "288 to 352" in text and "suppressed" in text


def test_the_table_of_parts_has_every_year_and_prints_no_hidden_number() -> None:
    exhibit = parts_ahead.parts_ahead("parts", parts(), 2028, **SOURCE, whom="Homes")
    table = exhibit.table.set_index("Homes")
    assert [*table.columns] == [
        "2025",
        "2028, middle",
        *(f"{year}, 8 of 10 futures" for year in range(2026, 2031)),
    ]
    hidden = table.loc["Residential schools"]
    assert hidden["2025"] == "suppressed" and hidden["2028, middle"] == "3"
    exhibit = parts_ahead.parts_ahead("parts", parts(), 2028, **SOURCE)
    assert numbers(exhibit.alt) - {"2028"} == {"288", "352", "3"}
    assert next(iter(exhibit.table)) == "Children"


def test_a_year_that_is_not_forecast_is_refused() -> None:
    with pytest.raises(KeyError, match="2040"):
        parts()[0].at(2040)


# --- Calibration --------------------------------------------------------------------------------


def found(off: float = 0.0) -> list[Below]:
    """One to three years ahead, each percentile off by so many points."""
    levels = (2.5, 10.0, 25.0, 50.0, 75.0, 90.0, 97.5)
    return [
        Below(years=y, observed={s: s + off * (s == 50.0) for s in levels}, cases=100 * y)
        for y in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("off", "said"), [(6.3, "7 points"), (-6.3, "7 points"), (1.0, "1 point"), (0.0, "0 points")]
)
def test_no_outcome_is_further_off_than_the_headline_says(off: float, said: str) -> None:
    exhibit = calibration.calibration("calibration", found(off), source="Invented")
    assert exhibit.headline == f"Outcomes fell within {said} of where they should"


def test_calibration_draws_what_its_table_says() -> None:
    figure = calibration.plot(found(5.0)).figure()
    for years in (1, 2, 3):
        (line,) = drawn(figure, f"ahead-{years}")
        assert (50.0, 55.0) in points(line)
    (honest,) = drawn(figure, "honest")
    assert points(honest) == [(0, 0), (100, 100)]
    exhibit = calibration.calibration("calibration", found(5.0), source="Invented")
    table = exhibit.table.set_index("Percentile foretold")
    assert table.loc["50", "1 year ahead (100 forecasts)"] == "55.0%"
    assert table.loc["2.5", "3 years ahead (300 forecasts)"] == "2.5%"
    assert re.search(r"3 years ahead 10% below the 10th and 90% below the 90th", exhibit.alt)


def test_years_ahead_are_told_as_people_say_them() -> None:
    assert words.years_ahead([1]) == "one year ahead"
    assert words.years_ahead((3,)) == "three years ahead"
    assert words.years_ahead([1, 2, 4]) == "one, two and four years ahead"
