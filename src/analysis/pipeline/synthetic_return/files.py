"""Write a made-up authority's returns: CSV files, XML, a zip, or all years stacked."""

import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from analysis.core import atomic
from analysis.core.errors import CareAnalysisError
from analysis.pipeline.synthetic_return.lives import Synthetic
from analysis.pipeline.synthetic_return.returned import layout, xml
from analysis.pipeline.synthetic_return.returned.faults import FAULTS, plant
from analysis.pipeline.synthetic_return.returned.layout import Returns, Row
from analysis.pipeline.synthetic_return.returned.tables import returns

FORMS = ("csv", "xml", "zip", "stacked")
MADE_UP = "Everything in this folder is made up: no child in it ever lived."
README, POSTCODES, ARCHIVE = "README.txt", "postcodes.csv", "returns.zip"
BEGINNING_OF_ZIP = (1980, 1, 1, 0, 0, 0)
"""The time that every file in a zip has, so that the same children give the same bytes."""


class WriteError(CareAnalysisError):
    """A return that cannot be written as asked."""


@dataclass(frozen=True)
class Written:
    """What was written: the folder, its files relative to it, and how many faults of each kind."""

    folder: Path
    files: tuple[str, ...]
    planted: Mapping[str, int] = field(default_factory=dict)


def write(
    synthetic: Synthetic,
    folder: Path,
    form: str = "csv",
    *,
    faults: Mapping[str, int] | None = None,
    as_at: date | None = None,
) -> Written:
    """Write the returns into an empty folder, whole or not at all.

    csv has a folder for each year with a file for each table; xml a file for each year; zip the
    folders of csv in one file; stacked a file for each table with all years, with LA and YEAR and
    dates as 2025-03-31, as regional platforms have it. Beside them README.txt, which says in its
    first line that all is made up, and postcodes.csv (postcode, easting and northing in metres,
    la). `faults` plants so many of each kind of FAULTS; `as_at` makes the last year an extract of
    a day. Raises WriteError for another form, a day outside the last year, or a folder with
    anything in it, and UnknownFaultError for a kind of fault that there is not.
    """
    _check(synthetic, folder, form, as_at)
    made = returns(synthetic, as_at)
    planted = plant(made, faults or {}, synthetic.seed)
    contents = {
        **{"csv": _csvs, "xml": _xmls, "zip": _zip, "stacked": _stacked}[form](synthetic, made),
        POSTCODES: _postcodes(synthetic),
        README: _readme(synthetic, planted, as_at).encode(),
    }
    with atomic.all_or_none(folder) as fresh:
        for name, content in contents.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(content)
    return Written(folder, tuple(contents), planted)


def _check(synthetic: Synthetic, folder: Path, form: str, as_at: date | None) -> None:
    if form not in FORMS:
        raise WriteError(f"No form is called '{form}'; there are {', '.join(FORMS)}.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WriteError(f"{folder} is not an empty folder. Give one that is empty, or a new one.")
    last = synthetic.years[-1]
    if as_at is not None and not date(last - 1, 4, 1) <= as_at <= date(last, 3, 31):
        raise WriteError(f"An extract is of a day of the last year, {last}; asked for {as_at}.")


def _csvs(_: Synthetic, made: Returns) -> dict[str, bytes]:
    return {
        f"{year}/{layout.FILES[table]}": _csv(layout.columns(table), rows)
        for year, tables in made.items()
        for table, rows in tables.items()
    }


def _xmls(_: Synthetic, made: Returns) -> dict[str, bytes]:
    return {f"{year}/ssda903_{year}.xml": xml.document(tables) for year, tables in made.items()}


def _zip(synthetic: Synthetic, made: Returns) -> dict[str, bytes]:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _csvs(synthetic, made).items():
            archive.writestr(zipfile.ZipInfo(name, BEGINNING_OF_ZIP), content)
    return {ARCHIVE: whole.getvalue()}


def _stacked(synthetic: Synthetic, made: Returns) -> dict[str, bytes]:
    """Each table of all years; what comes later in a year's columns is blank in earlier ones."""
    found = {}
    for table in layout.tables_of(synthetic.years[-1]):
        names = layout.columns(table)
        dates = [name in layout.DATES for name in names]
        rows = [
            [*(map(_iso, row, dates)), synthetic.name, str(year)]
            for year, tables in made.items()
            for row in tables.get(table, [])
        ]
        found[layout.FILES[table]] = _csv([*names, "LA", "YEAR"], rows)
    return found


def _iso(written: str, is_date: bool) -> str:
    if not is_date or written.count("/") != 2:
        return written
    day, month, year = written.split("/")
    return f"{year}-{month}-{day}"


def _csv(names: list[str], rows: list[Row]) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(names)
    lines.writerows(rows)
    return text.getvalue().encode()


def _postcodes(synthetic: Synthetic) -> bytes:
    rows = [
        [post, str(place.easting), str(place.northing), place.la]
        for post, place in sorted(synthetic.places.items())
    ]
    return _csv(["postcode", "easting", "northing", "la"], rows)


def _readme(synthetic: Synthetic, planted: Mapping[str, int], as_at: date | None) -> str:
    lines = [
        MADE_UP,
        "",
        f"A children looked after return (SSDA903) in the name of {synthetic.name}, with "
        f"{len(synthetic.children):,} children and care leavers who do not exist,",
        f"for the collection years {synthetic.years[0]} to {synthetic.years[-1]} (a year is named "
        f"by the one in which it ends), seed {synthetic.seed}.",
        "It says nothing about that authority or about any child. Postcodes and URNs are invented "
        f"too; {POSTCODES} has their place on an invented map.",
    ]
    if as_at is not None:
        lines.append(f"The last year is an extract as at {as_at}.")
    if planted:
        lines += ["", "Faults planted on purpose; the truth of the children is as it was:"]
        for kind, many in planted.items():
            mended = "can be mended" if FAULTS[kind].mended else "cannot be mended"
            lines.append(f"- {kind}: {many} ({FAULTS[kind].says}; {mended})")
    return "\n".join(lines) + "\n"
