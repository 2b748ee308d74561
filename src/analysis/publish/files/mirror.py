"""A folder of reports kept elsewhere: made here in a folder of its own, and mirrored whole.

Beside the pages the store has a list of its files with their sha256. A run begins by having here
what the list names, and ends by putting there what is not there yet: pages first, then what tells
of them, the index after these, and the list last. A run that was stopped leaves the list as it was,
and the next one makes good what is missing.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.core import paths
from analysis.core.atomic import PART, write_bytes
from analysis.core.errors import RunError
from analysis.publish.files.storage import Store, StoreError
from analysis.publish.run import journal, lock, record
from analysis.publish.run.fingerprint import digest
from analysis.publish.run.lock import BusyError

LIST = ".mirror.json"
INDEX = "index.html"
_OURS = (LIST, lock.LOCK, journal.JOURNAL)


def is_elsewhere(out: str) -> bool:
    """Whether a place for reports is an address of fsspec and not simply a folder."""
    return "://" in out


def staging(url: str) -> Path:
    """The folder of this machine in which the pages of an address are made; kept between runs."""
    name = hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:16]
    return paths.root() / "work" / "staging" / name


@contextmanager
def mirrored(url: str, *, wait: bool = False) -> Iterator[Path]:
    """A folder with the reports of an address, which are put there when all is done.

    StoreError for an address that cannot be read or written, before anything is made; BusyError
    when another run wrote there meanwhile. What was made stays in the folder for the next run.
    """
    store, here = Store(url), staging(url)
    with lock.held(here, wait=wait):
        seen = store.read_one(LIST)
        if seen is None:
            seen = _listing({})
            store.write_bytes({LIST: seen})
        if seen != _last_seen(here):
            _pull(store, _listed(seen, url), here)
            write_bytes(seen, here / LIST)
    try:
        yield here
    except RunError:  # some pages failed, and the others are to be read for all that
        _put_there(store, seen, here)
        raise
    _put_there(store, seen, here)


def _put_there(store: Store, seen: bytes, here: Path) -> None:
    with lock.held(here, wait=True):
        if store.read_one(LIST) != seen:
            raise BusyError(
                f"Another run wrote to {store.url} meanwhile. Run the same command again: it "
                "begins from what is there now."
            )
        _push(store, _listed(seen, store.url), here)


def _last_seen(here: Path) -> bytes | None:
    """The list as this folder knows it: what came from there or went there is all in place."""
    path = here / LIST
    return path.read_bytes() if path.is_file() else None


def _listing(sums: Mapping[str, str]) -> bytes:
    return (json.dumps(dict(sorted(sums.items())), indent=1, ensure_ascii=False) + "\n").encode()


def _listed(content: bytes, url: str) -> dict[str, str]:
    try:
        found: Any = json.loads(content)
        return {str(name): str(sha) for name, sha in found.items()}
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
        if hashlib.sha256(content).hexdigest() == listed[name]:
            write_bytes(content, here / name)


def _push(store: Store, listed: Mapping[str, str], here: Path) -> None:
    """Put there what is not there, and take away what is no longer here."""
    own, there = _sums(here), store.sizes()
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
    """Pages and the files beside them, then the record of the run, then the index."""
    last = (record.RUN_FILE, INDEX)
    yield [name for name in names if name not in last]
    for name in last:
        yield [name] if name in names else []
