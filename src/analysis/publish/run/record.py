"""What is said of each page: what it came to, what it was made of, and what still stands.

Each folder of pages has a record of its own in `.run`, and a run reads and writes those of the
folders that it was asked for, however many there are. `run.json` keeps what is of no page.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from analysis.core.atomic import write
from analysis.core.errors import CareAnalysisError
from analysis.core.internal import RUN_FILE as RUN_FILE
from analysis.publish.jobs import MADE as MADE
from analysis.publish.jobs import folder_of

RECORDS = ".run"
VERSION = 2  # of run.json; the first kept all pages in it
# Earlier versions kept checksums of councils' own files here, on which small numbers can be tried.
_NO_LONGER = "prepared"
Pages = dict[str, dict[str, Any]]


class Known:
    """What is said of pages, by their paths, from the records of their folders alone.

    `made` is the day of the run; a page that failed has `stands`, what was said of the page of an
    earlier run that still stands in its place. One record is kept at a time: ask in order of paths.
    CareAnalysisError for a spoilt one.
    """

    def __init__(self, out: Path) -> None:
        self._out, self._folder = out, ""
        self._pages: Pages = {}
        self._older: Pages | None = read_run(out).get("pages")

    def __contains__(self, path: str) -> bool:
        return path in self._of(path)

    def of(self, path: str) -> dict[str, Any]:
        """What is said of a page; empty when nothing is."""
        return self._of(path).get(path, {})

    def _of(self, path: str) -> Pages:
        if self._older is not None:
            return self._older
        if folder_of(path) != self._folder:
            self._folder, self._pages = folder_of(path), of_folder(self._out, folder_of(path))
        return self._pages


def of_folder(out: Path, folder: str) -> Pages:
    """What is said of the pages in one folder, from its own record."""
    found: Pages = _read(_place(out, folder)).get("pages", {})
    return found


def of_folders(out: Path, folders: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages in some folders and what is said of each, one record at a time."""
    for folder in folders:
        yield from of_folder(out, folder).items()


def every(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """All pages and what is said of each, one record at a time."""
    older = read_run(out).get("pages")
    if older is not None:
        yield from older.items()
        return
    for place in sorted((out / RECORDS).rglob("*.json")):
        yield from _read(place).get("pages", {}).items()


def read_run(out: Path) -> dict[str, Any]:
    """What `run.json` says: `due`, what the last run of what is due came to; an older one has all
    `pages`, until a run takes them over.
    """
    return _read(out / RUN_FILE)


def write_due(out: Path, came_to: Mapping[str, Any]) -> None:
    """Say in `run.json` what the run of what was due came to, even when nothing was."""
    _write_run(out, {**read_run(out), "due": dict(came_to)})


def take_over(out: Path) -> None:
    """Put the pages of an older `run.json` into records of their own, and only then out of it.

    Stopped on the way, `run.json` still has them all, and the next run does it again.
    """
    whole = read_run(out)
    if "pages" in whole:
        for folder, pages in _by_folder(whole.pop("pages").items()):
            _write(_place(out, folder), {"pages": pages})
        _write_run(out, whole)


def update(out: Path, pages: Mapping[str, Any]) -> Pages:
    """Add pages to the records of their folders; returns what is said of these pages now."""
    take_over(out)
    now: Pages = {}
    for folder, new in _by_folder(pages.items()):
        known = of_folder(out, folder)
        for path, page in new.items():
            before = standing(known.get(path, {}))
            kept = {"stands": before} if before and page["outcome"] != MADE else {}
            now[path] = known[path] = {**page, **kept}
        _write(_place(out, folder), {"pages": dict(sorted(known.items()))})
    if not (out / RUN_FILE).is_file():
        _write_run(out, {})
    return now


def standing(page: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is known of the page that a reader finds: this one, an earlier one, or nothing."""
    return page if page.get("outcome") == MADE else page.get("stands", {})


def _by_folder(pages: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Pages]]:
    def folder(page: tuple[str, Any]) -> str:
        return folder_of(page[0])

    for name, some in groupby(sorted(pages, key=folder), folder):
        yield name, dict(some)


def _place(out: Path, folder: str) -> Path:
    return out / RECORDS / f"{folder}.json"


def _read(path: Path) -> dict[str, Any]:
    """A record; empty when there is none yet."""
    if not path.is_file():
        return {}
    try:
        whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if "pages" in whole or whole["version"] != VERSION:
            _ = [page.items() for page in whole["pages"].values()]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as fault:
        raise CareAnalysisError(
            f"{path} is not a record of a run; move it away, and the pages that are made from "
            "then on are listed anew."
        ) from fault
    return whole


def _write_run(out: Path, whole: dict[str, Any]) -> None:
    kept = {name: each for name, each in whole.items() if name != _NO_LONGER}
    _write(out / RUN_FILE, {**kept, "version": VERSION})


def _write(path: Path, whole: Mapping[str, Any]) -> None:
    write(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", path)
