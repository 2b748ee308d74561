"""What must hold of every measured row, built or of invented towns."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.catalogue.areas import areas
from analysis.catalogue.indicators import INDICATORS
from analysis.core import shapes, store
from analysis.measure.comparators import neighbour_rows
from analysis.measure.indicators import complete, measure
from towns import RATE, SHARE

KINDS = {i.id: i.kind for i in INDICATORS.values()}
STATUSES = st.sampled_from([s for s in shapes.STATUSES if s != shapes.OK])


@pytest.fixture(scope="module")
def built() -> pd.DataFrame:
    """Every measured row there is."""
    return store.measured()


def test_every_built_row_keeps_the_measured_shape(built: pd.DataFrame) -> None:
    assert len(built) > 500_000
    assert shapes.check_measured(built) is built
    assert built["area"].is_monotonic_increasing


def test_every_built_count_keeps_the_counts_shape() -> None:
    counts = store.counts()
    assert shapes.check_counts(counts) is counts
    assert set(counts["area"]) <= set(areas())


def test_a_value_is_given_exactly_when_the_status_is_ok(built: pd.DataFrame) -> None:
    assert (built["value"].notna() == (built["status"] == shapes.OK)).all()
    assert set(built["status"]) <= set(shapes.STATUSES)


def test_limits_are_given_only_with_a_value_and_both_counts(built: pd.DataFrame) -> None:
    limited = built[list(shapes.LIMITS)].notna()
    assert (limited.all(axis=1) == limited.any(axis=1)).all()
    rows = built[limited["lower95"]]
    assert len(rows) > 100_000
    assert rows[["value", "numerator", "denominator"]].notna().all(axis=None)
    assert (rows["denominator"] > 0).all()


def test_limits_hold_the_value_and_the_wider_hold_the_narrower(built: pd.DataFrame) -> None:
    rows = built[built["lower95"].notna()]
    order = rows[["lower998", "lower95", "value", "upper95", "upper998"]]
    assert (order.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    assert (rows["lower998"] >= 0).all()


def test_shares_lie_between_0_and_100_and_counts_are_not_negative(built: pd.DataFrame) -> None:
    kinds = built["indicator"].map(KINDS)
    shares = built[kinds.isin(["proportion", "percentage"])]
    assert shares["value"].dropna().between(0, 100).all()
    assert shares["upper998"].dropna().le(100).all()
    signed = built["indicator"].isin(["net_flow", "net_gain_of_children", "progress_8"])
    signed |= built["indicator"] == "attainment_8_sen_adjusted_gap"
    assert (built.loc[~signed, "value"].dropna() >= 0).all()


def test_only_rates_and_shares_have_intervals(built: pd.DataFrame) -> None:
    limited = built.loc[built["lower95"].notna(), "indicator"].unique()
    assert {KINDS[i] for i in limited} == {"rate", "proportion"}


def test_a_published_share_is_the_one_its_counts_give(built: pd.DataFrame) -> None:
    own = built[(built["group"] == shapes.OWN) & (built["area"].str.len() == 3)]
    rows = own[own["lower95"].notna() & (own["indicator"].map(KINDS) == "proportion")]
    decimals = rows["indicator"].map({i.id: i.decimals for i in INDICATORS.values()})
    apart = (rows["value"] - 100 * rows["numerator"] / rows["denominator"]).abs()
    assert len(rows) > 50_000
    assert (apart <= 0.5001 * 10.0**-decimals).all()


def test_a_published_rate_is_the_one_its_counts_give_since_the_population_is_carried(
    built: pd.DataFrame,
) -> None:
    own = built[(built["group"] == shapes.OWN) & (built["area"].str.len() == 3)]
    rows = own[own["indicator"].isin(["cla_rate", "cla_started_rate", "cla_ceased_rate"])]
    rows = rows[(rows["period_end"] >= "2019-01-01") & rows["lower95"].notna()]
    apart = (rows["value"] - 10_000 * rows["numerator"] / rows["denominator"]).abs()
    assert len(rows) > 2_500
    assert (apart <= 0.5001).all()


def test_every_area_is_known_and_existed(built: pd.DataFrame) -> None:
    assert set(built["area"]) <= set(areas())
    own = built[(built["group"] == shapes.OWN) & built["value"].notna()]
    starts = own["area"].map({c: pd.Timestamp(a.start) for c, a in areas().items() if a.start})
    ends = own["area"].map({c: pd.Timestamp(a.end) for c, a in areas().items() if a.end})
    assert not (own["period_end"] < starts).any()
    assert not (own["period_end"] > ends + pd.DateOffset(months=5)).any()


def test_comparators_lie_in_order_and_say_how_many_were_usable(built: pd.DataFrame) -> None:
    beside = built[built["group"].str.startswith("neighbours")]
    assert beside[list(shapes.LIMITS)].isna().all(axis=None)
    usable = beside["method"].str.extract(r"^(\d+) of 10 usable")[0].astype(int)
    pooled = beside["statistic"] == "pooled"
    assert (beside["value"].notna() == (usable >= 5))[~pooled].all()
    assert (usable[pooled & beside["value"].notna()] >= 5).all()
    newest = beside[(beside["period_end"] >= "2024-01-01") & ~pooled & beside["value"].notna()]
    keys = ["indicator", "area", "period_end", "dimension", "category", "group"]
    wide = newest.pivot(index=keys, columns="statistic", values="value")
    for middle in ("median", "mean"):
        assert (wide["lowest"] <= wide[middle]).all() and (wide[middle] <= wide["highest"]).all()


def test_ten_neighbours_pooled_lie_among_them(built: pd.DataFrame) -> None:
    """A quotient of sums lies between the least and the greatest quotient."""
    beside = built[built["group"].str.startswith("neighbours") & built["value"].notna()]
    keys = ["indicator", "area", "period_end", "dimension", "category", "group"]
    wide = beside.pivot(index=keys, columns="statistic", values="value").dropna()
    step = wide.index.get_level_values("indicator").map(
        {name: 10.0**-i.decimals for name, i in INDICATORS.items()}
    )
    outside = (wide["pooled"] < wide["lowest"] - step) | (wide["pooled"] > wide["highest"] + step)
    assert not outside.any(), wide[outside].head()


def counts_of(cells: dict[str, float | str], area: str = "1", year: int = 2025) -> pd.DataFrame:
    """Counts of one town from measure to number, or to the status of a missing one."""
    records = [
        {
            "measure": measure_name,
            "area": area,
            "period_end": pd.Timestamp(year, 3, 31),
            "frequency": "annual",
            "dimension": "all",
            "category": "all",
            "value": float("nan") if isinstance(given_, str) else float(given_),
            "unit": "children",
            "status": given_ if isinstance(given_, str) else shapes.OK,
            "source": "invented",
            "release": "2025-11-26",
        }
        for measure_name, given_ in cells.items()
    ]
    return pd.DataFrame(records, columns=list(shapes.COUNTS))


@settings(deadline=None, max_examples=30)
@given(
    children=st.integers(0, 5_000),
    people=st.integers(1, 300_000),
    times=st.integers(2, 10),
)
def test_an_area_many_times_as_large_has_the_same_rate_and_a_narrower_interval(
    children: int, people: int, times: int
) -> None:
    children = min(children, people)
    one, more = (
        measure(counts_of({"cla_31_march": children * n, "rate_base_0_17": people * n}), [RATE])
        for n in (1, times)
    )
    assert more["numerator"].item() == times * one["numerator"].item()
    assert more["value"].item() == one["value"].item()
    width = one["upper95"] - one["lower95"]
    assert (more["upper95"] - more["lower95"]).item() <= width.item() + 0.02
    assert shapes.check_measured(more) is more


@settings(deadline=None, max_examples=30)
@given(seen=st.integers(0, 3_000), cohort=st.integers(0, 3_000), times=st.integers(2, 10))
def test_a_cohort_many_times_as_large_has_the_same_share(
    seen: int, cohort: int, times: int
) -> None:
    seen = min(seen, cohort)
    one, more = (
        shapes.check_measured(
            measure(counts_of({"dental_check": seen * n, "cla_12_months": cohort * n}), [SHARE])
        ).iloc[0]
        for n in (1, times)
    )
    assert one["status"] == more["status"] == ("ok" if cohort else "not_applicable")
    if cohort:
        assert one["value"] == more["value"]
        assert one["lower95"] - 0.02 <= more["lower95"] <= more["upper95"] <= one["upper95"] + 0.02


@settings(deadline=None, max_examples=30)
@given(
    x=st.one_of(st.integers(0, 200), STATUSES),
    n=st.one_of(st.integers(0, 200), STATUSES),
)
def test_any_mixture_of_figures_and_gaps_keeps_the_shape(x: int | str, n: int | str) -> None:
    if isinstance(x, int) and isinstance(n, int):
        x = min(x, n)
    rows = shapes.check_measured(
        measure(counts_of({"dental_check": x, "cla_12_months": n}), [SHARE])
    )
    row = rows.iloc[0]
    whole = isinstance(x, int) and isinstance(n, int) and n > 0
    assert (row["status"] == shapes.OK) == whole
    assert row[list(shapes.LIMITS)].notna().all() == whole
    if isinstance(x, str) and isinstance(n, str):
        assert row["status"] in (x, n)


@settings(deadline=None, max_examples=30)
@given(values=st.lists(st.one_of(st.none(), st.integers(0, 300)), min_size=10, max_size=10))
def test_neighbours_statistics_stay_within_the_ten(values: list[int | None]) -> None:
    if not any(v is not None for v in values):
        values[0] = 1
    tables = [
        counts_of(
            {
                "cla_31_march": shapes.SUPPRESSED if v is None else v,
                "rate_base_0_17": 10_000,
            },
            area=f"n{place}",
        )
        for place, v in enumerate(values)
    ]
    own = measure(pd.concat(tables, ignore_index=True), [RATE])
    ten = pd.DataFrame(
        [("neighbours_2025", "1", rank, f"n{rank}", 0.0) for rank in range(10)],
        columns=list(shapes.NEIGHBOURS),
    )
    rows = neighbour_rows(own, ten, [RATE]).set_index("statistic")["value"]
    known = [v for v in values if v is not None]
    if len(known) < 5:
        assert rows.isna().all()
        return
    assert (rows["lowest"], rows["highest"]) == (min(known), max(known))
    assert rows.between(min(known), max(known)).all()


def test_a_gap_that_others_do_not_have_gets_a_row_that_says_why() -> None:
    tables = [
        counts_of({"cla_31_march": 500, "rate_base_0_17": 90_000}, area="380", year=year)
        for year in (2018, 2025)
    ]
    own = measure(pd.concat(tables, ignore_index=True), [RATE])
    filled = shapes.check_measured(complete(own)[list(shapes.MEASURED)])
    assert len(filled) == 2 * 153
    status = filled.set_index(["area", filled["period_end"].dt.year])["status"]
    assert status["380", 2018] == status["380", 2025] == "ok"
    assert status["838", 2018] == "not_applicable"
    assert status["838", 2025] == status["801", 2018] == "not_available"
