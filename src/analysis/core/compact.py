"""Tables with their words as categories: a small number for each word, and each word once.

Millions of words as numbers take a tenth of the memory, and sort and compare many times faster.
The categories are in order, so that rows sort as they would by the words themselves.
"""

from collections.abc import Sequence

import pandas as pd
from pandas.api.types import union_categoricals

from analysis.core import shapes


def compact(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its text as categories in order; a status has those of all statuses."""
    text = frame.select_dtypes(["str", "object"]).astype("str").astype("category")
    frame = frame.assign(**{str(name): word for name, word in text.items()})
    for name, word in frame.select_dtypes("category").items():
        frame[name] = word.cat.reorder_categories(word.cat.categories.astype("str").sort_values())
    status = frame["status"].cat.set_categories(sorted(shapes.STATUSES))
    return frame.assign(status=status)


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Compact frames one below another, still compact; all have the columns of the first."""
    columns = {}
    for name, kind in frames[0].dtypes.items():
        parts = [frame[name] for frame in frames]
        if isinstance(kind, pd.CategoricalDtype):
            columns[name] = pd.Series(union_categoricals(parts, sort_categories=True))
        else:
            columns[name] = pd.concat(parts, ignore_index=True)
    return pd.DataFrame(columns, copy=False)
