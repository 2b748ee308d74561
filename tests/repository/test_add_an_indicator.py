"""docs/add-an-indicator.md, followed word by word in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import sealed
from analysis.catalogue.areas import ENGLAND, areas
from analysis.catalogue.indicators import INDICATORS, families
from analysis.core import integrity, paths, shapes, store
from followed import blocks, commands
from reading import PARSER
from waiting import GENEROUS

PAGE = (paths.root() / "docs" / "add-an-indicator.md").read_text(encoding="utf-8")
LEEDS = "383"
MEASURED = {store.MEASURED_FILE, store.LATEST_FILE, store.RECORD_FILE}
CUT = {store.COUNTS_FILE, store.NEIGHBOURS_FILE}


def the_entry() -> tuple[str, str, str]:
    """The entry as the page gives it, the file that it goes into, and its id."""
    (entry,) = [block for block in blocks(PAGE, "python") if "id=" in block]
    (file,) = set(re.findall(r"`(src/analysis/catalogue/indicators/\w+\.py)`", PAGE))
    (name,) = re.findall(r'\bid="(\w+)"', entry)
    return entry, file, name


def of_leeds() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The counts of Leeds and of those it is compared with, and who these are."""
    beside = store.neighbours([LEEDS])
    return store.counts({LEEDS, areas()[LEEDS].region, ENGLAND, *beside["neighbour"]}), beside


class Copy:
    """A copy of the project with few authorities, in which the page's words are followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(paths.root() / "src", root / "src")
        shutil.copytree(paths.notebooks(), root / "notebooks")
        (root / "docs").mkdir()
        built = root / "data" / "processed"
        built.mkdir(parents=True)
        for path in paths.processed().iterdir():
            if path.name not in MEASURED | CUT:
                (built / path.name).symlink_to(path)
        shutil.copyfile(paths.processed() / store.RECORD_FILE, built / store.RECORD_FILE)
        counts, beside = of_leeds()
        store.write(counts, built / store.COUNTS_FILE)
        sealed.put(beside, built / store.NEIGHBOURS_FILE, by_area=False)
        self.said: dict[str, str] = {}

    def add(self, entry: str, file: str) -> None:
        """Put the entry at the end of INDICATORS."""
        path = self.root / file
        text = path.read_text(encoding="utf-8").rstrip()
        assert "\nINDICATORS" in text and text.endswith("\n)")
        indented = "".join(f"    {line}\n" for line in entry.splitlines())
        path.write_text(f"{text.removesuffix(')')}{indented})\n", encoding="utf-8")

    def run(self, words: Sequence[str]) -> str:
        kept = {k: v for k, v in os.environ.items() if k != "CARE_ANALYSIS_HOME"}
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env={**kept, "PYTHONPATH": str(self.root / "src")},
            capture_output=True,
            text=True,
            timeout=GENEROUS,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-2000:]
        return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("walk") / "project")
    entry, file, _ = the_entry()
    copy.add(entry, file)
    for words in commands(PAGE):
        copy.said[words[0]] = copy.run(["-m", "analysis", *words])
    return copy


def test_the_invented_indicator_is_not_one_that_we_have() -> None:
    assert the_entry()[2] not in INDICATORS


def test_the_page_takes_one_entry_and_the_commands_in_order() -> None:
    assert [words[0] for words in commands(PAGE)] == ["measure", "docs", "show", "report"]
    assert the_entry()[0].count("id=") == 1


@pytest.mark.notebook
def test_it_is_measured_with_intervals_and_comparators(followed: Copy) -> None:
    rows = pd.read_parquet(followed.root / "data" / "processed" / store.MEASURED_FILE)
    rows = rows[(rows["indicator"] == the_entry()[2]) & (rows["area"] == LEEDS)]
    own = rows[rows["group"] == shapes.OWN].dropna(subset=["value"])
    assert len(own) >= 5
    share = 100 * own["numerator"] / own["denominator"]
    assert ((share - own["value"]).abs() <= 0.5).all()
    assert (own["lower95"] < own["value"]).all() and (own["value"] < own["upper95"]).all()
    assert {"median", "mean"} <= set(rows["statistic"])
    assert f"{len(INDICATORS) + 1} indicators" in followed.said["measure"]


@pytest.mark.notebook
def test_show_prints_it(followed: Copy) -> None:
    lines = followed.said["show"].splitlines()
    assert sum(line.strip().startswith("Leeds") and " to " in line for line in lines) >= 5
    assert any("neighbours_2025 median" in line for line in lines)


@pytest.mark.notebook
def test_the_list_of_indicators_has_it(followed: Copy) -> None:
    text = (followed.root / "docs" / "indicators.md").read_text(encoding="utf-8")
    (line,) = [each for each in text.splitlines() if f"`{the_entry()[2]}`" in each]
    assert "Girls looked after on 31 March" in line and "Wilson" in line
    assert f"{len(INDICATORS) + 1} indicators" in text


@pytest.mark.notebook
def test_the_page_has_it_in_the_table_of_its_theme_and_among_the_definitions(
    followed: Copy,
) -> None:
    path = followed.root / "reports" / "leeds" / "needs_analysis.html"
    annex = path.with_name("needs_analysis-annex.html")
    soup = BeautifulSoup(annex.read_text(encoding="utf-8"), PARSER)
    (scored,) = _rows(soup, "scorecard-a", "Children in care who are girls")
    assert scored[1] == "2025" and re.fullmatch(r"\d\d%?", scored[2]), scored
    (defined,) = _rows(soup, "definitions-a", "Children in care who are girls")
    assert "Girls looked after on 31 March" in defined[1]
    table = pd.read_csv(path.with_suffix(".csv"))
    assert the_entry()[2] in set(table["indicator"])


def _rows(soup: BeautifulSoup, key: str, start: str) -> list[list[str]]:
    """The cells of the rows of an exhibit's table that start with some words."""
    exhibit = soup.find(id=key)
    assert exhibit is not None, key
    rows = [[c.get_text(" ", strip=True) for c in r.find_all(["th", "td"])] for r in exhibit("tr")]
    return [row for row in rows if row and row[0].startswith(start)]


@pytest.mark.parametrize("fault", ["polarity='odd'", "kind='odd'", "unit=''"])
def test_a_mistake_in_the_entry_stops_every_command_with_the_reason(fault: str) -> None:
    entry = the_entry()[0].strip().removesuffix(",").removesuffix(")")
    with pytest.raises(ValueError, match=f"indicator girls_in_care: {fault.split('=')[0]}"):
        eval(f"{entry} {fault})", vars(families))


def test_measuring_again_without_a_change_gives_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.pipeline import build

    counts, beside = of_leeds()
    monkeypatch.setattr(store, "counts", lambda: counts)
    monkeypatch.setattr(store, "neighbours", lambda: beside)
    record = build.measure_again(tmp_path / "out")
    made = pd.read_parquet(tmp_path / "out" / store.MEASURED_FILE)
    mine, built = made[made["area"] == LEEDS], store.measured([LEEDS])
    mine = mine.assign(period_end=pd.to_datetime(mine["period_end"])).dropna(subset=["value"])
    built = built.dropna(subset=["value"])
    same = {"check_dtype": False, "check_categorical": False}
    pd.testing.assert_frame_equal(mine.reset_index(drop=True), built.reset_index(drop=True), **same)
    told = {"indicators": len(INDICATORS), "areas": made["area"].nunique(), "rows": len(made)}
    assert record["measured"] == told
    assert {p.name for p in (tmp_path / "out").iterdir()} == MEASURED
    written = {p.name: integrity.digest(p) for p in (tmp_path / "out").glob("*.parquet")}
    assert record[integrity.SUMS] == {**integrity.sums(store.RECORD_FILE), **written}
