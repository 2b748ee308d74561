"""How figures are printed: one number, its unit, its interval, or the words for a missing one."""

import math
import re

from analysis.catalogue.indicator import Indicator
from analysis.core.shapes import (
    LOW,
    MISSING,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    OK,
    STATUS_WORDS,
    SUPPRESSED,
    UNRELIABLE,
)

MINUS = "\N{MINUS SIGN}"
NO_INTERVAL = "no interval"
MILLION = 1_000_000

SHORT = {
    OK: "published",
    SUPPRESSED: "suppressed",
    NOT_APPLICABLE: "not applicable",
    NOT_AVAILABLE: "not published",
    LOW: "rounds to zero",
    UNRELIABLE: "unreliable",
    MISSING: "missing",
}

SINGULAR = {
    "children": "child",
    "young people": "young person",
    "pupils": "pupil",
    "homes": "home",
    "places": "place",
    "points": "point",
    "months": "month",
    "days": "day",
    "incidents": "incident",
    "referrals": "referral",
    "cases": "case",
}
BARE_UNITS = ("", "number", "ratio", "score", "grade")


def plain(value: float, decimals: int = 0) -> str:
    """A number with thousands separators and a true minus sign: '1,204', '−2.5', '0'."""
    if not math.isfinite(value):
        raise ValueError("A missing number has no digits; print the reason for it instead.")
    digits = f"{abs(value):,.{decimals}f}"
    below = value < 0 and any(digit in digits for digit in "123456789")
    return MINUS + digits if below else digits


def figure(indicator: Indicator, value: float, status: str = OK, *, average: bool = False) -> str:
    """A figure as it stands in a table or beside a line: '76', '81%', '£2,100', 'suppressed'.

    An `average` of several whole numbers is given with a decimal where it has one: '66.5'.
    """
    if math.isnan(value):
        return reason(status)
    if is_money(indicator):
        return _pounds(value)
    digits = _digits(indicator, value, average)
    if is_share(indicator):
        return f"{digits}%"
    return digits


def with_unit(
    indicator: Indicator, value: float, status: str = OK, *, average: bool = False
) -> str:
    """A figure as it is said: '76 per 10,000 children', '81%', '£2,100 a week', '1 child'."""
    printed = figure(indicator, value, status, average=average)
    unit = unit_after(indicator)
    if math.isnan(value) or not unit:
        return printed
    if printed == "1":
        unit = _singular(unit)
    return f"{printed} {unit}"


def after_title(indicator: Indicator, value: float, status: str = OK) -> str:
    """A figure said after its title, without a unit that the title has given already."""
    unit = unit_after(indicator).split()
    said = indicator.title.lower().replace(",", "").split()
    per = [word.replace(",", "") for word in unit if word[0].isdigit()][:1]
    same_rest = len(unit) > 1 and {*unit[1:]} <= {*said}
    if unit and (unit[0] in said or same_rest or {*per} & {*said}):
        return figure(indicator, value, status)
    return with_unit(indicator, value, status)


def unit_after(indicator: Indicator) -> str:
    """What is said after the number: 'per 10,000 children', 'a week', '' for a share."""
    if is_share(indicator):
        return ""
    unit = indicator.unit.replace("£", "").strip()
    return "" if unit in BARE_UNITS or unit.startswith("average") else unit


def interval(indicator: Indicator, lower: float, upper: float) -> str:
    """A 95% interval as words: '72 to 81', '9% to 13%', 'no interval' without counts."""
    if math.isnan(lower) or math.isnan(upper):
        return NO_INTERVAL
    return f"{figure(indicator, lower)} to {figure(indicator, upper)}"


def gap(indicator: Indicator, size: float) -> str:
    """The size of a difference: '28.7 points', '12 percentage points', '£150 a week'."""
    if is_share(indicator):
        digits = plain(abs(size), indicator.decimals)
        return f"{digits} percentage point{'' if digits == '1' else 's'}"
    return with_unit(indicator, abs(size))


def count(number: float, singular: str = "child", plural: str = "children") -> str:
    """A whole number of things: '0 children', '1 child', '1,204 children'."""
    return f"{plain(number)} {singular if round(number) == 1 else plural}"


def reason(status: str) -> str:
    """The short words that stand in a table where no figure does: 'suppressed'."""
    return SHORT[MISSING] if status == OK else SHORT[status]


def why_missing(status: str) -> str:
    """The same reason in full: 'suppressed to protect confidentiality'."""
    return STATUS_WORDS[MISSING if status == OK else status]


def is_share(indicator: Indicator) -> bool:
    """Whether figures are percentages."""
    return indicator.unit.startswith("%") or (
        not indicator.unit and indicator.kind in ("proportion", "percentage")
    )


def is_money(indicator: Indicator) -> bool:
    """Whether figures are pounds."""
    return indicator.kind == "money" or "£" in indicator.unit


def _digits(indicator: Indicator, value: float, average: bool) -> str:
    exact = plain(value, 1)
    if average and indicator.decimals == 0 and not exact.endswith("0"):
        return exact
    return plain(value, indicator.decimals)


def _pounds(value: float) -> str:
    """Whole pounds, or tenths of a million: '£2,100', '£91.7 million'."""
    size = abs(value)
    told = f"£{plain(size)}" if round(size) < MILLION else f"£{plain(size / MILLION, 1)} million"
    return MINUS + told if value < 0 and round(size) else told


def _singular(unit: str) -> str:
    for plural, one in SINGULAR.items():
        if re.match(rf"{plural}\b", unit):
            return one + unit.removeprefix(plural)
    return unit
