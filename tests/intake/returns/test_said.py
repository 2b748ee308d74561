"""What is said of a broken return: every kind of fault, and nothing that could tell a child."""

import re
from pathlib import Path

import pytest

from analysis.catalogue.returns.faults import KINDS, STOPS
from broken_returns import CASES, Case
from returned import everything_said, made, secrets, told

SECRETS = sorted(secrets())


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    return made().write(tmp_path_factory.mktemp("whole"))


def test_at_least_sixty_kinds_and_none_without_a_case():
    assert len(KINDS) >= 60
    assert {case.kind for case in CASES} == {*KINDS}


def test_nothing_is_said_of_a_return_in_which_nothing_is_wrong(whole):
    records, faults, error = told(whole)
    assert error is None and faults == ()
    assert records is not None and records.years == (2024, 2025)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.kind}" for n, case in enumerate(CASES)])
def test_a_broken_return_is_told(case: Case, tmp_path: Path, monkeypatch):
    broken = made()
    case.change(broken)
    planted = {c for content in broken.contents().values() for c in _cells(content)}
    broken.write(tmp_path)
    if case.kind == "unreadable_file":
        _unreadable(monkeypatch)
    records, faults, error = told(tmp_path / case.at, **case.asked)
    of_kind = [fault for fault in faults if fault.kind == case.kind]
    assert of_kind, [fault.said for fault in faults]
    assert any(case.says in fault.said for fault in of_kind), [fault.said for fault in of_kind]
    assert (error is not None) == case.stops, [f.said for f in faults if f.severity == STOPS]
    assert (records is None) == case.stops
    said = everything_said(records, faults, error)
    assert [secret for secret in {*SECRETS, *planted} if secret in said] == []
    assert all(re.fullmatch(r".*[.]", fault.said) for fault in faults)
    assert not re.search(r"\{|\}|None|\bnan\b", " ".join(f"{fault}" for fault in faults))


def _cells(content: bytes) -> set[str]:
    """Cells of a file that are none's business: long ones with a digit, dates, what was planted."""
    texts = re.split(r"[,;\t\n<>]", content.decode("latin-1").replace("\0", ""))
    return {t for t in texts if len(t) > 6 and re.search(r"\d", t) and not _harmless(t)}


def _harmless(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9 ._/?\"=-]*|EXP\w+|[A-Z]+\d", text))


def _unreadable(monkeypatch) -> None:
    """One file may not be read, whoever runs the test."""
    whole = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "locked.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
