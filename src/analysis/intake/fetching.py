"""A source's next release, fetched whole or not at all, with what changed and where it came from.

The file goes to `ees/<source>-<version>.csv` under the folder of raw files, with its provenance
beside it (`.json`): a build does not read it until a person has looked at what changed and declared
it as a source. A download that was stopped waits in `work/fetch` and goes on there.
"""

import csv
import gzip
import hashlib
import io
import json
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.source import Source
from analysis.intake import ees, ees_data_sets, release_changes
from analysis.intake.ees_data_sets import Version
from analysis.intake.release_changes import Compared

FOLDER = "ees"
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What came of asking for a source's next release.

    `is_new` is False where the newest version was here already; `compared` is None then.
    `publisher_says` is what the publisher says of changes, in a sentence.
    """

    source: Source
    version: Version
    path: Path
    is_new: bool
    compared: Compared | None = None
    publisher_says: str = ""


def fetch(
    client: ees.Client, source: Source, raw: Path, work: Path, today: date, data_set: str = ""
) -> Fetched:
    """Put the newest release of a source under `raw`, unless it is there; says what changed.

    `work` keeps what a stopped download has so far; `data_set` is the id to use instead of the
    catalogue's. Raises FetchError, and leaves `raw` as it was, when it cannot be had whole.
    """
    chosen = data_set or ees_data_sets.find(client, source)
    version = ees_data_sets.newest(client, chosen)
    path = raw / FOLDER / f"{source.id}-{version.number}.csv"
    earlier = _here(path) or _file_before(source, raw, path)
    if earlier is not None and _is(earlier, version):
        return Fetched(source=source, version=version, path=earlier, is_new=False)
    part = work / f"{chosen}-{version.number}.part"
    client.download(
        f"/data-sets/{chosen}/csv",
        part,
        lambda done: wrong(done.read_bytes(), version.rows),
        dataSetVersion=version.number,
    )
    content = unpacked(part.read_bytes())
    after = table(content)
    compared = (
        release_changes.compare(table(earlier.read_bytes(), source.encoding), after, source)
        if earlier is not None
        else release_changes.against_declared(after, source)
    )
    says = _publisher_says(client, version)
    record = _record(client, source, version, path, content, today)
    record |= {"compared with": _named(earlier), "changes": release_changes.sentences(compared)}
    _put(content, record, path)
    ees.discard(part)
    return Fetched(
        source=source,
        version=version,
        path=path,
        is_new=True,
        compared=compared,
        publisher_says=says,
    )


def unpacked(content: bytes) -> bytes:
    """The bytes of a file, which the service sends packed (gzip) or not.

    Raises OSError, EOFError or zlib.error for a packed file that is damaged or cut short.
    """
    return gzip.decompress(content) if content.startswith(_GZIP) else content


def table(content: bytes, encoding: str = "utf-8-sig") -> pd.DataFrame:
    """A published CSV with every cell as printed."""
    rows = list(csv.reader(io.StringIO(content.decode(encoding), newline="")))
    return pd.DataFrame(rows[1:], columns=pd.Index([c.strip() for c in rows[0]]), dtype="str")


def wrong(sent: bytes, rows: int) -> str:
    """What is wrong with a file that came to its end; '' when it is a whole table of `rows`."""
    try:
        content = unpacked(sent)
    except (OSError, EOFError, zlib.error):
        return "it sent a packed file that is cut short or damaged"
    if not content.strip():
        return "it sent an empty file"
    if ees.looks_like_a_web_page(content[:200]):
        return ees.WEB_PAGE
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return "it sent a file that is not CSV in UTF-8"
    width = len(lines[0])
    uneven = next((n for n, line in enumerate(lines, 1) if len(line) != width), None)
    if uneven:
        return f"it sent a table whose line {uneven:,} has not the {width} cells of the header"
    if len(lines) - 1 != rows:
        return f"it sent {len(lines) - 1:,} rows of a data set that has {rows:,}"
    return ""


def _here(path: Path) -> Path | None:
    return path if path.is_file() and _beside(path).is_file() else None


def _file_before(source: Source, raw: Path, path: Path) -> Path | None:
    """The newest earlier file of a source: fetched before, or the one the catalogue declares."""
    fetched = [p for p in path.parent.glob(f"{source.id}-*.csv") if p != path and _here(p)]
    declared = raw / source.file
    return max(fetched, key=_number, default=declared if declared.is_file() else None)


def _number(path: Path) -> tuple[int, ...]:
    """The version in a file's name, as numbers: 10.0 comes after 9.1."""
    digits = path.stem.rpartition("-")[2].split(".")
    return tuple(int(d) if d.isdigit() else 0 for d in digits)


def _is(path: Path, version: Version) -> bool:
    """Whether a file is this version, as its provenance says, and has not changed since."""
    if not _beside(path).is_file():
        return False
    known = json.loads(_beside(path).read_text(encoding="utf-8"))
    same = (known["data_set"], known["version"]) == (version.data_set, version.number)
    return same and known["register"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def _publisher_says(client: ees.Client, version: Version) -> str:
    """The publisher's own count of changes; the file is whole without it, so it may be missing."""
    try:
        told = ees_data_sets.told_changes(client, version)
    except ees.FetchError as fault:
        return f"The publisher's own list of changes could not be had: {fault}"
    named = ", ".join(f"{kind}: {count}" for kind, count in told.items()) or "none"
    notes = f" Notes: {version.notes}" if version.notes else ""
    return f"Changes that the publisher names ({version.kind} version): {named}.{notes}"


def _record(
    client: ees.Client,
    source: Source,
    version: Version,
    path: Path,
    content: bytes,
    today: date,
) -> dict[str, Any]:
    """Where a file came from, and its row of the register of sources."""
    url = f"{client.address}/data-sets/{version.data_set}/csv?dataSetVersion={version.number}"
    return {
        "data_set": version.data_set,
        "version": version.number,
        "kind": version.kind,
        "notes": version.notes,
        "fetched": today.isoformat(),
        "register": {
            "id": source.id,
            "file": f"{path.parent.name}/{path.name}",
            "publisher": source.publisher,
            "title": f"{version.title}, {version.release}",
            "release_date": version.published,
            "licence": source.licence,
            "rows": str(version.rows),
            "bytes": str(len(content)),
            "sha256": hashlib.sha256(content).hexdigest(),
            "url": url,
            "note": "",
        },
    }


def _named(earlier: Path | None) -> str:
    return earlier.name if earlier else "what the catalogue declares"


def _put(content: bytes, record: dict[str, Any], path: Path) -> None:
    """Put the provenance and then the file in their places, each whole."""
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    for place, whole in ((_beside(path), text.encode()), (path, content)):
        part = place.with_name(f".{place.name}.part")
        try:
            part.write_bytes(whole)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """The provenance of a file."""
    return path.with_suffix(".json")
