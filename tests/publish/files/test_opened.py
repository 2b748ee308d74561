"""Every file beside a page, read as a stranger would who has nothing but the file."""

import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis.catalogue.areas import ENGLAND, area, areas, together
from analysis.core import paths, store
from analysis.publish.files import attachments
from analysis.publish.reports import REPORTS
from left_out import NO_FORECAST

PLACES = ("Bradford", "Bristol", "Cheshire East", "Herefordshire", "Lancashire", "Kent", "England")
PLACES += ("South West", "Bristol + Devon")
GIVEN = {"today": "2026-11-22", "view": "all"}
CODES = {"area", "indicator", "measure", "dimension", "category", "group", "status", "source"}
CODES |= {"scenario", "placement_type", "model", "score"}
DAYS = {"period_end", "counted_from", "release"}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # Excel takes it for that day, whatever its setting
IN_WORDS = ("Period", "Period ending", "Year ending", "Day", "Counted from")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# What a British Excel makes something else of: 0301, 5E2, 1-4, 3/4, 31 March 2025, Mar-25.
ALTERED = re.compile(
    rf"0\d+|\d+e\d+|\d{{16,}}|\d{{1,4}}[-/]\d{{1,2}}(?:[-/]\d{{1,4}})?"
    rf"|\d{{1,2}}[- ](?:{MONTHS})\w*(?:[- ]\d+)?|(?:{MONTHS})\w*[- ]\d+",
    re.IGNORECASE,
)
Tables = dict[str, pd.DataFrame]

pytestmark = NO_FORECAST.on(not (paths.processed() / store.PROJECTED_FILE).is_file())


@pytest.fixture(scope="module", params=PLACES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of every report of a council, or those of the page about methods."""
    made = tmp_path_factory.mktemp("beside")
    national = request.param == "England"
    several = request.param in ("South West", "Bristol + Devon")
    place = areas()[ENGLAND] if national else (together if several else area)(request.param)
    for each in REPORTS.values():
        if (each.national, each.together) == (national, several):
            attachments.write(each, place, made, each.name, GIVEN)
    return made


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    """Every CSV by its name, as text."""
    found = {
        file.name: pd.read_csv(file, dtype=str, keep_default_na=False)
        for file in sorted(folder.glob("*.csv"))
    }
    assert len(found) >= 2
    return found


@pytest.fixture(scope="module")
def sheets(folder: Path) -> Tables:
    """The table of each sheet of each workbook, without the numbers of notes in its heads."""
    found = {}
    for file in sorted(folder.glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(file).worksheets[3:]:
            (reference,) = [t.ref for t in sheet.tables.values()]
            head, *body = [tuple(c.value for c in line) for line in sheet[reference]]
            heads = [str(h).partition("\n")[0] for h in head]
            found[f"{file.name} {sheet.title}"] = pd.DataFrame(body, columns=heads, dtype=object)
    return found


def described(tables: Tables) -> set[tuple[str, str]]:
    """The file and the head of every column that a dictionary describes."""
    lists = [table for name, table in tables.items() if name.endswith("-columns.csv")]
    every = pd.concat(lists)
    assert (every["meaning"] != "").all()
    assert not every.duplicated(["file", "column"]).any()
    return {*zip(every["file"], every["column"], strict=True)}


def test_every_column_of_every_table_is_described_and_no_other(
    tables: Tables, sheets: Tables
) -> None:
    there = {(name, head) for name, table in tables.items() for head in table}
    books = {(name.split()[0], head) for name, table in sheets.items() for head in table}
    assert described(tables) == there | books


def test_no_head_is_blank_or_stands_twice(tables: Tables) -> None:
    for name, table in tables.items():
        assert not [h for h in table if not h.strip() or h.startswith("Unnamed")], name
        assert table.columns.is_unique and len(table), name


def test_every_code_has_its_words_beside_it(tables: Tables) -> None:
    for name, table in tables.items():
        heads = [*table]
        for code in [h for h in heads if h in CODES]:
            beside = heads[heads.index(code) + 1]
            assert beside == f"{code}_name", (name, code)
            assert (table[beside] != "").all(), (name, code)
            assert not [words for words in table[beside].unique() if "_" in words], (name, code)
        if "area_code" in heads:
            assert (table["area_name"] != "").all()


def test_nothing_is_called_a_measure_that_is_what_another_is_of(tables: Tables) -> None:
    for name, table in tables.items():
        ids = table.get("indicator", table.get("measure", pd.Series(dtype=str)))
        assert not [id for id in ids.unique() if "/" in id], name


def test_numbers_are_whole_where_they_are_and_have_their_unit_beside(tables: Tables) -> None:
    for name, table in tables.items():
        cells = {cell for head in table for cell in table[head].unique()}
        assert not [c for c in cells if re.fullmatch(r"-?\d+\.\d*0", c)], name
        for number in ("value", "numerator", "denominator", "central"):
            unit = {"central": "unit"}.get(number, f"{number}_unit")
            if number in table:
                there = table[number] != ""
                assert (table.loc[there, unit] != "").all(), (name, number)
                assert not [u for u in table[unit].unique() if re.search("[%£_]", u)], name


def test_a_share_is_no_more_than_a_hundred_and_is_that_of_its_counts(tables: Tables) -> None:
    for name in set(tables) & {"strategy_monitoring.csv"}:
        rows = tables[name]
        shares = rows[rows["value_unit"].str.startswith("per cent") & (rows["value"] != "")]
        share, k, n = (pd.to_numeric(shares[c]) for c in ("value", "numerator", "denominator"))
        assert len(shares) > 100 and share.between(0, 100).all()
        assert ((100 * k / n - share).abs() < 0.0001).all()


def test_a_period_is_said_in_words_and_by_its_last_day(tables: Tables) -> None:
    for name, table in tables.items():
        for day in DAYS & set(table):
            assert not [d for d in table[day].unique() if d and not ISO_DAY.fullmatch(d)], name
        if "period_end" in table:
            pairs = {*zip(table["period_end"], table["period"], strict=True)}
            assert all(end[2:4] in said and not ISO_DAY.search(said) for end, said in pairs), name


def test_a_figure_is_missing_where_its_status_says_so(tables: Tables) -> None:
    for name, table in tables.items():
        figure = {"value", "central"} & set(table)
        if "status" in table and figure:
            assert ((table[figure.pop()] == "") == (table["status"] != "ok")).all(), name


def test_a_british_excel_reads_every_letter_and_alters_no_cell(
    folder: Path, tables: Tables
) -> None:
    for name, table in tables.items():
        content = (folder / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf") or content.isascii(), name
        for head in table:
            cells = {c for c in table[head].unique() if not ISO_DAY.fullmatch(c)}
            assert not [c for c in cells if ALTERED.fullmatch(c)], (name, head)
            assert not [c for c in cells if c[:1] in "=+@\t\r" and c], (name, head)


def test_no_code_of_an_area_loses_a_nought_in_a_spreadsheet() -> None:
    assert not [code for code in areas() if code.startswith("0") or ALTERED.fullmatch(code)]


def test_a_sheet_names_the_unit_of_each_row_and_has_days_and_periods_as_text(
    sheets: Tables,
) -> None:
    for name, table in sheets.items():
        assert table["Unit"].map(lambda cell: isinstance(cell, str) and cell != "").all(), name
        for head in set(IN_WORDS) & set(table):
            assert table[head].map(lambda cell: isinstance(cell, str)).all(), (name, head)
        for part in ("Numerator", "Denominator"):
            if part in table:
                known = table[part].map(lambda cell: isinstance(cell, int | float))
                signs = {*table.loc[~known, part]} | {*table.loc[~known, f"Unit of {part.lower()}"]}
                assert known.any() and signs == {"[z]"}, name
                assert (table.loc[known, f"Unit of {part.lower()}"] != "[z]").all(), name
