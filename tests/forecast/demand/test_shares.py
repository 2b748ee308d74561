"""Who the children are: splits that add up, in shares and in whole children."""

import dataclasses

import numpy as np
import pytest

from analysis.catalogue.categories import CATEGORIES
from analysis.forecast.demand.shares import (
    AGE,
    PLACEMENT,
    TREES,
    UNACCOMPANIED,
    Split,
    Tree,
    chain,
    country_change,
    parts_of,
    shared_change,
    shares,
    split_series,
    whole_children,
)
from analysis.forecast.panel import Panel
from simulated import after, full, hidden

RNG = np.random.default_rng


def steps(panel, horizons: int, count: int) -> np.ndarray:
    """How high the total lies in each draw, area and year: what `shares` is drawn beside."""
    drawn: np.ndarray = RNG(9).standard_normal((count, len(panel.areas), horizons))
    return drawn


@pytest.mark.parametrize("tree", TREES, ids=lambda t: t.dimension)
def test_every_category_is_split_off_once(tree: Tree) -> None:
    """A split's sides belong together at one side of an earlier split, and none stay together."""
    together = [set(tree.categories)]
    for split in tree.splits:
        left, right = set(split.left), set(split.right)
        assert left.isdisjoint(right)
        assert left | right in together, split
        together.remove(left | right)
        together += [left, right]
    assert sorted(map(tuple, together)) == sorted((c,) for c in tree.categories)


def test_the_placement_tree_has_the_published_categories() -> None:
    known = {str(key[1]) if isinstance(key, tuple) else str(key) for key in CATEGORIES["placement"]}
    assert set(PLACEMENT.categories) <= known


def test_a_chain_takes_one_after_another() -> None:
    assert [(s.left, s.right) for s in chain("a", "b", "c")] == [
        (("a",), ("b", "c")),
        (("b",), ("c",)),
    ]


@pytest.mark.parametrize("tree", TREES, ids=lambda t: t.dimension)
def test_shares_add_up_to_one_in_every_draw(tree: Tree) -> None:
    now, later = shares(full(), tree, 2025, steps(full(), 4, 60), RNG(1))
    assert now.sum(axis=2) == pytest.approx(np.ones((60, 40)))
    assert later.sum(axis=3) == pytest.approx(np.ones((60, 40, 4)))
    assert later.min() >= 0


def test_the_shares_now_are_the_published_ones() -> None:
    panel = full()
    now, _ = shares(panel, AGE, 2025, steps(panel, 1, 5), RNG(1))
    published = parts_of(panel, AGE)[:, -1] / panel.total[:, -1:]
    np.testing.assert_allclose(now, np.broadcast_to(published, now.shape))


def test_a_hidden_cell_widens_what_is_said_of_it() -> None:
    panel = full()
    small = int(np.argmin(panel.total[:, -1]))
    pair = ("adoption", "residential_schools")
    place = [PLACEMENT.categories.index(c) for c in pair]
    width = []
    for each in (panel, hidden(panel, "placement", pair, small, 2025)):
        now, later = shares(each, PLACEMENT, 2025, steps(each, 1, 4000), RNG(1))
        low, high = np.quantile(later[:, small, 0, place], [0.1, 0.9], axis=0)
        width.append(high - low)
        origin = now[:, small, place].std(axis=0)
    assert (origin > 0).all()  # the origin itself varies between draws
    assert (width[1] > 1.1 * width[0]).all()


def test_an_area_without_a_breakdown_has_none_later() -> None:
    panel = hidden(full(), "age", AGE.categories, 5, 2025)
    now, later = shares(panel, AGE, 2025, steps(panel, 2, 20), RNG(1))
    assert np.isnan(now[:, 5]).all() and np.isnan(later[:, 5]).all()
    assert np.isfinite(np.delete(later, 5, axis=1)).all()


@pytest.mark.parametrize("tree", TREES, ids=lambda t: t.dimension)
@pytest.mark.parametrize("origin", [2020, 2023])
def test_nothing_after_the_origin_changes_a_share(tree: Tree, origin: int) -> None:
    panel = full()
    one = shares(panel, tree, origin, steps(panel, 2, 20), RNG(1))
    two = shares(after(panel, origin), tree, origin, steps(panel, 2, 20), RNG(1))
    for a, b in zip(one, two, strict=True):
        np.testing.assert_array_equal(a, b)


def test_where_the_left_side_is_hidden_a_split_has_no_figure() -> None:
    panel = hidden(full(), "placement", ("supported", "other"), 3, 2022)
    place = panel.years.index(2022)
    for split, series in zip(PLACEMENT.splits, split_series(panel, PLACEMENT), strict=True):
        touched = bool({"supported", "other"} & set(split.left))
        assert np.isnan(series.x[3, place]) == touched, split.left


def test_a_year_whose_definition_changed_teaches_nothing() -> None:
    tree = dataclasses.replace(
        PLACEMENT,
        splits=tuple(
            dataclasses.replace(s, breaks=frozenset({2021}) if "foster" in s.left else s.breaks)
            for s in PLACEMENT.splits
        ),
    )
    broken, plain = split_series(full(), tree)[0], split_series(full(), PLACEMENT)[0]
    assert len(shared_change(broken, 2025)) == len(shared_change(plain, 2025)) - 1


def with_country(panel: Panel, first: int, missing: int | None = None) -> Panel:
    """The panel with a country's total and unaccompanied children by year from `first` on."""
    years = range(first, panel.years[-1] + 1)
    unaccompanied = {year: 900.0 + 10 * (year - first) for year in years if year != missing}
    return dataclasses.replace(
        panel,
        country=dict.fromkeys(years, 10000.0),
        parts_since={("cla_31_march", "uasc", "uasc"): unaccompanied},
    )


def test_what_all_share_is_learnt_from_the_country_where_it_goes_back_further() -> None:
    panel, split = with_country(full(), 2004), UNACCOMPANIED.splits[0]
    told = country_change(panel, UNACCOMPANIED, split, 2006)
    logits = [np.log(n / (10_000 - n)) for n in (900, 910, 920)]  # nothing after the origin
    assert told == pytest.approx(np.diff(logits))
    series = split_series(panel, UNACCOMPANIED)[0]
    long = country_change(panel, UNACCOMPANIED, split, 2022)
    assert shared_change(series, 2022, long) is long
    short = country_change(with_country(full(), 2020), UNACCOMPANIED, split, 2022)
    assert len(shared_change(series, 2022, short)) == 4  # authorities, since 2018


def test_a_country_with_a_hole_or_a_split_with_a_break_teaches_nothing_of_the_kind() -> None:
    split = UNACCOMPANIED.splits[0]
    assert country_change(with_country(full(), 2004, 2010), UNACCOMPANIED, split, 2022) is None
    assert country_change(with_country(full(), 2004, 2022), UNACCOMPANIED, split, 2022) is None
    assert country_change(full(), UNACCOMPANIED, split, 2022) is None
    broken = dataclasses.replace(
        UNACCOMPANIED, splits=(dataclasses.replace(split, breaks=frozenset({2020})),)
    )
    panel = with_country(full(), 2004)
    assert country_change(panel, broken, broken.splits[0], 2022) is None
    assert country_change(panel, PLACEMENT, PLACEMENT.splits[1], 2022) is None


def test_supported_and_other_homes_are_not_compared_over_registration() -> None:
    split = next(s for s in PLACEMENT.splits if s.left == ("supported",))
    assert split == Split(
        left=("supported",),
        right=("other",),
        breaks=frozenset({2024, 2025}),
    )


def test_a_share_goes_back_to_the_usual_once_earlier_years_showed_that_shares_do() -> None:
    """Shares made to scatter about one level: who is far from it is expected to come back. In the
    first years nothing has been scored yet, and the level of each stays.
    """
    panel = full(areas=150)
    older = np.round(panel.total * RNG(4).uniform(0.17, 0.37, panel.total.shape))
    rest = (panel.total - older) / (panel.total - panel.of("cla_31_march", "age", "16_and_over"))
    figures = dict(panel.figures)
    for category in AGE.categories:
        key = ("cla_31_march", "age", category)
        figures[key] = older if category == "16_and_over" else np.round(figures[key] * rest)
    panel = dataclasses.replace(panel, figures=figures)
    slope = []
    for origin in (2025, 2019):
        place = panel.years.index(origin)
        usual = older[:, place] / panel.total[:, place]
        _, later = shares(panel, AGE, origin, steps(panel, 1, 1500), RNG(1))
        moved = np.log(np.median(later[:, :, 0, 0], axis=0) / usual)
        slope.append(np.polyfit(np.log(usual / 0.27), moved, 1)[0])
    assert slope[0] < -0.5
    assert abs(slope[1]) < 0.05


def test_whole_children_add_up_and_are_right_on_average() -> None:
    parts = np.array([0.4, 0.35, 2.25, 7.0, 0.0])
    drawn = whole_children(np.broadcast_to(parts, (20_000, 5)), RNG(1))
    assert (drawn == np.round(drawn)).all()
    assert (drawn.sum(axis=1) == 10).all()
    assert (np.abs(drawn - parts) < 1 + 1e-6).all()
    assert drawn.mean(axis=0) == pytest.approx(parts, abs=0.02)


def test_no_child_is_invented_at_the_last_point_before_the_next_whole_one() -> None:
    class Last:
        """A generator at the end of its range."""

        def random(self, shape: tuple[int, ...]) -> np.ndarray:
            return np.full(shape, np.nextafter(1.0, 0.0))

    for parts in ([3.0, 4.0, 3.0], [10.0, 0.0, 0.0], [0.0, 0.0, 0.0]):
        drawn = whole_children(np.array([parts]), Last())
        assert drawn.sum() == sum(parts)
        assert drawn.min() >= 0


def test_a_share_that_fell_where_the_total_rose_does_so_in_the_draws() -> None:
    """A made-up country in which everyone who comes is of 16 or over, and in which nothing ties."""
    plain, tied = full(areas=120), full(areas=120)
    young = plain.total[:, [0]] * 0.75 * np.exp(RNG(2).normal(0, 0.01, plain.total.shape))
    rest = sum(plain.of("cla_31_march", "age", c) for c in AGE.categories[1:])
    figures = dict(tied.figures)
    for category in AGE.categories[1:]:
        key = ("cla_31_march", "age", category)
        figures[key] = plain.of(*key) * young / rest
    figures["cla_31_march", "age", "16_and_over"] = np.maximum(plain.total - young, 1.0)
    tied = dataclasses.replace(tied, figures=figures)
    found = []
    for panel in (plain, tied):
        high = steps(panel, 1, 800)
        _, later = shares(panel, AGE, 2025, high, RNG(1))
        pairs = zip(high[:, :, 0].T, later[:, :, 0, 0].T, strict=True)
        found.append(np.mean([np.corrcoef(one, other)[0, 1] for one, other in pairs]))
    assert abs(found[0]) < 0.25
    assert found[1] > 0.5
