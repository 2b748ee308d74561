"""How often the statistics service is asked again, how long is waited, and when it is given up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import httpx

from analysis.intake.releases.responses import FetchError, MayPassError

_UNREACHABLE = (
    "Check the network. If your organisation uses a proxy, set HTTPS_PROXY; if it inspects TLS, "
    "set SSL_CERT_FILE to a file of certificates that IT can give you."
)
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """How a client behaves; every time in seconds.

    `pause` is the least time between two requests, `first_wait` the wait before the second try,
    doubled for each one more; a server that asks for more than `longest_wait` is left alone. A
    download may take `longest_download`.
    """

    tries: int = 5
    timeout: float = 60.0
    pause: float = 0.5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    longest_download: float = 600.0


class Retries:
    """Tries that share a policy, and remember which computers cannot be reached."""

    def __init__(self, policy: RetryPolicy, sleep: Callable[[float], None]) -> None:
        self._policy, self._sleep = policy, sleep
        self._unreachable: set[str] = set()

    def answer(self, url: str, ask: Callable[[], T]) -> T:
        """The answer, after as many tries as it takes and policy allow; else FetchError."""
        host = httpx.URL(url).netloc.decode()
        if host in self._unreachable:
            raise FetchError(f"{host} cannot be reached: see above.")
        policy, tried, wait = self._policy, 0, self._policy.first_wait
        while True:
            try:
                return ask()
            except (httpx.TransportError, httpx.DecodingError, MayPassError) as trouble:
                told, tried = getattr(trouble, "wait", None), tried + 1
                what = str(trouble) or type(trouble).__name__
                if (told or 0) > policy.longest_wait:
                    until = f"and asks us to wait {told:,.0f} seconds. Try again after that."
                    raise FetchError(f"{url}: {what}, {until}") from trouble
                if tried == policy.tries:
                    raise self._given_up(url, trouble, f"{what}; tried {tried} times") from trouble
                self._sleep(wait if told is None else told)
                wait = min(wait * 2, policy.longest_wait)

    def _given_up(self, url: str, trouble: Exception, what: str) -> FetchError:
        """What is said after the last try; a computer that cannot be reached is asked no more."""
        if not isinstance(trouble, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
            return FetchError(f"{url}: {what}. Try again later; a download begins anew then.")
        self._unreachable.add(httpx.URL(url).netloc.decode())
        return FetchError(f"{url}: {what}. {_UNREACHABLE}")
