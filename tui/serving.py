"""The dashboard in a browser: textual-serve with a page of our own that names no address but this server's.

Each visitor gets a dashboard of their own, a process that ends with the page.
"""

from __future__ import annotations

import html
import ipaddress
import logging
import shlex
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

#: All that the page may load: what this server has itself. Styles stand in the page and are set by the script.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data: blob:; connect-src 'self' {websocket}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_SIZES = range(6, 61)
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server on that host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def may_ask(host: str, origin: str | None, named: str) -> bool:
    """Whether a request may be answered, from its Host and Origin; `named` is the host the server was given.

    A page of another site must not drive the dashboard: neither by a WebSocket from there (its Origin tells), nor by a
    name of its own that it has pointed at this machine (the Host is then that name, and not a number).
    """
    if origin is not None and urlsplit(origin).netloc != host:
        return False
    name = urlsplit(f"//{host}").hostname or ""
    if name in ("localhost", named, socket.gethostname().lower()):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class DashboardServer(Server):
    """Serves one home's dashboard."""

    def __init__(self, command: Sequence[str], host: str, port: int, title: str) -> None:
        super().__init__(shlex.join(command), host=host, port=port, title=title)

    def initialize_logging(self) -> None:
        logging.basicConfig(level=logging.WARNING, format="reportedly: %(message)s", stream=sys.stderr)

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing: the command has told the address."""

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page, with the address of the server as the visitor knows it."""
        size = request.query.get("fontsize", "")
        socket_url = f"ws://{request.host}/ws"
        page = Template(files("tui").joinpath("web/index.html").read_text(encoding="utf-8")).substitute(
            title=html.escape(self.title),
            websocket=html.escape(socket_url),
            size=size if size.isascii() and size.isdigit() and int(size) in _SIZES else "16",
        )
        headers = {"Content-Security-Policy": _POLICY.format(websocket=socket_url), "Referrer-Policy": "no-referrer"}
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()

        @web.middleware
        async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
            if not may_ask(request.headers.get("Host", ""), request.headers.get("Origin"), self.host):
                raise web.HTTPForbidden(text="This dashboard answers only to its own address.")
            return await handler(request)

        app.middlewares.append(guard)
        return app


def serve(command: Sequence[str], host: str, port: int, title: str, tell: Callable[[str], None]) -> None:
    """Serves until it is interrupted; `tell` is given the address once it can be opened. Raises `OSError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.create_server((host, port), family=family)
    server = DashboardServer(command, host, bound.getsockname()[1], title)
    server.initialize_logging()
    # A name in brackets, as IPv6 wants it in an address.
    tell(f"http://{f'[{host}]' if ':' in host else host}:{server.port}/")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    web.run_app(server._make_app(), sock=bound, print=None, handle_signals=True)
