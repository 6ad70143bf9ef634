"""What comes over a connection is read as h11 reads it, which others have long looked at; it comes along with httpx."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from itertools import pairwise

import h11
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fetchers.failures import FetchError
from fetchers.frames import Chunks
from fetchers.wire import WAITING, Wire

pytestmark = pytest.mark.anyio

#: A status, the names and values of its headers, and its body; None where it is no answer.
Read = tuple[int, list[tuple[bytes, bytes]], bytes] | None

FIRST = [
    *("HTTP/1.1 200 OK", "HTTP/1.1 304 Not Modified", "HTTP/1.0 200 OK", "HTTP/1.1 204", "HTTP/1.1 404 "),
    "HTTP/2 200",
]
FIELDS = [
    *("Content-Length: 5", "content-length:5", "Content-Length: 5, 5", "Content-Length: 6", "Content-Length: +5"),
    *("Content-Length: 0", "Content-Length:", "Transfer-Encoding: chunked", "Transfer-Encoding: Chunked "),
    *("Transfer-Encoding: gzip, chunked", "ETag: \xe9 \x01", "ETag:", "ETag : x", ": x", "no colon", "X: a\tb"),
    *("Connection: close", "Connection: Keep-Alive, Close", "X: a\rb", "X: \x00", "X: a\x0bb", "X: one\r\n two"),
]
CHUNKS = "5\r\nhello\r\n0\r\n"
BODIES = [
    *("", "hello", "hello and more", f"{CHUNKS}\r\n", f"{CHUNKS}X: y\r\n\r\n", "5;a=b\r\nhello\r\n0\r\n\r\n"),
    *("5 \r\nhello\r\n0\r\n\r\n", "5\nhello\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", CHUNKS, "5\r\nhel", "x\r\n\r\n"),
    "A\r\n0123456789\r\n0\r\n\n",
]
INTERIM = [
    *("", "", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    "HTTP/1.1 101 Up\r\n\r\n",
]
CHANGES = [b"", b"\n", b"\r", b" ", b":", b"5", b"\x00", b"a"]


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    """Whole answers, and such in which a byte came, went or changed."""
    head = [draw(st.sampled_from(FIRST)), *draw(st.lists(st.sampled_from(FIELDS), max_size=3))]
    line = draw(st.sampled_from(["\r\n", "\r\n", "\n"]))
    text = draw(st.sampled_from(INTERIM)) + line.join([*head, "", draw(st.sampled_from(BODIES))])
    data = bytearray(text.encode("latin-1"))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 1))] = draw(st.sampled_from(CHANGES))
    return bytes(data)


def as_h11(data: bytes) -> Read:
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "paper.example")]))
    connection.send(h11.EndOfMessage())
    found: h11.Response | None = None
    body = b""
    try:
        connection.receive_data(data)
        connection.receive_data(b"")
        while not isinstance(event := connection.next_event(), h11.EndOfMessage):
            if isinstance(event, h11.Response):
                found = event
            elif isinstance(event, h11.Data):
                body += bytes(event.data)
            elif not isinstance(event, h11.InformationalResponse):
                return None
    except h11.ProtocolError:
        return None
    assert found
    return found.status_code, [(bytes(name), bytes(value)) for name, value in found.headers], body


async def as_we(pieces: Sequence[bytes]) -> Read:
    wire = Wire(set())

    async def server() -> None:
        for piece in pieces:
            wire.data_received(piece)
            await asyncio.sleep(0)
        wire.eof_received()

    talking = asyncio.ensure_future(server())
    try:
        head, body = await wire.ask(b"")
        return head.status, list(head.fields), b"".join([piece async for piece in body])
    except FetchError:
        return None
    finally:
        await talking


def alike(read: Read) -> Read:
    """But for what h11 makes of headers: a length told twice is told once, and the coding is in lower case."""
    if read is None:
        return None
    status, fields, body = read
    framing = (b"content-length", b"transfer-encoding")
    return status, [(name, b" ".join(value.split())) for name, value in fields if name not in framing], body


@given(answers(), st.lists(st.integers(0, 200), max_size=3))
@example(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", list(range(70)))
def test_an_answer_is_read_as_h11_reads_it(data: bytes, cuts: list[int]) -> None:
    """The same status, headers and body, or no answer to either, however what came was cut."""
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [data[begin:end] for begin, end in pairwise(places) if end > begin]
    assert alike(asyncio.run(as_we(pieces))) == alike(as_h11(data))


@pytest.mark.parametrize("end", [b"\n", b"x\r\n", b""], ids=["wrong", "right", "none yet"])
def test_a_long_line_before_a_chunk_is_refused_at_once(end: bytes) -> None:
    """It is not looked through again from each of its spaces on, while nobody else has a turn: that took minutes for
    what may come at once."""
    begun = time.thread_time()
    with pytest.raises(FetchError, match="its chunks"):
        list(Chunks().pieces(b"0;" + b" " * (WAITING // 4) + end))
    assert time.thread_time() - begun < 1


async def test_what_nobody_takes_is_not_read_on() -> None:
    """A server that sends faster than we take holds no more of our memory than it may."""
    sent = 0

    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while sent < 100 * WAITING:
                writer.write(bytes(WAITING))
                await writer.drain()
                sent += WAITING
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(pour, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        _, wire = await asyncio.get_running_loop().create_connection(lambda: Wire(set()), "127.0.0.1", port)
        try:
            _, body = await wire.ask(b"GET / HTTP/1.1\r\n\r\n")
            await anext(body)
            before = -1
            while before < sent:  # until the server waits for us
                before = sent
                for _ in range(50):
                    await asyncio.sleep(0)
            assert sent < 100 * WAITING
            assert wire._size <= 3 * WAITING
            size = sum([len(piece) async for piece in body])
            assert size + WAITING >= 100 * WAITING - WAITING
        finally:
            wire.abort()
