"""Returns laid out as other tools have them: every record here is invented, the layouts are theirs.

Folders named by the year in which they begin, as cs-demand-model 0.5.1 carries them; all years
stacked with LA and YEAR, as the regional model has them; XML and the table of deprivation of
liberty orders as csc-validator-be-903 0.1.17 is tested with.
"""

from datetime import date

import pandas as pd
import pytest

from analysis.intake.returns.records import Records
from returned import HEADS, Made, born, made, number, told, uk

BEGINS = {2024: 2023, 2025: 2024}


def by_beginning(files: Made, form: str = "{year}/{table}") -> Made:
    """The same files, named by the year in which theirs begins."""
    named = {}
    for name, rows in files.rows.items():
        year, table = name.split("/")
        named[form.format(year=BEGINS[int(year)], table=table)] = rows
    return Made(named)


def stacked(files: Made, **years: str) -> Made:
    """One file for each table, with LA and what YEAR says of each year."""
    found: dict[str, list[list[str]]] = {}
    for name, rows in files.rows.items():
        year, table = name.split("/")
        more = [[*row, "Leeds", years[f"of_{year}"]] for row in rows[1:]]
        found.setdefault(table, [[*rows[0], "LA", "YEAR"]]).extend(more)
    return Made(found)


def same_episodes(one: Records, other: Records) -> bool:
    """Whether two readings have the same episodes, whatever the names of files."""
    left, right = (r.tables["episodes"].drop(columns=["FILE", "LINE"]) for r in (one, other))
    return left.equals(right)


@pytest.fixture(scope="module")
def right(tmp_path_factory) -> Records:
    """The same return, rightly named."""
    records, _, _ = told(made().write(tmp_path_factory.mktemp("right")))
    assert records is not None
    return records


@pytest.mark.parametrize("form", ["{year}/{table}", "{year}-{table}"])
def test_years_named_by_their_beginning_are_read_and_told(form, right, tmp_path):
    records, faults, error = told(by_beginning(made(), form).write(tmp_path))
    assert error is None and records.years == (2024, 2025) and same_episodes(records, right)
    (fault,) = (f for f in faults if f.severity != "note")
    assert fault.kind == "years_by_beginning" and fault.severity == "fault"
    assert "2024 was read as 2025" in fault.said
    assert fault.mend.startswith("Name them by the year in which they end")


def test_a_column_of_years_by_their_beginning_is_read_and_told(right, tmp_path):
    records, faults, error = told(stacked(made(), of_2024="2023", of_2025="2024").write(tmp_path))
    assert error is None and records.years == (2024, 2025) and records.area == "383"
    assert same_episodes(records, right)
    assert [f.kind for f in faults if f.severity != "note"] == ["years_by_beginning"]


def test_one_year_named_by_its_beginning_and_another_by_its_end_stop(tmp_path):
    files = made()
    files.rows = {n.replace("2025/", "2026/"): rows for n, rows in files.rows.items()}
    files.rows |= {f"2023/{n[5:]}": rows for n, rows in files.rows.items() if n[:4] == "2024"}
    files.rows = {n: rows for n, rows in files.rows.items() if n[:4] != "2024"}
    _, faults, error = told(files.write(tmp_path), today=date(2026, 6, 1))
    assert error is not None
    assert [f.kind for f in faults if f.severity == "stops"] == ["year_unlike_dates"] * 2


@pytest.mark.parametrize("name", ["2024-25", "2025-03-31"])
def test_a_name_that_says_both_years_or_a_day_is_believed(name, tmp_path):
    files = made((2024, 2025))
    files.rows = {f"{name}/{n[5:]}": rows for n, rows in files.rows.items() if n[:4] == "2024"}
    _, faults, error = told(files.write(tmp_path))
    assert error is not None and "years_by_beginning" not in {f.kind for f in faults}


def test_few_ends_do_not_say_that_a_year_is_named_by_its_beginning(tmp_path):
    files = by_beginning(made())
    for name in ("2023/episodes.csv", "2024/episodes.csv"):
        files.rows[name] = files.rows[name][:4]
    _, faults, _ = told(files.write(tmp_path))
    assert "years_by_beginning" not in {fault.kind for fault in faults}


def test_years_that_were_asked_for_are_not_moved(tmp_path):
    files = by_beginning(made())
    files.only(2024)
    _, faults, error = told(files.write(tmp_path), year=2024)
    assert error is not None and "years_by_beginning" not in {f.kind for f in faults}


def test_the_regional_layout_without_status_and_need_is_refused_and_says_what_that_costs(tmp_path):
    files = stacked(made(), of_2024="2024", of_2025="2025")
    for column in ("LS", "CIN", "HOME_POST", "PL_POST", "URN"):
        files.drop("episodes.csv", column)
    _, _, error = told(files.write(tmp_path))
    said = str(error)
    assert "cannot be counted, because of 2 faults" in said
    assert "episodes.csv, LS: there is no such column in episodes" in said
    assert "need it: short breaks (V3, V4) would be counted as children in care." in said
    assert "episodes.csv, CIN" in said and "every child would seem to have no category" in said
    assert "3 columns are not there that few figures need: HOME_POST, PL_POST, URN" in said


XML = (
    "<?xml version='1.0' encoding='us-ascii'?>\n<EXPSSDA903><CHILD><HEADER><CHILDID>{one}</CHILDID>"
    "<UPN>UN1</UPN><SEX>1</SEX><DOB>02/05/2008</DOB><ETHNIC>BAFR</ETHNIC><UASC>1</UASC>"
    "<DUC>02/05/2026</DUC><AREVIEW><REVIEW>28/06/2023</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE>"
    "</AREVIEW><MOTHER /><MC_DOB /><OC2><SDQ_REASON>SDQ4</SDQ_REASON><CONVICTED>0</CONVICTED>"
    "<IMMUNISATIONS>1</IMMUNISATIONS><TEETH_CHECK>0</TEETH_CHECK>"
    "<HEALTH_ASSESSMENT>1</HEALTH_ASSESSMENT></OC2></HEADER>"
    "<EPISODE><DECOM>11/07/2022</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N8</CIN><PL>U6</PL>"
    "<PL_POST>ZZ1 9ZQ</PL_POST><HOME_POST>ZZ1 8ZQ</HOME_POST><URN>SC770</URN>"
    "<PLACE_PROVIDER>PR4</PLACE_PROVIDER><DEC>08/10/2023</DEC><REC>X1</REC>"
    "<REASON_PLACE_CHANGE>STAND</REASON_PLACE_CHANGE></EPISODE><EPISODE><DECOM>08/10/2023</DECOM>"
    "<RNE>P</RNE><LS>V2</LS><CIN>N8</CIN><PL>U4</PL><PL_POST /><HOME_POST /><URN />"
    "<PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC /><REC /><REASON_PLACE_CHANGE /></EPISODE></CHILD>"
    "<CHILD><HEADER><CHILDID>{two}</CHILDID><UPN>UN1</UPN><SEX>2</SEX><DOB>14/06/2020</DOB>"
    "<ETHNIC>WBRI</ETHNIC><UASC /><MOTHER /><MC_DOB /></HEADER><EPISODE><DECOM>02/03/2024</DECOM>"
    "<RNE>S</RNE><LS>C1</LS><CIN>N1</CIN><PL>U6</PL><PL_POST /><HOME_POST /><URN /><PLACE_PROVIDER>"
    "PR1</PLACE_PROVIDER><DEC /><REC /><REASON_PLACE_CHANGE /></EPISODE></CHILD></EXPSSDA903>"
)


def test_xml_with_blank_elements_and_the_day_of_eighteen_as_the_end_of_status(tmp_path):
    (tmp_path / "2024").mkdir()
    text = XML.format(one=number(1), two=number(2))
    (tmp_path / "2024" / "return.xml").write_text(text, encoding="ascii")
    records, _, error = told(tmp_path)
    assert error is None
    tables = records.tables
    assert tables["uasc"]["CHILD"].tolist() == [number(1)]
    assert tables["uasc"]["DUC"].tolist() == [pd.Timestamp(2026, 5, 2)]
    assert tables["episodes"]["PLACE"].tolist() == ["U6", "U4", "U6"]
    assert tables["episodes"]["REC"].isna().tolist() == [False, True, True]
    assert tables["oc2"]["HEALTH_CHECK"].isna().all() and tables["oc2"]["CONVICTED"].tolist() == [0]


@pytest.mark.parametrize(("year", "read"), [(2027, True), (2025, False)])
def test_the_table_of_deprivation_of_liberty_orders_is_part_of_its_years(year, read, tmp_path):
    files = made((year,))
    row = [number(4), uk(born(4)), f"03/05/{year - 1}", f"04/09/{year - 1}"]
    files.rows[f"{year}/DoLo.csv"] = [HEADS["dolo"].split(","), row]
    records, faults, error = told(files.write(tmp_path), today=date(year, 6, 1))
    assert error is None
    assert ("table_of_later_year" in {fault.kind for fault in faults}) is not read
    assert records.tables["dolo"]["DOLO_START"].tolist() == [pd.Timestamp(year - 1, 5, 3)]
