"""The marks of a process chart: what the newest point shows, and where earlier ones lie."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.present.charts.drawing.frame import DARK_GREY, OWN_COLOUR

_OUTSIDE = "outside"
# Shape tells what a point means, and colour only repeats it.
MARKS: dict[str, dict[str, Any]] = {
    "": {"marker": "o", "color": OWN_COLOUR, "markersize": 5},
    "improving": {"marker": "D", "color": "#1D7A72", "markersize": 7},
    "worsening": {"marker": "s", "color": "#801650", "markersize": 7},
    "changed": {"marker": "X", "color": DARK_GREY, "markersize": 8},
    "above": {"marker": "^", "color": OWN_COLOUR, "markersize": 8},
    "below": {"marker": "v", "color": OWN_COLOUR, "markersize": 8},
    "outside": {"marker": "*", "color": OWN_COLOUR, "markersize": 10},
}
MARK_WORDS = {
    "": "a quarter",
    "improving": "newest: better by more than chance explains",
    "worsening": "newest: worse by more than chance explains",
    "changed": "newest: changed by more than chance explains",
    "above": "above average",
    "below": "below average",
    "outside": "outside the limits",
}


def newest_place(rows: pd.DataFrame) -> int:
    """The place of the newest figure, -1 where there is none."""
    known = np.flatnonzero(rows["value"].notna().to_numpy())
    return int(known[-1]) if len(known) else -1


def mark_of(row: Any, newest: bool) -> str:
    """The kind of mark a row has, '' for none: of the newest 'improving', 'worsening' or 'changed';
    of an older one, which the average has since taken in, only 'above', 'below' or 'outside'.
    """
    if not row.signal:
        return ""
    if newest:
        return str(row.meaning or "changed")
    return _OUTSIDE if row.signal == _OUTSIDE else "above" if row.value > row.centre else "below"


def mark_words(kind: str, centre: str = "Average") -> str:
    """What a mark means; where the centre is a median it is called the middle."""
    other = f"the {centre.lower()}"
    return MARK_WORDS[kind].replace("average", "average" if centre == "Average" else other)
