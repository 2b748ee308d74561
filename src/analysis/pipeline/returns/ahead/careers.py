"""Histories of a return as the numbers that a forecast learns from: who they are is left behind."""

from datetime import date

import numpy as np
import pandas as pd

from analysis.catalogue.returns import categories
from analysis.forecast.histories.careers import LEFT, OPEN, Careers
from analysis.intake.returns.counts.tally import coded
from analysis.intake.returns.histories import Histories

ELSEWHERE, NOT_REPORTED = "other", "not_reported"
BEGINS = "S"
"""The reason for a new episode (RNE) with which a period of care begins."""
_EPOCH = date(1970, 1, 1).toordinal()


def careers(past: Histories) -> Careers:
    """The spells of all children whose date of birth is known, short breaks left out.

    A new spell begins where the kind of home or the kind of provider changes. Children who came
    into care on one day from one postcode are a family.
    """
    rows = past.episodes[past.episodes["DOB"].notna()]
    kind = coded(rows["where"], categories.PLACEMENT).astype("object").fillna(ELSEWHERE)
    provider = coded(rows["provider"], categories.PROVIDER).astype("object").fillna(NOT_REPORTED)
    state = kind + "/" + provider
    changes = (state != state.shift()) | (rows["period"] != rows["period"].shift())
    spells = rows[changes]
    names = sorted(state[changes].unique())
    number = state[changes].map({name: n for n, name in enumerate(names)}).to_numpy(dtype=np.int64)
    follows = spells["period"].to_numpy()[1:] == spells["period"].to_numpy()[:-1]
    as_at = past.as_at.toordinal()
    ended = rows.groupby("period")["ends"].last().reindex(spells["period"])
    start, last = _days(spells["DECOM"]), _days(ended)
    end = last.copy()
    end[:-1] = np.where(follows, start[1:], last[:-1])
    then = np.full(len(spells), LEFT)
    then[:-1] = np.where(follows, number[1:], LEFT)
    goes_on = end > as_at
    kept = (start <= as_at) & (end > start)
    return Careers(
        born=_days(spells["DOB"])[kept],
        began=_days(spells["began"])[kept],
        start=start[kept],
        end=np.where(goes_on, as_at + 1, end)[kept],
        state=number[kept],
        then=np.where(goes_on, OPEN, then)[kept],
        alone=spells["CHILD"].isin(past.tables["uasc"]["CHILD"]).to_numpy()[kept],
        family=_families(spells)[kept],
        states=tuple((each.split("/")[0], each.split("/")[1]) for each in names),
        first=past.first.toordinal(),
        as_at=as_at,
        unsure=_unsure(rows, spells)[kept],
    )


def _unsure(rows: pd.DataFrame, spells: pd.DataFrame) -> np.ndarray:
    """Whether a period's first episode known goes on with an earlier one that no return holds."""
    begins = rows.groupby("period")["RNE"].first() == BEGINS
    return ~begins.reindex(spells["period"]).to_numpy(dtype=bool)


def _families(spells: pd.DataFrame) -> np.ndarray:
    """One number for all who came on one day from one postcode; one for each whose is not known."""
    home = spells["HOME_POST"].astype("object").fillna("")
    return pd.factorize(home.where(home != "", spells["CHILD"]))[0].astype(np.int64)


def _days(days: pd.Series) -> np.ndarray:
    """Days as ordinals of `datetime.date`."""
    return days.to_numpy().astype("datetime64[D]").astype(np.int64) + _EPOCH
