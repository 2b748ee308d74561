"""The data catalogue of the department's statistics service (EES): every CSV of every release.

A file is recognised by its name, with the years that it spans taken out: its id and its title
differ from edition to edition.
"""

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from analysis.intake.releases import public_api
from analysis.intake.releases.client import Client
from analysis.intake.releases.offered_tables import Offer, Table, plain
from analysis.intake.releases.responses import OTHER_FORM, FetchError

ROAD = "catalogue"
PAGE_SIZE = 40
MOST_NEAR, NEAR = 3, 0.5
SUPERSEDED = "The publication has been superseded by another: see its page."


@dataclass
class Catalogue:
    """The catalogue's lists of files, each asked for once."""

    client: Client
    _lists: dict[tuple[str, bool], list[Offer] | FetchError] = field(default_factory=dict)

    def newest(self, table: Table) -> Offer | None:
        """The newest file of a table: in the newest release that has one; None where none has.

        One of an older release has a remark that the newest release has none.
        """
        for latest_only in (True, False):
            found = [o for o in self.listed(table, latest_only) if table.has_file(o.file_name)]
            day = max((offer.published for offer in found), default="")
            found = [offer for offer in found if offer.published == day]
            if len(found) > 1:
                listed = "\n".join(f"  {o.id}  {o.file_name}  {o.title}" for o in found)
                raise FetchError(
                    f"{len(found)} files of {found[0].release} have the name of {table.id}. Choose "
                    f"one with --data-set ID:\n{listed}"
                )
            if found and latest_only:
                return found[0]
            if found:
                newest = next((offer.release for offer in self.listed(table, True)), "one")
                return found[0].saying(f"The newest release ({newest}) does not have it.")
        return None

    def listed(self, table: Table, latest_only: bool) -> list[Offer]:
        """The files of a table's publication: of its newest release, or of every one."""
        key = (table.publication_id, latest_only)
        if key not in self._lists:
            try:
                url = f"{self.client.addresses.content}/data-set-files"
                asked = {"publicationId": key[0], "latestOnly": str(latest_only).lower()}
                found = self.client.pages(url, PAGE_SIZE, **asked)
                self._lists[key] = [self._offer(url, told) for told in found]
            except FetchError as fault:
                title = table.publication.title
                self._lists[key] = FetchError(f"The list of '{title}' could not be had: see above.")
                # Whatever its kind: that there is no list does not say that a table is gone.
                raise FetchError(str(fault)) from fault
        known = self._lists[key]
        if isinstance(known, FetchError):
            raise known
        return known

    def page_of(self, table: Table) -> str:
        """The web page on which a person finds the publication's files."""
        site = self.client.addresses.site
        return f"{site}/data-catalogue?publicationId={table.publication_id}"

    def near(self, table: Table) -> list[str]:
        """The names of files in the newest release that are most like the table's."""
        names = [plain(o.file_name) for o in self.listed(table, latest_only=True)]
        return get_close_matches(table.names[0], names, MOST_NEAR, NEAR) if table.names else []

    def _offer(self, url: str, told: dict[str, Any]) -> Offer:
        try:
            id_ = public_api.checked(told["id"])
            return Offer(
                road=ROAD,
                id=id_,
                title=told["title"],
                release=told["release"]["title"],
                published=told["published"][:10],
                updated=(told.get("lastUpdated") or told["published"])[:10],
                rows=_rows(told.get("meta")),
                url=f"{self.client.addresses.site}/data-catalogue/data-set/{id_}/csv",
                file_name=told["filename"],
                in_api=(told.get("api") or {}).get("id", ""),
                remarks=(SUPERSEDED,) if told.get("isSuperseded") else (),
            )
        except (KeyError, TypeError, AttributeError) as fault:
            raise FetchError(
                f"{url}: expected files with id, name, title, release and day; found another form "
                f"({fault!r}). {OTHER_FORM}"
            ) from fault


def _rows(meta: Any) -> int | None:
    """How many rows the catalogue says that a file has; None where it does not."""
    count = meta.get("numDataFileRows") if isinstance(meta, dict) else None
    return count if isinstance(count, int) and count > 0 else None
