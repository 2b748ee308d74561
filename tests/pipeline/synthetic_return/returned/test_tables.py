"""Tables of a year: what is in which return, first open and then closed, in the year's codes."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.lives import Synthetic
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.pipeline.synthetic_return.returned.layout import columns, tables_of
from analysis.pipeline.synthetic_return.returned.tables import returns
from lived import adopted, alone_no_more, leavers, left_on_the_first_day, town, unsettled


def of(child, *years: int, **asked):
    return returns(Synthetic("999", "Town", years, 1, (child,), {}), **asked)


def cells(rows, table: str, *names: str):
    places = [columns(table).index(name) for name in names]
    return [tuple(row[place] for place in places) for row in rows]


@pytest.fixture(scope="module")
def ten_years():
    """A small authority over every change of codes."""
    return returns(generate(reporting_area("Leeds"), 250, 10, 5, first_year=2017))


def test_an_episode_is_there_again_first_open_and_then_closed():
    made = of(adopted(), 2024, 2025)
    last = "01/12/2023"
    for year, expected in ((2024, (last, "", "")), (2025, (last, "20/11/2024", "E12"))):
        found = cells(made[year]["episodes"], "episodes", "DECOM", "DEC", "REC")
        assert found[-1] == expected


def test_an_episode_that_ended_on_1_april_closes_in_the_new_return():
    made = of(left_on_the_first_day(), 2024, 2025)
    assert cells(made[2024]["episodes"], "episodes", "DEC") == [("",)]
    assert cells(made[2025]["episodes"], "episodes", "DEC", "REC") == [("01/04/2024", "E13")]


def test_a_reason_for_moving_is_said_only_when_it_has_ended():
    made = of(unsettled(), 2024, 2025)
    found = cells(made[2024]["episodes"], "episodes", "REASON_PLACE_CHANGE", "REC")
    assert found == [("", "")]
    assert ("CREQB", "X1") in cells(
        made[2025]["episodes"], "episodes", "REASON_PLACE_CHANGE", "REC"
    )


def test_incidents_and_workers_go_on_from_year_to_year():
    made = of(unsettled(), 2024, 2025)
    names = ("MISSING", "MIS_START", "MIS_END")
    assert cells(made[2024]["missing"], "missing", *names) == [("M", "30/03/2024", "")]
    assert cells(made[2025]["missing"], "missing", *names)[0] == ("M", "30/03/2024", "01/04/2024")
    workers = cells(made[2025]["social_worker"], "social_worker", "SW_ID", "SW_DEC")
    assert workers == [("SW3", "02/04/2024"), ("SW4", "01/09/2024"), ("SW3", "")]


def test_unaccompanied_children_adopted_ones_and_care_leavers_have_their_tables():
    alone = of(alone_no_more(), 2025)[2025]["uasc"]
    assert cells(alone, "uasc", "SEX", "DUC") == [("M", "01/12/2024")]
    made = of(adopted(), 2024, 2025)
    assert cells(made[2025]["ad1"], "ad1", "DATE_INT", "DATE_MATCH", "NB_ADOPTR") == [
        ("01/12/2022", "01/11/2023", "2")
    ]
    assert made[2024]["ad1"] == [] and len(made[2024]["placed_adoption"]) == 1
    young = of(leavers()[0], 2025)[2025]
    assert young["oc3"] == [["21", "05/05/2004", "YES", "F1", "Z1"]]
    assert len(young["header"]) == 1 and young["episodes"] == []


def test_an_extract_knows_nothing_of_what_came_later():
    made = of(unsettled(), 2024, 2025, as_at=date(2024, 9, 30))[2025]
    assert cells(made["episodes"], "episodes", "DECOM", "DEC")[-1] == ("10/07/2024", "")
    assert len(made["missing"]) == 3 and made["oc2"] == [] == made["oc3"]
    assert max(cells(made["social_worker"], "social_worker", "SW_DECOM")) == ("02/04/2024",)


def test_each_year_has_its_tables():
    assert "social_worker" not in tables_of(2023) and "dolo" not in tables_of(2026)
    made = returns(generate(reporting_area("Leeds"), 400, 2, 5, first_year=2026))
    assert "dolo" not in made[2026] and made[2027]["dolo"]


def test_each_year_has_its_codes(ten_years):
    def used(year, table, name):
        return {cell for (cell,) in cells(ten_years[year][table], table, name)} - {""}

    for year in range(2017, 2027):
        sexes = {"M", "F", "U"} if year >= 2025 else {"1", "2"}
        assert used(year, "header", "SEX") <= sexes
        assert used(year, "uasc", "SEX") <= sexes
        kinds = used(year, "episodes", "PLACE")
        assert ("K3" in kinds) == (year >= 2024)
        assert ({"H5", "P2"} & kinds != set()) == (year <= 2024)
        assert ("Z1" in kinds) <= (year <= 2025)
        assert ({"Z11", "Z12", "Z13", "Z14"} & kinds != set()) <= (year >= 2026)
        ended = used(year, "episodes", "REC")
        assert ({"E43", "E44"} & ended == set()) or year <= 2018
        assert ({"E45", "E46", "E47", "E48"} & ended == set()) or year >= 2019
        doing = used(year, "oc3", "ACTIV")
        assert ({"F3", "P3"} & doing == set()) or year <= 2021
        assert ({"F4", "P4", "F5", "P5"} & doing == set()) or year >= 2022


def test_every_row_has_a_cell_for_each_column():
    for tables in returns(replace(town(), years=(2024, 2025))).values():
        for table, rows in tables.items():
            assert {len(row) for row in rows} <= {len(columns(table))}


def test_short_breaks_have_no_postcodes_and_other_episodes_have(ten_years):
    rows = [row for tables in ten_years.values() for row in tables["episodes"]]
    posts = {
        status in ("V3", "V4"): {home, place}
        for status, home, place in cells(rows, "episodes", "LS", "HOME_POST", "PL_POST")
    }
    assert posts.pop(True) == {""} and "" not in posts.pop(False)


def test_a_status_that_has_not_ceased_is_said_to_cease_at_eighteen(ten_years):
    rows = cells(ten_years[2026]["uasc"], "uasc", "DOB", "DUC")
    assert rows and all(ceases[-4:].isdigit() for _, ceases in rows)
    going = [(born, ceases) for born, ceases in rows if int(ceases[-4:]) > 2026]
    assert going
    assert all(int(ceases[-4:]) - int(born[-4:]) == 18 for born, ceases in going)


def test_every_social_worker_has_the_reason_for_coming(ten_years):
    by_child: dict[str, list[str]] = {}
    for row in ten_years[2025]["social_worker"]:
        by_child.setdefault(row[0], []).append(row[-1])
    reasons = [why for of_child in by_child.values() for why in of_child]
    assert "" not in reasons and "FCONTA" in reasons
    assert all("FCONTA" not in of_child[1:] for of_child in by_child.values())


def test_no_answer_about_strengths_is_asked_of_children_under_four(ten_years):
    rows = cells(ten_years[2025]["oc2"], "oc2", "DOB", "SDQ_SCORE", "SDQ_REASON")
    young = [said for born, *said in rows if int(born[-4:]) >= 2022]
    assert young and all(said == ["", ""] for said in young)
