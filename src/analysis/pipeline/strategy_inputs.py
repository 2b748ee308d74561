"""Which strategies and quarterly figures there are, and whether what was prepared of them stands.

Quick to load: a run in which nothing changed needs no more than this.

What each council was prepared from is remembered in `work`, which nobody publishes, as a code that
only the key of this folder can make (HMAC, RFC 2104). The key lies beside the councils' own figures
and goes nowhere else: without it nobody can try small numbers until a code fits, and what a run
publishes does not even tell that a file changed.
"""

import hmac
import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from analysis.catalogue.areas import Area, authorities
from analysis.core import paths
from analysis.core.atomic import write, write_bytes
from analysis.core.errors import suggest
from analysis.core.integrity import MONITORING_FOLDER, RETURN_FILE, RETURNS_FOLDER
from analysis.core.quarters import newest_whole
from analysis.publish.fingerprint import Stamp

SYNTHETIC = "-synthetic.csv"
QUARTERLY = "quarterly"
KEY_BYTES = 32


def strategy_file(place: Area) -> Path:
    """Where a council's strategy is kept."""
    return paths.raw() / "strategies" / f"{place.slug}.toml"


def figures_file(place: Area) -> Path | None:
    """A council's own quarterly figures, else the example that goes with its strategy, or none.

    A folder or a link that leads nowhere is its own too: the example stands in for nothing that a
    council has put there.
    """
    own = paths.raw() / QUARTERLY / f"{place.slug}.csv"
    there = own.exists() or own.is_symlink()
    if there or not strategy_file(place).is_file():
        return own if there else None
    example = paths.raw() / "examples" / QUARTERLY / f"{place.slug}{SYNTHETIC}"
    return example if example.is_file() else None


def with_strategy(places: Iterable[Area] | None = None) -> list[Area]:
    """Those of some councils, or of all, that have a strategy file."""
    asked = authorities() if places is None else places
    return [place for place in asked if strategy_file(place).is_file()]


def strays() -> list[str]:
    """A sentence, with what would do, on each quarterly file that no page is made from."""
    folder = paths.raw() / QUARTERLY
    known = {f"{place.slug}.csv" for place in authorities()}
    told = []
    for name in sorted({p.name for p in folder.glob("[!.~]*")} - known - {"README.md"}):
        near = suggest(f"{name.rpartition('.')[0]}.csv", known, most=1)
        remedy = f"save it as {near[0]}" if near else "save it as CSV under its council's name"
        told.append(f"data/raw/quarterly/{name} is no council's file and is not read; {remedy}.")
    return told


def key_file() -> Path:
    """The key of this folder's codes: for this account alone, and never in git."""
    return paths.raw() / QUARTERLY / ".key"


def remembered_in() -> Path:
    """What each council was prepared from, by slug."""
    return paths.root() / "work" / "prepared.json"


def prepared_from(places: Iterable[Area], day: date, now: Stamp) -> dict[str, str]:
    """What each council's strategy would be prepared from, by slug: files, quarter and code.

    The day counts through the newest whole quarter alone, as it does for pages. Empty where there
    is no key and none can be kept: then all is prepared anew, each time.
    """
    key = _key()
    if key is None:
        return {}
    shared = [newest_whole(day).code, now.version]
    return {p.slug: _code(key, p, shared) for p in places if has_files(p)}


def prepared_folder(place: Area) -> Path:
    """Where what is prepared of a council's files is kept."""
    return paths.processed() / MONITORING_FOLDER / place.slug


def _return_folder(place: Area) -> Path:
    return paths.processed() / RETURNS_FOLDER / place.slug


def has_files(place: Area) -> bool:
    """Whether a council has a strategy file, quarterly figures, or figures of its own return."""
    own = _return_folder(place) / RETURN_FILE
    return strategy_file(place).is_file() or figures_file(place) is not None or own.is_file()


def current(places: Collection[Area], day: date, now: Stamp) -> bool:
    """Whether what was prepared for these councils is still right, as far as is remembered.

    Not when a council's files are gone and what was prepared of it is there still.
    """
    known, before = prepared_from(places, day, now), _remembered()
    return all(
        hmac.compare_digest(before.get(p.slug, ""), known.get(p.slug, "-"))
        if has_files(p)
        else not prepared_folder(p).is_dir()
        for p in places
    )


def remember(known: Mapping[str, str]) -> None:
    """Keep what councils were prepared from; where it cannot be kept, they are prepared anew."""
    if known:
        with suppress(OSError):
            _keep({**_remembered(), **known})


def forget(place: Area) -> None:
    """No longer say from what a council was prepared, since that is about to change.

    OSError where that cannot be written: what is remembered would be wrong from then on.
    """
    before = _remembered()
    if before.pop(place.slug, None):
        _keep(before)


def _code(key: bytes, place: Area, shared: Iterable[str]) -> str:
    """A code of a council's files that nobody without the key can make or try numbers on."""
    code = hmac.new(key, digestmod="sha256")
    own = sorted(_return_folder(place).glob("*"))
    for file in (strategy_file(place), figures_file(place), *own):
        content = file.read_bytes() if file and file.is_file() else b""
        code.update(len(content).to_bytes(8) + content)
    code.update("\0".join(shared).encode())
    return code.hexdigest()


def _key() -> bytes | None:
    """The key, made when there is none; None where it can be neither read nor made."""
    path = key_file()
    try:
        if not path.is_file() or path.stat().st_size != KEY_BYTES:
            write_bytes(secrets.token_bytes(KEY_BYTES), path, mode=0o600)
        key = path.read_bytes()
    except OSError:
        return None
    return key if len(key) == KEY_BYTES else None


def _remembered() -> dict[str, str]:
    """What is remembered; nothing where the file is not there or spoilt, and all is made anew."""
    try:
        found = json.loads(remembered_in().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _keep(known: Mapping[str, str]) -> None:
    write(json.dumps(dict(sorted(known.items())), indent=1) + "\n", remembered_in())
