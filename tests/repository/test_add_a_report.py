"""docs/add-a-report.md, followed word by word in a project of its own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from analysis.catalogue.areas import areas, authorities
from analysis.catalogue.indicators import INDICATORS
from analysis.core import paths
from analysis.publish.reports import REPORTS, Report
from analysis.publish.run import record
from followed import blocks, commands
from reading import PARSER
from waiting import GENEROUS

PAGE = (paths.root() / "docs" / "add-a-report.md").read_text(encoding="utf-8")
NAME = "leaving_care"
FORM = ["tests/pages/test_notebooks.py", "tests/pages/test_papermill.py"]


class Home:
    """A project with the notebooks and the tables of this one, in which the words are followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(paths.notebooks(), root / "notebooks")
        (root / "data").mkdir()
        (root / "data" / "processed").symlink_to(paths.processed())

    def run(self, *words: str, where: Path | None = None) -> str:
        path = os.pathsep.join([str(paths.root() / "src"), os.environ.get("PYTHONPATH", "")])
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=where or self.root,
            env={**os.environ, paths.HOME: str(self.root), "PYTHONPATH": path},
            capture_output=True,
            text=True,
            timeout=GENEROUS,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def put(self, cells: Sequence[str]) -> None:
        """Put cells in the place of the first section's."""
        path = self.root / "notebooks" / f"{NAME}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        kept = [cell for cell in notebook.cells if not cell.id.startswith("first-")]
        place = next(n for n, cell in enumerate(kept) if cell.id == "first") + 1
        new = [nbformat.v4.new_code_cell(c, id=f"own-{n}") for n, c in enumerate(cells)]
        notebook.cells = [*kept[:place], *new, *kept[place:]]
        nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("walk"))
    begin, *make = commands(PAGE)
    home.run("analysis", *begin)
    home.put([block.strip() for block in blocks(PAGE, "python")])
    for words in make:
        home.run("analysis", *words)
    return home


def page(home: Home, name: str) -> BeautifulSoup:
    path = home.root / "reports" / name / f"{NAME}.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), PARSER)


def test_the_page_begins_a_report_that_we_have_not_and_makes_it() -> None:
    assert [words[0] for words in commands(PAGE)] == ["new-report", "report", "report"]
    assert {words[1] for words in commands(PAGE)} == {NAME} and NAME not in REPORTS


def test_every_field_of_a_declaration_that_an_analyst_needs_is_on_the_page() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    ours = {"name", "varies", "kept", "profile", "printed", "large"}  # of our own reports alone
    assert told == {f.name for f in fields(Report)} - ours


@pytest.mark.notebook
def test_every_authority_that_was_asked_for_has_its_page(followed: Home) -> None:
    region = next(a.code for a in areas().values() if a.name == "North East")
    wanted = {a.slug for a in authorities() if a.region == region} | {"leeds"}
    made = {p.parent.name for p in followed.root.glob(f"reports/*/{NAME}.html")}
    assert made == wanted and len(wanted) == 13


@pytest.mark.notebook
def test_the_page_shows_the_cells_and_the_index_tells_of_it(followed: Home) -> None:
    followed.run("analysis", "report", "brief", "--area", "Leeds")
    soup = page(followed, "leeds")
    assert soup.h1 and soup.h1.get_text() == "Leaving care: Leeds"
    words = soup.get_text(" ", strip=True)
    assert INDICATORS["care_leavers_in_eet_19_21"].title in words
    assert len(soup.select("figure img[alt]")) >= 3
    index = (followed.root / "reports" / "index.html").read_text(encoding="utf-8")
    assert f"leeds/{NAME}.html" in index and "How young people fare after care." in index


@pytest.mark.notebook
def test_it_passes_the_tests_of_form_and_runs_under_nbval(followed: Home) -> None:
    options = ("-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "no:nbval", "-k", NAME)
    said = followed.run("pytest", *options, *FORM, where=paths.root())
    passed = re.search(r"\b(\d+) passed\b", said)
    assert passed and int(passed[1]) >= 10, said[-500:]


@pytest.mark.notebook
def test_it_is_made_again_only_when_something_changed(followed: Home) -> None:
    _, one, _ = commands(PAGE)
    assert "Nothing changed: 1 of 1 pages" in followed.run("analysis", *one)


@pytest.mark.slow
def test_it_is_made_for_every_authority(followed: Home) -> None:
    followed.run("analysis", "report", NAME, "--all")
    told = dict(record.every(followed.root / "reports"))
    assert f"bristol/{NAME}.html" in told
    made = {p.parent.name for p in followed.root.glob(f"reports/*/{NAME}.html")}
    assert made == {a.slug for a in authorities()}
