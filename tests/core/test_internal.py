"""What is internal is known again, whatever it is called or packed in, and stays in its folder."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from analysis.core import internal, paths
from analysis.core.internal import InternalError
from imported import ROOT

SAID = internal.SENTENCE.encode()


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("needs_analysis-INTERNAL.pdf", b"%PDF"),
        ("sufficiency-INTERNAL-gap.csv", b"year"),
        ("renamed.html", b'<meta name="profile" content="' + SAID),
        ("renamed.csv", b"value,profile\n3," + internal.WORDS.encode()),
        ("from-excel.txt", internal.WORDS.encode("utf-16")),
        ("tried.ipynb", b'{"outputs": ["' + SAID),
        ("renamed.xlsx", zipped("docProps/core.xml", SAID)),
        ("several.zip", zipped("inner.zip", zipped("page.html", SAID))),
        ("several.zip", zipped("bradford/counts-INTERNAL.parquet", b"PAR1")),
    ],
)
def test_marked_files_are_known(name: str, content: bytes) -> None:
    assert internal.marked(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("counts.parquet", b"PAR1"),
        ("strategy_monitoring-partner-internal.html", b"<p>An internal audit."),
        ("internal.py", SAID),
        ("returns.md", SAID),
        ("public.zip", zipped("page.html", b"nothing")),
    ],
)
def test_others_are_not(name: str, content: bytes) -> None:
    assert not internal.marked(name, content)


def test_nothing_in_this_repository_is_internal() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    there = [path for path in files if path.is_file()]
    assert len(there) > 500
    assert [p for p in there if internal.marked(p.name, p.read_bytes())] == []


def test_a_marked_file_is_refused_by_name_outside_its_folder(tmp_path: Path) -> None:
    marked, plain = tmp_path / "page.html", tmp_path / "other.html"
    marked.write_bytes(b"<p>" + SAID)
    plain.write_bytes(b"<p>Published.")
    internal.refuse([plain, tmp_path], tmp_path)
    with pytest.raises(InternalError, match=r"page\.html: internal") as told:
        internal.refuse([plain, marked], tmp_path)
    assert "other.html" not in str(told.value)
    (tmp_path / internal.NOTE).touch()
    internal.refuse([plain, marked], tmp_path)


def test_a_copied_note_makes_no_public_folder_internal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "root", lambda: tmp_path)
    for place in ("reports/bradford", "data/processed", "work/staging/0"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / internal.NOTE).touch()
        assert not internal.is_folder(tmp_path / place)
    (tmp_path / internal.NOTE).touch()
    assert not internal.is_folder(tmp_path)
