"""The dashboard in a browser: only on this machine, only for its own page, and without any address outside."""

from __future__ import annotations

import base64
import contextlib
import json
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("textual_serve", reason="the extra 'serve' is not installed")

from reportedly.home import Home
from store import feeds
from store.feeds import NewFeed
from tests.reportedly.conftest import MOMENT, Run, loopback_home
from tui.serving import is_loopback, may_ask

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
#: Names that stand in code and never are asked: of XML's and SVG's kinds, and whom the code is by.
NAMES = {"www.w3.org", "github.com", "bellard.org"}


@contextlib.contextmanager
def _serving(home: Home, *arguments: str) -> Iterator[tuple[str, list[str]]]:
    """The server, its address, and what it said before."""
    command = [sys.executable, "-m", "reportedly", "--home", str(home.root), "serve", "--port", "0", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr
            said: list[str] = []
            for line in process.stderr:
                said.append(line)
                if found := re.search(r"http://\S+", line):
                    yield found[0], said
                    break
            else:
                raise AssertionError(said)
        finally:
            process.terminate()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    place = loopback_home(tmp_path / "home", MOMENT)
    with place.open() as store:
        feeds.add(store, [NewFeed("https://paper.example/feed", "The Paper", "The Paper")], MOMENT)
    return place


def _get(url: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.read().decode("utf-8", "replace"), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, "", {}


def test_no_page_names_an_address_outside_and_the_policy_forbids_any(home: Home) -> None:
    with _serving(home) as (url, said):
        assert "WARNING" not in "".join(said)
        code, page, headers = _get(url)
        assert code == 200
        links = re.findall(r"""(?:src|href|url\()=?["'(]*(/[^"')]+)""", page)
        assert len(links) >= 4
        pages = [page, *(_get(url.rstrip("/") + link)[1] for link in links if not link.endswith(".ttf"))]
        assert all(_get(url.rstrip("/") + link)[0] == 200 for link in links if link != "/")
        for text in pages:
            outside = {urlsplit(found).hostname for found in re.findall(r"(?:https?|wss?):[/][/][\w.:-]+", text)}
            assert outside <= NAMES | {"127.0.0.1"}, outside
            assert not re.search(r"""(?:src|href)=["']//|url\(["']?//|@import""", text)
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "connect-src 'self' ws://127.0.0.1:" in policy


def test_other_sites_get_nothing(home: Home) -> None:
    with _serving(home) as (url, _):
        place = urlsplit(url).netloc
        assert _get(url, Host="evil.example")[0] == 403
        assert _get(f"{url}ws", Origin="https://evil.example")[0] == 403
        assert _get(url, Origin=f"http://{place}")[0] == 200


@pytest.mark.parametrize(
    ("host", "origin", "may"),
    [
        ("127.0.0.1:8010", None, True),
        ("localhost:8010", "http://localhost:8010", True),
        ("127.0.0.1:8010", "http://localhost:8010", False),
        ("[::1]:8010", "http://[::1]:8010", True),
        ("desk.example:8010", "http://desk.example:8010", True),
        ("evil.example:8010", "http://evil.example:8010", False),
        ("127.0.0.1:8010", "null", False),
        ("", None, False),
    ],
)
def test_who_may_ask(host: str, origin: str | None, may: bool) -> None:
    assert may_ask(host, origin, "desk.example") is may


@pytest.mark.parametrize(
    ("host", "only_here"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.8.8.8", True), ("0.0.0.0", False), ("desk", False)],
)
def test_which_hosts_only_this_machine_reaches(host: str, only_here: bool) -> None:
    assert is_loopback(host) is only_here


def test_another_host_is_warned_of(home: Home) -> None:
    with _serving(home, "--host", "0.0.0.0") as (_, said):
        assert "WARNING: 0.0.0.0 can be reached from other machines, and there is no password" in "".join(said)


def test_a_port_that_is_taken_is_said(home: Home, run: Run) -> None:
    with _serving(home) as (url, _):
        done = run("serve", "--port", urlsplit(url).port, home=home.root)
    assert done.returncode == 2
    assert "cannot be served" in done.stderr
    assert "choose another --port" in done.stderr


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_shows_the_dashboard_and_asks_nobody_else(home: Home, tmp_path: Path) -> None:
    """What the page asks for, what its WebSocket brings, and that a key reaches the dashboard."""
    import asyncio

    with _serving(home) as (url, _), _browser(tmp_path) as port:
        seen, asked = asyncio.run(_visit(url, port))
    assert "Stories" in seen
    assert "Narrative" in seen
    assert {urlsplit(address).hostname for address in asked if not address.startswith(("data:", "blob:"))} == {
        "127.0.0.1"
    }
    assert any(address.endswith(".ttf") for address in asked)


@contextlib.contextmanager
def _browser(folder: Path) -> Iterator[int]:
    assert BROWSER
    options = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --remote-debugging-port=0".split()
    command = [BROWSER, *options, f"--user-data-dir={folder / 'browser'}", "about:blank"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        try:
            noted = folder / "browser" / "DevToolsActivePort"
            end = time.monotonic() + 60
            while not (noted.exists() and noted.read_text().strip()):
                assert time.monotonic() < end
                assert process.poll() is None
                time.sleep(0.05)
            yield int(noted.read_text().split()[0])
        finally:
            process.terminate()


async def _visit(url: str, port: int) -> tuple[str, list[str]]:
    """Opens the page, waits for the dashboard, leaves it with `q`; what was painted and which addresses were asked."""
    import asyncio

    import aiohttp

    painted, asked = b"", []
    async with aiohttp.ClientSession() as session:
        async with session.put(f"http://127.0.0.1:{port}/json/new?about:blank") as answer:
            target = (await answer.json(content_type=None))["webSocketDebuggerUrl"]
        async with session.ws_connect(target, max_msg_size=0) as tab, asyncio.timeout(60):
            for number, (method, parameters) in enumerate(
                [("Network.enable", {}), ("Page.enable", {}), ("Page.navigate", {"url": url})]
            ):
                await tab.send_json({"id": number, "method": method, "params": parameters})
            leaving: asyncio.Task[None] | None = None
            async for message in tab:
                event: dict[str, Any] = json.loads(message.data)
                told = event.get("params", {})
                if event.get("method") == "Network.requestWillBeSent":
                    asked.append(told["request"]["url"])
                elif event.get("method") == "Network.webSocketCreated":
                    asked.append(told["url"])
                elif event.get("method") == "Network.webSocketFrameReceived":
                    with contextlib.suppress(ValueError):
                        painted += base64.b64decode(told["response"]["payloadData"])
                elif event.get("method") == "Network.webSocketClosed":
                    break
                if b"Narrative" in painted and leaving is None:
                    leaving = asyncio.create_task(_press_q(tab))
            assert leaving
            leaving.cancel()
    return painted.decode("utf-8", "replace"), asked


async def _press_q(tab: Any) -> None:
    """Again and again, as the page may not have the focus yet."""
    import asyncio

    for number in range(10, 200, 2):
        focus = {"expression": "document.querySelector('textarea').focus()"}
        await tab.send_json({"id": number, "method": "Runtime.evaluate", "params": focus})
        await tab.send_json({"id": number + 1, "method": "Input.insertText", "params": {"text": "q"}})
        await asyncio.sleep(0.5)
