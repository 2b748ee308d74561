"""Population: the published estimates, the base of rates, the census, and spoilt files."""

import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis.catalogue.sources.ons import AGES, CENSUS, POPULATION
from analysis.core.errors import SourceError
from analysis.intake import ons
from analysis.intake.tables import register
from excerpted import EXCERPTS

LOCAL = CENSUS[0]


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    with register.using(register.Register({}, open_to_new=True)):
        return ons.read(EXCERPTS)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shutil.copytree(EXCERPTS / "09_population", tmp_path / "09_population")
    return tmp_path


def cell(counts, measure, area, day, category="all"):
    found = counts[
        (counts["measure"] == measure)
        & (counts["area"] == area)
        & (counts["period_end"] == pd.Timestamp(day))
        & (counts["category"] == category)
    ]
    assert len(found) == 1, f"{measure} {area} {day} {category}: {len(found)} rows"
    return found["value"].iloc[0], found["status"].iloc[0]


def refused(raw: Path, source) -> str:
    with (
        register.using(register.Register({}, open_to_new=True)),
        pytest.raises(SourceError) as told,
    ):
        ons.read(raw, (source,))
    message = str(told.value)
    assert message.startswith(source.file)
    return message


def spoil(raw: Path, source, old: str, new: str, times: int = -1) -> None:
    path = raw / source.file
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")


def respoil(raw: Path, change) -> None:
    path = raw / AGES.file
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


@pytest.mark.parametrize(
    ("area", "year", "value"),
    [
        ("E92000001", 2024, 12183016),
        ("E92000001", 2023, 12059476),
        ("E12000003", 2023, 1169846),
        ("380", 2023, 141374),
        ("942", 2023, 52019),
        ("909", 2022, 90547),
    ],
)
def test_children_are_as_published_and_are_the_base_of_the_next_march(counts, area, year, value):
    assert cell(counts, "population_0_17", area, f"{year}-06-30") == (value, "ok")
    assert cell(counts, "rate_base_0_17", area, f"{year + 1}-03-31") == (value, "ok")


def test_an_estimate_that_was_not_made_is_not_available(counts):
    value, status = cell(counts, "population_0_17", "837", "2018-06-30")
    assert pd.isna(value) and status == "not_available"


def test_single_years_are_as_published(counts):
    assert cell(counts, "population", "E92000001", "2023-06-30", "0") == (573100, "ok")
    assert cell(counts, "population", "380", "2023-06-30", "0") == (6864, "ok")
    assert cell(counts, "population", "873", "2023-06-30", "17") == (7637, "ok")
    assert cell(counts, "population", "801", "2023-06-30", "24") == (9753, "ok")


def test_single_years_are_of_our_areas_only(counts):
    ages = counts[counts["dimension"] == "age_year"]
    assert set(ages["area"]) == {
        *("E92000001", "E12000003", "380", "801", "204", "420", "873", "942")
    }
    assert set(ages.groupby("area")["category"].nunique()) == {25}


def test_single_years_of_childhood_add_up_to_about_the_later_estimate(counts):
    ages = counts[(counts["measure"] == "population") & (counts["area"] == "E92000001")]
    children = ages[ages["category"].astype("str").astype(int) < 18]["value"].sum()
    later, _ = cell(counts, "population_0_17", "E92000001", "2023-06-30")
    assert children == 11998646
    assert abs(children / later - 1) < 0.01


def test_ethnic_groups_of_bradford_are_sums_of_the_published_groups(counts):
    found = {
        group: cell(counts, "census_population", "380", "2021-03-21", group)[0]
        for group in ("white", "asian", "black", "mixed", "other", "all")
    }
    assert found["white"] == 309912 + 2139 + 849 + 1583 + 19521
    assert found["asian"] == 12403 + 1345 + 14429 + 139553 + 7934
    assert found["black"] == 7061 + 2614 + 1303
    assert found["mixed"] == 6458 + 1196 + 4426 + 2926
    assert found["other"] == 2734 + 8026
    assert found["all"] == 546412


def test_the_census_is_of_people_not_children(counts):
    census = counts[counts["measure"] == "census_population"]
    assert set(census["unit"]) == {"people"}
    assert all("all ages" in source.note for source in CENSUS)


def test_the_census_has_no_authority_that_began_after_it(counts):
    areas = set(counts.loc[counts["measure"] == "census_population", "area"])
    assert areas == {"E92000001", "E12000003", "380", "801", "204", "420"}


def test_a_renamed_column_is_named(raw):
    spoil(raw, POPULATION, "population_estimate", "estimate")
    assert "a column 'population_estimate'" in refused(raw, POPULATION)


def test_another_age_group_is_named(raw):
    spoil(raw, POPULATION, "0 to 17 years", "0 to 15 years", 1)
    assert "'Children aged 0 to 15 years' in 1 rows" in refused(raw, POPULATION)


def test_an_older_edition_is_refused(raw):
    path = raw / POPULATION.file
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("2024")))
    assert "expected the periods 2012" in refused(raw, POPULATION)


def test_a_file_saved_as_utf_16_is_refused(raw):
    path = raw / POPULATION.file
    path.write_text(path.read_text(encoding="utf-8-sig"), encoding="utf-16")
    assert "text encoded as utf-8-sig" in refused(raw, POPULATION)


def test_an_estimate_for_an_authority_that_had_ended_is_refused(raw):
    spoil(raw, POPULATION, ",942,", ",909,")
    assert "first population_0_17 of Cumbria at 30 June 2024" in refused(raw, POPULATION)


def test_an_unknown_ethnic_group_is_named(raw):
    spoil(raw, LOCAL, "White: Roma", "Roma", 1)
    assert "'Roma' in 1 rows" in refused(raw, LOCAL)


def test_a_missing_ethnic_group_is_refused(raw):
    path = raw / LOCAL.file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if not ("E08000032" in x and "Arab" in x)))
    assert "otherwise for E08000032" in refused(raw, LOCAL)


def test_regions_in_place_of_authorities_are_refused(raw):
    shutil.copy(raw / CENSUS[1].file, raw / LOCAL.file)
    assert "2023 Upper tier local authorities Code" in refused(raw, LOCAL)


def test_an_unknown_code_is_named(raw):
    spoil(raw, LOCAL, "E08000032", "E08000099")
    assert "an area 'E08000099'" in refused(raw, LOCAL)


def test_a_workbook_without_the_sheet_is_refused(raw):
    respoil(raw, lambda book: book.remove(book["MYE2 - Persons"]))
    assert "a sheet 'MYE2 - Persons'" in refused(raw, AGES)


def test_a_workbook_cut_short_is_refused(raw):
    path = raw / AGES.file
    path.write_bytes(path.read_bytes()[:6000])
    assert "one that cannot be read" in refused(raw, AGES)


def test_a_sheet_without_its_header_is_refused(raw):
    respoil(raw, lambda book: book["MYE2 - Persons"].delete_rows(8))
    assert "begins with 'Code'" in refused(raw, AGES)


def test_a_sheet_without_an_age_is_refused(raw):
    respoil(raw, lambda book: book["MYE2 - Persons"].delete_cols(5 + 16))
    assert "a column '16'" in refused(raw, AGES)


def test_words_in_place_of_a_number_are_named(raw):
    def write(book):
        book["MYE2 - Persons"]["E10"] = "about 600"

    respoil(raw, write)
    assert "'about 600' is neither a number nor a known marker" in refused(raw, AGES)
