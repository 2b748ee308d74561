"""The step before a council's pages: its returns read, counted, protected and kept.

It reads `data/raw/returns/<council>` and writes `data/processed/returns/<council>`: protected
figures, what was repaired and found, and the answer of the attack. Nothing else of a return is
written anywhere.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import Area, authorities
from analysis.core import atomic, paths, returned, store
from analysis.core.errors import CareAnalysisError
from analysis.intake.returns.coordinates import coordinates
from analysis.intake.returns.fault import Fault
from analysis.intake.returns.histories import histories
from analysis.intake.returns.reading import read
from analysis.pipeline.returns.figures import Figures, figures
from analysis.pipeline.returns.reconciliation import Reconciled, reconciled, refused
from analysis.pipeline.returns.stays import stays

MADE_UP = "README.txt"
MADE_UP_SAYS = "made up"


class ReturnNotAcceptedError(CareAnalysisError):
    """A headline number of a return is too far from the published one."""


@dataclass(frozen=True)
class Prepared:
    """What was made of a council's return, and where it is kept."""

    place: Area
    figures: Figures
    stays: pd.DataFrame
    faults: tuple[Fault, ...]
    repaired: tuple[str, ...]
    reconciled: tuple[Reconciled, ...]
    folder: Path


def raw_folder(place: Area) -> Path:
    """Where a council's returns are kept: never in git."""
    return paths.raw() / returned.FOLDER / place.slug


def with_return() -> list[Area]:
    """The councils that have a folder of returns."""
    return [place for place in authorities() if raw_folder(place).is_dir()]


def state(place: Area) -> str:
    """What there is of a council's return, in words."""
    held = returned.record(place.slug)
    if not held:
        return f"not counted yet; `care-analysis return build {place.slug}` does it."
    made_up = " (made up)" if held[returned.SYNTHETIC] else ""
    return f"figures to {date.fromisoformat(held[returned.AS_AT]):%d %B %Y}{made_up}."


def prepare(
    place: Area,
    path: Path,
    *,
    year: int | None = None,
    as_at: date | None = None,
    accept: str = "",
    places: Path | None = None,
) -> Prepared:
    """Read, count, protect and keep the returns of a council at a path, whole or not at all.

    `accept` is the reason for which a number is taken that is more than 1% from the published one;
    of a return that is made up nothing is compared. `places` is a file of postcodes and where they
    lie. Raises the errors of `reading.read` and `coordinates.coordinates`, and
    ReturnNotAcceptedError.
    """
    records, faults = read(path, year=year, area=place.code, as_at=as_at)
    past = histories(records, coordinates(places) if places else None)
    made_up = _made_up(path)
    made = figures(past)
    beside = () if made_up else reconciled(made.counts, place.code)
    far = refused(beside)
    if far and not accept:
        raise ReturnNotAcceptedError(
            f"{place.name}: {' '.join(each.said for each in far)} Look why; where it is right, run "
            'it again with --accept "the reason", which the page prints.'
        )
    folder = returned.folder(place.slug)
    repaired = tuple(each.said for each in past.repaired)
    done = Prepared(place, made, stays(past), faults, repaired, beside, folder)
    _keep(done, past.as_at, records.years, made_up=made_up, accepted=accept if far else "")
    return done


def _keep(
    done: Prepared, as_at: date, years: Sequence[int], *, made_up: bool, accepted: str
) -> None:
    record = {
        returned.AS_AT: as_at.isoformat(),
        "years": list(years),
        returned.SYNTHETIC: made_up,
        returned.ACCEPTED: accepted,
        "repaired": list(done.repaired),
        "faults": [str(fault) for fault in done.faults],
        "audit": [asdict(audit) | {"said": audit.said} for audit in done.figures.audits],
        returned.RECONCILED: [asdict(each) for each in done.reconciled],
    }
    with atomic.all_or_none(done.folder) as fresh:
        store.write(done.figures.counts, fresh / returned.COUNTS_FILE)
        store.write(done.figures.measured, fresh / returned.MEASURED_FILE)
        store.write(done.stays, fresh / returned.STAYS_FILE)
        text = json.dumps(record, indent=1, ensure_ascii=False)
        (fresh / returned.RECORD_FILE).write_text(text, encoding="utf-8")


def _made_up(path: Path) -> bool:
    """Whether the folder says in its first line that all of it is made up."""
    note = (path if path.is_dir() else path.parent) / MADE_UP
    if not note.is_file():
        return False
    with note.open(encoding="utf-8") as lines:
        return MADE_UP_SAYS in lines.readline().casefold()
