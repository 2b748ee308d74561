"""What pages are made from and by, here and now: code, notebooks, packages and built tables.

It is taken once for each run, before any page is made, and needs no library that is slow to load.
"""

import hashlib
import os
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from analysis import __version__
from analysis.core import integrity, paths
from analysis.core.errors import CareAnalysisError

PACKAGE = Path(__file__).resolve().parents[1]
LOCK = PACKAGE.parents[1] / "uv.lock"
# Code that no page can reach: the commands, the readers of published files and the drivers, which
# end before a page is begun. A test holds this against the imports that the code makes.
UNREACHED = ("__main__.py", "catalogue/selection.py", "cli", "intake", "pipeline")
GZIP = "CARE_ANALYSIS_GZIP"
_KINDS = (".py", ".csv", ".ipynb", ".j2", ".css", ".js", ".mplstyle", ".json")


class ChangedError(CareAnalysisError):
    """A built table that was written anew while pages were made from it."""


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """`version` names all code and notebooks; `code` is the hash of what a page can reach;
    `notebooks` and `tables` are hashes by file name, `sizes` the size and time of each table.
    """

    version: str
    code: str
    packages: str
    python: str
    notebooks: Mapping[str, str]
    tables: Mapping[str, str]
    sizes: Mapping[str, tuple[int, int]]

    def unchanged(self) -> None:
        """ChangedError when a built table is not the one that this was taken of."""
        now = sizes(paths.processed())
        for name, known in self.sizes.items():
            if now.get(name) != known:
                raise ChangedError(
                    f"{name} was written anew while pages were made from it. Run the same command "
                    "again when it is done."
                )


def stamp() -> Stamp:
    """The stamp of this moment."""
    code, version = hashlib.sha256(), hashlib.sha256()
    for name, content in _code(PACKAGE):
        version.update(name.encode() + content)
        if not name.startswith(UNREACHED):
            code.update(name.encode() + content)
    notebooks = {}
    for name, content in _code(paths.notebooks()):
        version.update(name.encode() + content)
        notebooks[name] = sha256(content)
    return Stamp(
        version=f"{__version__}+{version.hexdigest()[:12]}",
        code=code.hexdigest(),
        packages=packages(),
        python=platform.python_version(),
        notebooks=notebooks,
        sizes=sizes(paths.processed()),
        tables=integrity.sums_of(paths.processed()),
    )


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    """The size and time of each built table in a folder, which tell when one is written anew."""
    return {path.name: size_and_time(path) for path in integrity.tables_in(folder)}


def size_and_time(path: Path) -> tuple[int, int]:
    """The size of a file in bytes, and when it was changed in nanoseconds."""
    return (found := path.stat()).st_size, found.st_mtime_ns


def sha256(content: bytes) -> str:
    """The sha256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@contextmanager
def compressed() -> Iterator[None]:
    """Have large tables beside pages compressed meanwhile, also by the processes that are begun."""
    before = os.environ.get(GZIP)
    os.environ[GZIP] = "1"
    try:
        yield
    finally:
        os.environ.pop(GZIP)
        os.environ.update({GZIP: before} if before else {})


def compressing() -> bool:
    """Whether large tables beside pages are to be compressed."""
    return bool(os.environ.get(GZIP))


@cache
def packages() -> str:
    """The sha256 of uv.lock; without that file, of the names and versions that are installed."""
    if LOCK.is_file():
        return integrity.digest(LOCK)
    installed = sorted(f"{d.name}=={d.version}" for d in metadata.distributions())
    return "installed-" + sha256("\n".join(installed).encode())


def _code(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The code in a folder, in order: name and content, whatever ends its lines."""
    unread = {"__pycache__", ".ipynb_checkpoints"}
    found = (p for p in folder.rglob("*") if p.suffix in _KINDS and p.is_file())
    for path in sorted(p for p in found if not unread & set(p.relative_to(folder).parts)):
        yield path.relative_to(folder).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")
