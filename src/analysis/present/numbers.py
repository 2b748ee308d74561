"""How figures are printed: one number, its unit, its interval, or the words for a missing one."""

import math
import re

from analysis.catalogue.indicator import Indicator
from analysis.core.shapes import LOW, MISSING, NOT_AVAILABLE, OK, STATUS_WORDS

MINUS = "\N{MINUS SIGN}"
NO_INTERVAL = "no interval"
MILLION = 1_000_000

# The short words for a status, where they are not its own name.
SHORT = {NOT_AVAILABLE: "not published", LOW: "rounds to zero"}
REGULAR = ("pupil", "home", "place", "point", "month", "day", "incident", "referral", "case")
SINGULAR = {"children": "child", "young people": "young person"} | {f"{w}s": w for w in REGULAR}
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
    if indicator.kind == "money" or "£" in indicator.unit:
        size = abs(value)
        pounds = (
            f"£{plain(size)}" if round(size) < MILLION else f"£{plain(size / MILLION, 1)} million"
        )
        return MINUS + pounds if value < 0 and round(size) else pounds
    digits, exact = plain(value, indicator.decimals), plain(value, 1)
    if average and indicator.decimals == 0 and not exact.endswith("0"):
        digits = exact
    return f"{digits}%" if is_share(indicator) else digits


def with_unit(indicator: Indicator, value: float, status: str = OK) -> str:
    """A figure as it is said: '76 per 10,000 children', '81%', '£2,100 a week', '1 child'."""
    printed = figure(indicator, value, status)
    unit = unit_after(indicator)
    if math.isnan(value) or not unit:
        return printed
    plural = next((word for word in SINGULAR if re.match(rf"{word}\b", unit)), "")
    if printed == "1" and plural:
        unit = SINGULAR[plural] + unit.removeprefix(plural)
    return f"{printed} {unit}"


def after_title(indicator: Indicator, value: float) -> str:
    """A figure said after its title, without a unit that the title has given already."""
    unit = unit_after(indicator).split()
    said = indicator.title.lower().replace(",", "").split()
    per = [word.replace(",", "") for word in unit if word[0].isdigit()][:1]
    same_rest = len(unit) > 1 and {*unit[1:]} <= {*said}
    if unit and (unit[0] in said or same_rest or {*per} & {*said}):
        return figure(indicator, value)
    return with_unit(indicator, value)


def unit_after(indicator: Indicator) -> str:
    """What is said after the number: 'per 10,000 children', 'a week', '' for a share."""
    if is_share(indicator):
        return ""
    unit = indicator.unit.replace("£", "").strip()
    return "" if unit in BARE_UNITS or unit.startswith("average") else unit


def interval(indicator: Indicator, lower: float, upper: float) -> str:
    """A 95% interval as words: '72 to 81', '9% to 13%', 'no interval' without counts.

    'rounds to 0%' where both ends are printed alike.
    """
    if math.isnan(lower) or math.isnan(upper):
        return NO_INTERVAL
    first, last = figure(indicator, lower), figure(indicator, upper)
    return f"{first} to {last}" if first != last else f"rounds to {first}"


def gap(indicator: Indicator, size: float) -> str:
    """The size of a difference: '28.7 points', '12 percentage points', '£150 a week'."""
    if is_share(indicator):
        digits = plain(abs(size), indicator.decimals)
        return f"{digits} percentage point{'' if digits == '1' else 's'}"
    return with_unit(indicator, abs(size))


def count(number: float, singular: str = "child", plural: str = "children") -> str:
    """A whole number of things: '0 children', '1 child', '1,204 children'."""
    return f"{plain(number)} {singular if round(number) == 1 else plural}"


def span(low: float, high: float) -> str:
    """A range of whole numbers: '7 to 12', or one number where both ends round to it."""
    return " to ".join(dict.fromkeys((plain(round(low)), plain(round(high)))))


def reason(status: str) -> str:
    """The short words that stand in a table where no figure does: 'suppressed'."""
    missing = MISSING if status == OK else status
    return SHORT.get(missing, missing.replace("_", " "))


def why_missing(status: str) -> str:
    """The same reason in full: 'suppressed to protect confidentiality'."""
    return STATUS_WORDS[MISSING if status == OK else status]


def is_share(indicator: Indicator) -> bool:
    """Whether figures are percentages."""
    return indicator.unit.startswith("%") or (
        not indicator.unit and indicator.kind in ("proportion", "percentage")
    )
