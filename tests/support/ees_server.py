"""The department's statistics service (EES) on this computer, as its public code answers.

Three computers in one: the public `api`, the data catalogue (`content`) and the web pages (`site`).
Tests put files and data sets in it and tell it what to do wrong, one trouble for each request of a
path. `ees_normal_day.py` fills it and serves it as a process of its own.
"""

import gzip
import json
import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from analysis.intake.releases.client import Addresses

WEB_PAGE = b"<!DOCTYPE html><html><body>Sorry, the service is unavailable</body></html>"
ELSEWHERE = "http://elsewhere.invalid"
PREFIX = {"api": "/statistics/v1", "content": "/api", "site": ""}
PAGES = re.compile(r"/data-catalogue/data-set/([^/]+)/csv")
CSV = {"Content-Type": "text/csv"}


def an_id(of: str) -> str:
    """An id that is always the same for the same thing."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, of))


def rows_of(content: bytes) -> int:
    """The rows of a CSV without quoted line ends; its header and blank lines do not count."""
    return sum(1 for line in content.splitlines() if line.strip()) - 1


@dataclass(kw_only=True)
class File:
    """A file of the data catalogue; one of an older release than the newest is not `latest`."""

    name: str
    content: bytes
    publication: str
    release: str = "Reporting year 2025"
    published: str = "2025-11-26T09:30:00Z"
    updated: str = ""
    latest: bool = True
    superseded: bool = False
    rows: int | None = None
    api: str = ""

    @property
    def id(self) -> str:
        return an_id(f"{self.release}/{self.name}")

    def told(self) -> dict[str, object]:
        """Its entry in the list, nulls left out."""
        entry: dict[str, object] = {
            "id": self.id,
            "fileId": an_id(f"file of {self.id}"),
            "filename": self.name,
            "fileSize": "1 Kb",
            "fileExtension": "csv",
            "title": self.name.removesuffix(".csv").replace("_", " "),
            "content": "",
            "publication": {"id": self.publication, "title": "A publication"},
            "release": {"id": an_id(self.release), "title": self.release},
            "latestData": self.latest,
            "isSuperseded": self.superseded,
            "published": self.published,
            "lastUpdated": self.updated or self.published,
            "meta": {"numDataFileRows": rows_of(self.content) if self.rows is None else self.rows},
        }
        return entry | ({"api": {"id": self.api, "version": "1.0"}} if self.api else {})


@dataclass(kw_only=True)
class Version:
    """A version of a data set of the API."""

    number: str
    content: bytes
    kind: str = "Major"
    status: str = "Published"
    published: str = "2025-11-26T09:30:00+00:00"
    release: str = "Reporting year 2025"
    rows: int | None = None

    def told(self) -> dict[str, object]:
        rows = rows_of(self.content) if self.rows is None else self.rows
        return {
            "version": self.number,
            "type": self.kind,
            "status": self.status,
            "published": self.published,
            "notes": "One label has a new name.",
            "totalResults": rows,
            "file": {"id": an_id(f"file of {self.number}")},
            "release": {"title": self.release, "slug": "2025"},
            "timePeriods": {"start": "2024", "end": "2025"},
            "geographicLevels": ["National"],
            "filters": [],
            "indicators": [],
        }


@dataclass(kw_only=True)
class DataSet:
    """A data set of the API. `grouping` are the columns that its metadata leaves out."""

    id: str
    title: str
    publication: str
    versions: list[Version]
    status: str = "Published"
    successor: str = ""
    grouping: tuple[str, ...] = ("cla_group", "category")

    def told(self) -> dict[str, object]:
        about: dict[str, object] = {
            "id": self.id,
            "title": self.title,
            "summary": "",
            "status": self.status,
        }
        if self.successor:
            about["supersedingDataSetId"] = self.successor
        if self.status != "Withdrawn":
            newest = self.versions[-1]
            about["latestVersion"] = {
                "version": newest.number,
                "published": newest.published,
                "totalResults": newest.told()["totalResults"],
            }
        return about

    def meta(self) -> dict[str, object]:
        """Its filters and indicators: without the columns that group filters."""
        header = self.versions[-1].content.decode("utf-8-sig").splitlines()[0].split(",")
        shown = [c for c in header[10:] if c not in self.grouping]
        named = [{"id": c[:5], "column": c, "label": c.title()} for c in shown]
        return {"filters": named[:1], "indicators": named[1:]}

    def of(self, wanted: str) -> Version | None:
        """The version asked for; `2.*` and `*` take the newest that fits."""
        like = re.compile(re.escape(wanted).replace(r"\*", ".*") + "$")
        return next((v for v in reversed(self.versions) if like.match(v.number)), None)


@dataclass
class Asked:
    """A request that the service had: which computer, path without the query, query, headers."""

    host: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]


class RefusedError(Exception):
    """An answer that is no success: its code, and messages each with the path it is about."""

    def __init__(self, code: int, title: str, **errors: str) -> None:
        super().__init__(title)
        self.told: dict[str, object] = {"type": "about:blank", "title": title, "status": code}
        if errors:
            self.told["errors"] = [
                {"message": message, "path": path, "code": "Invalid"}
                for path, message in errors.items()
            ]
        self.code = code


@dataclass
class Service:
    """What the service holds, and the troubles it is to make (see `_Handler.trouble`)."""

    files: list[File] = field(default_factory=list)
    data_sets: list[DataSet] = field(default_factory=list)
    publications: dict[str, str] = field(default_factory=dict)
    troubles: dict[str, list[str]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    addresses: Addresses = field(default_factory=Addresses)
    stop: threading.Event = field(default_factory=threading.Event)

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(a.path == path for a in self.asked)

    def api(self, path: str, query: dict[str, str]) -> object:
        """The JSON of the API, or the bytes of a CSV; RefusedError for what it has not."""
        if path == "/publications":
            _only(query, "page", "pageSize", "search")
            found = [{"id": i, "title": t} for i, t in self._ranked(query.get("search"))]
            return _paged(found, query, most=40)
        if match := re.fullmatch(r"/publications/([^/]+)/data-sets", path):
            _only(query, "page", "pageSize")
            held = [d.told() for d in self.data_sets if d.publication == match[1]]
            return _paged(held, query, most=20)
        match = re.fullmatch(r"/data-sets/([^/]+)(/.*)?", path)
        data_set = next((d for d in self.data_sets if match and d.id == match[1]), None)
        if match is None or data_set is None:
            raise RefusedError(404, "Not Found")
        if data_set.status == "Withdrawn" and match[2]:
            raise RefusedError(403, "Forbidden")
        return self._of_data_set(data_set, match[2] or "", query)

    def _of_data_set(self, data_set: DataSet, rest: str, query: dict[str, str]) -> object:
        if rest in ("", "/meta"):
            _only(query, *(("dataSetVersion", "types") if rest else ()))
            return data_set.meta() if rest else data_set.told()
        if rest == "/csv":
            _only(query, "dataSetVersion")
            version = data_set.of(query.get("dataSetVersion", "*"))
            if version is None:
                raise RefusedError(404, "Not Found")
            return version.content
        if rest == "/versions":
            _only(query, "page", "pageSize")
            return _paged([v.told() for v in reversed(data_set.versions)], query, most=20)
        _, _, number, *more = rest.split("/")
        version = data_set.of(number)
        if version is None or more not in ([], ["changes"]):
            raise RefusedError(404, "Not Found")
        _only(query, *(("includePatchHistory",) if more else ()))
        return _changes(version, query) if more else version.told()

    def content(self, path: str, query: dict[str, str]) -> object:
        """The JSON of the data catalogue, or the bytes of a CSV."""
        if path == "/data-set-files":
            _only(query, *_LIST)
            found = [
                f.told()
                for f in self.files
                if f.publication == query.get("publicationId", f.publication)
                and (f.latest or query.get("latestOnly") == "false")
            ]
            return _paged(found, query, most=40)
        match = re.fullmatch(r"/data-set-files/([^/]+)(/download)?", path)
        file = next((f for f in self.files if match and f.id == match[1]), None)
        if match is None or file is None:
            raise RefusedError(404, "Not Found")
        return file.content if match[2] else file.told()

    def _ranked(self, search: str | None) -> list[tuple[str, str]]:
        """Publications ranked by how many words they share with what is searched: by meaning."""
        if search is None:
            return list(self.publications.items())
        if len(search) < 3:
            raise RefusedError(400, "Bad Request", search="Must be at least 3 characters")
        words = set(search.lower().split())
        shared = {i: len(words & set(t.lower().split())) for i, t in self.publications.items()}
        ranked = sorted(self.publications, key=lambda i: -shared[i])
        return [(i, self.publications[i]) for i in ranked if shared[i]]


_LIST = (
    *("publicationId", "releaseId", "themeId", "latestOnly", "searchTerm", "dataSetType"),
    *("page", "pageSize", "sort", "sortDirection", "geographicLevel"),
)


def _only(query: dict[str, str], *known: str) -> None:
    """A parameter that the service does not know is refused."""
    strange = {name: "Unknown query parameter." for name in query if name not in known}
    if strange:
        raise RefusedError(400, "There are validation errors with the request.", **strange)


def _paged(found: list[dict[str, object]], query: dict[str, str], most: int) -> object:
    """One page of a list; of an empty one there is one page too."""
    page, size = int(query.get("page", "1")), int(query.get("pageSize", "10"))
    if not 1 <= size <= most:
        raise RefusedError(
            400,
            "There are validation errors with the request.",
            pageSize=f"Must be between 1 and {most}.",
        )
    return {
        "paging": {
            "page": page,
            "pageSize": size,
            "totalResults": len(found),
            "totalPages": max(1, -(-len(found) // size)),
        },
        "results": found[(page - 1) * size : page * size],
    }


def _changes(version: Version, query: dict[str, str]) -> object:
    """The last step; with the history of patches where it is asked for."""
    renamed = {"previousState": {"label": "Old"}, "currentState": {"label": "New"}}
    step = {
        "versionNumber": version.number,
        "majorChanges": {
            "filterOptions": [{"filter": {"column": "x"}, "options": [renamed, renamed]}]
        },
        "minorChanges": {"timePeriods": [{"currentState": {"label": "2025"}}], "filters": []},
    }
    return step | ({"patchHistory": [step]} if query.get("includePatchHistory") == "true" else {})


@contextmanager
def serving(service: Service) -> Iterator[Service]:
    """Serve the three computers until the block ends."""
    servers = {host: _server(service, host) for host in PREFIX}
    threads = [
        threading.Thread(target=s.serve_forever, args=(0.01,), daemon=True)
        for s in servers.values()
    ]
    service.addresses = Addresses(
        **{h: f"http://127.0.0.1:{s.server_port}{PREFIX[h]}" for h, s in servers.items()}
    )
    for thread in threads:
        thread.start()
    try:
        yield service
    finally:
        service.stop.set()
        for server, thread in zip(servers.values(), threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()


def _server(service: Service, which: str) -> ThreadingHTTPServer:
    class Handler(_Handler):
        held = service
        host = which

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    return server


class _Handler(BaseHTTPRequestHandler):
    held: Service
    host: str
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        path = split.path.removeprefix(PREFIX[self.host])
        query = {k: v[0] for k, v in parse_qs(split.query).items()}
        self.held.asked.append(Asked(self.host, path, query, dict(self.headers)))
        waiting = self.held.troubles.get(path, [])
        if waiting and self.trouble(waiting.pop(0), path, query):
            return
        self.answer(path, query)

    def answer(self, path: str, query: dict[str, str]) -> None:
        """What belongs to a path of this computer."""
        if self.host == "site":
            self.page(path)
            return
        if self.host == "api" and path != path.lower():
            # The service sends capitals to a lower-case address on a computer that may be wrong.
            self.send(308, b"", {"Location": f"{ELSEWHERE}{PREFIX['api']}{path.lower()}"})
            return
        try:
            told = getattr(self.held, self.host)(path, query)
        except RefusedError as refusal:
            self.json(refusal.code, refusal.told, "application/problem+json")
            return
        if isinstance(told, bytes):
            self.csv(told)
        else:
            self.json(200, told)

    def page(self, path: str) -> None:
        """The web pages: a file's address is a redirect to the catalogue's computer."""
        match = PAGES.fullmatch(path)
        if match:
            to = f"{self.held.addresses.content}/data-set-files/{match[1]}/download"
            self.send(307, b"", {"Location": to})
        else:
            self.send(200, WEB_PAGE, {"Content-Type": "text/html"})

    def csv(self, content: bytes) -> None:
        """A CSV: from the API always packed; never in parts, whatever is asked."""
        if self.host == "api":
            self.send(200, gzip.compress(content, mtime=0), CSV | {"Content-Encoding": "gzip"})
        else:
            self.send(200, content, CSV)

    def trouble(self, name: str, path: str, query: dict[str, str]) -> bool:
        """Make a trouble; False where the answer is to follow."""
        code, _, wait = name.partition(" ")
        if code.isdigit():
            told = {"title": f"Trouble {code}", "type": "about:blank", "status": int(code)}
            self.json(
                int(code), told, "application/problem+json", {"Retry-After": wait} if wait else {}
            )
        elif name == "web page":
            self.send(200, WEB_PAGE, {"Content-Type": "text/html"})
        elif name == "not json":
            self.send(200, b"pong", {"Content-Type": "application/json"})
        elif name == "elsewhere":
            self.send(307, b"", {"Location": f"{ELSEWHERE}{path}"})
        elif name == "silent":
            self.held.stop.wait()
            self.close_connection = True
        elif name == "in pieces":
            self.pieces(getattr(self.held, self.host)(path, query))
        elif name == "round":
            self.send(302, b"", {"Location": self.path})
        else:
            self.spoil(name, getattr(self.held, self.host)(path, query))
        return True

    def pieces(self, whole: bytes) -> None:
        """A CSV whose length is not told, a hundred bytes at a time."""
        self.head(200, CSV | {"Transfer-Encoding": "chunked"})
        for start in range(0, len(whole), 100):
            piece = whole[start : start + 100]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def spoil(self, name: str, whole: bytes) -> None:
        """A CSV that is not what it should be."""
        packed = gzip.compress(whole, mtime=0)
        gzipped = CSV | {"Content-Encoding": "gzip"}
        if name == "cut":
            self.head(200, {**gzipped, "Content-Length": str(len(packed))})
            self.wfile.write(packed[: len(packed) // 2])
            self.close_connection = True
        elif name == "short":
            self.send(200, packed[:-20], gzipped)
        elif name == "packed web page":
            self.send(200, gzip.compress(WEB_PAGE), gzipped)
        elif name == "fewer rows":
            self.send(200, whole.rstrip(b"\n").rsplit(b"\n", 1)[0] + b"\n", CSV)
        elif name == "uneven":
            self.send(200, whole.replace(b",", b"", 1), CSV)
        elif name == "blank lines":
            self.send(200, whole.replace(b"\n", b"\n\n") + b"\n\n", CSV)
        elif name == "empty":
            self.send(200, b"", CSV)
        else:
            raise AssertionError(f"no trouble is called {name}")

    def json(
        self,
        code: int,
        told: object,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> None:
        about = {"Content-Type": f"{kind}; charset=utf-8"}
        self.send(code, json.dumps(told).encode(), about | (headers or {}))

    def send(self, code: int, body: bytes, headers: dict[str, str]) -> None:
        self.head(code, {"Content-Length": str(len(body)), **headers})
        self.wfile.write(body)

    def head(self, code: int, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
