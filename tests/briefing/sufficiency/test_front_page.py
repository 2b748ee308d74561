"""The sufficiency report's front page as a fresh reader meets it: one number for one question."""

import re
from dataclasses import replace
from functools import cache

import pytest

from analysis import briefing
from analysis.briefing.sufficiency import on_a_page, plan, what_may_come
from analysis.briefing.sufficiency.cost import a_place
from analysis.briefing.sufficiency.own_ahead.decided import told_by_own
from analysis.briefing.sufficiency.shortfall import ranges
from analysis.briefing.sufficiency.supply import own_foster_places
from analysis.catalogue.areas import areas, authorities
from analysis.core import store
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.front import message
from analysis.present.words.homes.need_and_places import firm, planned
from briefed import AWKWARD, opened
from foreseen import real
from own_futures import ahead, with_ahead, with_places
from reading import MINUS, faults, labels, sentences, told

CODES = [a.code for a in authorities()]
SAMPLE = sorted({*AWKWARD, *CODES[::24], "201", "857", "886"})
LONGEST_SENTENCE = 25
FRONT = (
    on_a_page.plan_on_a_page,
    what_may_come.say_what_may_come,
    what_may_come.what_it_takes,
    what_may_come.plan_ahead,
    on_a_page.say_enough_homes,
    on_a_page.say_near_home,
    briefing.spend_said,
    briefing.outturn_said,
    briefing.say_two_costs,
    plan.decisions,
    plan.questions,
    on_a_page.say_dates,
)
FROM_HISTORIES = (briefing.say_next_years, briefing.say_why_more, briefing.when_to_decide)
ODDS = re.compile(r"(?:about|more than|fewer than) [1-9] of 10")
PERCENT_OF_FUTURES = re.compile(r"\d% (?:of|in) futures")
PLACES = re.compile(r"\d (?:more )?(?:foster )?places?\b")
NAMED = ("usable", "approved", "registered")
each_area = pytest.mark.parametrize("code", SAMPLE, ids=lambda code: areas()[code].name)


@pytest.fixture(scope="module")
def own() -> briefing.Outlook:
    """A council with histories: 247 children in foster care now, beside 240 usable places."""
    opened = briefing.open_outlook("Herefordshire", "2026-11-22")
    return with_places(with_ahead(opened, ahead()), {"foster": 240, "childrens_homes": 30})


def read(here: briefing.Outlook) -> list[str]:
    """Every point and paragraph of the front page, but for those under a picture."""
    shown = [say(here) for say in (*FRONT, *(FROM_HISTORIES if told_by_own(here) else ()))]
    return [text for each in shown if not isinstance(each, Exhibit) for text in told(each)]


@cache
def whole(code: str) -> briefing.Outlook:
    """A real authority with its measured figures beside similar authorities."""
    return replace(real(code), figures=opened(code))


def cells(shown: Exhibit) -> str:
    return " ".join(labels(shown))


# --- Two forecasts, one question ----------------------------------------------------------------


def test_what_own_histories_tell_is_not_forecast_a_second_time(own: briefing.Outlook) -> None:
    assert [*told_by_own(own)] == ["foster", "childrens_homes"]
    assert what_may_come.what_it_takes(own) == Prose([])
    assert on_a_page.enough_homes(own) == Prose([])
    assert len(told(what_may_come.what_it_takes(own, older=True))) == 2
    figures = what_may_come.plan_ahead(own).table.iloc[:, 0]
    assert [f.split(",")[1] for f in figures[:3]] == [
        " 30 September 2029. Now: 300 (a made-up return",
        " the year to March 2029. Now: 247 children (a made-up return)",
        " the year to March 2029. Now: 48 children (a made-up return)",
    ]


def test_where_two_forecasts_remain_one_line_says_what_each_asks(own: briefing.Outlook) -> None:
    _, asks, starts = what_may_come.say_what_may_come(own).paragraphs
    assert "ask about the fullest time of the year to March 2029" in asks
    assert "asks about one day: 31 March 2028" in asks
    assert len(ODDS.findall(asks)) == 2
    assert starts.endswith("a made-up return now has 247 and 48.")


def test_every_chance_on_the_front_is_in_the_same_form(own: briefing.Outlook) -> None:
    told_of = [*read(own), cells(briefing.when_to_decide(own))]
    for code in SAMPLE:
        told_of += read(whole(code))
    assert [text for text in told_of if PERCENT_OF_FUTURES.search(text)] == []
    assert not any("of 20 futures" in text for text in told_of)
    foster, homes, *_ = briefing.say_next_years(own).points
    assert ODDS.search(foster) and ODDS.search(homes)


def test_more_children_than_usable_places_are_explained(own: briefing.Outlook) -> None:
    foster, homes = briefing.say_why_more(own).points
    assert foster.startswith("Foster care has 247 children beside 240 usable places: each has a ")
    assert "agencies' and relatives' homes we count only as many as in March 2025" in foster
    assert "48 children beside 30 usable places" in homes and "inside the area" in homes
    enough = with_places(own, {"foster": 260, "childrens_homes": 60})
    assert briefing.say_why_more(enough) == Prose([])


# --- One definition of a place ------------------------------------------------------------------


@each_area
def test_every_number_of_places_says_which_places(code: str) -> None:
    here = whole(code)
    assert [t for t in read(here) if PLACES.search(t) and not any(n in t for n in NAMED)] == []


def test_so_it_does_from_own_histories(own: briefing.Outlook) -> None:
    assert [t for t in read(own) if PLACES.search(t) and not any(n in t for n in NAMED)] == []


@each_area
def test_the_plan_the_decision_and_the_question_count_the_same_places(code: str) -> None:
    here = real(code)
    decided = " ".join(plan.decisions(here).points)
    asked = " ".join(plan.questions(here).points)
    for kind in ("foster", "childrens_homes"):
        gap = planned(every := ranges(here, kind, "gap_children"))
        if not gap.known or gap.high <= 0:
            continue
        row = cells(what_may_come.plan_ahead(here))
        assert f"{gap.high:,} too few" in row
        more = gap.high - firm(every)
        assert not more or f"p to {more:,} more" in decided
        assert kind != "foster" or f"we would be {gap.high:,} usable foster" in asked


# --- What a place costs -------------------------------------------------------------------------


@each_area
def test_a_price_stands_beside_every_place_that_is_to_be_decided(code: str) -> None:
    here = real(code)
    for kind, label in (("foster", "Foster care"), ("childrens_homes", "Children's homes")):
        every = ranges(here, kind, "gap_children")
        wanted = firm(every) or planned(every).high if planned(every).known else 0
        cost = a_place.a_place(here, kind)
        if wanted <= 0 or cost is None:
            continue
        point = next(p for p in plan.decisions(here).points if p.startswith(label))
        price = f"{round(cost.middle, -3):,.0f}"
        assert f"Each place costs about £{price} in 2027-28 (drawn: £" in point
        assert wanted == 1 or f"All {wanted:,} places would commit about £" in point
        assert wanted == 1 or "a year (worked out: £" in point
        assert "(counted by the department)" in plan.decisions(here).points[-1]


def test_a_year_of_a_place_is_its_weeks_at_the_price_drawn() -> None:
    here = real("380")
    cost = a_place.a_place(here, "foster")
    row = here.known_forecast("price", "service", "fostering")[2]
    assert cost and cost.middle == pytest.approx(row.central * 365 / 7)
    assert cost.low < cost.middle < cost.high
    assert cost.commits(1) == [cost.commits(2)[0]]
    assert a_place.a_place(here, "supported") is None


def test_what_is_paid_for_already_is_not_called_new(own: briefing.Outlook) -> None:
    foster, homes = plan.decisions(own).points[:2]
    assert "7 children (worked out) live in such homes" in foster
    assert "18 children (worked out) live in such homes" in homes
    assert "A place costs" in briefing.when_to_decide(own).table


# --- Empty places, far away, and words that a councillor knows -----------------------------------


def test_empty_foster_places_are_asked_about_where_they_are_many() -> None:
    asked = 0
    for code in CODES:
        here, foster = real(code), own_foster_places(real(code))
        said = [p for p in plan.questions(here).points if "approved foster places" in p]
        few = foster is None or foster.empty < plan.MANY_EMPTY * foster.approved
        small = tuple(plan.questions(here).points) == plan.ASKED_OF_FEW
        assert bool(said) != (few or small), here.name
        if said and foster:
            asked += 1
            assert f"{foster.empty:,.0f} {'is' if foster.empty == 1 else 'are'} not" in said[0]
    assert asked > 100


def test_a_card_says_worse_wherever_its_section_does() -> None:
    worse = 0
    for code in SAMPLE:
        figures = whole(code).figures
        i = figures.indicator(on_a_page.FAR)
        section = message(i, figures.rows(i.id), figures.area, figures.change(i.id, years=5))
        card = on_a_page.plan_on_a_page(whole(code)).cards[1]
        says = "worse than similar authorities"
        assert (f"Clearly {says}" in section) == (f"Clearly {says}" in card.comparator), code
        worse += says in card.comparator
    assert worse > 2


@each_area
def test_every_sentence_of_the_front_can_be_read_aloud(code: str) -> None:
    long = [
        s
        for text in read(whole(code))
        for s in sentences(text)
        if len(s.split()) > LONGEST_SENTENCE
    ]
    assert long == []


def test_so_can_those_from_own_histories(own: briefing.Outlook) -> None:
    read_aloud = [s for text in read(own) for s in sentences(text)]
    assert [s for s in read_aloud if len(s.split()) > LONGEST_SENTENCE] == []
    assert [fault for text in read(own) for fault in faults(text)] == []
    assert not any(MINUS in text for text in read(own))


@each_area
def test_no_run_no_factor_and_no_share_of_a_variance_is_on_the_front(code: str) -> None:
    shown = what_may_come.plan_ahead(real(code))
    if not isinstance(shown, Exhibit):
        return
    assert store.forecast_record()["run"] not in shown.source
    assert "times our share" not in cells(shown) and "of what is not known" not in cells(shown)
