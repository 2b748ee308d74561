"""One run at a time in a folder of reports, and nothing left of one that was killed."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.core import atomic
from analysis.core.errors import CareAnalysisError
from analysis.publish.run import journal
from analysis.publish.run.record import RECORDS

LOCK = ".run-lock"
ASIDE = ".run-aside"
WAITING = "Waiting for another run to end, which is making reports in"


class BusyError(CareAnalysisError):
    """Another run has the folder."""

    exit_code = 3


@contextmanager
def held(out: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold a folder of reports for one run; gives whether the last run there was cut off.

    Raises BusyError when another run has it, unless this one is to wait; CareAnalysisError when
    nothing can be written there. What a killed run left unfinished is removed.
    """
    with _acquired(out, wait):
        cut_off = journal.begun(out)
        if cut_off:
            tidy(out)
        yield cut_off


def _acquired(out: Path, wait: bool) -> AbstractContextManager[object]:
    """The lock of a folder, already taken; it goes when the context ends."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / LOCK)
        with suppress(Timeout):
            return lock.acquire(timeout=0)
        if wait:
            print(f"{WAITING} {out}", file=sys.stderr, flush=True)
            return lock.acquire()
    except (OSError, NotImplementedError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise CareAnalysisError(
            f"Reports cannot be written to {out}: {why}. Choose another folder with --out."
        ) from fault
    raise BusyError(
        f"Another run is making reports in {out}. Wait for it to end and ask again, or say "
        "--wait and this one waits for it."
    )


def tidy(out: Path, folders: Iterable[str] | None = None) -> None:
    """Remove what the processes of a run put aside, and files that were not finished: in some
    folders and at the top, or everywhere.
    """
    shutil.rmtree(out / ASIDE, ignore_errors=True)
    if folders is None:
        atomic.sweep(out)
    else:
        records = (f"{RECORDS}/", f"{RECORDS}/*/")
        atomic.sweep(out, ("", *records, *(f"{folder}/" for folder in folders)))


def aside(out: Path) -> Path:
    """An empty folder, for this user alone, for what the processes of a run put aside."""
    folder = out / ASIDE
    folder.mkdir(mode=0o700)
    return folder.resolve()
