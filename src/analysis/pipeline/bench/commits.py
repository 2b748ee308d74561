"""Two commits side by side: this project as it stands and an earlier one, each an installed clone.

Each is a worktree of git in a temporary folder, so that nothing of the project's own is touched.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from analysis.core import paths
from analysis.pipeline.bench import meter
from analysis.pipeline.bench.work import BenchError, apart, check_linux

OURS = ("src", "notebooks", "data")  # where a file that git does not know would be missed
LOCK = "uv.lock"
TOOLS = ".tools"  # the installer, which `run.py` puts into the project's folder


@dataclass(frozen=True, kw_only=True)
class Clone:
    """A commit in a folder of its own, the Python that runs it, and what it is `called`."""

    root: Path
    python: Path
    called: str

    def run(self, words: Sequence[str]) -> None:
        """Run a command of its command line; CommandError if it fails."""
        self.module("analysis", *words)

    def module(self, *words: str) -> None:
        """Run a module with its code; CommandError if it fails."""
        own = self.root.parent / f"{self.root.name}-own"
        (own / "tmp").mkdir(parents=True, exist_ok=True)
        around = apart(own, self.root, self.root / "src")
        meter.run([str(self.python), "-m", *words], around, self.root)


@contextmanager
def side_by_side(commit: str, python: Path | None = None) -> Iterator[tuple[Clone, Clone]]:
    """This project with the changes that git knows of, and another commit; both are removed after.

    Both run in this environment where their lock files are the same; otherwise the other one in an
    environment of its own, which its `run.py` makes, or by the `python` that is given. BenchError
    where there is no clone, no such commit or no environment to be had.
    """
    check_linux()
    root = paths.root()
    shas = {"now": _as_it_stands(root), "then": _found(root, commit)}
    with tempfile.TemporaryDirectory(prefix="care-analysis-bench-") as folder, ExitStack() as stack:
        now, then = (
            stack.enter_context(_worktree(root, sha, Path(folder, name)))
            for name, sha in shas.items()
        )
        here = Path(sys.executable)
        same = (now / LOCK).read_bytes() == (then / LOCK).read_bytes()
        both = (
            Clone(root=now, python=here, called="now"),
            Clone(root=then, python=python or (here if same else _set_up(then)), called=commit),
        )
        for clone in both:
            clone.module("compileall", "-q", "src")  # as a set-up ends
        yield both


def _as_it_stands(root: Path) -> str:
    """A commit of the files as they are now; BenchError where some are not known to git."""
    top = _git(root, "rev-parse", "--show-toplevel") or ""
    if not top or Path(top).resolve() != root.resolve():
        raise BenchError(
            f"{root} is not a clone of git, so it has no other commit to compare with. Clone the "
            "project with git and run this there."
        )
    unknown = _git(root, "ls-files", "--others", "--exclude-standard", *OURS)
    if unknown:
        raise BenchError(
            f"{unknown.splitlines()[0]} is not known to git, so it would be left out. `git add` "
            "it, or move it away; nothing needs to be committed."
        )
    made = _git(root, "stash", "create")  # a commit of the changes, which stay where they are
    if made is None:
        raise BenchError(
            "git cannot say how the files are now: is a merge under way? End it, or `git stash` "
            "the changes, and run this again."
        )
    return made or _found(root, "HEAD")


def _found(root: Path, commit: str) -> str:
    sha = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    if not sha:
        raise BenchError(
            f"This clone has no commit '{commit}'. `git log --oneline` lists those it has; "
            "`git fetch --unshallow` brings the earlier ones."
        )
    needed = _git(root, "ls-tree", sha, "src/analysis/__main__.py", LOCK) or ""
    if len(needed.splitlines()) < 2:
        raise BenchError(f"Commit '{commit}' has no src/analysis or no {LOCK} to run.")
    return sha


@contextmanager
def _worktree(root: Path, sha: str, folder: Path) -> Iterator[Path]:
    """A commit's files in a folder, which is removed."""
    try:
        meter.run(["git", "worktree", "add", "--detach", str(folder), sha], os.environ, root)
        yield folder
    finally:
        _git(root, "worktree", "remove", "--force", str(folder))


def _set_up(tree: Path) -> Path:
    """The Python of the environment that the commit's own set-up makes."""
    tools = paths.root() / TOOLS
    if tools.is_dir():
        (tree / TOOLS).symlink_to(tools)
    try:
        meter.run([sys.executable, "run.py", "setup"], apart(tree, tree, tree / "src"), tree)
    except meter.CommandError as fault:
        raise BenchError(
            f"Its {LOCK} is another than this project's, and its packages could not be installed: "
            f"{fault.last} Run this where there is a network; or set a clone of that commit up, "
            "and name its Python with --python CLONE/.venv/bin/python."
        ) from fault
    return tree / ".venv" / "bin" / "python"


def _git(root: Path, *words: str) -> str | None:
    """What git answers in a folder; None where it fails."""
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True)
    return None if done.returncode else done.stdout.strip()
