"""What the statistics service's answers mean: errors, waits, pages that are no data."""

import gzip
import json
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from analysis.core.errors import CareAnalysisError

MAY_PASS = (408, 425, 429, 500, 502, 503, 504)
WEB_PAGE = (
    "it answered with a web page instead of data (a notice of the service, or a proxy's page for "
    "signing in). Open its address in a browser to see which"
)
NEWER = "see whether there is a newer Care Analysis."
OTHER_FORM = f"The service may have changed: {NEWER}"
_REMEDIES = {
    400: f"The service may have changed what it takes: {NEWER}",
    401: "A proxy may want you to sign in.",
    403: "It has been withdrawn, or is not open to us.",
    404: "Check the id, and that it is still published.",
}
_MOST_SAID = 300
_GZIP = b"\x1f\x8b"


class FetchError(CareAnalysisError):
    """The service could not be asked, or what it answered is not what was asked for."""


class NotOfferedError(FetchError):
    """The service could be asked, and does not have it (any longer)."""


class RefusedError(FetchError):
    """A file came whole and is not the table that it should be; nothing of it is kept."""


class MayPassError(Exception):
    """A trouble that may be gone at the next try; `wait` is how long we were told to wait (s)."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


def demand_success(address: str, answer: httpx.Response) -> None:
    """MayPassError for an answer that may pass, FetchError for one that will not."""
    if answer.is_success:
        return
    code, said = answer.status_code, _problem(answer.read())
    what = f"it answered {code}" + (f" ({said})" if said else "")
    if code in MAY_PASS:
        raise MayPassError(what, _told_to_wait(answer.headers.get("Retry-After", "").strip()))
    kind = NotOfferedError if code in (403, 404, 410) else FetchError
    raise kind(f"{address}: {what}. {_REMEDIES.get(code, '')}".rstrip())


def _problem(body: bytes) -> str:
    """What the service says of an error: its title and each message; '' when it says nothing."""
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    listed = said.get("errors")
    messages = [
        str(each.get("message")).rstrip(".") + (f" [{each['path']}]" if each.get("path") else "")
        for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, dict)
    ]
    title = str(said.get("title") or "").rstrip(".")
    whole = ": ".join(filter(None, (title, "; ".join(messages))))
    return whole if len(whole) <= _MOST_SAID else whole[:_MOST_SAID] + "..."


def _told_to_wait(said: str) -> float | None:
    """Seconds until a Retry-After, which is a number or a date; None where there is none."""
    if said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def looks_like_a_web_page(start: bytes) -> bool:
    """Whether bytes are the beginning of a web page, as a proxy or a notice of closure sends."""
    return start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype", b"<html", b"<"))


def as_object(address: str, body: bytes) -> dict[str, object]:
    """A JSON object; FetchError for anything else, which asking again would not mend."""
    if looks_like_a_web_page(body[:200]):
        raise FetchError(f"{address}: {WEB_PAGE}.")
    try:
        found = json.loads(body)
    except ValueError as fault:
        raise FetchError(f"{address}: it answered with something that is not JSON.") from fault
    if not isinstance(found, dict):
        raise FetchError(f"{address}: it answered with JSON that is not an object.")
    return found


def unpacked(content: bytes) -> bytes:
    """The bytes of a file, which the service sends packed (gzip) or not.

    Raises MayPassError for a packed file that is damaged or cut short.
    """
    try:
        return gzip.decompress(content) if content.startswith(_GZIP) else content
    except (OSError, EOFError, zlib.error) as fault:
        raise MayPassError("it sent a packed file that is cut short or damaged") from fault
