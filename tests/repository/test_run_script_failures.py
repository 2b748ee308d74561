"""run.py when a step fails: a plain sentence says what failed and what to do next."""

import io
import signal
import subprocess
import urllib.error
import urllib.request
from collections import namedtuple
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "run.py"
Disk = namedtuple("Disk", "total used free")


@pytest.fixture
def run() -> ModuleType:
    """run.py as a module of its own for each test."""
    spec = spec_from_file_location("run_script", SCRIPT)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def failing_with(error: Exception) -> Callable[..., Any]:
    def urlopen(*_: Any, **__: Any) -> Any:
        raise error

    return urlopen


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (urllib.error.URLError("Name or service not known"), "cannot be reached"),
        (urllib.error.URLError("[SSL: CERTIFICATE_VERIFY_FAILED] x"), "UV_SYSTEM_CERTS=1"),
        (OSError("Tunnel connection failed: 407 Proxy"), "asks for a name and password"),
        (TimeoutError("timed out"), "cannot be reached"),
    ],
)
def test_network_trouble_is_told_apart(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    monkeypatch.setattr(urllib.request, "urlopen", failing_with(error))
    assert words in run.network_problem({})


def test_an_index_that_answers_is_no_trouble(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = urllib.error.HTTPError("x", 404, "Not Found", None, io.BytesIO())  # type: ignore[arg-type]
    monkeypatch.setattr(urllib.request, "urlopen", failing_with(missing))
    assert run.network_problem({}) is None


def test_the_password_of_an_index_is_not_printed(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(urllib.request, "urlopen", failing_with(OSError("no route")))
    told = run.network_problem({"PIP_INDEX_URL": "https://me:secret@packages.example/simple"})
    assert told.startswith("https://packages.example/simple cannot be reached")


def test_a_full_disk_and_a_long_path_come_before_the_network(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.shutil, "disk_usage", lambda _: Disk(9e9, 8e9, 1e9))
    assert run.advice() == "Only 1.0 GB of disk is free; make room for 3 GB."
    monkeypatch.setattr(run.shutil, "disk_usage", lambda _: Disk(9e9, 0, 9e9))
    monkeypatch.setattr(run, "WINDOWS", True)
    monkeypatch.setattr(run, "ROOT", Path("/" + "x" * 90))
    assert "91 characters long, too long for Windows" in run.advice()


def test_a_program_that_may_not_start_is_explained(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "ROOT", tmp_path)
    with pytest.raises(run.SetUpError, match=r"could not be started .* \(AppLocker\)"):
        run.follow([str(tmp_path / "absent")])
    assert run.works([str(tmp_path / "absent")]) is False


class Interrupted:
    """A program during which Ctrl-C is pressed `times` times before it ends with `code`."""

    def __init__(self, times: int, code: int) -> None:
        self.times, self.code, self.killed = times, code, False

    def wait(self, timeout: float | None = None) -> int:
        self.times -= 1
        if self.times >= 0:
            raise KeyboardInterrupt
        return self.code

    def kill(self) -> None:
        self.killed = True


@pytest.mark.parametrize(("times", "killed"), [(1, False), (2, True)])
def test_ctrl_c_lets_the_program_tidy_up_and_ends_quietly(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    times: int,
    killed: bool,
) -> None:
    program = Interrupted(times, -2)
    monkeypatch.setattr(run, "set_up", lambda: None)
    monkeypatch.setattr(run.subprocess, "Popen", lambda *_, **__: program)
    assert run.main(["lab"]) == 130
    assert program.killed is killed
    assert capfd.readouterr() == ("", "")


class Told:
    """A program that is told to end: tidy, or one that does not heed it."""

    def __init__(self, heeds: bool) -> None:
        self.heeds, self.did = heeds, []  # type: ignore[var-annotated]

    def wait(self, timeout: float | None = None) -> int:
        if "told" not in self.did:
            signal.raise_signal(signal.SIGTERM)
        if not self.heeds and "killed" not in self.did:
            raise subprocess.TimeoutExpired("program", timeout or 0)
        return -15

    def terminate(self) -> None:
        self.did.append("told")
        signal.raise_signal(signal.SIGTERM)  # a second time, to no effect

    def kill(self) -> None:
        self.did.append("killed")


@pytest.mark.parametrize(("heeds", "did"), [(True, ["told"]), (False, ["told", "killed"])])
def test_being_told_to_end_is_handed_on_and_has_its_exit_code(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, heeds: bool, did: list[str]
) -> None:
    program = Told(heeds)
    monkeypatch.setattr(run, "set_up", lambda: None)
    monkeypatch.setattr(run.subprocess, "Popen", lambda *_, **__: program)
    with pytest.raises(SystemExit) as ended:
        run.main(["report"])
    assert ended.value.code == 143
    assert program.did == did
