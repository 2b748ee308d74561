"""The warm parent says what it begins before it begins it, so that no page is begun twice."""

import os
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path

import pytest

from analysis.publish.executors.fork_server import ForkServer
from left_out import posix

pytestmark = posix


def heard_when_it_forks(
    monkeypatch: pytest.MonkeyPatch, folder: Path, fault: BaseException
) -> list[tuple[str, bool, str]]:
    """What a run hears of a page at whose fork this happens to the warm parent."""

    def fork() -> int:
        raise fault

    monkeypatch.setattr(os, "fork", fork)
    ours, theirs = Pipe()
    with ours:
        ours.send("a page")
        ours.send("")
        with theirs, suppress(KeyboardInterrupt):
            ForkServer(theirs, 1, folder).run()
        heard = []
        with suppress(EOFError, ConnectionError):
            while True:
                heard.append(ours.recv())
        return heard


def test_a_page_at_which_the_parent_died_counts_as_begun(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its process may be there already; begun once more, both would make it in one folder."""
    heard = heard_when_it_forks(monkeypatch, tmp_path, KeyboardInterrupt())
    assert heard == [("a page", True, "")]


def test_a_page_for_which_no_process_could_be_begun_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard = heard_when_it_forks(monkeypatch, tmp_path, BlockingIOError("no more processes"))
    assert heard == [
        ("a page", True, ""),
        ("a page", False, "no process could be begun for it (no more processes)"),
    ]
