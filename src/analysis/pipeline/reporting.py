"""The driver of a run: strategies are prepared first, and what they hide is handed to the gate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from analysis.catalogue import selection
from analysis.catalogue.areas import Area, whole_regions
from analysis.catalogue.parameters import day as day_asked
from analysis.catalogue.parameters import no_strategy
from analysis.core.errors import CareAnalysisError, RunError
from analysis.pipeline import budgets, strategy_inputs
from analysis.publish.fingerprint import Stamp, stamp
from analysis.publish.reports import REPORTS, Report, parameters
from analysis.publish.reports import report as report_named
from analysis.publish.run import lock, record, run
from analysis.publish.run.progress import Bar, Progress
from analysis.publish.run.run import Job, MakeExecutor, Outcome, Planned

ALL = "all"


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a run is to go: pages at the same time; every page, changed or not; whether to wait for
    another run in the folder; who is told; who makes the pages (this machine unless given); and
    whether they are internal ones, of the whole figures in their folder.
    """

    workers: int = 2
    force: bool = False
    wait: bool = False
    progress: Progress = field(default_factory=Bar)
    executor: MakeExecutor | None = None
    internal: bool = False


def asked_places(
    name: str, names: Sequence[str], region: str | None, every: bool, called: str = ""
) -> Sequence[Area]:
    """The authorities that a report, or `all` of them, was asked for; England for a national one.

    Of a region or of all, a report that needs a strategy is made for those that have one. One of
    areas together is made for the region, for every region, or for the set `called` so.
    """
    chosen = None if name == ALL else report_named(name)
    if chosen and chosen.national and not (names or region or every):
        return [selection.england()]
    if called and not (chosen and chosen.together and names):
        raise CareAnalysisError("--name is for a set of authorities: comparison with --area NAME.")
    if chosen and chosen.together:
        return selection.compared(names, region, every, called)
    places = selection.places(names, region, every)
    if not chosen or not chosen.needs_strategy or not (region or every):
        return places
    kept = strategy_inputs.with_strategy(places)
    if not kept:
        raise no_strategy(name, [place.name for place in places])
    return kept


def make(
    name: str, places: Sequence[Area], out: Path, given: Mapping[str, Any], how: Options
) -> list[Outcome]:
    """Make a report, or `all`, for each place; see `publish.run.run`.

    Where a report is about a strategy and is to be made, the strategies of these places are read,
    checked and protected anew first; a faulty file stops the run before any page is made. BusyError
    when another run has the folder.
    """
    day = day_asked(given.get("today", "")) or date.today()
    asked_for = _asked_for(name, places, given, how)
    _note(strategy_inputs.strays() if _strategic(asked_for) else [], how)
    jobs = _jobs(asked_for, day, {}, out if how.internal else None)
    known = record.Known(out)
    if how.force or any(path not in known for path in sorted(job.path for job in jobs)):
        _check(asked_for, day)
    with lock.held(out, wait=how.wait) as cut_off:
        now = stamp()
        budgets.prepare(_foreseen(asked_for))
        planned = run.plan(jobs, out, force=how.force, now=now)
        prepared_from, planned = _ready(asked_for, planned, out, day, now, how)
        if any(each.why for each in planned):
            _check(asked_for, day, also_strategies=True)
        done = run.carry_out(
            planned,
            out,
            workers=how.workers,
            progress=how.progress,
            cut_off=cut_off,
            executor=how.executor,
        )
        strategy_inputs.remember(prepared_from)
    return done


_Asked = list[tuple[Report, list[Area], dict[str, Any]]]


def _asked_for(name: str, places: Sequence[Area], given: Mapping[str, Any], how: Options) -> _Asked:
    """Each report with its places and the parameters that it takes."""
    offered = [each for each in REPORTS.values() if each.for_officers or not how.internal]
    if name != ALL:
        chosen = report_named(name)
        if chosen not in offered:
            *others, last = [each.name for each in offered]
            names = f"{', '.join(others)} and {last}"
            raise CareAnalysisError(f"{name} has no internal pages; {names} have.")
        return [(chosen, list(places), dict(given))]
    found: _Asked = []
    for chosen in offered:
        its = [selection.england()] if chosen.national else list(places)
        its = whole_regions(places) if chosen.together else its
        its = strategy_inputs.with_strategy(its) if chosen.needs_strategy else its
        known = parameters(chosen) if given else ()
        if its:
            found.append((chosen, its, {k: v for k, v in given.items() if k in known}))
    for parameter in given:
        if not any(parameter in taken for *_, taken in found):
            raise CareAnalysisError(f"No report has a parameter '{parameter}'.")
    return found


def _jobs(
    asked_for: _Asked, day: date, hidden: run.Hidden, inside: Path | None = None
) -> list[Job]:
    return [
        job
        for chosen, places, given in asked_for
        for job in run.jobs_for(chosen, places, given, day, hidden, str(inside or ""))
    ]


def _check(asked_for: _Asked, day: date, *, also_strategies: bool = False) -> None:
    """Refuse what cannot be made before anything is; strategies once they were prepared."""
    for chosen, places, given in asked_for:
        now = chosen if also_strategies else replace(chosen, needs_strategy=False)
        run.check(now, places, given, day)


def _ready(
    asked_for: _Asked, planned: list[Planned], out: Path, day: date, now: Stamp, how: Options
) -> tuple[dict[str, str], list[Planned]]:
    """Strategies prepared where a page is to be made of one or their files changed, and the plan
    from then on; nothing is prepared where all is as it was.

    Returns from what they were prepared, which is to be remembered when the run is done.
    """
    places = _strategic(asked_for)
    waiting = any(each.why and _about_strategy(each.job.chosen) for each in planned)
    if not places or (not waiting and strategy_inputs.current(places, day, now)):
        return {}, planned
    from analysis.pipeline import monitoring

    # Looked at before it is read: what changes meanwhile is another file for the next run.
    known = strategy_inputs.prepared_from(places, day, now)
    prepared = monitoring.prepare(places, day)
    for each in prepared.values():
        if each.later:  # lines that another day lets in: it is prepared again, whatever the day
            known.pop(each.area.slug, None)
    _note((monitoring.left_out(each, day) for each in prepared.values()), how)
    hidden = {code: each.hidden for code, each in prepared.items()}
    jobs = _jobs(asked_for, day, hidden)
    return known, run.plan(jobs, out, force=how.force, now=now)


def _note(told: Iterable[str], how: Options) -> None:
    for line in filter(None, told):
        how.progress.note(line)


def _strategic(asked_for: _Asked) -> list[Area]:
    """The places of the reports that are about a strategy, each once."""
    about = (places for chosen, places, _ in asked_for if _about_strategy(chosen))
    return list({place.code: place for places in about for place in places}.values())


def _foreseen(asked_for: _Asked) -> list[Area]:
    """The places of the reports that tell of the cost to come, each once."""
    about = (places for chosen, places, _ in asked_for if chosen.budgeted)
    return list({place.code: place for places in about for place in places}.values())


def _about_strategy(chosen: Report) -> bool:
    return chosen.local or chosen.needs_strategy


def due(out: Path, today: str, how: Options) -> list[Outcome]:
    """Make what the strategies' calendars ask for by a day and what was not made since.

    A council whose file is faulty does not stop the others: RunError names it when they are done.
    """
    from analysis.pipeline import monitoring
    from analysis.publish.run import schedule

    day = day_asked(today) or date.today()
    prepared: dict[str, monitoring.Prepared] = {}
    faulty: dict[str, CareAnalysisError] = {}
    for place in strategy_inputs.with_strategy():
        try:
            budgets.prepare([place])
            prepared |= monitoring.prepare([place], day)
        except CareAnalysisError as fault:
            faulty[place.name] = fault
    _note((monitoring.left_out(each, day) for each in prepared.values()), how)
    strategies = {p.area: p.strategy for p in prepared.values() if p.strategy}
    done = schedule.make(
        schedule.jobs(strategies, out, day),
        out=out,
        today=day,
        hidden={code: each.hidden for code, each in prepared.items()},
        workers=how.workers,
        progress=how.progress,
        wait=how.wait,
    )
    if faulty:
        made = sum(o.outcome != run.FAILED for o in done)
        listed = "\n".join(f"  {name}: {fault}" for name, fault in faulty.items())
        raise RunError(f"{made} of {len(done)} pages made. Not looked at, for faults:\n{listed}")
    return done
