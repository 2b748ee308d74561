"""A local figure as it is printed, or the words that stand where there is none."""

import math
from typing import Any

from analysis.catalogue.local import MEAN, LocalIndicator
from analysis.core.quarters import Quarter
from analysis.core.shapes import MISSING, RETURNED
from analysis.present import numbers

REVISED_BY_FEW = ", revised by a few, not shown"


def figure(indicator: LocalIndicator, value: float, more: int = 0) -> str:
    """A figure as it stands in a table: '85%', '41', '18.5'; with `more` decimals if asked."""
    digits = numbers.plain(value, indicator.decimals + more)
    return f"{digits}%" if indicator.share else digits


def with_unit(indicator: LocalIndicator, value: float) -> str:
    """A figure as it is said: '85%', '41 days', '1 child'."""
    printed, unit = figure(indicator, value), indicator.unit
    if printed == "1":
        unit = {"days": "day", "children": "child"}.get(unit, unit)
    return printed if indicator.share else f"{printed} {unit}"


def cell(indicator: LocalIndicator, row: Any, supplier: str = "", more: int = 0) -> str:
    """A quarter's figure for a table: '85% (51 of 60)', 'suppressed', 'not supplied by ...'.

    One that is from the council's own return says so.
    """
    if math.isnan(row.value):
        return why_missing(row.status, supplier or row.source)
    printed = figure(indicator, row.value, more)
    if indicator.share:
        printed += f" ({numbers.plain(row.numerator)} of {numbers.plain(row.denominator)})"
    elif indicator.kind == MEAN and not math.isnan(row.denominator):
        printed += f" ({numbers.plain(row.denominator)} counted)"
    if row.source == RETURNED:
        printed += ", from the return"
    # A newer figure differs by so few that the older one, already published, stays.
    return printed + (REVISED_BY_FEW if getattr(row, "revised_by_few", False) else "")


def why_missing(status: str, supplier: str = "") -> str:
    """Why there is no figure: 'suppressed', 'not supplied by the virtual school'."""
    if status == MISSING:
        return f"not supplied by {named(supplier)}" if supplier else "not supplied"
    return numbers.reason(status)


def named(supplier: str) -> str:
    """A supplier as it is said: 'integrated-care-board' is 'the integrated care board'."""
    words = supplier if " " in supplier else supplier.replace("-", " ")
    words = words.replace("childrens ", "children's ")
    as_it_is = words.casefold().startswith(("the ", "our ", "nhs ")) or words[:1].isupper()
    return words if as_it_is or words.endswith("services") else f"the {words}"


def not_supplied(indicator: LocalIndicator, quarter: Quarter, supplier: str) -> str:
    """That a figure was not supplied, and by whom: never blank, never zero."""
    return (
        f"{indicator.brief}: not supplied by {named(supplier)} for {quarter.words}. "
        "Nothing is put in its place."
    )


def never_supplied(indicator: LocalIndicator, supplier: str) -> str:
    """That no figure has ever been supplied, and by whom."""
    return f"{indicator.brief}: not supplied by {named(supplier)} for any quarter so far."


def suppressed(indicator: LocalIndicator, quarter: Quarter) -> str:
    """That a figure is hidden, and why, without a hint of its size."""
    return (
        f"{indicator.brief}: the figure for {quarter.words} is suppressed, because so few children "
        "are behind it that somebody could be recognised."
    )
