"""The executor of this machine: forked from a warm parent on Linux, spawned elsewhere."""

import os
import sys
from pathlib import Path

from analysis.publish.executors.base import Executor
from analysis.publish.executors.fork import ForkingExecutor
from analysis.publish.executors.spawn import SpawningExecutor


def executor(workers: int, folder: Path, home: Path | None = None, shared: str = "") -> Executor:
    """`folder` is for what processes put aside; `home` the project they read, if it is another.
    Those on this machine that say the same `shared`, a run and its inputs, share a warm parent.
    """
    forks = sys.platform.startswith("linux") and not os.environ.get("CARE_ANALYSIS_SPAWN")
    if forks and shared:
        from analysis.publish.executors.shared_parent import SharingExecutor  # of Linux alone

        return SharingExecutor(workers, folder, home, shared)
    return (ForkingExecutor if forks else SpawningExecutor)(workers, folder, home)
