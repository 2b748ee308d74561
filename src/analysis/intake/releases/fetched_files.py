"""What fetching has put under the folder of raw files: each file with its provenance beside it."""

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.sources.source import Source
from analysis.core import atomic
from analysis.intake.releases import received_file
from analysis.intake.releases.offered_tables import Offer, Table
from analysis.intake.tables import register

FOLDER = "ees"


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file that is here: fetched before, with its `record`, or declared as `source`, without."""

    path: Path
    source: Source
    record: Mapping[str, Any]

    @property
    def updated(self) -> str:
        """The day on which its publisher last changed it."""
        return str(self.record.get("updated") or self.source.release)

    @property
    def order(self) -> tuple[str, bool, tuple[int, ...]]:
        """What puts files in the order of publication: the day, then the version's numbers."""
        digits = str(self.record.get("version") or "").split(".")
        return self.updated, bool(self.record), tuple(int(d) for d in digits if d.isdigit())

    def is_of(self, offer: Offer) -> bool:
        """Whether it is the very file that is offered."""
        known = (self.record["road"], self.record["id"], self.record["version"], self.updated)
        return known == (offer.road, offer.id, offer.version, offer.updated)

    def read(self) -> pd.DataFrame | None:
        """The table, every cell as printed; None where the file is spoilt."""
        try:
            if self.path.suffix == ".parquet":
                return pd.read_parquet(self.path).astype("string").fillna("").astype("str")
            encoding = "utf-8-sig" if self.record else self.source.encoding
            return received_file.table(self.path.read_bytes(), encoding)
        except (ValueError, IndexError, csv.Error):
            return None


def newest_of(table: Table, raw: Path) -> StoredFile | None:
    """The newest file of a table that is here, fetched or declared; None where there is none."""
    found = [
        StoredFile(path=raw / s.file, source=s, record={})
        for s in table.editions
        if (raw / s.file).is_file()
    ]
    for path in (raw / FOLDER).glob(f"{table.id}-*.csv"):
        if told := _record_of(path):
            found.append(StoredFile(path=path, source=table.newest, record=told))
    return max(found, key=lambda each: each.order, default=None)


def place(table: Table, offer: Offer, content: bytes, raw: Path) -> Path:
    """Where a file goes, by its day and version: none fetched before is written over."""
    digest = hashlib.sha256(content).hexdigest()[:8]
    day_and_version = filter(None, (offer.updated, offer.version and f"v{offer.version}"))
    name = "-".join(day_and_version) or f"by-hand-{digest}"
    path = raw / FOLDER / f"{table.id}-{name}.csv"
    return path.with_name(f"{path.stem}-{digest}.csv") if _record_of(path) else path


def record(
    table: Table, offer: Offer, path: Path, content: bytes, today: date, id_: str
) -> dict[str, Any]:
    """Where a file came from, and its row of the register of sources under the id `id_`."""
    asked = "&".join(f"{name}={value}" for name, value in offer.parameters.items())
    source = replace(
        table.newest,
        id=id_,
        file=f"{path.parent.name}/{path.name}",
        title=f"{offer.title}, {offer.release}",
        release=offer.published,
        url=f"{offer.url}?{asked}" if asked else offer.url,
        note="",
    )
    of_offer = ("road", "id", "version", "kind", "notes", "updated")
    return {
        **{name: getattr(offer, name) for name in of_offer},
        "fetched": today.isoformat(),
        "remarks": list(offer.remarks),
        "register": register.entry(source, content, offer.rows or 0),
    }


def put(files: Mapping[Path, bytes]) -> None:
    """Put files in their places, each whole; of new ones all or none."""
    new = [place for place in files if not place.exists()]
    try:
        for place, content in files.items():
            atomic.write_bytes(content, place)
        new.clear()
    finally:
        for place in new:
            place.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """The provenance of a file."""
    return path.with_suffix(".json")


def _record_of(path: Path) -> dict[str, Any]:
    """The provenance of a file that is as it was when it was fetched; empty for any other."""
    try:
        told: dict[str, Any] = json.loads(beside(path).read_text(encoding="utf-8"))
        known = told["register"]["sha256"]
        whole = known == hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return told if whole and {"road", "id", "version"} <= set(told) else {}
