"""Two roads to a table's newest edition: the data catalogue, and the API where the table is in it.

The API is the better road, since it knows versions and changes; it is taken when it is not behind
the catalogue.
"""

from analysis.intake.releases import public_api
from analysis.intake.releases.client import Client
from analysis.intake.releases.data_catalogue import Catalogue
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
        listed, trouble = None, None
        try:
            listed = self.catalogue.newest(table)
        except FetchError as fault:
            trouble = fault
        offer, remarks = self._in_api(table, listed)
        if trouble is not None:
            remarks += (f"The catalogue could not be asked: {trouble}",)
        found = [each for each in (offer, listed) if each is not None]
        if not found:
            raise trouble or NotOfferedError(" ".join([self._nowhere(table), *remarks]))
        return [each.saying(*remarks) for each in found]

    def _in_api(self, table: Table, listed: Offer | None) -> tuple[Offer | None, tuple[str, ...]]:
        """What the API has of a table, where it is not behind the catalogue's (`listed`); and what
        to say of it.
        """
        if not table.data_set:
            if listed is None or not listed.in_api:
                return None, ()
            id_ = listed.in_api
            return None, (f"It is in the API as {id_}: write that into its entry as `data_set`.",)
        try:
            offer = public_api.newest(self.client, public_api.checked(table.data_set))
        except FetchError as fault:
            return None, (f"Not through the API: {fault}",)
        if listed is None:
            return offer, offer.remarks
        if offer.remarks or offer.updated < listed.published:
            has = "; the catalogue has ".join(
                f"{o.release} of {o.updated}" for o in (offer, listed)
            )
            return None, offer.remarks or (f"The API has {has}.",)
        return offer, ()

    def _chosen(self, table: Table, data_set: str) -> Offer:
        """The file with an id that a person chose; RefusedError when it is another table's."""
        try:
            listed = [o for latest in (True, False) for o in self.catalogue.listed(table, latest)]
        except FetchError:
            listed = []
        found = next((o for o in listed if data_set in (o.id, o.in_api)), None)
        if found is None:
            offer = public_api.newest(self.client, data_set)
            return offer.saying(f"You chose '{offer.title}' of the API.")
        if not table.has_file(found.file_name):
            others = [t.id for t in self.tables if t.has_file(found.file_name)]
            whose = f"the file of {others[0]}" if others else f"called {plain(found.file_name)}"
            remark = (
                f"You chose {found.file_name}, which is {whose} and not named as {table.id} is."
            )
            if others:
                raise RefusedError(remark)
            return found.saying(remark)
        return found if found.id == data_set else public_api.newest(self.client, data_set)

    def _nowhere(self, table: Table) -> str:
        """That no road has a table, with what is most like it."""
        if not table.names:
            return "The name of its file in the catalogue is not known."
        near = ", ".join(self.catalogue.near(table))
        return (
            f"No release of '{table.publication.title}' has a file called {table.names[0]}, and it "
            f"is not in the API.{f' The most like it: {near}.' if near else ''}"
        )
