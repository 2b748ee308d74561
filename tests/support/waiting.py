"""How tests wait: for an event, with an end so late that only a fault reaches it.

No test knows how long anything takes, on a machine that may be busy with eight other things. What
is to happen is waited for until it has happened; `GENEROUS` only ends a suite that would hang.
"""

import time
from collections.abc import Callable, Iterable

import psutil

GENEROUS = 600.0
LOOK_SECONDS = 0.05
# A limit that is to be reached, because what it limits never ends by itself.
REACHED = 0.2


def wait_for(what: Callable[[], object], why: str) -> None:
    """Look again and again until `what` is so; AssertionError with `why` if it never is."""
    until = time.monotonic() + GENEROUS
    while not what():
        assert time.monotonic() < until, why
        time.sleep(LOOK_SECONDS)


def all_ended(processes: Iterable[psutil.Process]) -> bool:
    """Whether all of these processes have ended, once they had time to."""
    return not psutil.wait_procs(list(processes), timeout=GENEROUS)[1]


def a_moment(seconds: float) -> None:
    """Let some time pass in which nothing is expected: whatever its length, the test holds."""
    time.sleep(seconds)
