"""The links from a page to the others of its authority, to those of England and to the index.

A page is written before the next report of its authority is made, so its links are brought up to
date at the end of each run: they lead to pages that are there, and to no others.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from posixpath import relpath

from analysis.publish import page
from analysis.publish.index import Entry
from analysis.publish.reports import REPORTS

LABEL = "Reports"
INDEX = "index.html"

_LINKS = re.compile(rf'(<nav aria-label="{LABEL}">).*?(</nav>)', re.DOTALL)


def write(reports_dir: Path, entries: Iterable[Entry]) -> list[Path]:
    """Bring the links of every page that is there up to date; returns the pages that changed."""
    present = [entry for entry in entries if (reports_dir / entry.path).is_file()]
    return [reports_dir / e.path for e in present if _write(reports_dir / e.path, e, present)]


def links(entry: Entry, others: Sequence[Entry]) -> str:
    """The links of one page as HTML: its authority's other reports, England's, and the index."""
    own = [e for e in others if e.area.code == entry.area.code and e.path != entry.path]
    england = [e for e in others if e.national and not entry.national]
    near = [(e.path, _words(e)) for e in sorted([*own, *england], key=_order)]
    return " ".join(_link(entry, path, words) for path, words in [*near, (INDEX, "All reports")])


def _write(path: Path, entry: Entry, others: Sequence[Entry]) -> bool:
    html = path.read_text(encoding="utf-8")
    linked = links(entry, others)
    renewed = _LINKS.sub(lambda found: found[1] + linked + found[2], html, count=1)
    if renewed == html:
        return False
    page.write(renewed, path)
    return True


def _order(entry: Entry) -> tuple[bool, int, str]:
    """The authority's own pages first, in the order in which the reports are declared."""
    names = list(REPORTS)
    place = names.index(entry.report) if entry.report in names else len(names)
    return entry.national, place, entry.title


def _words(entry: Entry) -> str:
    return REPORTS[entry.report].short if entry.report in REPORTS else entry.title


def _link(entry: Entry, path: str, words: str) -> str:
    start = entry.path.rpartition("/")[0] or "."
    return f'<a href="{escape(relpath(path, start))}">{escape(words)}</a>'
