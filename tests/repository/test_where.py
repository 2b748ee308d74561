"""`docs/where.md`: every file that it names is there, and where it says."""

import re

import pytest

from imported import ROOT, SOURCE

TEXT = (ROOT / "docs" / "where.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!change |---)(.+?) \| (.+) \|$", TEXT, re.MULTILINE)


def test_it_has_twenty_changes_or_more() -> None:
    assert len(ROWS) >= 20
    assert len({change for change, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("change", "where"), ROWS, ids=[change[:40] for change, _ in ROWS])
def test_the_place_of_a_change_is_there(change: str, where: str) -> None:
    named = [path for path in re.findall(r"`([\w./-]+)`", where) if "/" in path]
    assert named, f"{change}: no place is named"
    for path in named:
        assert (SOURCE / path).exists() or (ROOT / path).exists(), path
    for link in re.findall(r"\]\(([\w-]+\.md)\)", where):
        assert (ROOT / "docs" / link).is_file(), link


@pytest.mark.parametrize(
    "folder", sorted(p for p in (ROOT / "tests").iterdir() if (SOURCE / p.name).is_dir()), ids=str
)
def test_tests_stand_in_the_rooms_of_the_code(folder) -> None:
    """Every folder of tests of a room is a folder of the code too."""
    for path in folder.rglob("test_*.py"):
        room = path.parent.relative_to(ROOT / "tests")
        assert (SOURCE / room).is_dir(), path.relative_to(ROOT)
