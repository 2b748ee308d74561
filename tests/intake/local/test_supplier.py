"""Whom a quarterly figure is said to come from: a body, and nothing of one person."""

from datetime import date
from pathlib import Path

import pytest

from analysis.intake.local.lines import check


def line(supplier: str) -> dict[str, str]:
    return {
        "indicator": "reviews_on_time",
        "period": "2025-26Q2",
        "numerator": "51",
        "denominator": "60",
        "value": "",
        "supplier": supplier,
        "received_on": "2025-10-14",
    }


@pytest.mark.parametrize("supplier", ["virtual-school", "café", "Integrated Care Board 2"])
def test_a_body_is_read(supplier: str) -> None:
    row, faults = check(2, line(supplier))
    assert faults == [] and row is not None
    assert (row.supplier, row.received) == (supplier, date(2025, 10, 14))


@pytest.mark.parametrize("supplier", ["TBC", "-", "N/A", "?", "nan"])
def test_a_supplier_that_says_nothing_is_told(supplier: str) -> None:
    row, (fault,) = check(2, line(supplier))
    assert row is None
    assert str(fault).startswith(f"line 2, supplier: found '{supplier}'; that says nothing")


@pytest.mark.parametrize(
    ("supplier", "kind"),
    [
        ("j.smith@council.example", "an address for mail"),
        ("Ring 07700 900123", "a telephone number"),
        ("the carer of Aisha, 14", "a first name with an age"),
    ],
)
def test_a_detail_of_one_person_is_told_and_not_repeated(supplier: str, kind: str) -> None:
    row, (fault,) = check(2, line(supplier))
    assert row is None
    assert kind in str(fault) and supplier not in str(fault)


@pytest.mark.parametrize("sign", ["\n", "\r", "\t"])
def test_a_supplier_is_one_line(sign: str) -> None:
    row, (fault,) = check(2, line(f"virtual{sign}school"))
    assert row is None and "write it in one line" in str(fault)


def test_a_supplier_without_an_end_is_told_and_not_repeated() -> None:
    assert check(2, line("virtual school " * 13))[1] == []
    row, (fault,) = check(2, line("virtual school " * 14))
    assert row is None
    assert "it has 210 characters, and 200 at most" in str(fault) and "virtual" not in str(fault)


def test_no_example_has_one() -> None:
    from analysis.catalogue.text import personal_details
    from analysis.core import paths

    for path in sorted((paths.raw() / "examples" / "quarterly").glob("*.csv")):
        assert isinstance(path, Path)
        cells = {c for row in path.read_text("utf-8").splitlines() for c in row.split(",")}
        assert [cell for cell in cells if personal_details.found(cell)] == []
