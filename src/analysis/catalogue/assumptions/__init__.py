"""The assumptions of the sufficiency report, each a row with its range and source."""

from analysis.catalogue.assumptions.assumption import Assumption
from analysis.catalogue.assumptions.cost import COST
from analysis.catalogue.assumptions.demand import DEMAND
from analysis.catalogue.assumptions.supply import SUPPLY

ASSUMPTIONS: dict[str, Assumption] = {a.id: a for a in (*DEMAND, *SUPPLY, *COST)}


def values() -> dict[str, float]:
    """Every assumption's value by its id."""
    return {a.id: a.value for a in ASSUMPTIONS.values()}


def ranges() -> dict[str, tuple[float, float]]:
    """The low and the high end of every assumption by its id."""
    return {a.id: (a.low, a.high) for a in ASSUMPTIONS.values()}
