"""How a run is going: a bar for a person, or JSON lines for a machine."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Protocol

from analysis.publish.jobs import FAILED, Job, Outcome


class Progress(Protocol):
    """Told of a run: how many pages it makes and keeps, what came of each, what to look into."""

    def begin(self, to_make: int, kept: int) -> None: ...
    def again(self, job: Job, tries: int, problem: str) -> None: ...
    def done(self, outcome: Outcome) -> None: ...
    def end(self) -> None: ...
    def note(self, told: str) -> None: ...


class Bar:
    """A bar with pages done, failed and left, unless `quiet`; notes go to standard error always."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet, self._failed = quiet, 0
        self._bar: Any = None

    def begin(self, to_make: int, kept: int) -> None:
        from tqdm import tqdm

        form = "{l_bar}{bar}| {n_fmt}/{total_fmt} [{elapsed}, {remaining} left{postfix}]"
        self._bar = tqdm(total=to_make, unit="page", disable=self._quiet, bar_format=form)
        self._count()

    def again(self, job: Job, tries: int, problem: str) -> None:
        """It is still left."""

    def done(self, outcome: Outcome) -> None:
        self._failed += outcome.outcome == FAILED
        self._bar.update()
        self._count()

    def end(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def note(self, told: str) -> None:
        print(told, file=sys.stderr)

    def _count(self) -> None:
        left = self._bar.total - self._bar.n
        self._bar.set_postfix_str(f"{self._failed} failed, {left} left")


class JsonLines:
    """Lines of JSON on standard output: `run_begun`, `page_tried_again`, `page_made` or
    `page_failed` with all that is known of it, `run_ended`, `note`.
    """

    def begin(self, to_make: int, kept: int) -> None:
        self._line("run_begun", to_make=to_make, kept=kept)

    def again(self, job: Job, tries: int, problem: str) -> None:
        self._line("page_tried_again", path=job.path, tries=tries, problem=problem)

    def done(self, outcome: Outcome) -> None:
        self._line(f"page_{outcome.outcome}", **asdict(outcome))

    def end(self) -> None:
        self._line("run_ended")

    def note(self, told: str) -> None:
        self._line("note", told=told)

    def _line(self, event: str, **known: Any) -> None:
        now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        line = json.dumps({**known, "event": event, "timestamp": now}, ensure_ascii=False)
        print(line, flush=True)
