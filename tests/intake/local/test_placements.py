"""Placements with their costs: read, averaged by children's weeks, and never told one by one."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.intake.local import fees
from analysis.intake.local.council_file import CouncilFileError

AS_AT = date(2026, 3, 31)
HEADER = (
    "Child ID,Placement Type,Provider Type,Core cost,Support cost,Education cost,"
    "Placement start date,Placement end date"
)
LONG = "2020-01-01"


@pytest.fixture
def read(tmp_path: Path):
    """Reads placements in a text."""

    def reading(lines: list[str], header: str = HEADER) -> pd.DataFrame:
        path = tmp_path / "placements.csv"
        path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
        return fees.read(path, AS_AT)

    return reading


def placed(many: int, what: str, first: int = 0) -> list[str]:
    """The same placement of so many children."""
    return [f"{first + n},{what}" for n in range(many)]


def rows(found: pd.DataFrame) -> list[tuple]:
    """Kind, provider and fee."""
    return list(found[["kind", "provider", "weekly_gbp"]].itertuples(index=False, name=None))


def test_a_fee_is_core_and_support_without_education(read) -> None:
    found = read(placed(6, f"Foster,Private,900,50,400,{LONG},"))
    assert rows(found) == [("foster", "private", 950)]
    assert found["price_year"].tolist() == ["2025-26"]


def test_each_week_of_a_child_counts_alike(read) -> None:
    """Five children for 52 weeks at 1,000, and one for 13 at 2,000."""
    lines = placed(5, f"Residential,Private,1000,,,{LONG},")
    lines += placed(1, "Residential,Private,2000,,,2025-01-01,2025-06-30", first=5)
    assert rows(read(lines)) == [("childrens_homes", "private", 1045)]


def test_what_ended_more_than_a_year_ago_is_in_no_average(read) -> None:
    lines = placed(6, f"Foster,Own,500,,,{LONG},")
    lines += placed(6, f"Foster,Own,5000,,,{LONG},2025-03-31", first=10)
    assert rows(read(lines)) == [("foster", "own", 500)]


def test_an_average_of_five_children_does_not_leave(read) -> None:
    lines = placed(6, f"Foster,Own,500,,,{LONG},") + placed(5, f"Foster,Private,900,,,{LONG},", 10)
    assert rows(read(lines)) == [("foster", "own", 500)]


def test_six_placements_of_five_children_do_not_leave(read) -> None:
    lines = placed(5, f"Foster,Own,500,,,{LONG},") * 2
    assert read(lines).empty


def test_providers_of_few_children_are_averaged_together(read) -> None:
    lines = placed(3, f"Foster,Private,900,,,{LONG},")
    lines += placed(3, f"Foster,Voluntary,1000,,,{LONG},", first=10)
    assert rows(read(lines)) == [("foster", "private", 950), ("foster", "voluntary", 950)]


def test_the_standard_of_2025_has_a_total_and_no_dates(read) -> None:
    header = "Child ID,Total Weekly Cost (actual weekly fee paid),Placement Type"
    found = read([f"{n},{1000 + n},Supported Accommodation" for n in range(6)], header)
    assert rows(found) == [("supported", "", 1000)]


def test_a_placement_without_a_cost_is_in_no_average(read) -> None:
    lines = placed(6, f"Foster,Own,500,,,{LONG},") + placed(3, f"Foster,Own,,,,{LONG},", first=10)
    assert rows(read(lines)) == [("foster", "own", 500)]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("SECRET1,Foster,Own,SECRET2,,,2025-01-01,", "core_cost"),
        ("SECRET1,SECRET2,Own,500,,,2025-01-01,", "placement_type"),
        ("SECRET1,Foster,SECRET2,500,,,2025-01-01,", "provider_type"),
        ("SECRET1,Foster,Own,500,,,SECRET2,", "placement_start_date"),
    ],
)
def test_a_mistake_is_told_by_its_place_and_what_stands_there_is_not(read, line, column) -> None:
    with pytest.raises(CouncilFileError) as fault:
        read([line])
    assert f"placements.csv: line 2, {column}: " in str(fault.value)
    assert "SECRET" not in str(fault.value)


def test_a_line_of_another_width_is_refused_without_what_it_holds(read) -> None:
    with pytest.raises(CouncilFileError, match=r"line 2: it has 3 cells, the header 8") as fault:
        read(["SECRET,Foster,Own"])
    assert "SECRET" not in str(fault.value)


def test_what_is_needed_is_said(read) -> None:
    with pytest.raises(
        CouncilFileError, match="add 'child_id', 'total_weekly_cost' or 'core_cost'"
    ):
        read(["Foster,Own"], "Placement Type,Provider")
