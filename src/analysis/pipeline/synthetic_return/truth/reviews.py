"""Reviews that were late, found by going through the year day by day."""

from datetime import date, timedelta

from analysis.pipeline.synthetic_return.lives import (
    Child,
    Stay,
    Synthetic,
    age_on,
    months_before,
    year_start,
)
from analysis.pipeline.synthetic_return.truth import meanings as of
from analysis.pipeline.synthetic_return.truth.groups import FEWEST
from analysis.pipeline.synthetic_return.truth.tally import Tally
from analysis.pipeline.synthetic_return.truth.when import looked_after, stay_on

TOOK_PART = {
    "spoke": "PN1",
    "advocate_spoke": "PN2",
    "symbols": "PN3",
    "there_without_views": "PN4",
    "briefed_advocate": "PN5",
    "sent_views": "PN6",
    "no_views": "PN7",
}
# www.gov.uk/bank-holidays, England and Wales, those that are no Saturday or Sunday.
BANK_HOLIDAYS = """
2016 03-25 03-28 05-02 05-30 08-29 12-26 12-27
2017 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26
2018 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
2019 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
2020 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
2021 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
2022 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
2023 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
"""
CLOSED = frozenset(
    date.fromisoformat(f"{year}-{day}")
    for year, *days in map(str.split, BANK_HOLIDAYS.strip().splitlines())
    for day in days
)


def count(synthetic: Synthetic, day: date, tally: Tally) -> None:
    """Children in care on a day whose reviews were never late in its year, and who took part."""
    many = sum(stay_on(child, day) is not None for child in synthetic.children) >= FEWEST
    for measure in ("reviews_cohort", "reviews_on_time"):
        tally.expect(measure)
        if many:
            tally.expect(measure, "age", of.AGES)
    tally.expect("reviews_of_4_and_over", unit="reviews")
    tally.expect("reviews_of_4_and_over", "participation", TOOK_PART, "reviews")
    first = date(synthetic.years[0] - 1, 4, 1)
    for child in synthetic.children:
        _participation(child, day, tally)
        stay = stay_on(child, day)
        if stay is None or (stay.start >= first and first_due(stay.start) > day):
            continue
        age = of.age_band(age_on(child.dob, day))
        for measure in (
            "reviews_cohort",
            *([] if late(child, stay, first, day) else ["reviews_on_time"]),
        ):
            tally.count(measure)
            if many:
                tally.count(measure, "age", age)


def first_due(start: date) -> date:
    """20 working days after a day."""
    day, left = start, 20
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in CLOSED
    return day


def late(child: Child, stay: Stay, first: date, last: date) -> bool:
    """Whether a review was overdue on any day of the year up to its last."""
    day = max(year_start(last), stay.start)
    seen = sorted(each for each, _ in child.reviews if each >= stay.start)
    whole = stay.start >= first  # of earlier stays the first reviews are not in the returns
    while day <= last:
        before = [each for each in seen if each < day]
        if not before:
            overdue = not whole or day > first_due(stay.start)
        else:
            months = 3 if whole and len(before) == 1 else 6
            overdue = day > months_before(before[-1], -months)
        if overdue:
            return True
        day += timedelta(days=1)
    return False


def _participation(child: Child, day: date, tally: Tally) -> None:
    if looked_after(child, year_start(day), day):
        for when, code in child.reviews:
            if year_start(day) <= when <= day and code != "PN0":
                tally.count("reviews_of_4_and_over")
                how = of.category(TOOK_PART, code)
                tally.count("reviews_of_4_and_over", "participation", how)
