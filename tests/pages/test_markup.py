"""Words that look like markup arrive as text in every file that a run publishes.

Every text field of a strategy file and every text column of a quarterly file holds markup here. It
is harmless; what would come after it would not be.
"""

import csv
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import openpyxl
import pytest
from bs4 import BeautifulSoup, Comment
from markdown_it import MarkdownIt
from nbconvert.filters.markdown import markdown2html

import marked
from analysis.catalogue.areas import area
from analysis.core import paths, store
from analysis.pipeline import monitoring
from analysis.publish import check
from analysis.publish.files import downloads
from analysis.publish.jobs import FAILED, MADE
from analysis.publish.reports import REPORTS
from analysis.publish.run.run import Outcome
from analysis.strategy.implications import as_text
from analysis.strategy.parsing import reading
from analysis.strategy.schema.whole import Strategy
from running import run

pytestmark = pytest.mark.notebook

DAY, BRADFORD, HOME = date(2026, 11, 24), area("Bradford"), paths.root()
SUPPLIER, REASON = 600, 601  # the marks of what is given beside the strategy
WHOLE = marked.on_a_line(marked.MARKUP)
MARK = re.compile(r"Q[a-z]{2}Z")
SVG = "{http://www.w3.org/2000/svg}"


def put_home(folder: Path) -> Path:
    """A project of Bradford, whose suppliers have markup in their names; its prepared strategy."""
    for part in ("strategies", "quarterly"):
        (folder / "data" / "raw" / part).mkdir(parents=True)
    (folder / "data" / "processed").mkdir()
    shutil.copytree(HOME / "notebooks", folder / "notebooks")
    shutil.copy(
        HOME / "data" / "raw" / "strategies" / "bradford.toml", folder / "data/raw/strategies"
    )
    for table in (HOME / "data" / "processed").glob("*.*"):
        (folder / "data" / "processed" / table.name).symlink_to(table)
    example = HOME / "data" / "raw" / "examples" / "quarterly" / "bradford-synthetic.csv"
    lines = list(csv.reader(example.read_text(encoding="utf-8").splitlines()))
    with (folder / "data/raw/quarterly/bradford.csv").open("w", encoding="utf-8") as file:
        written = csv.writer(file)
        written.writerow(lines[0])
        written.writerows([*row[:5], supplier(), row[6]] for row in lines[1:])
    return folder / "data" / "processed" / "monitoring" / "bradford" / store.PREPARED_FILE


def supplier() -> str:
    return "=SUM(A:A)" + marked.on_a_line(marked.sample(SUPPLIER))


def with_strategy(prepared: Path, strategy: Strategy) -> None:
    known = json.loads(prepared.read_text(encoding="utf-8"))
    whole = {**known, "strategy": strategy.model_dump(mode="json")}
    prepared.write_text(json.dumps(whole), encoding="utf-8")


def made(home: Path, name: str, hidden: Mapping[str, object], **given: str) -> Outcome:
    (outcome,) = run(
        REPORTS[name],
        [BRADFORD],
        out=home / "out",
        made=DAY,
        quiet=True,
        hidden=hidden,
        parameters=given,
    )
    return outcome


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[int, str]]]:
    """The folder of reports of a strategy full of markup, and which field has which mark."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARE_ANALYSIS_HOME", str(home))
        prepared = put_home(home)
        hidden = {BRADFORD.code: monitoring.prepare([BRADFORD], DAY)[BRADFORD.code].hidden}
        given = json.loads(prepared.read_text(encoding="utf-8"))["strategy"]
        strategy, fields = marked.filled(given)
        with_strategy(prepared, strategy)
        reason = marked.sample(REASON)
        partner = {"view": "partner", "which": strategy.partners[0].id, "override": reason}
        done = [
            made(home, "strategy_monitoring", hidden, override=reason),
            made(home, "strategy_monitoring", hidden, **partner),
            made(home, "young_people", hidden),
        ]
        assert [o.problem for o in done if o.outcome != MADE] == []
        yield home / "out", fields


def published(out: Path, *kinds: str) -> list[Path]:
    """The files for readers of these kinds."""
    return [p for p in sorted(out.rglob("*")) if p.suffix in kinds and ".inputs" not in p.parts]


DRAWN = {"src", "srcset"}  # on a desk, and on a phone


def said(soup: BeautifulSoup) -> Iterator[str]:
    """All that a page says: its text, its attributes, the words in its drawings."""
    yield soup.get_text("")
    for tag in soup.find_all(True):
        yield from (str(value) for name, value in tag.attrs.items() if name not in DRAWN)
        for name in DRAWN & tag.attrs.keys():
            yield " ".join(drawn(str(tag[name])).itertext())


def drawn(source: str) -> ElementTree.Element:
    head, _, body = source.partition(",")
    assert head.startswith("data:image/svg+xml"), head
    return ElementTree.fromstring(unquote(body))


def marks_as_text(texts: Iterator[str], where: str) -> set[str]:
    """The marks in some texts; each must have all of its markup after it, as it was written."""
    found = set()
    for text in map(marked.on_a_line, texts):
        for mark in MARK.finditer(text):
            after = text[mark.end() + 1 :]
            assert after.startswith(WHOLE), (where, after[: len(WHOLE)])
            found.add(mark[0])
    return found


def assert_inert(soup: BeautifulSoup, where: str) -> None:
    """No element of the markup is one here, and no link leads elsewhere than https and mailto."""
    assert soup.select("[data-x], [alt=x], del, s, form, iframe, object, embed, base") == [], where
    assert not [c for c in soup.find_all(string=lambda text: isinstance(text, Comment)) if "k" in c]
    for image in soup.find_all("img"):
        tags = {each.tag for each in drawn(str(image["src"])).iter()}
        assert all(tag.startswith(SVG) for tag in tags if "metadata" not in tag), where
        assert not tags & {f"{SVG}{name}" for name in ("b", "img", "script", "foreignObject")}
    for link in soup.select("[href], [src]"):
        target = str(link.get("href") or link.get("src"))
        assert re.match(r"(https:|mailto:|data:image/svg|#|(\.\./)?[\w/.-]+(#[\w-]+)?$)", target), (
            where
        )
        if not target.startswith(("#", "data:")):
            assert "javascript" not in target and "z.test" not in target, where


def test_every_page_has_the_markup_as_text(project: tuple[Path, dict[int, str]]) -> None:
    out, fields = project
    seen: set[str] = set()
    pages = published(out, ".html")
    assert len(pages) == 7, "three pages, two annexes, the section for other reports, the index"
    for page in pages:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        assert_inert(soup, page.name)
        seen |= marks_as_text(said(soup), page.name)
    shown = {re.sub(r"\[\d+\]", "", where) for n, where in fields.items() if marked.mark(n) in seen}
    assert len(shown) > 40 and {"name", "source", "priorities.title", "partners.name"} <= shown
    assert {"events.label", "you_said.said", "words.children", "roles.says"} <= shown
    assert marked.mark(REASON) in seen


def test_every_page_has_the_policy_of_pages(project: tuple[Path, dict[int, str]]) -> None:
    for page in published(project[0], ".html"):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
        if page.name == "index.html":
            assert policy.startswith("default-src 'none'; ") and "script-src 'sha256-" in policy
        else:
            assert policy == check.POLICY and not soup.find("script"), page.name


def test_markdown_has_the_markup_as_text_in_more_than_one_dialect(
    project: tuple[Path, dict[int, str]],
) -> None:
    (file,) = published(project[0], ".md")
    text = file.read_text(encoding="utf-8")
    assert "<" not in text and "](" not in text and "http:" not in text
    dialects = (
        MarkdownIt("commonmark").render(text),
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text),
        re.sub(r'<a class="anchor-link".*?</a>', "", markdown2html(text)),
    )
    for html in dialects:
        soup = BeautifulSoup(html, "html.parser")
        assert_inert(soup, file.name)
        assert soup.select("a, img, code, em, table") == []
        seen = marks_as_text(said(soup), file.name)
        assert len(seen) == 1 + 2 * len(soup.find("ul").find_next("ul").find_all("li"))


def test_no_cell_of_a_table_is_a_formula(project: tuple[Path, dict[int, str]]) -> None:
    tables = published(project[0], ".csv")
    assert tables
    for table in tables:
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        cells = {str(cell) for row in rows for cell in row.values()}
        assert not [c for c in cells if c[:1] in "=+-@\t\r" and c and not c[1:2].isdigit()]
        assert f"'{supplier()}" in cells or table.stem.endswith("-columns")
    for book in published(project[0], ".xlsx"):
        sheets = openpyxl.load_workbook(book).worksheets
        assert not [c for s in sheets for row in s for c in row if c.data_type == "f"]


def test_what_programs_read_is_json(project: tuple[Path, dict[int, str]]) -> None:
    told = [p for p in project[0].rglob("*.json") if ".inputs" not in p.parts]
    assert told and all(json.loads(p.read_text(encoding="utf-8")) for p in told)


@pytest.mark.parametrize("name", marked.KNOWN_ELSEWHERE)
def test_a_name_that_must_be_known_elsewhere_may_not_be_markup(name: str, tmp_path: Path) -> None:
    text = (HOME / "data" / "raw" / "strategies" / "bradford.toml").read_text(encoding="utf-8")
    marked_up = re.sub(
        rf'(?m)^{name} = (\[?)"[^"]*"', rf'{name} = \1"<b data-x>B</b>"', text, count=1
    )
    assert marked_up != text
    path = tmp_path / "bradford.toml"
    path.write_text(marked_up, encoding="utf-8")
    with pytest.raises(reading.StrategyError):
        reading.read(path, today=DAY).usable()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Leaving care & housing (2)", "Leaving care &amp; housing (2)"),
        ("At 10:30: a place", "At 10&#58;30: a place"),
        ("1. Health", "1&#46; Health"),
        ("12) Health", "12&#41; Health"),
        ("- a\n- b", "&#45; a - b"),
        ("+ a", "&#43; a"),
        ("=", "&#61;"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("WWW.z.test", "WWW&#46;z.test"),
        ("mailto:a@b.test", "mailto&#58;a@b.test"),
    ],
)
def test_words_as_markdown(given: str, shown: str) -> None:
    assert as_text(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("virtual-school", "virtual-school"),
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" \n=1", "'=1"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("a\nb", "a b"),
        (-1.5, -1.5),
    ],
)
def test_a_cell_that_would_be_a_formula_is_a_word(given: object, shown: object) -> None:
    assert downloads.as_words(given) == shown


CONTROL = ("\0", "\x08", "\x1b", "\x7f", "\x85", "\ufffe")


@pytest.mark.parametrize("character", CONTROL, ids=ascii)
def test_a_character_that_nobody_can_see_is_told_where_it_stands(character: str) -> None:
    text = f"measure,source\nvisits,virtual{character}school\n"
    with pytest.raises(check.PageError) as told:
        check.legible(text, "page.csv")
    assert f"U+{ord(character):04X}" in str(told.value) and character not in str(told.value)
    assert "virtual\N{REPLACEMENT CHARACTER}school" in str(told.value)
    page = f'<html lang="en-GB"><title>A</title><h1>Virtual{character}school</h1></html>'
    with pytest.raises(check.PageError, match="a control character, U"):
        check.check(page)


def test_letters_of_any_language_and_line_ends_are_no_control_characters() -> None:
    text = "Gwynedd\tŵ ŷ\r\nпривет 你好 👩\N{ZERO WIDTH JOINER}👧 a\N{NO-BREAK SPACE}b\n"
    assert check.legible(text, "page.md") == text


def test_a_nul_character_in_a_strategy_never_reaches_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    prepared = put_home(tmp_path)
    hidden = {BRADFORD.code: monitoring.prepare([BRADFORD], DAY)[BRADFORD.code].hidden}
    known = Strategy.model_validate(json.loads(prepared.read_text("utf-8"))["strategy"])
    first, *others = known.priorities
    nul = first.model_copy(update={"title": "A culture of\0parenting"})
    with_strategy(prepared, known.model_copy(update={"priorities": (nul, *others)}))
    outcome = made(tmp_path, "strategy_monitoring", hidden)
    assert outcome.outcome == FAILED
    assert "is not as a strategy is prepared now (priorities.0.title)" in outcome.problem
    assert "\0" not in outcome.problem and "\\x00" not in outcome.problem
    assert published(tmp_path / "out" / "bradford", ".html", ".md", ".csv") == []
