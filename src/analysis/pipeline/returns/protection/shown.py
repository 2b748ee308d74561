"""What earlier builds of a council showed: whoever kept a page can subtract it from a later one.

A day that was shown stands as it was shown. Where it is counted again, the edition before is kept
too, so that both are protected together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.core import returned, store
from analysis.core.errors import CareAnalysisError
from analysis.core.shapes import COUNTS, OK, SUPPRESSED
from analysis.pipeline.returns.protection.linking import KEY
from analysis.pipeline.returns.protection.protecting import Audit
from analysis.protect.suppress import THRESHOLD

EARLIER_FILE = "earlier.parquet"
EDITION = "edition"
AUDIT, MADE_UP_AS, REVISED = "audit", "made up as", "revised"


class EarlierBuildError(CareAnalysisError):
    """An earlier build that cannot stand beside this one."""


@dataclass(frozen=True)
class Shown:
    """What was shown of a council: for each day its editions in the counts shape, the newest last,
    the audit of that one, and what was said of each time that days were counted again.
    """

    days: Mapping[date, tuple[pd.DataFrame, ...]] = field(default_factory=dict)
    audits: Mapping[str, Audit] = field(default_factory=dict)
    revised: tuple[Mapping[str, Any], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.days)


@dataclass(frozen=True)
class Stands:
    """A day that stands as an earlier build showed it, and how many of its figures are others in
    the records at hand; None where these do not cover the day.
    """

    day: date
    changed: int | None

    @property
    def said(self) -> str:
        """The sentence for officers."""
        stands = f"{self.day.day} {self.day:%B %Y} stands as it was shown"
        if not self.changed:
            return f"{stands}."
        keep = "figure is another" if self.changed == 1 else "figures are others"
        return (
            f"{stands}, though {self.changed:,} of its {keep} in these records: two pages of one "
            'day tell of the children between them. `--revise "the reason"` counts it again '
            "where a figure changes by more than five."
        )


def read(slug: str, code: str, made_up_as: str) -> Shown:
    """What the build in a council's folder showed, and those before it; nothing where there is
    none, or it was of other made-up records.

    `made_up_as` says which made-up records the new build is of, "" where they are real.
    EarlierBuildError where real figures would make room for made-up ones, and where what is there
    cannot be read.
    """
    record = returned.record(slug)
    if not record:
        return Shown()
    if made_up_as and not record[returned.SYNTHETIC]:
        raise EarlierBuildError(
            f"{returned.folder(slug)} has figures of a real return, and these records are made up. "
            "Keep the figures: a later build protects what they showed. To do without them: --anew."
        )
    if record.get(MADE_UP_AS, "") != made_up_as or record[returned.SYNTHETIC] != bool(made_up_as):
        return Shown()
    try:
        return _shown(returned.folder(slug), record, code)
    except (pa.ArrowException, OSError, ValueError, LookupError, TypeError) as fault:
        raise EarlierBuildError(
            f"{returned.folder(slug)} cannot be read ({type(fault).__name__}), and what it showed "
            "must be protected. Put back a copy; where no page was made of it: --anew."
        ) from None


def _shown(folder: Path, record: Mapping[str, Any], code: str) -> Shown:
    newest = _rows(folder / returned.COUNTS_FILE)
    if set(newest["area"]) != {code}:
        return Shown()
    earlier = _rows(folder / EARLIER_FILE) if record.get(REVISED) else replaced({})
    editions = [rows for _, rows in earlier.groupby([EDITION, "period_end"])]
    editions += [rows for _, rows in newest.groupby("period_end")]
    days: dict[date, tuple[pd.DataFrame, ...]] = {}
    for rows in editions:
        day = rows["period_end"].iloc[0].date()
        days[day] = (*days.get(day, ()), rows[list(COUNTS)].reset_index(drop=True))
    audits = [Audit(**{k: v for k, v in each.items() if k != "said"}) for each in record[AUDIT]]
    return Shown(
        dict(sorted(days.items())),
        {each.day: each for each in audits},
        tuple(record.get(REVISED, ())),
    )


def _rows(path: Path) -> pd.DataFrame:
    rows = store.as_frame(pq.read_table(path))
    return rows.assign(period_end=pd.to_datetime(rows["period_end"]).astype("datetime64[s]"))


def replaced(editions: Mapping[date, tuple[pd.DataFrame, ...]]) -> pd.DataFrame:
    """Every edition but the newest of each day as one table, with their numbers from 0."""
    old = [
        rows.assign(**{EDITION: np.int8(number)})
        for of_day in editions.values()
        for number, rows in enumerate(of_day[:-1])
    ]
    empty = pd.DataFrame(columns=[*COUNTS, EDITION]).astype({"value": "float64", EDITION: "int8"})
    return pd.concat(old or [empty], ignore_index=True)


def changed(stands: pd.DataFrame, again: pd.DataFrame) -> pd.Series:
    """By how much each figure that was shown differs in a new count of the day; by key."""
    both = stands[stands["status"] == OK].merge(again, on=[*KEY, "unit"], suffixes=("", "_again"))
    apart = (both["value_again"] - both["value"]).set_axis(pd.MultiIndex.from_frame(both[KEY]))
    return apart[apart != 0]


def worth_revising(stands: pd.DataFrame, again: pd.DataFrame) -> bool:
    """Whether a figure changes by more than a few, or there are figures that were not there."""
    had = stands[stands["status"].isin([OK, SUPPRESSED])]
    new = again[again["status"] == OK].merge(had[[*KEY, "unit"]], how="left", indicator=True)
    return bool((changed(stands, again).abs() > THRESHOLD).any() or (new["_merge"] != "both").any())


def hidden_before(editions: tuple[pd.DataFrame, ...]) -> set[tuple[str, str, str]]:
    """The keys of figures that any edition of a day hid."""
    return {
        (str(measure), str(dimension), str(category))
        for rows in editions
        for measure, dimension, category in rows.loc[rows["status"] == SUPPRESSED, KEY].to_numpy()
    }
