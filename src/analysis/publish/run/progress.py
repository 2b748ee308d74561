"""How a run is going: a bar for a person, or JSON lines for a machine."""

import sys
from dataclasses import asdict
from typing import Any, Protocol

from analysis.publish.run.jobs import FAILED, Job, Outcome


class Progress(Protocol):
    """Told of a run while it goes on."""

    def begin(self, to_make: int, kept: int) -> None: ...

    def again(self, job: Job, tries: int, problem: str) -> None: ...

    def done(self, outcome: Outcome) -> None: ...

    def end(self) -> None: ...

    def note(self, told: str) -> None: ...


class Bar:
    """A bar with pages done, failed and left, and the time left; nothing at all when `quiet`."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet, self._failed = quiet, 0
        self._bar: Any = None

    def begin(self, to_make: int, kept: int) -> None:
        """Show an empty bar."""
        from tqdm import tqdm

        form = "{l_bar}{bar}| {n_fmt}/{total_fmt} [{elapsed}, {remaining} left{postfix}]"
        self._bar = tqdm(total=to_make, unit="page", disable=self._quiet, bar_format=form)
        self._tell()

    def again(self, job: Job, tries: int, problem: str) -> None:
        """A page that is tried again is still left."""

    def done(self, outcome: Outcome) -> None:
        """One page more."""
        self._failed += outcome.outcome == FAILED
        self._bar.update()
        self._tell()

    def end(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.close()

    def note(self, told: str) -> None:
        """Say something that a person should look into, on standard error, quiet or not."""
        print(told, file=sys.stderr)

    def _tell(self) -> None:
        left = self._bar.total - self._bar.n
        self._bar.set_postfix_str(f"{self._failed} failed, {left} left")


class JsonLines:
    """A line of JSON on standard output for each thing that happens."""

    def __init__(self) -> None:
        import structlog

        stamped: list[Any] = [
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        writer = structlog.WriteLogger(sys.stdout)
        self._log = structlog.wrap_logger(writer, processors=stamped)

    def begin(self, to_make: int, kept: int) -> None:
        """`run_begun`: how many pages are to be made, and how many are kept as they are."""
        self._log.msg("run_begun", to_make=to_make, kept=kept)

    def again(self, job: Job, tries: int, problem: str) -> None:
        """`page_tried_again`: which one, how often it was tried, and the problem."""
        self._log.msg("page_tried_again", path=job.path, tries=tries, problem=problem)

    def done(self, outcome: Outcome) -> None:
        """`page_made` or `page_failed`, with all that is known of it."""
        self._log.msg(f"page_{outcome.outcome}", **asdict(outcome))

    def end(self) -> None:
        """`run_ended`."""
        self._log.msg("run_ended")

    def note(self, told: str) -> None:
        """`note`: something that a person should look into."""
        self._log.msg("note", told=told)
