"""Moves between homes, how settled children are, and how many social workers they had."""

from datetime import date, timedelta

from analysis.pipeline.synthetic_return.lives import (
    Child,
    Stay,
    age_on,
    collection_year,
    months_before,
    year_start,
)
from analysis.pipeline.synthetic_return.truth import meanings as of
from analysis.pipeline.synthetic_return.truth.tally import Tally
from analysis.pipeline.synthetic_return.truth.when import (
    homes_within,
    kind_of,
    place_of,
    stay_on,
    within,
)

FIRST_YEAR_OF_WORKERS = 2024
ONE_YEAR, TWO_YEARS, LONG_TERM = 12, 24, 30  # months
MANY = 3


def count(children: tuple[Child, ...], day: date, tally: Tally) -> None:
    """Count homes and moves of the year of a day, up to it."""
    _expect(day, tally)
    for child in children:
        _new_homes(child, day, tally)
        _changes(child, day, tally)
        stay = stay_on(child, day)
        if stay is None:
            continue
        tally.count("placement_stability_cohort")
        if homes_within(child, year_start(day), day) >= MANY:
            tally.count("three_or_more_placements")
        _two_years(child, day, tally)
        _long_term(child, stay, day, tally)
        if collection_year(day) >= FIRST_YEAR_OF_WORKERS:
            _workers(child, day, tally)


def _expect(day: date, tally: Tally) -> None:
    for measure in (
        "placement_stability_cohort",
        "three_or_more_placements",
        "two_year_cohort",
        "three_or_more_placements_two_years",
        "long_term_cohort",
        "same_placement_two_years",
        "new_placements",
        "placement_changes",
    ):
        tally.expect(measure)
    tally.expect("placement_changes", "reason", of.CHANGE)
    if collection_year(day) >= FIRST_YEAR_OF_WORKERS:
        tally.expect("social_worker_cohort")
        tally.expect("three_or_more_social_workers")


def _new_homes(child: Child, day: date, tally: Tally) -> None:
    """Homes that a child came to in the year, the first one of a stay too, and codes they got."""
    for stay in child.stays:
        for home in stay.homes:
            begun = [home.start, *(first for first, _ in home.kinds[1:])]
            inside = [each for each in begun if year_start(day) <= each <= day]
            tally.count("new_placements", more=len(inside))


def _changes(child: Child, day: date, tally: Tally) -> None:
    """Changes of home or of its code in the year.

    Not counted where the child was away between one home and the next, nor at the stay's end.
    """
    for stay in child.stays:
        for home, following in zip(stay.homes, stay.homes[1:], strict=False):
            if home.end == following.start and year_start(day) <= following.start <= day:
                _change(home.why, tally)
        for home in stay.homes:
            for begun, _ in home.kinds[1:]:
                if year_start(day) <= begun <= day:
                    _change("PLACE", tally)


def _change(why: str, tally: Tally) -> None:
    tally.count("placement_changes")
    tally.count("placement_changes", "reason", of.category(of.CHANGE, why, "other"))


def _two_years(child: Child, day: date, tally: Tally) -> None:
    """Three or more homes in the two years that end with the day, of children who were in care on
    the day and on the same day a year before.
    """
    before = months_before(day, TWO_YEARS)
    if stay_on(child, months_before(day, ONE_YEAR)) is None:
        return
    tally.count("two_year_cohort")
    if homes_within(child, before + timedelta(days=1), day) >= MANY:
        tally.count("three_or_more_placements_two_years")


def _long_term(child: Child, stay: Stay, day: date, tally: Tally) -> None:
    """Two years in one home; where placed for adoption, in that home and the one before."""
    if age_on(child.dob, day) >= 16 or stay.start > months_before(day, LONG_TERM):
        return
    tally.count("long_term_cohort")
    number = place_of(stay, day)
    if number is None:
        return
    since = stay.homes[number].start
    if kind_of(stay, day).startswith("A") and number > 0:
        since = stay.homes[number - 1].start
    if since <= months_before(day, TWO_YEARS):
        tally.count("same_placement_two_years")


def _workers(child: Child, day: date, tally: Tally) -> None:
    """Times with a social worker in the year: going back to an earlier one is another time."""
    tally.count("social_worker_cohort")
    had = [each for each in child.workers if within(each.start, each.end, year_start(day), day)]
    if len(had) >= MANY:
        tally.count("three_or_more_social_workers")
