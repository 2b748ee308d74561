"""Rare events as days between them, in sets that grow by so many that no single one shows.

A page shows one set: the newest of its quarter or before that had been received by its day. Two
sets are equal or differ by more events than the threshold, so that one page less another tells no
small number. See docs/disclosure.md.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.core.shapes import COUNTS, OK, SUPPRESSED

BETWEEN_EVENTS, DAYS = "between events", "days"
ROUNDED_TO_DAYS = 10


def between_events(events: pd.DataFrame, area: str, threshold: int) -> pd.DataFrame:
    """Days between events in the counts shape, rounded to ten: a set for each quarter in which
    there came more than `threshold` new ones, and one row without a number before the first.

    `events` has columns indicator, on, source, release. No day of an event is in the answer.
    """
    rows: list[dict[str, object]] = []
    for indicator, happened in events.groupby("indicator", sort=True):
        for period_end, known in _sets(happened, threshold):
            shared: dict[str, object] = {
                "measure": indicator,
                "area": area,
                "period_end": period_end,
                "frequency": "quarter",
                "dimension": BETWEEN_EVENTS,
                "unit": DAYS,
                "source": str(known.sort_values(["release", "on"])["source"].iloc[-1]),
                "release": str(known["release"].max()),
            }
            gaps = _gaps(known["on"]) if len(known) > threshold else [(np.nan, SUPPRESSED)]
            rows += [
                shared | {"category": f"{n:03d}", "value": days, "status": status}
                for n, (days, status) in enumerate(gaps, start=1)
            ]
    return pd.DataFrame(rows, columns=list(COUNTS)).astype({"value": "float64"})


def newest_sets(counts: pd.DataFrame) -> pd.DataFrame:
    """Counts with only the newest set of each rare event: what a page and its file may show.

    Give it the counts of the page's quarter and before, received by its day.
    """
    between = counts["dimension"] == BETWEEN_EVENTS
    newest = counts[between].groupby("measure")["period_end"].transform("max")
    older = newest.index[newest > counts.loc[between, "period_end"]]
    return counts.drop(index=older)


def _sets(happened: pd.DataFrame, threshold: int) -> Iterator[tuple[pd.Timestamp, pd.DataFrame]]:
    """Quarters and the events shown from each on: none, or a set larger by more than the threshold.

    An event that came late belongs to the quarter before the one in which it was received, so that
    what an earlier quarter showed stays as it was.
    """
    quarter, within = (pd.offsets.QuarterEnd(n, startingMonth=3) for n in (1, 0))
    before_received = pd.to_datetime(happened["release"]) + within - quarter
    ends = (pd.to_datetime(happened["on"]) + within).clip(lower=before_received)
    shown = 0
    for period_end in sorted(set(ends)):
        known = happened[ends <= period_end]
        if len(known) - shown > threshold:
            shown = len(known)
        elif shown or period_end != ends.min():
            continue
        yield period_end, known


def _gaps(on: "pd.Series[pd.Timestamp]") -> list[tuple[float, str]]:
    days = pd.to_datetime(on).sort_values().diff().dt.days.dropna()
    tens = np.floor(days / ROUNDED_TO_DAYS + 0.5) * ROUNDED_TO_DAYS
    return [(float(gap), OK) for gap in tens]
