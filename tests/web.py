"""A small web server on loopback that answers as it is told and remembers what it was asked."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

#: Longest that a held answer, or a test that waits for requests, goes on; reached only where something is broken.
PATIENCE = 10.0
#: What a fetcher, or a home, must be allowed so that it asks servers like this one.
LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class Request:
    """What came; header names in lower case, values as sent."""

    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """What goes out. `length` False leaves Content-Length out and closes after the body.

    `cut` sends only so many bytes of the body and closes; `drip` is the seconds between single bytes of it. `raw` gives
    all that is sent, instead of everything above, and the connection is closed after it.
    """

    status: int = 200
    body: bytes = b""
    headers: Sequence[tuple[str, str]] = ()
    length: bool = True
    cut: int | None = None
    drip: float = 0.0
    raw: Callable[[], Iterable[bytes]] | None = None


class Tally:
    """Counts how many are inside it at once, and remembers the most there were. Use as `with tally:`."""

    def __init__(self) -> None:
        self.most = self._inside = 0
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            self.most = max(self.most, self._inside)

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1


Answer = Reply | Callable[[Request], Reply]


def redirect(target: str, status: int = 301, *headers: tuple[str, str]) -> Reply:
    return Reply(status, b"moved", [("Location", target), *headers])


@dataclass
class Web:
    """Use as `with Web() as web`; `web.on("/feed", Reply(...))`, then ask for `web.url("/feed")`."""

    requests: list[Request] = field(default_factory=list)
    under_way: Tally = field(default_factory=Tally)
    _routes: dict[str, list[Answer]] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Web:
        web = self

        class Handler(_Handler):
            site = web

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def on(self, path: str, *answers: Answer) -> str:
        """Answers requests for `path` with each answer in turn, the last again and again; returns the address."""
        self._routes[path] = list(answers)
        return self.url(path)

    def asked(self, path: str) -> list[Request]:
        """The requests for a path, oldest first."""
        return [request for request in self.requests if request.path == path]

    def wait_for(self, count: int) -> bool:
        """Waits until so many requests have come in all; False where they do not."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.requests) >= count, PATIENCE)

    def pause(self, seconds: float) -> bool:
        """Lets time pass for an answer under way, unless the server is being closed (True)."""
        return self._closing.wait(seconds)

    def arrived(self, request: Request) -> Answer:
        with self._changed:
            self.requests.append(request)
            self._changed.notify_all()
            answers = self._routes.get(request.path, [Reply(404, b"nothing here")])
            return answers.pop(0) if len(answers) > 1 else answers[0]


class _Server(ThreadingHTTPServer):
    request_queue_size = 256  # the usual five make hundreds of connections at once wait for seconds

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a client that hangs up is none of a test's business
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Or the body waits for the acknowledgement of the head, 40 ms a request.
    disable_nagle_algorithm = True
    site: Web

    def do_GET(self) -> None:
        request = Request(self.path, {name.lower(): value for name, value in self.headers.items()})
        answer = self.site.arrived(request)
        with self.site.under_way:
            try:
                self._send(answer if isinstance(answer, Reply) else answer(request))
            except ConnectionError:
                self.close_connection = True

    def _send(self, reply: Reply) -> None:
        if reply.raw is not None:
            self.close_connection = True
            for piece in reply.raw():
                self.wfile.write(piece)
                if self.site.pause(reply.drip):
                    return
            return
        self.send_response_only(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.length and reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        else:
            self.close_connection = reply.status != 304
        if self.close_connection or reply.cut is not None:
            self.send_header("Connection", "close")
        self.end_headers()
        body = reply.body if reply.cut is None else reply.body[: reply.cut]
        self.close_connection = self.close_connection or reply.cut is not None
        if not reply.drip:
            self.wfile.write(body)
            return
        for byte in body:
            self.wfile.write(bytes([byte]))
            if self.site.pause(reply.drip):
                return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        return
