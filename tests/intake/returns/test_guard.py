"""No file that looks like records of children may be put into git, whatever it is packed in."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from analysis.catalogue.returns.tables import TABLES
from analysis.intake.returns.guard import looks_like_records
from imported import ROOT

EPISODES = "CHILD,DECOM,RNE,LS\ninvented1,01/05/2024,S,C2\n"


def workbook(*header: str) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Made up"])
    book.active.append(list(header))
    book.save(out)
    return out.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_of_the_return_is_known(table) -> None:
    assert looks_like_records("x.csv", ",".join(table.names).encode())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("any-name.txt", EPISODES.encode()),
        ("x.csv", EPISODES.replace(",", ";").encode()),
        ("x.tsv", EPISODES.replace(",", "\t").encode()),
        ("x.csv", EPISODES.lower().encode()),
        ("x.csv", EPISODES.encode("utf-16")),
        ("x.csv", b"\xef\xbb\xbfA title\n\n" + EPISODES.encode()),
        ("x.xml", b"<?xml version='1.0'?><EXPSSDA903><CHILD/></EXPSSDA903>"),
        ("notes", b"<EXPSSDA903>"),
        ("x.zip", zipped("2025/episodes.csv", EPISODES.encode())),
        ("x.zip", zipped("inner.zip", zipped("e.csv", EPISODES.encode()))),
        ("x.xlsx", workbook("CHILD", "DECOM", "RNE")),
    ],
    ids=range(11),
)
def test_whatever_it_is_packed_in(name: str, content: bytes) -> None:
    assert looks_like_records(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("counts.csv", b"measure,area,value\ncla_31_march,380,1500\n"),
        ("homes.csv", b"URN,places\nSC1,4\n"),
        ("x.xlsx", workbook("Children", "2025")),
        ("x.zip", zipped("a.txt", b"nothing")),
        ("x.csv", b""),
    ],
    ids=["counts", "homes", "workbook", "zip", "nothing"],
)
def test_tables_of_counts_are_none(name: str, content: bytes) -> None:
    assert not looks_like_records(name, content)


def test_nothing_in_this_repository_looks_like_records() -> None:
    """Tests write what they need of invented children themselves."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = [name for name in listed.stdout.decode().split("\0") if name]
    assert len(names) > 500
    there = [name for name in names if (ROOT / name).is_file()]
    assert [n for n in there if looks_like_records(n, (ROOT / n).read_bytes())] == []


def test_the_folder_of_returns_is_ignored(tmp_path: Path) -> None:
    path = "data/raw/returns/rutland/2025/episodes.csv"
    done = subprocess.run(["git", "check-ignore", path], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == path
