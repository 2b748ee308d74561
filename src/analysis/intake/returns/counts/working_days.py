"""Working days in England: Monday to Friday without bank holidays.

The rules and the years that were different are those of www.gov.uk/bank-holidays.
"""

import numpy as np
import pandas as pd
from pandas.tseries.holiday import (
    AbstractHolidayCalendar,
    EasterMonday,
    GoodFriday,
    Holiday,
    next_monday,
    next_monday_or_tuesday,
)

MONDAY = pd.offsets.Week(0, weekday=0)  # on the day or after it


class BankHolidays(AbstractHolidayCalendar):
    """The bank holidays of England and Wales."""

    rules = [  # noqa: RUF012  (as pandas has it)
        Holiday("New Year", month=1, day=1, observance=next_monday),
        GoodFriday,
        EasterMonday,
        Holiday("early May until 2019", month=5, day=1, offset=MONDAY, end_date="2019-12-31"),
        Holiday("VE Day", year=2020, month=5, day=8),
        Holiday("early May", month=5, day=1, offset=MONDAY, start_date="2021-01-01"),
        Holiday("late May until 2021", month=5, day=25, offset=MONDAY, end_date="2021-12-31"),
        Holiday("late May 2022", year=2022, month=6, day=2),
        Holiday("Platinum Jubilee", year=2022, month=6, day=3),
        Holiday("late May", month=5, day=25, offset=MONDAY, start_date="2023-01-01"),
        Holiday("summer", month=8, day=25, offset=MONDAY),
        Holiday("state funeral", year=2022, month=9, day=19),
        Holiday("coronation", year=2023, month=5, day=8),
        Holiday("Christmas", month=12, day=25, observance=next_monday),
        Holiday("Boxing Day", month=12, day=26, observance=next_monday_or_tuesday),
    ]


def working_days_after(days: pd.Series, number: int) -> pd.Series:
    """The working day that is so many after each day; missing where the day is."""
    known = days.dropna()
    if known.empty:
        return days
    until = known.max() + pd.DateOffset(years=1)
    closed = BankHolidays().holidays(known.min(), until).to_numpy().astype("datetime64[D]")
    found = np.busday_offset(
        known.to_numpy().astype("datetime64[D]"), number, roll="backward", holidays=closed
    )
    return pd.Series(found.astype("datetime64[s]"), index=known.index).reindex(days.index)
