"""The step before a council's pages: its returns read, counted, protected and kept.

It reads `data/raw/returns/<council>` and writes `data/processed/returns/<council>`: protected
figures, what was repaired and found, and the answer of the attack; or whole figures into a folder
of internal ones, within `returned.whole`. Nothing else of a return is written anywhere.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area, authorities
from analysis.core import atomic, internal, paths, returned, store
from analysis.core.errors import CareAnalysisError
from analysis.intake.returns.coordinates import coordinates
from analysis.intake.returns.fault import Fault
from analysis.intake.returns.histories import histories
from analysis.intake.returns.reading import read
from analysis.intake.returns.repair import Repaired
from analysis.pipeline.returns.ahead import region
from analysis.pipeline.returns.ahead.futures import Ahead, ahead
from analysis.pipeline.returns.ahead.region import HandOverError
from analysis.pipeline.returns.figures import Figures, figures
from analysis.pipeline.returns.protection import shown
from analysis.pipeline.returns.reconciliation import Reconciled, reconciled, refused
from analysis.pipeline.returns.stays import stays
from analysis.protect.suppress import THRESHOLD

MADE_UP = "README.txt"
MADE_UP_SAYS = "made up"
SEED = re.compile(r".*?\bseed \d+", re.DOTALL)


class ReturnNotAcceptedError(CareAnalysisError):
    """A headline number of a return is too far from the published one."""


@dataclass(frozen=True)
class Prepared:
    """What was made of a council's return, and where it is kept."""

    place: Area
    figures: Figures
    stays: pd.DataFrame
    ahead: Ahead
    faults: tuple[Fault, ...]
    repaired: tuple[Repaired, ...]
    reconciled: tuple[Reconciled, ...]
    folder: Path
    made_up: bool


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
    revise: str = "",
    anew: bool = False,
) -> Prepared:
    """Read, count, protect and keep the returns of a council at a path, whole or not at all.

    `accept` is the reason for which a number is taken that is more than 1% from the published one;
    a return that is made up is taken however far off it is. `places` is a file of postcodes and
    where they lie. A day that an earlier build showed stands as it was shown: `revise` is the
    reason for which such days are counted again, protected together with what was shown; `anew`
    counts all as if nothing had been shown. Raises the errors of `reading.read`,
    `coordinates.coordinates` and `shown.read`, and ReturnNotAcceptedError.
    """
    made_up, whole = made_up_as(path), returned.is_whole()
    forgets = anew or whole
    earlier = shown.Shown() if forgets else shown.read(place.slug, place.code, made_up)
    records, faults = read(path, year=year, area=place.code, as_at=as_at)
    past = histories(records, coordinates(places) if places else None)
    made = figures(past, earlier, revise=bool(revise), made_up=bool(made_up), whole=whole)
    beside = reconciled(made.counts, place.code)
    accepted = "" if made_up else _accepted(place, beside, accept)
    done = Prepared(
        place,
        made,
        stays(past),
        ahead(past, made.counts, whole=whole),
        faults,
        past.repaired,
        beside,
        returned.folder(place.slug),
        bool(made_up),
    )
    again = [f"{day}" for day in made.again]
    said = {
        returned.AS_AT: past.as_at.isoformat(),
        "years": list(records.years),
        returned.SYNTHETIC: bool(made_up),
        shown.MADE_UP_AS: made_up,
        returned.ACCEPTED: accepted,
    }
    newly = [{"reason": revise, "days": again}] if again else []
    _keep(done, said, [*earlier.revised, *newly])
    return done


def _accepted(place: Area, beside: Sequence[Reconciled], why: str) -> str:
    """The reason for which numbers are taken that are far off; "" where none is.

    ReturnNotAcceptedError where one is and no reason is given.
    """
    far = refused(beside)
    if far and not why:
        raise ReturnNotAcceptedError(
            f"{place.name}: {' '.join(each.said for each in far)} Look why; where it is right, run "
            'it again with --accept "the reason", which the page prints.'
        )
    return why if far else ""


def hand_over(done: Prepared, path: Path) -> None:
    """Write a council's futures to a file, for `gap --region`; HandOverError where it has none."""
    if why := done.ahead.lacking:
        raise HandOverError(f"{done.place.name} has no futures to hand over: {why}.")
    region.write(done.ahead.handed_over, path, made_up=done.made_up)


def _keep(done: Prepared, said: Mapping[str, Any], revised: Sequence[Any]) -> None:
    newest = max((each.day for each in done.reconciled), default="")
    record = {
        **said,
        returned.FUTURES: {
            returned.METHOD: done.ahead.chosen,
            returned.LACKING: done.ahead.lacking,
            returned.WHAT_IF: dict(done.ahead.what_if),
        },
        "stands": [f"{each.day}" for each in done.figures.stands],
        shown.REVISED: list(revised),
        "repaired": [each.for_everybody(THRESHOLD) for each in done.repaired],
        "faults": [fault.for_everybody(THRESHOLD) for fault in done.faults],
        "audit": [asdict(audit) | {"said": audit.said} for audit in done.figures.audits],
        returned.RECONCILED: [asdict(each) for each in done.reconciled if each.day == newest],
    }
    mark = internal.SENTENCE if returned.is_whole() else ""
    record |= {internal.PROFILE: mark} if mark else {}
    tables = {
        returned.COUNTS_FILE: done.figures.counts,
        returned.MEASURED_FILE: done.figures.measured,
        returned.STAYS_FILE: done.stays,
        **dict(zip(returned.AHEAD_FILES, done.ahead.tables, strict=True)),
    }
    with atomic.all_or_none(done.folder) as fresh:
        for name, table in tables.items():
            store.write(table, fresh / returned.file_name(name), mark=mark)
        if len(done.figures.replaced):
            store.write(done.figures.replaced, fresh / shown.EARLIER_FILE)
        text = json.dumps(record, indent=1, ensure_ascii=False)
        (fresh / returned.file_name(returned.RECORD_FILE)).write_text(text, encoding="utf-8")


def made_up_as(path: Path) -> str:
    """Which made-up records these are, as the note beside them says, up to their seed; "" where no
    note says in its first line that all is made up.
    """
    note = (path if path.is_dir() else path.parent) / MADE_UP
    said = note.read_text(encoding="utf-8") if note.is_file() else ""
    first = said.partition("\n")[0]
    if MADE_UP_SAYS not in first.casefold():
        return ""
    seeded = SEED.match(said)
    return " ".join((seeded[0] if seeded else first).split())
