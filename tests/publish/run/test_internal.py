"""Internal pages: marked whichever way they are opened, and nowhere but in their folder."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import fsspec
import openpyxl
import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

import officers
import small
from analysis.cli.app import app
from analysis.core import internal, paths, returned
from analysis.core.internal import InternalError
from analysis.publish.browser import contact_sheet, pdf
from analysis.publish.check import PageError, check
from analysis.publish.executors import bundle, dask_cluster
from analysis.publish.jobs import Job
from analysis.publish.render import index, index_pages
from analysis.publish.run import mirror, record

OPENS = "from analysis.briefing import figures, parts\n"
TELLS = """own = figures.open_figures(area, today).own
parts.prose(f"{own.counts.value[0]:.0f} children ({own.source})" if own else "No return.")"""
PAGE = "bradford/needs_analysis-INTERNAL.html"
PUBLIC = "bradford/needs_analysis.html"
TEMPLATES = Path(index.__file__).parents[1] / "template"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small project with a public page that was made before there were internal figures."""
    home = tmp_path_factory.mktemp("project") / "home"
    small.put_tables(home)
    small.put_notebook(home, OPENS + TELLS)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CARE_ANALYSIS_HOME", str(home))
        asked()
        yield home


def asked(*words: str, report: str = small.REPORT, code: int = 0) -> str:
    """What the command says of a report about Bradford."""
    done = CliRunner().invoke(app, ["report", report, "--area", "Bradford", *words])
    assert done.exit_code == code, done.output
    return " ".join(done.output.replace("│", "").split())


@pytest.fixture(scope="module")
def first(home: Path) -> tuple[Path, str]:
    """A folder of figures of Bradford, of which two pages were asked for, and what was said."""
    inside = officers.folder(home.parent / "officers")
    return inside, asked("--area", "Hackney", "--internal", str(inside), code=1)


@pytest.fixture
def made(first: tuple[Path, str], tmp_path: Path) -> Path:
    """The folder with its page, to be changed."""
    return Path(shutil.copytree(first[0], tmp_path / "officers"))


@pytest.fixture
def reports(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The public pages, to be changed."""
    copy = Path(shutil.copytree(home / "reports", tmp_path / "reports"))
    monkeypatch.setattr(paths, "reports", lambda: copy)
    return copy


def test_the_page_has_whole_figures_and_says_so_everywhere(made: Path) -> None:
    soup = BeautifulSoup((made / PAGE).read_text(encoding="utf-8"), "html.parser")
    assert (
        f"3 children (a made-up return to 31 March 2026; no child in it is real. {internal.WORDS})"
        in soup.text
    )
    assert soup.select_one("meta[name=profile]")["content"] == internal.SENTENCE
    assert soup.body.select_one("aside.internal").text.strip() == internal.SENTENCE
    assert soup.title.text.startswith("Internal: ") and soup.h1.text.startswith("Internal: ")
    beside = [each["href"] for each in soup.select(".downloads a")]
    assert beside == [f"needs_analysis-INTERNAL{end}" for end in (".csv", ".xlsx", "-columns.csv")]
    assert re.fullmatch(r"All figures, CSV, [\d,]+ kB", soup.select_one(".downloads a").text)


def test_every_printed_sheet_has_the_sentence_above_and_below() -> None:
    style = (TEMPLATES / "internal.css").read_text(encoding="utf-8")
    boxes = dict(re.findall(r'@(top|bottom)-center \{ content: "([^"]+)"', style))
    assert boxes == {"top": internal.SENTENCE, "bottom": internal.SENTENCE}


def test_every_row_of_the_csv_and_every_sheet_of_the_workbook_is_marked(made: Path) -> None:
    with (made / PAGE).with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 50 and {row[internal.PROFILE] for row in rows} == {internal.WORDS}
    book = openpyxl.load_workbook((made / PAGE).with_suffix(".xlsx"))
    assert book.properties.title.startswith("Internal: ")
    assert book.properties.description == internal.SENTENCE
    assert any(internal.SENTENCE in str(cell.value) for cell in book["Cover"]["A"][:4])
    for sheet in book.worksheets:
        assert (
            sheet.oddHeader.center.text == sheet.oddFooter.center.text == f"&B{internal.SENTENCE}"
        )
        assert sheet.title in ("Cover", "Contents", "Notes") or sheet["A1"].value.startswith(
            "Internal: "
        )


def test_the_index_of_the_folder_is_marked_and_leads_to_the_page(made: Path) -> None:
    html = (made / "index.html").read_text(encoding="utf-8")
    assert f'<div class="inside"><p>{internal.SENTENCE}</p></div>' in html
    assert "<title>Internal: " in html and "<h1>Internal: " in html and f'href="{PAGE}"' in html
    assert PAGE in dict(record.every(made))


def test_every_file_is_known_as_internal_under_any_name(made: Path) -> None:
    files = [p for p in (made / PAGE).parent.iterdir() if p.is_file()]
    assert len(files) == 8
    assert [p.name for p in files if not internal.marked("renamed", p.read_bytes())] == []


def test_it_is_kept_until_the_figures_change(first: tuple[Path, str]) -> None:
    inside, _ = first
    assert "Nothing changed" in asked("--internal", str(inside))
    path = inside / "bradford" / internal.named(returned.RECORD_FILE)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2026-03-31", "2026-06-30"), encoding="utf-8")
    said = asked("--internal", str(inside), "--explain")
    path.write_text(text, encoding="utf-8")
    assert "1 of 1 pages made" in said and "its data changed" in said


def test_without_figures_of_a_council_it_says_how_to_make_them(first: tuple[Path, str]) -> None:
    assert "has no figures of Hackney; `care-analysis return build hackney --internal`" in first[1]


@pytest.mark.usefixtures("first")
def test_a_public_page_is_the_same_with_and_without_internal_figures(home: Path) -> None:
    found = (home / "reports").rglob("[!.]*.*")
    files = [p for p in found if record.RECORDS not in p.parts and p.name != record.RUN_FILE]
    before = {p: p.read_bytes() for p in files}
    asked("--force")
    assert len(before) == 5 and {p: p.read_bytes() for p in before} == before
    assert "No return." in (home / "reports" / PUBLIC).read_text(encoding="utf-8")
    told = dict(record.every(home / "reports"))
    assert told.keys() == {PUBLIC}
    assert "internal" not in json.dumps(told).casefold() and "officers" not in json.dumps(told)


def test_other_pages_are_not_made_in_the_folder(made: Path) -> None:
    said = asked("--out", str(made), code=1)
    assert "is a folder of internal figures; make pages for others elsewhere" in said


def test_a_notebook_that_opens_whole_figures_makes_no_public_page(
    home: Path, made: Path, tmp_path: Path
) -> None:
    """Even one that does not say where they are from."""
    opens = TELLS.replace("today)", f"today, internal={str(made)!r})").replace(
        " ({own.source})", ""
    )
    small.put_notebook(home, OPENS + opens)
    try:
        said = asked("--out", str(tmp_path / "out"), code=1)
    finally:
        small.put_notebook(home, OPENS + TELLS)
    assert "is made of figures of another profile" in said
    assert not (tmp_path / "out" / PUBLIC).exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--out", "elsewhere"),
        ("--executor", "dask", "--scheduler", "tcp://127.0.0.1:1"),
    ],
)
def test_nothing_takes_it_elsewhere(made: Path, words: tuple[str, ...]) -> None:
    assert "leave out --out, --executor and --due" in asked("--internal", str(made), *words, code=2)


def test_reports_for_members_have_no_internal_pages(made: Path) -> None:
    said = asked("--internal", str(made), report="strategy_monitoring", code=1)
    others = "brief, needs_analysis and sufficiency have"
    assert f"strategy_monitoring has no internal pages; {others}" in said


@pytest.fixture
def strayed(made: Path, reports: Path) -> Path:
    """A copy of the page among the public ones, under a public name."""
    return Path(shutil.copy(made / PAGE, reports / PUBLIC))


def test_a_run_refuses_a_folder_in_which_one_lies(strayed: Path, reports: Path) -> None:
    before = (reports / "index.html").read_bytes()
    assert f"{strayed}: internal, with small numbers in it" in asked("--force", code=1)
    assert (reports / "index.html").read_bytes() == before


def test_the_index_refuses_it(strayed: Path, reports: Path) -> None:
    before = (reports / "index.html").read_bytes()
    page = dict(record.every(reports))[PUBLIC]
    with pytest.raises(InternalError, match=r"needs_analysis\.html: internal"):
        index_pages.write(reports, [index.entry(PUBLIC, page)])
    assert (reports / "index.html").read_bytes() == before


def test_the_check_of_a_page_refuses_it_and_an_unmarked_internal_one(strayed: Path) -> None:
    html = strayed.read_text(encoding="utf-8")
    assert check(html, whole=True) == html
    with pytest.raises(PageError, match="it is marked as internal"):
        check(html)
    with pytest.raises(PageError, match="it is not marked as internal"):
        check(html.replace(internal.WORDS, ""), whole=True)


def test_the_mirror_puts_nothing_there(made: Path) -> None:
    url = "memory://council/reports"
    try:
        with pytest.raises(InternalError, match="internal"), mirror.mirrored(url) as staging:
            (staging / "index.html").write_text("Public.", encoding="utf-8")
            shutil.copy((made / PAGE).with_suffix(".xlsx"), staging / "figures.xlsx")
        assert mirror.Store(url).sizes().keys() == {mirror.LIST}
    finally:
        fsspec.filesystem("memory").rm("/council", recursive=True)


def test_neither_a_pdf_nor_a_contact_sheet_is_made_outside(
    made: Path, strayed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor a contact sheet of a page in its folder that would go elsewhere."""
    for browser in (pdf.chromium, contact_sheet.chromium):
        monkeypatch.setattr(browser, "using", lambda _: pytest.fail("a browser was started"))
    with pytest.raises(InternalError, match="internal"):
        pdf.write([strayed])
    for page, out in ((strayed, made / "x.png"), (made / PAGE, paths.root() / "x.png")):
        with pytest.raises(InternalError, match="internal"):
            contact_sheet.write(page, out)


def test_in_its_folder_a_pdf_is_made(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.chromium, "using", lambda _: None)
    assert pdf.write([made / PAGE]) == []


def test_no_cluster_gets_it(made: Path) -> None:
    job = Job(report=small.REPORT, area="380", made="2026-11-29", parameters={}, internal=str(made))
    cluster = object.__new__(dask_cluster.DaskExecutor)
    with pytest.raises(dask_cluster.DaskError, match="stays on this machine"):
        cluster.submit(job)


def test_no_bundle_takes_whole_figures_along(made: Path) -> None:
    names = {p.name for p in bundle.goods().values()}
    assert len(names) > 3
    public = paths.processed() / "returns" / "bradford"
    public.mkdir(parents=True)
    shutil.copy(made / "bradford" / "counts-INTERNAL.parquet", public / "counts.parquet")
    try:
        with pytest.raises(InternalError, match=r"counts\.parquet: internal"):
            bundle.goods()
    finally:
        shutil.rmtree(public.parent)
