"""The figures that many indicators share, and the three ways in which a figure is split."""

from datetime import date
from typing import Any

from analysis.catalogue.indicator import Figure

IN_CARE = Figure("cla_31_march")
STARTED = Figure("cla_started")
CEASED = Figure("cla_ceased")
CHILDREN = Figure("rate_base_0_17")
SNAPSHOT = "Children looked after on 31 March, without those in a series of short breaks"
STARTERS = "Children who started to be looked after in the year, each counted once by an authority"
LEAVERS = "Children who ceased to be looked after in the year, each counted once by an authority"

# The interactive tool rounds its counts of earlier years to the nearest 5.
COUNTS_FROM = date(2018, 3, 31)


def of(figure: Figure, dimension: str, category: str | tuple[str, ...], unit: str) -> Figure:
    """One category of a count."""
    return Figure(figure.measure, unit, dimension, category)


def share(base: Figure, dimension: str, category: str | tuple[str, ...]) -> dict[str, Any]:
    """Numerator, denominator and published percentage of one category; no percentage for sums."""
    one = isinstance(category, str)
    return {
        "numerator": of(base, dimension, category, "children"),
        "denominator": base,
        "published": of(base, dimension, category, "percent") if one else None,
    }


def split(base: Figure, dimension: str) -> dict[str, Any]:
    """Every category of a dimension, as a share of the whole."""
    return {
        "split": dimension,
        "numerator": of(base, dimension, "all", "children"),
        "denominator": base,
        "published": of(base, dimension, "all", "percent"),
    }
