"""What is declared of the return: tables, codes by year, breaks and kinds of fault, all in step."""

import re

import pandas as pd
import pytest

from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.returns.breaks import BREAKS
from analysis.catalogue.returns.codes import lists as codes
from analysis.catalogue.returns.codes.care import (
    APPLICATION,
    CARER,
    LEGAL_STATUS_AT_START,
    NO_PROVIDER,
    WRONG_PROVIDER,
)
from analysis.catalogue.returns.codes.code import Code, listed
from analysis.catalogue.returns.faults import KINDS, SEVERITIES
from analysis.catalogue.returns.tables import CODE, FIRST_YEAR, LAST_YEAR, SHARED, TABLES
from analysis.core import paths

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
COUNTED = pd.read_parquet(
    paths.processed() / "counts.parquet", columns=["measure", "dimension", "category"]
)
MEASURES = {*COUNTED["measure"].unique()}
DIMENSIONS = {f"{m}/{d}" for m, d in COUNTED[["measure", "dimension"]].drop_duplicates().to_numpy()}
UNPUBLISHED = {
    "reviews on time",
    "returns to care after permanence",
    "deprivation of liberty orders",
}
DIMENSION_OF = {
    "SEX": "sex",
    "ETHNIC": "ethnicity",
    "CIN": "need",
    "LS": "legal_status",
    "PLACE": "placement",
    "PLACE_PROVIDER": "provider",
    "REC": "reason",
    "REASON_PLACE_CHANGE": "reason",
    "ACTIV": "activity",
    "ACCOM": "accommodation",
    "IN_TOUCH": "contact",
}


def valid(name: str, year: int) -> set[str]:
    return {each.code for each in codes.LISTS[name].values() if each.valid(year)}


def test_every_table_has_columns_of_its_own_by_which_it_is_known():
    for table in TABLES.values():
        others = {n for t in TABLES.values() if t is not table for n in t.names}
        assert table.own and not table.own & others
        assert {*table.key} <= {*table.names} and table.names[0] == "CHILD"
    assert {*SHARED} == {"CHILD", "DOB", "SEX"}


def test_every_column_of_codes_has_its_list_and_every_list_its_column():
    columns = {c.codes for t in TABLES.values() for c in t.columns if c.kind == CODE}
    assert columns == {*codes.LISTS}


@pytest.mark.parametrize("year", YEARS)
def test_codes_of_each_year(year):
    places = valid("PLACE", year)
    assert ("K3" in places) == (year >= 2024)
    assert {"H5", "P2", "Z1"} & places == ({"H5", "P2", "Z1"} if year <= 2025 else set())
    assert {"Z11", "Z14"} <= places if year >= 2026 else not {"Z11", "Z14"} & places
    assert valid("SEX", year) == ({"M", "F", "U"} if year >= 2025 else {"1", "2"})
    assert ({"E43"} <= valid("REC", year)) == (year <= 2018)
    assert ({"E45", "E48"} <= valid("REC", year)) == (year >= 2019)
    assert ({"F3", "P3"} <= valid("ACTIV", year)) == (year <= 2021)
    assert ({"F4", "P5"} <= valid("ACTIV", year)) == (year >= 2022)
    assert ("CUSTOD" in valid("REASON_PLACE_CHANGE", year)) == (year >= 2019)
    assert len(valid("ETHNIC", year)) == 20 and len(valid("CIN", year)) == 8
    assert (TABLES["social_worker"].since, TABLES["dolo"].since) == (2024, 2027)


def test_categories_are_those_of_published_counts():
    for name, dimension in DIMENSION_OF.items():
        found = {*codes.category_of(name).values()}
        assert found and found <= {*CATEGORIES[dimension]}, name
    assert {*LEGAL_STATUS_AT_START.values()} <= {*CATEGORIES["legal_status"]}
    assert {*LEGAL_STATUS_AT_START} <= {*codes.LISTS["LS"]}
    of = COUNTED[COUNTED["measure"] == "special_guardianship"]["category"].unique()
    assert {*CARER.values()} <= {*of} and {*CARER} <= {*codes.LISTS["REC"]}
    assert {*APPLICATION} <= {*codes.LISTS["REC"]}


def test_records_hold_no_code_that_is_read_as_another():
    assert codes.categories("SEX") == ("M", "F", "U")
    assert {*WRONG_PROVIDER} <= {*codes.LISTS["PLACE_PROVIDER"]}
    assert {*NO_PROVIDER} <= {*codes.LISTS["PLACE"]}


def test_a_code_is_declared_once():
    with pytest.raises(ValueError, match="declared twice"):
        listed(Code("A", "one"), Code("A", "other"))


def test_what_a_fault_or_break_touches_is_counted_somewhere():
    touched = {t for table in TABLES.values() for t in table.touches}
    touched |= {t for kind in KINDS.values() for t in kind.touches or ()}
    touched |= {t for each in BREAKS for t in each.touches}
    assert touched - UNPUBLISHED <= MEASURES | DIMENSIONS


def test_a_break_stands_where_the_codes_of_its_column_change():
    for each in BREAKS:
        before, after = valid(each.column, each.since - 1), valid(each.column, each.since)
        assert before != after or each.id == "semi_independent_leavers", each.id
        assert each.drawn.on == each.on and each.why.endswith(".")
        assert each.since - 1 <= each.on.year <= each.since
    assert len({each.id for each in BREAKS}) == len(BREAKS)


def test_a_kind_of_fault_is_a_sentence_with_a_remedy():
    for kind in KINDS.values():
        assert kind.severity in SEVERITIES and kind.mend
        assert not re.search(r"[.;]$", kind.says) and not re.search(r"[.;]$", kind.mend), kind.id
        assert not re.search(r"\{(child|row|value|dob|birth|upn|post)", kind.says, re.IGNORECASE)
