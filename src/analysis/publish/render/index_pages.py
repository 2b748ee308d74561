"""The index as it is written: one page, or, where that would be too large, a front door to pages.

Each of these lists a region, or in a large region the authorities from one name to another. The
front door's search knows how the names on each page begin, so that it leads to every authority.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from analysis.catalogue.areas import region_name
from analysis.core import internal
from analysis.core.atomic import write as write_whole
from analysis.publish.jobs import INDEX
from analysis.publish.render import index
from analysis.publish.render.index import LARGEST_BYTES, MOST_OTHERS, Authority, Entry

# How many first letters of names the front door knows: fewer where it is too large.
LETTERS = (3, 2, 1)
# The most bytes of a page's head, foot and style sheet, of an authority without its names, of a
# link without its words; and the fewest of a link.
_AROUND, _AUTHORITY, _LINK, _LEAST_LINK = 40_000, 250, 90, 55


@dataclass(frozen=True)
class _Page:
    """A page of the index: the authorities of a region, or some of them in a row."""

    region: str
    path: str
    authorities: list[Authority]
    alone: bool

    @property
    def between(self) -> str:
        """From which authority to which it goes."""
        first, last = (self.authorities[n].area.name for n in (0, -1))
        return first if first == last else f"{first} to {last}"


@dataclass(frozen=True)
class _Door:
    path: str
    words: str
    begin: str


@dataclass(frozen=True)
class _Region:
    name: str
    id: str
    pages: list[_Door]


def write(
    reports_dir: Path,
    entries: Iterable[Entry],
    folders: Collection[str] | None = None,
    before: Sequence[Entry] = (),
) -> Path:
    """Write `index.html` into `reports_dir`, and the pages that it needs, each whole or not at all.

    Where only pages in some `folders` changed since the index was made of the entries `before`,
    pages of other regions stay as they are. Raises as `index.build` does.
    """
    whole, present = internal.is_folder(reports_dir), index.there(reports_dir, entries, folders)
    local = [entry for entry in present if not (entry.national or entry.together)]
    regions = index.by_region(local, MOST_OTHERS[0])
    pages = [page for each in regions for page in _pages(each)]
    least = sum(
        _LEAST_LINK + len(e.path) for r in regions for a in r.authorities for e in a.entries
    )
    html = index.fitting(present, whole) if least <= LARGEST_BYTES else ""
    if not html or len(html.encode()) > LARGEST_BYTES:
        changed = {
            region_name(entry.area)
            for entry in (*before, *present)
            if folders is None or entry.folder in folders
        }
        for page in pages:
            if page.region in changed or not (reports_dir / page.path).is_file():
                write_whole(_part(page, local, whole), reports_dir / page.path)
        html = _front_door(present, regions, pages, whole)
    else:
        pages = []
    made = write_whole(index.checked(html, whole), reports_dir / INDEX)
    for old in set(reports_dir.glob("index-*.html")) - {reports_dir / p.path for p in pages}:
        old.unlink()
    return made


def _pages(region: index.Region) -> Iterator[_Page]:
    """The pages of a region, each as full as it may be."""
    runs: list[list[Authority]] = [[]]
    room = LARGEST_BYTES - _AROUND
    for each in region.authorities:
        room -= _most_bytes(each)
        if room < 0 and runs[-1]:
            runs.append([])
            room = LARGEST_BYTES - _AROUND - _most_bytes(each)
        runs[-1].append(each)
    stem = f"index-{region.id.removeprefix('region-')}"
    for n, run in enumerate(runs, 1):
        path = f"{stem}-{n}.html" if len(runs) > 1 else f"{stem}.html"
        yield _Page(region.name, path, run, len(runs) == 1)


def _most_bytes(authority: Authority) -> int:
    """No fewer bytes than an authority takes on a page."""
    name, entries = len(_escaped(authority.area.name)), (*authority.entries, *authority.others)
    words = (_escaped(f"{e.path}{e.words}{e.data_to}") for e in entries)
    links = sum(_LINK + name + len(each) for each in words)
    return _AUTHORITY + 2 * name + len(authority.search) + links


def _escaped(text: str) -> bytes:
    return escape(text).encode()


def _part(page: _Page, local: Sequence[Entry], whole: bool) -> str:
    codes = {each.area.code for each in page.authorities}
    own = [entry for entry in local if entry.area.code in codes]
    part = page.region if page.alone else f"{page.region}, {page.between}"
    scripts = ("search.js", "find.js")
    html = index.rendered(own, MOST_OTHERS[0], whole, part=part, scripts=scripts)
    return index.checked(html, whole)


def _front_door(
    present: Sequence[Entry], regions: Sequence[index.Region], pages: Sequence[_Page], whole: bool
) -> str:
    for letters in LETTERS:
        doors = [
            _Region(r.name, r.id, [_door(page, letters) for page in pages if page.region == r.name])
            for r in regions
        ]
        html = index.rendered(present, 0, whole, doors=doors, scripts=["search_doors.js"])
        if len(html.encode()) <= LARGEST_BYTES:
            break
    return html


def _door(page: _Page, letters: int) -> _Door:
    words = {word[:letters] for each in page.authorities for word in each.search.split()}
    many = f"{len(page.authorities):,} authorities"
    return _Door(page.path, f"{page.between} ({many})", " ".join(sorted(words)))
