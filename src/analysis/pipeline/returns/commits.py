"""Before a commit: nothing in it may look like records of children, or hold internal figures."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from analysis.core import internal, paths
from analysis.core.errors import CareAnalysisError
from analysis.intake.returns.guard import looks_like_records

HOOK = "pre-commit"


class RecordsError(CareAnalysisError):
    """A commit with files that look like records of children, or that hold small numbers."""


class HookError(CareAnalysisError):
    """Git could not be asked, or has a hook of its own."""


def check() -> None:
    """RecordsError where a file that is staged looks like records of children, or is internal."""
    names = _git("diff", "--cached", "--name-only", "--diff-filter=d", "-z").decode().split("\0")
    staged = ((name, _git("show", f":{name}")) for name in names if name)
    _refuse({name: why for name, content in staged if (why := _why(name, content))})


def _why(name: str, content: bytes) -> str:
    """Why a file may not go into git, and where it belongs; nothing where it may."""
    if looks_like_records(name, content):
        return (
            "the columns are those of records of children, which belong in data/raw/returns, where "
            "git does not look"
        )
    if internal.marked(name, content):
        return "it is internal, with small numbers, and belongs in the folder named for such files"
    return ""


def _refuse(found: Mapping[str, str]) -> None:
    if found:
        listed = "\n".join(f"{name}: {why}." for name, why in found.items())
        taken_out = " ".join(found)
        raise RecordsError(
            f"{listed}\nNothing of this goes into git: `git restore --staged {taken_out}`."
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
