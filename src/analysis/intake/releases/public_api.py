"""The public API of the department's statistics service (EES): a table's versions and changes.

Few tables are in it. A table is known there by the id that its source declares and recognised by
the header of its CSV: the API's own list of columns leaves out those that group filters.
"""

import uuid
from collections import Counter
from itertools import product
from typing import Any

from analysis.intake.releases.client import Client
from analysis.intake.releases.offered_tables import Offer
from analysis.intake.releases.responses import OTHER_FORM, FetchError, NotOfferedError

ROAD = "API"


def checked(data_set: str) -> str:
    """An id as the service takes it, in lower case; FetchError when it is none.

    The service answers an address with capitals by sending us to another, whose computer may be
    wrong.
    """
    try:
        found = str(uuid.UUID(data_set))
    except ValueError as fault:
        raise FetchError(
            f"'{data_set}' is not the id of a data set: it is to be like "
            "019a9c62-aca8-772e-b92b-8678622ec297, as on the data set's page."
        ) from fault
    if found != data_set.strip().lower():
        raise FetchError(f"'{data_set}' is not the id of a data set; did you mean {found}?")
    return found


def newest(client: Client, data_set: str) -> Offer:
    """The newest version of a data set; NotOfferedError for one that is withdrawn or unknown."""
    here = f"{client.addresses.api}/data-sets/{data_set}"
    about = client.get(here)
    remarks = _standing(data_set, about)
    try:
        number = about["latestVersion"]["version"]
        told = client.get(f"{here}/versions/{number}")
        offer = Offer(
            road=ROAD,
            id=data_set,
            title=about["title"],
            release=told["release"]["title"],
            published=told["published"][:10],
            updated=told["published"][:10],
            rows=int(told["totalResults"]),
            url=f"{here}/csv",
            parameters={"dataSetVersion": told["version"]},
            version=told["version"],
            kind=told["type"],
            notes=told.get("notes") or "",
            remarks=remarks,
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise FetchError(
            f"{here}: expected a version with its number, type, day, rows and release; found none "
            f"or another form ({fault!r}). {OTHER_FORM}"
        ) from fault
    if told.get("status") == "Withdrawn":
        raise NotOfferedError(f"Version {number} of data set {data_set} has been withdrawn.")
    return offer


def count_changes(client: Client, offer: Offer) -> dict[str, int]:
    """How many changes from the version before the publisher names, as {'major filters': 1}."""
    # Of a patch only the last step is told unless all are asked for.
    patches = {"includePatchHistory": "true"} if offer.kind == "Patch" else {}
    here = f"{client.addresses.api}/data-sets/{offer.id}/versions/{offer.version}/changes"
    told = client.get(here, **patches)
    found: Counter[str] = Counter()
    for step, size in product([told, *(told.get("patchHistory") or [])], ("major", "minor")):
        for kind, changed in (step.get(f"{size}Changes") or {}).items():
            found[f"{size} {kind}"] += _changes_in(changed)
    return dict(+found)


def _standing(data_set: str, about: dict[str, Any]) -> tuple[str, ...]:
    """A remark on a data set that is deprecated; NotOfferedError for one that is withdrawn."""
    status, successor = about.get("status"), about.get("supersedingDataSetId")
    follows = (
        f" Data set {successor} follows it: write that into the source's entry as `data_set`."
        if successor
        else " No data set is named that follows it."
    )
    if status == "Withdrawn" or "latestVersion" not in about:
        raise NotOfferedError(f"Data set {data_set} has been withdrawn from the API.{follows}")
    if status == "Deprecated":
        return (f"Data set {data_set} is deprecated in the API and gets no updates.{follows}",)
    return ()


def _changes_in(told: object) -> int:
    """How many things with a state before or after are in what is told, however deep."""
    if isinstance(told, dict):
        if "currentState" in told or "previousState" in told:
            return 1
        return sum(map(_changes_in, told.values()))
    return sum(map(_changes_in, told)) if isinstance(told, list) else 0
