"""Who the children are: the total split into parts by a tree of two-way splits.

Each split (foster care or not, then a children's home or not among the rest, ...) is a logit that
the common engine carries forward; parts are products along the tree and add up in every draw.
"""

from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np

from analysis.forecast import random_walk
from analysis.forecast.demand import settings
from analysis.forecast.demand.imputation import expected, filled
from analysis.forecast.draws import Array
from analysis.forecast.panel import CHILDREN, Panel, standardised, total_series
from analysis.forecast.random_walk import Series

SMALLEST = 0.2  # added to both sides of a split, so that none is empty


@dataclass(frozen=True, kw_only=True)
class Split:
    """Children in the `left` categories against those in the `right` ones.

    The change into each year of `breaks` is no real change (a definition changed).
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Tree:
    """A breakdown as splits, the first of the whole, each later one of a side of an earlier."""

    dimension: str
    splits: tuple[Split, ...]
    measure: str = CHILDREN

    @property
    def categories(self) -> tuple[str, ...]:
        """All categories, in the order in which they are split off."""
        first = self.splits[0]
        return first.left + first.right


def chain(*categories: str) -> tuple[Split, ...]:
    """Splits that take one category after another from the rest."""
    return tuple(
        Split(left=(category,), right=categories[i + 1 :])
        for i, category in enumerate(categories[:-1])
    )


_SCHOOLS = ("residential_schools", "other_residential")
_NOT_HOMES = ("parents", "adoption", *_SCHOOLS)
PLACEMENT = Tree(
    dimension="placement",
    splits=(
        Split(left=("foster",), right=("childrens_homes", "supported", "other", *_NOT_HOMES)),
        Split(left=("childrens_homes",), right=("supported", "other", *_NOT_HOMES)),
        Split(left=("supported", "other"), right=_NOT_HOMES),
        # Supported accommodation had to be registered from October 2023: homes that were not yet
        # registered on 31 March 2024 counted as other placements, and most were back a year later.
        Split(left=("supported",), right=("other",), breaks=frozenset({2024, 2025})),
        Split(left=("parents",), right=("adoption", *_SCHOOLS)),
        Split(left=("adoption",), right=_SCHOOLS),
        *chain(*_SCHOOLS),
    ),
)
AGE = Tree(dimension="age", splits=chain("16_and_over", "10_to_15", "5_to_9", "1_to_4", "under_1"))
UNACCOMPANIED = Tree(dimension="uasc", splits=chain("uasc", "not_uasc"))
TREES = (PLACEMENT, AGE, UNACCOMPANIED)


def parts_of(panel: Panel, tree: Tree) -> Array:
    """Published parts, areas x years x categories; nan where hidden or not published."""
    return np.stack([panel.of(tree.measure, tree.dimension, c) for c in tree.categories], axis=2)


def country_of(panel: Panel, tree: Tree, place: int) -> Array:
    """The country's number of each category in one year; nan where it is not published."""
    unknown = np.full(len(panel.years), np.nan)
    keys = [(tree.measure, tree.dimension, c) for c in tree.categories]
    return np.array([panel.whole.get(key, unknown)[place] for key in keys])


def whole_children(parts: Array, rng: np.random.Generator) -> Array:
    """Draws of parts (last axis) as whole children that add up to the rounded total; whole numbers
    are exact in single precision too.

    Sums are rounded at one random point a draw (systematic sampling): parts are right on average.
    """
    each = np.moveaxis(parts, -1, 0)
    total = reduce(np.add, each)
    whole = np.round(total)
    scale, point = whole / np.maximum(total, 1e-9), rng.random(total.shape)
    found = np.empty(each.shape, dtype="float32")
    so_far, given = np.zeros((2, *total.shape))
    for part, children in zip(each, found, strict=True):
        so_far += part
        points = np.minimum(np.floor(so_far * scale + point + 1e-9), whole)
        np.subtract(points, given, out=children)
        given = points
    return np.moveaxis(found, 0, -1)


@lru_cache(maxsize=8)
def split_series(panel: Panel, tree: Tree) -> list[Series]:
    """Each split of a tree as a series of logits, hidden parts filled in by their usual share.

    A split whose left side is not wholly published in a year has no figure in that year.
    Features: how far this split and the others lie from the typical authority.
    """
    parts = parts_of(panel, tree)
    filled_in = [
        expected(parts[:, y], panel.total[:, y], country_of(panel, tree, y))
        for y in range(parts.shape[1])
    ]
    whole = np.stack(filled_in, axis=1)
    logits, noises = [], []
    for split in tree.splits:
        left, right = _side(tree, whole, split.left), _side(tree, whole, split.right)
        unknown = np.isnan(_side(tree, parts, split.left))
        if len(split.left) + len(split.right) == len(tree.categories):
            right = np.where(unknown, right, panel.total - left)
        ratio = np.log((left + SMALLEST) / (right + SMALLEST))
        logits.append(np.where(unknown | np.isnan(panel.total), np.nan, ratio))
        noises.append(1 / (left + SMALLEST) + 1 / (right + SMALLEST))
    known = np.stack([standardised(each) for each in logits], axis=2)
    return [
        Series(
            years=panel.years,
            x=logit,
            noise=np.nan_to_num(noise, nan=1.0),
            known=known,
            breaks=split.breaks,
            farthest=random_walk.FARTHEST_SHARE,
        )
        for logit, noise, split in zip(logits, noises, tree.splits, strict=True)
    ]


def shares(
    panel: Panel, tree: Tree, origin: int, steps: Array, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Draws of each category's share of the total: at the origin (count x areas x categories)
    and 1, 2, ... years later (count x areas x horizons x categories).

    `steps` are those of the total (count x areas x horizons): a share that fell where the total
    rose does so in the draws. Every draw's shares add up to one; nan without figures at the origin.
    """
    count, _, horizons = steps.shape
    whole = total_series(panel)
    place = panel.years.index(origin)
    total = panel.total[:, place]
    country = country_of(panel, tree, place)
    now = filled(parts_of(panel, tree)[:, place], total, count, rng, country) / total[:, None]
    later = np.ones((now.shape[2], *now.shape[:2], horizons))
    by_category = np.ascontiguousarray(np.moveaxis(now, 2, 0))
    index = {category: i for i, category in enumerate(tree.categories)}
    for split, series in zip(tree.splits, split_series(panel, tree), strict=True):
        with_it = random_walk.together(whole, series, origin)
        left, right = [index[c] for c in split.left], [index[c] for c in split.right]
        sides = [reduce(np.add, by_category[side]) + SMALLEST / total for side in (left, right)]
        start = np.log(sides[0] / sides[1])
        growth = shared_change(series, origin, country_change(panel, tree, split, origin))
        size, alike = settings.shock(growth), _beside(steps, with_it, rng)
        centre, own, shared = settings.changes(
            series, growth, origin, horizons, count, rng, size=size, steps=alike
        )
        logit = centre + own + shared
        logit += start[:, :, None]
        to_left = 1 / (1 + np.exp(-logit))
        to_right = 1 - to_left
        for category in left:
            later[category] *= to_left
        for category in right:
            later[category] *= to_right
    later[:, :, np.isnan(now).any(axis=(0, 2))] = np.nan
    return now, np.moveaxis(later, 0, -1)


def _beside(steps: Array, correlation: float, rng: np.random.Generator) -> Array:
    """Steps of a split that go with those of the total as far as the correlation says."""
    fresh = rng.standard_normal(steps.shape)
    fresh *= np.sqrt(1 - correlation**2)
    fresh += correlation * steps
    return fresh


def shared_change(series: Series, origin: int, country: Array | None = None) -> Array:
    """The median authority's change by year up to the origin, oldest first, breaks left out.

    That of the whole country (`country`, oldest first) instead where it goes back further.
    """
    place = series.years.index(origin)
    changes = [series.changes(start, 1) for start in range(place)]
    typical = np.array([np.nanmedian(each) for each in changes if np.isfinite(each).any()])
    return typical if country is None or len(country) <= len(typical) else country


def country_change(panel: Panel, tree: Tree, split: Split, origin: int) -> Array | None:
    """The country's change of a tree's first logit by year up to the origin, oldest first, from
    every year for which it is published; nothing for a later split or one with a break."""
    if split is not tree.splits[0] or split.breaks or len(split.left) > 1:
        return None
    part = panel.parts_since.get((tree.measure, tree.dimension, split.left[0]), {})
    known = [year for year in sorted(part) if year <= origin and year in panel.country]
    if not known or known != list(range(known[0], known[-1] + 1)) or known[-1] != origin:
        return None
    logits = [np.log(part[year] / (panel.country[year] - part[year])) for year in known]
    return np.diff(logits)


def _side(tree: Tree, parts: Array, categories: tuple[str, ...]) -> Array:
    """The sum over categories of a side of a split; nan where any is."""
    return parts[:, :, [tree.categories.index(c) for c in categories]].sum(axis=2)
