"""Files put in their place whole or not at all, whatever stops the process that writes them."""

import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PART = ".part"


def write(text: str, path: Path) -> Path:
    """Put a text in its place whole or not at all; makes the folder."""
    return write_bytes(text.encode("utf-8"), path)


def write_bytes(content: bytes, path: Path, *, mode: int = 0o666) -> Path:
    """Put a file in its place whole or not at all; makes the folder. OSError as the disk has it.

    `mode` is who may read and write it, of those whom the umask of this account lets in.
    """
    with part_of(path) as part:
        part.touch(mode, exist_ok=False)
        part.write_bytes(content)
    return path


def put(made: Path, path: Path) -> None:
    """Move a finished file to its place whole, from whatever disk it was made on."""
    with part_of(path) as part:
        shutil.copyfile(made, part)


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Where to write a file that goes to `path` when the block ends well; makes the folder.

    Not by `tempfile`, which keeps others out whatever the umask of this account lets in.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.stem}-{secrets.token_hex(8)}{PART}")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def all_or_none(out: Path) -> Iterator[Path]:
    """A new folder beside `out`, whose files all take their places in it when the block ends well.

    Where one cannot, or the run is stopped, the old ones are put back and all is as it was.
    """
    out.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".building-", dir=out.parent))
    try:
        yield fresh
        _put_in_place(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _put_in_place(fresh: Path, out: Path) -> None:
    names, old = sorted(path.name for path in fresh.iterdir()), fresh / "old"
    old.mkdir()
    for name in names:
        if (out / name).is_file():
            shutil.copy2(out / name, old)
    try:
        for name in names:
            (fresh / name).replace(out / name)
    except BaseException:  # also a stop: what is no longer in `fresh` has taken its place
        for name in (each for each in names if not (fresh / each).exists()):
            (old / name).replace(out / name) if (old / name).exists() else (out / name).unlink()
        raise


def sweep(folder: Path, deep: Iterable[str] = ("", "*/", "*/*/")) -> None:
    """Remove the unfinished files that a killed process left in a folder of reports, so `deep`."""
    for part in [p for each in deep for p in folder.glob(f"{each}.*{PART}")]:
        part.unlink(missing_ok=True)
