"""One table fetched from a service on this computer, and how long the client would have waited."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
import pytest

import excerpted
from analysis.catalogue.sources import SOURCES
from analysis.intake.releases import client as ees
from analysis.intake.releases import fetching, offered_tables
from analysis.intake.releases.fetching import Fetched
from analysis.intake.releases.newest_edition import Roads
from analysis.intake.releases.offered_tables import Table
from analysis.intake.releases.responses import FetchError
from ees_server import File, Service, an_id

TABLES = offered_tables.tables(SOURCES.values())
BY_ID = {table.id: table for table in TABLES}
TABLE = BY_ID["dfe_cla_placement_stability"]
SOURCE = TABLE.newest
BEFORE = (excerpted.EXCERPTS / SOURCE.file).read_bytes()
TODAY = date(2026, 11, 27)
MANNERS = ees.RetryPolicy(pause=0.0, first_wait=0.5)
NAME = Path(SOURCE.file).name
RELEASE = "Reporting year 2026"
PAGE = f"/data-catalogue/data-set/{an_id(f'{RELEASE}/{NAME}')}/csv"
DOWNLOAD = f"/data-set-files/{an_id(f'{RELEASE}/{NAME}')}/download"


def next_year(content: bytes) -> bytes:
    """The excerpt as its publisher might release it again: a year on, with revisions."""
    lines = content.decode("utf-8-sig").splitlines(keepends=True)
    newer = [line.replace("2025,", "2026,", 1) for line in lines if line.startswith("2025,")]
    return "".join([lines[0], *newer, *lines[1:]]).encode("utf-8-sig")


def file_of(content: bytes, **changed: object) -> File:
    """The file of the table's next release in the catalogue."""
    told = {
        "name": NAME,
        "content": content,
        "publication": TABLE.publication_id,
        "release": RELEASE,
        "published": "2026-11-26T09:30:00Z",
    }
    return File(**(told | changed))


class Fetching:
    """One table fetched into a folder; `waits` is how long the client would have waited."""

    def __init__(self, service: Service, raw: Path, table: Table = TABLE) -> None:
        self.service, self.raw, self.table = service, raw, table
        self.waits: list[float] = []
        self.clock: Callable[[], float] = lambda: 0.0
        self.transport: httpx.BaseTransport | None = None

    def __call__(self, data_set: str = "") -> Fetched:
        with self.client() as client:
            return fetching.fetch(Roads(client, TABLES), self.table, self.raw, TODAY, data_set)

    def client(self) -> ees.Client:
        return ees.Client(
            self.service.addresses, MANNERS, self.waits.append, self.clock, self.transport
        )

    def refused(self, data_set: str = "", kind: type[FetchError] = FetchError) -> str:
        """What is said when it cannot be had; nothing is kept, nothing earlier touched."""
        before = files(self.raw)
        with pytest.raises(kind) as told:
            self(data_set)
        assert files(self.raw) == before, "raw must stay as it was"
        return str(told.value)


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too."""
    found = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}
