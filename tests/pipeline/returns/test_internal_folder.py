"""Where internal figures may lie: nowhere that others look, and in no clone that would take it."""

import stat
import subprocess
from pathlib import Path

import pytest

from analysis.core import internal, paths
from analysis.core.internal import InternalError
from analysis.pipeline.returns import internal_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a clone that ignores work/, as ours does."""
    subprocess.run(["git", "init", "-q", str(tmp_path / "home")], check=True)
    (tmp_path / "home" / ".gitignore").write_text("work/\nreports/*\n", encoding="utf-8")
    monkeypatch.setattr(paths, "root", lambda: tmp_path / "home")
    return tmp_path / "home"


def test_a_new_folder_says_what_it_is_and_is_for_this_account(home: Path, tmp_path: Path) -> None:
    made = internal_folder.named(str(tmp_path / "officers"))
    assert (made / internal.NOTE).read_text(encoding="utf-8").startswith(internal.SENTENCE)
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert internal_folder.named(str(made)) == made
    assert internal.is_folder(made / "bradford")


def test_an_ignored_folder_of_the_clone_will_do(home: Path) -> None:
    assert internal.is_folder(internal_folder.named(str(home / "work" / "internal")))


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("reports", "is for what others get to see"),
        ("reports/bradford", "is for what others get to see"),
        ("data/processed/returns", "is for what others get to see"),
        ("data/raw/x", "is for what others get to see"),
        ("work/staging/x", "is for what others get to see"),
        (".", "is for what others get to see"),
        ("..", "is for what others get to see"),
        ("docs/internal", "does not ignore it"),
        ("taken", "has other files in it"),
        ("website/internal", "website is for what others get to see"),
    ],
)
def test_a_wrong_folder_is_refused_and_nothing_is_put_there(
    home: Path, where: str, why: str
) -> None:
    for name in ("taken/something", "website/run.json"):
        (home / name).parent.mkdir()
        (home / name).touch()
    before = {*home.parent.rglob("*")}
    with pytest.raises(InternalError, match=why):
        internal_folder.named(str(home / where))
    assert {*home.parent.rglob("*")} == before


def test_a_link_into_a_public_folder_is_followed(home: Path, tmp_path: Path) -> None:
    (home / "reports").mkdir()
    (tmp_path / "link").symlink_to(home / "reports")
    with pytest.raises(InternalError, match="is for what others get to see"):
        internal_folder.named(str(tmp_path / "link" / "x"))


def test_an_address_is_refused(home: Path) -> None:
    with pytest.raises(InternalError, match="is an address"):
        internal_folder.named("s3://bucket/internal")


def test_a_clone_that_cannot_be_asked_counts_as_taking_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InternalError, match="does not ignore it"):
        internal_folder.named(str(home / "work" / "internal"))
