"""Ofsted: places and homes by authority, judgements, what a list leaves out, and spoilt files."""

import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.ofsted import ILACS, LISTS, MOVEMENTS, SOURCES
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.ofsted import providers
from analysis.intake.tables import register
from excerpted import EXCERPTS

LIST = {each.year: each.source for each in LISTS}
MOVED = {each.year: each.source for each in MOVEMENTS}
ENGLAND, YORKSHIRE, LONDON = "E92000001", "E12000003", "E12000007"


def opened_register():
    return register.using(register.Register({}, open_to_new=True))


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    with opened_register():
        return providers.read(EXCERPTS)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shutil.copytree(EXCERPTS / "07_ofsted", tmp_path / "07_ofsted")
    return tmp_path


def rows(counts, measure, area, year, dimension="all", category="all"):
    return counts[
        (counts["measure"] == measure)
        & (counts["area"] == area)
        & (counts["period_end"] == pd.Timestamp(year, 3, 31))
        & (counts["dimension"] == dimension)
        & (counts["category"] == category)
    ]


def cell(counts, *key):
    found = rows(counts, *key)
    assert len(found) == 1, f"{key}: {len(found)} rows"
    return found["value"].iloc[0]


def refused(raw: Path, *sources) -> str:
    with opened_register(), pytest.raises(SourceError) as told:
        providers.read(raw, sources)
    return str(told.value)


def spoil(raw: Path, source, old: str, new: str, times: int = -1) -> None:
    path = raw / source.file
    text = path.read_bytes().decode(source.encoding)
    assert old in text
    path.write_bytes(text.replace(old, new, times).encode(source.encoding))


def spoil_sheet(raw: Path, source, old: str, new: str) -> None:
    path = raw / source.file
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    text = parts["content.xml"].decode()
    assert old in text
    parts["content.xml"] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


@pytest.mark.parametrize(
    ("year", "area", "homes", "places", "own"),
    [
        (2016, "380", 15, 120, 11),
        (2016, "801", 10, 51, 7),
        (2024, "380", 26, 103, 0),
        (2024, "801", 8, 31, 7),
    ],
)
def test_inspected_homes_and_places_are_those_of_the_list(counts, year, area, homes, places, own):
    ordinary = ("home_type", "childrens_home")
    assert cell(counts, "homes_inspected", area, year, *ordinary) == homes
    assert cell(counts, "places_inspected", area, year, *ordinary) == places
    assert cell(counts, "homes_inspected", area, year, "sector", "local_authority") == own


@pytest.mark.parametrize(
    ("year", "area", "homes", "places"),
    [(2022, "380", 23, 127), (2022, "801", 9, 35), (2025, "380", 46, 151), (2025, "204", 2, 10)],
)
def test_complete_lists_give_all_homes_and_places(counts, year, area, homes, places):
    assert cell(counts, "homes", area, year) == homes
    assert cell(counts, "places", area, year) == places


def test_a_list_of_inspected_homes_only_is_never_given_as_all_homes(counts):
    years = counts[counts["measure"] == "homes"]["period_end"].dt.year
    assert set(years) == {2021, 2022, 2025}
    inspected = counts[counts["measure"] == "homes_inspected"]["period_end"].dt.year
    assert set(inspected) == set(range(2016, 2026))


def test_an_authority_with_none_has_a_true_zero(counts):
    found = rows(counts, "homes", "420", 2025)
    assert found["value"].tolist() == [0]
    assert found["status"].tolist() == [shapes.OK]


def test_judgements_keep_their_names_when_ofsted_rewords_them(counts):
    names = counts[counts["dimension"].eq("judgement") & counts["measure"].eq("homes_inspected")]
    by_year = names.groupby("period_end")["category"].agg(set)
    expected = {"outstanding", "good", "requires_improvement", "inadequate"}
    assert all(found == expected for found in by_year)
    assert cell(counts, "homes", "380", 2025, "judgement", "outstanding") == 4
    assert cell(counts, "homes", "380", 2025, "judgement", "not_yet_judged") == 10


@pytest.mark.parametrize("dimension", ["sector", "judgement"])
def test_sectors_and_judgements_add_up_to_childrens_homes(counts, dimension):
    homes = counts[counts["measure"].isin(["homes", "places"])]
    key = ["measure", "area", "period_end"]
    parts = homes[homes["dimension"] == dimension].groupby(key)["value"].sum()
    ordinary = homes[homes["category"] == "childrens_home"].set_index(key)["value"]
    pd.testing.assert_series_equal(parts, ordinary.reindex(parts.index))


def test_england_and_regions_are_sums_and_london_has_both_its_parts(counts):
    homes = counts[(counts["measure"] == "homes") & (counts["dimension"] == "all")]
    table = homes.pivot_table(index="period_end", columns="area", values="value")
    authorities = table[[code for code in table.columns if len(code) == 3]]
    assert (authorities.sum(axis=1) == table[ENGLAND]).all()
    assert (table["E13000001"] + table["E13000002"] == table[LONDON]).all()
    assert table.loc[pd.Timestamp(2025, 3, 31), [YORKSHIRE, LONDON]].tolist() == [46, 2]


def test_dorset_is_the_old_county_until_2019_and_cumbria_ends_in_2023(counts):
    assert cell(counts, "homes_inspected", "835", 2018) == 1
    assert cell(counts, "homes_inspected", "838", 2020) == 1
    assert rows(counts, "homes_inspected", "838", 2018).empty
    assert rows(counts, "homes_inspected", "909", 2024).empty
    assert not rows(counts, "homes_inspected", "942", 2024).empty


def test_welsh_supported_accommodation_is_left_out(counts):
    registered = counts[counts["measure"] == "supported_accommodation"]
    assert cell(counts, "supported_accommodation", "204", 2025) == 6
    assert cell(counts, "supported_accommodation_places", "204", 2025) == 117
    assert cell(counts, "supported_accommodation_premises", "204", 2025) == 32
    total = registered[registered["dimension"] == "all"]
    local = total[total["area"].str.len() == 3]["value"].sum()
    assert cell(counts, "supported_accommodation", ENGLAND, 2025) == local


def test_homes_opened_and_closed(counts):
    assert cell(counts, "homes_opened", "380", 2023) == 6
    assert cell(counts, "places_opened", "380", 2023) == 14
    assert cell(counts, "homes_closed", "380", 2023, "sector", "local_authority") == 1
    assert cell(counts, "homes_closed", "801", 2023) == 1
    assert cell(counts, "places_closed", "801", 2023) == 4


@pytest.mark.parametrize("area", ["380", "801", "909"])
def test_two_complete_lists_differ_by_what_opened_and_closed(counts, area):
    moved = cell(counts, "homes_opened", area, 2022) - cell(counts, "homes_closed", area, 2022)
    assert cell(counts, "homes", area, 2021) + moved == cell(counts, "homes", area, 2022)


def test_owners_are_counted_and_never_named(counts):
    assert cell(counts, "owners", "204", 2025) == 2
    assert cell(counts, "largest_owner_places", "204", 2025) == 8
    assert cell(counts, "owners", "420", 2025) == 0
    assert not counts["category"].str.contains("ltd|limited|services").any()


def test_judgements_of_authorities(counts):
    assert cell(counts, "ilacs_judgement", "380", 2025, "judgement", "overall") == 4
    assert cell(counts, "ilacs_judgement", "330", 2025, "judgement", "leaders") == 2
    assert cell(counts, "ilacs_inspected", "330", 2025) == 20230220
    before = rows(counts, "ilacs_judgement", "380", 2025, "judgement", "care_leavers")
    assert before["status"].tolist() == [shapes.NOT_APPLICABLE]


def test_one_list_can_be_read_alone(raw):
    with opened_register():
        alone = providers.read(raw, (LIST[2024],))
    assert set(alone["source"]) == {"ofsted_providers_2024"}


def test_a_renamed_column_is_refused(raw):
    spoil(raw, LIST[2025], ",Sector,", ",Type of owner,")
    assert "Sector" in refused(raw, LIST[2025])


def test_another_years_list_in_place_is_refused(raw):
    shutil.copy(raw / LIST[2019].file, raw / LIST[2020].file)
    message = refused(raw, LIST[2020])
    assert "Health" in message or "year to 31 March 2020" in message


def test_another_years_joiners_in_place_are_refused(raw):
    shutil.copy(raw / MOVED[2017].file, raw / MOVED[2018].file)
    assert "in the year to 31 March 2018" in refused(raw, MOVED[2018])


def test_an_unknown_authority_is_refused_and_named(raw):
    spoil(raw, LIST[2025], ",Hackney,Hackney", ",Hackney and Stoke,Hackney")
    message = refused(raw, LIST[2025])
    assert "'Hackney and Stoke' in 9 rows" in message
    assert "spellings" in message


def test_an_authority_of_another_year_is_refused(raw):
    spoil(raw, LIST[2024], ",Cumberland,", ",Cumbria,")
    assert "'Cumbria' in 17 rows" in refused(raw, LIST[2024])


def test_an_unknown_provision_sector_or_judgement_is_refused(raw):
    spoil(raw, LIST[2016], ",Children's home,", ",Home for children,", 1)
    assert "'home for children' in 1 rows" in refused(raw, LIST[2016])
    spoil(raw, LIST[2022], ",Private,", ",Charity,", -1)
    assert "'charity'" in refused(raw, LIST[2022])
    spoil(raw, LIST[2023], ",Outstanding,", ",Excellent,")
    assert "'excellent'" in refused(raw, LIST[2023])


def test_a_home_without_places_is_refused(raw):
    spoil(raw, LIST[2025], ",Private,8,,,,Bayis", ",Private,,,,,Bayis")
    assert "'' in 1 rows" in refused(raw, LIST[2025])


def test_a_blank_judgement_in_a_list_of_inspected_homes_is_refused(raw):
    spoil(raw, LIST[2024], ",Outstanding,,,", ",,,,")
    assert "declare it complete" in refused(raw, LIST[2024])


def test_another_encoding_is_refused(raw):
    path = raw / LIST[2025].file
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("utf-16"))
    assert "utf-8-sig" in refused(raw, LIST[2025])


def test_an_extra_cell_is_refused(raw):
    spoil(raw, LIST[2021], ",Hackney,", ",Hackney,,", 1)
    assert "cells in line" in refused(raw, LIST[2021])


def test_a_spelling_that_ofsted_drops_is_refused(raw):
    for source in LIST.values():
        spoil(raw, source, ",Durham,", ",County Durham,")
    assert "the spelling 'Durham'" in refused(raw, *SOURCES)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("E08000032", "E08009999", "'E08009999' in 1 rows"),
        ("Inadequate", "Poor", "'poor'"),
        ("The impact of leaders", "The effect of leaders", "The impact of leaders"),
        ("Inspections_as_at", "Judgements_as_at", "Judgements_as_at"),
        ('date-value="20', 'date-value="30', "31 March 2025"),
    ],
)
def test_a_changed_sheet_of_judgements_is_refused(raw, old, new, told):
    spoil_sheet(raw, ILACS, old, new)
    assert told in refused(raw, ILACS)


def test_a_truncated_workbook_is_refused(raw):
    path = raw / ILACS.file
    path.write_bytes(path.read_bytes()[:1500])
    assert "a whole workbook with a sheet" in refused(raw, ILACS)
