"""A run: pages of reports, some at the same time, whole pages or none, and only those that changed.

Each page is made in a process of its own (see `executors.base`) and put in its place by the run. A
page that failed does not stop the others, and is tried three times. A run that was killed is made
good by the next one in the same folder. Stopped by Ctrl-C, it leaves neither half a page nor a
process. The page of an earlier run stays where its new one failed, and record and index date it by
its own day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.catalogue.areas import Area
from analysis.core import integrity, internal
from analysis.publish import variants
from analysis.publish.executors import local
from analysis.publish.executors.base import KILLED as KILLED
from analysis.publish.executors.base import MakeExecutor as MakeExecutor
from analysis.publish.fingerprint import Stamp, stamp
from analysis.publish.jobs import FAILED as FAILED
from analysis.publish.jobs import INDEX, MADE, folder_of
from analysis.publish.jobs import KEPT as KEPT
from analysis.publish.jobs import Job as Job
from analysis.publish.jobs import Outcome as Outcome
from analysis.publish.reports import Report, check_parameters, check_places, tables
from analysis.publish.run import freshness, journal, lock, record
from analysis.publish.run.progress import Bar, Progress
from analysis.publish.run.supervisor import Supervisor

if TYPE_CHECKING:
    from analysis.protect.gate import HiddenCell

FORCED = "it was asked for with --force"
Hidden = Mapping[str, "Sequence[HiddenCell]"]


def jobs_for(
    chosen: Report,
    places: Sequence[Area],
    given: Mapping[str, Any],
    made: date,
    hidden: Hidden,
    internal: str = "",
) -> list[Job]:
    """A job for each place, with the suppressed figures of its authority, which it may not show.

    `internal` is the folder of internal pages, where these are such.
    """
    return [
        Job(
            report=chosen.name,
            area=a.code,
            made=made.isoformat(),
            parameters=dict(given),
            hidden=tuple(hidden.get(a.code, ())) if chosen.local else (),
            internal=internal,
        )
        for a in places
    ]


def check(chosen: Report, places: Sequence[Area], given: Mapping[str, Any], made: date) -> None:
    """Refuse a wrong place, parameter, quarter or view, before anything is made."""
    check_places(chosen, places)
    check_parameters(chosen, chosen.given(given, ""))
    variants.check(chosen, places, given, made)


def run_jobs(
    jobs: Sequence[Job],
    out: Path,
    *,
    workers: int = 2,
    progress: Progress | None = None,
    force: bool = False,
    wait: bool = False,
) -> list[Outcome]:
    """Make pages of any reports, each path once, and the index; an outcome for each, in order."""
    record.Known(out)
    with lock.held(out, wait=wait) as cut_off:
        planned = plan(jobs, out, force=force)
        return carry_out(planned, out, workers=workers, progress=progress, cut_off=cut_off)


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A job, and why it is to be made: no reason at all when its page is kept."""

    job: Job
    why: tuple[str, ...]


def plan(
    jobs: Sequence[Job], out: Path, *, force: bool = False, now: Stamp | None = None
) -> list[Planned]:
    """Which pages are to be made and why, from what a run before this one says of each.

    To be called while the folder is held. TableError where a built table that such pages are made
    from is not what was built; InternalError for internal pages in a folder that is not named for
    them, and for others in one that is.
    """
    for whole in {bool(job.internal) for job in jobs}:
        internal.check(out, whole=whole)
    integrity.check_all(tables(job.chosen for job in jobs))
    record.take_over(out)
    if journal.begun(out):
        journal.recover(out)
    known, now = record.Known(out), now or stamp()
    digests = freshness.Digests(now)

    def why(job: Job) -> tuple[str, ...]:
        if force:
            return (FORCED,)
        return tuple(freshness.changes(job, known.of(job.path), now, digests, out))

    whys = {n: why(jobs[n]) for n in sorted(range(len(jobs)), key=lambda n: jobs[n].path)}
    return [Planned(job=replace(job, stamp=now), why=whys[n]) for n, job in enumerate(jobs)]


def carry_out(
    planned: Sequence[Planned],
    out: Path,
    *,
    workers: int = 2,
    progress: Progress | None = None,
    cut_off: bool = False,
    executor: MakeExecutor | None = None,
) -> list[Outcome]:
    """Make the pages that are to be made, in a folder that is held; an outcome for each."""
    progress = progress or Bar(quiet=True)
    todo = [each for each in planned if each.why]
    done = {each.job.path: _kept(each.job) for each in planned if not each.why}
    progress.begin(len(todo), len(done))
    try:
        if todo or cut_off or not (out / INDEX).is_file():
            made = _all_made(todo, out, workers, progress, executor or local.executor, cut_off)
            done |= made
    finally:
        progress.end()
    return [done[each.job.path] for each in planned]


def _kept(job: Job) -> Outcome:
    why = freshness.UNCHANGED
    return Outcome(area=job.area, path=job.path, outcome=KEPT, seconds=0.0, tries=0, why=why)


def _all_made(
    todo: Sequence[Planned],
    out: Path,
    workers: int,
    progress: Progress,
    executor: MakeExecutor,
    cut_off: bool,
) -> dict[str, Outcome]:
    """Outcomes by path; what was done before a stop is in the records, the index and the links."""
    folders = {folder_of(each.job.path) for each in todo}
    lock.tidy(out, folders)
    internal.refuse(_files(out, folders), out)
    journal.begin(out)
    done: dict[str, Outcome] = {}
    left: dict[str, dict[str, Any]] = {}
    supervisor = Supervisor(out, {each.job.path: each.why for each in todo}, progress)
    try:
        if todo:
            with closing(executor(min(workers, len(todo)), lock.aside(out))) as pool:
                for outcome, page in supervisor.outcomes([each.job for each in todo], pool):
                    done[outcome.path] = outcome
                    try:
                        record.update(out, {outcome.path: page})
                    except OSError:  # a full disk: others are made, and it is tried again
                        left[outcome.path] = page
                    progress.done(outcome)
    except BaseException:
        journal.recover(out)  # a page may have been put in place just before the stop
        raise
    finally:
        lock.tidy(out, folders)
        record.update(out, left)
        _finish(out, folders, set(done), "" if cut_off else _code(todo))
    return done


def _files(out: Path, folders: Iterable[str]) -> Iterator[Path]:
    """The files of some folders of pages, and those at the top."""
    for folder in (out, *(out / each for each in folders)):
        yield from folder.glob("*")


def _code(todo: Sequence[Planned]) -> str:
    """The code that pages are made by, as a hash; blank when none is made."""
    return todo[0].job.stamp.code if todo and todo[0].job.stamp else ""


def _finish(out: Path, folders: Set[str], made: Set[str], code: str) -> None:
    """Bring the index and the links between pages up to date with what was done in some folders.

    The records are there already; they are brought to the pages as they stand, and last of all the
    journal goes: whatever stops this, the next run does it again.
    """
    from analysis.publish.run import listing

    linked = listing.renew(out, folders, code)
    for folder in folders | {folder_of(path) for path in linked}:
        sealed = {
            path: {**page, "seal": freshness.sealed(out, page)}
            for path, page in record.of_folder(out, folder).items()
            if page["outcome"] == MADE and path in made | linked
        }
        record.update(out, sealed)
    journal.end(out)
