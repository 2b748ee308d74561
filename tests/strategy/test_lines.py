"""Lines of tables and keys in a TOML text, against the texts that make it hard."""

import tomllib
from typing import Any

import pytest

from analysis.strategy.lines import Lines, Path

HARD = '''# [[actions]] in a remark
area = "Town"  # area = "other"
"quoted key" = 1
words.children = "children # not a remark"

[[actions]]
id = "a"
what = """
[[actions]]
id = "not a key"
a "quoted" word, and an escaped \\""" there
"""
how = \'\'\'
due = 2020-01-01 ] [ {
\'\'\'
priorities = [
  "one", # [
  "two]",
]
  [[actions.evidence]]
  says = 'x = [[y]]'
[[actions.evidence]]
says = "second"
on = 2020-01-01

[[actions]]
effect = [
  { indicator = "x", direction = "lower" },
]
due = 2021-01-01
[indicators]
baseline = { value = 1, on = 2020-01-01 }
[words.avoid]
"looked after" = "in care"
'''


def at(*path: str | int) -> str:
    """The text of the line that a path is said to stand in."""
    return HARD.splitlines()[Lines(HARD).line(path) - 1].strip()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("area",), 'area = "Town"  # area = "other"'),
        (("quoted key",), '"quoted key" = 1'),
        (("words", "children"), 'words.children = "children # not a remark"'),
        (("actions", 0), "[[actions]]"),
        (("actions", 0, "id"), 'id = "a"'),
        (("actions", 0, "what"), 'what = """'),
        (("actions", 0, "how"), "how = '''"),
        (("actions", 0, "priorities"), "priorities = ["),
        (("actions", 0, "priorities", 1), "priorities = ["),
        (("actions", 0, "evidence", 0, "says"), "says = 'x = [[y]]'"),
        (("actions", 0, "evidence", 1, "says"), 'says = "second"'),
        (("actions", 1, "effect", 0, "indicator"), "effect = ["),
        (("actions", 1, "due"), "due = 2021-01-01"),
        (("indicators", "baseline", "value"), "baseline = { value = 1, on = 2020-01-01 }"),
        (("words", "avoid", "looked after"), '"looked after" = "in care"'),
    ],
)
def test_a_path_leads_to_its_line(path: Path, text: str) -> None:
    assert at(*path) == text


def test_a_missing_key_leads_to_the_head_of_its_item() -> None:
    lines = Lines(HARD)
    assert lines.line(("actions", 1, "owner_role")) == lines.line(("actions", 1))
    assert HARD.splitlines()[lines.line(("actions", 1)) - 1] == "[[actions]]"
    assert lines.line(("nowhere", 3)) == 1


def paths(value: Any, path: Path = ()) -> list[Path]:
    """The path of every key in what the TOML reader makes of a text."""
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in [(*path, k), *paths(v, (*path, k))]]
    if isinstance(value, list):
        return [p for n, v in enumerate(value) for p in paths(v, (*path, n))]
    return []


def test_every_key_that_python_finds_stands_where_its_name_is_written() -> None:
    lines = Lines(HARD)
    found = paths(tomllib.loads(HARD))
    assert len(found) > 20
    for path in found:
        inner = [str(p) for p in path if isinstance(p, str)]
        text = HARD.splitlines()[lines.line(path) - 1]
        assert any(name in text for name in inner), (path, text)
