"""The data catalogue of the department's statistics service (EES): every CSV of every release.

A file is recognised by its name, with the years that it spans taken out: its id and its title
differ from edition to edition.
"""

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from analysis.intake.releases import public_api
from analysis.intake.releases.ees import Client
from analysis.intake.releases.offered_tables import Offer, Table, plain
from analysis.intake.releases.responses import OTHER_FORM, FetchError

ROAD = "catalogue"
PAGE_SIZE = 40
MOST_NEAR, NEAR = 3, 0.5
SUPERSEDED = "The publication has been superseded by another: see its page."


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A file of the catalogue: the `offer` of it, its `name` as published, its id in the API."""

    offer: Offer
    name: str
    api: str = ""


@dataclass
class Catalogue:
    """The catalogue's lists of files, each asked for once."""

    client: Client
    _lists: dict[tuple[str, bool], list[Entry] | FetchError] = field(default_factory=dict)

    def newest(self, table: Table) -> Entry | None:
        """The newest file of a table: in the newest release that has one; None where none has.

        One of an older release has a remark that the newest release has none.
        """
        for latest_only in (True, False):
            found = [e for e in self.listed(table, latest_only) if table.has_file(e.name)]
            day = max((e.offer.published for e in found), default="")
            found = [e for e in found if e.offer.published == day]
            if len(found) > 1:
                listed = "\n".join(f"  {e.offer.id}  {e.name}  {e.offer.title}" for e in found)
                raise FetchError(
                    f"{len(found)} files of {found[0].offer.release} have the name of {table.id}. "
                    f"Choose one with --data-set ID:\n{listed}"
                )
            if found and latest_only:
                return found[0]
            if found:
                newest = next((e.offer.release for e in self.listed(table, True)), "one")
                offer = found[0].offer.saying(f"The newest release ({newest}) does not have it.")
                return Entry(offer=offer, name=found[0].name, api=found[0].api)
        return None

    def listed(self, table: Table, latest_only: bool) -> list[Entry]:
        """The files of a table's publication: of its newest release, or of every one."""
        key = (table.publication_id, latest_only)
        if key not in self._lists:
            try:
                self._lists[key] = self._ask(*key)
            except FetchError as fault:
                title = table.publication.title
                self._lists[key] = FetchError(f"The list of '{title}' could not be had: see above.")
                # Whatever its kind: that there is no list does not say that a table is gone.
                raise FetchError(str(fault)) from fault
        found = self._lists[key]
        if isinstance(found, FetchError):
            raise found
        return found

    def page_of(self, table: Table) -> str:
        """The web page on which a person finds the publication's files."""
        site = self.client.addresses.site
        return f"{site}/data-catalogue?publicationId={table.publication_id}"

    def near(self, table: Table) -> list[str]:
        """The names of files in the newest release that are most like the table's."""
        names = [plain(e.name) for e in self.listed(table, latest_only=True)]
        return get_close_matches(table.names[0], names, MOST_NEAR, NEAR) if table.names else []

    def _ask(self, publication: str, latest_only: bool) -> list[Entry]:
        url = f"{self.client.addresses.content}/data-set-files"
        asked = {"publicationId": publication, "latestOnly": str(latest_only).lower()}
        return [self._entry(url, told) for told in self.client.pages(url, PAGE_SIZE, **asked)]

    def _entry(self, url: str, told: dict[str, Any]) -> Entry:
        try:
            id_ = public_api.checked(told["id"])
            offer = Offer(
                road=ROAD,
                id=id_,
                title=told["title"],
                release=told["release"]["title"],
                published=told["published"][:10],
                updated=(told.get("lastUpdated") or told["published"])[:10],
                rows=_rows(told.get("meta")),
                url=f"{self.client.addresses.site}/data-catalogue/data-set/{id_}/csv",
                remarks=(SUPERSEDED,) if told.get("isSuperseded") else (),
            )
            api = (told.get("api") or {}).get("id", "")
            return Entry(offer=offer, name=told["filename"], api=api)
        except (KeyError, TypeError, AttributeError) as fault:
            raise FetchError(
                f"{url}: expected files with id, name, title, release and day; found another form "
                f"({fault!r}). {OTHER_FORM}"
            ) from fault


def _rows(meta: Any) -> int | None:
    """How many rows the catalogue says that a file has; None where it does not."""
    count = meta.get("numDataFileRows") if isinstance(meta, dict) else None
    return count if isinstance(count, int) and count > 0 else None
