"""The figures beside a page: a CSV of every row, and a workbook that a screen reader can read."""

import gzip
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from analysis.catalogue.areas import ENGLAND, Area, area
from analysis.catalogue.indicator import THEMES
from analysis.catalogue.indicators import INDICATORS
from analysis.core import returned, shapes, store
from analysis.publish import fingerprint
from analysis.publish.files import downloads, workbook
from analysis.publish.files import figures as figures_files
from analysis.publish.files.columns import dictionary

REPORT = "needs_analysis"
HEADERS = {"Indicator", "Period", "Unit", "Lower limit", "Upper limit", "England"}
UNITS = ("Unit", "Unit of numerator", "Unit of denominator")
SHORTHAND = {*workbook.SHORTHAND.values(), "[z]"}


@pytest.fixture(scope="module", params=["Leeds", "Isles of Scilly"])
def place(request: pytest.FixtureRequest) -> Area:
    """An ordinary authority, and one with hardly a figure."""
    return area(request.param)


@pytest.fixture(scope="module")
def folder(place: Area, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp(place.slug)
    links = figures_files.write(REPORT, place, made, {})
    assert [link.path for link in links] == [f"{REPORT}.csv", f"{REPORT}.xlsx"]
    for link in links:
        kilobytes = round((made / link.path).stat().st_size / 1000)
        assert link.words.endswith(f", {max(1, kilobytes):,} kB")
    return made


@pytest.fixture(scope="module")
def rows(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / f"{REPORT}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def book(folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(folder / f"{REPORT}.xlsx")


def test_it_is_compressed_where_that_is_asked_for_with_the_same_rows(
    place: Area, folder: Path, tmp_path: Path
) -> None:
    with fingerprint.compressed():
        table, _ = figures_files.write(REPORT, place, tmp_path, {})
    assert not fingerprint.compressing()
    assert table.path == f"{REPORT}.csv.gz" and "CSV compressed by gzip, " in table.words
    packed, plain = (tmp_path / table.path).read_bytes(), (folder / f"{REPORT}.csv").read_bytes()
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 10
    with fingerprint.compressed():
        figures_files.write(REPORT, place, tmp_path, {})
    assert (tmp_path / table.path).read_bytes() == packed
    (described,) = dictionary.write(REPORT, [table], tmp_path)
    told = pd.read_csv(tmp_path / described.path)
    heads = told.loc[told["file"] == table.path, "column"]
    assert [*heads] == [*pd.read_csv(tmp_path / table.path, nrows=1)]


def test_the_table_of_an_internal_page_is_never_compressed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returned, "is_whole", lambda: True)
    with fingerprint.compressed():
        assert downloads.large_table(REPORT) == f"{REPORT}.csv"


def table_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The header and the rows of a sheet's one table, without the numbers of notes."""
    (reference,) = [t.ref for t in sheet.tables.values()]
    header, *body = [tuple(c.value for c in row) for row in sheet[reference]]
    return [tuple(str(h).partition("\n")[0] for h in header), *body]


def test_the_csv_has_every_measured_row_of_the_area_its_region_and_england(
    rows: pd.DataFrame, place: Area
) -> None:
    assert [c for c in rows if c in shapes.MEASURED] == [*shapes.MEASURED]
    built = store.measured([place.code, place.region, ENGLAND])
    mine = rows[rows["area"].isin([place.code, place.region, ENGLAND])]
    assert len(mine) == len(built)
    assert not rows.duplicated(list(shapes.MEASURED_KEY)).any()


def test_the_csv_has_the_newest_figures_of_the_neighbours_that_the_page_prints(
    rows: pd.DataFrame, place: Area
) -> None:
    beside = store.neighbours([place.code])
    ten = set(beside.loc[beside["model"] == shapes.NEIGHBOURS_2025, "neighbour"])
    theirs = rows[~rows["area"].isin([place.code, place.region, ENGLAND])]
    assert set(theirs["area"]) == ten
    assert not theirs.duplicated(["indicator", "area"]).any()


def test_the_csv_has_the_numbers_of_the_page_and_blanks_for_missing_ones(
    rows: pd.DataFrame, place: Area
) -> None:
    places = [place.code, place.region, ENGLAND]
    built = store.measured(places)
    rows = rows[rows["area"].isin(places)]
    for column in ("value", *shapes.LIMITS, "numerator", "denominator"):
        written = pd.to_numeric(rows[column].replace("", np.nan)).to_numpy()
        np.testing.assert_allclose(written, built[column].to_numpy(), atol=0.00005, rtol=0)
    assert ((rows["value"] != "") == (rows["status"] == shapes.OK)).all()
    assert not rows.isin(["nan", "NaN", "NaT", "None", "<NA>", "inf", "-inf"]).any(axis=None)
    assert rows["period_end"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()


def test_the_workbook_has_a_titled_sheet_for_each_theme(
    book: openpyxl.Workbook, place: Area
) -> None:
    themes = [f"{letter}_newest" for letter in THEMES]
    assert book.sheetnames == ["Cover", "Contents", "Notes", *themes, "Every_year"]
    for letter, words in THEMES.items():
        sheet = book[f"{letter}_newest"]
        assert str(sheet["A1"].value).startswith(words)
        assert len(table_of(sheet)) - 1 == sum(i.theme == letter for i in INDICATORS.values())
    titles = [str(sheet["A1"].value) for sheet in book]
    assert all(titles) and len(set(titles)) == len(titles)
    assert book.properties.title == f"Children in care and care leavers: figures for {place.name}"


def test_every_table_has_whole_headers_and_no_empty_cell(
    book: openpyxl.Workbook, place: Area
) -> None:
    for sheet in book.worksheets[3:]:
        assert not sheet.merged_cells.ranges
        header, *body = table_of(sheet)
        assert all(h not in ("", "None") for h in header) and len(set(header)) == len(header)
        assert body and all(cell not in (None, "") for row in body for cell in row)
        assert not {"nan", "NaN", "None"} & {cell for row in body for cell in row}
    assert {place.name, *HEADERS} <= set(table_of(book["A_newest"])[0])


def test_what_is_missing_is_shown_by_shorthand_that_the_cover_explains(
    book: openpyxl.Workbook, place: Area
) -> None:
    found = set()
    for sheet in book.worksheets[3:]:
        header, *body = table_of(sheet)
        numbers = [n for n, h in enumerate(header) if h not in ("Indicator", *UNITS)]
        numbers = [n for n in numbers if not header[n].startswith("Period")]  # type: ignore[union-attr, attr-defined]
        found |= {row[n] for row in body for n in numbers if isinstance(row[n], str)}
    assert found and found <= SHORTHAND
    cover = " ".join(str(row[0].value) for row in book["Cover"].rows)
    assert all(sign in cover for sign in found)
    if place.name == "Isles of Scilly":
        assert {"[c]", "[x]", "[z]"} <= found


def test_the_notes_are_those_that_the_headers_refer_to(book: openpyxl.Workbook) -> None:
    _, *notes = table_of(book["Notes"])
    assert [row[0] for row in notes] == [1, 2]
    assert "95% interval" in str(notes[0][1]) and "neighbours" in str(notes[1][1])


def test_the_workbook_has_the_figures_of_the_csv(
    book: openpyxl.Workbook, rows: pd.DataFrame, place: Area
) -> None:
    own = rows[(rows["area"] == place.code) & (rows["group"] == shapes.OWN)]
    own = own[(own["dimension"] == shapes.ALL) & own["indicator"].isin(list(INDICATORS))]
    header, *body = table_of(book["Every_year"])
    assert len(body) == len(own)
    in_csv = {
        (INDICATORS[r.indicator].title, r.period_end): r.value for r in own.itertuples() if r.value
    }
    columns = [header.index(h) for h in ("Indicator", "Period ending", "Figure")]
    in_book = {(row[columns[0]], row[columns[1]]): row[columns[2]] for row in body}
    figures = {key: value for key, value in in_book.items() if not isinstance(value, str)}
    assert figures.keys() == in_csv.keys() and figures
    for key, value in figures.items():
        assert value == pytest.approx(float(in_csv[key]), abs=0.00005)


def test_the_same_figures_give_the_same_bytes(folder: Path, place: Area, tmp_path: Path) -> None:
    figures_files.write(REPORT, place, tmp_path, {})
    for name in (f"{REPORT}.csv", f"{REPORT}.xlsx"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize(
    ("number", "written"),
    [(815.0, "815"), (4.95, "4.95"), (1 / 3, "0.3333"), (-12.5, "-12.5"), (-0.00001, "0")],
)
def test_a_number_is_whole_where_it_is(number: float, written: str) -> None:
    assert downloads.as_number(number) == written


@pytest.mark.parametrize("cell", ["=A1", "+44", "-x", "@x", " =A1", "0301", "5E2"])
def test_words_that_a_spreadsheet_would_make_something_of_have_an_apostrophe(cell: str) -> None:
    assert downloads.as_words(cell) == f"'{cell}"
    assert downloads.as_words("301") == "301" and downloads.as_words("1 to 4") == "1 to 4"


def test_yes_and_no_stay_words(tmp_path: Path) -> None:
    downloads.write_csv(pd.DataFrame({"core": [True, False]}), tmp_path / "few.csv")
    assert (tmp_path / "few.csv").read_text(encoding="utf-8-sig") == "core\nTrue\nFalse\n"


def test_letters_beyond_ascii_are_read_by_excel(tmp_path: Path) -> None:
    downloads.write_csv(pd.DataFrame({"source": ["Café £1"]}), tmp_path / "few.csv")
    assert (tmp_path / "few.csv").read_bytes() == b"\xef\xbb\xbfsource\nCaf\xc3\xa9 \xc2\xa31\n"
    assert [*pd.read_csv(tmp_path / "few.csv")] == ["source"]


def test_a_missing_number_and_its_reason_survive_the_csv(tmp_path: Path) -> None:
    blank = dict.fromkeys((*shapes.LIMITS, "numerator", "denominator"), np.nan)
    frame = pd.DataFrame(
        {
            **dict.fromkeys(shapes.MEASURED, "x"),
            "period_end": pd.to_datetime(["2025-03-31", "2024-03-31"]),
            "value": [1 / 3, np.nan],
            "status": [shapes.OK, shapes.SUPPRESSED],
            **blank,
        }
    )
    downloads.write_csv(frame[[*shapes.MEASURED]], tmp_path / "few.csv")
    header, first, second = (tmp_path / "few.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header == ",".join(shapes.MEASURED)
    assert first == "x,x,2025-03-31,x,x,x,x,0.3333,,,,,,,x,ok"
    assert second == "x,x,2024-03-31,x,x,x,x,,,,,,,,x,suppressed"
