"""The front door: the pages for England, then every authority with a report, by region, and a
search without a server.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.catalogue.areas import ENGLAND, Area
from analysis.publish import page
from analysis.publish.check import check, script_hash

LARGEST_BYTES = 300_000

_TEMPLATES = Path(__file__).parent / "template"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One report of one authority, or of England: `path` is relative to the folder of reports."""

    area: Area
    report: str
    title: str
    path: str
    made: str
    data_to: str

    @property
    def national(self) -> bool:
        """Whether it is about England as a whole."""
        return self.area.code == ENGLAND


@dataclass(frozen=True)
class _Authority:
    area: Area
    entries: list[Entry]
    search: str


@dataclass(frozen=True)
class _Region:
    name: str
    id: str
    authorities: list[_Authority]


def build(reports_dir: Path, entries: Iterable[Entry]) -> str:
    """The index as HTML: the entries whose page is in `reports_dir`; those of England first, then
    by region and name.

    Raises PageError for a page that may not be published, as over 300 kB.
    """
    present = [entry for entry in entries if (reports_dir / entry.path).is_file()]
    local = [entry for entry in present if not entry.national]
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    script = (_TEMPLATES / "search.js").read_text(encoding="utf-8")
    html = environment.get_template("reports.html.j2").render(
        national=sorted((e for e in present if e.national), key=lambda e: e.title),
        regions=_regions(local),
        several=len({entry.report for entry in local}) > 1,
        titles=sorted({entry.title for entry in local}),
        dates=sorted({entry.data_to for entry in present}),
        script=script,
        script_hash=script_hash(script),
    )
    return check(html.strip() + "\n", "The index of reports", largest=LARGEST_BYTES)


def write(reports_dir: Path, entries: Iterable[Entry]) -> Path:
    """Write `index.html` into `reports_dir`, whole or not at all."""
    return page.write(build(reports_dir, entries), reports_dir / "index.html")


def _regions(entries: list[Entry]) -> list[_Region]:
    def by_region(entry: Entry) -> str:
        return page.region_name(entry.area)

    ordered = sorted(entries, key=lambda e: (by_region(e), e.area.name, e.title))
    return [
        _Region(name, "region-" + _folded(name).replace(" ", "-"), _authorities(list(group)))
        for name, group in groupby(ordered, key=by_region)
    ]


def _authorities(entries: list[Entry]) -> list[_Authority]:
    grouped = [list(group) for _, group in groupby(entries, key=lambda e: e.area.code)]
    return [_Authority(g[0].area, g, _search_words(g[0].area)) for g in grouped]


def _search_words(area: Area) -> str:
    names = [area.name, area.official_name, *area.aliases, area.code]
    return " ".join(dict.fromkeys(_folded(" ".join(names)).split()))


def _folded(text: str) -> str:
    """Lower case, letters and digits only, without accents: as the page's script folds a search."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).strip()
