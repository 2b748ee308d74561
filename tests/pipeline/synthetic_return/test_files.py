"""What is written reads back with plain readers, says that it is made up, and is the same again."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.files import FORMS, MADE_UP, WriteError, write
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.pipeline.synthetic_return.returned.layout import FILES, columns
from analysis.pipeline.synthetic_return.returned.tables import returns


@pytest.fixture(scope="module")
def town():
    return generate(reporting_area("Leeds"), 60, 2, 1)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_first_that_it_is_made_up_and_is_the_same_again(town, form, tmp_path):
    again = generate(reporting_area("Leeds"), 60, 2, 1)
    written = write(town, tmp_path / "one", form)
    write(again, tmp_path / "other", form)
    files = contents(tmp_path / "one")
    assert set(written.files) == set(files) and contents(tmp_path / "other") == files
    assert files["README.txt"].decode().splitlines()[0] == MADE_UP
    assert len(files["postcodes.csv"].splitlines()) == len(town.places) + 1


def test_csv_reads_back_with_the_csv_module(town, tmp_path):
    write(town, tmp_path, "csv")
    for year, tables in returns(town).items():
        for table, rows in tables.items():
            path = tmp_path / str(year) / FILES[table]
            with path.open(encoding="utf-8", newline="") as lines:
                names, *read = csv.reader(lines)
            assert names == columns(table) and read == rows


def test_a_zip_has_the_same_files(town, tmp_path):
    write(town, tmp_path / "csv", "csv")
    write(town, tmp_path / "zip", "zip")
    with zipfile.ZipFile(tmp_path / "zip" / "returns.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    plain = contents(tmp_path / "csv")
    assert packed == {name: plain[name] for name in plain if "/" in name}


def test_xml_has_every_child_with_its_episodes_and_what_is_within_the_header(town, tmp_path):
    write(town, tmp_path, "xml")
    tables = returns(town)[2026]
    root = ElementTree.parse(tmp_path / "2026" / "ssda903_2026.xml").getroot()
    assert root.tag == "EXPSSDA903"
    assert [child.findtext("HEADER/CHILDID") for child in root] == [r[0] for r in tables["header"]]
    places = [e.findtext("PL") for e in root.iter("EPISODE")]
    assert sorted(places) == sorted(row[5] for row in tables["episodes"])
    for name, table in (("AREVIEW", "reviews"), ("OC2", "oc2"), ("AD_PLACED", "placed_adoption")):
        assert len(root.findall(f"CHILD/HEADER/{name}")) == len(tables[table])
    alone = [child for child in root if child.findtext("HEADER/UASC") == "1"]
    assert {child.findtext("HEADER/CHILDID") for child in alone} == {r[0] for r in tables["uasc"]}


def test_stacked_has_all_years_of_a_table_with_iso_dates(town, tmp_path):
    write(town, tmp_path, "stacked")
    text = (tmp_path / "episodes.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    made = returns(town)
    assert len(rows) == sum(len(tables["episodes"]) for tables in made.values())
    assert {(row["LA"], row["YEAR"]) for row in rows} == {("Leeds", "2025"), ("Leeds", "2026")}
    assert all(date.fromisoformat(row["DECOM"]) for row in rows)


def test_faults_are_told_in_the_readme_and_an_extract_is_too(town, tmp_path):
    written = write(town, tmp_path, faults={"overlap": 3}, as_at=date(2025, 9, 30))
    said = (tmp_path / "README.txt").read_text(encoding="utf-8")
    assert written.planted == {"overlap": 3}
    assert "overlap: 3 (an episode ends some days after the next begins; can be mended)" in said
    assert "extract as at 2025-09-30" in said


def test_nothing_is_written_over(town, tmp_path):
    (tmp_path / "mine.csv").write_text("kept")
    with pytest.raises(WriteError, match="is not an empty folder"):
        write(town, tmp_path)
    assert contents(tmp_path) == {"mine.csv": b"kept"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"form": "xls"}, "'xls'; there are csv, xml, zip, stacked"),
        ({"as_at": date(2025, 3, 31)}, "a day of the last year, 2026; asked for 2025-03-31"),
    ],
)
def test_what_cannot_be_written_is_refused(town, tmp_path, asked, said):
    with pytest.raises(WriteError, match=said):
        write(town, tmp_path / "new", **asked)
    assert not (tmp_path / "new").exists()
