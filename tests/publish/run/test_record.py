"""The records of pages, one for each folder; an older run.json, which had all, is taken over."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.core.errors import CareAnalysisError
from analysis.publish.run import record

BRISTOL, LONDON = "bristol/needs_analysis.html", "regions/london/comparison.html"
OLDER = {
    "pages": {
        BRISTOL: {"outcome": record.MADE, "made": "2026-01-05"},
        "bristol/sufficiency.html": {"outcome": "failed", "stands": {"made": "2025-12-01"}},
        "bristol-and-bath/needs_analysis.html": {"outcome": record.MADE, "made": "2026-01-06"},
        LONDON: {"outcome": record.MADE, "made": "2026-01-07"},
    },
    "due": {"on": "2026-01-08", "pages": 0},
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder of reports with the run.json of an earlier version."""
    (tmp_path / record.RUN_FILE).write_text(json.dumps(OLDER), encoding="utf-8")
    return tmp_path


def files(out: Path) -> list[str]:
    return sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())


def test_an_older_run_json_is_taken_over_into_a_record_for_each_folder(out: Path) -> None:
    record.take_over(out)
    records = (".run/bristol-and-bath.json", ".run/bristol.json", ".run/regions/london.json")
    assert files(out) == [*records, record.RUN_FILE]
    assert dict(record.every(out)) == OLDER["pages"]
    assert record.read_run(out) == {"due": OLDER["due"], "version": record.VERSION}
    before = {name: (out / name).read_bytes() for name in files(out)}
    record.take_over(out)
    assert {name: (out / name).read_bytes() for name in files(out)} == before


@pytest.mark.parametrize("written", range(4))
def test_a_kill_while_it_is_taken_over_loses_nothing(
    out: Path, written: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each write: of the three records, and of run.json without the pages."""
    whole, done = record.write, list[Path]()

    def killed(text: str, path: Path) -> Path:
        if len(done) == written:
            raise KeyboardInterrupt
        done.append(path)
        return whole(text, path)

    monkeypatch.setattr(record, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        record.take_over(out)
    monkeypatch.undo()
    assert dict(record.every(out)) == OLDER["pages"]
    assert record.Known(out).of(BRISTOL) == OLDER["pages"][BRISTOL]
    record.take_over(out)
    assert dict(record.every(out)) == OLDER["pages"]
    assert record.read_run(out)["due"] == OLDER["due"]


def test_what_is_known_is_the_same_before_it_is_taken_over_and_after(out: Path) -> None:
    def told() -> list[Any]:
        known = record.Known(out)
        pages = [*OLDER["pages"], "hackney/needs_analysis.html", "bristol/brief.html"]
        return [(path in known, known.of(path)) for path in pages]

    before = told()
    record.take_over(out)
    assert told() == before and [there for there, _ in before] == [True] * 4 + [False] * 2


def test_what_is_due_is_written_without_taking_over(out: Path) -> None:
    record.write_due(out, {"on": "2026-02-01"})
    assert record.read_run(out)["due"] == {"on": "2026-02-01"}
    record.update(out, {BRISTOL: {"outcome": "failed", "made": "2026-02-02"}})
    assert record.read_run(out)["due"] == {"on": "2026-02-01"}
    told = record.Known(out)
    assert told.of(BRISTOL)["stands"]["made"] == "2026-01-05"
    assert told.of(LONDON) == OLDER["pages"][LONDON]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"pages": {"a": 1}}', '{"version": 3}', "[" * 200_000]
)
@pytest.mark.parametrize("name", [record.RUN_FILE, ".run/bristol.json"])
def test_a_spoilt_record_is_named(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CareAnalysisError, match=f"{name} is not a record of a run; move it away"):
        record.Known(tmp_path).of(BRISTOL)
