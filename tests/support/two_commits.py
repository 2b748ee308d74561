"""An invented project of two commits for the benchmark, whose command only notes what it is asked.

The earlier commit has no command `show`, and its `build` fails.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from left_out import NO_GIT

EARLIER = "earlier"
MARK = "ENVIRONMENT_OF_THE_TEST"
_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_COMMAND = """
import sys
from pathlib import Path

said = sys.argv[1:]
if said[0] in {lacking}:
    sys.exit(2)
if said[0] == "build" and {faulty}:
    sys.exit("first words\\nno column Places")
if "--out" in said:
    out = Path(said[said.index("--out") + 1])
    out.mkdir()
    (out / "page").write_text("")
"""
_SET_UP = """
import os, sys
from pathlib import Path

if sys.argv[1:] != ["setup"] or os.environ.get("REFUSED"):
    sys.exit("No network.")
python = Path(".venv/bin/python")
python.parent.mkdir(parents=True)
python.write_text(f'#!/bin/sh\\n{mark}=own exec {{sys.executable}} "$@"\\n')
python.chmod(0o755)
"""


def git(root: Path, *words: str) -> str:
    """What git answers in a folder; its failure fails the test."""
    done = subprocess.run(
        ["git", "-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", *words],
        **{"cwd": root, "env": {**os.environ, **_SETTINGS}},
        **{"capture_output": True, "text": True, "check": True},
    )
    return done.stdout


def project(root: Path, *, other_lock: bool = False) -> Path:
    """A clone whose last commit is as it stands and whose first has the tag EARLIER."""
    if not shutil.which("git"):
        pytest.skip(NO_GIT.why)
    (root / "src" / "analysis").mkdir(parents=True)
    git(root, "init", "-q")
    _commit(root, lacking=("show",), faulty=True, lock="earlier" if other_lock else "one")
    git(root, "tag", EARLIER)
    _commit(root, lacking=(), faulty=False, lock="one")
    return root


def _commit(root: Path, *, lacking: tuple[str, ...], faulty: bool, lock: str) -> None:
    (root / "src" / "analysis" / "__init__.py").touch()
    command = _COMMAND.format(lacking=lacking, faulty=faulty)
    (root / "src" / "analysis" / "__main__.py").write_text(command)
    (root / "run.py").write_text(_SET_UP.format(mark=MARK))
    (root / "uv.lock").write_text(lock)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A commit")
