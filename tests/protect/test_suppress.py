"""Small local counts are hidden with all from which they could be worked out."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.core.errors import ShapeError
from analysis.core.quarters import Quarter
from analysis.core.shapes import COUNTS, MISSING, OK, SUPPRESSED, check_counts
from analysis.protect.suppress import (
    REVISED_BY_A_FEW,
    Rules,
    _Cell,
    _hide_in_order,
    protect,
)

Q = [Quarter(2025, n) for n in (1, 2, 3, 4)]
NAN = float("nan")


def row(measure, value, quarter=Q[0], release="2025-10-14", status=OK, **changed):
    return (
        dict.fromkeys(COUNTS, "all")
        | {
            "measure": measure,
            "area": "1",
            "period_end": pd.Timestamp(quarter.last),
            "frequency": "quarter",
            "value": float(value),
            "unit": "of" if measure.endswith("/of") else "%",
            "status": status,
            "source": "supplier",
            "release": release,
        }
        | changed
    )


def share(n, d, quarter=Q[0], measure="plans", **changed):
    return [row(measure, n, quarter, **changed), row(f"{measure}/of", d, quarter, **changed)]


def counts(*rows):
    return check_counts(pd.DataFrame([r for each in rows for r in each], columns=list(COUNTS)))


def shown(table, measure="plans", quarter=None):
    """Numerator and denominator as published, None where suppressed."""
    if quarter is not None:
        table = table[table["period_end"] == str(quarter.last)]
    values = (table.loc[table["measure"] == m, "value"] for m in (measure, f"{measure}/of"))
    return tuple(None if v.empty or pd.isna(v.iloc[0]) else v.iloc[0] for v in values)


@pytest.mark.parametrize(
    ("n", "d", "published"),
    [
        (6, 60, (6, 60)),
        (5, 60, (None, 60)),
        (1, 60, (None, 60)),
        (0, 60, (0, 60)),
        (57, 60, (None, 60)),
        (54, 60, (54, 60)),
        (60, 60, (60, 60)),
        (3, 5, (None, None)),
        (0, 5, (None, None)),
        (0, 10, (None, 10)),
        (10, 10, (None, 10)),
        (0, 11, (0, 11)),
        (0, 0, (0, 0)),
    ],
)
def test_a_small_count_its_complement_and_a_small_cohort_are_hidden(n, d, published):
    assert shown(protect(counts(share(n, d)))) == published


def test_the_threshold_can_be_seven():
    assert shown(protect(counts(share(7, 60)), rules=Rules(threshold=7))) == (None, 60)
    assert shown(protect(counts(share(7, 60)))) == (7, 60)
    with pytest.raises(ShapeError, match="5 or 7, not 3"):
        Rules(threshold=3)


def test_hidden_figures_have_a_status_and_never_a_number():
    table = protect(counts(share(3, 60)))
    hidden = table[table["status"] == SUPPRESSED]
    assert len(hidden) == 1 and hidden["value"].isna().all()


def test_what_was_missing_stays_missing_with_its_supplier():
    table = protect(
        counts([row("plans", NAN, status=MISSING), row("plans/of", NAN, status=MISSING)])
    )
    assert set(table["status"]) == {MISSING} and set(table["source"]) == {"supplier"}


def test_a_number_of_children_without_a_cohort():
    assert shown(protect(counts([row("timetables", 4)])), "timetables")[0] is None
    assert shown(protect(counts([row("timetables", 0)])), "timetables")[0] == 0
    assert shown(protect(counts([row("timetables", 14)])), "timetables")[0] == 14


def test_a_short_average_is_no_small_count_but_one_of_few_children_is_hidden():
    rules = Rules(means=["wait"])
    assert shown(protect(counts(share(4.5, 42, measure="wait")), rules=rules), "wait") == (4.5, 42)
    assert shown(protect(counts(share(61, 4, measure="wait")), rules=rules), "wait") == (None, None)


def test_what_counts_nobody_in_care_is_left_alone():
    rules = Rules(exempt=["trained"])
    assert shown(protect(counts(share(3, 60, measure="trained")), rules=rules), "trained")[0] == 3


def test_a_sum_since_april_hides_what_its_steps_would_tell():
    rows = (share(10, 300, Q[0]), share(13, 320, Q[1]), share(20, 340, Q[2]))
    table = protect(counts(*rows), rules=Rules(cumulative=["plans"]))
    assert [shown(table, quarter=q)[0] for q in Q[:3]] == [10, None, 20]
    apart = protect(counts(*rows))
    assert [shown(apart, quarter=q)[0] for q in Q[:3]] == [10, 13, 20]


def test_a_sum_starts_again_in_april_so_that_years_are_not_compared():
    rows = (share(10, 300, Quarter(2024, 4)), share(13, 320, Q[0]))
    table = protect(counts(*rows), rules=Rules(cumulative=["plans"]))
    assert shown(table, quarter=Q[0]) == (13, 320)


def test_a_cohort_that_grew_by_a_few_is_hidden_too():
    rows = (share(10, 300, Q[0]), share(20, 303, Q[1]))
    table = protect(counts(*rows), rules=Rules(cumulative=["plans"]))
    assert shown(table, quarter=Q[1]) == (None, None)


def test_of_two_releases_that_differ_by_a_few_the_one_already_shown_stays():
    for n, d in ((42, 60), (40, 63), (44, 64), (36, 60)):
        table = protect(counts(share(40, 60), share(n, d, release="2026-01-14")))
        by_release = table[table["measure"] == "plans"].set_index("release")
        assert by_release["value"]["2025-10-14"] == 40
        assert by_release["category"].to_dict() == {
            "2025-10-14": "all",
            "2026-01-14": REVISED_BY_A_FEW,
        }
        newer = table[table["release"] == "2026-01-14"]
        assert newer["value"].isna().all() and set(newer["status"]) == {SUPPRESSED}
    far = protect(counts(share(40, 60), share(50, 60, release="2026-01-14")))
    assert far["value"].notna().all()


def test_a_revision_that_is_small_in_itself_and_far_from_the_older_is_hidden_as_such():
    table = protect(counts(share(40, 60), share(3, 60, release="2026-01-14")))
    newer = table[(table["measure"] == "plans") & (table["release"] == "2026-01-14")]
    assert newer["status"].tolist() == [SUPPRESSED] and newer["category"].tolist() == ["all"]


def pages(older, newer, threshold=5):
    """What pages show of two releases of a quarter, each (numerator, denominator): both as shown,
    None where hidden, and whether the newer one is marked as revised by a few.
    """
    cells = [
        _Cell(measure="m", period_end=Q[0].last, release=release, figure=n, of=d, mean=False)
        for release, (n, d) in (("2025-10-14", older), ("2026-01-14", newer))
    ]
    _hide_in_order(cells, Rules(threshold=threshold))
    before, after = (
        (c.figure if c.show_figure else None, c.of if c.show_of else None) for c in cells
    )
    return before, (*after, cells[1].revision)


def able(most):
    """A figure and its denominator that a page could show."""
    return st.tuples(st.integers(6, most), st.integers(6, most)).map(lambda t: (t[0], sum(t)))


@settings(max_examples=300, deadline=None)
@given(able(40), able(40))
def test_the_mark_of_what_could_be_shown_goes_by_the_difference_alone(older, newer):
    of, by = newer[1] - older[1], newer[0] - older[0]
    assert pages(older, newer)[1][2] is any(1 <= abs(each) <= 5 for each in (of, by, of - by))


@settings(max_examples=300, deadline=None)
@given(st.integers(6, 60), st.integers(1, 5), st.sampled_from([1, -1]), st.data())
def test_a_cohort_that_changed_by_a_few_is_marked_whatever_its_figure(d, by, way, data):
    of = d + by * way
    older, newer = data.draw(st.integers(0, d)), data.draw(st.integers(0, of))
    assert pages((older, d), (newer, of))[1] == (None, None, True)


@pytest.mark.parametrize("threshold", [5, 7])
@pytest.mark.parametrize("d", [8, 9, 10, 13, 20])
def test_neither_a_mark_nor_its_absence_tells_a_hidden_number(d, threshold):
    """For all that one older and one newer page can show, count what may stand behind it.

    Of a cohort of 6 that stays, "suppressed" once told that the newer cohort was not 11, and the
    mark that it was.
    """
    behind = {}
    for older in ((n, d) for n in range(d + 1)):
        for newer in ((n, of) for of in range(1, d + threshold + 2) for n in range(of + 1)):
            behind.setdefault(pages(older, newer, threshold), set()).add(newer)
    for (_, (figure, of, _)), able in behind.items():
        hidden = [{n for n, _ in able}, {d - n for n, d in able}] if figure is None else []
        hidden += [{d for _, d in able}] if of is None else []
        assert all(len(each) >= threshold for each in hidden), (figure, of, able)


def test_a_number_of_children_that_falls_among_the_small_ones_is_marked_where_it_was_near_them():
    nobody = float("nan")
    for older in range(6, 40):
        marks = {newer: pages((older, nobody), (newer, nobody))[1][2] for newer in range(1, 60)}
        near = {n for n in marks if 1 <= abs(n - older) <= 5}
        assert {n for n, marked in marks.items() if marked} == (
            near if older > 10 else set(range(1, older + 6)) - {older}
        )


def test_a_later_delivery_does_not_change_what_an_earlier_page_showed():
    rules = Rules(cumulative=["plans"])
    first = (share(10, 300, Q[0]), share(20, 320, Q[1], release="2025-10-20"))
    later = share(17, 314, Q[0], release="2026-01-14")
    before = protect(counts(*first), rules=rules)
    after = protect(counts(*first, later), rules=rules)
    kept = after[after["release"] <= "2025-10-20"].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, before)
    assert after[after["release"] == "2026-01-14"]["value"].isna().sum() == 1


def test_one_small_part_takes_another_with_it_so_that_the_total_does_not_tell_it():
    parts = [
        row("homes", n, dimension="kind", category=c)
        for c, n in zip("abc", (3, 20, 40), strict=True)
    ]
    table = protect(counts([row("homes", 63), *parts])).set_index("category")["value"]
    assert table["all"] == 63 and table["c"] == 40
    assert pd.isna(table["a"]) and pd.isna(table["b"])


def test_where_no_other_part_can_be_hidden_the_total_is():
    parts = [
        row("homes", n, dimension="kind", category=c) for c, n in zip("ab", (3, 0), strict=True)
    ]
    table = protect(counts([row("homes", 13), *parts])).set_index("category")["value"]
    assert pd.isna(table["a"]) and pd.isna(table["all"]) and table["b"] == 0


def events(*days, indicator="exclusions"):
    return pd.DataFrame(
        {
            "indicator": indicator,
            "on": pd.to_datetime(list(days)),
            "source": "school",
            "release": "2025-10-14",
        }
    )


SIX = ("2024-01-03", "2024-02-20", "2024-02-20", "2024-06-01", "2024-12-25", "2025-03-09")


def test_rare_events_become_days_between_them_rounded_to_ten():
    table = protect(counts(share(10, 60)), events(*SIX))
    between = table[table["dimension"] == "between events"]
    assert between["value"].tolist() == [50, 0, 100, 210, 70]
    assert between["category"].tolist() == ["001", "002", "003", "004", "005"]
    assert set(between["unit"]) == {"days"}
    assert set(between["period_end"]) == {pd.Timestamp(Q[1].last)}, "received in October"


def test_no_day_of_an_event_leaves():
    told = protect(counts(share(10, 60)), events(*SIX)).to_csv()
    assert not any(day in told for day in SIX)


def test_five_events_or_fewer_are_not_even_counted():
    for many in range(1, 6):
        table = protect(counts(share(10, 60)), events(*SIX[:many]))
        between = table[table["dimension"] == "between events"]
        assert between["status"].tolist() == [SUPPRESSED]


def test_two_authorities_at_once_are_refused():
    with pytest.raises(ShapeError, match="one area at a time"):
        protect(counts(share(10, 60), share(10, 60, area="2")))


def test_an_empty_table_stays_empty():
    assert protect(counts()).empty


@st.composite
def years(draw):
    """Two years of a sum since April or of single quarters, some revised, of one measure."""
    cumulative, rows = draw(st.booleans()), []
    for year in (2024, 2025):
        n = d = 0
        for number in (1, 2, 3, 4):
            added = draw(st.integers(0, 25))
            joined = draw(st.integers(0, 25))
            n, d = (n + added, d + added + joined) if cumulative else (added, added + joined)
            rows.append(share(n, d, Quarter(year, number)))
            if draw(st.integers(0, 9)) == 0:
                again = min(d, n + draw(st.integers(0, 9)))
                rows.append(share(again, d, Quarter(year, number), release="2026-01-14"))
    return cumulative, draw(st.sampled_from([5, 7])), counts(*rows)


def derived(table, cumulative):
    """Every number that subtraction gives from what is published of one measure."""
    numerators = table[table["measure"] == "plans"].set_index(["period_end", "release"])["value"]
    of = table[table["measure"] == "plans/of"].set_index(["period_end", "release"])["value"]
    pairs = pd.DataFrame({"n": numerators, "d": of}).assign(rest=lambda t: t["d"] - t["n"])
    yield from pairs.to_numpy().ravel()[pairs.notna().to_numpy().ravel()]
    keys = list(pairs.index)
    for i, (day, release) in enumerate(keys):
        for other, again in keys[i + 1 :]:
            year = [d.year - (d.month < 4) for d in (day, other)]
            revision = day == other
            step = cumulative and year[0] == year[1]
            if revision or step:
                yield from (pairs.loc[(other, again)] - pairs.loc[(day, release)]).dropna()


@settings(max_examples=150, deadline=None)
@given(years())
def test_no_small_number_can_be_had_by_subtraction(made):
    cumulative, threshold, table = made
    rules = Rules(cumulative=["plans"] if cumulative else [], threshold=threshold)
    published = protect(table, rules=rules)
    assert not [x for x in derived(published, cumulative) if 0 < abs(x) <= threshold]


@settings(max_examples=100, deadline=None)
@given(years())
def test_nothing_is_hidden_without_need_and_nothing_is_changed(made):
    cumulative, threshold, table = made
    published = protect(table, rules=Rules(threshold=threshold))
    same = published["value"].isna() | (published["value"] == table["value"])
    assert same.all()
    large = table["value"].groupby([table["period_end"], table["release"]]).transform("min")
    if not cumulative and (large > 50).all():
        assert (published["status"] == OK).all()
