"""Before a commit: nothing in it may look like records of children."""

import subprocess
import sys
from pathlib import Path

from analysis.core import paths
from analysis.core.errors import CareAnalysisError
from analysis.intake.returns.guard import looks_like_records

HOOK = "pre-commit"


class RecordsError(CareAnalysisError):
    """A commit with files that look like records of children."""


class HookError(CareAnalysisError):
    """Git could not be asked, or has a hook of its own."""


def check() -> None:
    """RecordsError where a file that is staged looks like records of children."""
    names = _git("diff", "--cached", "--name-only", "--diff-filter=d", "-z").decode().split("\0")
    found = [n for n in names if n and looks_like_records(n, _git("show", f":{n}"))]
    if found:
        raise RecordsError(
            f"{', '.join(found)}: the columns are those of records of children, which never go "
            f"into git. Take them out with `git restore --staged {found[0]}`, and keep them in "
            "data/raw/returns, where git does not look."
        )


def install() -> Path:
    """The hook that makes git ask before each commit of this clone; HookError where there is one
    that is not ours.
    """
    folder = paths.root() / _git("rev-parse", "--git-path", "hooks").decode().strip()
    path = folder / HOOK
    text = f'#!/bin/sh\nexec "{Path(sys.executable).as_posix()}" -m analysis return guard\n'
    if path.exists() and path.read_text(encoding="utf-8") != text:
        raise HookError(f"{path} is there already; add `care-analysis return guard` to it.")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(0o755)
    return path


def _git(*words: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", *words], cwd=paths.root(), capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise HookError(
            f"git {words[0]} could not be asked ({type(fault).__name__}); is this a clone?"
        ) from None
    return done.stdout
