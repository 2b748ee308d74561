"""A service on this computer that speaks as the department's statistics service (EES) does.

Tests put data sets in it and tell it what to do wrong, one trouble for each request of a path.
"""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx

from waiting import GENEROUS, REACHED

SLUG = "children-looked-after-in-england-including-adoptions"
TITLE = "Children looked after in England including adoptions"
DATA_SET = "0f9a8d1e-0000-4000-8000-000000000001"
OTHER = "0f9a8d1e-0000-4000-8000-000000000002"
PUBLICATION = "0f9a8d1e-0000-4000-8000-00000000000a"
PREFIX = "/statistics/v1"
WEB_PAGE = b"<!DOCTYPE html><html><body>Sorry, the service is unavailable</body></html>"
CSV = f"/data-sets/{DATA_SET}/csv"


@dataclass
class Asked:
    """A request that the service had: its path without the query, the query, the headers."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Service:
    """What the service holds, and the troubles it is to make (see `_trouble` for their names).

    `columns` are the columns of the data set's metadata, `content` its CSV.
    """

    content: bytes
    columns: tuple[str, ...]
    rows: int
    version: str = "2.0"
    packed: bool = True
    etag: str = '"one"'
    ranges: bool = True
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    troubles: dict[str, list[str]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    address: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(a.path == path for a in self.asked)

    def sent(self) -> bytes:
        """The bytes of the CSV as they go out."""
        return gzip.compress(self.content, mtime=0) if self.packed else self.content

    def answer(self, path: str, query: dict[str, str]) -> object | None:
        """The JSON that belongs to a path; None for one that is not known."""
        titles = {DATA_SET: ("The wanted table", self.columns)}
        titles |= {i: ("Another table", columns) for i, columns in self.others}
        if path == "/publications":
            found = [{"id": PUBLICATION, "title": TITLE, "slug": SLUG}]
            found.insert(0, {"id": OTHER, "title": f"{TITLE}, old", "slug": f"{SLUG}-old"})
            return _paged([p for p in found if query["search"] in p["title"]], query)
        if path == f"/publications/{PUBLICATION}/data-sets":
            return _paged([{"id": i, "title": t} for i, (t, _) in titles.items()], query)
        for each, (title, columns) in titles.items():
            if path == f"/data-sets/{each}/meta":
                half = len(columns) // 2
                named = [{"id": c[:4], "column": c, "label": c.title()} for c in columns]
                return {"filters": named[:half], "indicators": named[half:]}
            if path == f"/data-sets/{each}":
                return {"id": each, "title": title, "latestVersion": {"version": self.version}}
        return self._of_version(path)

    def _of_version(self, path: str) -> object | None:
        here = f"/data-sets/{DATA_SET}/versions/{self.version}"
        if path == here:
            return {
                "version": self.version,
                "type": "Major",
                "status": "Published",
                "published": "2026-11-26T09:30:00+00:00",
                "notes": "One label has a new name.",
                "totalResults": self.rows,
                "file": {"id": OTHER},
                "release": {"title": "2026", "slug": "2026"},
                "timePeriods": {"start": "2022", "end": "2026"},
            }
        if path == f"{here}/changes":
            renamed = {"previousState": {"label": "Old"}, "currentState": {"label": "New"}}
            options = [{"filter": {"column": "cla_group"}, "options": [renamed, renamed]}]
            years = [{"currentState": {"label": "2026"}}]
            return {
                "versionNumber": self.version,
                "majorChanges": {"filterOptions": options},
                "minorChanges": {"timePeriods": years, "filters": []},
            }
        return None


@contextmanager
def serving(service: Service) -> Iterator[Service]:
    """Serve until the block ends."""

    class Handler(_Handler):
        held = service

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}/statistics/v1"
    try:
        yield service
    finally:
        service.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def impatient(service: Service) -> Callable[..., httpx.Response]:
    """`httpx.HTTPTransport.handle_request`, waiting a moment only for what will be held back.

    So what is to time out does, and nothing else, however busy the machine is.
    """
    really = httpx.HTTPTransport.handle_request

    def handle_request(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix(PREFIX)
        if service.troubles.get(path, [])[:1] == ["timeout"]:
            request.extensions["timeout"] = request.extensions["timeout"] | {"read": REACHED}
        return really(transport, request)

    return handle_request


class _Handler(BaseHTTPRequestHandler):
    held: Service
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        path = split.path.removeprefix(PREFIX)
        query = {k: v[0] for k, v in parse_qs(split.query).items()}
        self.held.asked.append(Asked(path, query, dict(self.headers)))
        waiting = self.held.troubles.get(path, [])
        if waiting and self._trouble(waiting.pop(0), path):
            return
        if path == CSV:
            self._file(query)
            return
        told = self.held.answer(path, query)
        if told is None:
            self._json(404, {"title": "Not Found", "type": "Not Found", "status": 404})
        else:
            self._json(200, told)

    def _trouble(self, name: str, path: str) -> bool:
        """Make a trouble; False where the answer is to follow."""
        code, _, wait = name.partition(" ")
        if code.isdigit():
            told = {"title": f"Trouble {code}", "type": "error", "status": int(code)}
            self._json(int(code), told, {"Retry-After": wait} if wait else {})
        elif name == "timeout":
            self.held.stop.wait(GENEROUS)
            self.close_connection = True
        elif name == "web page":
            self._send(200, WEB_PAGE, {"Content-Type": "text/html"})
        elif name == "packed web page":
            self._send(200, gzip.compress(WEB_PAGE), {"Content-Encoding": "gzip"})
        elif name == "truncated":
            whole = self.held.sent()
            self._head(200, len(whole), self._named())
            self.wfile.write(whole[: len(whole) // 2])
            self.close_connection = True
        elif name == "short":
            self._send(200, self.held.sent()[:-20], {})
        elif name == "fewer rows":
            self._send(200, self.held.content.rsplit(b"\n", 2)[0] + b"\n", {})
        elif name == "uneven":
            self._send(200, self.held.content.replace(b",", b"", 1), {})
        elif name == "not json":
            self._send(200, b"pong", {"Content-Type": "application/json"})
        elif name == "wrong part":
            whole = self.held.sent()
            about = {"Content-Range": f"bytes 1-{len(whole) - 1}/{len(whole)}"}
            self._send(206, whole[1:], about | self._named())
        else:
            raise AssertionError(f"no trouble is called {name}")
        return True

    def _file(self, query: dict[str, str]) -> None:
        assert query == {"dataSetVersion": self.held.version}
        whole, wanted = self.held.sent(), self.headers.get("Range", "")
        same = self.headers.get("If-Range", "") == self.held.etag
        if wanted and same and self.held.ranges:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(whole):
                self._send(416, b"", {"Content-Range": f"bytes */{len(whole)}"})
                return
            about = {"Content-Range": f"bytes {start}-{len(whole) - 1}/{len(whole)}"}
            self._send(206, whole[start:], about | self._named())
        else:
            self._send(200, whole, self._named())

    def _named(self) -> dict[str, str]:
        packed = {"Content-Encoding": "gzip"} if self.held.packed else {}
        return packed | ({"ETag": self.held.etag} if self.held.etag else {})

    def _json(self, code: int, told: object, headers: dict[str, str] | None = None) -> None:
        kind = {"Content-Type": "application/json; charset=utf-8"}
        self._send(code, json.dumps(told).encode(), kind | (headers or {}))

    def _send(self, code: int, body: bytes, headers: dict[str, str]) -> None:
        self._head(code, len(body), headers)
        self.wfile.write(body)

    def _head(self, code: int, length: int, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in {"Content-Length": str(length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _paged(found: list[dict[str, str]], query: dict[str, str]) -> dict[str, object]:
    """One result on each page, so that paging is seen to work."""
    page = int(query["page"])
    paging = {"page": page, "pageSize": 1, "totalResults": len(found), "totalPages": len(found)}
    return {"results": found[page - 1 : page], "paging": paging}
