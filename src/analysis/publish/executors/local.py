"""The executor of this machine: forked from a warm parent on Linux, spawned elsewhere."""

import os
import sys
from pathlib import Path

from analysis.publish.executors.base import Executor
from analysis.publish.executors.fork import ForkingExecutor
from analysis.publish.executors.spawn import SpawningExecutor


def executor(workers: int, folder: Path, home: Path | None = None) -> Executor:
    """`folder` is one of this run alone, for what its processes put aside; `home` is the project
    that they read, when it is not that of this process.
    """
    forks = sys.platform.startswith("linux") and not os.environ.get("CARE_ANALYSIS_SPAWN")
    return (ForkingExecutor if forks else SpawningExecutor)(workers, folder, home)
