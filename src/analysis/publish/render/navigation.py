"""The links from a page to the others of its authority, to those of England and to the index.

A page is written before the next report of its authority is made, so its links are brought up to
date at the end of each run: they lead to pages that are there, and to no others.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from html import escape
from operator import attrgetter
from pathlib import Path
from posixpath import relpath

from analysis.catalogue.areas import ENGLAND, Area, areas
from analysis.core.atomic import write as write_whole
from analysis.publish.jobs import INDEX
from analysis.publish.render import manifest
from analysis.publish.render.index import Entry, in_front, place
from analysis.publish.reports import REPORTS

LABEL = "Reports"

_LINKS = re.compile(rf'(<nav aria-label="{LABEL}">).*?(</nav>)', re.DOTALL)


def write(
    reports_dir: Path, entries: Iterable[Entry], folders: Collection[str] | None = None
) -> list[Path]:
    """Bring the links of pages and their manifests up to date, of some folders or of all; returns
    the pages that changed.
    """
    present = [entry for entry in entries if (reports_dir / entry.path).is_file()]
    own, changed = defaultdict[str, list[Entry]](list), []
    for entry in present:
        own[entry.area.code].append(entry)
    shared = [entry for entry in present if entry.national or entry.together]
    for entry in (e for e in present if folders is None or e.folder in folders):
        others = (each for each in shared if each.area.code != entry.area.code)
        path, linked = reports_dir / entry.path, links(entry, [*own[entry.area.code], *others])
        html = path.read_text(encoding="utf-8")
        renewed = relinked(html, linked)
        if renewed != html:
            changed.append(write_whole(renewed, path))
        manifest.follow(reports_dir, entry.path, linked)
    return changed


def leading_to(shared: Iterable[Entry], entries: Iterable[Entry]) -> list[Entry]:
    """The entries whose pages lead to some of England, of regions or of sets."""
    codes = {each.area.code for each in shared}
    return [e for e in entries if ENGLAND in codes or not codes.isdisjoint(_regions(e.area))]


def links(entry: Entry, others: Sequence[Entry]) -> str:
    """A page's links as HTML: its authority's reports, nearest quarters, England, the index."""
    own = [e for e in others if e.area.code == entry.area.code]
    england = [e for e in others if e.national and not entry.national]
    front = [e for e in in_front(own) if e.path != entry.path]
    ordered = sorted(
        [*front, *_of_region(entry, others), *england],
        key=lambda e: (e.national, place(e), e.title),
    )
    near = [(e.path, _short(e)) for e in ordered]
    linked = {path for path, _ in near}
    beside = [(e.path, e.about) for e in _neighbours(entry, own) if e.path not in linked]
    return " ".join(
        f'<a href="{escape(relpath(path, entry.folder))}">{escape(words)}</a>'
        for path, words in [*near, *beside, (INDEX, "All reports")]
    )


def _short(entry: Entry) -> str:
    """What a link calls a page; one of a region by the region too."""
    name = REPORTS[entry.report].short if entry.report in REPORTS else entry.title
    return f"{name}, {entry.area.name}" if entry.together else name


def _of_region(entry: Entry, others: Sequence[Entry]) -> list[Entry]:
    """The pages of the region that an authority is in."""
    codes = _regions(entry.area)
    return [e for e in others if e.together and e.area.code in codes and not entry.together]


def _regions(area: Area) -> set[str]:
    """The codes of the region that an area is in, and of that which the region is part of."""
    within = areas().get(area.region)
    return {within.code, within.region} if within else set()


def relinked(html: str, linked: str) -> str:
    """A page with other links in the place for them; the same page where it has no such place."""
    return _LINKS.sub(lambda found: found[1] + linked + found[2], html, count=1)


def _neighbours(entry: Entry, own: Sequence[Entry]) -> list[Entry]:
    """The pages of the same report and view for the nearest quarter before and after."""
    same = [e for e in own if (e.report, e.view) == (entry.report, entry.view) and e.quarter]
    before = [e for e in same if e.quarter < entry.quarter]
    after = [e for e in same if e.quarter > entry.quarter]
    by_quarter = attrgetter("quarter", "path")
    nearest = [max(before, key=by_quarter, default=None), min(after, key=by_quarter, default=None)]
    return [e for e in nearest if e is not None]
