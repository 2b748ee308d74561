"""Which tables the department's statistics service brings, and how their files are recognised.

A *table* is what the editions of a source have in common. The newest edition is worked out for each
table: some that we read are of 2022, some come through the department's dashboard.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from analysis.catalogue.sources.publications import PUBLICATIONS, Publication
from analysis.catalogue.sources.source import Source

BY_HAND = "by hand"
_YEAR = r"(?:19|20)\d\d(?:\d\d)?"
# A year or a span of them in a file's name: _2025, _2021_2025, _2013_to_2025, _202425, _2024-25.
_SPAN = re.compile(
    rf"(?<![a-z0-9]){_YEAR}(?:[_\- ]?(?:to[_\- ]?)?(?:{_YEAR}|\d\d))?(?![a-z0-9])", re.IGNORECASE
)
_EDITION = re.compile(r"_(?:19|20)\d\d_")
_COPY = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True, kw_only=True)
class Table:
    """The `editions` of a table that the project reads, the newest first."""

    editions: tuple[Source, ...]

    @property
    def id(self) -> str:
        """What the ids of its editions have in common."""
        return self.newest.table

    @property
    def newest(self) -> Source:
        """The newest edition that the project reads."""
        return self.editions[0]

    def edition(self, newest_period: str, published: str) -> str:
        """The id that an edition would have: the newest one's, where its periods go no further."""
        if newest_period <= max(self.newest.years, default=""):
            return self.newest.id
        ends = newest_period[:2] + newest_period[-2:]  # 2026; 202526 ends in 2026
        taken = {s.id for s in self.editions}
        ids = [_EDITION.sub(f"_{year}_", self.newest.id, count=1) for year in (ends, published[:4])]
        return next((i for i in ids if i not in taken), f"{ids[0]}_next")

    @property
    def publication(self) -> Publication:
        """Where its next edition appears."""
        found = publication_of(self.newest)
        assert found is not None, "a table is of a publication"
        return found

    @property
    def publication_id(self) -> str:
        """The id of its publication in the service."""
        return self.publication.service_id

    @property
    def data_set(self) -> str:
        """Its id in the public API; '' where it is not known to be there."""
        return next((s.data_set for s in self.editions if s.data_set), "")

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which its files are published, without years, of the newest first."""
        called = (s.published_as or PurePath(s.file).name for s in self.editions)
        return tuple(dict.fromkeys(plain(name) for name in called if name.endswith(".csv")))

    @property
    def name_to_look_for(self) -> str:
        """Its file's name as a person may look for it."""
        named = (f"{name}.csv, years left out" for name in self.names)
        return next(named, "its file's name is not known")

    def has_file(self, name: str) -> bool:
        """Whether a file is of the table, by its name: with or without lines and blanks in it."""
        return any(plain(name).replace("_", "") == own.replace("_", "") for own in self.names)

    def lacking(self, columns: Iterable[str]) -> tuple[str, ...]:
        """The columns that a file lacks of those of the edition that is nearest to it."""
        have = tuple(columns)
        return min((s.lacking(have) for s in self.editions), key=len)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A file that a road has for a table.

    `published` is the day of its release and `updated` the day on which the file last changed (ISO
    days); `rows` is how many the publisher says it has, and None where nobody does. `parameters`
    are those of the download. `version` and `kind` (Major, Minor or Patch) are the API's.
    `file_name` is its name in the catalogue, and `in_api` its data set in the API where it has one.
    `remarks` are sentences that a person should read.
    """

    road: str
    id: str
    title: str
    release: str
    published: str
    updated: str
    rows: int | None
    url: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    kind: str = ""
    notes: str = ""
    file_name: str = ""
    in_api: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        """By which road it comes, in words."""
        return self.road if self.road == BY_HAND else f"from the {self.road}"

    def saying(self, *remarks: str) -> "Offer":
        """The same with more remarks, each once."""
        return replace(self, remarks=tuple(dict.fromkeys((*self.remarks, *remarks))))


def plain(name: str) -> str:
    """A file's name without its ending, the years it spans and a browser's number for a copy."""
    stem = _COPY.sub("", re.sub(r"(\.csv)?(\.gz)?$", "", name, flags=re.IGNORECASE))
    return re.sub(r"[_\- ]+", "_", _SPAN.sub("", stem.lower())).strip("_")


def publication_of(source: Source) -> Publication | None:
    """The publication of the service that a source is from; None when it is from elsewhere."""
    of_service = (p for p in PUBLICATIONS.values() if p.service_id)
    return next((p for p in of_service if source.title.startswith(p.title)), None)


def tables(sources: Iterable[Source]) -> list[Table]:
    """Every table whose next edition the service may have, in the order of the catalogue."""
    by_table: dict[str, list[Source]] = {}
    for source in sources:
        if publication_of(source):
            by_table.setdefault(source.table, []).append(source)
    found = (sorted(e, key=lambda s: s.release, reverse=True) for e in by_table.values())
    return [Table(editions=tuple(editions)) for editions in found]
