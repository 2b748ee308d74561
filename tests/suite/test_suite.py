"""The rules of the suite itself: no clock decides, and what is left out is told with its remedy."""

import ast
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings

import dearest_first
import left_out
import together
from waiting import GENEROUS

TESTS = Path(__file__).resolve().parents[1]
FILES = sorted(p for p in TESTS.rglob("*.py") if p.name != "waiting.py")
CLOCKS = ("monotonic", "perf_counter", "process_time", "time")
WAITS = ("wait", "wait_for", "wait_procs", "join", "acquire", "communicate", "result", "exception")
SHORT = 60  # seconds within which a busy machine may not have done a thing
BESIDE = "wait for an event (tests/support/waiting.py): a busy machine takes any time it likes"


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Where in a file which function or method is called, as 'file:line name'."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            yield f"{path.name}:{node.lineno} {name}", node


def short(node: ast.expr) -> bool:
    """Whether a number is written here that is a short time."""
    return (
        isinstance(node, ast.Constant)
        and type(node.value) in (int, float)
        and 0 < node.value < SHORT
    )


def is_called(node: ast.Call, of: str, names: tuple[str, ...]) -> bool:
    """Whether a function of a module is called by these names."""
    whole = node.func
    return (
        isinstance(whole, ast.Attribute)
        and isinstance(whole.value, ast.Name)
        and whole.value.id == of
        and whole.attr in names
    )


def test_no_test_sleeps_or_looks_at_the_clock() -> None:
    """A sleep may stand in a loop that waits for an event, in the code that a test has run too."""
    found = []
    for path in FILES:
        lines = ["", *path.read_text(encoding="utf-8").splitlines()]
        for number, (before, line) in enumerate(pairwise(lines), start=1):
            sleeps = re.search(r"(?<!def )\bsleep\(", line)
            if sleeps and not re.search(r"\bwhile\b", before + line):
                found.append(f"{path.name}:{number} {line.strip()}")
        found += [where for where, call in calls(path) if is_called(call, "time", CLOCKS)]
    assert found == [], BESIDE


def test_no_wait_has_a_short_end() -> None:
    """Limits that are to be reached are called so: waiting.REACHED."""
    found = []
    for path in FILES:
        for where, call in calls(path):
            given = [k.value for k in call.keywords if k.arg and k.arg.endswith("timeout")]
            if where.rpartition(" ")[2] in WAITS:
                given += call.args
            found += [where for each in given if short(each)]
    assert found == [], f"use waiting.GENEROUS, and {BESIDE}"


def test_every_skip_says_how_to_have_the_test_run() -> None:
    found = []
    for path in FILES:
        for where, call in calls(path):
            given = [*call.args, *(k.value for k in call.keywords if k.arg == "reason")]
            skips = is_called(call, "pytest", ("skip", "importorskip"))
            if skips or where.endswith(" skipif"):
                wrong = [each for each in given if isinstance(each, ast.Constant | ast.JoinedStr)]
                found += [where] * bool(wrong)
    assert found == [], "put the reason and its remedy into tests/support/left_out.py, and use them"


def test_no_example_of_hypothesis_is_a_matter_of_time_or_luck() -> None:
    assert settings.default.deadline is None
    assert settings.default.derandomize or settings.default.database is None


SOME = """
import pytest
from left_out import NO_FORECAST

pytestmark = pytest.mark.filterwarnings("default")

@pytest.mark.parametrize("n", range(3))
@NO_FORECAST.on(True)
def test_of_the_forecast(n): pass

@pytest.mark.skip(reason="nobody knows")
def test_of_something_else(): pass

def test_of_a_page(chromium): pass

@pytest.mark.slow
def test_that_takes_long(): pass

def test_that_runs(): pass
"""


@pytest.mark.parametrize("spread", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_what_is_left_out_is_told_in_a_line_each(tmp_path: Path, spread: tuple[str, ...]) -> None:
    """On a machine without Chromium; pytest's own line is the last one still."""
    (tmp_path / "test_some.py").write_text(SOME, encoding="utf-8")
    path = os.pathsep.join([str(TESTS), *filter(None, sys.path)])
    there = dict(os.environ, PYTHONPATH=path, PATH="")
    for name in ("CARE_ANALYSIS_CHROMIUM", "CARE_ANALYSIS_REQUIRE_BROWSER"):
        there.pop(name, None)
    options = ("-p", "conftest", "-p", "no:cacheprovider", "-p", "no:nbval")
    options += ("-m", "", "--strict-markers")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-o", "markers=slow\nunit\npage", *spread],
        cwd=tmp_path,
        env=there,
        capture_output=True,
        text=True,
        timeout=GENEROUS,
    )
    assert done.returncode == 0, done.stdout
    told = [line for line in done.stdout.splitlines() if line]
    *_, start, first, second, third, fourth, last = told
    assert re.fullmatch(r"=+ left out =+", start), done.stdout
    forecast, page, slow = left_out.NO_FORECAST, left_out.NO_BROWSER, left_out.TOO_SLOW
    assert first == f"Tests: 3. No forecast has been made. To run them: {forecast.how}."
    assert {second, third, fourth} == {
        "Tests: 1. Nobody knows.",
        f"Tests: 1. No Chromium was found, so no page was opened. To run it: {page.how}.",
        f"Tests: 1. They take many minutes (marked slow). To run it: {slow.how}.",
    }
    assert re.search(r"^=+ .*1 passed, 5 skipped.* in .*=+$", last), last


def test_nothing_left_out_is_not_told() -> None:
    assert left_out.lines(Counter()) == []


def test_every_reason_reads_as_a_sentence() -> None:
    for reason in left_out.REASONS:
        assert reason.why and reason.how and not reason.how.endswith(".")
        (line,) = left_out.lines(Counter({reason.why: 2}))
        assert line.startswith("Tests: 2. ") and line.endswith(f" To run them: {reason.how}.")
        assert not re.search(r"\d+ (passed|failed|skipped|deselected|error)", line)


def test_the_modules_that_begin_first_are_there() -> None:
    assert [each for each in dearest_first.DEAREST if not (TESTS / each).is_file()] == []
    assert len({*dearest_first.DEAREST}) == len(dearest_first.DEAREST)


@pytest.mark.parametrize("helper", together.SHARED)
def test_modules_that_share_what_is_dear_go_to_one_worker(helper: str) -> None:
    modules = [p.relative_to(together.ROOT).as_posix() for p in TESTS.rglob("test_*.py")]
    assert len([m for m in modules if together.scope(m) == helper]) > 1
    assert (TESTS / "support" / f"{helper}.py").is_file()
    alone = "tests/suite/test_suite.py"
    assert together.scope(alone) == alone
