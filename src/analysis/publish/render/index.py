"""The front door: what each report tells, every authority with a report, by region, a search
without a server, and the pages for England.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.catalogue.areas import ENGLAND, SET, Area, by_code, region_name
from analysis.core import internal
from analysis.publish.check import check, script_hash
from analysis.publish.jobs import folder_of
from analysis.publish.reports import REPORTS

LARGEST_BYTES = 300_000
# How many pages of other quarters and views an authority lists, fewer where the index is too large.
MOST_OTHERS = (40, 12, 4, 0)
ALL = "all"

_TEMPLATES = Path(__file__).parents[1] / "template"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One report of one authority, of several together, or of England.

    `path` is relative to the folder of reports.

    `quarter` is the one it covers ('2025-26Q2'), `view` whom it is for, `about` both in words; they
    are blank for a report that has one page only. `named` is a page whose own path names them.
    """

    area: Area
    report: str
    title: str
    path: str
    data_to: str
    quarter: str = ""
    view: str = ALL
    about: str = ""
    named: bool = False

    @property
    def folder(self) -> str:
        """The folder in which its page is."""
        return folder_of(self.path)

    @property
    def national(self) -> bool:
        """Whether it is about England as a whole."""
        return self.area.code == ENGLAND

    @property
    def together(self) -> bool:
        """Whether it is about a region, or a set of authorities."""
        return self.area.kind in ("region", SET)

    @property
    def words(self) -> str:
        """What the index calls it: 'Strategy progress, July to September 2025'."""
        known = REPORTS.get(self.report)
        name = (known.listed or known.short) if known else self.title
        return f"{name}, {self.about}" if self.about else name


@dataclass(frozen=True)
class Authority:
    """An authority with its pages; `search` are the folded words by which it is found."""

    area: Area
    entries: list[Entry]
    others: list[Entry]
    left_out: int
    search: str


@dataclass(frozen=True)
class Region:
    """A region, and its authorities that have pages."""

    name: str
    id: str
    authorities: list[Authority]


def entry(path: str, page: Mapping[str, Any]) -> Entry:
    """What the index and the links need to know of a page, of what is recorded of it."""
    known = ("report", "title", "data_to", "quarter", "view", "about", "named")
    given = {name: page[name] for name in known if name in page}
    return Entry(area=by_code(page["area"]), path=path, **given)


def build(reports_dir: Path, entries: Iterable[Entry]) -> str:
    """The index as HTML: the entries whose page is in `reports_dir`, by region and name, for each
    authority in the order of `REPORTS`; then those of England.

    Raises PageError for a page that may not be published, as over 300 kB (see `index_pages`), and
    InternalError where an internal page would be listed outside a folder that is named for them.
    """
    present = there(reports_dir, entries)
    html = fitting(present, internal.is_folder(reports_dir))
    return checked(html, internal.is_folder(reports_dir))


def there(
    reports_dir: Path, entries: Iterable[Entry], folders: Collection[str] | None = None
) -> list[Entry]:
    """The entries whose page is there; InternalError where one of some folders, or any, is internal
    and may not lie there.
    """
    present = [entry for entry in entries if (reports_dir / entry.path).is_file()]
    new = (entry.path for entry in present if folders is None or entry.folder in folders)
    internal.refuse((reports_dir / path for path in new), reports_dir)
    return present


def fitting(present: Sequence[Entry], whole: bool) -> str:
    """All entries on one page, with as many of other quarters and views as fit, if any do.

    `whole` says that it is an internal one, which is marked.
    """
    for most in MOST_OTHERS:
        html = rendered(present, most, whole)
        if len(html.encode()) <= LARGEST_BYTES:
            break
    return html


def checked(html: str, whole: bool) -> str:
    """The same HTML; PageError where it may not be published."""
    return check(html, "The index of reports", largest=LARGEST_BYTES, whole=whole)


def in_front(entries: Sequence[Entry]) -> list[Entry]:
    """For each report the page to lead to: for everyone, newest quarter, the address that stays."""

    def report(entry: Entry) -> tuple[int, str]:
        return place(entry), entry.title

    groups = groupby(sorted(entries, key=report), key=report)
    return [max(each, key=lambda e: (e.view == ALL, e.quarter, not e.named)) for _, each in groups]


def rendered(
    present: Sequence[Entry],
    most: int,
    whole: bool,
    *,
    part: str = "",
    doors: Sequence[object] = (),
    scripts: Sequence[str] = ("search.js",),
) -> str:
    """The index with at most so many pages of other quarters and views for an authority.

    It may be a `part` of it, by its name; with `doors` to parts it lists no authority itself.
    """
    local = [entry for entry in present if not (entry.national or entry.together)]
    together = sorted((e for e in present if e.together), key=lambda e: (e.area.kind, e.area.name))
    reports = {entry.report for entry in [*local, *together]}
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    script = "".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in scripts)
    html = environment.get_template("reports.html.j2").render(
        national=sorted((e for e in present if e.national), key=lambda e: e.title),
        together=together,
        regions=[] if doors else by_region(local, most),
        doors=doors,
        part=part,
        several=len(reports) > 1 or any(e.about for e in local),
        titles=sorted({entry.title for entry in local}),
        listed=[report for report in REPORTS.values() if report.name in reports],
        dates=sorted({entry.data_to for entry in present}),
        script=script,
        script_hash=script_hash(script),
        mark=internal.SENTENCE if whole else "",
    )
    return html.strip() + "\n"


def by_region(entries: Sequence[Entry], most: int) -> list[Region]:
    """The pages of authorities by region and name, with at most so many others for each."""
    ordered = sorted(entries, key=lambda e: (region_name(e.area), e.area.name, place(e), e.title))
    return [
        Region(name, "region-" + _folded(name).replace(" ", "-"), _authorities(list(group), most))
        for name, group in groupby(ordered, key=lambda e: region_name(e.area))
    ]


def _authorities(entries: list[Entry], most: int) -> list[Authority]:
    """Each authority's pages: those in front, then the other quarters and views, newest first."""
    found = []
    for _, group in groupby(entries, key=lambda e: e.area.code):
        own = list(group)
        front = in_front(own)
        others = sorted((e for e in own if e not in front), key=lambda e: (e.view, e.about))
        others.sort(key=lambda e: e.quarter, reverse=True)
        left_out, area = max(0, len(others) - most), own[0].area
        names = " ".join([area.name, area.official_name, *area.aliases, area.code])
        search = " ".join(dict.fromkeys(_folded(names).split()))
        found.append(Authority(area, front, others[:most], left_out, search))
    return found


def place(entry: Entry) -> int:
    """The place of a report among those declared; one that is no longer made comes last."""
    names = list(REPORTS)
    return names.index(entry.report) if entry.report in names else len(names)


def _folded(text: str) -> str:
    """Lower case, letters and digits only, without accents: as the page's script folds a search."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).strip()
