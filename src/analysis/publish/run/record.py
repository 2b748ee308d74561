"""What run.json says of each page: what it came to, what it was made of, and what still stands."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.core.atomic import write
from analysis.core.errors import CareAnalysisError
from analysis.core.internal import RUN_FILE as RUN_FILE
from analysis.publish.jobs import MADE as MADE

# Earlier versions kept checksums of councils' own files here, on which small numbers can be tried.
_NO_LONGER = "prepared"


def read(folder: Path) -> dict[str, Any]:
    """What `run.json` says of each page, by its path; empty when there is none yet.

    `made` is the day of the run; a page that failed has `stands`, what was said of the page of an
    earlier run that still stands in its place. Raises CareAnalysisError for a spoilt file.
    """
    pages: dict[str, Any] = read_whole(folder)["pages"]
    return pages


def read_whole(folder: Path) -> dict[str, Any]:
    """All that `run.json` says: `pages`, and `due`, what the last run of what is due came to."""
    path = folder / RUN_FILE
    if not path.is_file():
        return {"pages": {}}
    try:
        whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _ = [page.items() for page in whole["pages"].values()]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as fault:
        raise CareAnalysisError(
            f"{path} is not a record of a run; move it away, and the pages that are made from "
            "then on are listed anew."
        ) from fault
    return whole


def write_due(folder: Path, came_to: Mapping[str, Any]) -> None:
    """Say in `run.json` what the run of what was due came to, even when nothing was."""
    _write(folder, {**read_whole(folder), "due": dict(came_to)})


def update(folder: Path, pages: Mapping[str, Any]) -> dict[str, Any]:
    """Add this run's pages to `run.json`; returns all pages."""
    whole = read_whole(folder)
    known: dict[str, Any] = whole["pages"]
    for path, page in pages.items():
        before = standing(known.get(path, {}))
        kept = {"stands": before} if before and page["outcome"] != MADE else {}
        known[path] = {**page, **kept}
    _write(folder, {**whole, "pages": dict(sorted(known.items()))})
    return known


def standing(page: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is known of the page that a reader finds: this one, an earlier one, or nothing."""
    return page if page.get("outcome") == MADE else page.get("stands", {})


def _write(folder: Path, whole: dict[str, Any]) -> None:
    whole.pop(_NO_LONGER, None)
    write(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", folder / RUN_FILE)
