"""Set Care Analysis up and run its everyday commands. `python3 run.py help` lists them.

Standard library only. Everything goes into this folder: the environment into `.venv`, the
installer and its download cache into `.tools`. Delete those two folders and nothing is left.
The file parses on any Python 3, so that an old one gets a sentence and not a syntax error.
"""

import argparse
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
OFFLINE = "CARE_ANALYSIS_OFFLINE"
# The machines that wheels can be fetched for: what pip calls them, and what markers say of them.
MACHINES = {
    "windows": (("win_amd64",), "win32", "nt", "Windows"),
    "linux": (
        ("manylinux2014_x86_64", *(f"manylinux_2_{n}_x86_64" for n in range(17, 40))),
        *("linux", "posix", "Linux"),
    ),
    "macos": (("macosx_15_0_arm64",), "darwin", "posix", "Darwin"),
}

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
  python3 run.py bundle FOLDER --platform windows --python 3.12
                              fetch all packages into a folder, for machines without a network
  python3 run.py help         print this

Where nothing can be downloaded: python3 run.py --offline FOLDER, and then a command as above. It
sets up from the folder that `bundle` made, which may lie on a share, and asks no network.

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
    if arguments[:1] == ["--offline"]:
        if len(arguments) == 1:
            print("Write --offline FOLDER, the folder that `bundle` made.", file=sys.stderr)
            return 2
        os.environ[OFFLINE] = str(Path(arguments[1]).absolute())
        arguments = arguments[2:]
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
        if name != "bundle":
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
    # The plugin that runs notebooks takes a second of every process; tests that need it begin it.
    return module("pytest", *spread, "-p", "no:nbval", *what)


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
    "bundle": lambda arguments: bundle(arguments),
}


def set_up() -> None:
    """Make `.venv` from the lock file, unless the stamp says that it is already so.

    Tries uv on the path, then uv from PyPI in `.tools`, then venv and pip with hashes. With
    --offline it is venv and pip, from the wheels in that folder alone. Raises `SetUpError` with
    what to do next.
    """
    if is_ready():
        return
    check_python()
    print("Setting up in .venv: a few minutes the first time.", flush=True)
    STAMP.unlink(missing_ok=True)
    folder = os.environ.get(OFFLINE)
    by_pip = folder or os.environ.get("CARE_ANALYSIS_SETUP") == "pip"
    uv = None if by_pip else find_uv() or fetch_uv()
    if folder:
        install_offline(Path(folder))
    elif uv:
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


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Refuse a Python that the lock file was not made for: this one, unless another is given."""
    import tomllib  # not at the top: an older Python, which lacks it, is to get its sentence

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    requires = project["requires-python"]
    if not supports(requires, version):
        raise SetUpError(
            f"The project's packages are locked for Python {requires}, and this is Python "
            f"{'.'.join(map(str, version))}. Run it with another "
            "one, for example: python3.11 run.py"
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


def install_offline(folder: Path) -> None:
    """Make `.venv` from the wheels in a folder alone; `SetUpError` where they will not do."""
    names = [path.name for path in folder.glob("*.whl")]
    again = (
        "On a machine with a network, from this very version of the project, make one with: "
        f"python3 run.py bundle FOLDER --platform {this_machine()} --python {this_python()}"
    )
    if not names:
        raise SetUpError(f"{folder} has no packages in it, or is not there. {again}")
    made_for = {found[1] for found in map(re.compile(r"-cp3(\d+)-cp3\d+-").search, names) if found}
    if str(sys.version_info[1]) not in made_for:
        pythons = " and ".join(f"3.{minor}" for minor in sorted(made_for)) or "none that is known"
        raise SetUpError(
            f"The packages in {folder} are for Python {pythons}, and this is Python "
            f"{this_python()}. {again}"
        )
    install_with_pip("--no-index", "--find-links", str(folder), otherwise=again)


def install_with_pip(*where: str, otherwise: str = "") -> None:
    """Make `.venv` with venv and fill it from requirements.txt, whose hashes pip checks.

    `where` are options that say where pip looks, and `otherwise` what to do where that fails.
    """
    if follow([BASE_PYTHON, "-m", "venv", "--clear", str(VENV)]):
        raise SetUpError(
            "Python could not make a virtual environment. If the message above names ensurepip or "
            "venv, install that (Debian and Ubuntu: sudo apt install python3-venv); otherwise see "
            "that you may write to this folder and no program uses .venv. Then run this again."
        )
    asked = ("--require-hashes", "--compile", "-r", "requirements.txt")
    if module("pip", "install", *where, *asked):
        told = otherwise or advice()
        raise SetUpError(f"pip could not fill .venv; its own message is above. {told}")
    link_project()


def link_project() -> None:
    """Put `src` on the environment's path, as an editable install does, without a build tool."""
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
    (site / "_care_analysis.pth").write_text(f"{ROOT / 'src'}\n", encoding="locale")


def bundle(arguments: list[str]) -> int:
    """Fetch all packages of the lock into a folder, as wheels whose hashes pip checks.

    They are for this kind of machine and this Python, unless --platform and --python say others.
    """
    parser = argparse.ArgumentParser(prog="run.py bundle", description=bundle.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--platform", choices=MACHINES, default=this_machine())
    parser.add_argument("--python", default=this_python(), metavar="3.12")
    asked = parser.parse_args(arguments)
    if not re.fullmatch(r"3\.\d+", asked.python):
        parser.error(f"'{asked.python}' is no version of Python; write --python 3.12")
    check_python((3, int(asked.python[2:])))
    pip = [BASE_PYTHON, "-m", "pip"]
    if not works([*pip, "--version"]):
        raise SetUpError("This Python has no pip to fetch with; install pip and run this again.")
    folder, listed = asked.folder.absolute(), TOOLS / "bundle.txt"
    tags = [word for tag in MACHINES[asked.platform][0] for word in ("--platform", tag)]
    of_kind = ("--only-binary", ":all:", "--implementation", "cp", "--python-version", asked.python)
    for lines in wanted(
        (ROOT / "requirements.txt").read_text("utf-8"), asked.platform, asked.python
    ):
        listed.parent.mkdir(exist_ok=True)
        listed.write_text("\n".join(lines), encoding="utf-8")
        what = ("--no-deps", "--require-hashes", "--ignore-requires-python", "-r", str(listed))
        if follow([*pip, "download", "--dest", str(folder), *of_kind, *tags, *what]):
            raise SetUpError(f"pip could not fetch all; its own message is above. {advice()}")
    files = [path.stat().st_size for path in folder.glob("*.whl")]
    print(
        f"\n{folder} has {len(files)} packages, {sum(files) / 1e6:.0f} MB. Where there is no "
        f"network, in a copy of this project: python run.py --offline {folder}"
    )
    return 0


def wanted(requirements: str, platform: str, python: str) -> list[list[str]]:
    """The requirements that such a machine may need, with their hashes and without markers.

    Two versions of one package, where a later 3.11 needs another than the first, are in lists of
    their own, since pip takes one at a time.
    """
    lists: list[dict[str, str]] = []
    for line in requirements.replace("\\\n", " ").splitlines():
        found = re.match(r"([\w.-]+)==[^\s;]+", line)
        if not found:
            continue
        marker, *hashes = line[found.end() :].lstrip(" ;").split("--hash=")
        if any(applies(marker, platform, f"{python}.{patch}") for patch in (0, 99)):
            if all(found[1] in each for each in lists):
                lists.append({})
            room = next(each for each in lists if found[1] not in each)
            room[found[1]] = " --hash=".join([found[0], *(h.strip() for h in hashes)])
    return [[*each.values()] for each in lists]


def applies(marker: str, platform: str, python: str) -> bool:
    """Whether a marker of requirements.txt (PEP 508) holds for such a machine; a blank one does."""
    _, sys_platform, os_name, system = MACHINES[platform]
    said = {
        "sys_platform": sys_platform,
        "os_name": os_name,
        "platform_system": system,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }

    def holds(found: "re.Match[str]") -> str:
        name, sign, value = found.groups()
        if name not in (*said, "python_full_version"):
            return found[0]
        if name != "python_full_version":
            return str((said[name] == value) == (sign == "=="))
        have, want = (tuple(map(int, v.removesuffix(".*").split("."))) for v in (python, value))
        if sign == "==":
            return str(have[: len(want)] == want)
        return str(have >= want if sign == ">=" else have < want)

    answer = re.sub(r"(\w+) (==|!=|<|>=) '([^']*)'", holds, marker.strip() or "True")
    if not re.fullmatch(r"(True|False| and | or |[()])+", answer):
        raise SetUpError(f"requirements.txt has a marker that is not understood: {marker.strip()}")
    return bool(eval(answer))


def this_machine() -> str:
    """This kind of machine, one of MACHINES."""
    return next((n for n, (_, name, *_) in MACHINES.items() if name == sys.platform), "linux")


def this_python() -> str:
    """This Python as it is asked for: '3.12'."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


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
