"""What is declared of our counts beside the published ones; and which of them start in April."""

from datetime import date

import pytest

from analysis.catalogue.indicators import indicator
from analysis.catalogue.not_published import NOT_PUBLISHED, SSDA903, TOLD_BY_RETURN, unknown_here
from analysis.catalogue.returns.differences import (
    BY_DIMENSION,
    HEADLINES,
    OTHERS,
    RULES,
    called,
    why,
)
from analysis.catalogue.returns.groups.counted import (
    DISTANCE_KNOWN,
    FAR,
    MISSING,
    MOVES,
    ON_TIME,
    REVIEWS,
)
from analysis.catalogue.returns.relations import (
    COUNTED_EACH_QUARTER,
    CUMULATIVE,
    PART_OF,
    counted_from,
    since_april,
)


def test_every_count_that_has_a_reason_has_a_name() -> None:
    named = {**HEADLINES, **OTHERS}
    assert not set(HEADLINES) & set(OTHERS)
    assert {m for measures in RULES.values() for m in measures} <= set(named)
    alone = {*MOVES, MISSING, ON_TIME, REVIEWS, FAR, DISTANCE_KNOWN, *COUNTED_EACH_QUARTER}
    assert {*PART_OF, *PART_OF.values(), *CUMULATIVE} - alone <= set(named)
    assert len(set(named.values())) == len(named)


def test_a_breakdown_has_the_reason_of_its_kind_before_that_of_its_measure() -> None:
    assert why("cla_31_march", "uasc") == BY_DIMENSION["uasc"]
    assert why("cla_31_march", "age").startswith("Records put right")
    assert why("a_new_measure", "all") == ""
    assert called("a_new_measure") == "A new measure"


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("cla_rate", False),
        ("placed_foster", False),
        ("same_placement_two_years", False),
        ("three_or_more_placements_two_years", False),
        ("cla_started_rate", True),
        ("missing_during_year", True),
        ("care_leavers_in_eet_19_21", True),
        ("three_or_more_placements", True),  # published for 31 March, and counted over the year
        ("three_or_more_social_workers", True),
        ("cla_per_leaver", True),
    ],
)
def test_what_starts_again_each_april_is_told_from_what_is_of_a_day(name: str, since: bool) -> None:
    assert since_april(indicator(name)) is since
    from_day = counted_from(indicator(name), date(2026, 9, 30))
    assert from_day == (date(2026, 4, 1) if since else None)


def test_a_whole_year_is_counted_from_the_april_before() -> None:
    assert counted_from(indicator("adopted"), date(2026, 3, 31)) == date(2025, 4, 1)


def test_a_return_answers_only_what_it_holds() -> None:
    suppliers = {n.ref: n.supplier for n in NOT_PUBLISHED}
    assert {suppliers[ref] for ref in TOLD_BY_RETURN} == {SSDA903}
    assert unknown_here(with_return=False) == NOT_PUBLISHED
    left = {n.ref for n in unknown_here(with_return=True)}
    assert left == set(suppliers) - set(TOLD_BY_RETURN)
