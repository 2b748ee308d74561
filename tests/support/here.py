"""Pages made in the process of a test, without a warm parent, for tests of what is around it."""

from pathlib import Path

import pytest

from analysis.publish.executors import base
from analysis.publish.run import run


def use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every run make its pages in this process, whose functions a test can replace."""
    monkeypatch.setattr(base, "local", lambda *_: base.InThisProcess())


def make_page(job: run.Job) -> run.Outcome:
    """One page made by a run of its own."""
    (outcome,) = run.run_jobs([job], Path(job.out))
    return outcome
