"""Labels of a published table: known by the reader, or the build stops and names them."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import pandas as pd

from analysis.catalogue.sources.source import Source, source_error
from analysis.core import compact

REMEDY = "If the publisher changed the wording, add it to the reader's labels."


def named(
    source: Source,
    column: pd.Series,
    labels: Mapping[str, str],
    expected: str = "",
    remedy: str = REMEDY,
) -> pd.Series:
    """Printed labels as the project's names; SourceError names one that is not known, and the
    known ones that are nearest to it.
    """
    names = compact.named(column, labels)
    strange = names.isna()
    if strange.any():
        printed = str(column[strange].iloc[0])
        expected = expected or f"one of {len(labels)} known labels in '{column.name}'"
        found = f"'{printed}' in {int(strange.sum())} rows{nearest(printed, labels)}"
        raise source_error(source, expected, found, remedy)
    return names


def chosen(
    source: Source, column: pd.Series, kept: Iterable[str], left_out: Iterable[str] = ()
) -> pd.Series:
    """Whether each row has one of the labels `kept`; SourceError for a label that is neither kept
    nor known to be left out.
    """
    kept = tuple(kept)
    meaning = dict.fromkeys(left_out, "") | dict.fromkeys(kept, "kept")
    return named(source, column, meaning) == "kept"


def near_misses(source: Source, column: pd.Series, taken: Iterable[str]) -> None:
    """SourceError for a label that is one of those `taken` but for capitals, spaces or a plural.

    For a column whose other labels are left out without being declared.
    """
    taken = tuple(taken)
    alike = {_plain(label): label for label in taken}
    for printed in map(str, column.unique()):
        if printed not in taken and _plain(printed) in alike:
            expected = f"the label '{alike[_plain(printed)]}' in '{column.name}'"
            found = f"'{printed}' in {int((column.astype('str') == printed).sum())} rows"
            raise source_error(source, expected, found, REMEDY)


def nearest(printed: str, labels: Iterable[str], which: str = "known") -> str:
    """The labels nearest to one that is not among them, to go after it in a message."""
    labels = tuple(labels)
    near = [label for label in labels if _plain(label) == _plain(printed)]
    near = near or get_close_matches(printed, labels, n=3, cutoff=0)
    return f" (nearest {which}: {', '.join(map(repr, near))})" if near else ""


def _plain(label: str) -> str:
    """A label without capitals, extra spaces and the s of a plural."""
    return " ".join(word.removesuffix("s") for word in label.casefold().split())
