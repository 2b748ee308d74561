"""After 18: who is a care leaver now, and what published figures say of staying put."""

from datetime import date

import numpy as np
import pandas as pd

from analysis.catalogue.areas import ENGLAND
from analysis.core import store
from analysis.core.shapes import ALL
from analysis.forecast.histories.careers import LEFT, Careers, Days, eighteen
from analysis.forecast.histories.leavers import STAY_AT_18, STAY_AT_19, WEEKS_13
from analysis.intake.returns.counts.care_leavers import NOT_COUNTED
from analysis.intake.returns.histories import Histories

TABLE = "oc3"
FEWEST = 30
"""Young people who may stay put, below whom England's share stands for the council's."""


def born(past: Histories, known: Careers) -> Days | None:
    """The days of birth of today's care leavers: those of the newest 31 March of which OC3 is
    filled in, and who turned 18 in care since; None where no return has OC3.
    """
    marches = [date(year, 3, 31) for year in range(past.as_at.year, past.first.year, -1)]
    filled = [m for m in marches if m <= past.as_at and past.has(TABLE, pd.Timestamp(m))]
    if not filled:
        return None
    rows = past.answers(TABLE, pd.Timestamp(filled[0]))
    rows = rows[~rows["IN_TOUCH"].isin(NOT_COUNTED) & rows["DOB"].notna()]
    then = np.array([day.toordinal() for day in rows["DOB"]], dtype=np.int64)
    adult = eighteen(known.born)
    since = (known.then == LEFT) & (known.end >= adult - 1) & (known.end > filled[0].toordinal())
    since &= adult - known.began >= WEEKS_13
    return np.concatenate([then, known.born[since]])


def staying_put(area: str) -> dict[str, float]:
    """The shares of those in foster care at 18 who stay with their carers, at 18 and at 19 and 20:
    the newest published ones, England's where the council has too few.
    """
    rows = store.counts([area, ENGLAND])
    return {age: _share(rows, area, age) for age in (STAY_AT_18, STAY_AT_19)}


def _share(rows: pd.DataFrame, area: str, age: str) -> float:
    whole = rows[(rows["dimension"] == ALL) & (rows["unit"] == "young_people")]
    told = {
        name: whole[whole["measure"] == f"staying_put_{name}"].pivot_table(
            index="period_end", columns="area", values="value", aggfunc="last"
        )
        for name in (age, f"eligible_{age}")
    }
    shares = told[age] / told[f"eligible_{age}"]
    enough = told[f"eligible_{age}"].get(area, pd.Series(dtype=float)) >= FEWEST
    own = shares[area][enough].dropna() if area in shares else pd.Series(dtype=float)
    return float((own if len(own) else shares[ENGLAND].dropna()).iloc[-1])
