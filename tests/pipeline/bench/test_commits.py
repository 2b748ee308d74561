"""Two commits side by side: each as it was committed, in its environment, and nothing is left."""

import signal
import sys
import tempfile
from pathlib import Path

import pytest

import two_commits
from analysis.core import paths
from analysis.core.errors import ToldToEnd
from analysis.pipeline.bench import meter
from analysis.pipeline.bench.commits import side_by_side
from analysis.pipeline.bench.work import BenchError
from left_out import NOT_LINUX
from two_commits import EARLIER, git, project

pytestmark = NOT_LINUX.on(sys.platform != "linux")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented project, whose commits have one lock file, as the project to measure."""
    monkeypatch.setenv(paths.HOME, str(tmp_path / "home"))
    return project(tmp_path / "home")


def worktrees(root: Path) -> list[str]:
    return git(root, "worktree", "list").splitlines()


def test_both_are_as_committed_and_nothing_is_left(home: Path, temporary: Path) -> None:
    with side_by_side(EARLIER) as (now, then):
        assert now.python == then.python == Path(sys.executable)
        now.run(["show"])
        with pytest.raises(meter.CommandError) as refused:
            then.run(["show"])
    assert refused.value.code == 2
    assert (now.called, then.called) == ("now", EARLIER)
    assert list(temporary.iterdir()) == [] and len(worktrees(home)) == 1
    assert git(home, "status", "--porcelain") == ""


def test_changes_that_are_not_committed_are_measured_and_stay(home: Path) -> None:
    command = home / "src" / "analysis" / "__main__.py"
    command.write_text("raise SystemExit('changed')")
    with (
        side_by_side(EARLIER) as (now, _),
        pytest.raises(meter.CommandError, match="changed"),
    ):
        now.run(["show"])
    assert command.read_text() == "raise SystemExit('changed')"
    assert git(home, "status", "--porcelain") == " M src/analysis/__main__.py\n"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_when_it_is_stopped_nothing_is_left_either(
    home: Path, temporary: Path, stop: signal.Signals
) -> None:
    with pytest.raises(ToldToEnd), side_by_side(EARLIER):
        raise ToldToEnd(stop)
    assert list(temporary.iterdir()) == [] and len(worktrees(home)) == 1


def test_a_file_that_git_does_not_know_is_named(home: Path) -> None:
    (home / "src" / "analysis" / "new.py").touch()
    with (
        pytest.raises(BenchError, match=r"src/analysis/new\.py is not known to git.*`git add`"),
        side_by_side(EARLIER),
    ):
        pass
    git(home, "add", "-A")
    with side_by_side(EARLIER) as (now, _):
        assert (now.root / "src" / "analysis" / "new.py").is_file()


@pytest.mark.parametrize("wrong", ["no-such-commit", "--all", "HEAD:uv.lock"])
def test_a_commit_there_is_not_is_told(home: Path, wrong: str) -> None:
    with pytest.raises(BenchError, match=f"no commit '{wrong}'"), side_by_side(wrong):
        pass


def test_a_commit_of_something_else_is_told(home: Path) -> None:
    nothing = git(home, "commit-tree", git(home, "mktree").strip(), "-m", "Nothing").strip()
    with pytest.raises(BenchError, match="has no src/analysis"), side_by_side(nothing):
        pass


def test_without_a_clone_it_says_so(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "copied"
    copied.mkdir()
    monkeypatch.setenv(paths.HOME, str(copied))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(BenchError, match="is not a clone of git"), side_by_side("HEAD"):
        pass


def test_another_lock_file_has_its_own_environment(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME, str(tmp_path / "home"))
    home = project(tmp_path / "home", other_lock=True)
    with side_by_side(EARLIER) as (now, then):
        assert now.python == Path(sys.executable)
        assert then.python == then.root / ".venv" / "bin" / "python"
        assert f"{two_commits.MARK}=own" in then.python.read_text()
    assert list(temporary.iterdir()) == [] and len(worktrees(home)) == 1
    monkeypatch.setenv("REFUSED", "1")
    with (
        pytest.raises(BenchError, match=r"No network\..*where there is a network.*--python"),
        side_by_side(EARLIER),
    ):
        pass
    with side_by_side(EARLIER, Path(sys.executable)) as (_, then):
        then.run(["--help"])
    assert list(temporary.iterdir()) == [] and len(worktrees(home)) == 1


def test_a_command_is_run_with_the_code_and_data_of_its_clone(home: Path) -> None:
    probe = f"import analysis, os; raise SystemExit(os.environ['{paths.HOME}'] + analysis.__file__)"
    (home / "src" / "analysis" / "__main__.py").write_text(probe)
    with side_by_side("HEAD") as (now, _), pytest.raises(meter.CommandError) as told:
        now.run(["show"])
    assert told.value.last == f"{now.root}{now.root}/src/analysis/__init__.py"
