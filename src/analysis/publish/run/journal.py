"""What a run has done so far, a line for each page, so that a run that is killed leaves the truth.

A line is written before its page is put in place. The next run in the folder takes over the lines
whose files are all there, and drops those whose files are not.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.publish.jobs import MADE
from analysis.publish.run import freshness, record

JOURNAL = ".run-journal"


def begin(out: Path) -> None:
    """Say that a run has begun and has not ended."""
    (out / JOURNAL).touch()


def begun(out: Path) -> bool:
    """Whether a run began here that did not end."""
    return (out / JOURNAL).is_file()


def note(out: Path, path: str, page: Mapping[str, Any]) -> None:
    """Add what is to be said of a page; a line of its own whatever became of the one before."""
    line = "\n" + json.dumps({"path": path, "page": page}, ensure_ascii=False) + "\n"
    with (out / JOURNAL).open("ab") as file:
        file.write(line.encode("utf-8"))


def end(out: Path) -> None:
    """Say that the run has ended."""
    (out / JOURNAL).unlink(missing_ok=True)


def recover(out: Path) -> None:
    """Take over into the records of pages what a killed run had done, a line at a time."""
    with (out / JOURNAL).open("rb") as lines:
        for line in lines:
            try:
                noted = json.loads(line)
            except ValueError:
                continue  # a blank line, or one that was cut off when the run was killed
            path, page = noted["path"], noted["page"]
            if page["outcome"] != MADE:
                record.update(out, {path: page})
            elif freshness.in_place(out, page):
                record.update(out, {path: {**page, "seal": freshness.sealed(out, page)}})
