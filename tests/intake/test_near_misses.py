"""A label that is nearly a known one stops the build and is named: never left out, never guessed.

Every text column of every source that is read for its labels is tried: in one row its label has
other capitals, a space more or the s of a plural, each in turn.
"""

import csv
import io
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources import SOURCES
from analysis.catalogue.sources.ofsted import LISTS, MOVEMENTS
from analysis.core.errors import SourceError
from analysis.intake.dfe import cla_tables, lait
from analysis.intake.dfe.cla_tables import LEVELS, MARCH
from analysis.intake.dfe.lait_labels import FIGURES
from excerpted import EXCERPTS, copy, opened
from readers import READ

NEAR: dict[str, Callable[[str], str]] = {
    "capitals": str.swapcase,
    "a space": lambda label: label.replace(" ", "  ", 1),
    "a plural": lambda label: f"{label}s",
}
# Ofsted prints the same label in several capitals; its labels are compared without them.
WITHOUT_CAPITALS = ("Provision type", "Sector")
READ_ONLY = {
    "geographic_level": LEVELS,
    "population_count": MARCH,
    "age_start_poc": ("Total",),
    "Provision type": ("Children's home", "Children's Home", "Children’s home"),
}
SKIPPED = {each.source.id: each.skip for each in (*LISTS, *MOVEMENTS)}


def columns_of_labels(key: str) -> set[str]:
    """The columns whose printed labels a reader gives a meaning to."""
    declared = set(SOURCES[key].columns)
    named = {"geographic_level", "category", "social_care_group", "age_group"}
    named |= {"school_type", "phase_type_grouping", "Class", "Provision type", "Sector"}
    if key.startswith("dfe_cla"):
        for form in cla_tables.forms(key, declared):
            named |= {*form.layout.labels, *form.rows}
    return declared & named


LABELLED = [
    (key, column, change)
    for key, source in SOURCES.items()
    if source.file.endswith((".csv", ".parquet"))
    for column, change in zip(sorted(columns_of_labels(key)), cycle(NEAR), strict=False)
]


def printed(key: str) -> pd.DataFrame:
    path = EXCERPTS / SOURCES[key].file
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    text = path.read_bytes().decode(SOURCES[key].encoding)
    rows = list(csv.reader(io.StringIO(text, newline="")))[SKIPPED.get(key, 0) :]
    return pd.DataFrame(rows[1:], columns=pd.Index([cell.strip() for cell in rows[0]]))


def nearly(label: str, change: str, column: str) -> str:
    """The label changed; in the plural where another change would make no difference."""
    same = NEAR[change](label) == label or (change == "capitals" and column in WITHOUT_CAPITALS)
    return NEAR["a plural" if same else change](label)


def a_row_that_is_read(table: pd.DataFrame, column: str) -> int:
    """The first row with a label in this column that the reader does not leave out."""
    read = table[column].astype("str").str.strip() != ""
    for where, kept in READ_ONLY.items():
        if where in table and set(table[where]) & set(kept):
            read &= table[where].isin(kept)
    return int(table.index[read][0])


def write(key: str, table: pd.DataFrame, raw: Path) -> None:
    """Put the table in the place of the excerpt, with the excerpt's lines above it."""
    path = copy(SOURCES[key], raw)
    if path.suffix == ".parquet":
        table.to_parquet(path)
        return
    encoding = SOURCES[key].encoding
    above = path.read_bytes().decode(encoding).splitlines(keepends=True)[: SKIPPED.get(key, 0)]
    body = table.to_csv(index=False, lineterminator="\n")
    path.write_bytes(("".join(above) + body).encode(encoding))


def told(key: str, raw: Path) -> SourceError:
    with opened(), pytest.raises(SourceError) as fault:
        READ[key](raw, (SOURCES[key],))
    return fault.value


@pytest.mark.parametrize(("key", "column", "change"), LABELLED)
def test_a_near_miss_is_named(tmp_path: Path, key: str, column: str, change: str):
    table = printed(key)
    row = a_row_that_is_read(table, column)
    label = str(table.loc[row, column]).strip()
    table.loc[row, column] = near = nearly(label, change, column)
    write(key, table, tmp_path)
    fault = told(key, tmp_path)
    assert fault.file == SOURCES[key].file
    assert near.strip().casefold() in f"{fault.expected} {fault.found}".casefold()
    assert "nearest" in fault.found or f"'{near}' in 1 rows" in fault.found


@pytest.mark.parametrize("change", [NEAR["capitals"], NEAR["a plural"]])
def test_a_near_miss_in_the_tool_is_named_though_it_leaves_others_out(tmp_path: Path, change):
    (source,) = lait.SOURCES
    table = pd.read_parquet(EXCERPTS / source.file)
    taken = table.index[table["Short Desc"].isin(list(FIGURES))][0]
    near = change(table.loc[taken, "Short Desc"])
    table.loc[taken, "Short Desc"] = near
    write(source.id, table, tmp_path)
    assert f"'{near}' in 1 rows" in told(source.id, tmp_path).found


def test_the_level_that_is_not_known_is_named(tmp_path: Path):
    """Seen: 'Local Authority' for 'Local authority' gave '9 rows for North West, get it again'."""
    key = "dfe_cla_2025_placement_stability"
    table = printed(key)
    table["geographic_level"] = table["geographic_level"].replace(
        "Local authority", "Local Authority"
    )
    write(key, table, tmp_path)
    fault = told(key, tmp_path)
    assert "'geographic_level'" in fault.expected
    assert "'Local Authority'" in fault.found
    assert "(nearest known: 'Local authority')" in fault.found
