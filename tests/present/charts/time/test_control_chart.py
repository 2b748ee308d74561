"""Charts and sentences of a council's own figures: what is drawn, and what is never drawn."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from urllib.parse import unquote

import pandas as pd
import pytest

from analysis.catalogue.local import LOCAL
from analysis.core.quarters import Quarter
from analysis.core.results import Process
from analysis.measure.control_charts.assurance import expected_by_now, from_interval, from_process
from analysis.measure.control_charts.assurance import same_quarter as same_quarter_of
from analysis.measure.control_charts.limits import process as process_of
from analysis.measure.control_charts.rare_events import t_chart
from analysis.present.charts.time import control_chart
from analysis.present.words import control_charts, local
from analysis.present.words.local import cell, named, not_supplied, why_missing
from towns import ORDINARTON

NAN = float("nan")
REVIEWS, WAIT = LOCAL["reviews_on_time"], LOCAL["wait_for_mental_health_support"]
SUSPENDED, EXCLUSIONS = LOCAL["suspended_so_far"], LOCAL["permanent_exclusions"]
EXTERNAL = LOCAL["external_provision_at_quarter_end"]
STEADY = [48, 51, 47, 50, 49, 51, 48, 50, 47, 51, 49, 50, 48]


def series(numerators, denominator=60, *, hidden=(), absent=(), revised=(), few=()):
    """Quarters from April 2022; places in `hidden` are suppressed, in `absent` not supplied."""
    rows = []
    for place, n in enumerate(numerators):
        status = "suppressed" if place in hidden else "missing" if place in absent else "ok"
        shown = status == "ok"
        rows.append(
            {
                "period_end": pd.Timestamp(Quarter(2022, 1).back(-place).last),
                "numerator": n if shown else NAN,
                "denominator": denominator,
                "value": 100 * n / denominator if shown else NAN,
                "lower95": NAN,
                "upper95": NAN,
                "status": status,
                "source": "independent-reviewing-service",
                "revised": place in revised,
                "revised_by_few": place in few,
            }
        )
    return pd.DataFrame(rows)


def drawn(given, indicator=REVIEWS, **asked):
    found = None if indicator.cumulative else process_of(given, indicator)
    return control_chart.control_chart(
        indicator, given, found, ORDINARTON, source="Synthetic figures", **asked
    )


def raw(exhibit, name):
    return re.findall(rf'<g id="{name}[^"]*"', exhibit.svg)


def test_the_chart_says_its_message_in_ten_words_and_its_measure_below():
    shown = drawn(series(STEADY))
    assert shown.headline == "Reviews on time: no evidence of a change this quarter"
    assert len(shown.headline.split()) <= 10
    assert "% of children with a review" in shown.subtitle and "Ordinarton" in shown.subtitle
    assert "April to June 2022 to April to June 2025" in shown.subtitle


@pytest.mark.parametrize("indicator", LOCAL.values(), ids=lambda i: i.id)
@pytest.mark.parametrize("meaning", ["improving", "worsening", ""])
def test_no_headline_has_more_than_ten_words(indicator, meaning):
    row = {"value": 1.0, "centre": 0.5, "signal": "shift", "meaning": meaning, "segment": 0}
    rows = pd.DataFrame([row])
    found = Process(rows=rows, method="XmR", polarity="neutral", points=1)
    for each in (
        found,
        replace(found, refused="few"),
        replace(found, rows=rows.assign(signal="")),
        replace(found, rows=rows.assign(value=NAN)),
    ):
        assert len(control_charts.headline(indicator, each).split()) <= 10


def test_a_hidden_quarter_is_a_named_gap_without_a_point():
    shown = drawn(series(STEADY, hidden=[4], absent=[7]))
    assert len(raw(shown, "point-")) == len(STEADY) - 2
    assert len(raw(shown, "own")) == 3
    assert len(raw(shown, "gap")) == 2
    assert ">suppressed<" in shown.svg and ">not supplied<" in shown.svg
    assert "2 quarters not shown" in shown.alt


def test_points_from_the_return_are_hollow_and_said_to_be():
    given = series(STEADY, hidden=[5])
    given.loc[3:6, "source"] = "return"
    shown, typed = drawn(given), drawn(series(STEADY, hidden=[5]))
    points = re.findall(r'<g id="point-[^"]*">.*?</g>\s*</g>', shown.svg, re.S)
    assert sum("fill:#ffffff" in each for each in points) == 3
    assert "3 quarters from the council's own return, hollow." in shown.alt
    assert "Hollow points: the council's own return" in shown.note
    told = shown.table["Ordinarton"].tolist()
    assert told[3] == f"{typed.table['Ordinarton'][3]}, from the return"
    assert told[5] == "suppressed" and told[7] == typed.table["Ordinarton"][7]
    assert "return" not in f"{typed.alt} {typed.note} {typed.table.to_csv()}"


def test_a_hidden_figure_does_not_move_the_picture():
    low = drawn(series([*STEADY[:4], 3, *STEADY[5:]], hidden=[4]))
    high = drawn(series([*STEADY[:4], 57, *STEADY[5:]], hidden=[4]))
    assert low.svg == high.svg and low.alt == high.alt
    assert low.table.equals(high.table)


def test_the_table_has_counts_and_words_where_there_is_no_figure():
    shown = drawn(series(STEADY, hidden=[4], absent=[7], revised=[2]), supplier="the reviewers")
    told = shown.table["Ordinarton"].tolist()
    assert told[0] == "80% (48 of 60)"
    assert told[4] == "suppressed" and told[7] == "not supplied by the reviewers"
    assert told[2].endswith(", revised")
    assert set(shown.table["Signal"]) == {"none", "no figure"}
    again = drawn(series(STEADY, few=[2, 3], revised=[3])).table["Ordinarton"].tolist()
    assert again[2] == "78% (47 of 60), revised by a few, not shown"
    assert again[3] == "83% (50 of 60), revised by a few, not shown"
    assert shown.table["Average"].iloc[0] == "82%"
    assert re.fullmatch(r"\d+% to \d+%", shown.table["Limits"].iloc[0])


def test_signals_differ_in_shape_and_are_named():
    values = [*STEADY, 59, 59]
    shown = drawn(series(values))
    assert raw(shown, "point-improving") and not raw(shown, "point-worsening")
    assert "better by more than chance explains" in shown.svg
    assert shown.headline == "Reviews on time: getting better"
    assert "It is marked as better" in shown.alt and "better" in shown.table["Signal"].tolist()
    worse = drawn(series([60 - v + 40 - 2 for v in values]), REVIEWS)
    assert raw(worse, "point-worsening") and worse.headline.endswith("getting worse")
    changed = drawn(series(values), EXTERNAL)
    assert raw(changed, "point-changed") and changed.headline.endswith("a change beyond chance")


RISING = [30, 31, 30, 31, 30, 31, 30, 40, 50, 51, 50, 51, 50, 51, 50]


def test_an_older_point_says_where_it_lies_and_only_the_newest_how_good():
    shown = drawn(series([60, *STEADY, 60]))
    told = shown.table["Signal"].tolist()
    assert told[-1] == "better" and "better" not in told[:-1] and "worse" not in told
    assert set(told[:-1]) <= {"above average", "below average", "outside the limits", "none"}
    assert "outside the limits" in told
    assert len(raw(shown, "point-improving")) == 1 and not raw(shown, "point-worsening")
    assert raw(shown, "point-outside")
    assert "newest: better by more than chance explains" in shown.svg
    days = [200, 300, 250, 280, 220, 260, 240, 20, 30, 20, 40, 30, 20, 30]
    found = t_chart(pd.DataFrame({"days": days}), EXCLUSIONS.polarity)
    rare = control_chart.t_chart(EXCLUSIONS, found, ORDINARTON, source="Synthetic figures")
    assert rare.table["Signal"].tolist()[0] == "above the middle"
    assert rare.table["Signal"].tolist()[-1] == "worse"


@pytest.mark.parametrize(
    ("values", "way", "ends"),
    [(RISING, "climbs", "up from 50% to 83%"), (RISING[::-1], "sinks", "down from 83% to 50%")],
)
def test_a_line_that_climbs_has_no_band_that_chance_would_explain(values, way, ends):
    shown = drawn(series(values))
    assert shown.headline == f"Reviews on time: {ends}"
    assert f"No band: it {way} beyond chance." in shown.note
    assert "what chance would do" not in shown.note
    assert list(shown.table.columns) == ["Quarter", "Ordinarton"]
    assert "limits" not in shown.alt and not raw(shown, "lower") and not raw(shown, "centre")
    told = control_charts.signal(REVIEWS, process_of(series(values), REVIEWS))
    assert ends.split(" to ")[0] in told and "no evidence" not in told


def test_a_line_that_came_back_or_stayed_has_its_band():
    there_and_back = [30] * 7 + [50] * 7 + [35]
    for values in (STEADY, [60, *STEADY, 60], there_and_back):
        assert "Shaded: what chance would do" in drawn(series(values)).note


def test_a_figure_outside_its_limits_is_not_printed_as_one_of_them():
    found = process_of(series(STEADY), REVIEWS)
    at = found.rows["upper"].iloc[0]
    rows = found.rows.assign(signal=["outside"] + [""] * 12, upper=80.3, lower=70.0)
    rows.loc[0, "value"] = 80.4
    given = series(STEADY)
    given.loc[0, "value"] = 80.4
    told = control_chart.control_chart(
        REVIEWS, given, replace(found, rows=rows), ORDINARTON, source="Synthetic figures"
    ).table
    assert at > 80.4
    assert told["Ordinarton"].iloc[0].startswith("80.4% (")
    assert told["Limits"].iloc[0] == "70.0% to 80.3%" and told["Limits"].iloc[1] == "70% to 80%"


def test_a_headline_without_a_signal_now_does_not_hide_earlier_ones():
    middle = [30] * 7 + [40, 50, 51, 50, 51, 50, 51, 50, 40]
    wait = drawn(series(middle), LOCAL["pathway_plan_in_date"])
    assert wait.headline == "Pathway plans in date: no evidence of change this quarter"
    assert "Earlier points did change" in wait.note
    short = replace(REVIEWS, short="Reviews")
    headline = control_charts.headline(short, process_of(series(middle), short))
    assert headline == "Reviews: no evidence of change now; earlier quarters did change"
    late = process_of(series([*STEADY, 48], absent=[13]), REVIEWS)
    assert "this quarter" not in control_charts.headline(REVIEWS, late)
    assert "Earlier points" not in drawn(series(STEADY)).note


def test_limits_target_and_events_are_drawn_and_told():
    shown = drawn(series(STEADY), target=90, events=[(date(2023, 9, 5), "An in-house home closed")])
    for part in ("centre", "lower", "upper", "target", "event"):
        assert raw(shown, part), part
    assert "Target 90%" in shown.svg and "The target is 90%" in shown.alt
    assert "September 2023: An in-house home closed." in shown.note
    assert "what chance would do (p-chart)" in shown.note


def test_where_the_same_children_are_counted_again_the_band_is_said_to_be_narrow():
    assert "Take a mark as a question" in drawn(series(STEADY), EXTERNAL).note
    assert "Take a mark as a question" not in drawn(series(STEADY)).note


def test_an_event_outside_the_quarters_is_left_out():
    shown = drawn(series(STEADY), events=[(date(2010, 1, 1), "Long ago")])
    assert not raw(shown, "event") and "Long ago" not in shown.note


def test_few_quarters_have_points_and_no_limits():
    shown = drawn(series(STEADY[:4]))
    assert "too few to judge" in shown.headline and not raw(shown, "upper")
    trial = drawn(series(STEADY[:8]))
    assert "on trial until there are 12 points" in trial.note


def test_nothing_supplied_is_a_table_without_a_picture():
    shown = drawn(series(STEADY, absent=range(13)), supplier="the integrated care board")
    assert shown.svg is None
    assert set(shown.table["Ordinarton"]) == {"not supplied by the integrated care board"}


def test_a_sum_since_april_parts_each_april_and_has_no_limits():
    shown = drawn(series([5, 10, 15, 20] * 3 + [6]), SUSPENDED)
    assert len(raw(shown, "own")) == 4 and not raw(shown, "centre")
    assert shown.headline == "Pupils suspended since April: 10% by June 2025"
    assert "compare like quarters" in shown.note


def test_times_between_rare_events_have_no_dates():
    days = [90, 140, 40, 20, 80, 10, 10, 210, 90, 150, 80, 50]
    found = t_chart(pd.DataFrame({"days": days}), EXCLUSIONS.polarity)
    shown = control_chart.t_chart(EXCLUSIONS, found, ORDINARTON, source="Synthetic figures")
    assert len(raw(shown, "point-")) == 12 and "Middle" in shown.svg
    assert "longer is better" in shown.subtitle
    page = shown._repr_html_() + shown.svg
    assert not re.search(r"\b(19|20)\d\d\b", unquote(re.sub("<[^>]*>", " ", page)))


def test_too_few_rare_events_are_not_even_counted():
    found = t_chart(pd.DataFrame({"days": [NAN]}), EXCLUSIONS.polarity)
    shown = control_chart.t_chart(EXCLUSIONS, found, ORDINARTON, source="Synthetic figures")
    assert shown.svg is None and "too few events" in shown.table.iloc[0, 1]


def test_the_same_figures_give_the_same_bytes():
    assert drawn(series(STEADY)).svg == drawn(series(STEADY)).svg


def test_suppliers_as_they_are_said():
    assert named("integrated-care-board") == "the integrated care board"
    assert named("childrens-services") == "children's services"
    assert named("the virtual school") == "the virtual school"
    assert named("NHS Trust") == "NHS Trust"
    assert why_missing("missing", "police") == "not supplied by the police"
    assert why_missing("missing") == "not supplied"
    assert why_missing("suppressed", "police") == "suppressed"


def test_a_missing_supply_is_named_and_never_blank_or_zero():
    assert not_supplied(WAIT, Quarter(2026, 2), "integrated-care-board") == (
        "Wait for mental health support: not supplied by the integrated care board for July to "
        "September 2026. Nothing is put in its place."
    )
    assert local.never_supplied(WAIT, "integrated-care-board").endswith(
        "not supplied by the integrated care board for any quarter so far."
    )
    assert not re.search(r"\d", local.suppressed(REVIEWS, Quarter(2026, 2)).split(" is ")[1])


def test_figures_in_words():
    row = next(series([48]).itertuples())
    assert cell(REVIEWS, row) == "80% (48 of 60)"
    assert local.with_unit(WAIT, 41) == "41 days" and local.with_unit(WAIT, 1) == "1 day"
    assert local.with_unit(REVIEWS, 85.2) == "85%"
    assert local.figure(LOCAL["care_leavers_per_adviser"], 22.217) == "22.2"
    average = SimpleNamespace(value=61.0, status="ok", numerator=NAN, denominator=42, source="")
    assert cell(WAIT, average) == "61 (42 counted)"


def test_no_evidence_of_a_change_is_not_no_change():
    given = series(STEADY)
    told = control_charts.signal(REVIEWS, process_of(given, REVIEWS))
    assert "80% in April to June 2025, which is no evidence of a change." in told
    assert "That is not the same as no change" in told
    assert re.search(r"about \d+ percentage points from the average to show", told)


def test_a_signal_says_which_way_and_which_rule():
    told = control_charts.signal(REVIEWS, process_of(series([*STEADY, 59, 60]), REVIEWS))
    assert "this is getting better" in told
    assert "a figure outside the range that chance explains" in told
    neutral = control_charts.signal(EXTERNAL, process_of(series([*STEADY, 59, 60]), EXTERNAL))
    assert "neither way is better" in neutral


def test_too_few_quarters_say_so():
    told = control_charts.signal(REVIEWS, process_of(series(STEADY[:3]), REVIEWS))
    assert told == (
        "Reviews on time: no chart can be made yet, because only 3 quarters have a figure; a chart "
        "needs at least 5."
    )
    assert "too few quarters to say" in control_charts.signal(
        REVIEWS, process_of(series(STEADY[:5]), REVIEWS)
    )


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (40, "As things work now, this will reliably meet the target of 40%."),
        (85, "this may or may not meet the target of 85%, from one quarter to the next."),
        (99, "this will reliably miss the target of 99% unless something changes."),
    ],
)
def test_the_status_in_a_sentence(target, said):
    found = from_process(process_of(series(STEADY, 60), REVIEWS), target)
    assert said in control_charts.assurance(REVIEWS, found, target)


def test_the_status_of_a_yearly_figure_and_of_what_has_none():
    told = control_charts.assurance(REVIEWS, from_interval(70, 80, 90, "high is good"), 90)
    assert told.startswith("By its newest published figure, this will reliably miss")
    assert control_charts.assurance(REVIEWS, from_interval(70, 80, 90, "neutral"), 90) == ""
    few = from_process(process_of(series(STEADY[:8]), REVIEWS), 90)
    assert control_charts.assurance(REVIEWS, few, 90).startswith(
        "We cannot tell yet whether the target of 90% will be met: 8 quarters are too few"
    )


def test_a_sum_is_said_beside_where_the_year_should_be_by_now():
    given = series([6, 12, 18, 24, 3, 12, 18, 24, 12, 18])
    found = expected_by_now(given, Quarter(2024, 2), 30)
    told = control_charts.cumulative(SUSPENDED, found)
    assert told == (
        "Pupils suspended since April: 30% by the end of September 2024, above where the year "
        "should be by now, which is worse. To end the year on 30% it would be about 15% by now, as "
        "in 2 earlier years."
    )
    first = control_charts.cumulative(SUSPENDED, expected_by_now(given, Quarter(2022, 2), 30))
    assert "about 15% by now, if every quarter adds the same" in first
    none = control_charts.cumulative(SUSPENDED, expected_by_now(given, Quarter(2024, 3), 30))
    assert "there is no figure to show for October to December 2024" in none


def test_figures_that_differ_are_not_printed_alike():
    found = replace(
        expected_by_now(series([6, 12, 18, 24, 12, 18]), Quarter(2023, 2), 5.6),
        value=3.4, by_now=2.8, low=2.6, high=3.1, place="above", hidden_years=2,
    )  # fmt: skip
    told = control_charts.cumulative(SUSPENDED, found)
    assert ": 3.4% by the end" in told and "about 2.8% (2.6% to 3.1%)" in told
    assert told.endswith(
        "2 earlier years could not be used, because some of their figures are hidden."
    )


def test_a_sum_is_compared_with_the_same_time_of_earlier_years():
    given = series([6, 12, 18, 24, 3, 12, 18, 24, 12, 18])
    rows = same_quarter_of(given, Quarter(2024, 2))
    assert control_charts.same_quarter(SUSPENDED, rows) == (
        "By the same time it was 20% in 2022-23 and 20% in 2023-24; it is 30% in 2024-25."
    )
    assert control_charts.same_quarter(SUSPENDED, rows.iloc[:1]) == ""


def test_rare_events_in_a_sentence():
    calm = t_chart(pd.DataFrame({"days": [60, 90, 40, 80, 60, 70]}), "low is good")
    assert "no evidence that such events come more or less often" in control_charts.rare(
        EXCLUSIONS, calm
    )
    days = [30, 40, 35, 45, 30, 40, 35, 45, 30, 40, 35, 900]
    told = control_charts.rare(EXCLUSIONS, t_chart(pd.DataFrame({"days": days}), "low is good"))
    assert "Such events have become rarer." in told and "a time outside the range" in told
    with pytest.raises(ValueError, match="not told by the time"):
        control_charts.rare(REVIEWS, calm)
    few = t_chart(pd.DataFrame({"days": [NAN]}), "low is good")
    assert control_charts.rare(EXCLUSIONS, few).endswith("so nothing can be said.")


def test_events_for_the_note_of_a_chart():
    told = control_charts.annotated([(date(2025, 9, 1), "B."), (date(2024, 1, 2), "A")])
    assert told == "January 2024: A. September 2025: B."
