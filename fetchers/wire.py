"""One connection to a server: a request goes out, the head of its answer comes back, and then its body, piece by piece.

What has come and is not taken yet is bounded: beyond that nothing more is read until it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from fetchers import heads
from fetchers.failures import FetchError, TooSlow, failure
from fetchers.frames import Frame, frame
from fetchers.heads import Head

#: Seconds until something comes, or a connection stands.
STEP_LIMIT = 20.0
#: Bytes that may wait to be taken.
WAITING = 262_144
NOT_IN_TIME = "the server did not answer in time"


class Wire(asyncio.Protocol):
    """For one request at a time. `standing`: the connections that stand, this one among them while it does. `heard`:
    whether anything came back to the last request."""

    def __init__(self, standing: set[Wire]) -> None:
        self._standing = standing
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._came: list[bytes] = []
        self._size = 0
        self._paused = self._ended = False
        self._error: Exception | None = None
        self._waiting: asyncio.Future[None] | None = None
        self.heard = self.busy = False

    # What the loop tells.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._standing.add(self)

    def data_received(self, data: bytes) -> None:
        self._came.append(data)
        self._size += len(data)
        self.heard = True
        if self._size > WAITING and self._transport and not self._paused:
            self._transport.pause_reading()
            self._paused = True
        self._wake()

    def eof_received(self) -> None:
        self._ended = True
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        self._ended, self._error, self._transport = True, error, None
        self._standing.discard(self)
        self._wake()

    def _wake(self) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)

    # What a request asks for.

    @property
    def is_idle(self) -> bool:
        """Whether it may be asked: it stands, nothing is under way on it, and nothing came that nobody asked for."""
        return not (self.busy or self._ended or self._came or self._transport is None)

    def abort(self) -> None:
        """Ends the connection at once, whatever is under way on it."""
        self.busy = True
        if self._transport:
            self._transport.abort()

    async def ask(self, request: bytes) -> tuple[Head, Body]:
        """Sends a request; the head of its answer, and its body to come. Raises `FetchError`."""
        self.busy, self.heard = True, False
        if self._transport:
            self._transport.write(request)
        held, taken = bytearray(), 0
        while True:
            before = len(held)
            came = await self.more()
            if not came:
                raise FetchError(heads.NO_ANSWER)
            held += came
            while held and (end := heads.end(held, before)):
                taken += end
                if taken > heads.HEAD_LIMIT:
                    raise FetchError(heads.ENDLESS)
                head = heads.read(bytes(held[:end]))
                del held[:end]
                if head.status >= 200:
                    return head, Body(self, head, bytes(held))
                if head.status == 101:
                    raise heads.no_http("a change of protocol that was not asked for")
                before = 0
            if taken + len(held) > heads.HEAD_LIMIT:
                raise FetchError(heads.ENDLESS)

    async def more(self) -> bytes:
        """What has come, waited for where nothing has; nothing at the end. Raises `FetchError`."""
        if not self._came and not self._ended:
            self._waiting = self._loop.create_future()
            late = self._loop.call_later(STEP_LIMIT, _late, self._waiting)
            try:
                await self._waiting
            finally:
                late.cancel()
                self._waiting = None
        if self._came:
            came = self._came[0] if len(self._came) == 1 else b"".join(self._came)
            self._came.clear()
            self._size = 0
            if self._paused and self._transport:
                self._transport.resume_reading()
            self._paused = False
            return came
        if self._error:
            raise failure(self._error) from None
        return b""


class Body:
    """The body of an answer as it comes, still packed as it was sent. `size`: the bytes of it that were given out."""

    def __init__(self, wire: Wire, head: Head, begun: bytes) -> None:
        self._wire = wire
        self._lasts = head.lasts
        self._frame: Frame = frame(head)
        # What came with the head of an answer without a body is nobody's either.
        self._pieces: Iterator[bytes] = self._frame.pieces(begun)
        self._spare = self._frame.over and bool(begun)
        self.size = 0

    def __aiter__(self) -> Body:
        return self

    async def __anext__(self) -> bytes:
        while True:
            for piece in self._pieces:
                self.size += len(piece)
                return piece
            if self._frame.over:
                raise StopAsyncIteration
            came = await self._wire.more()
            if came:
                self._pieces = self._frame.pieces(came)
            else:
                self._frame.cut()

    def done(self) -> bool:
        """Called when no more of it is wanted: whether its connection may be asked again."""
        if self._lasts and self._frame.over and not self._frame.rest and not self._spare:
            self._wire.busy = False
        return self._wire.is_idle


def _late(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_exception(TooSlow(NOT_IN_TIME))
