"""The mark of an internal page on the files beside it, whichever way they are opened."""

import csv
import json
from pathlib import Path

from analysis.core import internal
from analysis.core.internal import InternalError
from analysis.publish.files.downloads import Download, link


def put(each: Download, folder: Path) -> Download:
    """Mark a file of a folder, and say how its page links it now; InternalError for a kind of file
    that cannot be marked.

    A CSV has the mark in a column of its own, so that no row is without it; a JSON document at its
    beginning; a workbook has it from `workbook.save`.
    """
    file = folder / each.path
    if file.suffix == ".csv":
        _mark_rows(file)
    elif file.suffix == ".json":
        document = {internal.PROFILE: internal.SENTENCE, **json.loads(file.read_bytes())}
        file.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if not internal.marked("unnamed", file.read_bytes()):
        raise InternalError(f"{each.path} cannot be marked as internal, so it is not offered.")
    return link(file, each.words.rpartition(", ")[0], each.about, each.heads)


def _mark_rows(file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
    with file.open("w", encoding="utf-8", newline="") as out:
        told = csv.writer(out, lineterminator="\n")
        told.writerow([*head, internal.PROFILE])
        told.writerows([*row, internal.WORDS] for row in rows)
