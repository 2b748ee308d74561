"""The seam between a run and the processes that make pages for it.

A run hands jobs to an Executor and puts in place what comes back; it retries what failed. To make
pages elsewhere, write these two methods:

- `submit(job)` returns at once with a `concurrent.futures.Future` of a Result. The work is
  `page_process.make(job, private)` in a process of its own, begun for that page alone, with
  `private` an empty folder that is removed afterwards. The files of the page are in the Result as
  bytes, so that a worker needs no folder in common with the run, only the built tables
  and the notebooks (`CARE_ANALYSIS_HOME`). A page that cannot be made is a Result with a
  `problem`, not an exception; an exception of the Future says that its process was lost. One that
  may have been lost with others, without its own doing, is a LostError with `shared`.
- `close()` ends every process that was begun and removes what they put aside, whether the work is
  done or not.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from analysis.core.errors import CareAnalysisError
from analysis.publish.jobs import Job, Result

KILLED = "its process was killed, perhaps for want of memory"
STOPPED = "the run was stopped"
ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS"), "1"
)


class LostError(CareAnalysisError):
    """A process ended before its page was made; `shared` when another page may have ended it."""

    def __init__(self, why: str = KILLED, *, shared: bool = False) -> None:
        self.shared = shared
        super().__init__(why)


class Executor(Protocol):
    """See the module's words."""

    def submit(self, job: Job) -> "Future[Result]": ...

    def close(self) -> None: ...


MakeExecutor = Callable[[int, Path], Executor]
"""What makes the executor of a run, of the workers at a time and a folder of its own."""


def surroundings(folder: Path, home: Path | None = None) -> dict[str, str]:
    """The environment of a process that makes pages: one thread, and what it puts aside in a folder
    that the run removes. `home` is the project to read, when it is another than ours.

    What a Dask worker's nanny asks for, to give memory back at once, is left out: such a process
    ends soon, and would ask for it again.
    """
    return {
        "ARROW_DEFAULT_MEMORY_POOL": "system",  # as our commands set it; none began a worker
        **{name: said for name, said in os.environ.items() if name != "MALLOC_TRIM_THRESHOLD_"},
        **ONE_THREAD,
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        # pyarrow's allocator would start a thread of its own when it is loaded.
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
        **({"CARE_ANALYSIS_HOME": str(home)} if home else {}),
    }
