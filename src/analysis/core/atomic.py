"""Files put in their place whole or not at all, whatever stops the process that writes them."""

import secrets
import shutil
from pathlib import Path

PART = ".part"


def write(text: str, path: Path) -> Path:
    """Put a text in its place whole or not at all; makes the folder."""
    return write_bytes(text.encode("utf-8"), path)


def write_bytes(content: bytes, path: Path) -> Path:
    """Put a file in its place whole or not at all; makes the folder. OSError as the disk has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.stem}-{secrets.token_hex(8)}{PART}")
    try:
        # Not by `tempfile`, which keeps others out whatever the umask of this account lets in.
        with part.open("xb") as file:
            file.write(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def put(made: Path, path: Path) -> None:
    """Move a finished file to its place whole, from whatever disk it was made on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}{PART}")
    try:
        shutil.copyfile(made, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove the unfinished files that a killed process left in a folder of reports."""
    for part in (*folder.glob(f".*{PART}"), *folder.glob(f"*/.*{PART}")):
        part.unlink(missing_ok=True)
