"""Health, missing, social workers and care leavers, each in its own group."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.catalogue.returns.tables import TABLES
from analysis.core import shapes
from analysis.core.shapes import ALL
from analysis.intake.returns.counts.counting import counts
from invented_returns import child, counted, episode, known, split, total

YES = {"HEALTH_ASSESSMENT": 1, "TEETH_CHECK": 1, "IMMUNISATIONS": 1, "SUBSTANCE_MISUSE": 1}
IN_CARE = episode("2020-01-01")
BORN = "2010-06-01"


@pytest.mark.parametrize(("start", "asked"), [("2024-03-31", 1), ("2024-04-01", 0)])
def test_health_is_asked_of_children_in_care_for_twelve_months(start: str, asked: int) -> None:
    found = counted(child(BORN, episode(start), oc2=[YES]))
    assert total(found, "cla_12_months") == asked
    for measure in ("health_assessment", "dental_check", "immunisations", "substance_misuse"):
        assert total(found, measure) == asked


@pytest.mark.parametrize(
    ("score", "band"), [(13, "normal"), (14, "borderline"), (16, "borderline"), (17, "concern")]
)
def test_scores_fall_into_bands(score: int, band: str) -> None:
    found = counted(child(BORN, IN_CARE, oc2=[{"SDQ_SCORE": score}]))
    assert total(found, "sdq_received") == total(found, f"sdq_{band}") == 1
    assert total(found, "sdq_average") == score


@pytest.mark.parametrize(
    ("born", "measure", "asked"),
    [
        ("2020-04-01", "development_assessment", 1),
        ("2020-03-31", "development_assessment", 0),  # five on the day
        ("2015-03-31", "convicted", 1),
        ("2015-04-01", "convicted", 0),  # nine
        ("2020-03-31", "sdq_received", 1),
        ("2020-04-01", "sdq_received", 0),  # four
        ("2008-04-01", "sdq_received", 1),
    ],
)
def test_each_measure_has_its_own_ages(born: str, measure: str, asked: int) -> None:
    said = {"HEALTH_CHECK": 1, "CONVICTED": 1, "SDQ_SCORE": 10}
    found = counted(child(born, episode("2022-01-01"), oc2=[said]))
    assert total(found, measure) == asked


def test_help_is_counted_among_those_with_a_substance_problem() -> None:
    helped = {"SUBSTANCE_MISUSE": 1, "INTERVENTION_OFFERED": 1, "INTERVENTION_RECEIVED": 1}
    refused = helped | {"INTERVENTION_RECEIVED": 0}
    no_problem = helped | {"SUBSTANCE_MISUSE": 0}
    found = counted(*(child(BORN, IN_CARE, oc2=[said]) for said in (helped, refused, no_problem)))
    assert total(found, "substance_intervention") == 1
    assert total(found, "substance_refused") == 1


OF_TABLES = {
    "oc2": (("health_assessment", ALL, ALL), ("sdq_received", ALL, ALL), ("convicted", ALL, ALL)),
    "oc3": (
        ("care_leavers_17_18", "activity", "eet"),
        ("care_leavers_19_21", ALL, ALL),
        ("care_leavers_accommodation_19_21", "accommodation", "suitable"),
        ("care_leavers_in_touch_19_21", "contact", "in_touch"),
        ("care_leavers_22", "in_touch", "received_support"),
    ),
    "missing": (("missing_during_year", ALL, ALL), ("away_incidents", ALL, ALL)),
    "social_worker": (("three_or_more_social_workers", ALL, ALL),),
    "uasc": tuple((m, "uasc", "uasc") for m in ("cla_31_march", "cla_started", "cla_ceased")),
}
EVERY = [(table, cell) for table, cells in OF_TABLES.items() for cell in cells]


@pytest.mark.parametrize(("table", "cell"), EVERY)
def test_no_rows_are_noughts_but_of_a_table_that_has_a_row_for_everybody(
    table: str, cell: tuple[str, str, str]
) -> None:
    found = counted(child(BORN, IN_CARE))[cell]
    assert pd.isna(found) if TABLES[table].everybody else found == 0


def test_an_extract_without_rows_for_the_end_of_the_year_says_nothing_of_health() -> None:
    day = date(2025, 9, 30)
    past = replace(known(child(BORN, IN_CARE), years=(2024, 2025, 2026)), as_at=day)
    found = counts(past, day)
    assert {"health_assessment", "care_leavers_19_21"}.isdisjoint(found["measure"])
    assert "cla_12_months" in set(found["measure"])


@pytest.mark.parametrize(("table", "cell"), EVERY)
def test_what_a_table_that_was_not_given_tells_is_not_available(
    table: str, cell: tuple[str, str, str]
) -> None:
    told = {
        "oc2": [YES],
        "oc3": [{"IN_TOUCH": "YES", "ACTIV": "F1", "ACCOM": "U1"}],
        "social_worker": [{"SW_ID": "a", "SW_DECOM": "2022-01-01"}],
    }
    told.pop(table, None)
    rows = counts(known(child(BORN, IN_CARE, **told), without=(table,)), date(2025, 3, 31))
    found = rows.set_index(["measure", "dimension", "category"])
    assert found.loc[cell, "status"] == shapes.NOT_AVAILABLE
    lacking = set(rows.loc[rows["status"] == shapes.NOT_AVAILABLE, "measure"])
    others = {each for name, cells in OF_TABLES.items() if name != table for each, *_ in cells}
    assert lacking.isdisjoint(others)
    assert found.loc[("cla_31_march", ALL, ALL), "value"] == 1


def test_what_is_filled_in_for_the_end_of_a_return_is_not_counted_on_other_days() -> None:
    found = counted(child(BORN, IN_CARE, oc2=[YES]), day=date(2024, 9, 30))
    assert {"health_assessment", "care_leavers_19_21"}.isdisjoint(found.index.unique("measure"))
    assert total(found, "cla_12_months") == 1


def test_missing_and_away_are_counted_apart() -> None:
    found = counted(
        child(
            BORN,
            IN_CARE,
            missing=[
                {"MISSING": "M", "MIS_START": "2024-03-30", "MIS_END": "2024-04-02"},
                {"MISSING": "M", "MIS_START": "2025-03-30"},
                {"MISSING": "A", "MIS_START": "2024-07-01", "MIS_END": "2024-07-02"},
                {"MISSING": "M", "MIS_START": "2023-07-01", "MIS_END": "2023-07-02"},
            ],
        )
    )
    assert total(found, "missing_during_year") == total(found, "missing_more_than_once") == 1
    assert total(found, "missing_incidents") == 2
    assert total(found, "missing_at_31_march") == 1
    assert total(found, "away_during_year") == total(found, "away_incidents") == 1
    assert total(found, "away_at_31_march") == 0


def test_a_return_to_an_earlier_social_worker_counts() -> None:
    days = ("2023-01-01", "2024-06-01", "2024-09-01", "")
    workers = [
        {"SW_ID": name, "SW_DECOM": start, "SW_DEC": end or None}
        for name, start, end in zip(("SW1", "SW2", "SW1"), days[:-1], days[1:], strict=True)
    ]
    found = counted(child(BORN, IN_CARE, social_worker=workers))
    assert total(found, "three_or_more_social_workers") == 1


def leaver(born: str, **said: str) -> dict:
    return child(born, oc3=[{"IN_TOUCH": "YES", "ACTIV": "F1", "ACCOM": "U1"} | said])


@pytest.mark.parametrize(
    ("born", "group"),
    [("2007-04-01", "17_18"), ("2006-03-31", "19_21"), ("2003-04-01", "19_21")],
)
def test_care_leavers_are_grouped_by_their_birthday_in_the_year(born: str, group: str) -> None:
    assert total(counted(leaver(born)), f"care_leavers_{group}") == 1


def test_those_who_died_or_returned_home_are_left_out() -> None:
    found = counted(
        leaver("2005-06-01"), *(leaver("2005-06-01", IN_TOUCH=c) for c in ("DIED", "RHOM"))
    )
    assert total(found, "care_leavers_19_21") == 1


@pytest.mark.parametrize(
    ("activity", "eet", "category"),
    [
        ("F1", 1, "higher_education"),
        ("P4", 1, "apprenticeship"),
        ("G4", 0, "not_eet_illness"),
        ("0", 0, "not_known"),
    ],
)
def test_what_care_leavers_do(activity: str, eet: int, category: str) -> None:
    doing = split(counted(leaver("2005-06-01", ACTIV=activity)), "care_leavers_19_21", "activity")
    assert doing[category] == 1
    assert doing.get("eet", 0) == eet


def test_homes_that_cannot_be_judged_are_left_out_of_the_group() -> None:
    homes = ("U1", "V2", "0", "G1", "H1", "R2")
    found = counted(*(leaver("2005-06-01", ACCOM=home) for home in homes))
    measure = "care_leavers_accommodation_19_21"
    assert total(found, "care_leavers_19_21") == 6
    assert total(found, measure) == 3
    each = {"suitable": 1, "unsuitable": 1, "no_information": 1}
    assert split(found, measure, "accommodation") == each


def test_contact_with_care_leavers() -> None:
    found = counted(*(leaver("2005-06-01", IN_TOUCH=c) for c in ("YES", "NO", "REFU", "NREQ")))
    each = dict.fromkeys(("in_touch", "not_in_touch", "refused", "no_longer_required"), 1)
    assert split(found, "care_leavers_in_touch_19_21", "contact") == each
