"""Which scenarios and fees a council is told of: its own where it gives them, else examples."""

from datetime import date
from pathlib import Path

import pytest

from analysis.catalogue.areas import area
from analysis.core import paths
from analysis.intake.local.council_file import CouncilFileError
from analysis.pipeline.returns.ahead.scenarios import WhatIf

PLACE, AS_AT = area("Rutland"), date(2026, 3, 31)
HEAD = "scenario,change,number,from\n"
FEE = "home,provider,weekly_fee,price_year\nfoster,own,540,2025-26\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "raw", lambda: tmp_path)
    made = tmp_path / "what_if" / PLACE.slug
    made.mkdir(parents=True)
    return made


def test_a_council_that_gives_none_has_four_examples_and_published_prices(folder: Path) -> None:
    asked = WhatIf.of(PLACE, AS_AT)
    assert not asked.own
    assert len(asked.scenarios) == 4
    assert asked.fees.empty
    assert all(each["changes"][0]["from"] > "2026-03-31" for each in asked.described())


def test_a_council_that_gives_its_own_has_those_alone(folder: Path) -> None:
    (folder / "scenarios.csv").write_text(f"{HEAD}Two fewer,fewer_entries,2,2026-05\n", "utf-8")
    (folder / "fees.csv").write_text(FEE, "utf-8")
    asked = WhatIf.of(PLACE, AS_AT)
    assert asked.own
    assert asked.described() == [
        {
            "name": "Two fewer",
            "changes": [
                {
                    "kind": "fewer_entries",
                    "title": "Fewer children come into care",
                    "number": 2,
                    "unit": "children a month",
                    "from": "2026-05-01",
                    "running_cost": 0,
                }
            ],
        }
    ]
    assert asked.fees["weekly_gbp"].tolist() == [540]


def test_a_fault_of_either_file_is_told_with_its_line(folder: Path) -> None:
    (folder / "scenarios.csv").write_text(f"{HEAD}Two fewer,fewer,2,2026-05\n", "utf-8")
    with pytest.raises(CouncilFileError, match=r"scenarios\.csv[\s\S]*line 2"):
        WhatIf.of(PLACE, AS_AT)
