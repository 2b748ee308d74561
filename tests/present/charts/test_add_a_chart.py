"""The example of docs/add-a-chart.md, run as it stands."""

import re

import pytest

from analysis.core import paths

PAGE = (paths.root() / "docs" / "add-a-chart.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example():
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict = {"__name__": "example"}
    exec(code, names)
    return names


def test_the_example_draws_what_it_says(example):
    made = {2023: 90.0, 2024: 120.0, 2025: 1204.0}
    exhibit = example["visits"](made, source="Invented, 2025")
    assert exhibit.headline == "1,204 visits in 2025"
    assert exhibit.table["Visits"].tolist() == ["90", "120", "1,204"]
    assert exhibit.svg.startswith("<svg ") and "Visits 1,204" in exhibit.svg
    [own] = [a for a in example["plot"](made).figure().axes[0].lines if a.get_gid() == "own"]
    assert list(own.get_ydata()) == [90, 120, 1204]


def test_without_figures_the_example_says_so_and_draws_nothing(example):
    exhibit = example["visits"]({}, source="Invented, 2025")
    assert exhibit.svg is None and exhibit.headline == "No visits are published"
    assert exhibit.table.iloc[0].tolist() == ["Every year", "not published"]
