"""Two roads to a table's newest edition: the data catalogue, and the API where the table is in it.

The API is the better road, since it knows versions and changes; it is taken when it is not behind
the catalogue.
"""

from dataclasses import replace

from analysis.intake.releases import public_api
from analysis.intake.releases.data_catalogue import Catalogue, Entry, is_of
from analysis.intake.releases.ees import Client
from analysis.intake.releases.offered_tables import Offer, Table, plain
from analysis.intake.releases.responses import FetchError, NotOfferedError, RefusedError


class Roads:
    """What the service has, asked for once in a run; `tables` are all that the project reads."""

    def __init__(self, client: Client, tables: list[Table]) -> None:
        self.client, self.catalogue, self.tables = client, Catalogue(client), tables

    def offers(self, table: Table, data_set: str = "") -> list[Offer]:
        """The ways to the newest edition of a table, the best first; never an empty list.

        `data_set` is an id that a person chose: of the catalogue or of the API. Raises
        NotOfferedError where no road has the table, and FetchError where none could be asked.
        """
        if data_set:
            return [self._chosen(table, public_api.checked(data_set))]
        entry, trouble = self._in_catalogue(table)
        offer, remarks = self._in_api(table, entry)
        remarks += () if trouble is None else (f"The catalogue could not be asked: {trouble}",)
        found = [] if offer is None else [offer]
        found += [] if entry is None else [entry.offer]
        if not found:
            raise trouble or NotOfferedError(self._nowhere(table, remarks))
        return [_with(each, remarks) for each in found]

    def _in_catalogue(self, table: Table) -> tuple[Entry | None, FetchError | None]:
        try:
            return self.catalogue.newest(table), None
        except FetchError as fault:
            return None, fault

    def _in_api(self, table: Table, entry: Entry | None) -> tuple[Offer | None, tuple[str, ...]]:
        """What the API has of a table, where it is not behind; and what to say of it."""
        if not table.data_set:
            return None, _to_record(entry)
        try:
            offer = public_api.newest(self.client, public_api.checked(table.data_set))
        except FetchError as fault:
            return None, (f"Not through the API: {fault}",)
        if entry is None:
            return offer, offer.remarks
        if offer.remarks or offer.updated < entry.offer.published:
            behind = f"The API has {_when(offer)}; the catalogue has {_when(entry.offer)}."
            return None, offer.remarks or (behind,)
        return offer, ()

    def _chosen(self, table: Table, data_set: str) -> Offer:
        """The file with an id that a person chose; RefusedError when it is another table's."""
        entries = self._all(table)
        entry = next((e for e in entries if data_set in (e.offer.id, e.api)), None)
        if entry is not None and not is_of(table, entry.name):
            others = [t.id for t in self.tables if is_of(t, entry.name)]
            whose = f"the file of {others[0]}" if others else f"called {plain(entry.name)}"
            remark = f"You chose {entry.name}, which is {whose} and not named as {table.id} is."
            if others:
                raise RefusedError(remark)
            return _with(entry.offer, (remark,))
        if entry is not None and entry.offer.id == data_set:
            return entry.offer
        offer = public_api.newest(self.client, data_set)
        return _with(offer, () if entry else (f"You chose '{offer.title}' of the API.",))

    def _all(self, table: Table) -> list[Entry]:
        """Every file of the publication; nothing when the catalogue cannot be asked."""
        try:
            return self.catalogue.listed(table, True) + self.catalogue.listed(table, False)
        except FetchError:
            return []

    def _nowhere(self, table: Table, remarks: tuple[str, ...]) -> str:
        """That no road has a table, with what is most like it and where a person can look."""
        if not table.names:
            return f"The name of its file in the catalogue is not known.{_more(remarks)}"
        near = ", ".join(self.catalogue.near(table))
        like = f" The most like it: {near}." if near else ""
        return (
            f"No release of '{table.publication.title}' has a file called {table.names[0]}, and it "
            f"is not in the API.{like}{_more(remarks)}"
        )


def _when(offer: Offer) -> str:
    return f"{offer.release} of {offer.updated}"


def _to_record(entry: Entry | None) -> tuple[str, ...]:
    if entry is None or not entry.api:
        return ()
    return (f"It is in the API as {entry.api}: write that into its entry as `data_set`.",)


def _with(offer: Offer, remarks: tuple[str, ...]) -> Offer:
    return replace(offer, remarks=tuple(dict.fromkeys((*offer.remarks, *remarks))))


def _more(remarks: tuple[str, ...]) -> str:
    return "".join(f" {remark}" for remark in remarks)
