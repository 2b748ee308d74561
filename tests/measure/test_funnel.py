"""Funnels adjusted for over-dispersion, against a published example and on invented towns."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import ShapeError
from analysis.measure.funnel import POSITIONS, additive_variance, funnel


def towns(spread: float, kind: str, seed: int = 7, many: int = 150) -> tuple[pd.Series, pd.Series]:
    """Invented towns whose true levels differ by `spread` (a coefficient of variation)."""
    random = np.random.default_rng(seed)
    names = [f"Town {i}" for i in range(many)]
    people = random.integers(100, 900, many) * (100 if kind == "rate" else 1)
    level = np.clip(random.normal(1, spread, many), 0.01, 2.2)
    level = level * (0.0065 if kind == "rate" else 0.4)
    draw = random.poisson(people * level) if kind == "rate" else random.binomial(people, level)
    return pd.Series(draw, index=names), pd.Series(people, index=names)


def test_additive_variance_matches_the_published_example() -> None:
    # Thirteen trials of BCG vaccine (Colditz et al. 1994, JAMA 271:698-702). The metafor package's
    # tests against Stata's metan give the DerSimonian-Laird fit of the log risk ratios: Q 152.2330,
    # mean -0.7141 (-1.0644 to -0.3638).
    cases = np.array([4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27])
    well = np.array([119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886])
    cases0 = np.array([11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29])
    well0 = np.array([128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825])
    people, people0 = cases + well, cases0 + well0
    effect = np.log(cases / people) - np.log(cases0 / people0)
    variance = 1 / cases - 1 / people + 1 / cases0 - 1 / people0
    z = (effect - np.average(effect, weights=1 / variance)) / np.sqrt(variance)
    assert np.sum(z**2) == pytest.approx(152.2330, abs=5e-5)
    weight = 1 / (variance + additive_variance(z, np.sqrt(variance)))
    mean, reach = np.average(effect, weights=weight), 1.959964 / np.sqrt(weight.sum())
    assert (mean, mean - reach, mean + reach) == pytest.approx(
        (-0.7141, -1.0644, -0.3638), abs=5e-5
    )


def test_chance_alone_needs_no_adjustment() -> None:
    assert additive_variance([0.3, -0.2, 0.1, -0.4], [0.1, 0.2, 0.1, 0.3]) == 0


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_towns_that_differ_by_chance_fall_within_an_ordinary_funnel(kind: str) -> None:
    result = funnel(*towns(0.0, kind), kind, per=1_000)
    assert result.is_informative and 0.7 < result.phi < 1.4
    outside = (result.authorities["position"] != "within").mean()
    assert outside < 0.12


def test_ordinary_variation_is_allowed_for() -> None:
    events, people = towns(0.12, "proportion")
    result = funnel(events, people, "proportion")
    assert result.is_informative and result.phi > 2 and result.tau2 > 0
    share = events.sum() / people.sum()
    plain = (events / people - share) / np.sqrt(share * (1 - share) / people)
    assert (plain.abs() > 1.96).mean() > 0.2
    assert (result.authorities["position"] != "within").mean() < 0.1


def test_extreme_variation_makes_a_funnel_uninformative() -> None:
    result = funnel(*towns(0.5, "rate"), "rate", per=10_000)
    assert result.phi > 10 and not result.is_informative


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_positions_agree_with_the_limits_drawn(kind: str) -> None:
    result = funnel(*towns(0.25, kind), kind, per=1_000)
    rows = result.authorities
    for name, beyond in (("95", POSITIONS[:2]), ("998", POSITIONS[:1])):
        edge = np.interp(
            rows["denominator"], result.limits["denominator"], result.limits[f"lower{name}"]
        )
        assert ((rows["value"] < edge) == rows["position"].isin(beyond)).all()
    for name, beyond in (("95", POSITIONS[3:]), ("998", POSITIONS[4:])):
        edge = np.interp(
            rows["denominator"], result.limits["denominator"], result.limits[f"upper{name}"]
        )
        assert ((rows["value"] > edge) == rows["position"].isin(beyond)).all()


def test_a_far_town_is_named_and_the_rest_keep_their_names() -> None:
    events, people = towns(0.0, "proportion")
    events["Town 3"] = people["Town 3"]
    result = funnel(events, people, "proportion")
    assert result.authorities.loc["Town 3", "position"] == "above 99.8%"
    assert result.authorities.loc["Town 3", "value"] == 100
    assert result.authorities.index.tolist() == events.index.tolist()


def test_the_benchmark_is_the_pooled_figure() -> None:
    result = funnel([10, 20, 30], [100, 100, 200], "proportion")
    assert (result.benchmark, result.per) == (15, 100)


def test_missing_and_empty_authorities_are_left_out() -> None:
    events, people = towns(0.1, "rate", many=20)
    events, people = events.astype(float), people.astype(float)
    whole = funnel(events.iloc[3:], people.iloc[3:], "rate", per=10_000)
    events.iloc[0], people.iloc[1], people.iloc[2] = np.nan, np.nan, 0
    holed = funnel(events, people, "rate", per=10_000)
    pd.testing.assert_frame_equal(holed.authorities, whole.authorities)
    assert (holed.phi, holed.tau2) == (whole.phi, whole.tau2)


def test_a_funnel_refuses_what_it_cannot_draw() -> None:
    with pytest.raises(ShapeError, match="2 authorities with 5 events"):
        funnel([2, 3, np.nan], [10, 10, 10], "proportion")
    with pytest.raises(ShapeError, match="0 events"):
        funnel([0, 0, 0], [10, 10, 10], "proportion")
    with pytest.raises(ShapeError, match="larger than its denominator"):
        funnel([11, 0, 0], [10, 10, 10], "proportion")
    with pytest.raises(ValueError, match="not of a mean"):
        funnel([1, 2, 3], [10, 10, 10], "mean")
    with pytest.raises(ValueError, match="needs `per`"):
        funnel([1, 2, 3], [10, 10, 10], "rate")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    people = draw(st.lists(st.integers(1, 5_000), min_size=3, max_size=30))
    events = [draw(st.integers(0, n)) for n in people]
    events[0] = max(events[0], 1)
    return events, people


@given(tables(), st.sampled_from(["proportion", "rate"]))
def test_limits_are_ordered_and_hold_the_benchmark(
    table: tuple[list[int], list[int]], kind: str
) -> None:
    result = funnel(*table, kind, per=100)
    limits = result.limits[["lower998", "lower95", "upper95", "upper998"]].to_numpy()
    assert (np.diff(limits, axis=1) >= -1e-9).all() and (limits >= 0).all()
    assert (limits[:, 1] <= result.benchmark + 1e-9).all()
    assert (limits[:, 2] >= result.benchmark - 1e-9).all()
    assert kind == "rate" or (limits <= 100 + 1e-9).all()
    assert result.phi >= 0 and result.tau2 >= 0
