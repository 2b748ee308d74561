"""A table's next edition, fetched whole or not at all, with what changed and where it came from.

The file goes to `ees/<table>-<day>.csv` under the folder of raw files, with its provenance beside
it (`.json`): a build does not read it until a person has looked at what changed and declared it as
a source. Only a file that the register names and that is missing goes to its own place.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from analysis.intake.releases import changes, fetched_files, public_api, received_file
from analysis.intake.releases.changes import Compared
from analysis.intake.releases.client import Client
from analysis.intake.releases.fetched_files import StoredFile
from analysis.intake.releases.newest_edition import Roads
from analysis.intake.releases.offered_tables import BY_HAND, Offer, Table
from analysis.intake.releases.responses import FetchError, RefusedError
from analysis.intake.tables import register

NO_DAY = "The day of its release was not given: fill in `release_date` before you declare it."
NAMED = "It is the file that the register names, put in its place."


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What came of asking for a table's newest edition.

    `is_new` is False where it was here already, at `path`; `compared` is None then and where it is
    the file that the register names. `publisher_says` is what the publisher says of changes.
    """

    table: Table
    offer: Offer
    path: Path
    is_new: bool = True
    compared: Compared | None = None
    publisher_says: str = ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences that a person should read."""
        return self.offer.remarks


def fetch(roads: Roads, table: Table, raw: Path, today: date, data_set: str = "") -> Fetched:
    """Put the newest edition of a table under `raw`, unless it is there; says what changed.

    `data_set` is the id of a file of the catalogue or of a data set of the API, to use instead of
    the one that is found. Raises FetchError, and leaves `raw` as it was, when it cannot be had
    whole; RefusedError when what came is not the table.
    """
    failed: list[FetchError] = []
    for offer in roads.offers(table, data_set):
        earlier = fetched_files.newest_of(table, raw)
        here = _where_it_is(table, offer, earlier, raw, is_chosen=bool(data_set))
        if here is not None:
            return Fetched(table=table, offer=offer, path=here, is_new=False)
        try:
            content = roads.client.download(offer.url, **offer.parameters)
            new = _taken(roads.client, table, offer, content, earlier, raw, today)
        except RefusedError as fault:
            what = f"{offer.title}, {offer.release}, {offer.how}"
            failed.append(RefusedError(f"The file ({what}) is refused: {fault}."))
        except FetchError as fault:
            failed.append(fault)
        else:
            return replace(new, offer=new.offer.saying(*map(str, failed)))
    # A file refused is the most that can be said.
    kind = next((type(f) for f in failed if isinstance(f, RefusedError)), type(failed[-1]))
    raise kind(" ".join(map(str, failed)))


def take(
    path: Path, table: Table, tables: list[Table], raw: Path, today: date, page: str, released: str
) -> Fetched:
    """Put a file that a person downloaded under `raw`, held to the same checks.

    `page` is where it is from; `released` the day of its release (ISO), '' where it is not known.
    Raises RefusedError, and leaves `raw` as it was, when it is not the table.
    """
    try:
        content, remarks = received_file.by_hand(path, table, tables)
        found = received_file.accept(content, None, table)
    except RefusedError as fault:
        raise RefusedError(f"{path.name} is refused: {fault}. {received_file.AGAIN}.") from fault
    remarks += () if released else (NO_DAY,)
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
    return _taken(None, table, offer, content, fetched_files.newest_of(table, raw), raw, today)


def _where_it_is(
    table: Table, offer: Offer, earlier: StoredFile | None, raw: Path, *, is_chosen: bool
) -> Path | None:
    """Where the newest edition is, by what is known without downloading it; None: not here.

    Of what a person chose its day says nothing: it may be of another table.
    """
    if earlier is not None and earlier.record:
        is_older = not is_chosen and offer.updated < earlier.updated
        return earlier.path if is_older or earlier.is_of(offer) else None
    if is_chosen or offer.updated > table.newest.release:
        return None
    is_declared = (raw / table.newest.file).is_file()
    return earlier.path if earlier is not None and is_declared else None


def _taken(
    client: Client | None,
    table: Table,
    offer: Offer,
    content: bytes,
    earlier: StoredFile | None,
    raw: Path,
    today: date,
) -> Fetched:
    """Check a file and put it in its place; RefusedError when it is not the table."""
    after = received_file.accept(content, offer.rows, table)
    offer = replace(offer, rows=len(after))
    if earlier is not None and content == earlier.path.read_bytes():
        return Fetched(table=table, offer=offer, path=earlier.path, is_new=False)
    digest, known = hashlib.sha256(content).hexdigest(), register.read(raw).known
    for source in table.editions:
        place = raw / source.file
        if known.get(source.id, {}).get("sha256") == digest and not place.exists():
            fetched_files.put({place: content})
            return Fetched(table=table, offer=offer.saying(NAMED), path=place)
    before = None if earlier is None else earlier.read()
    if earlier is None or before is None:
        compared = changes.against_declared(after, table.newest)
        compared_with = "what the catalogue declares"
    else:
        compared = changes.compare(before, after, table.newest)
        compared_with = earlier.path.name
    says = _publisher_says(client, offer)
    path = fetched_files.place(table, offer, content, raw)
    id_ = table.edition(max(after[table.newest.period_column]), offer.published)
    record = fetched_files.record(table, offer, path, content, today, id_)
    record |= {"compared with": compared_with, "changes": changes.sentences(compared)}
    written = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    fetched_files.put({path: content, fetched_files.beside(path): written.encode()})
    return Fetched(table=table, offer=offer, path=path, compared=compared, publisher_says=says)


def _publisher_says(client: Client | None, offer: Offer) -> str:
    """The publisher's own count of changes; the file is whole without it, so it may be missing."""
    if client is None or offer.road != public_api.ROAD:
        return ""
    try:
        told = public_api.count_changes(client, offer)
    except FetchError as fault:
        return f"The publisher's own list of changes could not be had: {fault}"
    named = ", ".join(f"{kind}: {count}" for kind, count in told.items()) or "none"
    notes = f" Notes: {offer.notes}" if offer.notes else ""
    return (
        f"Changes from the version before that the publisher names ({offer.kind} version): "
        f"{named}.{notes}"
    )
