"""Files take their places whole or not at all, and several of them together or none."""

from pathlib import Path

import pytest

from analysis.core import atomic
from analysis.core.errors import ToldToEnd


def contents(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir() if p.is_file()}


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    place = atomic.write("old", tmp_path / "new" / "a.txt")
    with pytest.raises(RuntimeError), atomic.part_of(place) as part:
        part.write_text("half", encoding="utf-8")
        raise RuntimeError
    assert contents(place.parent) == {"a.txt": "old"}


def test_files_take_their_places_together(tmp_path: Path) -> None:
    out = tmp_path / "out"
    atomic.write("old", out / "a.txt")
    atomic.write("stays", out / "other.txt")
    with atomic.all_or_none(out) as fresh:
        for name in ("a.txt", "b.txt"):
            (fresh / name).write_text("new", encoding="utf-8")
        assert contents(out) == {"a.txt": "old", "other.txt": "stays"}
    assert contents(out) == {"a.txt": "new", "b.txt": "new", "other.txt": "stays"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_where_one_cannot_take_its_place_the_old_ones_are_put_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    atomic.write("old", out / "a.txt")
    (out / "z.txt").mkdir()
    with pytest.raises(OSError), atomic.all_or_none(out) as fresh:
        for name in ("a.txt", "b.txt", "z.txt"):
            (fresh / name).write_text("new", encoding="utf-8")
    assert contents(out) == {"a.txt": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), ToldToEnd(15), SystemExit(143)], ids=repr)
@pytest.mark.parametrize("moved", [1, 2, 3])
def test_a_stop_between_two_files_puts_the_old_ones_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException, moved: int
) -> None:
    """Just after so many files took their places, before anything else could be noted."""
    out, replace, done = tmp_path / "out", Path.replace, list[Path]()
    atomic.write("old", out / "a.txt")
    atomic.write("old", out / "c.txt")

    def stopped(source: Path, target: Path) -> Path:
        put = replace(source, target)
        done.append(put)
        if len(done) == moved:
            raise stop
        return put

    with pytest.raises(type(stop)), atomic.all_or_none(out) as fresh:
        for name in ("a.txt", "b.txt", "c.txt"):
            (fresh / name).write_text("new", encoding="utf-8")
        monkeypatch.setattr(Path, "replace", stopped)
    assert contents(out) == {"a.txt": "old", "c.txt": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
