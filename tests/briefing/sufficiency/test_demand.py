"""What the sufficiency report says of demand: every authority's sentences, and invented towns."""

import importlib
import math
import re

import pytest

from analysis.briefing.sufficiency import (
    demand,
    on_a_page,
    outlook,
    past_scores,
    plan,
    track_record,
    what_may_come,
)
from analysis.catalogue.areas import Area, areas, authorities
from analysis.catalogue.assumptions import ASSUMPTIONS
from analysis.catalogue.categories import CATEGORIES
from analysis.core.errors import AbolishedAreaError, UnknownNameError
from analysis.core.shapes import OK
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Cards, Prose
from briefed import AWKWARD, TODAY
from foreseen import (
    CHILDREN,
    HUSHFORD,
    ORDINARTON,
    ORIGIN,
    PENNYLESS,
    SILENTHAM,
    TINYTON,
    TOWNS,
    invented,
    real,
)
from reading import MINUS, cells, faults, labels, number, numbers, sentences, told

scenarios = importlib.import_module("analysis.briefing.sufficiency.scenarios")

CODES = [a.code for a in authorities()]
SAMPLE = sorted({*AWKWARD, *CODES[::12]})
SAID = (
    demand.say_children,
    track_record.say_did_it_work,
    track_record.archived,
    on_a_page.plan_on_a_page,
    what_may_come.what_it_takes,
    plan.decisions,
    plan.questions,
)
DRAWN = (
    demand.children,
    lambda here: demand.children_by(here, "placement"),
    lambda here: demand.children_by(here, "age"),
    lambda here: demand.children_by(here, "uasc"),
    demand.leavers,
    track_record.did_it_work,
    scenarios.scenarios,
    what_may_come.plan_ahead,
    plan.actions,
)
ONE = re.compile(rf"(?<![\d,.{MINUS}])1 (more |foster )*(children|places|young people|years)\b")
LONGEST_SENTENCE = 45
each_town = pytest.mark.parametrize("town", TOWNS, ids=[t.name for t in TOWNS])


def misread(shown: object) -> list[str]:
    """What a reader would stumble over in the sentences, headlines and cells of what is shown."""
    found = []
    for text in filter(None, told(shown)):
        found += faults(text, stops=not isinstance(shown, Cards)) + ONE.findall(text)
        if isinstance(shown, (Prose, Bullets)):
            long = [s for s in sentences(text) if len(s.split()) > LONGEST_SENTENCE]
            found += [f"a long sentence: {s}" for s in long]
    for text in labels(shown):
        found += faults(text, stops=False) + ONE.findall(text)
    return found


# --- Every real authority -----------------------------------------------------------------------


def test_every_authority_is_told_in_sentences_that_can_be_read_aloud() -> None:
    found = [(areas()[c].name, misread(say(real(c)))) for c in CODES for say in SAID]
    assert not [each for each in found if each[1]]


@pytest.mark.parametrize("code", SAMPLE, ids=lambda code: areas()[code].name)
def test_exhibits_of_awkward_authorities_can_be_read_and_drawn(code: str) -> None:
    for show in DRAWN:
        shown = show(real(code))
        assert not misread(shown)
        assert shown._repr_html_() or shown.paragraphs == []


def test_the_range_said_is_the_range_of_the_fan() -> None:
    for code in CODES:
        here = real(code)
        foreseen = demand.ahead(here, CHILDREN)
        if not foreseen:
            assert demand.say_children(here).paragraphs == [demand.NOT_ENOUGH]
            continue
        first = demand.say_children(here).paragraphs[0]
        table = dict(zip([a.year for a in foreseen], [a.likely for a in foreseen], strict=True))
        for year in (ORIGIN + 3, ORIGIN + 5):
            low, high = table[year].split(" to ")
            assert f"between {low} and {high} children are in our care on 31 March {year}" in first


def test_parts_of_a_total_with_a_forecast_are_all_there() -> None:
    for code in SAMPLE:
        here = real(code)
        there = bool(demand.ahead(here, CHILDREN))
        homes = demand.parts_of(here, "placement")
        assert len(homes) in (0, len(CATEGORIES["placement"]))
        assert there or not homes


def test_authorities_without_a_number_now_have_no_forecast_and_say_so() -> None:
    silent = [code for code in CODES if not demand.ahead(real(code), CHILDREN)]
    assert silent
    for code in silent:
        here = real(code)
        assert math.isnan(here.published.rows(CHILDREN)[-1].value)
        assert demand.children(here).paragraphs == []
        assert what_may_come.plan_ahead(here).paragraphs == [demand.NOT_ENOUGH]
        assert "no supply figure" not in " ".join(plan.decisions(here).points)


def test_an_outlook_that_is_opened_is_the_one_that_the_tests_read() -> None:
    opened, quick = outlook.open_outlook("Bradford", TODAY), real("380")
    assert opened.name == quick.name == "Bradford"
    assert opened.origin == quick.origin
    for say in (
        demand.say_children,
        track_record.say_did_it_work,
        track_record.archived,
        track_record.say_trust,
    ):
        assert told(say(opened)) == told(say(quick))
    assert opened.figures.today.isoformat() == TODAY


def test_an_area_that_ended_or_is_unknown_has_no_outlook() -> None:
    with pytest.raises(AbolishedAreaError, match="Cumberland"):
        outlook.open_outlook("Cumbria")
    with pytest.raises(UnknownNameError, match="Did you mean Bradford"):
        outlook.open_outlook("Bradfrd")


# --- How far to trust it ------------------------------------------------------------------------


def test_trust_says_of_each_kind_what_its_table_prints() -> None:
    here = real("380")
    table = track_record.trust(here).table.set_index("Children")
    lines = track_record.say_trust(here).points
    assert len(lines) == len(table) == 3 + len(CATEGORIES["placement"]) + 1
    for line in lines:
        assert not faults(line)
        label, rest = line.split(": ", 1)
        printed = " ".join(table.loc[label])
        if "too few past forecasts" not in rest:
            assert set(re.findall(r"\d+%", rest)) <= set(printed.split())


def test_a_kind_whose_outcomes_were_nearly_all_nought_is_not_called_a_good_guide() -> None:
    """Published cells of residential schools are noughts: a miss in per cent has nothing to say."""
    cases = outlook.store.read("hindcast.parquet")
    schools = cases[cases["category"] == "residential_schools"]
    assert (schools["actual"] > 0).sum() < past_scores.FEWEST_ABOVE_ZERO < len(schools)
    told_of = {p.split(":")[0]: p for p in track_record.say_trust(real("380")).points}
    assert "too few past forecasts" in told_of["Residential schools"]
    scores = past_scores.scores()
    mine = scores[(scores["group"] == "placement: residential_schools")]
    mine = mine[(mine["model"] == "model") & mine["value"].isna()]
    assert {"mape", "bias"} <= set(mine["score"])
    assert past_scores.scores()["value"].notna().sum() > 0.9 * len(scores)


def test_what_three_years_ago_would_have_said_agrees_with_its_chart() -> None:
    for code in SAMPLE:
        here = real(code)
        shown = track_record.did_it_work(here)
        if not isinstance(shown, Exhibit):
            continue
        table = shown.table.set_index("31 March")
        said = track_record.say_did_it_work(here).paragraphs[0]
        if f"March {ORIGIN - 3}" in said:
            row = table.loc[str(ORIGIN)]
            assert f"would have said {row['Eight of ten futures']} child" in said
            assert f"the middle at {row['Middle line']}. " in said
            assert f"{row['Published']}: " in said
        inside = 0
        for year in range(ORIGIN - 2, ORIGIN + 1):
            row = table.loc[str(year)]
            if row["Eight of ten futures"] == "not foreseen" or not row["Published"][0].isdigit():
                continue
            low, _, high = row["Eight of ten futures"].partition(" to ")
            inside += number(low) <= number(row["Published"]) <= number(high or low)
        assert f": {inside} of " in shown.headline


# --- Invented towns -----------------------------------------------------------------------------


@each_town
def test_every_town_is_told_without_a_fault(town) -> None:
    here = invented(town)
    for show in (*SAID, *DRAWN):
        assert not misread(show(here)), show
    assert track_record.trust(here)._repr_html_() and track_record.say_trust(here)._repr_html_()


def test_a_hidden_cell_stays_hidden_and_is_said_to_stand_in() -> None:
    shown = demand.children_by(invented(HUSHFORD), "placement")
    table = shown.table.set_index("Children")
    assert table.loc["Placed for adoption", str(ORIGIN)] == "suppressed"
    assert "is not worked out" in shown.note
    assert "is not worked out" not in demand.children_by(invented(ORDINARTON), "placement").note


def test_hidden_cells_are_not_given_away_by_what_is_printed_beside_them() -> None:
    """Of eight kinds two are hidden: nothing printed for the newest year is their number."""
    table = demand.children_by(invented(HUSHFORD), "placement").table
    printed = [c for c in table[str(ORIGIN)] if c != "suppressed"]
    assert len(printed) == 6
    assert sum(number(c) for c in printed) < 500


def test_a_town_without_a_number_now_gets_sentences_and_no_charts() -> None:
    here = invented(SILENTHAM)
    assert demand.say_children(here).paragraphs == [demand.NOT_ENOUGH]
    for show in DRAWN[:4]:
        assert show(here).paragraphs == []
    assert "no number was published" in demand.leavers(here).paragraphs[0]
    assert track_record.say_did_it_work(here).paragraphs == [
        "No earlier forecast for this council can be scored yet."
    ]
    assert plan.decisions(here).points == [plan.TOO_SMALL]
    assert tuple(plan.questions(here).points) == plan.ASKED_OF_FEW
    assert "Count the places" in plan.actions(here).table["Action"].iloc[0]


def test_a_town_without_spending_has_the_rest_of_its_plan() -> None:
    rows = what_may_come.plan_ahead(invented(PENNYLESS)).table
    assert rows.iloc[-1, 1] == "not known" and "no forecast" in rows.iloc[-1, -1]
    assert rows.iloc[0, 1][0].isdigit()
    money = what_may_come.plan_ahead(invented(ORDINARTON)).table.iloc[-1]
    assert money["What may be (drawn)"].startswith("£")


def test_one_child_is_not_one_children() -> None:
    here = invented(TINYTON)
    assert "1 child is in our care" in demand.say_children(here).paragraphs[0]
    assert demand.children(here).headline.startswith("1 child in care")


@each_town
def test_every_figure_of_the_plan_is_marked_as_what_it_is(town: Area) -> None:
    """Counted on the cards; drawn and assumed in the heads of the table; its present marked."""
    here = invented(town)
    for card in on_a_page.plan_on_a_page(here).cards:
        known = card.number[0].isdigit()
        assert known == card.implication.startswith("Counted"), card
    shown = what_may_come.plan_ahead(here)
    if isinstance(shown, Exhibit):
        assert "(drawn)" in shown.table.columns[1] and "(assumed)" in shown.table.columns[2]
        for now in shown.table.iloc[:, 0]:
            assert now.endswith((").", "Now: not known.", "Now: suppressed.")), now


def test_no_number_of_places_to_spare_is_a_headline() -> None:
    for code in SAMPLE:
        here = real(code)
        for card in on_a_page.plan_on_a_page(here).cards:
            assert "spare" not in card.number and "too few" not in card.number
        shown = what_may_come.plan_ahead(here)
        if isinstance(shown, Exhibit):
            assert "spare" not in shown.headline


def test_the_record_of_a_town_is_that_of_its_cases() -> None:
    """Twelve forecasts of 510; the first outcome was 696, the others 497 to 500."""
    said = track_record.say_did_it_work(invented(ORDINARTON)).paragraphs
    assert "would have said 476 to 544 children for March 2025" in said[0]
    assert "Of 12 such forecasts for this council, made from 2020 to 2024" in said[1]
    assert "11 held what happened" in said[1]


def test_a_forecast_that_was_not_scored_is_not_drawn() -> None:
    assert not isinstance(track_record.did_it_work(invented(SILENTHAM)), Exhibit)
    said = track_record.say_did_it_work(invented(SILENTHAM)).paragraphs
    assert said == ["No earlier forecast for this council can be scored yet."]


@each_town
def test_the_largest_group_of_the_headline_is_the_largest_of_the_table(town) -> None:
    for dimension in ("placement", "age"):
        shown = demand.children_by(invented(town), dimension)
        if isinstance(shown, Exhibit):
            middle = shown.table[f"{ORIGIN + 3}, middle"].map(number)
            label = shown.table["Children"][middle.idxmax()].lower()
            assert label in shown.headline.lower()
            assert "most" not in shown.headline


# --- Scenarios and assumptions ------------------------------------------------------------------


def test_each_scenario_is_told_beside_as_now() -> None:
    table = scenarios.scenarios(invented(ORDINARTON)).table.set_index("Scenario")
    assert [*table.index] == [t for name, t in scenarios.TITLES.items() if name != "price_shock"]
    for column in table:
        base = number(table.loc["As now", column])
        for cell in table[column].iloc[1:]:
            then, difference = re.fullmatch(rf"([\d,]+) \(([+{MINUS}]?[\d,]+)\)", cell).groups()
            assert number(then) - base == number(difference.lstrip("+"))
    assert table.loc["More foster carers", "All children"].endswith("(0)")
    assert table.loc["More foster carers", "In children's homes"].count(MINUS) == 1


def test_the_size_of_each_scenario_is_the_one_assumed() -> None:
    points = scenarios.what_each_means().points
    assert len(points) == len(scenarios.MEANS)
    for point, (name, _) in zip(points, scenarios.MEANS.values(), strict=True):
        assert f"{ASSUMPTIONS[name].value:g}%" in point and not faults(point)


def test_every_assumption_is_printed_with_its_range_and_source() -> None:
    table = scenarios.assumptions().table
    assert [*table["Assumption"]] == [a.title for a in ASSUMPTIONS.values()]
    for line, a in zip(table.to_dict("records"), ASSUMPTIONS.values(), strict=True):
        low, high = line["Range"].split(" to ")
        assert [number(line["Value"]), number(low), number(high)] == [a.value, a.low, a.high]
        assert len({text.partition(".")[2].__len__() for text in (line["Value"], low, high)}) == 1
        assert a.source.rstrip(".") in line["Source"] and not faults(line["Source"], stops=False)


# --- Reading the rows ---------------------------------------------------------------------------


def test_years_after_the_start_are_not_told_as_published() -> None:
    then = demand.past(invented(ORDINARTON), CHILDREN)
    assert [o.year for o in then] == [*range(2016, ORIGIN + 1)]


def test_only_years_beyond_the_third_are_level() -> None:
    foreseen = demand.ahead(invented(ORDINARTON), CHILDREN)
    assert [a.year for a in foreseen if a.level] == [ORIGIN + 4, ORIGIN + 5]
    assert [a.year for a in demand.ahead(real("380"), CHILDREN) if a.level] == [2029, 2030]


def test_a_figure_that_is_not_forecast_is_an_empty_list() -> None:
    here = invented(ORDINARTON)
    assert demand.ahead(here, "castles") == [] and demand.past(here, "castles") == []
    assert {row.status for row in here.forecast(CHILDREN, "placement", "foster")} == {OK}
    years = [row.year for row in here.published.rows(CHILDREN)]
    assert years == sorted(years)


def test_figures_in_sentences_are_those_of_the_tables_beside_them() -> None:
    for town in (ORDINARTON, HUSHFORD, PENNYLESS):
        here = invented(town)
        years = {str(y) for y in range(2016, 2031)} | {"31"}
        said = numbers(demand.say_children(here).paragraphs[0]) - years
        assert said <= cells(demand.children(here))
