"""How long the stages on the way to a permanent family took."""

import pandas as pd

from analysis.catalogue.returns.codes.care import FOR_ADOPTION
from analysis.catalogue.returns.stays import ADOPTED, PLACEMENT_ORDER, SPECIAL_GUARDIANSHIP
from analysis.intake.returns.histories import Histories
from analysis.intake.returns.times.stays import TIMES, periods, window

Stages = dict[str, pd.DataFrame]


def stage_times(past: Histories) -> Stages:
    """Times of each stage of `catalogue.returns.stays.STAGES`, by its name.

    Of the last three years: stages that begin with the start of care, and those to or after a
    match, are of children whose stage ended in them; from a placement order or from moving in with
    adopters, of children for whom that came in them, whether the stage has ended or not. A start
    that no return tells was before the first: the stage took longer than from there.
    """
    rows = _dated(past)
    since, now = window(past)
    ended = rows["end"].fillna(now)
    adopted = rows["end"].where(rows["why"].isin(ADOPTED))
    guarded = rows["end"].where(rows["why"].isin(SPECIAL_GUARDIANSHIP))
    recent = adopted > since
    return {
        "to_placement_order": _since_start(past, rows, rows["order"].where(rows["order"] > since)),
        "to_placed": _between(
            rows["order"].where(rows["order"] > since), rows["placed"], rows["revoked"]
        ),
        "to_matched": _between(rows["order"].where(recent), rows["matched"]),
        "matched_to_placed": _between(rows["matched"].where(recent), rows["placed"]),
        "placed_to_adopted": _between(rows["placed"].where(rows["placed"] > since), adopted, ended),
        "to_adopted": _since_start(past, rows, adopted.where(recent)),
        "to_special_guardianship": _since_start(past, rows, guarded.where(guarded > since)),
    }


def _dated(past: Histories) -> pd.DataFrame:
    """Periods of care with the days of their `order`, of its end (`revoked`, or the period's), of
    the `match` and of being `placed`.
    """
    rows = past.episodes[past.episodes["DECOM"] <= pd.Timestamp(past.as_at)]
    held = periods(past).set_index("period")
    ordered = rows["LS"].isin(PLACEMENT_ORDER)
    order = rows[ordered].groupby("period")["DECOM"].min().reindex(held.index)
    after = rows["DECOM"] > order.reindex(rows["period"]).to_numpy()
    revoked = rows[~ordered & after].groupby("period")["DECOM"].min().reindex(held.index)
    placed = rows[rows["PLACE"].isin(FOR_ADOPTION)].groupby("period")["DECOM"].min()
    matches = past.tables["ad1"].dropna(subset="DATE_MATCH")
    matched = matches.drop_duplicates("CHILD", keep="last").set_index("CHILD")["DATE_MATCH"]
    return held.assign(
        order=_seen(past, held, order),
        revoked=revoked.fillna(held["end"]).fillna(pd.Timestamp(past.as_at)),
        placed=_seen(past, held, placed.reindex(held.index)),
        matched=matched.reindex(held["CHILD"]).to_numpy(),
    )


def _seen(past: Histories, held: pd.DataFrame, day: pd.Series) -> pd.Series:
    """Days that the returns can tell: not those of before the first, of a period without a start,
    of which earlier episodes are cut off.
    """
    return day.where(held["known"] | (day >= pd.Timestamp(past.first)))


def _since_start(past: Histories, rows: pd.DataFrame, until: pd.Series) -> pd.DataFrame:
    """Times from the start of care; seen to have lasted since the first return where the returns
    do not tell the start.
    """
    there = until.notna()
    start = rows["start"].where(rows["known"], pd.Timestamp(past.first))
    return _times((until - start)[there].dt.days, rows.loc[there, "known"])


def _between(first: pd.Series, then: pd.Series, ended: pd.Series | None = None) -> pd.DataFrame:
    """Times from one day to another, of those who have the first and, where it is not told when
    else they `ended`, the other.
    """
    there = first.notna() & ~(then < first)
    if ended is None:
        there &= then.notna()
        return _times((then - first)[there].dt.days, then[there].notna())
    came = then.notna() & (then <= ended)
    until = then.where(came, ended)
    return _times((until - first)[there].dt.days, came[there])


def _times(days: pd.Series, event: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"days": days, "event": event, "entry": -1})[TIMES]
