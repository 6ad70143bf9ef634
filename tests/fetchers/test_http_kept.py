"""The door to the network: connections that are kept for the next request, over TLS too, and when they are not."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from fetchers.http import Fetcher, FetchError
from tests.fetchers.conftest import loopback

pytestmark = pytest.mark.anyio

#: A certificate for paper.example that nobody signed but itself, and its key: of no use but here.
PEM = Path(__file__).with_name("paper.example.pem")
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
NOT_MODIFIED = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999\r\nContent-Encoding: lzma\r\n\r\n"

#: Given the number of the connection and of the request on it: what is sent, and whether the connection ends then.
Script = Callable[[int, int], tuple[bytes, bool]]


class Server:
    """Answers by its script, whatever is asked. `asked`: the connection of each request."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.asked: list[int] = []
        self.connections = 0
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = self.connections
        self.connections += 1
        try:
            for request in range(100):
                await reader.readuntil(b"\r\n\r\n")
                self.asked.append(number)
                said, ends = self._script(number, request)
                writer.write(said)
                await writer.drain()
                if ends:
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(script: Script, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    server = Server(script)
    async with await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls) as listening:
        server.port = listening.sockets[0].getsockname()[1]
        yield server


def get(fetcher: Fetcher, server: Server, scheme: str = "http", host: str = "127.0.0.1") -> Awaitable[object]:
    return fetcher.get(f"{scheme}://{host}:{server.port}/", headers={}, limit=1000)


#: What each of two requests is answered with, and how many connections the two take.
KEPT = {
    "a length": ([WHOLE + b"ok", WHOLE + b"ok"], 1),
    "chunks": ([CHUNKED, CHUNKED], 1),
    "no body": ([NOT_MODIFIED, NOT_MODIFIED], 1),
    "word that it ends": ([WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: Foo, Close\r\n\r\n") + b"ok"] * 2, 2),
    "an older HTTP": ([(WHOLE + b"ok").replace(b"1.1", b"1.0")] * 2, 2),
    "both a length and chunks": ([CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 2\r\n\r\n", 1)] * 2, 2),
    "more than it said": ([WHOLE + b"okHTTP/1.1 200 OK\r\n\r\nforged", WHOLE + b"ok"], 2),
    "more than an answer without a body": ([NOT_MODIFIED + b"forged", WHOLE + b"ok"], 2),
    "more than the last chunk": ([CHUNKED + b"HTTP/1.1 200 OK\r\n\r\nforged", WHOLE + b"ok"], 2),
}


@pytest.mark.parametrize("name", KEPT)
async def test_a_connection_is_kept_where_its_answer_was_whole_and_nothing_else_came(name: str) -> None:
    """What comes after an answer is never taken for another one."""
    said, connections = KEPT[name]
    left = list(said)
    async with serving(lambda number, request: (left.pop(0), False)) as server, loopback(time_limit=5) as fetcher:
        for answer in said:
            found = await fetcher.get(f"http://127.0.0.1:{server.port}/", headers={}, limit=1000)
            assert found.body == (b"" if answer.startswith(NOT_MODIFIED) else b"ok")
        assert server.connections == connections


#: What the second request on a kept connection meets, and what becomes of it: an answer, or an error in these words.
STALE = {
    "an end": (b"", None),
    "half an answer": (b"HTTP/1.1 200 OK\r\nContent-Le", "without an answer in HTTP"),
    "half a body": (WHOLE + b"o", "hung up before the answer was whole"),
    "something else": (b"x\n\n", "is not HTTP"),
}


@pytest.mark.parametrize("name", STALE)
async def test_a_kept_connection_that_was_ended_is_no_answer(name: str) -> None:
    """Then, and only where nothing came over it, the server is asked once more; what came is its answer."""
    said, why = STALE[name]

    def script(number: int, request: int) -> tuple[bytes, bool]:
        return (said, True) if (number, request) == (0, 1) else (WHOLE + b"ok", False)

    async with serving(script) as server, loopback(time_limit=5) as fetcher:
        await get(fetcher, server)
        if why:
            with pytest.raises(FetchError, match=why):
                await get(fetcher, server)
        else:
            await get(fetcher, server)
        assert server.asked == ([0, 0] if why else [0, 0, 1])


async def test_a_server_that_hangs_up_on_everybody_is_asked_no_third_time() -> None:
    def script(number: int, request: int) -> tuple[bytes, bool]:
        return (b"", True) if number or request else (WHOLE + b"ok", False)

    async with serving(script) as server, loopback(time_limit=5) as fetcher:
        await get(fetcher, server)
        with pytest.raises(FetchError, match="the server hung up without an answer in HTTP"):
            await get(fetcher, server)
        assert server.asked == [0, 0, 1]


async def test_only_so_many_idle_connections_are_kept() -> None:
    """Those used last; nothing of the others stays open, nor of any when all is over."""
    async with serving(lambda number, request: (WHOLE + b"ok", False)) as server:
        async with named(at_once=2) as fetcher:
            for host in ("paper.example", "other.example", "third.example", "other.example", "paper.example"):
                await get(fetcher, server, host=host)
            await asyncio.sleep(0)
            standing = fetcher._transport._wires
            assert len(standing) == 2
        assert not standing
        assert server.asked == [0, 1, 2, 1, 3]


@pytest.fixture
def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    return context


def named(at_once: int = 20) -> Fetcher:
    """A fetcher that finds paper.example and others here."""

    def found(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    opened = ["paper.example", "other.example", "third.example"]
    return Fetcher(lookup=found, allow_private=opened, time_limit=5, at_once=at_once)


async def test_a_certificate_that_is_trusted_is(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two requests go over one connection, and a name with its closing dot is the same name; for another name the
    certificate is none."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    async with serving(lambda number, request: (CHUNKED, False), tls) as server, named() as fetcher:
        for host in ("paper.example", "paper.example", "paper.example."):
            await get(fetcher, server, "https", host)
        assert server.asked == [0, 0, 1]
        with pytest.raises(FetchError, match="its TLS certificate is not trusted"):
            await get(fetcher, server, "https", "other.example")


async def test_tls_that_cannot_be_is_said_in_words(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate that nobody vouches for, a server that speaks no TLS, and certificates that are not there."""
    async with serving(lambda number, request: (WHOLE, False), tls) as server, named() as fetcher:
        with pytest.raises(FetchError, match="its TLS certificate is not trusted"):
            await get(fetcher, server, "https", "paper.example")
        assert server.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/certificates.pem")
        with pytest.raises(FetchError, match=r"the certificates to trust cannot be loaded; .*reportedly doctor"):
            await get(fetcher, server, "https", "paper.example")
        monkeypatch.delenv("SSL_CERT_FILE")

    async def no_tls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(no_tls, "127.0.0.1", 0) as plain, named() as fetcher:
        port = plain.sockets[0].getsockname()[1]
        with pytest.raises(FetchError, match=r"no TLS connection \("):
            await fetcher.get(f"https://paper.example:{port}/", headers={}, limit=1000)


async def test_a_request_broken_off_while_tls_begins_leaves_nothing_open() -> None:
    """The server takes the connection and says nothing."""
    taken: asyncio.Queue[asyncio.StreamReader] = asyncio.Queue()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.put_nowait(reader)
        await reader.read()
        writer.close()
        taken.put_nowait(reader)

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server, named() as fetcher:
        port = server.sockets[0].getsockname()[1]
        asking = asyncio.create_task(fetcher.get(f"https://paper.example:{port}/", headers={}, limit=1000))
        await taken.get()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await taken.get()  # the server saw its end


async def test_a_header_of_ours_cannot_become_two() -> None:
    async with serving(lambda number, request: (WHOLE + b"ok", False)) as server, loopback() as fetcher:
        for value in ('"a"\r\nX-Own: 1', "a\nb", "a\0"):
            with pytest.raises(FetchError, match="the header 'If-None-Match' that was to be sent is none"):
                await fetcher.get(f"http://127.0.0.1:{server.port}/", headers={"If-None-Match": value}, limit=1000)
        assert server.connections == 0


async def test_a_304_with_an_address_leads_nowhere() -> None:
    """It is an answer, whatever else it says."""
    said = b"HTTP/1.1 304 Not Modified\r\nLocation: /elsewhere\r\n\r\n"
    async with serving(lambda number, request: (said, False)) as server, loopback() as fetcher:
        found = await fetcher.get(f"http://127.0.0.1:{server.port}/", headers={}, limit=1000)
        assert (found.status, found.hops, len(server.asked)) == (304, (), 1)
