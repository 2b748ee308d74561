"""The cells of one notebook run in an IPython shell of this process, as a kernel would run them.

A process runs one notebook and then ends; nothing is reset, because nothing is used again.
"""

import base64
import contextlib
import io
import math
import os
import signal
import sys
import threading
import time
from _thread import interrupt_main
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.profiledir import ProfileDir
from traitlets import Type
from traitlets.config import Config

INLINE = "module://matplotlib_inline.backend_inline"
# After a cell was interrupted, how long it may take to end before its process is ended for it.
GRACE_SECONDS = 10
# How often the time is looked at.
LOOK_SECONDS = 0.1
TIMED_OUT = 124

Output = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class CellRun:
    """What came of a cell: its outputs as a notebook keeps them, and whether it failed."""

    outputs: list[Output]
    failed: bool = False
    timed_out: bool = False


class _Outputs:
    """The outputs of the cell that is running, in order."""

    def __init__(self) -> None:
        self.all: list[Output] = []
        self._clear_first = False

    def add(self, output: Output) -> None:
        if self._clear_first:
            self.clear(wait=False)
        self.all.append(output)

    def clear(self, wait: bool) -> None:
        self._clear_first = wait
        if not wait:
            self.all.clear()

    def write(self, stream: str, text: str) -> None:
        last = self.all[-1] if self.all and not self._clear_first else {}
        if last.get("output_type") == "stream" and last["name"] == stream:
            last["text"] += text
        elif text:
            self.add({"output_type": "stream", "name": stream, "text": text})


class _Stream(io.TextIOBase):
    """Standard output or error of a cell: its text becomes an output of the notebook."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, outputs: _Outputs, name: str) -> None:
        self._outputs, self._name = outputs, name

    def write(self, text: str) -> int:
        self._outputs.write(self._name, text)
        return len(text)

    def writable(self) -> bool:
        return True


class _Hook(DisplayHook):
    """The value of a cell's last line becomes its result, without a prompt."""

    outputs: _Outputs

    def write_output_prompt(self) -> None: ...

    def finish_displayhook(self) -> None: ...

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.outputs.add(_shown("execute_result", format_dict, md_dict) | {"execution_count": None})


class _Publisher(DisplayPublisher):
    """What a cell displays becomes an output; one with an id can be displayed anew."""

    outputs: _Outputs

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        source: Any = None,
        *,
        transient: Any = None,
        update: Any = False,
        **kwargs: Any,
    ) -> None:
        mark = (transient or {}).get("display_id")
        shown = _shown("display_data", data, metadata)
        if not update:
            self.outputs.add(shown | ({"mark": mark} if mark else {}))
        for output in self.outputs.all if update and mark else ():
            if output.get("mark") == mark:
                output.update({k: shown[k] for k in ("data", "metadata")})

    def clear_output(self, wait: bool = False) -> None:
        self.outputs.clear(wait)


class _Interactive(InteractiveShell):
    """IPython without a terminal, a history on disk or a window."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    outputs: _Outputs

    def enable_gui(self, gui: Any = None) -> None: ...

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        error = {"ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)}
        self.outputs.add({"output_type": "error", **error})


class Shell:
    """The shell of this process; `private` is a folder for what IPython puts aside."""

    def __init__(self, private: Path) -> None:
        os.environ.setdefault("MPLBACKEND", INLINE)
        quiet = Config(HistoryManager={"enabled": False}, InteractiveShell={"colors": "nocolor"})
        profile = ProfileDir.create_profile_dir(str(private / "ipython"), config=quiet)
        self._outputs, self._watch = _Outputs(), _Watch()
        self._shell = _Interactive.instance(
            config=quiet, profile_dir=profile, ipython_dir=str(private)
        )
        for part in (self._shell, self._shell.displayhook, self._shell.display_pub):
            assert isinstance(part, _Interactive | _Hook | _Publisher)
            part.outputs = self._outputs

    def run(self, source: str, seconds: float | None = None) -> CellRun:
        """Run one cell, for at most so many seconds.

        One that runs on is interrupted; one that does not heed it ends with its process.
        """
        outputs: list[Output] = []
        self._outputs.all = outputs
        with (
            self._watch.at_most(seconds),
            contextlib.redirect_stdout(_Stream(self._outputs, "stdout")),
            contextlib.redirect_stderr(_Stream(self._outputs, "stderr")),
        ):
            done = self._shell.run_cell(source, store_history=True)
        for output in outputs:
            output.pop("mark", None)
            if output["output_type"] == "execute_result":
                output["execution_count"] = done.execution_count
        failed = done.error_before_exec is not None or done.error_in_exec is not None
        return CellRun(outputs=outputs, failed=failed, timed_out=self._watch.fired)


class _Watch:
    """Interrupts a cell that runs too long; one thread looks at the clock for all cells."""

    def __init__(self) -> None:
        self.fired = False
        self._until = math.inf
        self._turn = threading.Lock()  # so that a cell is not interrupted for the one before it
        self._thread = threading.Thread(target=self._look, daemon=True)

    @contextlib.contextmanager
    def at_most(self, seconds: float | None) -> Iterator[None]:
        """Interrupt this process's main thread when the time is up; end it if that is no help."""
        self.fired = False
        if seconds is None:
            yield
            return
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if not self._thread.is_alive():
            self._thread.start()
        self._until = time.monotonic() + seconds
        try:
            yield
        finally:
            with self._turn:
                self._until = math.inf

    def _look(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            with self._turn:
                until = self._until
                if time.monotonic() <= until:
                    continue
                self.fired = True
                _interrupt()
            last = time.monotonic() + GRACE_SECONDS
            while self._until == until:
                if time.monotonic() > last:
                    os._exit(TIMED_OUT)
                time.sleep(LOOK_SECONDS)


def _interrupt() -> None:
    """As Ctrl-C does: a signal where there are any, which wakes the main thread if it sleeps."""
    if os.name == "posix":
        main_thread = threading.main_thread().ident
        assert main_thread is not None
        signal.pthread_kill(main_thread, signal.SIGINT)
    else:
        interrupt_main()


def _shown(kind: str, data: Any, metadata: Any) -> Output:
    return {"output_type": kind, "data": _plain(data or {}), "metadata": _plain(metadata or {})}


def _plain(value: Any) -> Any:
    """A value as JSON has it: bytes, such as a picture's, in base64."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def main(private: Path) -> None:
    """Run the cells that come as JSON lines on standard input; answer each on standard output.

    `private` is removed when the input ends, as it does too when whoever asks is gone.
    """
    import json
    import shutil

    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    cells = os.fdopen(os.dup(0), encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    try:
        shell = Shell(private)
        for line in cells:
            print(json.dumps(vars(shell.run(**json.loads(line)))), file=answers, flush=True)
    finally:
        shutil.rmtree(private, ignore_errors=True)


if __name__ == "__main__":
    sys.path[:] = [str(Path(each).resolve()) for each in sys.path]
    main(Path(sys.argv[1]))
