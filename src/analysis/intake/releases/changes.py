"""What changed between two releases of a published table: columns, labels, years and values.

A release is compared with the file of the one before; where that is not at hand, with what the
catalogue declares of it (its years). That it has the columns our reader needs was seen before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from analysis.catalogue.sources.source import Source
from analysis.intake.tables.figures import parse

# What says which area and time a row is of: part of what makes a row the same row.
WHERE_AND_WHEN = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "region_code",
    "old_la_code",
    "new_la_code",
)
NAMES = ("country_name", "region_name", "la_name")
MOST_LISTED = 8
MOST_EXAMPLES = 3
Difference = tuple[str, str, str, str, str]
COLUMNS = ("what", "column", "label", "before", "after")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two releases compared: rows of `COLUMNS`, every cell a string, one for each difference.

    `cells` is how many figures are in both; `note` says what could not be compared.
    """

    rows: pd.DataFrame
    cells: int = 0
    note: str = ""

    def of(self, what: str) -> pd.DataFrame:
        """The differences of one kind."""
        return self.rows[self.rows["what"] == what]


def compare(before: pd.DataFrame, after: pd.DataFrame, source: Source) -> Compared:
    """What changed from one release to the next; both as printed, every cell text."""
    values, cells, note = _values(before, after)
    found = [
        *chain(*_came_and_went("column", "", before.columns, after.columns)),
        *_years(before, after, source),
        *_labels(before, after),
        *values,
    ]
    return Compared(rows=_frame(found), cells=cells, note=note)


def against_declared(after: pd.DataFrame, source: Source) -> Compared:
    """What differs from what the catalogue declares, where no earlier file is at hand or whole."""
    column = source.period_column
    years = after[column].value_counts() if column in after else pd.Series(dtype=int)
    came, went = _came_and_went("year", column, sorted(source.years), sorted(years.index))
    rows = [
        *((*each[:4], f"{years[each[2]]:,} rows") for each in came),
        *((*each[:3], "declared", "") for each in went),
    ]
    note = "No whole file of the release before is at hand: labels and values were not compared."
    return Compared(rows=_frame(rows), note=note)


def sentences(compared: Compared) -> list[str]:
    """The differences in words, the most serious first; one sentence when there are none."""
    told = [
        f"{_plural(len(part), what)}: {listed(part['label'])}"
        for what in ("column removed", "column added", "year removed")
        if len(part := compared.of(what))
    ]
    for year, now in compared.of("year added")[["label", "after"]].to_numpy():
        told.append(f"{year}: {now} (new)")
    for year, was, now in compared.of("rows of a year")[["label", "before", "after"]].to_numpy():
        told.append(f"{year}: {was} before, {now} now")
    for what in ("label removed", "label added"):
        for column, part in _by_column(compared.of(what)).items():
            told.append(f"{column}: {_plural(len(part), what)}: {listed(part['label'])}")
    for column, part in _by_column(compared.of("value changed")).items():
        cells = part[["before", "after", "label"]].iloc[:MOST_EXAMPLES].to_numpy()
        some = (f"{was or 'blank'} to {now or 'blank'} ({where})" for was, now, where in cells)
        changed = _plural(len(part), "value changed")
        told.append(f"{column}: {changed}, for example {'; '.join(some)}")
    if compared.cells:
        told.append(f"{compared.cells:,} figures are in both releases.")
    told += filter(None, [compared.note])
    return told if len(compared.rows) else ["Nothing changed that was looked at.", *told]


def listed(names: Iterable[str]) -> str:
    """The first of the names, and how many more there are."""
    quoted = [f"'{name}'" for name in names]
    more = len(quoted) - MOST_LISTED
    return ", ".join(quoted[:MOST_LISTED]) + (f" and {more:,} more" if more > 0 else "")


def _came_and_went(
    what: str, column: str, before: Iterable[str], after: Iterable[str]
) -> tuple[list[Difference], list[Difference]]:
    """What is there now and was not, and the other way round; a column stands for itself."""
    earlier, later = dict.fromkeys(before), dict.fromkeys(after)
    came = [(f"{what} added", column or x, x, "", "there") for x in later if x not in earlier]
    went = [(f"{what} removed", column or x, x, "there", "") for x in earlier if x not in later]
    return came, went


def _years(before: pd.DataFrame, after: pd.DataFrame, source: Source) -> list[Difference]:
    """Years that came or went, and years whose number of rows changed."""
    column = source.period_column
    if column not in before or column not in after:
        return []
    earlier, later = before[column].value_counts(), after[column].value_counts()
    found: list[Difference] = []
    for year in sorted(set(earlier.index) | set(later.index)):
        was, now = int(earlier.get(year, 0)), int(later.get(year, 0))
        if was != now:
            what = "year added" if not was else "year removed" if not now else "rows of a year"
            found.append((what, column, str(year), f"{was:,} rows", f"{now:,} rows"))
    return found


def _labels(before: pd.DataFrame, after: pd.DataFrame) -> list[Difference]:
    """Labels of filters and names of areas that came or went, in columns that both have."""
    found: list[Difference] = []
    for column in (c for c in after.columns if c in before.columns):
        is_name = column in ("geographic_level", *NAMES)
        if not is_name and (column in WHERE_AND_WHEN or not _is_filter(column, before, after)):
            continue
        earlier, later = (sorted(set(frame[column])) for frame in (before, after))
        found += chain(*_came_and_went("label", column, earlier, later))
    return found


def _is_filter(column: str, *frames: pd.DataFrame) -> bool:
    """Whether a column says what is counted and holds no figures: some cell is a word."""
    try:
        for frame in frames:
            parse(frame[column].drop_duplicates())
    except ValueError:
        return True
    return False


def _values(before: pd.DataFrame, after: pd.DataFrame) -> tuple[list[Difference], int, str]:
    """Figures that differ between rows of the same place, time and labels; how many are in both."""
    common = [c for c in after.columns if c in before.columns and c not in NAMES]
    key = [c for c in common if c in WHERE_AND_WHEN or _is_filter(c, before, after)]
    figures = [c for c in common if c not in key]
    if not key or not figures:
        return [], 0, "The releases have no figures in the same columns."
    for frame in (before, after):
        doubled = int(frame.duplicated(key).sum())
        if doubled:
            note = f"Values were not compared: {doubled:,} rows have the place and labels of others"
            return [], 0, f"{note}, perhaps because a column that told them apart is gone."
    both = before.merge(after, on=key, suffixes=(" before", " after"))
    found: list[Difference] = []
    for column in figures:
        was, now = both[f"{column} before"].str.strip(), both[f"{column} after"].str.strip()
        differ = was != now
        where = (", ".join(filter(None, row)) for row in both.loc[differ, key].to_numpy())
        cells = zip(where, was[differ], now[differ], strict=True)
        found += [("value changed", column, *cell) for cell in cells]
    return found, len(both) * len(figures), ""


def _frame(rows: Iterable[Difference]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="str")


def _by_column(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Differences by the column that they are in, in the order of the table."""
    return {str(name): part for name, part in rows.groupby("column", sort=False)}


def _plural(count: int, what: str) -> str:
    """'1 label added', '3 labels added'."""
    noun, _, verb = what.partition(" ")
    return f"{count:,} {noun}{'' if count == 1 else 's'} {verb}"
