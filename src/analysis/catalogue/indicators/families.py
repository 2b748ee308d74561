"""What indicators have in common, so that an entry says only what is its own.

A family is `Indicator` with some fields given: `share_of_children_in_care(id=..., title=..., ...)`.
An entry may give any of them again, and its own then holds. The functions give the figures.
"""

from datetime import date
from functools import partial
from typing import Any

from analysis.catalogue.indicator import NEUTRAL, Figure, Indicator

IN_CARE = Figure("cla_31_march")
STARTED = Figure("cla_started")
CEASED = Figure("cla_ceased")
CHILDREN = Figure("rate_base_0_17")
SHORT_BREAKS = ", without those in a series of short breaks"
SNAPSHOT = f"Children looked after on 31 March{SHORT_BREAKS}"
STARTERS = "Children who started to be looked after in the year, each counted once by an authority"
LEAVERS = "Children who ceased to be looked after in the year, each counted once by an authority"
TWELVE_MONTHS = "Children looked after on 31 March who had been for at least twelve months"
ONLY_THE_AVERAGE = "Only the average is published, so no interval can be given"

# The interactive tool rounds its counts of earlier years to the nearest 5.
COUNTS_FROM = date(2018, 3, 31)

number = partial(Indicator, kind="number", unit="children", polarity=NEUTRAL, comparators=())
rate_per_10_000 = partial(
    Indicator,
    theme="A",
    kind="rate",
    per=10_000,
    unit="per 10,000 children",
    polarity=NEUTRAL,
    cohort=SNAPSHOT,
    period="31 march",
    sources=("cla", "population"),
    denominator=CHILDREN,
)
proportion = partial(Indicator, kind="proportion", polarity=NEUTRAL, sources=("cla",))
share_of_children_in_care = partial(
    proportion, theme="A", unit="% of children in care", cohort=SNAPSHOT, period="31 march"
)
share_of_starters = partial(
    proportion,
    theme="A",
    unit="% of children who came into care",
    cohort=STARTERS,
    period="year to march",
)
share_of_leavers = partial(
    proportion,
    theme="D",
    unit="% of children who left care",
    cohort=LEAVERS,
    period="year to march",
    sources=("cla", "lait"),
)


def counted(measure: str, cohort: str, unit: str = "children") -> dict[str, Any]:
    """Numerator, denominator and published percentage of a count and of its cohort."""
    return {
        "numerator": Figure(measure, unit),
        "denominator": Figure(cohort, unit),
        "published": Figure(measure, "percent"),
    }


def rate(measure: str, unit: str = "children") -> dict[str, Any]:
    """Numerator of a rate and the rate as printed."""
    return {"numerator": Figure(measure, unit), "published": Figure(measure, "per_10000")}


def of(base: Figure, dimension: str, category: str | tuple[str, ...]) -> Figure:
    """One category of a count, or several added up."""
    return Figure(base.measure, base.unit, dimension, category)


def share(base: Figure, dimension: str, category: str | tuple[str, ...]) -> dict[str, Any]:
    """Numerator, denominator and published percentage of a category; no percentage for sums."""
    printed = Figure(base.measure, "percent", dimension, category)
    return {
        "numerator": of(base, dimension, category),
        "denominator": base,
        "published": printed if isinstance(category, str) else None,
    }


def split(base: Figure, dimension: str) -> dict[str, Any]:
    """Every category of a dimension as a share of the whole, beside England and the region."""
    return {
        "split": dimension,
        "comparators": ("england", "region"),
        **share(base, dimension, "all"),
    }
