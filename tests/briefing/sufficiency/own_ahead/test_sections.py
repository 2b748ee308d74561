"""What the report tells of a council's futures, of invented ones that lie level."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.own.ahead import OwnAhead
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.core.shapes import ALL
from analysis.forecast.histories.judging import HISTORIES
from analysis.forecast.histories.summary import ADULTS, STAY
from analysis.forecast.scores import STILL
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.records import LeftOut
from own_futures import HOMES, JUDGED, ahead, chances, judged, with_ahead, with_places
from reading import faults, labels, told

WITH, WITHOUT, TODAY = "Herefordshire", "Kent", "2026-11-22"
TELLING: tuple[Callable[[Outlook], Any], ...] = (
    briefing.say_next_years,
    briefing.when_to_decide,
    briefing.say_leads,
    briefing.months_to_come,
    briefing.chances_of_places,
    briefing.years_to_come,
    briefing.still_here,
    briefing.say_futures_judged,
    briefing.futures_judged,
    briefing.futures_held,
)


@pytest.fixture(scope="module")
def opened() -> Outlook:
    return briefing.open_outlook(WITH, TODAY)


@pytest.fixture(scope="module")
def there(opened: Outlook) -> Outlook:
    return with_places(with_ahead(opened, ahead()), {"foster": 246, "childrens_homes": 39})


@pytest.fixture(scope="module")
def without() -> Outlook:
    return briefing.open_outlook(WITHOUT, TODAY)


@pytest.mark.parametrize("tell", [*TELLING, briefing.what_if_futures], ids=lambda f: f.__name__)
def test_the_sections_go_without_futures(tell: Callable[..., Any], opened: Outlook) -> None:
    assert isinstance(tell(briefing.open_outlook(WITHOUT, TODAY)), LeftOut)
    assert isinstance(tell(with_ahead(opened, None)), LeftOut)


@pytest.mark.parametrize("tell", TELLING, ids=lambda f: f.__name__)
def test_everything_reads_well(tell: Callable[..., Any], there: Outlook) -> None:
    shown = tell(there)
    assert shown._repr_html_()
    assert [fault for text in told(shown) for fault in faults(text)] == []
    assert [fault for text in labels(shown) for fault in faults(text, stops=False)] == []


def test_every_exhibit_of_a_made_up_return_says_that_it_is(there: Outlook) -> None:
    shown = [each for tell in TELLING if isinstance(each := tell(there), Exhibit)]
    assert len(shown) == 7
    assert all("no child in it is real" in each.source for each in shown)


def test_what_is_wanting_is_said_and_how_to_get_it(opened: Outlook, without: Outlook) -> None:
    def said(there: Outlook) -> str:
        return " ".join(briefing.say_futures_wanting(there).paragraphs)

    assert "docs/returns.md" in said(without)
    assert "return build" in said(with_ahead(opened, None))
    few = {"method": "", "lacking": "fewer than 100 children are in care"}
    assert said(with_ahead(opened, None, futures=few)).endswith(
        "fewer than 100 children are in care."
    )
    assert said(with_ahead(opened, ahead())) == ""
    assert said(briefing.open_outlook(WITH, "2026-07-01")) == ""


def test_the_opening_says_whether_places_are_enough_then_how_many_and_who_stays(
    there: Outlook,
) -> None:
    foster, homes, now, peak, adults, stay = briefing.say_next_years(there).points
    assert now.startswith("In our care: 300 children")
    assert "and 300 (294 to 306) on 30 September 2029" in now
    assert peak.startswith("The most at once: 310 (304 to 316) in the year to March 2028")
    assert "2027" not in peak + adults, "the year that has begun is told as if whole"
    assert "20 (14 to 26) in the year to March 2028" in adults
    assert stay.startswith(
        "Of every 100 children here now, 88 (82 to 94) are still here after a year"
    )
    assert foster.startswith("Foster care") and homes.startswith("Children's homes")


def test_what_may_not_be_told_is_not_missed(there: Outlook) -> None:
    rows = ahead().projected
    few = replace(ahead(), projected=rows[~rows["measure"].isin([ADULTS, STAY])])
    said = briefing.say_next_years(with_ahead(there, few)).points
    assert not any("18" in point for point in said)
    assert any("Too few of those here now" in point for point in said)
    assert "Turn 18" not in briefing.years_to_come(with_ahead(there, few)).table
    assert "Too few" in briefing.still_here(with_ahead(there, few)).paragraphs[0]


def test_the_years_are_whole_and_the_ages_those_that_may_be_told(there: Outlook) -> None:
    years = briefing.years_to_come(there).table
    assert years["Year"].tolist() == [f"1 April {y} to 31 March {y + 1}" for y in (2027, 2028)]
    stay = briefing.still_here(there).table.set_index("Age now")
    assert stay.loc["Aged 1 to 4"].tolist() == ["60 (54 to 66)", "not shown", "not shown"]
    assert "Aged 5 to 9" not in stay.index


def test_the_method_is_told_by_its_rule(there: Outlook) -> None:
    said = briefing.say_futures_judged(there).paragraphs[0]
    assert "our histories 0.80; no change 1.00; published figures cannot be judged yet" in said
    level = with_ahead(there, ahead(method=STILL))
    assert "today's number as the middle" in briefing.say_futures_judged(level).paragraphs[0]
    short = with_ahead(there, ahead(judged=judged((ALL, ALL, 12, STILL, 3, 1.0, 90.0))))
    assert "3 forecasts, and 8 are needed" in briefing.say_futures_judged(short).paragraphs[0]


def test_a_range_that_was_too_narrow_is_named_wherever_it_is_drawn(there: Outlook) -> None:
    named = "too narrow for children's or secure homes and those aged 5 to 9"
    assert named in briefing.say_futures_judged(there).paragraphs[1]
    for tell in (briefing.months_to_come, briefing.when_to_decide):
        assert "too narrow for children's homes:" in tell(there).note
    all_thin = with_ahead(there, ahead(judged=judged((ALL, ALL, 12, HISTORIES, 11, 0.8, 45.0))))
    assert "too narrow for all children:" in briefing.months_to_come(all_thin).note
    wide = with_ahead(there, ahead(judged=JUDGED[JUDGED["held80"] > 80]))
    assert "too narrow" not in briefing.when_to_decide(wide).note


def test_parts_with_too_few_forecasts_borrow_from_all(there: Outlook) -> None:
    shown = briefing.futures_held(there)
    assert "Beyond 12 months there are too few." in shown.note
    assert "those with parents" in shown.note and "held 82 of 100" in shown.note
    assert not shown.table["Part and months ahead"].str.contains("parents").any()
    few = with_ahead(there, ahead(judged=JUDGED[JUDGED["forecasts"] < 8]))
    assert "Too few earlier forecasts" in briefing.futures_held(few).paragraphs[0]


def test_a_picture_shows_kinds_that_may_be_told_beside_their_places(there: Outlook) -> None:
    shown = briefing.months_to_come(there)
    assert "foster care 247 now, 194 to 206 then, 246 places" in shown.alt
    rows = ahead().projected
    hidden = replace(ahead(), projected=rows[rows["category"] != HOMES[1]])
    alone = briefing.months_to_come(with_ahead(there, hidden))
    assert "Too few children to show alone: Children's homes." in alone.note
    assert "Children's homes" not in alone.table


def test_nothing_stands_in_the_place_of_scenarios_without_any(there: Outlook) -> None:
    assert briefing.what_if_futures(there)._repr_html_() == ""


def test_scenarios_leave_what_is_said_of_as_now(there: Outlook) -> None:
    rows = ahead().projected
    more = pd.concat([rows, rows.assign(scenario="ten_more_carers")])
    unmoved = briefing.say_next_years(with_ahead(there, replace(ahead(), projected=more)))
    assert unmoved.points == briefing.say_next_years(there).points


def decided(there: Outlook, most: dict[tuple[str, int], int], places: int) -> dict[str, str]:
    """The line of foster care, with 247 children now: their peaks by year, and places."""
    futures: OwnAhead = replace(ahead(), chances=chances(most))
    table = briefing.when_to_decide(
        with_places(with_ahead(there, futures), {"foster": places})
    ).table
    return dict(table.set_index("Kind of home").loc["Foster care"])


def test_where_places_are_enough_there_is_no_date(there: Outlook) -> None:
    row = decided(there, {("foster", 2027): 250, ("foster", 2028): 260}, 256)
    assert row["May be too few"] == "in no year to September 2029"
    assert row["Decide by"] == "no date: in number, places are enough"


def test_a_decision_is_due_as_long_before_as_a_place_takes(there: Outlook) -> None:
    row = decided(there, {("foster", 2028): 260, ("foster", 2029): 270}, 260)
    assert row["May be too few"] == "April 2028 to March 2029 (about 5 of 10 futures)"
    assert (row["A place takes"], row["Decide by"]) == ("12 months", "April 2027")


def test_a_date_that_is_past_is_now_if_a_place_would_still_be_needed(there: Outlook) -> None:
    row = decided(there, {("foster", 2027): 260, ("foster", 2028): 266}, 250)
    assert row["May be too few"] == "October 2026 to March 2027 (about 5 of 10 futures)"
    assert row["Decide by"] == (
        "now: a place comes in November 2027; in the year to March 2028 places are too few "
        "in about 8 of 10 futures"
    )
    row = decided(there, {("foster", 2027): 260, ("foster", 2028): 252}, 250)
    assert row["Decide by"].startswith("no date: a new place would come in November 2027")


def test_what_would_come_after_the_last_month_is_not_foreseen(there: Outlook) -> None:
    late = replace(there, figures=replace(there.figures, today=date(2029, 5, 1)))
    row = decided(late, {("foster", 2027): 260, ("foster", 2028): 260}, 250)
    assert row["Decide by"].endswith("May 2030, after the last month foreseen here")


def test_more_children_than_places_are_too_few_now(there: Outlook) -> None:
    row = decided(there, {("foster", 2027): 260, ("foster", 2028): 260}, 240)
    assert (row["Children now"], row["May be too few"]) == ("247", "now")


def test_the_headline_says_what_to_do(there: Outlook) -> None:
    later = {("foster", 2029): 270, ("childrens_homes", 2028): 60}
    shown = briefing.when_to_decide(with_ahead(there, replace(ahead(), chances=chances(later))))
    assert shown.headline == "Foster care: decide by April 2027; children's homes: no date"


def test_without_any_figure_of_places_there_is_a_sentence(there: Outlook) -> None:
    none = with_ahead(there, replace(ahead(), chances=chances({("parents", 2028): 30})))
    assert "cannot be told" in briefing.when_to_decide(none).paragraphs[0]
    assert briefing.chances_of_places(none)._repr_html_() == ""
