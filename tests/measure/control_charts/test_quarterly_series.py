"""A council's own figures as a series: shares with intervals, gaps with reasons, revisions."""

import pandas as pd
import pytest

from analysis.catalogue.local import LOCAL, local
from analysis.core.quarters import Quarter
from analysis.core.shapes import COUNTS, MISSING, OK, SUPPRESSED, check_counts
from analysis.measure.control_charts.quarterly_series import BETWEEN, SERIES, between, series
from analysis.measure.intervals import wilson_limits

REVIEWS = local("reviews_on_time")


def row(measure, quarter, value, status=OK, release="2025-10-14", **changed):
    return (
        dict.fromkeys(COUNTS, "all")
        | {
            "measure": measure,
            "area": "1",
            "period_end": pd.Timestamp(quarter.last),
            "frequency": "quarter",
            "value": float("nan") if value is None else float(value),
            "unit": "of" if measure.endswith("/of") else "%",
            "status": status,
            "source": "reviewers",
            "release": release,
        }
        | changed
    )


def pair(quarter, n, d, status=OK, **changed):
    of = OK if d is not None else status
    return [
        row(REVIEWS.id, quarter, n, status, **changed),
        row(f"{REVIEWS.id}/of", quarter, d, of, **changed),
    ]


def counts(*rows):
    flat = [each for item in rows for each in (item if isinstance(item, list) else [item])]
    return check_counts(pd.DataFrame(flat, columns=list(COUNTS)))


def test_a_share_has_its_counts_its_percentage_and_wilsons_interval():
    found = series(counts(pair(Quarter(2025, 1), 51, 60)), REVIEWS)
    assert tuple(found.columns) == SERIES
    only = found.iloc[0]
    low, high = wilson_limits(51, 60)
    assert (only["numerator"], only["denominator"], only["value"]) == (51, 60, 85)
    assert (only["lower95"], only["upper95"]) == pytest.approx((100 * low, 100 * high))
    assert only["status"] == OK and only["source"] == "reviewers" and not only["revised"]


def test_the_newest_release_wins_and_is_marked_as_revised():
    older, newer = pair(Quarter(2025, 1), 51, 60), pair(Quarter(2025, 1), 58, 60, release="2026-01")
    found = series(counts(older, newer), REVIEWS).iloc[0]
    assert found["numerator"] == 58 and found["revised"]
    same = pair(Quarter(2025, 1), 51, 60, release="2026-01")
    assert not series(counts(older, same), REVIEWS).iloc[0]["revised"]


def test_a_hidden_share_has_no_percentage_and_says_why():
    found = series(counts(pair(Quarter(2025, 1), None, 60, SUPPRESSED)), REVIEWS).iloc[0]
    assert found[["numerator", "value", "lower95", "upper95"]].isna().all()
    assert found["status"] == SUPPRESSED and found["denominator"] == 60


def test_a_share_whose_cohort_is_hidden_has_no_percentage_either():
    rows = [row(REVIEWS.id, Quarter(2025, 1), 0)]
    rows += [row(f"{REVIEWS.id}/of", Quarter(2025, 1), None, SUPPRESSED)]
    found = series(counts(rows), REVIEWS).iloc[0]
    assert pd.isna(found["value"]) and found["status"] == SUPPRESSED


def test_nobody_of_nobody_is_no_share():
    found = series(counts(pair(Quarter(2025, 1), 0, 0)), REVIEWS).iloc[0]
    assert pd.isna(found["value"]) and found["status"] == "not_applicable"


def test_a_quarter_that_nobody_gave_is_a_gap_and_not_left_out():
    found = series(counts(pair(Quarter(2025, 1), 51, 60), pair(Quarter(2025, 3), 52, 60)), REVIEWS)
    assert found["status"].tolist() == [OK, MISSING, OK]
    assert found["period_end"].dt.date.tolist() == [Quarter(2025, n).last for n in (1, 2, 3)]


def test_the_series_ends_where_it_is_asked_to():
    table = counts(pair(Quarter(2025, 1), 51, 60), pair(Quarter(2025, 2), 52, 60))
    assert len(series(table, REVIEWS, Quarter(2025, 1))) == 1


def test_an_average_keeps_its_value_and_what_it_is_of():
    wait = local("wait_for_mental_health_support")
    rows = [row(wait.id, Quarter(2025, 1), 61.5), row(f"{wait.id}/of", Quarter(2025, 1), 42)]
    found = series(counts(rows), wait).iloc[0]
    assert (found["value"], found["denominator"]) == (61.5, 42)
    assert pd.isna(found["numerator"]) and pd.isna(found["lower95"])


def test_no_figures_give_an_empty_series():
    assert series(counts(pair(Quarter(2025, 1), 51, 60)), local("visits_on_time")).empty


def test_times_between_rare_events_in_their_order():
    exclusions = local("permanent_exclusions")
    rows = [
        row(exclusions.id, Quarter(2025, 1), days, dimension="between events", category=f"{n:03d}")
        for n, days in ((2, 40), (1, 90))
    ]
    found = between(counts(rows), exclusions)
    assert tuple(found.columns) == BETWEEN
    assert found["days"].tolist() == [90, 40] and found["order"].tolist() == [1, 2]


def test_a_revision_by_a_few_leaves_the_older_figure_and_says_so():
    i = LOCAL["reviews_on_time"]
    quarter = Quarter(2025, 1)
    few = {"release": "2026-01-14", "category": "revised by a few", "status": "suppressed"}
    rows = [
        row(i.id, quarter, 40),
        row(f"{i.id}/of", quarter, 60),
        row(i.id, quarter, float("nan"), **few),
        row(f"{i.id}/of", quarter, float("nan"), **few),
    ]
    told = series(pd.DataFrame(rows, columns=list(COUNTS)), i).iloc[0]
    assert (told["numerator"], told["denominator"], told["status"]) == (40, 60, "ok")
    assert told["revised_by_few"] and not told["revised"]


def test_of_several_sets_of_rare_events_the_newest_is_taken():
    exclusions = LOCAL["permanent_exclusions"]
    sets = {Quarter(2025, 1): [50, 0], Quarter(2025, 3): [50, 0, 100]}
    rows = [
        row(exclusions.id, quarter, days, dimension="between events", category=f"{n:03d}")
        for quarter, gaps in sets.items()
        for n, days in enumerate(gaps, start=1)
    ]
    told = between(pd.DataFrame(rows, columns=list(COUNTS)), exclusions)
    assert told["days"].tolist() == [50, 0, 100]
