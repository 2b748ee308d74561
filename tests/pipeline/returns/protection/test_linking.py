"""Counts from a return as linked tables: what a reader could subtract is known as such."""

from datetime import date

import pandas as pd

from analysis.catalogue.returns import relations
from analysis.catalogue.returns.groups import counted as by
from analysis.core.shapes import ALL, OK, SUPPRESSED
from analysis.intake.returns.counts.counting import counts
from analysis.pipeline.returns.protection.linking import linked
from analysis.protect.linked.cells import Sum, complement_of
from invented_returns import child, episode, known

IN_CARE = ("cla_31_march", ALL, ALL)
STARTED = ("cla_started", ALL, ALL)


def some_counts(day: date = date(2025, 3, 31)) -> pd.DataFrame:
    stays = child("2012-06-01", episode("2022-05-01"), oc2=[{"HEALTH_ASSESSMENT": 1}])
    new = child("2018-06-01", episode("2024-05-01"), sex="M")
    return counts(known(stays, stays, new), day)


def test_every_breakdown_adds_up_to_its_total() -> None:
    sums = linked(some_counts()).sums
    for dimension in ("age", "sex", "uasc", "need", "legal_status", "placement", "provider"):
        parts = [s.parts for s in sums if s.whole == IN_CARE and s.parts[0][1] == dimension]
        shown = [each for each in parts if each[-1][0] != "not"]
        assert len(shown) == 1, dimension


def test_those_who_are_not_in_a_category_of_all_but_a_few_can_be_worked_out() -> None:
    """Two of three in a foster home: the third is told by the two."""
    tables = linked(some_counts())
    male = ("cla_31_march", "sex", "male")
    assert tables.values[male] == 1
    assert tables.values[complement_of(male)] == 2
    assert complement_of(male) in tables.unprinted


def test_those_who_are_not_in_a_numerator_are_a_cell_that_nobody_prints() -> None:
    tables = linked(some_counts())
    assessed = ("health_assessment", ALL, ALL)
    rest = complement_of(assessed)
    assert rest in tables.unprinted
    assert tables.values[rest] == 0
    assert Sum(("cla_12_months", ALL, ALL), (assessed, rest)) in tables.sums


def test_the_same_children_under_two_names_are_one_number() -> None:
    assert Sum(("placement_stability_cohort", ALL, ALL), (IN_CARE,)) in linked(some_counts()).sums


def test_what_the_department_prints_is_known_to_everybody() -> None:
    mine = some_counts()
    theirs = mine[mine["measure"] == "cla_31_march"]
    other = theirs.assign(value=theirs["value"] + 1)
    assert IN_CARE in linked(mine, published=theirs).fixed
    assert IN_CARE not in linked(mine, published=other).fixed


def test_what_came_since_an_earlier_day_of_the_year_can_be_worked_out() -> None:
    earlier = some_counts(date(2024, 6, 30))
    tables = linked(some_counts(), before=[earlier])
    since = ("apart", 0, STARTED)
    assert since in tables.unprinted
    assert tables.values[since] == 0
    hidden = earlier.assign(value=float("nan"), status=SUPPRESSED)
    assert since not in linked(some_counts(), before=[hidden]).values


def test_every_declared_relation_is_of_measures_that_are_counted() -> None:
    there = set(some_counts()["measure"])
    declared = {*relations.PART_OF, *relations.PART_OF.values(), *relations.SAME_AS}
    declared |= {*relations.CUMULATIVE, *relations.MEANS, *relations.CATEGORY_AS_TOTAL}
    others = {name for name in declared if name.startswith("care_leavers")}
    workers = {"three_or_more_social_workers", "social_worker_cohort"}
    groups = {*by.MOVES, by.MISSING, by.REVIEWS, by.ON_TIME, by.FAR, by.DISTANCE_KNOWN}
    assert declared - there - others - workers - groups == set()


def of_groups(*cells: tuple[str, str, str, int]) -> pd.DataFrame:
    columns = ["measure", "dimension", "category", "value"]
    return pd.DataFrame(cells, columns=columns).assign(status=OK, unit="children")


def test_those_of_a_group_who_are_not_in_its_numerator_can_be_worked_out() -> None:
    tables = linked(
        of_groups(("cla_31_march", "sex", "male", 60), ("missing_of_in_care", "sex", "male", 20))
    )
    male = ("missing_of_in_care", "sex", "male")
    assert tables.values[complement_of(male)] == 40
    assert Sum(("cla_31_march", "sex", "male"), (male, complement_of(male))) in tables.sums


def test_a_group_by_the_day_of_the_event_is_no_part_of_one_by_another_day() -> None:
    tables = linked(of_groups(("cla_during_year", "age", "16", 9), ("cla_ceased", "age", "16", 2)))
    assert complement_of(("cla_ceased", "age", "16")) not in tables.values


def test_homes_by_age_add_up_to_the_ages() -> None:
    cells = [(measure, "age", "10_to_15", 10) for measure in by.IN_KIND.values()]
    tables = linked(of_groups(("cla_31_march", "age", "10_to_15", 40), *cells))
    parts = tuple(cell[:3] for cell in cells)
    assert Sum(("cla_31_march", "age", "10_to_15"), parts) in tables.sums


def test_those_of_sixteen_are_told_by_a_cohort_that_ends_within_a_band() -> None:
    band = [
        ("cla_12_months", "age", each, n)
        for each, n in zip(by.SDQ_BANDS_OF_AGE, (5, 6, 9), strict=True)
    ]
    tables = linked(
        of_groups(
            ("cla_12_months_5_16", ALL, ALL, 15), *band, ("sdq_received", "age", "16_and_over", 1)
        )
    )
    assert tables.values[("of 16",)] == 4
    assert tables.values[("of 17",)] == 5
    assert tables.values[("of 16 and not asked",)] == 3
    assert ("of 17",) in tables.unprinted
