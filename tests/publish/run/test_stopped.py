"""Stopped by a signal, in front, in the background, under nohup: exit codes, and no orphan."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

import small
from analysis.cli.app import PAGES_STAND, Command, app
from left_out import posix
from waiting import GENEROUS, all_ended, wait_for

pytestmark = posix
ROOT = Path(__file__).resolve().parents[3]
STOPS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129} if os.name != "nt" else {}
# A command of the real command line, the work behind which goes on until it is stopped.
STAND_IN = """
import sys, threading
from analysis.cli import app
from analysis.pipeline import build, reporting

def works_on(*_, **__):
    print("begun", flush=True)
    threading.Event().wait()

build.build = reporting.make = works_on
sys.argv = ["care-analysis", *sys.argv[1:]]
app.main()
"""
# run.py without its setting up, for this very environment.
RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv.pop(1))
import run
run.set_up, run.PYTHON = lambda: None, Path(sys.executable)
sys.exit(run.main(sys.argv[1:]))
"""
# As a shell without job control begins a job in the background: with SIGINT ignored.
IN_BACKGROUND = 'trap "" INT; "$@" & echo $!; wait $!; echo "exit code $?"'
UNDER_NOHUP = 'trap "" HUP INT; exec "$@"'
WORK = """
import os, signal
from pathlib import Path
from IPython.display import Markdown

Path(os.environ["MARKS"], area).touch()
if area != "801":
    signal.pause()
"""


@contextmanager
def begun(*words: str, before: tuple[str, ...] = ()) -> Iterator["subprocess.Popen[str]"]:
    """A command whose work has begun, and which does not outlive the test."""
    process = subprocess.Popen(
        [*before, sys.executable, "-c", STAND_IN, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            assert process.stdout and process.stdout.readline() == "begun\n"
            yield process
        finally:
            process.kill()


def end(process: "subprocess.Popen[str]") -> None:
    """End a process, if it is there still."""
    if process.poll() is None:
        process.kill()


def surroundings() -> dict[str, str]:
    """The environment, with the folders of the tests on Python's path."""
    path = os.pathsep.join([str(ROOT / "tests"), *filter(None, sys.path)])
    return {**os.environ, "PYTHONPATH": path}


def told(process: "subprocess.Popen[str]", *numbers: int) -> tuple[int, str]:
    """Its exit code and last words after these signals."""
    for number in numbers:
        process.send_signal(number)
    _, said = process.communicate(timeout=GENEROUS)
    return process.returncode, said


@pytest.mark.parametrize("number", STOPS, ids=lambda n: n.name)
def test_a_command_says_by_its_exit_code_which_signal_stopped_it(number: signal.Signals) -> None:
    with begun("build", "--raw", "published") as process:
        assert told(process, number) == (STOPS[number], "Stopped.\n")


def test_being_told_twice_is_being_told_once() -> None:
    """As by a service manager, which tells run.py and, as one of its group, the command too."""
    with begun("report", "methods") as process:
        code, said = told(process, signal.SIGTERM, signal.SIGTERM)
    assert (code, said) == (143, f"{PAGES_STAND}\n")


def test_what_nohup_and_the_background_ignore_stays_ignored() -> None:
    """Signals that wait are taken in the order of their numbers, and SIGTERM's is the highest."""
    with begun("report", "methods", before=("sh", "-c", UNDER_NOHUP, "sh")) as process:
        assert told(process, signal.SIGHUP, signal.SIGINT, signal.SIGTERM)[0] == 143


def test_all_commands_tell_of_a_stop() -> None:
    groups = [app, *(group.typer_instance for group in app.registered_groups)]
    commands = [command for group in groups for command in group.registered_commands]
    assert len(commands) > 15
    assert [c.callback for c in commands if not c.cls or not issubclass(c.cls, Command)] == []


@pytest.mark.notebook
def test_run_py_in_the_background_ends_its_whole_family_when_told(tmp_path: Path) -> None:
    """Pages that were finished stand, the exit code is SIGTERM's, and Ctrl-C is not for it."""
    home, out, marks = tmp_path / "home", tmp_path / "out", tmp_path / "marks"
    marks.mkdir()
    small.put_tables(home)
    small.put_notebook(home, WORK, 'Markdown(f"All is well in {area}.")')
    words = small.command(out, places=("Bristol", "Lancashire", "Bradford"))
    asked = ["report", *words[words.index("report") + 1 :]]
    shell = subprocess.Popen(
        ["sh", "-c", IN_BACKGROUND, "sh", sys.executable, "-c", RUN, str(ROOT), *asked],
        env={**os.environ, "CARE_ANALYSIS_HOME": str(home), "MARKS": str(marks)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert shell.stdout
    run = psutil.Process(int(shell.stdout.readline()))
    try:
        page = out / "bristol" / f"{small.REPORT}.html"
        wait_for(lambda: page.exists() and len(list(marks.iterdir())) == 3, "no third page")
        family = [run, *run.children(recursive=True)]
        assert len(family) == 5, "run.py, the command, the warm parent and two pages in the making"
        run.send_signal(signal.SIGINT)
        run.send_signal(signal.SIGTERM)
        said, problems = shell.communicate(timeout=GENEROUS)
        assert said.splitlines()[-1] == "exit code 143", problems
        assert problems.splitlines()[-1] == PAGES_STAND and "Traceback" not in problems
        assert all_ended(family) and page.exists()
    finally:
        for each in (*run.children(recursive=True), run) if run.is_running() else ():
            each.kill()


SESSION = """
import os, subprocess, sys
from pathlib import Path
import pytest

@pytest.fixture
def child():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()
    Path("put_away").touch()

def test_that_waits(child):
    Path(f"{child.pid}.begun").touch()
    child.wait()
"""


def test_a_suite_that_is_told_to_end_puts_its_fixtures_away(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(SESSION, encoding="utf-8")
    options = ["-p", "conftest", "-p", "no:cacheprovider", "-p", "no:nbval", "-n", "1"]
    process = psutil.Popen(
        [sys.executable, "-m", "pytest", *options],
        cwd=tmp_path,
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_for(lambda: list(tmp_path.glob("*.begun")) or process.poll() is not None, "no test")
        family = process.children(recursive=True)
        process.terminate()
        said, _ = process.communicate(timeout=GENEROUS)
        assert process.returncode == 143 and all_ended(family), said
        assert (tmp_path / "put_away").exists(), said
    finally:
        end(process)


def test_children_of_the_tests_have_default_signals() -> None:
    """Whatever was ignored where the suite was started; the suite itself goes on ignoring it."""
    child = (
        "import signal as s; "
        "print(s.getsignal(s.SIGINT) is s.default_int_handler, s.getsignal(s.SIGHUP).name)"
    )
    script = (
        "import signal, subprocess, sys, signals\n"
        "signals.give_children_defaults()\n"
        "signal.raise_signal(signal.SIGINT)\n"
        f"subprocess.run([sys.executable, '-c', {child!r}], check=True)\n"
    )
    said = subprocess.run(
        ["sh", "-c", UNDER_NOHUP, "sh", sys.executable, "-c", script],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
        timeout=GENEROUS,
    )
    assert said.stdout == "True SIG_DFL\n"
