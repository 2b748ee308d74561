"""Which strategies and quarterly figures there are, and whether what was prepared of them stands.

Quick to load: a run in which nothing changed needs no more than this.

What each council was prepared from is remembered in `work`, which nobody publishes, as a code that
only the key of this folder can make (HMAC, RFC 2104). The key lies beside the councils' own figures
and goes nowhere else: without it nobody can try small numbers until a code fits, and what a run
publishes does not even tell that a file changed.
"""

import hmac
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from analysis.catalogue.areas import Area, authorities
from analysis.core import paths
from analysis.core.atomic import write
from analysis.core.errors import suggest
from analysis.core.integrity import MONITORING_FOLDER
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


def with_strategy() -> list[Area]:
    """The councils that have a strategy file."""
    return [place for place in authorities() if strategy_file(place).is_file()]


def strays() -> list[str]:
    """Files of the folder of quarterly figures that no council's page is made from, each in a
    sentence with what would do.
    """
    folder = paths.raw() / QUARTERLY
    known = {f"{place.slug}.csv" for place in authorities()}
    found = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    return [
        _stray(name, known)
        for name in found
        if name not in known and not name.startswith((".", "~")) and name != "README.md"
    ]


def _stray(name: str, known: Iterable[str]) -> str:
    near = suggest(f"{name.rpartition('.')[0]}.csv", known, 1)
    remedy = f"save it as {near[0]}" if near else "save it as CSV under its council's name"
    return f"data/raw/quarterly/{name} is no council's file and is not read; {remedy}."


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
    return {p.slug: _code(key, p, shared) for p in places if _has_files(p)}


def _has_files(place: Area) -> bool:
    """Whether a council has a strategy file or quarterly figures."""
    return strategy_file(place).is_file() or figures_file(place) is not None


def current(places: Iterable[Area], day: date, now: Stamp) -> bool:
    """Whether what was prepared for these councils is still right, as far as is remembered.

    Not when a council's files are gone and what was prepared of it is there still.
    """
    asked = list(places)
    known, before = prepared_from(asked, day, now), _remembered()
    there = [p for p in asked if _has_files(p)]
    folder = paths.processed() / MONITORING_FOLDER
    stale = [p for p in asked if p not in there and (folder / p.slug).is_dir()]
    return not stale and all(p.slug in known and _same(before, known, p) for p in there)


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


def _same(before: Mapping[str, str], known: Mapping[str, str], place: Area) -> bool:
    return hmac.compare_digest(before.get(place.slug, ""), known[place.slug])


def _code(key: bytes, place: Area, shared: Iterable[str]) -> str:
    """A code of a council's files that nobody without the key can make or try numbers on."""
    code = hmac.new(key, digestmod="sha256")
    for file in (strategy_file(place), figures_file(place)):
        content = file.read_bytes() if file and file.is_file() else b""
        code.update(len(content).to_bytes(8) + content)
    code.update("\0".join(shared).encode())
    return code.hexdigest()


def _key() -> bytes | None:
    """The key, made when there is none; None where it can be neither read nor made."""
    path = key_file()
    try:
        if not path.is_file() or path.stat().st_size != KEY_BYTES:
            _make_key(path)
        key = path.read_bytes()
    except OSError:
        return None
    return key if len(key) == KEY_BYTES else None


def _make_key(path: Path) -> None:
    """Put a new key there whole, readable by this account alone whatever the umask."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".key-{secrets.token_hex(8)}")
    new = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(part, new, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _remembered() -> dict[str, str]:
    """What is remembered; nothing where the file is not there or spoilt, and all is made anew."""
    try:
        found = json.loads(remembered_in().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _keep(known: Mapping[str, str]) -> None:
    write(json.dumps(dict(sorted(known.items())), indent=1) + "\n", remembered_in())
