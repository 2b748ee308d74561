"""What a page was made from is kept by content: whole, once, and told in its manifest."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import here
import monitored
import running
from analysis.catalogue.areas import area
from analysis.catalogue.local import LOCAL
from analysis.core import returned, store
from analysis.protect.gate import HiddenCell
from analysis.publish.fingerprint import stamp
from analysis.publish.render import manifest
from analysis.publish.render.manifest import Maker, Manifest, ManifestError
from analysis.publish.reports import REPORTS
from analysis.publish.run import record, run

BRISTOL = area("Bristol")
NAME = "strategy_monitoring"
TODAY = date(2026, 11, 24)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    monitored.project(tmp_path)
    monitored.put_monitoring(tmp_path, "hackney")
    (tmp_path / "data" / "processed" / ".unfinished").write_text("half", encoding="utf-8")
    return tmp_path


def invented() -> Manifest:
    return Manifest(
        report=NAME,
        area="801",
        path=f"bristol/{NAME}.html",
        made="2026-11-24",
        parameters={"area": "801", "today": "2026-11-24"},
        maker=Maker(code="1+a", lock="b", python="3.11.0", font="c"),
        system="Linux x86_64",
        inputs={"build.json": "d"},
        bare="e",
        page="e",
    )


def test_a_page_and_its_annex_are_kept_and_no_other_file_beside_it() -> None:
    beside = {f"{NAME}.csv": "f", f"{NAME}-implications.html": "g", f"{NAME}-annex.html": "h"}
    made = replace(invented(), files=beside)
    assert made.pages == {f"{NAME}.html": "e", f"{NAME}-annex.html": "h"}
    assert invented().pages == {f"{NAME}.html": "e"}


def test_inputs_are_the_built_tables_and_the_authoritys_own_files(home: Path) -> None:
    found = manifest.inputs(BRISTOL)
    assert list(found) == [
        "build.json",
        "measured.parquet",
        "monitoring/bristol/quarterly.parquet",
        "monitoring/bristol/strategy.json",
    ]
    assert list(manifest.inputs(area("Bradford"))) == ["build.json", "measured.parquet"]
    assert all(len(sha) == 64 for sha in found.values())


def test_inputs_are_its_own_return_too(home: Path) -> None:
    for slug in ("bristol", "hackney"):
        record = home / "data" / "processed" / returned.FOLDER / slug / returned.RECORD_FILE
        record.parent.mkdir(parents=True)
        record.write_text("{}", encoding="utf-8")
    assert "returns/bristol/return.json" in manifest.inputs(BRISTOL)
    assert not [name for name in manifest.inputs(BRISTOL) if "hackney" in name]


def test_inputs_are_kept_once_and_whole(home: Path) -> None:
    out, found = home / "out", manifest.inputs(BRISTOL)
    manifest.archive_inputs(out, found)
    kept = {p.name: p.stat().st_mtime_ns for p in (out / manifest.KEPT).iterdir()}
    assert set(kept) == set(found.values())
    manifest.archive_inputs(out, found)
    assert {p.name: p.stat().st_mtime_ns for p in (out / manifest.KEPT).iterdir()} == kept
    assert all(manifest.digest(out / manifest.KEPT / sha) == sha for sha in kept)


def test_a_kept_file_that_was_spoilt_is_put_right(home: Path) -> None:
    out, found = home / "out", manifest.inputs(BRISTOL)
    manifest.archive_inputs(out, found)
    spoilt = out / manifest.KEPT / found["build.json"]
    whole = spoilt.read_bytes()
    spoilt.write_text("spoilt", encoding="utf-8")
    manifest.archive_inputs(out, found)
    assert spoilt.read_bytes() == whole


def test_a_table_that_changes_while_a_page_is_made_stops_that_page(home: Path) -> None:
    found = manifest.inputs(BRISTOL)
    (home / "data" / "processed" / "build.json").write_text('{"new": 1}', encoding="utf-8")
    with pytest.raises(ManifestError, match=r"build.json was changed while a page was made"):
        manifest.archive_inputs(home / "out", found)
    assert not (home / "out" / manifest.KEPT).exists()


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = manifest.write(tmp_path, invented())
    assert path == tmp_path / "bristol" / f"{NAME}.manifest.json"
    assert manifest.read(path) == invented()
    again = path.read_bytes()
    manifest.write(tmp_path, manifest.read(path))
    assert path.read_bytes() == again


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"maker": {}}', '{"report": "x"}', "[" * 200_000]
)
def test_a_spoilt_or_missing_manifest_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.manifest.json"
    with pytest.raises(ManifestError, match="There is no manifest"):
        manifest.read(path)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match="is not a manifest of a page"):
        manifest.read(path)


def test_a_manifest_follows_the_links_of_its_page(tmp_path: Path) -> None:
    path = manifest.write(tmp_path, invented())
    page = tmp_path / "bristol" / f"{NAME}.html"
    page.write_text("a page with links", encoding="utf-8")
    manifest.follow(tmp_path, invented().path, "<a>links</a>")
    known = manifest.read(path)
    assert (known.links, known.page) == ("<a>links</a>", manifest.digest(page))
    assert replace(known, links="", page="e") == invented()
    other = page.with_name("other.html")
    other.write_text("has none", encoding="utf-8")
    manifest.follow(tmp_path, "bristol/other.html", "<a>links</a>")
    assert not manifest.place(other).exists()


def test_what_is_not_as_it_was_is_told_a_line_each() -> None:
    then = invented().maker
    assert manifest.differences(then, then) == []
    now = replace(then, code="2+z", python="3.12.1")
    assert manifest.differences(then, now) == [
        "the code was 1+a and is 2+z",
        "Python was 3.11.0 and is 3.12.1",
    ]
    assert manifest.differences(then, replace(then, lock="n", font="d")) == [
        "the lock of packages was b and is n",
        "the font that charts are measured with was c and is d",
    ]


def test_the_maker_is_known_by_its_code_lock_python_and_font(home: Path) -> None:
    root = Path(record.__file__).resolve().parents[4]
    here = manifest.maker()
    assert here.code == stamp().version
    assert here.lock == manifest.digest(root / "uv.lock")
    assert here.python.count(".") == 2 and here.font.split()[0].endswith((".ttf", ".otf", ".ttc"))
    monitored.put_notebook(home, "another")
    assert manifest.maker().code != here.code


@pytest.mark.notebook
def test_a_page_is_written_with_its_manifest_and_others_without(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.use(monkeypatch)
    out = home / "out"
    (done,) = running.run(REPORTS[NAME], [BRISTOL], out=out, made=TODAY, quiet=True)
    assert done.outcome == record.MADE, done.problem
    known = manifest.read(out / "bristol" / f"{NAME}.manifest.json")
    page = out / known.path
    assert known.page == manifest.digest(page)
    assert known.parameters == {"area": "801", "today": "2026-11-24"}
    assert known.inputs == manifest.inputs(BRISTOL)
    assert f"{NAME}.csv" in known.files
    assert known.files == {name: manifest.digest(page.parent / name) for name in known.files}
    there = {p.name for p in page.parent.iterdir()}
    assert there == {page.name, f"{NAME}.manifest.json", *known.files}
    kept = {p.name for p in (out / manifest.KEPT).iterdir()}
    assert kept == {*known.pages.values(), *known.inputs.values()}
    assert json.loads(page.with_name(f"{NAME}.manifest.json").read_text("utf-8"))["made"]
    assert store.MONITORING_FOLDER not in {p.name for p in out.iterdir()}
    assert not list(out.rglob("*.part"))


@pytest.mark.notebook
def test_a_page_that_would_show_a_suppressed_figure_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.use(monkeypatch)
    title = next(iter(LOCAL.values())).title
    cell = HiddenCell(title=title, period="July to September 2025", numerator=3, denominator=40)
    shown = f'Markdown("{title} was 3 of 40 children in July to September 2025.")'
    monitored.put_notebook(home, cells=("from IPython.display import Markdown\n" + shown,))
    out = home / "out"

    def made(hidden: list[HiddenCell]) -> run.Outcome:
        (done,) = running.run(
            REPORTS[NAME], [BRISTOL], out=out, made=TODAY, quiet=True, hidden={"801": hidden}
        )
        assert not (out / "bristol").exists() and not (out / manifest.KEPT).exists()
        return done

    assert "1 were handed over to be looked for" in made([cell]).problem
    own = home / "data" / "processed" / store.MONITORING_FOLDER / "bristol" / store.PREPARED_FILE
    prepared = json.loads(own.read_text(encoding="utf-8"))
    own.write_text(json.dumps({**prepared, "hidden figures": 1}), encoding="utf-8")
    assert "it would show what is suppressed" in made([cell]).problem
    assert "has 1 suppressed figures, and 0 were handed over" in made([]).problem
