"""What a run of the tests leaves out, why, and how to get it: a line for each reason at its end."""

import os
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

SLOW = "slow_left_out"


@dataclass(frozen=True)
class Reason:
    """Why tests are left out, and what has them run; both are printed."""

    why: str
    how: str

    def on(self, condition: bool) -> pytest.MarkDecorator:
        """A mark that leaves a test out for this reason when the condition holds."""
        return pytest.mark.skipif(condition, reason=self.why)


NO_BROWSER = Reason(
    "no Chromium was found, so no page was opened",
    "install chromium or google-chrome, or set CARE_ANALYSIS_CHROMIUM to where it is "
    "(CARE_ANALYSIS_REQUIRE_BROWSER=1 makes its absence a failure)",
)
NO_PUBLISHED = Reason(
    "the full published files are not here",
    "put the files that data/raw/sources.csv lists into the folder ../shared/data",
)
NO_FORECAST = Reason("no forecast has been made", "run `care-analysis forecast`")
HAS_S3FS = Reason("s3fs is installed here", "run the tests in an environment without s3fs")
NOT_POSIX = Reason(
    "Windows has no such signals, permissions, folders or schedules",
    "run the tests on Linux or macOS",
)
NO_CLONE = Reason("this is no clone of git", "run the tests in a clone")
NO_GIT = Reason("git is not installed, so no two commits were compared", "install git")
NO_INDEX = Reason(
    "the packages cannot be fetched here, so no whole environment was made without a network",
    "run the tests where PyPI, or the index that PIP_INDEX_URL names, can be reached",
)
NOT_LINUX = Reason(
    "the benchmark and the warm parent that workers share need Linux", "run the tests on Linux"
)
NO_TAUARGUS = Reason(
    "pytauargus, the engine that our suppression is compared with, is not installed",
    "pip install pytauargus==0.6.0 (14 MB, EUPL: for these tests alone)",
)
TOO_SLOW = Reason("they take many minutes (marked slow)", "python3 run.py test --all")
REASONS = (
    NO_BROWSER,
    NO_PUBLISHED,
    NO_FORECAST,
    HAS_S3FS,
    NOT_POSIX,
    NOT_LINUX,
    NO_CLONE,
    NO_GIT,
    NO_INDEX,
    NO_TAUARGUS,
    TOO_SLOW,
)

HOW = {reason.why: reason.how for reason in REASONS}
posix = NOT_POSIX.on(os.name == "nt")


def lines(counts: Counter[str]) -> list[str]:
    """A line for each reason, the one with the most tests first.

    The numbers stand apart from words such as skipped, so that what reads pytest's closing line
    finds only that one.
    """
    told = []
    for why, count in counts.most_common():
        how = f" To run {'it' if count == 1 else 'them'}: {HOW[why]}." if why in HOW else ""
        told.append(f"Tests: {count}. {why[:1].upper()}{why[1:].rstrip('.')}.{how}")
    return told


class LeftOut:
    """Counts what is left out, in this process and in those of xdist, and tells it at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._slow = 0

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """Count the slow ones."""
        self._slow += sum("slow" in item.keywords for item in items)

    def pytest_sessionfinish(self) -> None:
        """Hand the count to the process that tells it, where that is another."""
        output = getattr(self._config, "workeroutput", None)
        if output is not None:
            output[SLOW] = self._slow

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Every worker collects every test, so any of them knows."""
        self._slow = max(self._slow, getattr(node, "workeroutput", {}).get(SLOW, 0))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """The lines, above pytest's own closing line."""
        counts = Counter(map(reason_of, terminalreporter.stats.get("skipped", [])))
        if self._slow:
            counts[TOO_SLOW.why] = self._slow
        if counts:
            terminalreporter.section("left out")
        for line in lines(counts):
            terminalreporter.write_line(line)


def reason_of(report: Any) -> str:
    """Why a test was skipped, as its skip said it."""
    told = report.longrepr
    words = told[2] if isinstance(told, tuple) else str(told)
    return words.removeprefix("Skipped: ")
