"""Returns that are in order, in every form in which they come, to the same records."""

import os
import sys
import traceback
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.returns.tables import ADDED, CODE, DATE, FLAG, NUMBER, TABLES
from analysis.core.errors import UnknownNameError
from analysis.intake.returns import reading
from analysis.intake.returns.fault import Fault
from analysis.intake.returns.files.places import NoSuchPathError
from analysis.intake.returns.reading import ReadingFailedError
from analysis.intake.returns.records import Records
from returned import TODAY, Made, as_xml, everything_said, made, number, secrets, told

PLACES = [*ADDED[1:]]


def records_of(files: Made, folder: Path, **asked) -> Records:
    """The records of files in which nothing is wrong."""
    records, faults, error = told(files.write(folder), **asked)
    assert records is not None, error
    assert [fault.said for fault in faults if fault.severity != "note"] == []
    return records


def same(one: Records, other: Records, *without: str) -> None:
    """Both hold the same rows, whichever file and line they stand in."""
    for name in TABLES:
        if name not in without:
            frames = (each.tables[name].drop(columns=PLACES) for each in (one, other))
            left, right = (
                f.sort_values(["YEAR", *TABLES[name].key]).reset_index(drop=True) for f in frames
            )
            pd.testing.assert_frame_equal(left, right)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Records:
    return records_of(made(), tmp_path_factory.mktemp("whole"))


def test_records_have_the_declared_columns_and_types(whole):
    assert [*whole.tables] == [*TABLES]
    for name, table in TABLES.items():
        frame = whole.tables[name]
        assert [*frame.columns] == [*table.names, *ADDED]
        for column in table.columns:
            dtype = str(frame[column.name].dtype)
            kind = {DATE: "datetime64[s]", CODE: "category", FLAG: "float32", NUMBER: "float32"}
            assert dtype == kind.get(column.kind, "str"), (name, column.name)
        assert [str(frame[each].dtype) for each in ADDED] == ["int16", "int16", "int32"]


def test_records_say_what_they_hold_and_nothing_of_it(whole):
    assert whole.as_at == date(2025, 3, 31)
    assert whole.years == (2024, 2025) and whole.area == ""
    assert len(whole.files) == 22 and whole.files[0] == "2024/ad1.csv"
    assert repr(whole).startswith("Records(area ?, 2 years, 62 header, 102 episodes, 4 uasc")
    assert not any(secret in repr(whole) for secret in secrets())
    assert whole.has("missing", 2025) and not whole.has("dolo", 2025)


def test_a_line_is_that_of_its_file(whole):
    episodes = whole.tables["episodes"]
    fourth = episodes[(episodes["CHILD"] == number(4)) & (episodes["YEAR"] == 2025)]
    assert fourth["LINE"].tolist() == [10, 11]
    assert {whole.files[n] for n in fourth["FILE"]} == {"2025/episodes.csv"}
    assert fourth["DECOM"].tolist() == [pd.Timestamp(2023, 8, 6), pd.Timestamp(2024, 9, 7)]
    assert fourth["REC"].tolist()[0] == "X1" and pd.isna(fourth["REC"].tolist()[1])


def test_sex_is_a_letter_in_every_year(whole):
    assert set(whole.tables["header"]["SEX"].dropna()) == {"M", "F"}
    assert whole.tables["header"]["SEX"].notna().all()


@pytest.mark.parametrize("names", ["2023_24 2024_25", "2023-24 2024-25", "2023-2024 2024-2025"])
def test_a_folder_of_a_year_has_one_of_its_names(whole, names, tmp_path):
    files = made()
    for year, name in zip(("2024", "2025"), names.split(), strict=True):
        files.rows = {n.replace(f"{year}/", f"{name}/"): rows for n, rows in files.rows.items()}
    same(records_of(files, tmp_path), whole)


def test_the_year_may_be_in_the_names_of_files(whole, tmp_path):
    files = made()
    files.rows = {n.replace("/", "-"): rows for n, rows in files.rows.items()}
    same(records_of(files, tmp_path), whole)


def test_one_year_by_its_folder_by_asking_and_by_its_dates(tmp_path):
    files = made()
    files.only(2025)
    folder = files.write(tmp_path)
    by_folder, faults, _ = told(folder / "2025")
    assert by_folder is not None and by_folder.years == (2025,) and faults == ()
    files.rows = {n.removeprefix("2025/"): rows for n, rows in files.rows.items()}
    files.write(tmp_path / "plain")
    asked, faults, _ = told(tmp_path / "plain", year=2025)
    assert asked is not None and faults == ()
    same(asked, by_folder)
    found, faults, _ = told(tmp_path / "plain")
    assert found is not None and found.years == (2025,)
    assert {fault.kind for fault in faults} == {"year_from_dates"}


WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
written: list[object] = []
watching = False


def watch(event: str, about: tuple[object, ...]) -> None:
    """Keep every file that is opened for writing, and every one made, moved or linked."""
    if not watching:
        return
    if event == "open" and isinstance(about[2], int) and about[2] & WRITES:
        written.append(about[0])
    if event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "tempfile.mkstemp"):
        written.append(about[0])


sys.addaudithook(watch)


def test_a_zip_is_read_in_memory_and_nothing_is_written(whole, tmp_path, monkeypatch):
    (tmp_path / "returns.zip").write_bytes(made().zipped())
    monkeypatch.setitem(globals(), "watching", True)
    records, faults, _ = told(tmp_path / "returns.zip")
    monkeypatch.setitem(globals(), "watching", False)
    assert written == []
    assert records is not None and faults == ()
    same(records, whole)
    assert records.files[0] == "returns.zip/2024/ad1.csv"
    assert [*tmp_path.iterdir()] == [tmp_path / "returns.zip"]


def test_xml_gives_the_same_records(whole, tmp_path):
    files = made()
    files.raw = {f"{year}/return.xml": as_xml(files, year) for year in (2024, 2025)}
    files.rows = {}
    records = records_of(files, tmp_path)
    same(records, whole)
    assert records.tables["episodes"]["LINE"].iloc[0] == 1
    assert records.has("uasc", 2025) and not records.has("dolo", 2025)


def test_the_stacked_layout_of_platforms_gives_the_same_records(whole, tmp_path):
    files = made()
    stacked: dict[str, list[list[str]]] = {}
    for name, rows in files.rows.items():
        year, table = name.split("/")
        rows = [[*rows[0], "LA", "YEAR"], *([*map(iso, row), "Leeds", year] for row in rows[1:])]
        stacked[table] = [*stacked.get(table, rows[:1]), *rows[1:]]
    records = records_of(Made(stacked), tmp_path)
    same(records, whole)
    assert records.area == "383" and records.years == (2024, 2025)


def iso(cell: str) -> str:
    parts = cell.split("/")
    return "-".join(reversed(parts)) if len(parts) == 3 else cell


def test_names_and_codes_in_any_case_marks_and_line_ends(whole, tmp_path):
    files = made()
    for name in files.rows:
        text = files.text(name).replace("CHILD,", "Child,", 1)
        text = text.replace(",U1,", ",u1,").replace(",C2,", ", c2 ,").replace("MWBC", "mwbc")
        files.raw[name] = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    same(records_of(files, tmp_path), whole)


def test_quotation_marks_and_lines_inside_cells_keep_their_numbers(tmp_path):
    files = made()
    files.put("2025/header.csv", 3, "MOTHER", '"0\n"')
    text = files.text("2025/header.csv").replace("MWBC", '"MWBC"')
    files.raw["2025/header.csv"] = text.encode()
    header = records_of(files, tmp_path).tables["header"]
    assert header.loc[header["YEAR"] == 2025, "LINE"].tolist()[:4] == [2, 3, 5, 6]
    assert header["ETHNIC"].eq("MWBC").all()


def test_every_year_from_2017_to_2027_is_read_with_its_own_codes(tmp_path):
    files, line = Made(), {}
    for year in range(2017, 2028):
        sex, home = ("M" if year > 2024 else "1"), ("Z12" if year > 2025 else "H5")
        placed = "" if home == "Z12" else "PR4"
        start, born = f"01/05/{year - 1}", f"13/07/{year - 12}"
        child = f"ZQ7YR{year}"
        over = [f"17/03/{year}", "E46" if year > 2018 else "E43", "", "", "", ""]
        line["header"] = [["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]]
        files.rows[f"{year}/header.csv"] = [*line["header"], [child, sex, born, "WIRT", "", "", ""]]
        head = made().rows["2025/episodes.csv"][0]
        episode = [child, start, "S", "V2", "N8", home, placed, *over]
        files.rows[f"{year}/episodes.csv"] = [head, episode]
        if year == 2027:
            dolo = [child, born, f"03/09/{year - 1}", ""]
            files.rows[f"{year}/orders.csv"] = [["CHILD", "DOB", "DOLO_START", "DOLO_END"], dolo]
    records = records_of(files, tmp_path, today=date(2027, 6, 1))
    assert records.years == tuple(range(2017, 2028))
    episodes = records.tables["episodes"]
    assert episodes["PLACE"].notna().all() and episodes["REC"].notna().all()
    assert records.tables["dolo"]["DOLO_START"].tolist() == [pd.Timestamp(2026, 9, 3)]


def test_a_table_with_a_header_alone_was_given_and_has_none(tmp_path):
    files = made()
    files.rows["2025/missing.csv"] = files.rows["2025/missing.csv"][:1]
    del files.rows["2025/oc3.csv"]
    records = records_of(files, tmp_path)
    assert records.has("missing", 2025) and not records.has("oc3", 2025)
    assert set(records.tables["missing"]["YEAR"]) == {2024}


def test_a_table_that_is_spoilt_is_left_out_alone(tmp_path):
    files = made()
    files.drop("2025/oc3.csv", "ACTIV")
    records, faults, error = told(files.write(tmp_path))
    assert error is None and records is not None
    assert not records.has("oc3", 2025) and records.has("oc3", 2024)
    assert [f.severity for f in faults if f.kind == "column_absent"] == ["left out"]


def test_an_extract_ends_on_the_day_of_its_folder_or_on_that_given(tmp_path):
    files = made()
    files.rows = {n.replace("2025/", "2025-03-27/"): rows for n, rows in files.rows.items()}
    assert records_of(files, tmp_path / "a").as_at == date(2025, 3, 27)
    given = records_of(made(), tmp_path / "b", as_at=date(2025, 3, 28))
    assert given.as_at == date(2025, 3, 28)


def test_an_extract_of_a_year_that_is_not_over_ends_on_its_newest_day(tmp_path):
    records, faults, _ = told(made().write(tmp_path), today=date(2025, 3, 26))
    assert records is not None and records.as_at == date(2025, 3, 25)
    assert "as_at_from_dates" in {fault.kind for fault in faults}


def test_one_file_alone_is_told_and_not_counted(tmp_path):
    path = made().write(tmp_path) / "2025/episodes.csv"
    _, faults, error = told(path)
    assert error is not None and {"table_absent"} <= {fault.kind for fault in faults}
    assert "there is no file with children (header) of 2025" in str(error)


def test_a_fault_says_what_it_touches_and_by_how_much_at_most(tmp_path):
    files = made()
    for line in (4, 6, 8):
        files.put("2025/episodes.csv", line, "PLACE", "K9")
    _, faults, _ = told(files.write(tmp_path))
    (fault,) = (f for f in faults if f.kind == "code_unknown")
    assert (fault.file, fault.column, fault.lines) == ("2025/episodes.csv", "PLACE", (4, 6, 8))
    assert (fault.count, fault.children) == (3, 3)
    assert "cla_31_march/placement" in fault.touches
    assert fault.touched.endswith("and 2 more, by at most 3 children.")
    assert fault.mend == "Use a code of the department's guide; these were taken as blank."


def test_the_gravest_faults_come_first_and_all_at_once(tmp_path):
    files = made()
    files.drop("2025/episodes.csv", "CIN")
    files.drop("2024/episodes.csv", "CIN")
    files.put("2025/header.csv", 3, "DOB", "2011")
    _, faults, error = told(files.write(tmp_path))
    assert [fault.severity for fault in faults[:2]] == ["stops", "stops"]
    said = str(error)
    assert "cannot be counted, because of 2 faults:" in said
    assert "2024/episodes.csv, CIN" in said and "2025/header.csv line 3, DOB" in said


def test_what_is_not_there_or_not_known_is_said(tmp_path):
    with pytest.raises(NoSuchPathError, match="there is no such file or folder"):
        reading.read(tmp_path / "none")
    with pytest.raises(UnknownNameError, match="No area is called 'Ledes'"):
        reading.read(tmp_path, area="Ledes")


def test_a_fault_of_the_project_says_where_it_is_and_no_value(tmp_path, monkeypatch):
    secret = number(4)

    def broken(*_):
        raise KeyError(f"{secret} is not in the index")

    monkeypatch.setattr(reading, "frame_of", broken)
    with pytest.raises(ReadingFailedError, match=r"reading failed with KeyError in \w+\.py line"):
        reading.read(made().write(tmp_path), today=TODAY)
    try:
        reading.read(tmp_path, today=TODAY)
    except ReadingFailedError as error:
        printed = "".join(traceback.format_exception(error))
        assert secret not in printed + everything_said(None, (), error)


def test_a_fault_is_one_thing_to_python():
    fault = Fault(kind="file_empty", severity="fault", file="a.csv")
    assert fault == Fault(kind="file_empty", severity="fault", file="a.csv")
    assert f"{fault}" == "a.csv: it is empty. Export the table again."
