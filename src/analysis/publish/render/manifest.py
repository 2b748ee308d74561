"""What a page was made from, kept by content, so that the very same page can be made again.

`<page>.manifest.json` stands beside its page. The tables that the page was made from, and the page
itself, are kept in `.inputs` of the folder of reports, each under its sha256 and each once.
"""

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from analysis.catalogue.areas import Area
from analysis.core import atomic, paths, returned
from analysis.core.errors import CareAnalysisError
from analysis.core.integrity import MONITORING_FOLDER, digest
from analysis.publish.fingerprint import Stamp, sha256, stamp
from analysis.publish.jobs import Job, Result, annex_of

ENDING = ".manifest.json"
KEPT = ".inputs"


class ManifestError(CareAnalysisError):
    """A manifest that cannot be read, or an input that is not what it was."""


@dataclass(frozen=True, kw_only=True)
class Maker:
    """What makes pages here: another one may make another page of the same inputs.

    `code` is the version and hash of the code and notebooks, `lock` the sha256 of the lock file,
    `font` the one that charts are measured with.
    """

    code: str
    lock: str
    python: str
    font: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A page, what it was made from and by what.

    `path` is the page's in the folder of reports, `page` its sha256 as a reader finds it, with
    `links` to other pages; `bare` that of the page as it was made, before those links. `inputs` are
    files of data/processed and `files` those beside the page, each with its sha256.
    """

    report: str
    area: str
    path: str
    made: str
    parameters: Mapping[str, Any]
    maker: Maker
    system: str
    inputs: Mapping[str, str]
    bare: str
    page: str
    links: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> dict[str, str]:
        """The page as it was made and its annex, if it has one: name and sha256."""
        name = Path(self.path).name
        annex = annex_of(name)
        beside = {annex: self.files[annex]} if annex in self.files else {}
        return {name: self.bare, **beside}


def maker(now: Stamp | None = None) -> Maker:
    """What makes pages here: now, or at the moment of a stamp."""
    now = now or stamp()
    return Maker(code=now.version, lock=now.packages, python=now.python, font=font())


def card(parameters: Mapping[str, object], made: str, now: Stamp | None = None) -> dict[str, str]:
    """The reproducibility card of a page: names and values in order; of `now`, if it is given."""
    now = now or stamp()
    return {
        "Made on": made,
        "Parameters": ", ".join(f"{name} = {value}" for name, value in parameters.items()),
        "Code": f"Care Analysis {now.version}",
        **{f"Data, {name}": f"sha256 {sha[:16]}" for name, sha in now.tables.items()},
        "Published files": "data/raw/sources.csv lists each with its release and checksum",
    }


def system() -> str:
    """The kind of machine: 'Linux x86_64'."""
    return f"{platform.system()} {platform.machine()}"


def place(page_path: Path) -> Path:
    """Where the manifest of a page stands."""
    return page_path.with_name(page_path.stem + ENDING)


def inputs(area: Area, now: Stamp | None = None) -> dict[str, str]:
    """Every built table and an authority's prepared files, with their sha256 (or the stamp's)."""
    folder, known = paths.processed(), now.tables if now else {}
    own = [f"{name}/{area.slug}/*" for name in (MONITORING_FOLDER, returned.FOLDER)]
    files = [p for each in ("*", *own) for p in folder.glob(each) if p.is_file()]
    names = {p.relative_to(folder).as_posix(): p for p in sorted(files) if p.name[0] != "."}
    return {name: known.get(name) or digest(p) for name, p in names.items()}


def archive_inputs(out: Path, found: Mapping[str, str]) -> None:
    """Keep the files of `inputs`; ManifestError when one has changed since it was looked at."""
    for name, sha in found.items():
        if not is_kept(out / KEPT / sha):
            archive(out, (paths.processed() / name).read_bytes(), sha, name)


def archive(out: Path, content: bytes, sha: str, name: str) -> None:
    """Keep a file under its sha256, whole and once; a kept one that was spoilt is put right."""
    if sha256(content) != sha:
        raise ManifestError(
            f"{name} was changed while a page was made from it. Make the page again."
        )
    if not is_kept(out / KEPT / sha):
        atomic.write_bytes(content, out / KEPT / sha)


def is_kept(path: Path) -> bool:
    """Whether a file is kept at such a place, and is what its name says."""
    return path.is_file() and digest(path) == path.name


def of(job: Job, result: Result) -> Manifest:
    """The manifest of a page that was just made."""
    sums = {name: sha256(each) for name, each in result.files.items()}
    name = Path(job.path).name
    return Manifest(
        report=job.report,
        area=job.area,
        path=job.path,
        made=job.made,
        parameters=result.parameters,
        maker=maker(job.stamp),
        system=system(),
        inputs=result.inputs,
        bare=sums[name],
        page=sums[name],
        files={each: sha for each, sha in sums.items() if each != name},
    )


def write(out: Path, made: Manifest) -> Path:
    """Put a manifest beside its page, whole or not at all."""
    text = json.dumps(asdict(made), indent=1, ensure_ascii=False) + "\n"
    return atomic.write(text, place(out / made.path))


def read(path: Path) -> Manifest:
    """The manifest in a file; ManifestError for one that is not there or is not a manifest."""
    if not path.is_file():
        raise ManifestError(
            f"There is no manifest {path}. It stands beside its page: NAME{ENDING}."
        )
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(**{**found, "maker": Maker(**found["maker"])})
    except (ValueError, RecursionError, KeyError, TypeError) as fault:
        raise ManifestError(
            f"{path} is not a manifest of a page: {fault}. Make the page anew with "
            "`care-analysis report`."
        ) from fault


def follow(out: Path, path: str, links: str) -> None:
    """Say in the manifest of a page, if it has one, which links the page has now."""
    if place(out / path).is_file():
        known, sha = read(place(out / path)), digest(out / path)
        if (known.links, known.page) != (links, sha):
            write(out, replace(known, path=path, links=links, page=sha))


def differences(then: Maker, now: Maker) -> list[str]:
    """What is not as it was, a line each: what it was and what it is."""
    pairs = [(name, getattr(then, name), getattr(now, name)) for name in _SAID]
    return [f"{_SAID[name]} was {old} and is {new}" for name, old, new in pairs if old != new]


_SAID = {
    "code": "the code",
    "lock": "the lock of packages",
    "python": "Python",
    "font": "the font that charts are measured with",
}


@cache
def font() -> str:
    """The file name and hash of the font that charts are measured with, which is carried."""
    found = paths.font()
    return f"{found.name} {digest(found)[:16]}"
