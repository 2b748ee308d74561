"""The made-up returns of the five councils that are shown as examples: their protected figures."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from analysis.catalogue.areas import Area, area
from analysis.core import returned
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.pipeline.returns.prepare import Prepared, prepare
from analysis.pipeline.synthetic_return import files
from analysis.pipeline.synthetic_return.making.authority import generate

# About as many children in care as are published for each.
SIZES = {
    "Herefordshire": 350,
    "Cheshire East": 550,
    "Bristol": 750,
    "Bradford": 1400,
    "Lancashire": 1700,
}
SEED, FIRST_YEAR, YEARS = 2026, 2022, 6
AS_AT = date(2026, 9, 30)


class RealReturnError(CareAnalysisError):
    """An example that would take the place of figures of a real return."""


def build(names: Sequence[str] = ()) -> Iterator[Prepared]:
    """Make up the returns of some of the five (all unless named), count and protect them, and keep
    the figures; of the records nothing is kept.

    The same code gives the same bytes. UnknownNameError for another council, and RealReturnError
    where figures of a real return are there.
    """
    known = {area(name).code: size for name, size in SIZES.items()}
    places = [area(name) for name in names or SIZES]
    for place in places:
        if place.code not in known:
            raise UnknownNameError("example", place.name, SIZES, f"There is {', '.join(SIZES)}.")
        _refuse_to_lose(place)
    for place in places:
        with tempfile.TemporaryDirectory(prefix="care-analysis-") as folder:
            made_up = Path(folder) / "made-up"
            made = generate(place, known[place.code], YEARS, SEED, first_year=FIRST_YEAR)
            files.write(made, made_up, as_at=AS_AT)
            yield prepare(place, made_up, places=made_up / files.POSTCODES, anew=True)


def _refuse_to_lose(place: Area) -> None:
    there = returned.record(place.slug)
    if there and not there[returned.SYNTHETIC]:
        raise RealReturnError(
            f"{place.name} has figures of a real return to {there[returned.AS_AT]}. Move the "
            f"folder data/processed/returns/{place.slug} away before an example takes its place."
        )
