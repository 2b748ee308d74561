"""Pages made in the process of a test, without a warm parent, for tests of what is around it."""

import tempfile
from concurrent.futures import Future
from pathlib import Path

import pytest

from analysis.publish.executors import local, page_process
from analysis.publish.jobs import Result
from analysis.publish.run import run


class InThisProcess:
    """Makes each page in this very process: nothing is kept apart."""

    def submit(self, job: run.Job) -> "Future[Result]":
        done: Future[Result] = Future()
        try:
            with tempfile.TemporaryDirectory(prefix="care-analysis-") as private:
                done.set_result(page_process.result(job, Path(private)))
        except OSError as fault:
            done.set_result(page_process.failed(fault, 0.0))
        return done

    def close(self) -> None:
        """Nothing was begun."""


def use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every run make its pages in this process, whose functions a test can replace."""
    monkeypatch.setattr(local, "executor", lambda *_: InThisProcess())


def make_page(job: run.Job, out: Path) -> run.Outcome:
    """One page made by a run of its own."""
    (outcome,) = run.run_jobs([job], out)
    return outcome
