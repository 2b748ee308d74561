"""What names of folders and files say of the year."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from analysis.intake.returns.files.names import Named, collection_year, named


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("2025/episodes.csv", Named(2025)),
        ("2024_25/episodes.csv", Named(2025)),
        ("2024-2025/episodes.csv", Named(2025)),
        ("SSDA903 2024-25 final/episodes.csv", Named(2025)),
        ("2019-header.csv", Named(2019)),
        ("2025/2019-header.csv", Named(2019)),
        ("2025-09-30/episodes.csv", Named(2026, date(2025, 9, 30))),
        ("2025/episodes_20250515.csv", Named(2025)),
        ("episodes_20250515.csv", None),
        ("episodes.csv", None),
        ("2024 to 2025/episodes.csv", None),
        ("2024-25/part2/episodes.csv", Named(2025)),
    ],
)
def test_a_name_says_one_year_or_nothing(path, said):
    assert named(PurePosixPath(path)) == said


def test_a_collection_year_ends_on_31_march():
    assert collection_year(date(2025, 3, 31)) == 2025
    assert collection_year(date(2025, 4, 1)) == 2026
