"""An answer's body as it was before it was packed for the way, never further than its limit.

httpx inflates a whole compressed chunk before it hands on a byte of it, so an answer of 200 bytes could fill the
memory (https://github.com/encode/httpx/discussions/3826). Here the raw bytes go through in small steps.
"""

from __future__ import annotations

import asyncio
import io
import sys
import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Protocol

import brotli

from fetchers.failures import FetchError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: What we ask for, and understand.
ACCEPTED = "gzip, deflate, br, zstd"
#: Bytes unpacked in one step.
STEP = 65_536
#: A body may be packed twice; nobody who means well does it more often.
CHAIN = 2
#: Members of a gzip, frames of a zstd body; whoever writes in blocks of 64 kB needs 160 for 10 MB.
PARTS = 1_000
#: Chunks of few bytes that are put up with: each costs as much as a large one. After so many, others have their turn.
CRUMBS, BREATH = 20_000, 100
#: zstd bodies may ask for a window of 8 MB and no more (RFC 9659).
_WINDOW: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}


class Unpacker(Protocol):
    """Unpacks one coding as its bytes come. `whole`: nothing came, or all of it."""

    @property
    def whole(self) -> bool: ...

    def steps(self, data: bytes) -> Iterator[bytes]:
        """What `data` unpacks to, in pieces of about STEP bytes."""
        ...


async def unpacked(chunks: AsyncIterator[bytes], encoding: str, length: str, limit: int) -> bytes:
    """The body in `chunks`, packed as `encoding` says, announced as of `length` bytes. Raises `FetchError`."""
    unpackers = _unpackers(encoding)
    # On the way, too, it may not be larger than what it unpacks to may be, or nothing would end a body that unpacks
    # to nothing; packing can make little things a little larger.
    most = limit + limit // 64 + 4_096 if unpackers else limit
    if length.isdigit() and (len(length) > 15 or int(length) > most):
        raise _too_large(limit)
    bounds = [most] * len(unpackers) + [limit]
    sizes = [0] * len(bounds)
    body = io.BytesIO()
    try:
        count = 0
        async for chunk in chunks:
            count += 1
            if count % BREATH == 0:
                await asyncio.sleep(0)  # many chunks may come out of one read: others have their turn in between
                if count >= CRUMBS and sizes[0] < count * 16:
                    raise FetchError("the answer comes in crumbs of a few bytes")
            for piece in _through(unpackers, chunk, sizes, bounds, limit):
                body.write(piece)
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise FetchError(f"the compressed answer is broken ({error})") from None
    if not all(unpacker.whole for unpacker in unpackers):
        raise FetchError("the compressed answer ends too early")
    return body.getvalue()


def _through(
    unpackers: list[Unpacker], data: bytes, sizes: list[int], bounds: list[int], limit: int, stage: int = 0
) -> Iterator[bytes]:
    """`data` sent through the unpackers from `stage` on, piece by piece, so that no more than a step of each is held.

    `sizes` counts what came before each unpacker, and at last what came of them all; none passes its bound.
    """
    sizes[stage] += len(data)
    if sizes[stage] > bounds[stage]:
        raise _too_large(limit)
    if stage == len(unpackers):
        yield data
        return
    for piece in unpackers[stage].steps(data):
        yield from _through(unpackers, piece, sizes, bounds, limit, stage + 1)


def _unpackers(encoding: str) -> list[Unpacker]:
    """The last coding named was put on last, and comes off first."""
    names = [name for name in (part.strip().lower() for part in encoding.split(",")) if name not in ("", "identity")]
    kinds: dict[str, type[_Zlib | _Brotli | _Zstd]]
    kinds = {"gzip": _Gzip, "x-gzip": _Gzip, "deflate": _Deflate, "br": _Brotli, "zstd": _Zstd}
    for name in names:
        if name not in kinds:
            raise FetchError(f"the server sent content-encoding {name[:20]!r}, which was not asked for")
    if len(names) > CHAIN:
        raise FetchError(f"the server packed its answer {len(names)} times over; {CHAIN} times are unpacked")
    return [kinds[name]() for name in reversed(names)]


def _too_large(limit: int) -> FetchError:
    return FetchError(f"the answer is larger than {limit / 1_000_000:g} MB")


class _Zlib:
    """What gzip and deflate have in common. What follows the last part is let go."""

    bits = 47

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(self.bits)
        self._parts = 0
        self._over = False

    def next_part(self, data: bytes) -> bool:
        """Whether another part begins here."""
        return False

    def begin(self, data: bytes) -> None:
        """Called with the first bytes."""

    def steps(self, data: bytes) -> Iterator[bytes]:
        if data and not self._parts:
            self._parts = 1
            self.begin(data)
        full = False
        while (data or full) and not self._over:
            if self._stream.eof:
                if not self.next_part(data):
                    self._over = True
                    return
                self._parts = _counted(self._parts)
                self._stream = zlib.decompressobj(self.bits)
            piece = self._stream.decompress(data, STEP)
            full = len(piece) == STEP and not self._stream.eof  # then there may be more without another byte
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            yield piece

    @property
    def whole(self) -> bool:
        return not self._parts or self._stream.eof


class _Gzip(_Zlib):
    """One member or several."""

    def next_part(self, data: bytes) -> bool:
        return data.startswith(b"\x1f")


class _Deflate(_Zlib):
    """With its header or, as from some, without."""

    def begin(self, data: bytes) -> None:
        if data[0] & 0x0F != zlib.DEFLATED:
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)


class _Brotli:
    """Its window is 16 MB at most: larger ones need a switch that is off."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._begun = False

    def steps(self, data: bytes) -> Iterator[bytes]:
        self._begun = self._begun or bool(data)
        while data or not self._stream.can_accept_more_data():
            yield self._stream.process(data, output_buffer_limit=STEP)
            data = b""

    @property
    def whole(self) -> bool:
        return not self._begun or self._stream.is_finished()


class _Zstd:
    """One frame or several."""

    def __init__(self) -> None:
        self._stream = zstd.ZstdDecompressor(options=_WINDOW)
        self._parts = 0

    def steps(self, data: bytes) -> Iterator[bytes]:
        if data and not self._parts:
            self._parts = 1
        while data or not (self._stream.eof or self._stream.needs_input):
            if self._stream.eof:
                self._parts = _counted(self._parts)
                self._stream = zstd.ZstdDecompressor(options=_WINDOW)
            piece = self._stream.decompress(data, max_length=STEP)
            data = self._stream.unused_data if self._stream.eof else b""
            yield piece

    @property
    def whole(self) -> bool:
        return not self._parts or self._stream.eof


def _counted(parts: int) -> int:
    if parts >= PARTS:
        raise FetchError(f"the compressed answer has more than {PARTS} parts")
    return parts + 1
