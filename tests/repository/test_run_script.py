"""run.py: two commands on a fresh machine. No test here installs, downloads or makes a thing."""

import ast
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "run.py"


@pytest.fixture
def run() -> ModuleType:
    """run.py as a module of its own for each test."""
    spec = spec_from_file_location("run_script", SCRIPT)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def fresh(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py in an empty clone on a machine with nothing, where every program succeeds.

    `fresh.calls` has each program started; `fresh.present` the words of those that exist.
    """
    for name in ("uv.lock", "requirements.txt"):
        (tmp_path / name).write_text("locked", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.11"\n', "utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "TOOLS", tmp_path / ".tools")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(run, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.delenv("CARE_ANALYSIS_SETUP", raising=False)
    calls: list[list[str]] = []
    present: set[str] = set()

    def works(words: list[str], environment: Any = None) -> bool:
        return bool(present & {words[0], words[2] if words[1] == "-m" else ""})

    def follow(words: list[str], environment: Any = None) -> int:
        calls.append(words)
        if words[-1] == "uv" and "pypi" in present:
            present.add("uv")
        if "sync" in words or "venv" in words:
            (tmp_path / ".venv").mkdir(exist_ok=True)
            run.PYTHON.touch()
        return 0

    monkeypatch.setattr(run, "works", works)
    monkeypatch.setattr(run, "follow", follow)
    monkeypatch.setattr(run, "link_project", lambda: calls.append(["link"]))
    monkeypatch.setattr(
        run.shutil, "which", lambda name: f"/{name}" if f"/{name}" in present else None
    )
    run.calls, run.present = calls, present
    return run


def steps(run: ModuleType) -> list[str]:
    """The programs started, each by the word that tells it from the others."""
    telling = ("sync", "venv", "--target", "--require-hashes", "compileall", "link")
    return [next(word for word in telling if word in call) for call in run.calls]


# The script itself


def test_it_uses_the_standard_library_alone() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = {a.name for node in imports for a in node.names} | {str(n.module) for n in froms}
    assert names and {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_old_python_can_read_it_as_far_as_its_refusal() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))
    first_other = next(n for n in tree.body[1:] if not isinstance(n, ast.Import | ast.ImportFrom))
    assert isinstance(first_other, ast.If), "the version is checked before anything is defined"
    assert "sys.version_info < (3, 11)" in ast.unparse(first_other.test)
    at_top = {a.name for n in tree.body if isinstance(n, ast.Import) for a in n.names}
    assert "tomllib" not in at_top, "Python 3.10 would stop at this import"


def test_an_old_python_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    monkeypatch.setattr(sys, "version", "3.8.10 (default)")
    with pytest.raises(SystemExit) as stopped:
        exec(compile(SCRIPT.read_text(encoding="utf-8"), str(SCRIPT), "exec"), {"__name__": "x"})
    assert "needs Python 3.11 or newer, and this is Python 3.8.10." in str(stopped.value)


def test_a_python_outside_the_lock_is_refused(
    fresh: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    (fresh.ROOT / "pyproject.toml").write_text(
        '[project]\nrequires-python = ">=3.11,<3.11"\n', "utf-8"
    )
    assert fresh.main(["setup"]) == 1
    assert "Run it with another one" in capsys.readouterr().err
    assert fresh.calls == []


@pytest.mark.parametrize(
    ("version", "answer"), [((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False)]
)
def test_bounds_are_read_as_numbers(
    run: ModuleType, version: tuple[int, int], answer: bool
) -> None:
    assert run.supports(">=3.11,<3.14", version) is answer


# Commands


def test_help_lists_every_command(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["help"]) == 0
    printed = capsys.readouterr().out
    listed = {
        line.split()[2] for line in printed.splitlines() if line.startswith("  python3 run.py ")
    }
    assert listed == {*run.COMMANDS, "help", "set"} - {"reports"}, "the first line has no command"


def test_an_unknown_command_suggests_and_sets_nothing_up(
    fresh: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fresh.main(["tset"]) == 2
    assert "no command 'tset'. Did you mean test?" in capsys.readouterr().err
    assert fresh.calls == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["test"], "pytest -n 2 --dist loadscope --no-loadscope-reorder -p no:nbval tests"),
        (
            ["test", "-k", "areas"],
            "pytest -n 2 --dist loadscope --no-loadscope-reorder -p no:nbval tests -k areas",
        ),
        (
            ["test", "uv.lock::test_x"],
            "pytest -n 2 --dist loadscope --no-loadscope-reorder -p no:nbval uv.lock::test_x",
        ),
        (["lab"], "jupyterlab notebooks"),
        (["build", "--raw", "x"], "analysis build --raw x"),
        (["report", "needs_analysis", "--all"], "analysis report needs_analysis --all"),
    ],
)
def test_a_command_runs_in_the_environment(
    fresh: ModuleType, arguments: list[str], expected: str
) -> None:
    fresh.present.add("/uv")
    assert fresh.main(arguments) == 0
    assert " ".join(fresh.calls[-1]) == f"{fresh.PYTHON} -m {expected}"


def test_without_a_command_every_report_is_made_for_the_councils_and_england(
    fresh: ModuleType,
) -> None:
    fresh.present.add("/uv")
    assert fresh.main([]) == 0
    councils = (
        "--area Bristol --area Herefordshire --area Lancashire --area Cheshire East --area Bradford"
    )
    made = [" ".join(call[3:]) for call in fresh.calls if call[2:4] == ["analysis", "report"]]
    assert made == [f"report all {councils}"]


def test_check_runs_every_check_and_names_those_that_failed(
    fresh: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fresh, "set_up", lambda: None)
    monkeypatch.setattr(fresh, "module", lambda *words: int(words[0] in ("ruff", "mypy")))
    assert fresh.main(["check"]) == 1
    assert "Failed: ruff check ., ruff format --check ., mypy\n" in capsys.readouterr().out


def test_the_first_command_ends_with_the_place_of_the_index(
    fresh: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh.present.add("/uv")
    assert fresh.main([]) == 0
    assert str(fresh.ROOT / "reports" / "index.html") in capsys.readouterr().out


def test_a_failed_report_is_a_failed_command(
    fresh: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fresh, "set_up", lambda: None)
    monkeypatch.setattr(fresh, "follow", lambda words: 3)
    assert fresh.main([]) == 1
    printed = capsys.readouterr()
    assert printed.err == "\nNot every page was made; see above.\n"
    assert "ready" not in printed.out


# Set-up


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ({"/uv"}, ["sync", "compileall"]),
        ({"uv"}, ["sync", "compileall"]),
        ({"pip", "pypi"}, ["--target", "sync", "compileall"]),
        ({"pip"}, ["--target", "venv", "--require-hashes", "link", "compileall"]),
        (set(), ["venv", "--require-hashes", "link", "compileall"]),
    ],
    ids=["uv on the path", "uv in .tools", "uv from PyPI", "PyPI without uv", "nothing"],
)
def test_set_up_falls_back_in_order(
    fresh: ModuleType, present: set[str], expected: list[str]
) -> None:
    fresh.present.update(present)
    fresh.set_up()
    assert steps(fresh) == expected


def test_the_uv_on_the_path_comes_first(fresh: ModuleType) -> None:
    fresh.present.update({"/uv", "uv", "pip", "pypi"})
    fresh.set_up()
    assert fresh.calls[0][:2] == ["/uv", "sync"]


def test_pip_can_be_asked_for(fresh: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARE_ANALYSIS_SETUP", "pip")
    fresh.present.update({"/uv", "pip", "pypi"})
    fresh.set_up()
    assert steps(fresh)[0] == "venv"


def test_the_lock_is_obeyed_and_never_changed(fresh: ModuleType) -> None:
    fresh.present.add("/uv")
    fresh.set_up()
    assert {"--locked", "--compile-bytecode"} <= set(fresh.calls[0])


def test_uv_keeps_to_the_folder(fresh: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", "/elsewhere")
    monkeypatch.setenv("UV_PROJECT_ENVIRONMENT", "/elsewhere")
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)
    settings = fresh.uv_environment()
    assert settings["UV_PROJECT_ENVIRONMENT"] == str(fresh.VENV)
    assert settings["UV_CACHE_DIR"] == str(fresh.TOOLS / "cache")
    assert settings["UV_PYTHON_DOWNLOADS"] == "never"
    assert "VIRTUAL_ENV" not in settings
    monkeypatch.setenv("UV_CACHE_DIR", "/shared")
    assert fresh.uv_environment()["UV_CACHE_DIR"] == "/shared"


def test_the_second_run_sets_nothing_up(fresh: ModuleType) -> None:
    fresh.present.add("/uv")
    fresh.set_up()
    fresh.calls.clear()
    fresh.set_up()
    assert fresh.calls == []


@pytest.mark.parametrize("changed", ["uv.lock", "pyproject.toml"])
def test_a_changed_file_sets_up_again(fresh: ModuleType, changed: str) -> None:
    fresh.present.add("/uv")
    fresh.set_up()
    with (fresh.ROOT / changed).open("a", encoding="utf-8") as file:
        file.write("\n# changed")
    assert not fresh.is_ready()


def test_another_python_or_a_lost_one_sets_up_again(
    fresh: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh.present.add("/uv")
    fresh.set_up()
    with monkeypatch.context() as other:
        other.setattr(sys, "version", "3.99.0")
        assert not fresh.is_ready()
    assert fresh.is_ready()
    fresh.PYTHON.unlink()
    assert not fresh.is_ready()


def test_a_failed_set_up_leaves_no_stamp(
    fresh: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh.present.add("/uv")
    fresh.set_up()
    (fresh.ROOT / "uv.lock").write_text("newer", encoding="utf-8")
    monkeypatch.setattr(fresh, "follow", lambda words, environment=None: 2)
    monkeypatch.setattr(fresh, "advice", lambda: "Do this.")
    assert fresh.main(["test"]) == 1
    assert capsys.readouterr().err.endswith(
        "Stopped. uv could not fill .venv; its own message is above. Do this.\n"
    )
    assert not fresh.STAMP.exists()


def test_a_missing_venv_module_is_named(
    fresh: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fresh, "follow", lambda words, environment=None: 1)
    assert fresh.main(["setup"]) == 1
    assert "sudo apt install python3-venv" in capsys.readouterr().err


def test_the_pip_way_puts_our_code_on_the_path(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    (tmp_path / "src").mkdir()
    probe = "import sysconfig; print(sysconfig.get_path('purelib', 'venv', {'base': '.venv'}))"
    site = subprocess.check_output([sys.executable, "-c", probe], cwd=tmp_path, text=True).strip()
    (tmp_path / site).mkdir(parents=True)
    run.link_project()
    read = (
        f"import site, sys; site.addsitedir({str(tmp_path / site)!r}); "
        f"print({str(tmp_path / 'src')!r} in sys.path)"
    )
    assert subprocess.check_output([sys.executable, "-c", read], text=True).strip() == "True"
