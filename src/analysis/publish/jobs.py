"""One page to make, what came of it, and what is told of it afterwards."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from analysis.catalogue.areas import areas
from analysis.protect.gate import HiddenCell
from analysis.publish import index, variants
from analysis.publish.reports import report as report_named


@dataclass(frozen=True, kw_only=True)
class Job:
    """One page to make; plain text so that another process can be handed it.

    `due_for` says which meeting it is due for, where it is; `hidden` are the authority's figures
    that no page may show.
    """

    report: str
    area: str
    out: str
    made: str
    parameters: Mapping[str, Any]
    due_for: str = ""
    hidden: tuple[HiddenCell, ...] = ()

    @property
    def variant(self) -> variants.Variant:
        """Which quarter and view of the report it is."""
        return variants.variant(report_named(self.report), self.parameters)

    @property
    def stem(self) -> str:
        """The page's file name without its ending."""
        return self.report + self.variant.suffix

    @property
    def path(self) -> str:
        """The page's path in the folder of reports."""
        return f"{areas()[self.area].slug}/{self.stem}.html"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a job: `problem` is one line, and the whole story is in a private log."""

    area: str
    path: str
    outcome: str
    seconds: float
    data_to: str = ""
    problem: str = ""


def told(job: Job, outcome: Outcome) -> dict[str, Any]:
    """What run.json says of a page."""
    chosen = report_named(job.report)
    page = {
        **asdict(outcome),
        "report": chosen.name,
        "title": chosen.title,
        "made": job.made,
        "parameters": chosen.given(job.parameters, job.area),
        **({"due_for": job.due_for} if job.due_for else {}),
    }
    if chosen.varies:
        asked, made = job.variant, date.fromisoformat(job.made)
        day = variants.page_day(job.parameters, made)
        page |= {
            "quarter": asked.covers(day).code,
            "view": asked.readers,
            "about": variants.words(asked, areas()[job.area], day),
            "named": bool(asked.suffix),
        }
    return page


def entry(path: str, page: Mapping[str, Any]) -> index.Entry:
    """What the index and the links need to know of a page, of what run.json says of it."""
    return index.Entry(
        area=areas()[page["area"]],
        report=page["report"],
        title=page["title"],
        path=path,
        made=page["made"],
        data_to=page["data_to"],
        **{name: page[name] for name in ("quarter", "view", "about", "named") if name in page},
    )
