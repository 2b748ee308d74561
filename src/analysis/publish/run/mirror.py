"""A folder of reports kept elsewhere: made here in a folder of its own, and mirrored whole.

Beside the pages the store has a list of its files with their sha256. A run begins by having here
what the list names, and ends by putting there what is not there yet: pages first, then what tells
of them, the index after these, and the list last. A run that was stopped leaves the list as it was,
and the next one makes good what is missing.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from analysis.core import internal, paths
from analysis.core.atomic import PART, write_bytes
from analysis.core.errors import RunError
from analysis.core.integrity import digest
from analysis.publish.fingerprint import sha256
from analysis.publish.jobs import INDEX
from analysis.publish.run import journal, lock, record
from analysis.publish.run.lock import BusyError
from analysis.publish.storage import Store, StoreError

LIST = ".mirror.json"
_OURS = (LIST, lock.LOCK, journal.JOURNAL)


def is_elsewhere(out: str) -> bool:
    """Whether a place for reports is an address of fsspec and not simply a folder."""
    return "://" in out


def staging(url: str) -> Path:
    """The folder of this machine in which the pages of an address are made; kept between runs."""
    return paths.root() / "work" / "staging" / sha256(url.rstrip("/").encode())[:16]


@contextmanager
def mirrored(url: str, *, wait: bool = False) -> Iterator[Path]:
    """A folder with the reports of an address, which are put there when all is done.

    StoreError for an address that cannot be read or written, before anything is made; BusyError
    when another run wrote there meanwhile. What was made stays in the folder for the next run.
    """
    store, here = Store(url), staging(url)
    with lock.held(here, wait=wait):
        listed = store.read_one(LIST)
        if listed is None:
            listed = _listing({})
            store.write_bytes({LIST: listed})
        known = here / LIST  # what came from there or went there, and is all in place
        if not known.is_file() or known.read_bytes() != listed:
            _pull(store, _listed(listed, url), here)
            write_bytes(listed, known)
    try:
        yield here
    except RunError:  # some pages failed, and the others are to be read for all that
        _push(store, listed, here)
        raise
    _push(store, listed, here)


def _listing(sums: Mapping[str, str]) -> bytes:
    return (json.dumps(dict(sorted(sums.items())), indent=1, ensure_ascii=False) + "\n").encode()


def _listed(content: bytes, url: str) -> dict[str, str]:
    try:
        return {str(name): str(sha) for name, sha in json.loads(content).items()}
    except (ValueError, RecursionError, AttributeError) as fault:
        raise StoreError(
            f"{LIST} in {url} is not a list of files. Take it away, and all is put there anew."
        ) from fault


def _sums(here: Path) -> dict[str, str]:
    """The files of a folder that are for readers or for the next run, each with its sha256."""
    files = (p for p in here.rglob("*") if p.is_file() and p.suffix != PART)
    named = {p.relative_to(here).as_posix(): p for p in files}
    return {name: digest(path) for name, path in named.items() if name not in _OURS}


def _pull(store: Store, listed: Mapping[str, str], here: Path) -> None:
    """Have here just what is listed; a file that is not as listed counts as not there."""
    own, there = _sums(here), store.sizes()
    for name in set(own) - set(listed):
        (here / name).unlink()
    wanted = [name for name, sha in listed.items() if own.get(name) != sha and name in there]
    for name, content in store.read(wanted):
        if sha256(content) == listed[name]:
            write_bytes(content, here / name)


def _push(store: Store, listing: bytes, here: Path) -> None:
    """Have there just what is here; BusyError when the list is not the one this run began from.

    InternalError where something internal is here: nothing is put there.
    """
    internal.refuse(here.rglob("*"), here)
    with lock.held(here, wait=True):
        if store.read_one(LIST) != listing:
            raise BusyError(
                f"Another run wrote to {store.url} meanwhile. Run the same command again: it "
                "begins from what is there now."
            )
        own, there, listed = _sums(here), store.sizes(), _listed(listing, store.url)
        changed = [
            name
            for name, sha in own.items()
            if listed.get(name) != sha or there.get(name) != (here / name).stat().st_size
        ]
        for some in _in_order(changed):
            store.write({name: here / name for name in some})
        store.remove(name for name in set(listed) - set(own) if name in there)
        content = _listing(own)
        store.write_bytes({LIST: content})
        write_bytes(content, here / LIST)


def _in_order(names: list[str]) -> Iterator[list[str]]:
    """Pages and the files beside them, then the records, then the index, its front door last."""

    def place(name: str) -> int:
        if "/" not in name and name.startswith("index"):
            return 3 if name == INDEX else 2
        return 1 if name == record.RUN_FILE or name.startswith(f"{record.RECORDS}/") else 0

    for _, some in groupby(sorted(names, key=place), place):
        yield list(some)
