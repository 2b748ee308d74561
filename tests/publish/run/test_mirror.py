"""Reports kept at an address: all there whole, only what changed, and taken up again anywhere."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from typer.testing import CliRunner

import here
import small
from analysis.cli.app import app
from analysis.core.errors import CareAnalysisError, RunError
from analysis.publish import storage
from analysis.publish.run import mirror, record
from analysis.publish.run.lock import BusyError
from left_out import HAS_S3FS

SAYS = 'from IPython.display import Markdown\nMarkdown(f"All is well in {area}, {ask}.")'
PLACES = ("Bristol", "Bradford")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project whose pages are made in this process, with an empty memory store."""
    small.put_tables(tmp_path / "home")
    small.put_notebook(tmp_path / "home", SAYS)
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path / "home"))
    here.use(monkeypatch)
    return tmp_path / "home"


@pytest.fixture(params=["memory", "file"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address in memory and one of a folder."""
    if request.param == "file":
        yield f"file://{tmp_path / 'there' / 'reports'}"
        return
    yield "memory://council/reports"
    fsspec.filesystem("memory").rm("/council", recursive=True)


def report(url: str, *words: str) -> str:
    """The command's words; its exit code must be 0."""
    asked = small.command(Path("out"), *words, places=PLACES)[3:]
    asked[asked.index("--out") + 1] = url
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    return done.output


def there(url: str) -> dict[str, bytes]:
    store = storage.Store(url)
    return dict(store.read(store.sizes()))


def test_pages_record_and_index_are_there_whole_and_nothing_else(home: Path, url: str) -> None:
    said = report(url)
    assert "2 of 2 pages made." in said and f"Open {url}/index.html" in said.replace("\n", "")
    found = there(url)
    kinds = {Path(name).suffix for name in found if name.startswith("bristol/")}
    assert kinds == {".html", ".csv", ".xlsx"}
    assert {"index.html", record.RUN_FILE, mirror.LIST} <= set(found)
    assert not any(name.endswith(".part") or "run-" in name for name in found)
    assert found["bristol/needs_analysis.html"].endswith(b"</html>\n")
    assert b"bristol/needs_analysis.html" in found["index.html"]
    assert set(json.loads(found[mirror.LIST])) == set(found) - {mirror.LIST}


def test_another_machine_takes_up_where_the_last_one_left(
    home: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(url)
    before = there(url)
    shutil.rmtree(home / "work")
    assert "Nothing changed: 2 of 2" in report(url)
    assert there(url) == before
    written: list[str] = []
    whole = storage.Store.write_bytes

    def told(self: storage.Store, contents: dict[str, bytes]) -> None:
        written.extend(contents)
        whole(self, contents)

    monkeypatch.setattr(storage.Store, "write_bytes", told)
    assert "2 of 2 pages made." in report(url, "-p", "ask=again")
    pages = [name for name in written if name.endswith("needs_analysis.html")]
    assert len(pages) == 2 and "bristol/needs_analysis.csv" not in written
    records = [name for name in written if name.startswith(record.RECORDS)]
    assert {Path(name).name for name in records} >= {"bristol.json", "bradford.json"}
    assert written.index(pages[-1]) < written.index(records[0]) and written[-1] == mirror.LIST
    assert b"again" in there(url)["bristol/needs_analysis.html"]


def test_a_page_that_was_lost_or_spoilt_there_is_put_right(home: Path, url: str) -> None:
    report(url)
    before, store = there(url), storage.Store(url)
    store.remove(["bristol/needs_analysis.html"])
    store.write_bytes({"bradford/needs_analysis.html": b"half a page"})
    assert "Nothing changed" in report(url)
    assert there(url) == before
    store.write_bytes({"bradford/needs_analysis.html": b"half a page"})
    shutil.rmtree(home / "work")
    assert "1 of 1 pages made. 1 had not changed" in report(url)
    assert there(url)["bradford/needs_analysis.html"].endswith(b"</html>\n")


def test_a_page_that_is_no_longer_here_is_taken_away_there(home: Path, url: str) -> None:
    report(url)
    with mirror.mirrored(url) as folder:
        (folder / "bristol" / "needs_analysis.csv").unlink()
    assert "bristol/needs_analysis.csv" not in there(url)


def test_the_index_comes_after_all_that_it_leads_to(tmp_path: Path) -> None:
    pages = ["bristol/b.html", ".inputs/0", "bristol/b.manifest.json", "index/index-of.html"]
    then = [".run/bristol.json", ".run/regions/london.json", "run.json"]
    doors = ["index-london.html", "index-south-west-2.html"]
    names = ["index.html", *doors, *then, *pages]
    order = [sorted(some) for some in mirror._in_order(names)]
    assert order == [sorted(pages), sorted(then), doors, ["index.html"]]


def test_a_run_that_is_cut_off_before_it_is_put_there_leaves_all_as_it_was(
    home: Path, url: str
) -> None:
    report(url)
    before = there(url)
    page = mirror.staging(url) / "bristol" / "needs_analysis.html"
    kept = page.read_bytes()
    with pytest.raises(KeyboardInterrupt), mirror.mirrored(url):
        page.write_bytes(b"made and not yet put there")
        raise KeyboardInterrupt
    assert there(url) == before
    with mirror.mirrored(url):
        assert page.read_bytes() == b"made and not yet put there"
        page.write_bytes(kept)
    assert there(url) == before


def test_pages_are_put_there_although_others_failed(home: Path, url: str) -> None:
    with pytest.raises(RunError), mirror.mirrored(url) as folder:
        (folder / "index.html").write_text("Some.", encoding="utf-8")
        raise RunError("one failed")
    assert there(url)["index.html"] == b"Some."


def test_another_run_meanwhile_is_told_and_not_overwritten(home: Path, url: str) -> None:
    with pytest.raises(BusyError, match="Another run wrote to"), mirror.mirrored(url) as folder:
        (folder / "index.html").write_text("Mine.", encoding="utf-8")
        storage.Store(url).write_bytes({mirror.LIST: b'{"theirs": "0"}'})
    assert "index.html" not in there(url)


@pytest.mark.parametrize("content", [b"not a list", b"[]", b"[" * 200_000])
def test_a_spoilt_list_is_told(home: Path, url: str, content: bytes) -> None:
    storage.Store(url).write_bytes({mirror.LIST: content})
    with pytest.raises(storage.StoreError, match="is not a list of files"), mirror.mirrored(url):
        raise AssertionError("a run was begun")


@pytest.mark.parametrize("url", ["nonsense://x/y", "s3://bucket/folder"])
def test_an_address_that_cannot_be_reached_is_told_before_anything_is_made(url: str) -> None:
    if url.startswith("s3") and __import__("importlib.util").util.find_spec("s3fs"):
        pytest.skip(HAS_S3FS.why)
    with pytest.raises(CareAnalysisError, match=f"{url} cannot be reached"), mirror.mirrored(url):
        raise AssertionError("a run was begun")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = storage.Store(f"file://{tmp_path / 'file' / 'folder'}")
    with pytest.raises(storage.StoreError, match="cannot be written"):
        store.write_bytes({"name": b"content"})
