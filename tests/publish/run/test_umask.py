"""Who may read what a run writes is decided by the umask of the account, and by nothing else."""

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import left_out
import small
from analysis.catalogue.areas import area
from analysis.core import atomic, paths
from analysis.pipeline import monitoring, strategy_inputs
from analysis.publish import storage
from analysis.publish.fingerprint import stamp
from waiting import GENEROUS

pytestmark = left_out.posix
UMASKS = (0o027, 0o077, 0o022)
HOME = paths.root()
SHOWN = "from IPython.display import Markdown\nMarkdown('All is well.')"


def modes(folder: Path) -> dict[str, set[str]]:
    """The modes of the files and of the folders below a folder."""
    found: dict[str, set[str]] = {"files": set(), "folders": set()}
    for path in folder.rglob("*"):
        kind = "folders" if path.is_dir() else "files"
        found[kind].add(f"{path.stat().st_mode & 0o777:o}")
    return found


def asked(umask: int) -> dict[str, set[str]]:
    """What the umask gives."""
    return {"files": {f"{0o666 & ~umask:o}"}, "folders": {f"{0o777 & ~umask:o}"}}


@pytest.fixture(params=UMASKS, ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_a_file_written_whole_has_the_mode_of_the_umask(umask: int, tmp_path: Path) -> None:
    atomic.write("a", tmp_path / "folder" / "a.html")
    atomic.write("b", tmp_path / "folder" / "a.html")
    made = tmp_path / "made"
    made.write_text("c", encoding="utf-8")
    made.chmod(0o600)
    atomic.put(made, tmp_path / "folder" / "c.html")
    storage.Store(str(tmp_path / "folder")).write_bytes({"below/d.html": b"d"})
    assert modes(tmp_path / "folder") == asked(umask)


def test_built_tables_have_the_mode_of_the_umask(umask: int, tmp_path: Path) -> None:
    out = tmp_path / "data" / "processed"
    with atomic.all_or_none(out) as fresh:
        (fresh / "counts.parquet").write_bytes(b"")
    assert modes(tmp_path) == asked(umask)


def test_what_is_prepared_has_the_mode_of_the_umask_and_the_key_is_private(
    umask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    for name in ("strategies/bradford.toml", "examples/quarterly/bradford-synthetic.csv"):
        given = tmp_path / "data" / "raw" / name
        given.parent.mkdir(parents=True)
        given.write_bytes((HOME / "data" / "raw" / name).read_bytes())
    day, places = date(2026, 11, 24), [area("Bradford")]
    known = strategy_inputs.prepared_from(places, day, stamp())
    monitoring.prepare(places, day)
    strategy_inputs.remember(known)
    assert strategy_inputs.key_file().stat().st_mode & 0o777 == 0o600
    strategy_inputs.key_file().unlink()
    assert modes(tmp_path) == asked(umask)


@pytest.mark.parametrize("umask", UMASKS[:2], ids=oct)
def test_a_run_writes_all_by_the_umask(umask: int, tmp_path: Path) -> None:
    small.put_tables(tmp_path)
    small.put_notebook(tmp_path, SHOWN)
    out = tmp_path / "out"
    done = subprocess.run(
        small.command(out, places=small.PLACES[:1]),
        env={**os.environ, "CARE_ANALYSIS_HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        umask=umask,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list(out.rglob("*"))) > 4
    assert modes(out) == asked(umask)
