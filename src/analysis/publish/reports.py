"""The reports that can be made: a notebook each, with its parameters, and for whom.

Those that come with the project are declared here; any other is declared in its own notebook's
metadata, under DECLARED, where `care-analysis new-report` puts it.
"""

import ast
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from analysis.catalogue import parameters as parameter_checks
from analysis.catalogue.areas import ENGLAND, SET, Area
from analysis.core import integrity, paths
from analysis.core.errors import CareAnalysisError, UnknownNameError


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report: the name of its notebook and page, and the title that readers see.

    `short` is what a link from another page calls it, `listed` what the index calls it where that
    is not `short`, and `tells` what it is about, after a colon; `publication` is the one whose
    newest figures date the page. A `national` report is made once for England, and has no parameter
    `area`; one of areas `together` has a page for a region, or for a set of authorities. One that
    `needs_strategy` is made only for an authority with a strategy; one that `varies` has pages for
    several quarters and readers (see `variants`); of one that is `kept` each page has a manifest,
    from which it can be made again (see `manifest`); one that is `local` shows an authority's own
    figures, and passes the disclosure gate before it is written; one that tells a `forecast` reads
    its tables too; one that is `budgeted` tells of a council's own outturn. `profile` is the look
    of its page (see `page.PROFILES`); one that is `printed` has a PDF beside it when it is asked
    for by name and a browser is there; one that is `large` has a table of megabytes beside it.
    """

    name: str
    title: str
    short: str
    tells: str
    listed: str = ""
    publication: str = "cla"
    national: bool = False
    together: bool = False
    needs_strategy: bool = False
    varies: bool = False
    kept: bool = False
    local: bool = False
    forecast: bool = False
    budgeted: bool = False
    profile: str = ""
    printed: bool = False
    large: bool = False

    @property
    def notebook(self) -> Path:
        """The notebook that tells it."""
        return paths.notebooks() / f"{self.name}.ipynb"

    @property
    def for_officers(self) -> bool:
        """Whether it has internal pages too; of one authority, and neither kept nor local."""
        return not (self.kept or self.local or self.national or self.together)

    def heading(self, area_name: str) -> str:
        """The page's heading."""
        joined = " in " if ":" in self.title else ": "
        return self.title if self.national else f"{self.title}{joined}{area_name}"

    def given(self, chosen: Mapping[str, Any], area: str) -> dict[str, Any]:
        """The parameters to make it with for an area (a code), which a national one leaves out."""
        return dict(chosen) if self.national else {**chosen, "area": area}


REPORTS: dict[str, Report] = {
    r.name: r
    for r in (
        Report(
            name="brief",
            title="Brief on children in care and care leavers",
            short="Brief",
            tells="the needs analysis on two sheets, for the agenda pack",
            printed=True,
            profile="brief",
        ),
        Report(
            name="needs_analysis",
            title="Needs analysis for children in care and care leavers",
            short="Needs analysis",
            tells="who the children are, how they fare, and how that compares",
            large=True,
        ),
        Report(
            name="sufficiency",
            title="Sufficiency of homes for children in care",
            short="Sufficiency",
            tells="whether there will be enough of the right homes, and what they will cost",
            forecast=True,
            budgeted=True,
        ),
        Report(
            name="strategy_monitoring",
            title="Corporate parenting strategy: progress",
            short="Strategy progress",
            tells="what was promised, what has been done, and what the quarter's figures say",
            varies=True,
            kept=True,
            local=True,
            forecast=True,
        ),
        Report(
            name="young_people",
            title="What you said, what we did",
            short="For young people",
            tells="what children and young people said, and what their council did about it",
            listed="For young people: what you said, what we did",
            needs_strategy=True,
            kept=True,
            local=True,
            profile="young",
        ),
        Report(
            name="comparison",
            title="Authorities beside one another, children in care and care leavers",
            short="Comparison",
            tells="what authorities that plan together share, where they differ beyond chance, and "
            "who might ask whom; no league table",
            together=True,
            forecast=True,
        ),
        Report(
            name="methods",
            title="Methods, and how well our forecasts would have done",
            short="Methods",
            tells="how the forecasts are made, and how well they would have done",
            national=True,
            forecast=True,
        ),
    )
}

BUILT_IN = tuple(REPORTS)
DECLARED = "care_analysis_report"


def _declared_in_notebooks() -> dict[str, Report]:
    """The reports that notebooks declare themselves, by name."""
    others = [p for p in sorted(paths.notebooks().glob("*.ipynb")) if p.stem not in BUILT_IN]
    found = {p.stem: declared(p.stem, text_of(p)) for p in others}
    return {name: each for name, each in found.items() if each}


def text_of(notebook: Path) -> str:
    """A notebook's text; CareAnalysisError for one that is not UTF-8, as the format asks."""
    try:
        return notebook.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise CareAnalysisError(
            f"{notebook.name} is no notebook that can be read: it is not UTF-8 (byte "
            f"{fault.start + 1}). Save it again from JupyterLab, or move it out of notebooks/."
        ) from None


def declared(name: str, notebook: str) -> Report | None:
    """The report that a notebook (its JSON) declares in its metadata; None where it declares none.

    CareAnalysisError for a field that there is not, or one that is needed and blank.
    """
    if f'"{DECLARED}"' not in notebook:
        return None
    try:
        given = json.loads(notebook)["metadata"].get(DECLARED)
    except (ValueError, KeyError, AttributeError) as fault:
        raise CareAnalysisError(f"{name}.ipynb is no notebook that can be read: {fault}.") from None
    if given is None:
        return None
    known = {f.name: f for f in fields(Report) if f.name != "name"}
    needed = [n for n, f in known.items() if f.default is MISSING]
    if not isinstance(given, dict):
        given = {}
    unknown = [*(n for n in given if n not in known)]
    blank = [n for n in needed if not str(given.get(n) or "").strip()]
    odd = [n for n in given if n in known and type(given[n]) is not known[n].type]
    for faults, said in ((unknown, "no field"), (blank, "blank"), (odd, "of another kind")):
        if faults:
            raise CareAnalysisError(
                f"{name}.ipynb declares a report in its metadata, {DECLARED}, and there "
                f"'{faults[0]}' is {said}. It has {', '.join(needed)}, and may have "
                f"{', '.join(n for n in known if n not in needed)}: see docs/add-a-report.md."
            )
    return Report(name=name, **given)


REPORTS |= _declared_in_notebooks()


def report(name: str) -> Report:
    """The report with this name; UnknownNameError, with suggestions, when there is none."""
    if name not in REPORTS:
        raise UnknownNameError("report", name, REPORTS, f"There is {', '.join(REPORTS)}.")
    return REPORTS[name]


def tables(chosen: Iterable[Report]) -> tuple[str, ...]:
    """The built tables that pages of some reports are made from."""
    forecast = any(each.forecast for each in chosen)
    return (*integrity.BUILT, *integrity.FORECAST) if forecast else integrity.BUILT


def parameters(chosen: Report) -> tuple[str, ...]:
    """The names of the parameters that the notebook's tagged cell declares, as papermill has them.

    Read without papermill, which takes longer to load than anything else that begins a run.
    """
    return _parameters(chosen.notebook)


def check_places(chosen: Report, places: Sequence[Area]) -> None:
    """CareAnalysisError where a report is not made for such places, or lacks their strategy."""
    of_england = [place.code for place in places] == [ENGLAND]
    if chosen.national and not of_england:
        raise CareAnalysisError(
            f"{chosen.name} is made once, for England: leave out --area, --region and --all."
        )
    if not chosen.national and any(place.code == ENGLAND for place in places):
        raise CareAnalysisError(f"{chosen.name} is made for local authorities, not for England.")
    if chosen.together and any(place.kind not in ("region", SET) for place in places):
        raise CareAnalysisError(f"{chosen.name} is of a region, or of two authorities or more.")
    if chosen.needs_strategy:
        from analysis.core import store

        without = [place.name for place in places if "strategy" not in store.prepared(place.slug)]
        if without:
            raise parameter_checks.no_strategy(chosen.name, without)


def check_parameters(chosen: Report, given: Mapping[str, object]) -> None:
    """UnknownNameError when a parameter is given that the notebook does not have.

    CareAnalysisError when `today` is not a day written as 2026-04-01, or `override` no reason.
    """
    known = parameters(chosen)
    for name in given:
        if name not in known:
            raise UnknownNameError(
                f"parameter of {chosen.name}", name, known, f"It takes {', '.join(known)}."
            )
    parameter_checks.day(given.get("today", ""))
    parameter_checks.reason(given.get("override", ""))


@cache
def _parameters(notebook: Path) -> tuple[str, ...]:
    try:
        cells = json.loads(text_of(notebook))["cells"]
        tagged = [c for c in cells if "parameters" in c["metadata"].get("tags", ())]
        tree = ast.parse("".join(tagged[0]["source"]) if tagged else "")
    except (ValueError, KeyError, SyntaxError) as fault:
        raise CareAnalysisError(
            f"The parameters of {notebook.name} cannot be read: {fault}."
        ) from None
    given = [
        n.targets[0] if isinstance(n, ast.Assign) else getattr(n, "target", None) for n in tree.body
    ]
    return tuple(each.id for each in given if isinstance(each, ast.Name))
