"""Set Care Analysis up and run its everyday commands. `python3 run.py help` lists them.

Standard library only. Everything goes into this folder: the environment into `.venv`, the
installer and its download cache into `.tools`. Delete those two folders and nothing is left.
The file parses on any Python 3, so that an old one gets a sentence and not a syntax error.
"""

import difflib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        f"Care Analysis needs Python 3.11 or newer, and this is Python {sys.version.split()[0]}. "
        "Install a newer one (python.org, or your IT department's software catalogue) and run "
        "this command with it, for example: python3.11 run.py"
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
STAMP = VENV / "care-analysis-stamp"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
# The interpreter behind a virtual environment: that environment may be the one to be replaced.
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable

COUNCILS = ("Bristol", "Herefordshire", "Lancashire", "Cheshire East", "Bradford")
LONGEST_ROOT = 85  # Windows allows 260 characters; the longest installed path takes about 172
DISK_NEEDED_GB = 3

HELP = """\
Care Analysis

  python3 run.py              set up, then make the reports for five councils and for England
  python3 run.py test         set up, then run the tests (more arguments go to pytest;
                              --all adds those that take many minutes, and prints their counts)
  python3 run.py lab          set up, then open the notebooks in JupyterLab
  python3 run.py check        set up, then check style, types and the layers
  python3 run.py build ...    set up, then rebuild the tables (arguments go to the build)
  python3 run.py report ...   set up, then make reports (arguments go to the report command)
  python3 run.py setup        set up only
  python3 run.py help         print this

On Windows write `python run.py`. More commands: `.venv/bin/python -m analysis --help`
(Windows: `.venv\\Scripts\\python -m analysis --help`).

Environment variables, if you need them: CARE_ANALYSIS_SETUP=pip does without uv;
UV_CACHE_DIR shares downloads between projects; UV_SYSTEM_CERTS=1 trusts this machine's
certificates, for networks that inspect web traffic.
"""


class SetUpError(Exception):
    """A step failed; the message says what failed and what to do next."""


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is 0, the code of the step that failed, 2, or that of a stop.

    A stop is 130 after Ctrl-C, and 143 after SIGTERM, with which schedulers tell programs to end.
    """
    name, rest = (arguments[0], arguments[1:]) if arguments else ("reports", [])
    if name in ("help", "-h", "--help"):
        print(HELP, end="")
        return 0
    if name not in COMMANDS:
        close = difflib.get_close_matches(name, [*COMMANDS, "help"], n=1)
        meant = f" Did you mean {close[0]}?" if close else ""
        print(f"run.py has no command '{name}'.{meant}\n\n{HELP}", end="", file=sys.stderr)
        return 2
    for number in ending_signals():
        signal.signal(number, lambda told, _: sys.exit(128 + told))
    try:
        set_up()
        return COMMANDS[name](rest)
    except SetUpError as error:
        print(f"\nStopped. {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def make_reports(arguments: list[str]) -> int:
    """Make every report for the five councils, and England's; say where the index is."""
    areas = [word for council in COUNCILS for word in ("--area", council)]
    code = module("analysis", "report", "all", *areas, *arguments)
    if code:
        print("\nNot every page was made; see above.", file=sys.stderr)
    else:
        print(f"\nThe reports are ready. Open this in a browser: {ROOT / 'reports' / 'index.html'}")
    return 1 if code else 0


def run_tests(arguments: list[str]) -> int:
    """Run pytest on everything, or on the test files named in `arguments`; slow ones with --all."""
    if "--all" in arguments:
        rest = [word for word in arguments if word != "--all"]
        return run_tests(rest) or module("pytest", "-s", "--all", "-m", "slow", "tests", *rest)
    named = any((ROOT / word.split("::")[0]).exists() for word in arguments)
    what = arguments if named else ["tests", *arguments]
    spread = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")
    return module("pytest", *spread, *what)


def check(_: list[str]) -> int:
    """Check style, format, types and layers; every check runs, and all that failed are named."""
    checks = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("pytest", "-q", "tests/repository/test_layers.py"),
    )
    failed = [" ".join(words) for words in checks if module(*words)]
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


def module(*words: str) -> int:
    """Run a module of the environment from the project's folder; gives its exit code."""
    return follow([str(PYTHON), "-m", *words])


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "reports": make_reports,
    "test": run_tests,
    "lab": lambda arguments: module("jupyterlab", "notebooks", *arguments),
    "check": check,
    "build": lambda arguments: module("analysis", "build", *arguments),
    "report": lambda arguments: module("analysis", "report", *arguments),
    "setup": lambda _: 0,
}


def set_up() -> None:
    """Make `.venv` from the lock file, unless the stamp says that it is already so.

    Tries uv on the path, then uv from PyPI in `.tools`, then venv and pip with hashes.
    Raises `SetUpError` with what to do next.
    """
    if is_ready():
        return
    check_python()
    print("Setting up in .venv: a few minutes the first time.", flush=True)
    STAMP.unlink(missing_ok=True)
    uv = None if os.environ.get("CARE_ANALYSIS_SETUP") == "pip" else find_uv() or fetch_uv()
    if uv:
        install_with_uv(uv)
    else:
        install_with_pip()
    if module("compileall", "-q", "src"):
        raise SetUpError(
            "The new environment's Python does not run, or the code in src has an error (see "
            "above). Delete the folder .venv and run this again."
        )
    STAMP.write_text(fingerprint(), encoding="utf-8")


def is_ready() -> bool:
    """Whether `.venv` was made from these very files, in this place, by this Python."""
    made = PYTHON.exists() and STAMP.exists()
    return made and STAMP.read_text(encoding="utf-8") == fingerprint()


def fingerprint() -> str:
    """A hash of all that the environment depends on."""
    digest = hashlib.sha256(f"{sys.version}|{ROOT}".encode())
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def check_python() -> None:
    """Refuse a Python that the lock file was not made for."""
    import tomllib  # not at the top: an older Python, which lacks it, is to get its sentence

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    requires = project["requires-python"]
    if not supports(requires, sys.version_info[:2]):
        raise SetUpError(
            f"The project's packages are locked for Python {requires}, and this is Python "
            f"{sys.version.split()[0]}. Run it with another one, for example: python3.11 run.py"
        )


def supports(requires: str, version: tuple[int, int]) -> bool:
    """Whether `version` keeps bounds such as '>=3.11,<3.14'."""
    tests = {">=": version.__ge__, "<": version.__lt__}
    bounds = re.findall(r"(>=|<)\s*(\d+)\.(\d+)", requires)
    return all(tests[sign]((int(major), int(minor))) for sign, major, minor in bounds)


def find_uv() -> list[str] | None:
    """The uv on the path, if it runs."""
    found = shutil.which("uv")
    return [found] if found and works([found, "--version"]) else None


def fetch_uv() -> list[str] | None:
    """uv from PyPI, put into `.tools/uv`; nothing if it cannot be had or may not run."""
    uv = [BASE_PYTHON, "-m", "uv"]
    if works([*uv, "--version"], uv_environment()):
        return uv
    pip = [BASE_PYTHON, "-m", "pip"]
    if not works([*pip, "--version"]):
        return None
    print("Fetching uv, the installer, from PyPI into .tools.", flush=True)
    options = ["--quiet", "--upgrade", "--retries", "1", "--target", str(TOOLS / "uv"), "uv"]
    follow([*pip, "install", *options], {**os.environ, "PIP_USER": "0"})
    if works([*uv, "--version"], uv_environment()):
        return uv
    print("uv cannot be used here; using venv and pip, which take longer.", flush=True)
    return None


def uv_environment() -> dict[str, str]:
    """The settings under which uv keeps to this folder, this Python and the lock file."""
    kept = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONHOME")}
    kept.setdefault("UV_CACHE_DIR", str(TOOLS / "cache"))
    return {
        **kept,
        "PYTHONPATH": str(TOOLS / "uv"),
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON_DOWNLOADS": "never",
    }


def install_with_uv(uv: list[str]) -> None:
    """Make `.venv` hold what uv.lock says and no more; the lock itself is never changed."""
    words = [*uv, "sync", "--locked", "--compile-bytecode", "--python", BASE_PYTHON]
    if follow(words, uv_environment()):
        raise SetUpError(f"uv could not fill .venv; its own message is above. {advice()}")


def install_with_pip() -> None:
    """Make `.venv` with venv and fill it from requirements.txt, whose hashes pip checks."""
    if follow([BASE_PYTHON, "-m", "venv", "--clear", str(VENV)]):
        raise SetUpError(
            "Python could not make a virtual environment. If the message above names ensurepip or "
            "venv, install that (Debian and Ubuntu: sudo apt install python3-venv); otherwise see "
            "that you may write to this folder and no program uses .venv. Then run this again."
        )
    if module("pip", "install", "--require-hashes", "--compile", "-r", "requirements.txt"):
        raise SetUpError(f"pip could not fill .venv; its own message is above. {advice()}")
    link_project()


def link_project() -> None:
    """Put `src` on the environment's path, as an editable install does, without a build tool."""
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
    (site / "_care_analysis.pth").write_text(f"{ROOT / 'src'}\n", encoding="locale")


def advice() -> str:
    """What most likely went wrong with a download or an installation, and what to do next."""
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < DISK_NEEDED_GB:
        return f"Only {free:.1f} GB of disk is free; make room for {DISK_NEEDED_GB} GB."
    if WINDOWS and len(str(ROOT)) > LONGEST_ROOT:
        return (
            f"The path of this folder is {len(str(ROOT))} characters long, too long for Windows: "
            r"move the project to a short one outside OneDrive, such as C:\Projects\care."
        )
    return network_problem(os.environ) or (
        "The network is well, so see the message above. If it speaks of certificates, set "
        "UV_SYSTEM_CERTS=1; if a program was blocked (AppLocker, antivirus), set "
        "CARE_ANALYSIS_SETUP=pip or ask IT to allow programs in this folder; if it says that the "
        "lock file needs to be updated, run: uv lock. Then run this again."
    )


def network_problem(environment: Mapping[str, str]) -> str | None:
    """Why the package index cannot be reached, or nothing if it answers."""
    import urllib.error
    import urllib.request

    named = (environment.get(k) for k in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"))
    index = re.sub(r"//[^/@]*@", "//", next(filter(None, named), "https://pypi.org/simple"))
    try:
        urllib.request.urlopen(f"{index.rstrip('/')}/uv/", timeout=10).close()
    except (OSError, ValueError) as error:
        if "407" in str(error):
            return "The proxy asks for a name and password: set HTTPS_PROXY as IT tells you."
        if "CERTIFICATE" in str(error).upper():
            return (
                f"The certificate shown for {index} is not trusted, as happens where a proxy "
                "inspects web traffic. Set UV_SYSTEM_CERTS=1 (with pip: PIP_CERT=FILE, a file "
                "that IT can give you) and run this again."
            )
        if not isinstance(error, urllib.error.HTTPError):
            return (
                f"{index} cannot be reached. Check the network. If your organisation uses a proxy, "
                "set HTTPS_PROXY; if it has its own package index, set UV_DEFAULT_INDEX and "
                "PIP_INDEX_URL. Then run this again."
            )
    return None


def works(words: list[str], environment: Mapping[str, str] | None = None) -> bool:
    """Whether a program is there, may run and succeeds; prints nothing."""
    quiet = subprocess.DEVNULL
    try:
        return not subprocess.call(words, env=environment, stdin=quiet, stdout=quiet, stderr=quiet)
    except OSError:
        return False


def follow(words: list[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a program in the project's folder to its end; gives its exit code.

    Ctrl-C reaches the program too, which gets time to leave things tidy; a second one kills it.
    """
    try:
        process = subprocess.Popen(words, cwd=ROOT, env=environment)
    except OSError as error:
        raise SetUpError(
            f"{words[0]} could not be started ({error.strerror}). If your organisation blocks "
            "programs in this folder (AppLocker), ask IT to allow it or move the project to a "
            "folder that is allowed; otherwise delete the folder .venv and run this again."
        ) from error
    interrupted = False
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            if interrupted:
                process.kill()
            interrupted = True
        except SystemExit:
            end(process)
            raise
        else:
            if interrupted and code:
                raise KeyboardInterrupt
            return code


def ending_signals() -> list[int]:
    """The signals that tell a program to end; a closing terminal's too, unless nohup ignores it."""
    closing = [signal.SIGHUP] if hasattr(signal, "SIGHUP") else []
    kept = [number for number in closing if signal.getsignal(number) is not signal.SIG_IGN]
    return [signal.SIGTERM, *kept]


def end(process: "subprocess.Popen[bytes]") -> None:
    """Have a program end too, tidily; one that takes longer than a minute is killed."""
    for number in ending_signals():
        signal.signal(number, lambda *_: None)
    process.terminate()
    try:
        process.wait(timeout=60)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
