"""A council's own outturn, budget and contracts: what may be written, what a mistake is told."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.core import paths
from analysis.intake.local import outturn
from analysis.intake.local.council_file import CouncilFileError

HEADER = "year,kind,pounds"


@pytest.fixture
def read(tmp_path: Path):
    """Reads the sums in a text."""

    def reading(text: str) -> pd.DataFrame:
        path = tmp_path / "outturn.csv"
        path.write_text(text, encoding="utf-8")
        return outturn.read(path)

    return reading


def test_sums_stand_by_the_year_of_their_31_march(read) -> None:
    rows = read(f'{HEADER}\n2026-27,budget,178900000\n2025/26,Outturn,"£173,400,000"\n')
    assert rows.to_dict("records") == [
        {"end": 2026, "kind": "outturn", "pounds": 173_400_000},
        {"end": 2027, "kind": "budget", "pounds": 178_900_000},
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "2025,outturn,173400000",
            "line 2, year: found '2025'; give a financial year, as 2025-26.",
        ),
        ("2025-27,outturn,173400000", "line 2, year: found '2025-27'; give a financial year"),
        ("2025-26,spend,173400000", "line 2, kind: found 'spend'; use outturn, budget, contracts."),
        ("2025-26,outturn,173.4", "line 2, pounds: found '173.4'; give whole pounds"),
        ("2025-26,outturn,173.4m", "line 2, pounds: found '173.4m'; give a number."),
        ("2025-26,outturn,-173400000", "it is negative"),
        ("2025-26,outturn,", "line 2, pounds: found ''; fill it in."),
        (",outturn,173400000", "line 2, year: found ''; fill it in."),
    ],
)
def test_a_mistake_is_told_with_line_column_what_was_found_and_what_would_do(
    read, line: str, fault: str
) -> None:
    with pytest.raises(CouncilFileError) as told:
        read(f"{HEADER}\n{line}\n")
    assert str(told.value).startswith("outturn.csv: ") and fault in str(told.value)


def test_all_mistakes_are_told_at_once(read) -> None:
    with pytest.raises(CouncilFileError) as told:
        read(f"{HEADER}\n2025,outturn,1\n2026-27,plan,178900000\n")
    assert len(told.value.faults) == 3


def test_a_year_and_kind_stand_once(read) -> None:
    with pytest.raises(CouncilFileError, match="line 3: line 2 has that year and kind too"):
        read(f"{HEADER}\n2025-26,outturn,173400000\n2025-26,outturn,173500000\n")


def test_another_column_is_refused(read) -> None:
    with pytest.raises(CouncilFileError, match="the column 'child' is not known"):
        read(f"{HEADER},child\n2025-26,outturn,173400000,A\n")


def test_every_example_can_be_read_and_says_in_its_name_that_it_is_made_up() -> None:
    examples = [*(paths.raw() / "examples" / "what_if").rglob("*.csv")]
    assert examples
    for example in examples:
        assert example.stem.endswith("-synthetic")
        assert {*outturn.read(example)["kind"]} == {"outturn", "budget", "contracts"}
