"""Whether a page is still made from all that it would be made from now, and if not, why."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from analysis.core import integrity, paths
from analysis.publish.reports import report as report_named
from analysis.publish.run.fingerprint import Stamp, digest
from analysis.publish.run.jobs import MADE, Job, Result

UNCHANGED = "nothing that it is made from changed"
# Records say more than a page reads of them, as the sha256 of tables: only these parts count.
_PARTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    integrity.RECORD_FILE: lambda record: record.get("counts"),
    integrity.FORECAST_RECORD_FILE: lambda record: {
        name: each for name, each in record.items() if name != integrity.SUMS
    },
}


class Digests:
    """The hash of each part of the built tables, worked out once for all pages of a run."""

    def __init__(self, now: Stamp) -> None:
        self._now = now
        self._known: dict[Any, str] = {}
        self._areas: dict[tuple[str, str], str] = {}
        self._tables: dict[str, _Table] = {}

    def of(self, name: str, areas: Any = None, where: Any = ()) -> str:
        """The hash of what a read gives; blank when the file is not there."""
        key = (name, tuple(areas) if areas is not None else None, tuple(map(tuple, where)))
        if key not in self._known:
            self._known[key] = self._worked_out(*key)
        return self._known[key]

    def whole(self, name: str) -> str:
        """The hash of a whole file; blank when it is not there."""
        if name in self._now.tables:
            return self._now.tables[name]
        path = paths.processed() / name
        if not path.is_file():
            return ""
        if name in _PARTS:
            part = _PARTS[name](integrity.record(name))
            return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()
        return digest(path)

    def _worked_out(self, name: str, areas: Any, where: Any) -> str:
        if name not in self._now.tables or (areas is None and not where):
            return self.whole(name)
        if areas is None:
            return _of_rows(name, dict(where))
        if name not in self._tables:
            self._tables[name] = _Table(paths.processed() / name)
        table = self._tables[name]
        if not table.groups:
            return self.whole(name)
        found = "".join(f"{area}{self._area(name, area, table)}" for area in areas)
        return hashlib.sha256(found.encode()).hexdigest()

    def _area(self, name: str, area: str, table: "_Table") -> str:
        if (name, area) not in self._areas:
            self._areas[name, area] = table.of(area)
        return self._areas[name, area]


def made_of(job: Job, result: Result, now: Stamp, digests: Digests) -> dict[str, Any]:
    """What a page was made from, as run.json keeps it."""
    names = sorted({name for name, *_ in result.reads})
    return {
        **_asked(job, now),
        "files": {name: digests.whole(name) for name in names},
        "reads": [[*read, digests.of(*read)] for read in result.reads],
    }


def changes(
    job: Job, page: Mapping[str, Any], now: Stamp, digests: Digests, out: Path
) -> list[str]:
    """Why a page is to be made, a line each; nothing when it is made from all that there is.

    `page` is what run.json says of it. The day of a run counts only where it was given as a
    parameter, and through the quarter that a page tells of.
    """
    if not page:
        return ["it was not made before"]
    if page.get("outcome") != MADE:
        return ["it could not be made the last time"]
    before = page.get("made_of")
    if not before:
        return ["it was made before what pages are made from was kept"]
    manifest = (out / job.path).with_name(f"{job.stem}.manifest.json")
    kept = report_named(job.report).kept
    if not in_place(out, page) or (kept and not manifest.is_file()):
        return ["its files are not as they were written"]
    now_asked = _asked(job, now)
    return [
        *_parameters(before.get("parameters", {}), now_asked["parameters"]),
        *(said for key, said in _SAID.items() if before.get(key) != now_asked[key]),
        *_data(before, digests),
    ]


def seal(path: str, names: Mapping[str, bytes]) -> dict[str, list[Any]]:
    """What is kept of a page's files to know them again: sha256, and once in place size and time.

    The links to other pages, which a page gets later, do not count.
    """
    folder = Path(path).parent
    return {(folder / name).as_posix(): [_sum(name, each), 0, 0] for name, each in names.items()}


def sealed(out: Path, page: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The seal of a page's files with the size and time that they have now."""
    return {
        name: [sha, *_size(out / name)] if (out / name).is_file() else [sha, 0, 0]
        for name, (sha, *_) in page.get("seal", {}).items()
    }


def in_place(out: Path, page: Mapping[str, Any]) -> bool:
    """Whether the files of a page are those that were written; a changed size or time is looked
    into.
    """
    seal = page.get("seal", {})
    return bool(seal) and all(_same(out / name, *known) for name, known in seal.items())


def _same(path: Path, sha: str, size: int, time: int) -> bool:
    if not path.is_file():
        return False
    return _size(path) == [size, time] or _sum(path.name, path.read_bytes()) == sha


def _sum(name: str, content: bytes) -> str:
    if name.endswith(".html"):
        from analysis.publish.render.navigation import relinked

        content = relinked(content.decode("utf-8", "replace"), "").encode()
    return hashlib.sha256(content).hexdigest()


def _size(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _asked(job: Job, now: Stamp) -> dict[str, Any]:
    chosen = report_named(job.report)
    return {
        "parameters": {name: str(value) for name, value in sorted(job.parameters.items())},
        "quarter": job.quarter,
        "notebook": now.notebooks.get(chosen.notebook.name, ""),
        "code": now.code,
        "packages": now.packages,
        "python": now.python,
    }


_SAID = {
    "quarter": "the quarter that it tells of is another",
    "notebook": "its notebook changed",
    "code": "the code changed",
    "packages": "the packages changed",
    "python": "Python changed",
}


def _parameters(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [
        f"its parameter {name} was '{before.get(name, '')}' and is '{now.get(name, '')}'"
        for name in sorted({*before, *now})
        if before.get(name, "") != now.get(name, "")
    ]


def _data(before: Mapping[str, Any], digests: Digests) -> list[str]:
    changed = {n for n, sha in before["files"].items() if digests.whole(n) != sha}
    return [
        f"its data changed: {name}" + (f" of {', '.join(areas)}" if areas else "")
        for name, areas, where, sha in before["reads"]
        if name in changed and digests.of(name, areas, where) != sha
    ]


class _Table:
    """A built table and the row groups of each area; none where areas share one."""

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as pq

        self._path, self._stored = path, pq.read_metadata(path)
        self.groups = self._grouped()

    def _grouped(self) -> dict[str, list[int]]:
        stored = self._stored
        known: dict[str, list[int]] = {}
        place = {stored.schema.column(i).path: i for i in range(stored.num_columns)}.get("area")
        if place is None:
            return {}
        for n in range(stored.num_row_groups):
            area = stored.row_group(n).column(place).statistics
            if area is None or area.min != area.max:
                return {}
            known.setdefault(area.min, []).append(n)
        return known

    def of(self, area: str) -> str:
        """The hash of an area's rows by what they say and not by how they are stored; blank where
        it has none.
        """
        import pandas as pd
        import pyarrow.parquet as pq

        if area not in self.groups:
            return ""
        # Not kept open: Windows would let nobody build the table anew.
        with pq.ParquetFile(self._path, metadata=self._stored) as file:
            rows = file.read_row_groups(self.groups[area], use_threads=False)
        hashes = pd.util.hash_pandas_object(rows.to_pandas(), index=False)
        return hashlib.sha256(hashes.to_numpy().tobytes()).hexdigest()


def _of_rows(name: str, where: Mapping[str, str]) -> str:
    """The hash of the rows that have some words, whatever their area."""
    import pandas as pd

    from analysis.core import store

    rows = store.read(name, where=where)
    return hashlib.sha256(pd.util.hash_pandas_object(rows).to_numpy().tobytes()).hexdigest()
