"""Signals as the tests and their children have them, however the suite was started."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType

import psutil
import pytest

TO_END = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


def give_children_defaults() -> None:
    """Let children of this process have default signals where it was told to ignore some.

    A shell without job control starts `python3 run.py test &` with SIGINT ignored, and nohup does
    so with SIGHUP; what is ignored stays so in every child, while a handler becomes the default.
    So this process goes on ignoring it, with a handler that does nothing.
    """
    for each in TO_END:
        if signal.getsignal(each) is signal.SIG_IGN:
            signal.signal(each, _nothing)


@contextmanager
def kept() -> Iterator[None]:
    """Put the handlers back afterwards."""
    before = {each: signal.getsignal(each) for each in TO_END}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def end_in_good_order(session: pytest.Session) -> None:
    """End the session on SIGTERM as a failure would: fixtures and children are put away."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, partial(_end, session, os.getpid()))


def _nothing(number: int, frame: FrameType | None) -> None:
    """Go on."""


def _end(session: pytest.Session, process: int, number: int, frame: FrameType | None) -> None:
    if os.getpid() != process:  # a fork of this process, which is no session
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    signal.signal(number, _nothing)
    session.shouldstop = "told to end"  # for a test that swallows what follows
    for child in psutil.Process().children():  # those of xdist too
        with suppress(psutil.NoSuchProcess):
            child.terminate()
    pytest.exit("told to end", returncode=128 + number)
