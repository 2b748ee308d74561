"""Who is in care, who came and who left: children written out by hand, and what is published."""

from datetime import date

import pandas as pd
import pytest

from analysis.core import store
from analysis.intake.returns.counts.counting import counts
from invented_returns import child, counted, episode, known, split, total

IN_CARE = "cla_31_march"
MARCH = date(2025, 3, 31)


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [
        ("2025-03-31", "", 1),  # begun on the day
        ("2025-04-01", "", 0),  # begun the day after
        ("2024-06-01", "2025-03-31", 0),  # ended on the day: not looked after on it
        ("2024-06-01", "2025-04-01", 1),  # ended the day after
    ],
)
def test_a_child_is_in_care_from_the_first_day_to_the_day_before_the_last(
    start: str, end: str, there: int
) -> None:
    there_now = counted(child("2012-06-01", episode(start, end, "E4A" if end else "")))
    assert total(there_now, IN_CARE) == there


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2024-04-01", "under_1"),
        ("2024-03-31", "1_to_4"),  # one on the day
        ("2020-04-01", "1_to_4"),
        ("2020-03-31", "5_to_9"),
        ("2009-04-01", "10_to_15"),
        ("2009-03-31", "16_and_over"),
    ],
)
def test_age_is_that_of_the_day_and_not_of_the_start(born: str, band: str) -> None:
    found = counted(child(born, episode("2024-05-01")))
    assert split(found, IN_CARE, "age") == {band: 1}


def test_a_birthday_on_29_february_falls_on_1_march() -> None:
    leap = child("2008-02-29", episode("2020-05-01"))
    for day, band in ((date(2024, 2, 28), "10_to_15"), (date(2024, 3, 31), "16_and_over")):
        assert split(counted(leap, day=day), IN_CARE, "age") == {band: 1}


def test_breakdowns_use_the_codes_of_the_day() -> None:
    found = counted(
        child(
            "2008-06-01",
            episode("2024-05-01", "2024-09-01", LS="V2", CIN="N8"),
            episode("2024-09-01", rne="B", LS="C2", CIN="N8", PLACE="K3", PLACE_PROVIDER="PR4"),
            sex="M",
            ethnic="CHNE",
        )
    )
    expected = {
        "sex": "male",
        "ethnicity": "asian",
        "need": "n8_absent_parenting",
        "legal_status": "full_care_order",
        "placement": "supported",
        "provider": "private",
        "uasc": "not_uasc",
    }
    for dimension, category in expected.items():
        assert split(found, IN_CARE, dimension) == {category: 1}


def test_respite_is_in_no_count_but_its_own() -> None:
    found = counted(child("2012-06-01", episode("2024-05-01", LS="V4")))
    assert total(found, "short_term_placements") == 1
    for measure in (IN_CARE, "cla_started", "cla_during_year", "placement_stability_cohort"):
        assert total(found, measure) == 0


def test_care_that_follows_respite_begins_with_the_order() -> None:
    found = counted(
        child(
            "2012-06-01",
            episode("2022-05-01", "2024-07-01", LS="V4"),
            episode("2024-07-01", rne="L", LS="C1"),
        )
    )
    assert total(found, "cla_started") == 1
    assert split(found, "cla_started", "legal_status") == {"interim_care_order": 1}
    assert total(found, "short_term_placements") == 0


def test_the_first_start_of_a_year_counts_and_the_last_end() -> None:
    found = counted(
        child(
            "2012-06-01",
            episode("2024-05-01", "2024-06-01", "E4B", CIN="N4"),
            episode("2024-08-01", "2024-12-01", "E41", CIN="N1"),
        )
    )
    assert total(found, "cla_started") == total(found, "cla_ceased") == 1
    assert split(found, "cla_started", "need") == {"n4_acute_stress": 1}
    assert split(found, "cla_ceased", "reason") == {"child_arrangements": 1}


def test_flows_are_of_the_year_to_the_day() -> None:
    stays = child("2012-06-01", episode("2024-04-01", "2024-09-30", "E4A"))
    early = counted(stays, day=date(2024, 9, 29))
    late = counted(stays, day=date(2024, 9, 30))
    assert (total(early, "cla_started"), total(early, "cla_ceased")) == (1, 0)
    assert (total(late, "cla_started"), total(late, "cla_ceased")) == (1, 1)


def test_a_young_person_who_turns_18_leaves_at_18() -> None:
    found = counted(child("2006-12-01", episode("2020-01-01", "2024-12-01", "E17")))
    assert split(found, "cla_ceased", "age") == {"18_and_over": 1}
    assert split(found, "cla_ceased", "reason") == {"remained_with_carers_at_18": 1}


def test_an_unaccompanied_child_is_one_until_the_status_ceases() -> None:
    alone = child("2007-09-01", episode("2024-05-01"), uasc=[{"DUC": "2025-09-01"}])
    no_longer = child("2007-01-01", episode("2024-05-01"), uasc=[{"DUC": "2025-01-01"}])
    assert split(counted(alone, no_longer), IN_CARE, "uasc") == {"uasc": 1, "not_uasc": 1}


def test_one_whose_status_ceases_with_care_at_18_left_as_unaccompanied() -> None:
    gone = child(
        "2006-12-01", episode("2024-05-01", "2024-12-01", "E5"), uasc=[{"DUC": "2024-12-01"}]
    )
    assert split(counted(gone), "cla_ceased", "uasc") == {"uasc": 1}


def test_a_child_without_a_header_is_in_the_total_and_not_known_in_breakdowns() -> None:
    found = counted(child("", episode("2024-05-01")))
    assert total(found, IN_CARE) == 1
    assert split(found, IN_CARE, "age") == split(found, IN_CARE, "sex") == {"not_known": 1}


def test_a_day_outside_the_returns_is_refused() -> None:
    past = known(child("2012-06-01", episode("2024-05-01")))
    for day in (date(2022, 3, 31), date(2025, 4, 1)):
        with pytest.raises(ValueError, match="the returns cover 2022-04-01 to 2025-03-31"):
            counts(past, day)


def test_every_category_that_is_published_is_counted() -> None:
    """Zeros too, so that a table from a return has the rows of the published one."""
    mine = counts(known(child("2012-06-01", episode("2024-05-01"))), MARCH)
    found = set(zip(mine["measure"], mine["dimension"], mine["category"], strict=True))
    published = store.counts(areas=["380"])
    published = published[published["period_end"] >= pd.Timestamp(2024, 3, 31)]  # as codes are now
    keys = published[["measure", "dimension", "category", "unit"]].drop_duplicates()
    theirs = {
        (row.measure, row.dimension, row.category)
        for row in keys.itertuples()
        if row.measure in set(mine["measure"]) and row.unit in ("children", "incidents")
    }
    where = {"locality", "distance", "locality_distance", "location"}
    assert {key for key in theirs - found if key[1] not in where} == set()
