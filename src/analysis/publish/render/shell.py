"""The cells of one notebook run in an IPython shell of this process, as a kernel would run them.

A process runs one notebook and then ends; nothing is reset, because nothing is used again.
"""

import base64
import contextlib
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


class _Kept:
    """The outputs of the cell that is running, in order."""

    def __init__(self) -> None:
        self.outputs: list[Output] = []
        self._clear = False

    def add(self, output: Output) -> None:
        if self._clear:
            self.outputs.clear()
            self._clear = False
        self.outputs.append(output)

    def clear(self, wait: bool) -> None:
        self._clear = wait
        if not wait:
            self.outputs.clear()

    def say(self, name: str, text: str) -> None:
        last = self.outputs[-1] if self.outputs and not self._clear else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        elif text:
            self.add({"output_type": "stream", "name": name, "text": text})


class _Stream:
    """Standard output or error of a cell: its text becomes an output of the notebook."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, kept: _Kept, name: str) -> None:
        self._kept, self._name = kept, name

    def write(self, text: str) -> int:
        self._kept.say(self._name, text)
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        self.write("".join(lines))

    def flush(self) -> None:
        """Nothing waits."""

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True


class _Hook(DisplayHook):
    """The value of a cell's last line becomes its result."""

    kept: _Kept

    def write_output_prompt(self) -> None:
        """A notebook has none."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.kept.add(_shown("execute_result", format_dict, md_dict) | {"execution_count": None})

    def finish_displayhook(self) -> None:
        """Nothing waits."""


class _Publisher(DisplayPublisher):
    """What a cell displays becomes an output; one with an id can be displayed anew."""

    kept: _Kept

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
        if update:
            for output in self.kept.outputs:
                if mark and output.get("mark") == mark:
                    output.update({k: shown[k] for k in ("data", "metadata")})
            return
        self.kept.add(shown | ({"mark": mark} if mark else {}))

    def clear_output(self, wait: bool = False) -> None:
        self.kept.clear(wait)


class _Interactive(InteractiveShell):
    """IPython without a terminal, a history on disk or a window."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    kept: _Kept

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window to enable."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        said = {"ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)}
        self.kept.add({"output_type": "error", **said})


class Shell:
    """The shell of this process; `private` is a folder for what IPython puts aside."""

    def __init__(self, private: Path) -> None:
        os.environ.setdefault("MPLBACKEND", INLINE)
        quiet = Config(HistoryManager={"enabled": False}, InteractiveShell={"colors": "nocolor"})
        profile = ProfileDir.create_profile_dir(str(private / "ipython"), config=quiet)
        self._kept, self._watch = _Kept(), _Watch()
        self._shell = _Interactive.instance(
            config=quiet, profile_dir=profile, ipython_dir=str(private)
        )
        self._shell.kept = self._kept
        for part in (self._shell.displayhook, self._shell.display_pub):
            assert isinstance(part, _Hook | _Publisher)
            part.kept = self._kept

    def run(self, source: str, seconds: float | None = None) -> CellRun:
        """Run one cell, for at most so many seconds.

        One that runs on is interrupted; one that does not heed it ends with its process.
        """
        self._kept.outputs = []
        out, err = _Stream(self._kept, "stdout"), _Stream(self._kept, "stderr")
        with (
            self._watch.at_most(seconds),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            done = self._shell.run_cell(source, store_history=True)
        for output in self._kept.outputs:
            output.pop("mark", None)
            if output["output_type"] == "execute_result":
                output["execution_count"] = done.execution_count
        failed = done.error_before_exec is not None or done.error_in_exec is not None
        return CellRun(outputs=self._kept.outputs, failed=failed, timed_out=self._watch.fired)


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
            asked = json.loads(line)
            done = shell.run(asked["source"], asked["seconds"])
            answers.write(json.dumps(vars(done)) + "\n")
            answers.flush()
    finally:
        shutil.rmtree(private, ignore_errors=True)


if __name__ == "__main__":
    sys.path[:] = [str(Path(each).resolve()) for each in sys.path]
    main(Path(sys.argv[1]))
