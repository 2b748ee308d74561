"""What pages are made from and by, here and now: code, notebooks, packages and built tables.

It is taken once for each run, before any page is made, and needs no library that is slow to load.
"""

import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from analysis import __version__
from analysis.core import integrity, paths
from analysis.core.errors import CareAnalysisError

PACKAGE = Path(__file__).resolve().parents[2]
LOCK = PACKAGE.parents[1] / "uv.lock"
# Code that no page can reach: the commands, the readers of published files and the drivers, which
# end before a page is begun. A test holds this against the imports that the code makes.
UNREACHED = ("__main__.py", "catalogue/selection.py", "cli", "intake", "pipeline")
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
        for name, known in self.sizes.items():
            path = paths.processed() / name
            if not path.is_file() or _size(path) != known:
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
        notebooks[name] = hashlib.sha256(content).hexdigest()
    tables = sorted(paths.processed().glob("*.parquet"))
    found = sizes(paths.processed())
    return Stamp(
        version=f"{__version__}+{version.hexdigest()[:12]}",
        code=code.hexdigest(),
        packages=packages(),
        python=platform.python_version(),
        notebooks=notebooks,
        tables={path.name: integrity.digest(path) for path in tables},
        sizes=found,
    )


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    """The size and time of each built table in a folder, which tell when one is written anew."""
    return {path.name: _size(path) for path in sorted(folder.glob("*.parquet"))}


def digest(file: Path) -> str:
    """The sha256 of a file, in hexadecimal; read each time, which `integrity.digest` need not."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@cache
def packages() -> str:
    """The sha256 of uv.lock; without that file, of the names and versions that are installed."""
    if LOCK.is_file():
        return digest(LOCK)
    installed = sorted(f"{d.name}=={d.version}" for d in metadata.distributions())
    return "installed-" + hashlib.sha256("\n".join(installed).encode()).hexdigest()


def _code(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The code in a folder, in order: name and content, whatever ends its lines."""
    for path in sorted(_files(folder)):
        yield path.relative_to(folder).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")


def _files(folder: Path) -> Iterable[Path]:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_dir() and path.name not in ("__pycache__", ".ipynb_checkpoints"):
            yield from _files(path)
        elif path.suffix in _KINDS:
            yield path


def _size(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
