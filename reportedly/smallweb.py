"""The demo's small web: invented outlets that publish real feeds and real pages on loopback, as of a moment.

The moment is moved on by the demo between its polls, so that stories appear, and are edited, as they did.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files

from reportedly import webpages

#: Stories in a feed, newest first.
FEED_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Version:
    """What a story says from a moment on."""

    at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A story of the small web with all its versions, first to last."""

    outlet: str
    slug: str
    author: str
    published: datetime
    summary: str
    versions: tuple[Version, ...]

    def as_of(self, moment: datetime) -> Version:
        return [version for version in self.versions if version.at <= moment][-1]


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet; `kind` is rss, atom or json."""

    slug: str
    name: str
    kind: str
    tagline: str
    section: tuple[str, ...]

    @property
    def feed_path(self) -> str:
        return f"/{self.slug}/feed.{'json' if self.kind == 'json' else 'xml'}"


class SmallWeb:
    """Every resource of the small web as of `moment`."""

    def __init__(self, outlets: list[Outlet], pieces: list[Piece], moment: datetime) -> None:
        self.outlets = {outlet.slug: outlet for outlet in outlets}
        self.pieces = pieces
        self.moment = moment
        self.base = ""

    def resource(self, path: str) -> tuple[str, bytes, datetime] | None:
        """Content type, body and time of last change of what a path names."""
        place, _, name = path.strip("/").partition("/")
        outlet = self.outlets.get(place)
        if outlet is None:
            return ("text/html; charset=utf-8", webpages.index(self).encode(), self.moment) if not place else None
        moment = self.moment
        its = [piece for piece in self.pieces if piece.outlet == place and piece.published <= moment]
        its.sort(key=lambda piece: (piece.published, piece.slug), reverse=True)
        changed = max((piece.as_of(moment).at for piece in its), default=moment)
        if path == outlet.feed_path:
            kind, text = webpages.feed(self, outlet, its[:FEED_LENGTH])
            return kind, text.encode(), changed
        if not name:
            return "text/html; charset=utf-8", webpages.front(self, outlet, its).encode(), changed
        piece = next((piece for piece in its if f"{piece.slug}.html" == name), None)
        if piece is None:
            return None
        page = webpages.page(self, outlet, piece, [other for other in its if other is not piece][:6])
        return "text/html; charset=utf-8", page.encode(), piece.as_of(moment).at


def load(moment: datetime) -> SmallWeb:
    """The small web of `seeds/demo` as of a moment."""
    folder = files("seeds").joinpath("demo")
    outlets = [
        Outlet(row["slug"], row["name"], row["kind"], row["tagline"], tuple(row["section"]))
        for row in tomllib.loads(folder.joinpath("outlets.toml").read_text(encoding="utf-8"))["outlet"]
    ]
    pieces = []
    for file in sorted(folder.iterdir(), key=lambda found: found.name):
        if file.name.startswith("stories") and file.name.endswith(".toml"):
            rows = tomllib.loads(file.read_text(encoding="utf-8"))["story"]
            pieces += [_piece(row) for row in rows]
    return SmallWeb(outlets, pieces, moment)


def _piece(row: dict[str, object]) -> Piece:
    published = datetime.fromisoformat(str(row["published"]))
    versions = [Version(published, str(row["title"]), str(row["text"]).strip())]
    later = row.get("revision", [])
    for change in later if isinstance(later, list) else []:
        before = versions[-1]
        at = datetime.fromisoformat(str(change["at"]))
        versions.append(Version(at, change.get("title", before.title), change.get("text", before.text).strip()))
    return Piece(
        outlet=str(row["outlet"]),
        slug=str(row["slug"]),
        author=str(row["author"]),
        published=published,
        summary=str(row["summary"]),
        versions=tuple(versions),
    )


@contextmanager
def serving(web: SmallWeb, port: int = 0) -> Iterator[str]:
    """Serves the small web on loopback; gives its address. Port 0 takes a free one. Raises OSError."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(web))
    server.daemon_threads = True
    web.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield web.base
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(web: SmallWeb) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "smallweb"
        # Head and body leave together: apart, the second waits for the first one's acknowledgement, 40 ms a request.
        wbufsize = -1

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            return

        def do_GET(self) -> None:
            found = web.resource(self.path.partition("?")[0])
            if found is None:
                self.answer(404, b"There is no such page.", {"Content-Type": "text/plain; charset=utf-8"})
                return
            kind, body, changed = found
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            headers = {
                "Content-Type": kind,
                "ETag": etag,
                "Last-Modified": format_datetime(changed, usegmt=True),
                "Cache-Control": "max-age=1800",
                "Vary": "Accept-Encoding",
            }
            if self.headers.get("If-None-Match") == etag:
                self.answer(304, b"", headers)
                return
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
            self.answer(200, body, headers)

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
