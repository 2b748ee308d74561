"""The folder that an officer names for internal figures: apart from all that others get to see."""

import subprocess
from pathlib import Path

from analysis.core import internal
from analysis.core.internal import InternalError

NOTE = f"""{internal.SENTENCE}

Made by `care-analysis return build NAME --internal` and `care-analysis report --internal`.
Keep this folder where only the officers who need it can read it, and delete it when they no longer
do.
"""


def named(written: str) -> Path:
    """The folder, with a note of what it is for, made where it is not there.

    InternalError for an address, for a folder where public files lie or with other files in it, and
    for one in a git clone that does not ignore it.
    """
    if "://" in written:
        raise InternalError(
            f"{written} is an address. Internal figures stay on this machine: name a folder of it."
        )
    folder = Path(written).expanduser().resolve()
    _refuse(folder, written)
    if not (folder / internal.NOTE).is_file():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / internal.NOTE).write_text(NOTE, encoding="utf-8")
    return folder


def _refuse(folder: Path, written: str) -> None:
    place = internal.public_place(folder)
    if place:
        raise InternalError(
            f"{written} cannot hold internal figures: {place} is for what others get to see. Name "
            "a folder apart from it."
        )
    if folder.exists() and not (folder / internal.NOTE).is_file() and any(folder.iterdir()):
        raise InternalError(
            f"{written} has other files in it. Name an empty or a new folder for internal figures."
        )
    clone = next((p for p in (folder, *folder.parents) if (p / ".git").exists()), None)
    if clone and not _ignored(clone, folder):
        raise InternalError(
            f"{written} lies in the git clone {clone}, which does not ignore it. Name a folder "
            "outside, or one that .gitignore names, such as work/internal in this project."
        )


def _ignored(clone: Path, folder: Path) -> bool:
    """Whether git does not look there; where it cannot be asked, it counts as looking."""
    words = ["git", "-C", str(clone), "check-ignore", "-q", str(folder / internal.NOTE)]
    try:
        return subprocess.run(words, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False
