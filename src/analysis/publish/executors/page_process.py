"""One page made in a process of its own: executed, exported, checked, and handed back as bytes."""

import gc
import hashlib
import os
import pickle
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

from analysis.core.errors import CareAnalysisError
from analysis.publish.run.jobs import Job, Result

RESULT, JOB = "result", "job"


def make(job: Job, private: Path) -> Result:
    """A page made in this process, which was begun for it alone and ends with it.

    `private` is an empty folder: the working folder of the notebook, and where all that it puts
    aside goes. A failure becomes a Result with a problem.
    """
    import papermill  # noqa: F401  before our engine, which it loads and must find whole

    from analysis.publish.render import engine

    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(private)))
    tempfile.tempdir = str(private)
    os.chdir(private)
    _seed(job)
    gc.disable()  # this process ends before what it leaves unreferenced adds up
    engine.use_this_process(private)
    return result(job, private)


def make_here(job: Job) -> Result:
    """A page made without a process of its own; see `make`."""
    try:
        with tempfile.TemporaryDirectory(prefix="care-analysis-") as private:
            return result(job, Path(private))
    except OSError as fault:
        return failed(fault, 0.0)


def result(job: Job, private: Path) -> Result:
    """The finished page, or what went wrong on the way to it."""
    from analysis.publish.render import render

    start = time.monotonic()
    try:
        return render.make(job, private)
    except Exception as fault:
        return failed(fault, time.monotonic() - start)


def hand_back(done: Result, folder: Path) -> None:
    """Write a result for the process that asked, whole or not at all."""
    part = folder / f".{RESULT}"
    part.write_bytes(pickle.dumps(done, protocol=pickle.HIGHEST_PROTOCOL))
    part.replace(folder / RESULT)


def failed(fault: Exception, seconds: float) -> Result:
    """A page that could not be made: the problem in a line, and the traceback apart."""
    return Result(
        seconds=round(seconds, 2),
        problem=in_one_line(fault),
        story="".join(traceback.format_exception(fault)),
        final=isinstance(fault, CareAnalysisError),
    )


def in_one_line(fault: BaseException) -> str:
    """The last line of what went wrong, which names it; an own error is told in full."""
    text = str(fault) if isinstance(fault, CareAnalysisError) else _last_line(fault)
    return " ".join(text.split())[:500]


def _last_line(fault: BaseException) -> str:
    named, value = getattr(fault, "ename", None), getattr(fault, "evalue", "")
    return f"{named}: {value}" if named else f"{type(fault).__name__}: {fault}"


def _seed(job: Job) -> None:
    """Random numbers begin the same for the same page, and otherwise for another."""
    import random

    import numpy as np

    words = f"{job.path} {sorted(job.parameters.items())}"
    seed = int.from_bytes(hashlib.sha256(words.encode()).digest()[:4])
    random.seed(seed)
    np.random.seed(seed)


def _outlive_nobody() -> None:
    """End this process when the one that began it is gone: standard input ends with it."""
    os.read(0, 1)
    os._exit(1)


def main(folder: Path) -> None:
    """Make the page whose job is kept in a folder, and hand it back there."""
    os.dup2(2, 1)
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    job: Job = pickle.loads((folder / JOB).read_bytes())
    private = folder / "private"
    private.mkdir()
    hand_back(make(job, private), folder)
    os._exit(0)


if __name__ == "__main__":
    sys.path[:] = [str(Path(each).resolve()) for each in sys.path]
    main(Path(sys.argv[1]))
