"""The pages that stand, a line for each: what the index and the links are brought up to date from.

So a run that changed a few areas reads no page of the others, and no record of theirs.
"""

import json
from collections.abc import Collection
from dataclasses import fields, replace
from pathlib import Path

from analysis.catalogue.areas import by_code
from analysis.core.atomic import write
from analysis.publish.render import index, index_pages, navigation
from analysis.publish.render.index import Entry
from analysis.publish.run import record
from analysis.publish.run.record import RECORDS

LISTED = f"{RECORDS}/listed.jsonl"
_DEFAULTS = {field.name: field.default for field in fields(Entry)}


def renew(out: Path, folders: Collection[str], code: str) -> set[str]:
    """Bring the index, the links and the list up to date after a run that changed some folders;
    returns the paths of pages whose links changed.

    All is listed anew where there is no sound list by the same `code`, which is blank after a run
    that was cut off. The list comes last: whatever stops this, it is of what was done.
    """
    before = _read(out, code)
    now = _listed(out, folders, before)
    changed = None if before is None else _changed(before, now, folders)
    index_pages.write(out, now, changed, before or ())
    linked = navigation.write(out, now, changed)
    lines = [json.dumps({"code": code}), *map(_line, now)]
    write("\n".join(lines) + "\n", out / LISTED)
    return {path.relative_to(out).as_posix() for path in linked}


def _listed(out: Path, folders: Collection[str], before: list[Entry] | None) -> list[Entry]:
    """The pages that stand and are there, by path: of other folders as they were listed."""
    told = record.every(out) if before is None else record.of_folders(out, folders)
    found = [index.entry(path, page) for path, each in told if (page := record.standing(each))]
    kept = [entry for entry in before or () if entry.folder not in folders]
    there = (entry for entry in [*kept, *found] if (out / entry.path).is_file())
    return sorted(there, key=lambda entry: entry.path)


def _changed(before: list[Entry], now: list[Entry], folders: Collection[str]) -> set[str]:
    """The folders whose pages may lead elsewhere than before: those of the run, those of pages that
    are gone, and those that lead to a page of England or of a region that came, went or changed.
    """
    shared = [
        {replace(entry, data_to="") for entry in some if entry.national or entry.together}
        for some in (before, now)
    ]
    there = {entry.path for entry in now}
    gone = (entry for entry in before if entry.path not in there)
    others = navigation.leading_to(shared[0] ^ shared[1], now)
    return {*folders, *(entry.folder for entry in (*gone, *others))}


def _line(entry: Entry) -> str:
    """An entry without what it has by default."""
    told = {name: each for name, each in vars(entry).items() if each != _DEFAULTS.get(name)}
    return json.dumps({**told, "area": entry.area.code}, ensure_ascii=False)


def _entry(line: str) -> Entry:
    told = json.loads(line)
    return Entry(**{**told, "area": by_code(told["area"])})


def _read(out: Path, code: str) -> list[Entry] | None:
    """The pages as they were listed; None where all is to be listed anew."""
    try:
        head, *lines = (out / LISTED).read_text(encoding="utf-8").rstrip("\n").split("\n")
        known = json.loads(head)["code"]
        return [_entry(line) for line in lines] if code and known == code else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
