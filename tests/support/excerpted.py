"""Excerpts of the published files: where they are, copies of them, and spoiling them."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.source import Source
from analysis.core.errors import SourceError
from analysis.intake.tables import register

EXCERPTS = Path(__file__).parents[1] / "excerpts"
REGISTER = EXCERPTS / register.NAME

Reader = Callable[[Path, tuple[Source, ...]], pd.DataFrame]
Spoiling = Callable[[bytes], bytes]


def opened():
    """Take the files as they are, held to no register."""
    return register.using(register.Register({}, open_to_new=True))


def copy(source: Source, raw: Path) -> Path:
    """The excerpt of one source, copied under `raw`; its path there."""
    path = raw / source.file
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(EXCERPTS / source.file, path)
    return path


def refused(read: Reader, raw: Path, sources: Iterable[Source]) -> SourceError:
    """The error with which a reader refuses these files, register or not."""
    with pytest.raises(SourceError) as told:
        read(raw, tuple(sources))
    return told.value


def swap(old: str, new: str, times: int = -1) -> Spoiling:
    """A spoiling that puts one text for another; the text must be there."""

    def spoil(content: bytes) -> bytes:
        assert old.encode() in content, f"the excerpt has no {old!r}"
        return content.replace(old.encode(), new.encode(), times)

    return spoil
