"""Folders anywhere: on this machine, shared, or in an object store, by one address (fsspec)."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from analysis.core.atomic import write_bytes
from analysis.core.errors import CareAnalysisError

AT_ONCE = 64


class StoreError(CareAnalysisError):
    """A folder elsewhere that cannot be read or written."""


class Store:
    """A folder at an address such as `s3://bucket/folder`, `memory://x`, `file:///x` or a path.

    Files are named relative to it. Contents are put in place whole: by a rename on this machine,
    by the store itself elsewhere, as the object stores do. StoreError for whatever goes wrong.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        try:
            self._fs, root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as fault:
            raise StoreError(
                f"{url} cannot be reached: {fault}. Known are folders and the addresses of fsspec, "
                "as s3:// (needs pip install s3fs), abfs:// (adlfs) and gs:// (gcsfs)."
            ) from fault
        self._root = root.rstrip("/")

    def sizes(self) -> dict[str, int]:
        """Every file that is there, with its size in bytes; nothing where there is no folder."""
        with self._errors("read"):
            self._fs.invalidate_cache()
            found = self._fs.find(self._root, detail=True)
        return {name[len(self._at("")) :]: int(each["size"]) for name, each in found.items()}

    def read(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The contents of files, some at the same time."""
        for some in _some(names):
            with self._errors("read"):
                by_path = self._fs.cat([self._at(name) for name in some])
            yield from ((name, by_path[self._at(name)]) for name in some)

    def read_one(self, name: str) -> bytes | None:
        """The contents of a file; None when it is not there."""
        with self._errors("read"):
            try:
                content: bytes = self._fs.cat_file(self._at(name))
            except FileNotFoundError:
                return None
        return content

    def write(self, files: Mapping[str, Path]) -> None:
        """Put files of this machine there, some at the same time."""
        for some in _some(files):
            self.write_bytes({name: files[name].read_bytes() for name in some})

    def write_bytes(self, contents: Mapping[str, bytes]) -> None:
        """Put contents there, each whole or not at all."""
        by_path = {self._at(name): content for name, content in contents.items()}
        with self._errors("written"):
            if isinstance(self._fs, LocalFileSystem):
                for path, content in by_path.items():
                    write_bytes(content, Path(path))
                return
            for folder in {path.rpartition("/")[0] for path in by_path}:
                self._fs.makedirs(folder, exist_ok=True)
            self._fs.pipe(by_path)

    def remove(self, names: Iterable[str]) -> None:
        """Take files away."""
        with self._errors("written"):
            for some in _some(names):
                self._fs.rm([self._at(name) for name in some])

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            why = getattr(fault, "strerror", None) or fault
            raise StoreError(
                f"{self.url} cannot be {what}: {why}. Check the address, and that you may use it."
            ) from fault


def _some(names: Iterable[str]) -> Iterator[list[str]]:
    """A few at a time, so that a whole country is never in memory at once."""
    left = iter(names)
    while some := list(islice(left, AT_ONCE)):
        yield some
