"""The driver of a run: strategies are prepared first, and what they hide is handed to the gate."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from analysis import answers, monitoring, paths
from analysis.catalogue.areas import Area
from analysis.errors import CareAnalysisError, RunError
from analysis.publish import due as dues
from analysis.publish import run
from analysis.publish.reports import check_parameters, check_places
from analysis.publish.reports import report as report_named
from analysis.publish.run import Outcome


def asked_places(
    name: str, names: Sequence[str], region: str | None, every: bool
) -> Sequence[Area]:
    """The authorities that a report was asked for; England for a national one.

    Of a region or of all, a report that needs a strategy is made for those that have one.
    """
    chosen = report_named(name)
    if chosen.national and not (names or region or every):
        return [answers.england()]
    places = answers.places(names, region, every)
    if not chosen.needs_strategy or not (region or every):
        return places
    with_one = {place.code for place in monitoring.with_strategy()}
    kept = [place for place in places if place.code in with_one]
    if not kept:
        raise CareAnalysisError(
            f"{name} is made for councils with a strategy file, and none of these has one. Write "
            'one with `care-analysis strategy new "Name of the council"`.'
        )
    return kept


def make(
    name: str,
    places: Sequence[Area],
    out: Path | None = None,
    given: Mapping[str, Any] | None = None,
    *,
    workers: int = 2,
    quiet: bool = False,
) -> list[Outcome]:
    """Make a report for each place; see `publish.run.run`.

    Where the report is about a strategy, the strategies of these places are read, checked and
    protected anew first; a faulty file stops the run before any page is made.
    """
    chosen = report_named(name)
    parameters = dict(given or {})
    check_places(chosen, places)
    check_parameters(chosen, chosen.given(parameters, ""))
    day = date.fromisoformat(str(parameters["today"])) if parameters.get("today") else date.today()
    prepared = monitoring.prepare(places, day) if chosen.local or chosen.needs_strategy else {}
    return run.run(
        chosen,
        places,
        out=out,
        parameters=parameters,
        made=day,
        workers=workers,
        quiet=quiet,
        hidden={code: each.hidden for code, each in prepared.items()},
    )


def due(
    out: Path | None = None, today: str = "", *, workers: int = 2, quiet: bool | None = None
) -> list[Outcome]:
    """Make what the strategies' calendars ask for by a day and what was not made since.

    A council whose file is faulty does not stop the others: RunError names it when they are done.
    The bar is left out where nobody watches.
    """
    day = date.fromisoformat(today) if today else date.today()
    folder = out or paths.reports()
    prepared, faulty = _each(monitoring.with_strategy(), day)
    found = dues.jobs({p.area: p.strategy for p in prepared.values()}, folder, day)
    done = dues.make(
        found,
        out=folder,
        today=day,
        hidden={code: each.hidden for code, each in prepared.items()},
        workers=workers,
        quiet=not sys.stderr.isatty() if quiet is None else quiet,
    )
    if faulty:
        made = sum(o.outcome != run.FAILED for o in done)
        listed = "\n".join(f"  {name}: {fault}" for name, fault in faulty.items())
        raise RunError(f"{made} of {len(done)} pages made. Not looked at, for faults:\n{listed}")
    return done


def _each(
    places: Sequence[Area], day: date
) -> tuple[dict[str, monitoring.Prepared], dict[str, CareAnalysisError]]:
    """What each council was prepared to, by code, and what is wrong with the rest, by name."""
    prepared: dict[str, monitoring.Prepared] = {}
    faulty: dict[str, CareAnalysisError] = {}
    for place in places:
        try:
            prepared |= monitoring.prepare([place], day)
        except CareAnalysisError as fault:
            faulty[place.name] = fault
    return prepared, faulty
