"""Asking the department's statistics service (explore education statistics, EES) for what it has.

The client is polite and stubborn: it asks for one thing at a time with a pause between, waits as
long as it is told to, and tries again what may pass. What will not pass is said at once. The
service sends no parts of a file, so that a download that broke off starts again.

It goes to no other computer than the service's own: a redirect elsewhere is not followed.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any, Self

import httpx

from analysis.catalogue.sources import statistics_service
from analysis.intake.releases import responses
from analysis.intake.releases.responses import OTHER_FORM, FetchError
from analysis.intake.releases.retries import Retries, RetryPolicy

USER_AGENT = "care-analysis (open source; one request at a time)"
MOST_REDIRECTS = 3
MOST_BYTES = 500_000_000


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the service is: its API, its data catalogue (`content`) and its web pages (`site`)."""

    api: str = statistics_service.API
    content: str = statistics_service.CONTENT
    site: str = statistics_service.SITE

    def __post_init__(self) -> None:
        for name, given in asdict(self).items():
            given = given.rstrip("/")
            if not _is_address(given):
                raise FetchError(
                    f"'{given}' is not an address of the statistics service: it is to be like "
                    f"{getattr(type(self), name)}."
                )
            object.__setattr__(self, name, given)


class Client:
    """One conversation with the service; use it as a context manager.

    `sleep`, `clock` (seconds) and `transport` are given by tests, which do not want to wait.
    """

    def __init__(
        self,
        addresses: Addresses | None = None,
        policy: RetryPolicy | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.addresses = addresses or Addresses()
        self._policy = policy or RetryPolicy()
        self._retries = Retries(self._policy, sleep)
        self._sleep, self._clock = sleep, clock
        self._last = float("-inf")
        certificates = httpx.create_ssl_context()
        certificates.load_default_certs()  # those that this computer trusts, beside httpx's own
        self._http = httpx.Client(
            timeout=self._policy.timeout,
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
            verify=certificates,
            transport=transport,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self._http.close()

    def get(self, url: str, **asked: str | int) -> dict[str, Any]:
        """A JSON object; FetchError when there is none to be had."""
        return self._retries.answer(url, lambda: responses.as_object(url, self._read(url, asked)))

    def pages(self, url: str, size: int, **asked: str | int) -> Iterator[dict[str, Any]]:
        """The results of every page of a list, `size` of them on a page."""
        for page in count(1):
            answer = self.get(url, page=page, pageSize=size, **asked)
            try:
                results, last = list(answer["results"]), int(answer["paging"]["totalPages"])
            except (KeyError, TypeError, ValueError) as fault:
                found = ", ".join(sorted(answer)) or "nothing"
                raise FetchError(
                    f"{url}: expected a list with pages; found {found}. {OTHER_FORM}"
                ) from fault
            yield from results
            if page >= last:
                return

    def download(self, url: str, **asked: str | int) -> bytes:
        """The bytes of a file as they are sent, packed or not; FetchError when they cannot be had.

        What comes is whole as far as the connection can tell: a download that breaks off, or a
        packed one that is damaged, is begun again.
        """
        return self._retries.answer(
            url, lambda: responses.unpacked(self._read(url, asked, raw=True))
        )

    def _read(self, url: str, asked: dict[str, str | int], raw: bool = False) -> bytes:
        """The body of a success, redirects within the service followed; `raw` as it is sent."""
        with closing(self._open(url, asked)) as answer:
            responses.demand_success(url, answer)
            return self._body(url, answer.iter_raw() if raw else answer.iter_bytes())

    def _body(self, url: str, pieces: Iterator[bytes]) -> bytes:
        """All the pieces; FetchError when they are too many or take too long."""
        began, body = self._clock(), bytearray()
        for piece in pieces:
            body += piece
            if len(body) > MOST_BYTES:
                raise FetchError(f"{url}: it sent more than {MOST_BYTES:,} bytes, and no table is.")
            if self._clock() - began > self._policy.longest_download:
                raise FetchError(
                    f"{url}: {len(body):,} bytes came in {self._clock() - began:,.0f} seconds, and "
                    "not the end. Try again when the network is faster."
                )
        return bytes(body)

    def _open(self, url: str, asked: dict[str, str | int]) -> httpx.Response:
        """The first answer that is no redirect; FetchError for one to another computer."""
        request = self._http.build_request("GET", url, params=asked or None)
        for _ in range(MOST_REDIRECTS + 1):
            left = self._policy.pause - (self._clock() - self._last)
            if left > 0:
                self._sleep(left)
            self._last = self._clock()
            answer = self._http.send(request, stream=True)
            if answer.next_request is None:
                return answer
            answer.close()
            request = answer.next_request
            if not self._is_ours(request.url):
                origin = f"{request.url.scheme}://{request.url.netloc.decode()}"
                raise FetchError(
                    f"{url}: it sends us on to {origin}, which is not an address of the service "
                    "that we know: not followed."
                )
        raise FetchError(f"{url}: it sent us on {MOST_REDIRECTS + 1} times, and not to an answer.")

    def _is_ours(self, url: httpx.URL) -> bool:
        """Whether an address is on a computer of the service, and as well protected.

        The service's own count too where others stand in for them: a mirror may send us there.
        """
        addresses = [*asdict(self.addresses).values(), *asdict(Addresses()).values()]
        return any(
            url.host == k.host
            and (url.scheme == "https" or (url.scheme, url.port) == (k.scheme, k.port))
            for k in map(httpx.URL, addresses)
        )


def _is_address(given: str) -> bool:
    try:
        url = httpx.URL(given)
    except httpx.InvalidURL:
        return False
    return url.scheme in ("https", "http") and bool(url.host)
