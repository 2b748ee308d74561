"""A simulated country of thousands of areas: what a run costs around the pages that it makes.

`python -m analysis.pipeline.bench.country 500 2000 10000` invents so many authorities in the nine
regions, has stand-ins for their pages made through the seam on which executors stand, and runs
again with nothing changed and for one authority. Each run is the runner's, in its own process.
It needs Linux.
"""

import csv
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from analysis.catalogue import areas as catalogue
from analysis.catalogue.areas import authorities, regions
from analysis.core import integrity, paths
from analysis.pipeline import reporting
from analysis.pipeline.bench import meter
from analysis.pipeline.bench.report import MIB, machine
from analysis.pipeline.bench.work import HOME, Work
from analysis.pipeline.documents import markdown_table
from analysis.publish.jobs import Job, Result
from analysis.publish.run.progress import Bar

REPORTS = ("brief", "needs_analysis", "sufficiency")
CODE = 10_000  # of the first authority
AREAS, ROWS = 20, 40  # so many have so many figures: pages read none, but ask whether they changed
_STEP = 1009  # a prime
OUT, REGISTER = "out", "areas.csv"
FIRST, UNCHANGED, ONE = "all made", "nothing changed", "one authority made again"
COMMAND = ("-m", "analysis.pipeline.bench.country", "run")
_NAMES = (
    "Ash Bram Cold Dun East Fern Glen Hale Ink Kel Long Mar North Oak Pen Red Stan Thorn Wel Yar",
    "a be co den er ford gate holm in ley mere",
    "bourne bridge bury by cester combe dale don field ham hurst ington lam mouth port stead ston "
    "thorpe ton wick worth wold",
    "_ _Vale _Regis",
)
_PAGE = """<!doctype html>
<html lang="en-GB"><head><title>{title}</title></head>
<body><nav aria-label="Reports"></nav><h1>{title}</h1></body></html>
"""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a country of so many areas came to: a cost for each run, the pages of the index and the
    bytes of the largest.
    """

    areas: int
    costs: dict[str, meter.Cost]
    index: int
    largest: int


class StandIns:
    """An executor of pages that say their name and no more, with files beside them."""

    def submit(self, job: Job) -> "Future[Result]":
        """A page, made at once."""
        page = _PAGE.format(title=job.chosen.heading(catalogue.by_code(job.area).name))
        beside = {f"{job.stem}{end}": job.path.encode() for end in (".csv", ".xlsx", "-annex.html")}
        done: Future[Result] = Future()
        done.set_result(
            Result(
                seconds=0.0,
                data_to="to 31 March 2025",
                files={**beside, f"{job.stem}.html": page.encode()},
                reads=((integrity.MEASURED_FILE, None, ()),),
            )
        )
        return done

    def close(self) -> None:
        """Nothing was begun."""


def invent(count: int, register: Path) -> None:
    """Write a register of so many authorities with names, in the regions that there are."""
    kept = [a for a in catalogue.areas().values() if a.kind != "authority"]
    nine = [each.code for each in regions() if not each.region]
    with catalogue.REGISTER.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["code"] in {a.code for a in kept}]
    for n, name in zip(range(count), _names(), strict=False):
        own = {"code": str(CODE + n), "name": name, "official_name": f"{name} Council"}
        rows.append({**own, "kind": "authority", "region": nine[n % len(nine)]})
    with register.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(rows)


def measure(count: int) -> Found:
    """Invent a country of so many areas and run it; all is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="care-analysis-country-") as name:
        folder = Path(name)
        home, out = folder / HOME, folder / OUT
        invent(count, folder / REGISTER)
        shutil.copytree(paths.notebooks(), home / "notebooks")
        (folder / "tmp").mkdir()
        put_tables(home / "data" / "processed")
        around = Work(reports=REPORTS, places=(), jobs=(), folder=folder).surroundings()

        def cost(*words: str) -> meter.Cost:
            asked = [sys.executable, *COMMAND, str(folder), *words]
            return meter.measure(lambda: meter.run(asked, around, folder))

        costs = {FIRST: cost(), UNCHANGED: cost(), ONE: cost(str(CODE))}
        index = [path.stat().st_size for path in out.glob("index*.html")]
    return Found(areas=count, costs=costs, index=len(index), largest=max(index))


def run(folder: Path, *codes: str) -> None:
    """Have every report made of all authorities of an invented country, or anew of those named."""
    catalogue.REGISTER = folder / REGISTER
    places = [catalogue.areas()[code] for code in codes] or authorities()
    how = reporting.Options(
        progress=Bar(quiet=True), executor=lambda *_: StandIns(), force=bool(codes)
    )
    for name in REPORTS:
        reporting.make(name, places, folder / OUT, {}, how)


def text(found: Sequence[Found]) -> str:
    """What was measured, as Markdown."""
    heads = ("run", "areas", "pages", "seconds per 500 pages", "processor seconds per 500", "MiB")
    rows = [
        (what, f"{each.areas:,}", f"{pages:,}", *_of_500(each.costs[what], pages))
        for what in (FIRST, UNCHANGED, ONE)
        for each in found
        for pages in [len(REPORTS) * (1 if what == ONE else each.areas)]
    ]
    index = [(f"{each.areas:,}", f"{each.index}", f"{each.largest:,}") for each in found]
    of_index = ("areas", "pages of the index", "bytes of the largest")
    return f"{machine()}\n\n{markdown_table(heads, rows)}\n\n{markdown_table(of_index, index)}"


def _of_500(cost: meter.Cost, pages: int) -> tuple[str, str, str]:
    """Seconds of 500 pages on the clock and of processors, of fewer as they are; and memory."""
    parts = max(1.0, pages / 500)
    return f"{cost.wall / parts:.2f}", f"{cost.cpu / parts:.2f}", f"{cost.peak / MIB:,.0f}"


def _names() -> Iterator[str]:
    """Names of places that there are not, in an order in which neighbours are not alike."""
    every = ["".join(parts).replace("_", " ").strip() for parts in product(*map(str.split, _NAMES))]
    return (every[n * _STEP % len(every)] for n in range(len(every)))


def put_tables(folder: Path) -> None:
    """The measured figures of one authority, under the codes of some invented ones."""
    import pandas as pd

    from analysis.core import store

    folder.mkdir(parents=True)
    own = store.measured([authorities()[0].code]).head(ROWS)
    codes = [str(CODE + n) for n in range(AREAS)]
    rows = pd.concat([own] * AREAS, ignore_index=True)
    rows["area"] = [code for code in codes for _ in range(len(own))]
    store.write(rows, folder / integrity.MEASURED_FILE)
    integrity.write_record({}, integrity.RECORD_FILE, folder)


if __name__ == "__main__":
    first, *rest = sys.argv[1:]
    if first == COMMAND[-1]:
        run(Path(rest[0]), *rest[1:])
    else:
        print(text([measure(int(count)) for count in (first, *rest)]))
