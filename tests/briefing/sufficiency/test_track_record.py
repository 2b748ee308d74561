"""Where no change is not beaten: one sentence for each kind, on every council's page."""

import re

import pytest

from analysis import briefing
from analysis.briefing.sufficiency import track_record
from analysis.catalogue.areas import authorities
from analysis.catalogue.categories import CATEGORIES
from analysis.core import store
from analysis.core.shapes import OK
from analysis.forecast.central import not_beaten
from analysis.forecast.skill import backtest
from analysis.present.words.homes import forecast as words
from foreseen import ORDINARTON, SILENTHAM, invented, real

LOST = not_beaten(store.read(store.BACKTEST_FILE))
NOTE = "errors extrapolated"


@pytest.mark.parametrize("code", [a.code for a in authorities()])
def test_every_kind_that_does_not_beat_no_change_is_told_once(code: str) -> None:
    """And it is said that the middle line is today's number exactly where the forecast has it."""
    here = real(code)
    told = track_record.say_no_change(here)
    kinds = [key for key in track_record.forecast_figures() if backtest.group_of(key) in LOST]
    rows = [here.forecast(*key) for key in kinds]
    there = [each for each in rows if each and all(row.status == OK for row in each)]
    points = getattr(told, "points", [])
    assert len(kinds) >= 3 and len(points) == len(there) == len(set(points))
    for point, each in zip(points, there, strict=True):
        assert re.match(r"For [a-z].*, our method has not done better ", point)
        today = point.count("so the middle line is today's number")
        assert today == all(row.method.startswith("no change") for row in each)
        assert today or "Today's number is not published here" in point


def test_the_years_ahead_are_named_unless_it_is_all_of_them() -> None:
    some = words.not_better("homes", {1: 4, 3: 2}, 3, True)
    assert some == (
        "For homes, our method has not done better than saying 'no change' one and "
        "three years ahead (judged on 4 and 2 starting years), so the middle line is today's "
        "number in every year."
    )
    every = words.not_better("homes", {1: 4, 2: 3, 3: 2}, 3, True)
    assert every == (
        "For homes, our method has not done better than saying 'no change' (judged on 4, 3 and "
        "2 starting years), so the middle line is today's number."
    )
    hidden = words.not_better("homes", {2: 3}, 3, False)
    assert hidden.endswith(
        "Today's number is not published here, so the middle line is the method's."
    )


def test_nothing_is_told_where_every_kind_beats_no_change_or_nothing_is_forecast() -> None:
    here = invented(ORDINARTON)
    table = here.backtest
    ratios = table["score"].isin(["middle_ratio", "wis_ratio", "error_ratio"])
    here.__dict__["backtest"] = table.assign(value=table["value"].mask(ratios, 0.9))
    assert track_record.say_no_change(here).paragraphs == []
    assert track_record.say_no_change(invented(SILENTHAM)).paragraphs == []
    here.__dict__["backtest"] = table


def test_what_runs_to_five_years_says_that_errors_are_extrapolated() -> None:
    here = briefing.open_outlook("Bradford")
    shown = [
        briefing.children(here),
        *(briefing.children_by(here, d) for d in ("placement", "age", "uasc")),
        briefing.leavers_ahead(here),
        briefing.gap_summary(here),
        *(briefing.gap_by_year(here, k) for k in ("foster", "childrens_homes")),
        *(briefing.need_and_places(here, k) for k in ("foster", "childrens_homes", "supported")),
        briefing.spend_forecast(here),
        briefing.spend_unknown(here),
        briefing.savings(here),
    ]
    for exhibit in shown:
        assert exhibit.note.count(NOTE) == 1, exhibit.key
    assert "2029 and 2030: errors extrapolated" in shown[4].note
    assert "2028-29 and 2029-30: errors extrapolated" in shown[-1].note
    then = briefing.did_it_work(here)
    assert NOTE not in then.note, "three years back and no further"


def test_the_chart_names_the_kinds_whose_middle_is_todays_number() -> None:
    here = real("380")
    note = briefing.children_by(here, "placement").note
    named = []
    for category, label in CATEGORIES["placement"].items():
        rows = here.forecast("cla_31_march", "placement", category)
        if all(row.method.startswith("no change") for row in rows):
            named.append(f"{label[0].lower()}{label[1:]}")
    assert "children's or secure homes" in named
    assert f"The middle is today's number for these: {'; '.join(named)}." in note


def test_the_gap_says_that_its_middle_takes_todays_number_where_it_does() -> None:
    here = real("380")
    for kind in ("foster", "childrens_homes"):
        text = " ".join(briefing.say_gap(here, kind).paragraphs)
        rows = here.forecast("gap_places", "placement", kind)
        still = all(row.method.startswith("no change") for row in rows)
        assert (text.count("takes today's number of children") == 1) == still, kind


def test_the_score_of_the_total_is_told_with_its_interval_and_starting_years() -> None:
    here = real("380")
    said = briefing.say_score(here).paragraphs
    at = here.past_scores.scores("all", 1)["wis_ratio"]
    first = f"{at.value:.2f} ({at.low:.2f} to {at.high:.2f}) one year ahead, over {at.origins} star"
    assert first in said[-1]
    table = here.backtest
    ratios = table["score"] == "wis_ratio"
    here.__dict__["backtest"] = table.assign(value=table["value"].mask(ratios, 1.1))
    del here.__dict__["past_scores"]
    assert (
        briefing.say_score(here).paragraphs[0].startswith("This method does not beat 'no change'")
    )


def test_a_kind_with_too_few_scores_is_said_not_to_beat_no_change_in_both_places() -> None:
    here = real("380")
    told = [point for point in briefing.say_trust(here).points if point.startswith("Residential")]
    assert told[0].startswith("Residential schools: no better than 'no change' one, two and three")
