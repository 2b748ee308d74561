"""Papermill's engine of this project: cells run in a shell of a process of their own, not a kernel.

It is registered under papermill's entry point, so that
`papermill --engine care-analysis notebook.ipynb out.ipynb -p area Leeds` works too. In the
process that a run has begun for one page alone, the shell runs right there; anywhere else it gets a
fresh process, which shares nothing with the one that asked.
"""

import itertools
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import Engine, NotebookExecutionManager

from analysis.core.errors import CareAnalysisError
from analysis.publish.render.shell import TIMED_OUT, CellRun, Shell

NAME = "care-analysis"

_alone: Path | None = None


class EngineError(CareAnalysisError):
    """A notebook that this engine cannot run."""


def use_this_process(private: Path) -> None:
    """Say that this process was begun for one notebook, and ends with it."""
    global _alone
    _alone = private


class CareAnalysisEngine(Engine):
    """Runs each code cell in one IPython shell; see the module's words."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        execution_timeout: float | None = None,
        **kwargs: Any,
    ) -> None:
        """Run the cells in order up to the first that fails, which papermill then raises.

        Raises CellTimeoutError for a cell that ran longer than `execution_timeout` seconds,
        DeadKernelError when its process died, EngineError for a notebook not in Python.
        """
        language = nb_man.nb.metadata.get("kernelspec", {}).get("language", "python")
        if language.lower() != "python":
            raise EngineError(
                f"The engine {NAME} runs notebooks in Python, and this one is in {language}. Leave "
                "out --engine to run it with its own kernel."
            )
        with _shell() as shell:
            _run_cells(nb_man, shell, execution_timeout)
        # What a Python kernel says of its language.
        nb_man.nb.metadata["language_info"] = {
            "codemirror_mode": {"name": "ipython", "version": 3},
            "file_extension": ".py",
            "mimetype": "text/x-python",
            "name": "python",
            "nbconvert_exporter": "python",
            "pygments_lexer": "ipython3",
            "version": platform.python_version(),
        }


def _run_cells(
    nb_man: NotebookExecutionManager, shell: "Shell | _Apart", seconds: float | None
) -> None:
    numbers = itertools.count(1)
    for index, cell in enumerate(nb_man.nb.cells):
        tags = cell.metadata.get("tags", [])
        try:
            nb_man.cell_start(cell, index)
            if cell.cell_type != "code" or not cell.source.strip() or "skip-execution" in tags:
                continue
            done = shell.run(cell.source, seconds)
            cell.execution_count = next(numbers)
            cell.outputs = [nbformat.from_dict(output) for output in done.outputs]
            if done.timed_out:
                raise CellTimeoutError.error_from_timeout_and_cell(
                    "Cell execution timed out", int(seconds or 0), cell
                )
            if done.failed and "raises-exception" not in tags:
                nb_man.cell_exception(cell, cell_index=index)
                break
        finally:
            nb_man.cell_complete(nb_man.nb.cells[index], cell_index=index)


@contextmanager
def _shell() -> "Iterator[Shell | _Apart]":
    """A shell in this process, if it was begun for one notebook; else in a fresh one."""
    global _alone
    if _alone is not None:
        private, _alone = _alone, None
        yield Shell(private)
    else:
        with closing(_Apart()) as apart:
            yield apart


class _Apart:
    """A shell in a fresh process, asked over its standard input and output.

    What it puts aside goes into a folder that either of the two removes when the other is gone.
    """

    def __init__(self) -> None:
        self._private = tempfile.mkdtemp(prefix="care-analysis-")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "analysis.publish.render.shell", self._private],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, source: str, seconds: float | None = None) -> CellRun:
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps({"source": source, "seconds": seconds}) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            code = self._process.wait()
            if code == TIMED_OUT:
                return CellRun(outputs=[], failed=True, timed_out=True)
            raise DeadKernelError(f"The notebook's process died with exit code {code}.")
        return CellRun(**json.loads(answer))

    def close(self) -> None:
        """End the process by ending its input, and remove what it put aside."""
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):  # it is gone, with a cell unread
            self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        shutil.rmtree(self._private, ignore_errors=True)
