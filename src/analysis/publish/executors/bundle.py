"""What pages are made from, handed to workers that share no folder with the run.

The run puts each file under its sha256 in a store that all reach, once, and a list of them under
the sha256 of the list. A worker fetches by that list, so that it has just what the run has, and
sees at once where it has not.
"""

import json
from collections import defaultdict
from pathlib import Path

from analysis.core import internal, paths
from analysis.core.atomic import write_bytes
from analysis.core.integrity import digest
from analysis.publish.fingerprint import sha256
from analysis.publish.storage import Store, StoreError


def goods() -> dict[str, Path]:
    """The notebooks and the built tables of this project, by their path in it.

    InternalError where something internal is among them.
    """
    found = [*paths.notebooks().glob("*.ipynb"), *paths.processed().rglob("*")]
    files = [p for p in sorted(found) if p.is_file() and not p.name.startswith(".")]
    internal.refuse(files, paths.processed())
    return {path.relative_to(paths.root()).as_posix(): path for path in files}


def put(url: str) -> str:
    """Put there what is not there yet; returns the name of the list that workers fetch by."""
    store, files = Store(url), goods()
    sums = {name: digest(path) for name, path in files.items()}
    listing = json.dumps(sums, indent=1).encode()
    listed, there = sha256(listing), store.sizes()
    by_sum = {sha: files[name] for name, sha in sums.items()}
    store.write({s: file for s, file in by_sum.items() if there.get(s) != file.stat().st_size})
    if there.get(listed) != len(listing):
        store.write_bytes({listed: listing})
    return listed


def fetch(url: str, listed: str, folder: Path) -> None:
    """Have in a folder all that a list names; StoreError for what is not what it is called."""
    store = Store(url)
    listing = store.read_one(listed)
    if listing is None or sha256(listing) != listed:
        raise StoreError(
            f"{url} has no list {listed[:16]} of what to make pages from, or a spoilt one. Check "
            "that the workers reach the same place as the run, and run the same command again."
        )
    missing: dict[str, list[Path]] = defaultdict(list)
    for name, sha in json.loads(listing).items():
        path = folder / name
        if not (path.is_file() and digest(path) == sha):
            missing[sha].append(path)
    for sha, content in store.read(missing):
        if sha256(content) != sha:
            raise StoreError(
                f"{url} has a spoilt copy of {missing[sha][0].name}. Remove the file {sha} "
                "there and run the same command again."
            )
        for path in missing[sha]:
            write_bytes(content, path)
