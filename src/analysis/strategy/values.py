"""How a value of a strategy file may be written: texts, days, numbers, and true or false.

What is accepted in silence and means something else is refused: `"yes"` and 1 are no true, `"85"`
is no number, and the years 1 and 9999 are no days of a strategy.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StrictBool, StringConstraints
from pydantic.types import Strict
from pydantic_core import PydanticCustomError

from analysis.catalogue.text.invisible_characters import CONTROL, TURNING
from analysis.core.quarters import LAST_YEAR

LONGEST_TEXT, LONGEST_ID = 4000, 80
# Wide, so that `checks.dates` can say of each day what it may be.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(LAST_YEAR, 12, 31)
GREATEST = 1e9
MOST_DAYS = 60
_UNSEEN = re.compile(f"[{CONTROL}{TURNING}]")


def _plain(text: str) -> str:
    """A text without characters that steer a device or turn the order of others."""
    if found := _UNSEEN.search(text):
        told = {"code": f"U+{ord(found[0]):04X}", "place": found.start() + 1}
        raise PydanticCustomError("character", "{code} at {place}", told)
    return text


def optional(default: Any, description: str) -> Any:
    """A field that may be left out; `description` is for the people who fill it in."""
    return Field(default, description=description)


def _in_our_time(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("calendar", "not a day of a strategy")
    return day


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)]
Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_plain)]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(_plain),
]
Day = Annotated[date, AfterValidator(_in_our_time)]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False, ge=-GREATEST, le=GREATEST)]
Days = Annotated[int, Strict(), Field(ge=0, le=MOST_DAYS)]
TrueOrFalse = StrictBool
