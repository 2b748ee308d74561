"""Simulated futures of all authorities together: a region is a sum of draws, never of quantiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analysis.core.errors import ShapeError
from analysis.core.shapes import ALL

Key = tuple[str, str, str]
Array = NDArray[np.floating]


@dataclass(frozen=True, kw_only=True)
class Draws:
    """Draws of one scenario: for each (measure, dimension, category) an array draw x area x year.

    `areas` are DfE codes, `years` those of 31 March, rising by one. The same draw is one possible
    future of the whole country: shocks that all authorities share fall in the same draw. Raises
    ShapeError where an array does not have one row for each area and one column for each year.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    values: Mapping[Key, Array]
    _middles: dict[Key, Array] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse arrays of different shapes."""
        shapes = {key: array.shape for key, array in self.values.items()}
        first = next(iter(shapes.values()), None)
        size = (len(self.areas), len(self.years))
        wrong = [key for key, shape in shapes.items() if shape != first or shape[1:] != size]
        if wrong:
            raise ShapeError(
                f"draws: {wrong[0]} has shape {shapes[wrong[0]]}; expected (draws, "
                f"{len(self.areas)} areas, {len(self.years)} years)."
            )

    @property
    def count(self) -> int:
        """How many draws there are."""
        return next(iter(self.values.values())).shape[0]

    def of(self, measure: str, dimension: str = ALL, category: str = ALL) -> Array:
        """The array of one figure; KeyError when it was not drawn."""
        return self.values[(measure, dimension, category)]

    def middle(self, measure: str, dimension: str = ALL, category: str = ALL) -> Array:
        """The median of a figure over all draws, area x year; worked out once."""
        key = (measure, dimension, category)
        if key not in self._middles:
            self._middles[key] = np.median(self.values[key], axis=0)
        return self._middles[key]

    def only(self, areas: Sequence[str]) -> "Draws":
        """The draws of some of the areas, in the order given."""
        rows = [self.areas.index(a) for a in areas]
        chosen = {key: side_by_side(array[:, rows]) for key, array in self.values.items()}
        return Draws(areas=tuple(areas), years=self.years, values=chosen)

    def summed(self, groups: Mapping[str, Sequence[str]]) -> "Draws":
        """The draws of groups of areas (group -> codes of its areas), added up draw by draw.

        An area without a figure (nan) is left out of its group; a group without any is nan.
        """
        chosen = rows_of(groups, self.areas)
        added = {
            key: np.stack([_sum_of_known(array[:, rows]) for rows in chosen], axis=1)
            for key, array in self.values.items()
        }
        return Draws(areas=tuple(groups), years=self.years, values=added)


def rows_of(groups: Mapping[str, Sequence[str]], areas: Sequence[str]) -> list[list[int]]:
    """The places among `areas` of the members of each group that are there."""
    place = {area: i for i, area in enumerate(areas)}
    return [[place[a] for a in members if a in place] for members in groups.values()]


def side_by_side(array: Array) -> Array:
    """The array with all draws (the first axis) of a figure side by side in memory: so they are
    sorted and added up many times faster.
    """
    return np.moveaxis(np.ascontiguousarray(np.moveaxis(array, 0, -1)), -1, 0)


def ratio(part: Array, whole: Array) -> Array:
    """part / whole; nan where the whole is not above 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.asarray(whole) > 0, np.divide(part, whole), np.nan)


def _sum_of_known(members: Array) -> Array:
    """The sum over areas (axis 1) that have a figure in every draw and year; nan without any."""
    there = np.isfinite(members).all(axis=(0, 2))
    total: Array = members[:, there].sum(axis=1)
    return total if there.any() else np.full_like(total, np.nan)
