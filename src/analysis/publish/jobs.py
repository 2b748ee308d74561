"""One page to make, what a worker hands back, what came of it, and what is recorded of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from analysis.catalogue.areas import areas, by_code
from analysis.core.internal import NAMED
from analysis.publish import variants
from analysis.publish.fingerprint import Stamp
from analysis.publish.reports import REPORTS, Report

if TYPE_CHECKING:
    from analysis.protect.gate import HiddenCell

MADE, FAILED, KEPT = "made", "failed", "kept"
INDEX = "index.html"
ANNEX = "annex"


def folder_of(path: str) -> str:
    """The folder of a page, in the folder of reports; '.' for that itself."""
    return path.rpartition("/")[0] or "."


def annex_of(page: str) -> str:
    """The file of a page's annex: 'sufficiency.html' has 'sufficiency-annex.html'.

    That of an internal page keeps the mark at the end.
    """
    path = PurePosixPath(page)
    bare = path.stem.removesuffix(NAMED)
    return str(path.with_name(f"{bare}-{ANNEX}{path.stem.removeprefix(bare)}{path.suffix}"))


@dataclass(frozen=True, kw_only=True)
class Job:
    """One page to make; plain text so that another process can be handed it.

    `due_for` says which meeting it is due for, where it is; `hidden` are the authority's figures
    that no page may show; `stamp` is what it is to be made from and by. `internal` is the folder of
    an internal page, which is made of the whole figures in it.
    """

    report: str
    area: str
    made: str
    parameters: Mapping[str, Any]
    due_for: str = ""
    hidden: "tuple[HiddenCell, ...]" = ()
    stamp: Stamp | None = None
    internal: str = ""

    @property
    def chosen(self) -> Report:
        """The report that it is a page of."""
        return REPORTS[self.report]

    @property
    def variant(self) -> variants.Variant:
        """Which quarter and view of the report it is."""
        return variants.variant(self.chosen, self.parameters)

    @property
    def stem(self) -> str:
        """The page's file name without its ending."""
        return self.report + self.variant.suffix + (NAMED if self.internal else "")

    @property
    def path(self) -> str:
        """The page's path in the folder of reports."""
        return f"{by_code(self.area).folder}/{self.stem}.html"

    @property
    def day(self) -> date:
        """The day that the page is of."""
        return variants.page_day(self.parameters, date.fromisoformat(self.made))

    @property
    def quarter(self) -> str:
        """The quarter that the page tells of; blank for a report without any."""
        return self.variant.covers(self.day).code if self.chosen.varies else ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a worker hands back: a finished page with the files beside it, or what went wrong.

    `files` are contents by name, the page last. `problem` is one line, `story` a traceback for a
    private log; a `final` problem is one that trying again would not mend. `reads` are the parts of
    the built tables that the page was made from, and `inputs` (of a report that is kept) the files,
    each with its sha256.
    """

    seconds: float
    problem: str = ""
    story: str = ""
    final: bool = False
    data_to: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    reads: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a job: `problem` is one line, and the whole story is in a private log.

    A page that is `kept` was made before from all that it would be made from now; `why` says why a
    page was made or kept.
    """

    area: str
    path: str
    outcome: str
    seconds: float
    data_to: str = ""
    problem: str = ""
    tries: int = 1
    why: str = ""


def recorded(job: Job, outcome: Outcome) -> dict[str, Any]:
    """What the record says of a page."""
    chosen, variant = job.chosen, job.variant
    page = {
        **asdict(outcome),
        "report": chosen.name,
        "title": chosen.title,
        "made": job.made,
        "parameters": chosen.given(job.parameters, job.area),
        **({"due_for": job.due_for} if job.due_for else {}),
    }
    if chosen.varies:
        page |= {
            "quarter": job.quarter,
            "view": variant.readers,
            "about": variants.words(variant, areas()[job.area], job.day),
            "named": bool(variant.suffix),
        }
    return page
