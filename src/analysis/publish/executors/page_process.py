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

from analysis.core.atomic import write_bytes
from analysis.core.errors import CareAnalysisError
from analysis.publish.jobs import Job, Result

RESULT, JOB = "result", "job"


def order(job: Job, beside: Path) -> Path:
    """A new folder with a job, for the process that is to make it (see `serve`)."""
    folder = Path(tempfile.mkdtemp(dir=beside))
    (folder / JOB).write_bytes(pickle.dumps(job))
    return folder


def serve(folder: Path) -> None:
    """Make the page whose job is in a folder, and hand its Result back there."""
    private = folder / "private"
    private.mkdir()
    hand_back(make(pickle.loads((folder / JOB).read_bytes()), private), folder)


def hand_back(done: Result, folder: Path) -> None:
    """Write a result for the process that asked, whole or not at all."""
    write_bytes(pickle.dumps(done, protocol=pickle.HIGHEST_PROTOCOL), folder / RESULT)


def handed_back(folder: Path) -> Result:
    """What `serve` made; OSError, PickleError or EOFError where it made nothing."""
    done: Result = pickle.loads((folder / RESULT).read_bytes())
    return done


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


def result(job: Job, private: Path) -> Result:
    """The finished page, or what went wrong on the way to it."""
    from analysis.publish.render import render

    start = time.monotonic()
    try:
        return render.make(job, private)
    except Exception as fault:
        return failed(fault, time.monotonic() - start)


def failed(fault: Exception, seconds: float) -> Result:
    """A page that could not be made: the problem in a line, and the traceback apart."""
    return Result(
        seconds=round(seconds, 2),
        problem=in_one_line(fault),
        story="".join(traceback.format_exception(fault)),
        final=isinstance(fault, CareAnalysisError),
    )


def in_one_line(fault: BaseException) -> str:
    """What went wrong, by its name; a cell's error as papermill names it, an own one in full."""
    name, value = getattr(fault, "ename", type(fault).__name__), getattr(fault, "evalue", fault)
    words = str(fault) if isinstance(fault, CareAnalysisError) else f"{name}: {value}"
    return " ".join(words.split())[:500]


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


if __name__ == "__main__":
    sys.path[:] = [str(Path(each).resolve()) for each in sys.path]
    os.dup2(2, 1)
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    serve(Path(sys.argv[1]))
    os._exit(0)
