"""A table's next edition, fetched whole or not at all, with what changed and where it came from.

The file goes to `ees/<table>-<day>.csv` under the folder of raw files, with its provenance beside
it (`.json`): a build does not read it until a person has looked at what changed and declared it as
a source. Only a file that the register names and that is missing goes to its own place.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from analysis.catalogue.sources.source import Source
from analysis.intake.releases import changes, downloads, public_api
from analysis.intake.releases import fetched_files as kept
from analysis.intake.releases.changes import Compared
from analysis.intake.releases.ees import Client
from analysis.intake.releases.fetched_files import Kept
from analysis.intake.releases.newest_edition import Roads
from analysis.intake.releases.offered_tables import BY_HAND, Offer, Table
from analysis.intake.releases.responses import FetchError, RefusedError
from analysis.intake.tables import register


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What came of asking for a table's newest edition.

    `is_new` is False where it was here already, at `path`; `compared` is None then and where it is
    the file that the register names. `publisher_says` is what the publisher says of changes.
    """

    table: Table
    offer: Offer
    path: Path
    is_new: bool
    compared: Compared | None = None
    publisher_says: str = ""
    remarks: tuple[str, ...] = ()


def fetch(roads: Roads, table: Table, raw: Path, today: date, data_set: str = "") -> Fetched:
    """Put the newest edition of a table under `raw`, unless it is there; says what changed.

    `data_set` is the id of a file of the catalogue or of a data set of the API, to use instead of
    the one that is found. Raises FetchError, and leaves `raw` as it was, when it cannot be had
    whole; RefusedError when what came is not the table.
    """
    failed: list[FetchError] = []
    for offer in roads.offers(table, data_set):
        earlier = kept.newest_of(table, raw)
        is_here = _is_known(earlier, offer) if data_set else _is_here(table, offer, earlier, raw)
        if is_here:
            return _nothing_new(table, offer, earlier, raw)
        try:
            content = roads.client.download(offer.url, **offer.asked)
            new = _taken(roads.client, table, offer, content, earlier, raw, today)
        except FetchError as fault:
            failed.append(_of_road(offer, fault))
            continue
        return replace(new, remarks=(*new.remarks, *map(str, failed)))
    raise _together(failed)


def take(
    path: Path, table: Table, tables: list[Table], raw: Path, today: date, page: str, released: str
) -> Fetched:
    """Put a file that a person downloaded under `raw`, held to the same checks.

    `page` is where it is from; `released` the day of its release (ISO), '' where it is not known.
    Raises RefusedError, and leaves `raw` as it was, when it is not the table.
    """
    try:
        content, remarks = downloads.by_hand(path, table, tables)
        found = downloads.accept(content, None, table)
    except RefusedError as fault:
        raise RefusedError(f"{path.name} is refused: {fault}. {downloads.AGAIN}.") from fault
    if not released:
        remarks += (
            "The day of its release was not given: fill in `release_date` before you declare it.",
        )
    offer = Offer(
        road=BY_HAND,
        id="",
        title=table.newest.title.split(", ")[0],
        release=f"years to {max(found[table.newest.period_column])}",
        published=released,
        updated=released,
        rows=len(found),
        url=page,
        remarks=remarks,
    )
    return _taken(None, table, offer, content, kept.newest_of(table, raw), raw, today)


def _is_known(earlier: Kept | None, offer: Offer) -> bool:
    """Whether a file is the very one that was fetched before.

    Of what a person chose its day says nothing: it may be of another table.
    """
    return earlier is not None and bool(earlier.record) and earlier.is_of(offer)


def _is_here(table: Table, offer: Offer, earlier: Kept | None, raw: Path) -> bool:
    """Whether the newest edition is here, by what is known of it without downloading it."""
    if earlier is not None and earlier.record:
        return earlier.is_of(offer) or offer.updated < earlier.updated
    return (raw / table.newest.file).is_file() and offer.updated <= table.newest.release


def _nothing_new(table: Table, offer: Offer, earlier: Kept | None, raw: Path) -> Fetched:
    path = earlier.path if earlier is not None else raw / table.newest.file
    return Fetched(table=table, offer=offer, path=path, is_new=False, remarks=offer.remarks)


def _taken(
    client: Client | None,
    table: Table,
    offer: Offer,
    content: bytes,
    earlier: Kept | None,
    raw: Path,
    today: date,
) -> Fetched:
    """Check a file and put it in its place; RefusedError when it is not the table."""
    after = downloads.accept(content, offer.rows, table)
    offer = replace(offer, rows=len(after))
    digest = _digest(content)
    if earlier is not None and digest == _digest(earlier.path.read_bytes()):
        return _nothing_new(table, offer, earlier, raw)
    known = _registered(table, raw, digest)
    if known is not None and not (raw / known.file).exists():
        kept.put({raw / known.file: content})
        remarks = (*offer.remarks, "It is the file that the register names, put in its place.")
        return Fetched(
            table=table, offer=offer, path=raw / known.file, is_new=True, remarks=remarks
        )
    before = None if earlier is None else earlier.read()
    compared = (
        changes.against_declared(after, table.newest)
        if before is None
        else changes.compare(before, after, table.newest)
    )
    says = _publisher_says(client, offer)
    path = kept.place(table, offer, content, raw)
    id_ = table.edition(max(after[table.newest.period_column]), offer.published)
    record = kept.record(table, offer, path, content, today, id_)
    record |= {
        "compared with": "what the catalogue declares"
        if earlier is None or before is None
        else earlier.path.name,
        "changes": changes.sentences(compared),
    }
    kept.put({path: content, kept.beside(path): kept.as_text(record)})
    return Fetched(
        table=table,
        offer=offer,
        path=path,
        is_new=True,
        compared=compared,
        publisher_says=says,
        remarks=offer.remarks,
    )


def _registered(table: Table, raw: Path, digest: str) -> Source | None:
    """The edition that the register knows by this checksum; None where there is none."""
    known = register.read(raw).known
    return next((s for s in table.editions if known.get(s.id, {}).get("sha256") == digest), None)


def _publisher_says(client: Client | None, offer: Offer) -> str:
    """The publisher's own count of changes; the file is whole without it, so it may be missing."""
    if client is None or offer.road != public_api.ROAD:
        return ""
    try:
        told = public_api.told_changes(client, offer)
    except FetchError as fault:
        return f"The publisher's own list of changes could not be had: {fault}"
    named = ", ".join(f"{kind}: {count}" for kind, count in told.items()) or "none"
    notes = f" Notes: {offer.notes}" if offer.notes else ""
    return (
        f"Changes from the version before that the publisher names ({offer.kind} version): "
        f"{named}.{notes}"
    )


def _of_road(offer: Offer, fault: FetchError) -> FetchError:
    """A fault with the file that has it."""
    if not isinstance(fault, RefusedError):
        return fault
    what = f"{offer.title}, {offer.release}, {offer.how}"
    return RefusedError(f"The file ({what}) is refused: {fault}.")


def _together(faults: list[FetchError]) -> FetchError:
    """The faults of every road as one: a file refused is the most that can be said."""
    kind = next((type(f) for f in faults if isinstance(f, RefusedError)), type(faults[-1]))
    return kind(" ".join(map(str, faults)))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
