"""run.py on a laptop that lets nobody download: one folder of packages, and no network at all."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from packaging.markers import Marker

from analysis.core import paths
from left_out import NO_CLONE, NO_INDEX
from waiting import GENEROUS

ROOT = paths.root()
SCRIPT = ROOT / "run.py"
REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")
MARKERS = sorted(set(re.findall(r"^[\w.-]+==\S+ ; (.+?) \\$", REQUIREMENTS, re.MULTILINE)))
NOBODY = "http://127.0.0.1:9"  # nothing listens there, and so every request is refused


def loaded() -> ModuleType:
    spec = spec_from_file_location("run_script", SCRIPT)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py in an empty clone; `run.calls` has each program that it started."""
    module = loaded()
    calls: list[list[str]] = []
    for name in ("uv.lock", "requirements.txt", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    for name, path in (("ROOT", ""), ("VENV", ".venv"), ("TOOLS", ".tools")):
        monkeypatch.setattr(module, name, tmp_path / path)
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(module, "works", lambda *_: True)
    monkeypatch.setattr(module, "link_project", lambda: (tmp_path / ".venv").mkdir(exist_ok=True))
    monkeypatch.setattr(module, "follow", lambda words, environment=None: calls.append(words) or 0)
    monkeypatch.setenv(module.OFFLINE, "")
    module.calls = calls
    return module


def folder_for(tmp_path: Path, *names: str) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    for name in names:
        (folder / f"{name}.whl").touch()
    return folder


MINE = f"cp3{sys.version_info[1]}"


# Setting up from the folder


def test_it_sets_up_by_pip_from_the_folder_alone_with_hashes(
    run: ModuleType, tmp_path: Path
) -> None:
    folder = folder_for(tmp_path, f"numpy-2.5-{MINE}-{MINE}-win_amd64", "idna-3-py3-none-any")
    assert run.main(["--offline", str(folder), "report", "brief", "--area", "Leeds"]) == 0
    venv, pip, _, report = (" ".join(map(str, call)) for call in run.calls)
    assert "-m venv --clear" in venv
    assert f"-m pip install --no-index --find-links {folder} --require-hashes" in pip
    assert report.endswith("-m analysis report brief --area Leeds")
    assert not any("uv" in Path(call[0]).name for call in run.calls)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "has no packages in it, or is not there"),
        (["numpy-2.5-cp399-cp399-win_amd64"], "are for Python 3.99, and this is Python 3."),
        (["ruff-1-py3-none-any", "x-1-cp39-abi3-win_amd64"], "are for Python none that is known"),
    ],
)
def test_a_folder_that_will_not_do_says_how_to_make_one_that_does(
    run: ModuleType, tmp_path: Path, names: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_for(tmp_path, *names)
    assert run.main(["--offline", str(folder), "setup"]) == 1
    told = capsys.readouterr().err
    assert said in told and str(folder) in told
    assert re.search(r"run.py bundle FOLDER --platform \w+ --python 3\.\d+$", told.strip())
    assert run.calls == []


def test_without_a_folder_it_asks_for_one(
    run: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["--offline"]) == 2
    assert "--offline FOLDER" in capsys.readouterr().err and run.calls == []


def test_a_package_that_is_lacking_is_a_matter_of_the_folder_and_not_of_the_network(
    run: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = folder_for(tmp_path, f"numpy-2.5-{MINE}-{MINE}-win_amd64")
    monkeypatch.setattr(run, "follow", lambda words, environment=None: int("install" in words))
    monkeypatch.setattr(run, "network_problem", lambda _: pytest.fail("the network was asked"))
    assert run.main(["--offline", str(folder), "setup"]) == 1
    assert "from this very version of the project" in capsys.readouterr().err


# Making the folder


@pytest.mark.parametrize("machine", ["windows", "linux", "macos"])
@pytest.mark.parametrize("python", ["3.11.0", "3.11.99", "3.12.0", "3.12.99", "3.13.5"])
def test_markers_hold_where_packaging_says_so(machine: str, python: str) -> None:
    run = loaded()
    _, sys_platform, os_name, system = run.MACHINES[machine]
    environment = {
        "sys_platform": sys_platform,
        "os_name": os_name,
        "platform_system": system,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
    }
    assert len(MARKERS) >= 8
    for marker in MARKERS:
        assert run.applies(marker, machine, python) is Marker(marker).evaluate(environment), marker


def test_a_marker_that_is_not_understood_stops_it() -> None:
    run = loaded()
    for marker in ("platform_machine ~= 'x'", "extra in 'a'", "extra == 'a'", "__import__('os')"):
        with pytest.raises(run.SetUpError, match="not understood"):
            run.applies(marker, "linux", "3.12.0")


def test_each_machine_gets_its_packages_once_with_their_hashes() -> None:
    run = loaded()
    for machine, python in (("windows", "3.12"), ("windows", "3.11"), ("linux", "3.13")):
        first, *others = run.wanted(REQUIREMENTS, machine, python)
        names = [line.split("==")[0] for line in first]
        assert len(names) == len(set(names)) > 150
        assert all(" --hash=sha256:" in line and ";" not in line for line in first)
        assert ("pywinpty" in names) == ("colorama" in names) == (machine == "windows")
        assert ("pexpect" in names) == (machine != "windows")
        numpy = next(line.split()[0] for line in first if line.startswith("numpy=="))
        assert numpy in REQUIREMENTS
        assert [line.split("==")[0] for each in others for line in each] == (
            ["soupsieve"] if python == "3.11" else []
        )


def test_pip_fetches_for_the_machine_that_was_named(run: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    asked = ["bundle", str(folder), "--platform", "windows", "--python", "3.12"]
    assert run.main(asked) == 0
    (call,) = [" ".join(map(str, call)) for call in run.calls]
    assert f"-m pip download --dest {folder} --only-binary :all:" in call
    assert "--python-version 3.12 --platform win_amd64 " in call and "--require-hashes" in call


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--python", "3.10"], 1, "locked for Python"),
        (["--python", "latest"], 2, "is no version of Python"),
        (["--platform", "beos"], 2, "invalid choice"),
    ],
)
def test_what_no_folder_can_be_made_for_is_refused(
    run: ModuleType,
    tmp_path: Path,
    words: list[str],
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        answered = run.main(["bundle", str(tmp_path / "share"), *words])
    except SystemExit as stopped:
        answered = stopped.code
    assert answered == code and said in capsys.readouterr().err and run.calls == []


# With the network shut


def shut() -> tuple[list[str], dict[str, str]]:
    """How a program is begun without a network: in a name space of its own, or by proxies alone."""
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "https_proxy"), NOBODY)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_", "PYTHON"))}
    itself = 'ip link set lo up && exec "$@"'  # a kernel is asked over the machine's own address
    alone = ["unshare", "--user", "--map-root-user", "--net", "sh", "-c", itself, "sh"]
    try:
        works = not subprocess.call([*alone, "true"], stderr=subprocess.DEVNULL)
    except OSError:
        works = False
    return alone if works else [], {**kept, **proxies, "PIP_RETRIES": "0"}


def base_python() -> str:
    return getattr(sys, "_base_executable", None) or sys.executable


def ran(project: Path, *words: str, alone: bool = True) -> subprocess.CompletedProcess[str]:
    """run.py of a project, without a network unless told otherwise."""
    begin, surroundings = shut()
    return subprocess.run(
        [*(begin if alone else []), base_python(), "run.py", *words],
        cwd=project,
        env=surroundings if alone else {**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=False,
    )


def wheel(folder: Path, name: str, says: str) -> str:
    """A wheel of one module, and its line of requirements.txt."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"{name}.py", f"SAYS = {says!r}\n")
        made.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        made.writestr(
            f"{info}/WHEEL",
            "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        made.writestr(f"{info}/RECORD", f"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n")
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project that needs one package, with the package in a folder beside it."""
    project, share = tmp_path / "project", tmp_path / "share"
    (project / "src" / "analysis").mkdir(parents=True)
    share.mkdir()
    shutil.copyfile(SCRIPT, project / "run.py")
    shutil.copyfile(ROOT / "pyproject.toml", project / "pyproject.toml")
    (project / "uv.lock").write_text("locked", encoding="utf-8")
    line = wheel(share, "lonely", "no network")
    (share / f"other-1.0-{MINE}-{MINE}-any.whl").touch()  # says which Python the folder is for
    (project / "requirements.txt").write_text(line, encoding="utf-8")
    (project / "src" / "analysis" / "__main__.py").write_text(
        "import sys, lonely\nprint(lonely.SAYS, *sys.argv[1:])\n", encoding="utf-8"
    )
    return project


def test_a_project_is_set_up_and_runs_with_the_network_shut(small: Path) -> None:
    done = ran(small, "--offline", str(small.parent / "share"), "report", "brief")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.rstrip().endswith("no network report brief")
    again = ran(small, "report", "once more")
    assert again.stdout == "no network report once more\n", "it is set up, whatever else is said"


def test_a_package_that_was_changed_on_the_share_is_refused(small: Path) -> None:
    wheel(small.parent / "share", "lonely", "something else")
    done = ran(small, "--offline", str(small.parent / "share"), "setup")
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr.upper() + done.stdout.upper()


def copied(folder: Path) -> Path:
    """What a clone of the project would have."""
    listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")
    for name in filter(None, listed):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def _told(done: subprocess.CompletedProcess[str]) -> str:
    return f"{done.stdout[-2000:]}{done.stderr[-2000:]}"


@pytest.mark.slow
@NO_CLONE.on(not (ROOT / ".git").exists())
def test_a_clone_makes_a_page_and_runs_papermill_with_the_network_shut(tmp_path: Path) -> None:
    """All packages are fetched, about 330 MB, and an environment is made of them."""
    project, share = copied(tmp_path / "project"), tmp_path / "share"
    fetched = ran(project, "bundle", str(share), alone=False)
    if fetched.returncode and loaded().network_problem(os.environ):
        pytest.skip(NO_INDEX.why)
    assert fetched.returncode == 0, _told(fetched)
    done = ran(project, "--offline", str(share), "report", "brief", "--area", "Leeds")
    assert done.returncode == 0, _told(done)
    assert (project / "reports" / "leeds" / "brief.html").is_file()
    begin, surroundings = shut()
    papermill = (".venv/bin/papermill", "notebooks/brief.ipynb", "out.ipynb", "-p", "area", "301")
    words: Sequence[str] = [*begin, *papermill]
    alone = subprocess.run(
        words,
        cwd=project,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=False,
    )
    assert alone.returncode == 0, _told(alone)
