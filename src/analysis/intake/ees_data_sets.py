"""Which data set of the department's statistics service (EES) brings a source's next release.

A source may name its data set. Where it does not, it is the one data set of its publication that
has all the columns the source declares; none, or more than one, is for a person to choose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from analysis.catalogue.publications import PUBLICATIONS, Publication
from analysis.catalogue.source import Source
from analysis.intake.ees import Client, FetchError

SERVICE = "https://explore-education-statistics.service.gov.uk/find-statistics/"
# Columns of every file, which the service tells of apart from filters and indicators.
EVERYWHERE = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of a data set: `rows` of figures, `published` as an ISO day, `release` its title.

    `kind` is Major (what was true of the one before may not be) or Minor.
    """

    data_set: str
    title: str
    number: str
    kind: str
    published: str
    rows: int
    release: str
    notes: str


def publication_of(source: Source) -> Publication | None:
    """The publication of the service that a source is from; None when it is from elsewhere."""
    found = [
        p
        for p in PUBLICATIONS.values()
        if p.url.startswith(SERVICE) and not p.through and source.title.startswith(p.title)
    ]
    return max(found, key=lambda p: len(p.title), default=None)


def fetchable(sources: Iterable[Source]) -> list[Source]:
    """The sources whose next release the service may have: CSV files of newest editions."""
    ours = [s for s in sources if s.data_set or publication_of(s)]
    ours = [s for s in ours if s.file.endswith(".csv") and not s.superseded]
    newest: dict[str, str] = {}
    for each in ours:
        newest[_series(each)] = max(newest.get(_series(each), ""), each.release)
    return [s for s in ours if s.release == newest[_series(s)]]


def in_publication(client: Client, publication: Publication) -> list[dict[str, Any]]:
    """The data sets of a publication as the service tells of them, and FetchError for none."""
    slug = publication.url.removeprefix(SERVICE)
    asked = client.pages("/publications", search=publication.title)
    ids = [p["id"] for p in asked if p.get("slug") == slug]
    if not ids:
        raise FetchError(
            f"The service has no publication '{slug}' with data sets. It may have been renamed: "
            "name the data set with --data-set ID."
        )
    return list(client.pages(f"/publications/{ids[0]}/data-sets"))


def find(client: Client, source: Source) -> str:
    """The id of a source's data set; FetchError that lists those to choose from."""
    if source.data_set:
        return source.data_set
    publication = publication_of(source)
    if publication is None:
        raise FetchError(f"{source.id} is not from the department's statistics service.")
    held = in_publication(client, publication)
    fitting = [each for each in held if _fits(client, each["id"], source)]
    if len(fitting) == 1:
        return str(fitting[0]["id"])
    listed = "\n".join(f"  {each['id']}  {each['title']}" for each in fitting or held)
    how_many = f"{len(fitting)} data sets have" if fitting else "No data set has"
    raise FetchError(
        f"{how_many} the columns of {source.id}. Choose one with --data-set ID, and write it into "
        f"the source's entry as `data_set`:\n{listed}"
    )


def newest(client: Client, data_set: str) -> Version:
    """The newest version of a data set that is published; FetchError for none."""
    about = client.get(f"/data-sets/{data_set}")
    try:
        number = about["latestVersion"]["version"]
        told = client.get(f"/data-sets/{data_set}/versions/{number}")
        return Version(
            data_set=data_set,
            title=about["title"],
            number=told["version"],
            kind=told["type"],
            published=datetime.fromisoformat(told["published"]).date().isoformat(),
            rows=int(told["totalResults"]),
            release=told["release"]["title"],
            notes=told.get("notes") or "",
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise FetchError(
            f"Data set {data_set}: expected a version with its number, type, day, rows and "
            f"release; found none or another form ({fault}). The service may have changed."
        ) from fault


def told_changes(client: Client, version: Version) -> dict[str, int]:
    """How many changes the publisher names, as {'major filters': 1}; empty for a first version."""
    path = f"/data-sets/{version.data_set}/versions/{version.number}/changes"
    told = client.get(path)
    found = {
        f"{size} {kind}": _changes_in(changed)
        for size in ("major", "minor")
        for kind, changed in (told.get(f"{size}Changes") or {}).items()
    }
    return {name: count for name, count in found.items() if count}


def _changes_in(told: object) -> int:
    """How many things with a state before or after are in what is told, however deep."""
    if isinstance(told, dict):
        if "currentState" in told or "previousState" in told:
            return 1
        return sum(map(_changes_in, told.values()))
    return sum(map(_changes_in, told)) if isinstance(told, list) else 0


def _series(source: Source) -> str:
    """What the editions of a source have in common."""
    publication = publication_of(source)
    return publication.url if publication else source.data_set


def _fits(client: Client, data_set: str, source: Source) -> bool:
    """Whether a data set has every column that a source declares."""
    told = client.get(f"/data-sets/{data_set}/meta")
    columns = {each.get("column") for each in (*told["filters"], *told["indicators"])}
    return set(source.columns) <= columns | set(EVERYWHERE)
