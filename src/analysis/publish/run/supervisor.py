"""What comes back of each page: put in its place, or tried again, or given up and recorded."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from analysis.catalogue.areas import by_code
from analysis.core import paths
from analysis.core.atomic import write_bytes
from analysis.publish.executors import page_process
from analysis.publish.executors.base import Executor, LostError
from analysis.publish.fingerprint import stamp
from analysis.publish.jobs import FAILED, MADE, Job, Outcome, Result, recorded
from analysis.publish.run import freshness, journal
from analysis.publish.run.progress import Progress

MOST_TRIES = 3
MOST_WAITING = 500  # pages that an executor is handed at a time
Settled = tuple[Outcome, dict[str, Any]]


class Supervisor:
    """Puts pages in their places, and knows how often each was tried and what went wrong.

    A page whose process was lost together with others', one of which may have ended them all, is a
    suspect: it is tried alone when the rest is done.
    """

    def __init__(self, out: Path, whys: Mapping[str, Sequence[str]], progress: Progress) -> None:
        self._out, self._whys, self._progress = out, whys, progress
        self._tries: dict[str, list[Result]] = defaultdict(list)
        self._again: list[Job] = []
        self._suspects: list[Job] = []
        self._digests: freshness.Digests | None = None

    def outcomes(self, jobs: Iterable[Job], pool: Executor) -> Iterator[Settled]:
        """What pages came to, as they come, and what the record is to say of each."""
        todo = iter(jobs)
        waiting = {pool.submit(job): job for job in islice(todo, MOST_WAITING)}
        while waiting:
            done = wait(waiting, timeout=1, return_when=FIRST_COMPLETED).done
            for future in [each for each in waiting if each in done]:
                settled = self._settle(waiting.pop(future), future)
                if settled:
                    yield settled
            self._again += islice(todo, max(0, MOST_WAITING - len(waiting)))
            if not (waiting or self._again) and self._suspects:
                self._again.append(self._suspects.pop())
            waiting |= {pool.submit(job): job for job in self._again}
            self._again.clear()

    def _settle(self, job: Job, future: "Future[Result]") -> Settled | None:
        """What came of a page, or None when it is tried again."""
        try:
            result = future.result()
            if not result.problem:
                return self._put_in_place(job, result)
        except LostError as lost:
            if lost.shared:
                self._suspects.append(job)
                return None
            result = Result(seconds=0.0, problem=page_process.in_one_line(lost))
        except Exception as fault:
            result = page_process.failed(fault, 0.0)
        return self._gone_wrong(job, result)

    def _put_in_place(self, job: Job, result: Result) -> Settled:
        """Put a page in its place, last of its files, whole or not at all.

        OSError when the disk refuses it: what stood there still stands, or is known as unsound.
        """
        from analysis.publish.render import manifest

        *beside, name = result.files
        kept = manifest.of(job, result) if job.chosen.kept else None
        if kept:
            manifest.archive_inputs(self._out, result.inputs)
            for each, sha in kept.pages.items():
                manifest.archive(self._out, result.files[each], sha, each)
        outcome, page = self._outcome(job, result, MADE)
        now = job.stamp or stamp()
        self._digests = self._digests or freshness.Digests(now)
        page["made_of"] = freshness.made_of(job, result, now, self._digests)
        page["seal"] = freshness.seal(job.path, result.files)
        journal.note(self._out, job.path, page)
        for each in beside:
            write_bytes(result.files[each], (self._out / job.path).parent / each)
        if kept:
            manifest.write(self._out, kept)
        write_bytes(result.files[name], self._out / job.path)
        for each in beside:  # the same table as it was before, compressed or not
            other = each.removesuffix(".gz") if each.endswith(".gz") else f"{each}.gz"
            (self._out / job.path).with_name(other).unlink(missing_ok=True)
        return outcome, page

    def _gone_wrong(self, job: Job, result: Result) -> Settled | None:
        tries = self._tries[job.path]
        tries.append(result)
        if not result.final and len(tries) < MOST_TRIES:
            self._again.append(job)
            self._progress.again(job, len(tries), result.problem)
            return None
        outcome, page = self._outcome(job, result, FAILED, result.problem + _log(job, tries))
        with suppress(OSError):  # the record says it too, if the disk will have that
            journal.note(self._out, job.path, page)
        return outcome, page

    def _outcome(self, job: Job, result: Result, what: str, problem: str = "") -> Settled:
        now = job.stamp or stamp()
        outcome = Outcome(
            area=job.area,
            path=job.path,
            outcome=what,
            seconds=result.seconds,
            data_to=result.data_to,
            problem=problem,
            tries=len(self._tries[job.path]) + (what == MADE),
            why="; ".join(self._whys.get(job.path, ())),
        )
        return outcome, recorded(job, outcome) | {"code": now.version, "data": dict(now.tables)}


def _log(job: Job, tries: Sequence[Result]) -> str:
    """The tracebacks go to a private log, never to a page; says so when it cannot be written."""
    path = paths.root() / "work" / "logs" / f"{by_code(job.area).slug}-{job.stem}.log"
    stories = [f"Try {n}: {r.problem}\n{r.story}" for n, r in enumerate(tries, 1)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(stories), encoding="utf-8")
    except OSError as fault:
        return f" (and its log could not be written: {fault.strerror})"
    return ""
