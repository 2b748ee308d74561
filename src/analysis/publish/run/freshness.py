"""Whether a page is still made from all that it would be made from now, and if not, why."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from analysis.core import integrity, paths
from analysis.publish.fingerprint import Stamp, compressing, sha256, size_and_time
from analysis.publish.jobs import MADE, Job, Result

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
        self._part, self._rows = cache(self._worked_out), cache(_of_rows)

    def of(self, name: str, areas: Any = None, where: Any = ()) -> str:
        """The hash of what a read gives; blank when the file is not there."""
        return self._part(name, None if areas is None else tuple(areas), tuple(map(tuple, where)))

    def whole(self, name: str) -> str:
        """The hash of a whole file; blank when it is not there."""
        if name in self._now.tables:
            return self._now.tables[name]
        path = paths.processed() / name
        if not path.is_file():
            return ""
        if name in _PARTS:
            part = _PARTS[name](integrity.record(name))
            return sha256(json.dumps(part, sort_keys=True).encode())
        return integrity.digest(path)

    def _worked_out(self, name: str, areas: Any, where: Any) -> str:
        if name not in self._now.tables or (areas is None and not where):
            return self.whole(name)
        if areas is None:
            return self._rows(name, None, where)
        of_each = (f"{area}{self._rows(name, (area,), where)}" for area in areas)
        return sha256("".join(of_each).encode())


def made_of(job: Job, result: Result, now: Stamp, digests: Digests) -> dict[str, Any]:
    """What a page was made from, as its record keeps it."""
    names = sorted({name for name, *_ in result.reads})
    return {
        **_ordered(job, now),
        "files": {name: digests.whole(name) for name in names},
        "reads": [[*read, digests.of(*read)] for read in result.reads],
    }


def changes(
    job: Job, page: Mapping[str, Any], now: Stamp, digests: Digests, out: Path
) -> list[str]:
    """Why a page is to be made, a line each; nothing when it is made from all that there is.

    `page` is what its record says of it. The day of a run counts only where it was given as a
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
    if not in_place(out, page) or (job.chosen.kept and not manifest.is_file()):
        return ["its files are not as they were written"]
    ordered = _ordered(job, now)
    old, new = before.get("parameters", {}), ordered["parameters"]
    changed = {name for name, sha in before["files"].items() if digests.whole(name) != sha}
    return [
        *(
            f"its parameter {name} was '{old.get(name, '')}' and is '{new.get(name, '')}'"
            for name in sorted({*old, *new})
            if old.get(name, "") != new.get(name, "")
        ),
        *(said for key, said in _SAID.items() if before.get(key, False) != ordered[key]),
        *(
            f"its data changed: {name}" + (f" of {', '.join(areas)}" if areas else "")
            for name, areas, where, sha in before["reads"]
            if name in changed and digests.of(name, areas, where) != sha
        ),
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
        name: [sha, *(size_and_time(out / name) if (out / name).is_file() else (0, 0))]
        for name, (sha, *_) in page.get("seal", {}).items()
    }


def in_place(out: Path, page: Mapping[str, Any]) -> bool:
    """Whether a page's files are those that were written; a changed size or time is looked into."""
    seal = page.get("seal", {})
    files = {out / name: known for name, known in seal.items()}
    return bool(seal) and all(
        path.is_file()
        and (size_and_time(path) == (size, time) or _sum(path.name, path.read_bytes()) == sha)
        for path, (sha, size, time) in files.items()
    )


def _sum(name: str, content: bytes) -> str:
    if name.endswith(".html"):
        from analysis.publish.render.navigation import relinked

        content = relinked(content.decode("utf-8", "replace"), "").encode()
    return sha256(content)


def _ordered(job: Job, now: Stamp) -> dict[str, Any]:
    """What a page is to be made of, but for the data."""
    return {
        "parameters": {name: str(value) for name, value in sorted(job.parameters.items())},
        "quarter": job.quarter,
        "notebook": now.notebooks.get(job.chosen.notebook.name, ""),
        "code": now.code,
        "packages": now.packages,
        "python": now.python,
        "compressed": compressing() and job.chosen.large and not job.internal,
    }


_SAID = {
    "quarter": "the quarter that it tells of is another",
    "notebook": "its notebook changed",
    "code": "the code changed",
    "packages": "the packages changed",
    "python": "Python changed",
    "compressed": "its large table is to be compressed, or no longer",
}


def _of_rows(name: str, areas: Any, where: Any) -> str:
    """The hash of the rows that a read gives, by what they say and not by how they are stored.

    Through CSV, since pandas takes longer to load than all else that a run does of its own.
    """
    import pyarrow as pa
    from pyarrow import csv

    from analysis.core import stored

    rows, said = stored.rows(name, areas, where=dict(where)), pa.BufferOutputStream()
    kinds = [f.type.value_type if pa.types.is_dictionary(f.type) else f.type for f in rows.schema]
    plain = rows.cast(pa.schema(list(zip(rows.column_names, kinds, strict=True))))
    csv.write_csv(plain, said)
    return sha256(said.getvalue().to_pybytes())
