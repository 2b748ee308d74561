"""What comes back of each page: put in its place, or tried again, or given up and told."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from analysis.catalogue.areas import areas
from analysis.core import paths
from analysis.publish.executors import page_process
from analysis.publish.executors.base import LostError
from analysis.publish.run import freshness, journal
from analysis.publish.run.fingerprint import stamp
from analysis.publish.run.install import place
from analysis.publish.run.jobs import FAILED, MADE, Job, Outcome, Result, told
from analysis.publish.run.progress import Progress

MOST_TRIES = 3


class Keeper:
    """Puts pages in their places, and knows how often each was tried and what went wrong.

    `suspects` are pages whose process was lost together with others', one of which may have ended
    them all; they are to be tried one by one.
    """

    def __init__(self, out: Path, whys: Mapping[str, Sequence[str]], progress: Progress) -> None:
        self._out, self._whys, self._progress = out, whys, progress
        self._tried: dict[str, list[Result]] = {}
        self._again: list[Job] = []
        self._kept_inputs: set[str] = set()
        self._digests: freshness.Digests | None = None
        self.suspects: list[Job] = []

    def again(self) -> list[Job]:
        """The pages to try again now, which are then no longer in this list."""
        jobs, self._again = self._again, []
        return jobs

    def settle(self, job: Job, future: "Future[Result]") -> tuple[Outcome, dict[str, Any]] | None:
        """What a page came to and what run.json is to say of it; None when it is tried again."""
        try:
            result = future.result()
            if not result.problem:
                return self._placed(job, result)
        except LostError as lost:
            if lost.shared:
                self.suspects.append(job)
                return None
            result = Result(seconds=0.0, problem=page_process.in_one_line(lost))
        except Exception as fault:
            result = page_process.failed(fault, 0.0)
        return self._gone_wrong(job, result)

    def _placed(self, job: Job, result: Result) -> tuple[Outcome, dict[str, Any]]:
        now = job.stamp or stamp()
        self._digests = self._digests or freshness.Digests(now)
        outcome = self._outcome(job, result, MADE)
        page = {
            **told(job, outcome),
            "code": now.version,
            "data": dict(now.tables),
            "made_of": freshness.made_of(job, result, now, self._digests),
        }
        return outcome, place(self._out, job, result, page, self._kept_inputs)

    def _gone_wrong(self, job: Job, result: Result) -> tuple[Outcome, dict[str, Any]] | None:
        tried = self._tried.setdefault(job.path, [])
        tried.append(result)
        if not result.final and len(tried) < MOST_TRIES:
            self._again.append(job)
            self._progress.again(job, len(tried), result.problem)
            return None
        outcome = self._outcome(job, result, FAILED, result.problem + _log(job, tried))
        now = job.stamp or stamp()
        page = {**told(job, outcome), "code": now.version, "data": dict(now.tables)}
        try:
            journal.note(self._out, job.path, page)
        except OSError:
            return outcome, page  # run.json says it when the run ends, if the disk will have that
        return outcome, page

    def _outcome(self, job: Job, result: Result, what: str, problem: str = "") -> Outcome:
        tries = len(self._tried.get(job.path, []))
        return Outcome(
            area=job.area,
            path=job.path,
            outcome=what,
            seconds=result.seconds,
            data_to=result.data_to,
            problem=problem,
            tries=tries + 1 if what == MADE else tries,
            why="; ".join(self._whys.get(job.path, ())),
        )


def _log(job: Job, tried: Sequence[Result]) -> str:
    """The tracebacks go to a private log, never to a page; says so when it cannot be written."""
    path = paths.root() / "work" / "logs" / f"{areas()[job.area].slug}-{job.stem}.log"
    told_of = [f"Try {n}: {r.problem}\n{r.story}" for n, r in enumerate(tried, 1)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(told_of), encoding="utf-8")
    except OSError as fault:
        return f" (and its log could not be written: {fault.strerror})"
    return ""
