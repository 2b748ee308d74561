"""Whole and protected figures of a return are never taken for each other."""

from pathlib import Path

import pytest

import officers
from analysis.core import internal, paths, returned, store
from analysis.core.internal import InternalError

NAMES = (returned.COUNTS_FILE, returned.MEASURED_FILE, returned.RECORD_FILE)


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "root", lambda: tmp_path / "home")
    return officers.folder(tmp_path / "officers")


def test_whole_figures_are_read_while_it_lasts_and_leave_their_trace(inside: Path) -> None:
    store.READS.clear()
    assert returned.record("bradford") == {}
    assert not returned.read_whole(store.READS)
    with returned.whole(inside):
        assert returned.counts("bradford")["value"].tolist() == [3]
        assert returned.record("bradford")[internal.PROFILE] == internal.SENTENCE
    assert returned.read_whole(store.READS)
    assert returned.record("bradford") == {}


def test_a_folder_that_was_not_named_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(InternalError, match="no folder of internal figures"),
        returned.whole(tmp_path),
    ):
        raise AssertionError("it was read")


def renamed_into_public(inside: Path) -> None:
    public = returned.folder("bradford")
    public.mkdir(parents=True)
    for name in NAMES:
        content = (inside / "bradford" / internal.named(name)).read_bytes()
        (public / name).write_bytes(content)


@pytest.mark.parametrize("read", [returned.counts, returned.measured, returned.record])
def test_whole_figures_under_other_names_are_refused_in_the_public_folder(
    inside: Path, read
) -> None:
    renamed_into_public(inside)
    with pytest.raises(InternalError, match="figures of another profile"):
        read("bradford")


def test_protected_figures_are_not_taken_for_whole_ones(inside: Path) -> None:
    path = inside / "bradford" / internal.named(returned.COUNTS_FILE)
    store.write(store.read(str(path)), path)
    with returned.whole(inside), pytest.raises(InternalError, match="figures of another profile"):
        returned.counts("bradford")


def test_a_spoilt_file_is_named_with_what_makes_it_again(inside: Path) -> None:
    (inside / "bradford" / internal.named(returned.COUNTS_FILE)).write_bytes(b"PAR1")
    with returned.whole(inside), pytest.raises(store.TableError, match="--internal"):
        returned.counts("bradford")
