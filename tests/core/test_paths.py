"""Where a command is started, and which project it is told of: what is unfit is said in words."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import left_out
from analysis.cli.app import app
from analysis.core import paths
from waiting import GENEROUS

COMMANDS = {
    "show": ["show", "cla_rate", "--area", "Leeds"],
    "report": ["report", "needs_analysis", "--area", "Leeds"],
    "explore": ["explore", "--area", "Leeds", "--no-open"],
    "gap": ["gap", "--area", "Leeds", "--csv", "gap.csv"],
    "forecast": ["forecast"],
    "measure": ["measure"],
    "docs": ["docs"],
}
UNFIT = {
    "relative": ("here", "which is another folder wherever a command is started"),
    "home of a shell": ("~/care", "which is another folder wherever a command is started"),
    "not there": ("{tmp}/away", "and there is no such folder"),
    "a file": ("{tmp}/file", "which is a file"),
}


@pytest.mark.parametrize("kind", UNFIT)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_project_that_is_not_the_full_path_of_a_folder_is_told(
    command: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path)
    home, said = UNFIT[kind]
    home = home.format(tmp=tmp_path)
    monkeypatch.setenv(paths.HOME, home)
    result = CliRunner().invoke(app, COMMANDS[command])
    assert result.exit_code == 1 and isinstance(result.exception, SystemExit), result.output
    assert f"{paths.HOME} is '{home}', {said}" in " ".join(result.stderr.split())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "here"]
    assert not [*(tmp_path / "here").iterdir()]


def test_a_blank_project_is_the_clone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME, "")
    assert paths.root() == Path(__file__).resolve().parents[2]


@left_out.posix
@pytest.mark.parametrize("command", [*COMMANDS, "areas"])
def test_a_working_folder_that_was_removed_is_told(command: str, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    words = COMMANDS.get(command, ["areas", "Leeds"])
    start = (
        "import os, sys; os.rmdir(os.getcwd()); from analysis.cli.app import main; "
        f"sys.argv[1:] = {words!r}; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", start],
        cwd=gone,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=False,
    )
    assert done.returncode == 1 and not done.stdout
    assert done.stderr.startswith("The folder that this was started in is not there any more.")
    assert len(done.stderr.splitlines()) == 1
