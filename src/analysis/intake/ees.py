"""Asking the department's statistics service (explore education statistics, EES) for what it has.

The client is polite and stubborn: it asks for one thing at a time with a pause between, waits as
long as it is told to, tries again what may pass, and goes on with a download where it stopped. It
believes nothing that does not look like data.

What is known of the service, and how. Addresses, paging (`results`, `paging.totalPages`, at most
20 versions a page), error bodies and the status codes (429 for too many requests) are those of its
documentation and of its published code (public data API v1, November 2025). That it sends the CSV
as gzip is what its documentation and another client say. Not known: whether it answers a request
for part of a file, and whether it says how long to wait; both are asked for and neither is needed.
The service itself could not be reached from where this was written: it is tested against a server
that behaves as described.
"""

import json
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from analysis.errors import CareAnalysisError

ADDRESS = "https://api.education.gov.uk/statistics/v1"
WHO_ASKS = "care-analysis (open source; one request at a time)"
MAY_PASS = (408, 425, 429, 500, 502, 503, 504)
PAGE_SIZE = 20
WEB_PAGE = (
    "it answered with a web page instead of data (a notice of the service, or a proxy's page for "
    "signing in)"
)
_PARTIAL, _WRONG_RANGE = 206, 416
T = TypeVar("T")


class FetchError(CareAnalysisError):
    """The service could not be asked, or what it answered is not what was asked for."""


class _MayPassError(Exception):
    """A trouble that may be gone at the next try; `wait` is how long we were told to wait (s)."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How a client behaves; every time in seconds.

    `pause` is the least time between two requests, `first_wait` the wait before the second try,
    doubled for each one more; a server that asks for more than `longest_wait` is left alone.
    """

    tries: int = 5
    timeout: float = 30.0
    pause: float = 0.5
    first_wait: float = 1.0
    longest_wait: float = 120.0


class Client:
    """One conversation with the service; use it as a context manager.

    `sleep` and `clock` (seconds) are given by tests, which do not want to wait.
    """

    def __init__(
        self,
        address: str = ADDRESS,
        manners: Manners | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.address = address.rstrip("/")
        self._manners = manners or Manners()
        self._sleep, self._clock = sleep, clock
        self._last: float | None = None
        self._http = httpx.Client(
            timeout=self._manners.timeout,
            headers={"User-Agent": WHO_ASKS, "Accept-Encoding": "gzip"},
            follow_redirects=True,
            verify=_trusted(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def get(self, path: str, **asked: str | int) -> dict[str, Any]:
        """A JSON object; FetchError when there is none to be had."""
        return self._stubbornly(path, lambda: self._get(path, asked))

    def pages(self, path: str, **asked: str | int) -> Iterator[dict[str, Any]]:
        """The results of every page of a list."""
        page, last = 1, 1
        while page <= last:
            answer = self.get(path, page=page, pageSize=PAGE_SIZE, **asked)
            try:
                results, last = list(answer["results"]), int(answer["paging"]["totalPages"])
            except (KeyError, TypeError, ValueError) as fault:
                raise FetchError(
                    f"{self.address}{path}: expected a list with pages; found "
                    f"{', '.join(sorted(answer)) or 'nothing'}. The service may have changed: see "
                    "its documentation."
                ) from fault
            yield from results
            page += 1

    def download(
        self, path: str, part: Path, wrong: Callable[[Path], str], **asked: str | int
    ) -> None:
        """The bytes of a file, as they are sent, in `part`; FetchError when they cannot be had.

        What is in `part` already is kept and only the rest asked for, if the server says that it
        is the same file still (by its ETag) and sends parts; otherwise it begins anew. `wrong`
        says what is wrong with a file that came to its end ('' for nothing): it is thrown away
        and asked for again.
        """

        def once() -> None:
            self._download(path, part, asked)
            fault = wrong(part)
            if fault:
                discard(part)
                raise _MayPassError(fault)

        part.parent.mkdir(parents=True, exist_ok=True)
        self._stubbornly(path, once)

    def _stubbornly(self, path: str, ask: Callable[[], T]) -> T:
        """The answer, after as many tries as it takes and manners allow."""
        wait = self._manners.first_wait
        for tried in range(1, self._manners.tries + 1):
            self._pause()
            try:
                return ask()
            except (httpx.TransportError, httpx.DecodingError, _MayPassError) as trouble:
                told = trouble.wait if isinstance(trouble, _MayPassError) else None
                what = str(trouble) or type(trouble).__name__
                if (told or 0) > self._manners.longest_wait:
                    raise FetchError(
                        f"{self.address}{path}: {what}, and asks us to wait {told:,.0f} seconds. "
                        "Try again after that."
                    ) from trouble
                if tried < self._manners.tries:
                    self._sleep(wait if told is None else told)
                    wait = min(wait * 2, self._manners.longest_wait)
                else:
                    raise FetchError(self._gave_up(path, what, trouble)) from trouble
        raise AssertionError("at least one try is made")

    def _gave_up(self, path: str, what: str, trouble: Exception) -> str:
        advice = "Try again later; a download goes on where it stopped."
        if isinstance(trouble, httpx.ConnectError | httpx.ProxyError):
            advice = (
                "Check the network. If your organisation uses a proxy, set HTTPS_PROXY; if it "
                "inspects TLS, set SSL_CERT_FILE to a file of certificates that IT can give you."
            )
        return f"{self.address}{path}: {what}; tried {self._manners.tries} times. {advice}"

    def _pause(self) -> None:
        """Leave the least time between two requests."""
        if self._last is not None:
            left = self._manners.pause - (self._clock() - self._last)
            if left > 0:
                self._sleep(left)
        self._last = self._clock()

    def _get(self, path: str, asked: Mapping[str, str | int]) -> dict[str, Any]:
        answer = self._http.get(f"{self.address}{path}", params=dict(asked))
        self._refuse(path, answer.status_code, answer.headers, answer.content)
        _refuse_web_page(answer.content[:200])
        try:
            found = json.loads(answer.content)
        except ValueError as fault:
            raise _MayPassError("it answered with something that is not JSON") from fault
        if not isinstance(found, dict):
            raise _MayPassError("it answered with JSON that is not an object")
        return found

    def _download(self, path: str, part: Path, asked: Mapping[str, str | int]) -> None:
        named = part.with_name(f"{part.name}.etag")
        have = part.stat().st_size if part.is_file() and named.is_file() else 0
        since = {"Range": f"bytes={have}-", "If-Range": named.read_text("utf-8")} if have else {}
        address = f"{self.address}{path}"
        with self._http.stream("GET", address, params=dict(asked), headers=since) as answer:
            if answer.status_code == _WRONG_RANGE:
                part.unlink(missing_ok=True)
                raise _MayPassError("it has no such part of the file; beginning anew")
            if answer.status_code not in (200, _PARTIAL):
                self._refuse(path, answer.status_code, answer.headers, answer.read())
            goes_on = answer.status_code == _PARTIAL
            if goes_on and not _continues(answer.headers, have):
                part.unlink(missing_ok=True)
                raise _MayPassError("it sent another part of the file than the one asked for")
            _keep_name(answer.headers, named)
            with part.open("ab" if goes_on else "wb") as file:
                for piece in answer.iter_raw():
                    file.write(piece)

    def _refuse(self, path: str, code: int, headers: httpx.Headers, body: bytes) -> None:
        """_MayPassError for what may pass, FetchError for what will not, nothing for a success."""
        if code in MAY_PASS:
            raise _MayPassError(f"it answered {code}{_title(body)}", _told_to_wait(headers))
        if not 200 <= code < 300:
            remedy = "Check the id, and that the data set is still published."
            raise FetchError(f"{self.address}{path}: it answered {code}{_title(body)}. {remedy}")


def discard(part: Path) -> None:
    """Forget a download that turned out to be no good."""
    part.unlink(missing_ok=True)
    part.with_name(f"{part.name}.etag").unlink(missing_ok=True)


def looks_like_a_web_page(start: bytes) -> bool:
    """Whether bytes are the beginning of a web page, as a proxy or a notice of closure sends."""
    return start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype", b"<html", b"<"))


def _trusted() -> ssl.SSLContext:
    """The certificates that this computer trusts, and those that httpx brings."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    return context


def _refuse_web_page(start: bytes) -> None:
    if looks_like_a_web_page(start):
        raise _MayPassError(WEB_PAGE)


def _title(body: bytes) -> str:
    """What the service says of an error, in brackets; nothing when it says nothing."""
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    title = said.get("title") if isinstance(said, dict) else None
    return f" ({title})" if title else ""


def _told_to_wait(headers: httpx.Headers) -> float | None:
    """Seconds until a Retry-After, which is a number or a date; None where there is none."""
    said = headers.get("Retry-After", "").strip()
    if not said:
        return None
    if said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _continues(headers: httpx.Headers, have: int) -> bool:
    """Whether a part of a file begins where ours ends."""
    found = re.match(r"bytes (\d+)-", headers.get("Content-Range", ""))
    return found is not None and int(found[1]) == have


def _keep_name(headers: httpx.Headers, named: Path) -> None:
    """Keep the file's ETag for going on with it; a weak one or none cannot vouch for its bytes."""
    etag = headers.get("ETag", "")
    if etag and not etag.startswith("W/"):
        named.write_text(etag, encoding="utf-8")
    else:
        named.unlink(missing_ok=True)
