"""A page made again from its manifest, byte for byte, whatever has changed since."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path

from analysis.catalogue.areas import areas
from analysis.core import atomic, paths
from analysis.core.errors import CareAnalysisError
from analysis.core.integrity import digest
from analysis.publish.executors.base import surroundings
from analysis.publish.render import manifest, navigation
from analysis.publish.render.manifest import Manifest, is_kept
from analysis.publish.reports import REPORTS

SECONDS = 900


class RemakeError(CareAnalysisError):
    """A page that cannot be made again as it was, with the reason."""


@dataclass(frozen=True, kw_only=True)
class Remade:
    """A page that was made again with the very bytes it had: where it is, and their sha256."""

    page: Path
    sha256: str


def remake(manifest_path: Path, out: Path | None = None) -> Remade:
    """Make the page of a manifest again from its kept inputs, with the links that it had.

    It goes to `out`, else back to its place beside the manifest, and only when every byte is the
    same. Raises RemakeError where the code, the packages, Python or the charts' font are not as
    they were, an input is missing or spoilt, or the page came out another.
    """
    known = manifest.read(manifest_path)
    home = manifest_path.resolve().parents[len(Path(known.path).parts) - 1]
    refuse(known, manifest_path)
    kept = _kept(known, home)
    with tempfile.TemporaryDirectory(prefix="care-analysis-") as folder:
        _lay_out(kept, Path(folder) / "home")
        private = Path(folder) / "private"
        private.mkdir()
        _make_apart(manifest_path, Path(folder) / "home", private)
        made = private / Path(known.path).name
        html = made.read_text(encoding="utf-8")
        if known.links:
            atomic.write(navigation.relinked(html, known.links), made)
        _same(known, made, home)
        target = (out or home) / known.path
        for name in (*known.files, made.name):
            atomic.put(private / name, target.parent / name)
    return Remade(page=target, sha256=known.page)


def refuse(known: Manifest, manifest_path: Path) -> None:
    """RemakeError when another code, lock, Python or font would make the page."""
    then, now = known.maker, manifest.maker()
    if then == now:
        return
    remedy = "Install that version (its git tag, then python3 run.py setup) and ask again."
    if replace(then, font=now.font) == now:
        remedy = (
            "The font comes with matplotlib and was changed, here or there. Remove the folder "
            ".venv, run python3 run.py setup, and ask again."
        )
    elif then.font != now.font:
        remedy += " That version took its font from the machine."
    listed = "\n".join(f"- {line}" for line in manifest.differences(then, now))
    raise RemakeError(
        f"{manifest_path.name} was made by another installation, which may make another "
        f"page:\n{listed}\n{remedy}"
    )


def _kept(known: Manifest, home: Path) -> dict[str, Path]:
    """Each input and where it is kept; RemakeError for all that are missing or spoilt."""
    found = {name: home / manifest.KEPT / sha for name, sha in known.inputs.items()}
    why = {True: "is not what it was: its sha256 is another", False: "is not kept there"}
    lost = [f"- {name} {why[file.is_file()]}" for name, file in found.items() if not is_kept(file)]
    if lost:
        listed = "\n".join(lost)
        raise RemakeError(
            f"The inputs of {known.path} are to be in {home / manifest.KEPT}, and\n{listed}\n"
            "Bring that folder back from a backup and ask again."
        )
    return found


def _lay_out(kept: dict[str, Path], home: Path) -> None:
    """A project's folder with the notebooks of today and the tables of then."""
    for name, file in kept.items():
        target = home / "data" / "processed" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    unread = shutil.ignore_patterns(".*", "__pycache__")
    shutil.copytree(paths.notebooks(), home / "notebooks", ignore=unread)


def _make_apart(manifest_path: Path, home: Path, private: Path) -> None:
    """Make the page in a process of its own, which sees that home and no other."""
    module = "analysis.publish.run.reproduce"
    done = subprocess.run(
        [sys.executable, "-m", module, str(manifest_path), str(private)],
        env=surroundings(private, home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise RemakeError(f"{manifest_path.name} could not be made again: {why}")


def _same(known: Manifest, again: Path, home: Path) -> None:
    """RemakeError when a page or a file beside it came out with other bytes."""
    sums = {known.path: known.page, **known.files}
    made = {name: again.parent / Path(name).name for name in sums}
    other = [name for name, sha in sums.items() if digest(made[name]) != sha]
    if not other:
        return
    here = manifest.system()
    moved = f" It was made on {known.system}; this is {here}." if here != known.system else ""
    raise RemakeError(
        f"Made again, but not the same to the byte: {', '.join(other)}.{moved} Nothing was "
        f"written.{''.join(_differences(known, again.parent, home))}"
    )


def _differences(known: Manifest, private: Path, home: Path) -> Iterator[str]:
    """Of each page that came out another: in which line, and where it is kept as it was."""
    for name, sha in known.pages.items():
        kept, now = home / manifest.KEPT / sha, private / name
        if not kept.is_file():
            continue
        texts = [file.read_text(encoding="utf-8").splitlines() for file in (kept, now)]
        pairs = enumerate(zip_longest(*texts, fillvalue=""), 1)
        first = next((n for n, (a, b) in pairs if a != b and "<nav " not in a), 0)
        if first:
            yield (
                f" {name} first differs in line {first}; as it was, it is kept as "
                f"{manifest.KEPT}/{sha}."
            )


if __name__ == "__main__":  # the page of a manifest, built in a process of its own
    from analysis.publish.render import render

    wanted, made_in = manifest.read(Path(sys.argv[1])), Path(sys.argv[2])
    area, day = areas()[wanted.area], date.fromisoformat(wanted.made)
    render.build(REPORTS[wanted.report], area, wanted.path, made_in, day, wanted.parameters)
