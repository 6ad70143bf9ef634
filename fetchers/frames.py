"""Where the body of an answer ends: after so many bytes, after its last chunk, or with the connection (RFC 9112)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, Protocol

from fetchers import heads
from fetchers.failures import FetchError
from fetchers.heads import Head

#: Bytes of the line before a chunk; what may follow the size there is read by nobody.
LINE_LIMIT = 4_096
#: The two ways on exclude each other: where both could take the same spaces, a long line of them takes minutes.
_SIZE = re.compile(rb"([0-9a-fA-F]{1,16})(?:;[^\n]*|[ \t]*)\r\n")
#: How such a line may begin.
_BEGUN = re.compile(rb"[0-9a-fA-F]{1,16}(?:;[^\n]*|[ \t]*\r?)")


class Frame(Protocol):
    """Takes a body out of what comes. `over`: it has all come; `rest`: whether more came than that."""

    over: bool
    rest: bool

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What of the body is in `data`. To be used up before there is more of it. Raises `FetchError`."""
        ...

    def cut(self) -> None:
        """Nothing more comes. Raises `FetchError` where the body was not over."""
        ...


def frame(head: Head) -> Frame:
    """That of the body which follows a head."""
    if head.chunked:
        return Chunks()
    return Counted(head.length) if head.length is not None else Unending()


class Counted:
    """A body of so many bytes."""

    def __init__(self, length: int) -> None:
        self._left = length
        self.over = not length
        self.rest = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        self.rest = len(data) > self._left
        piece = data[: self._left]
        self._left -= len(piece)
        self.over = not self._left
        if piece:
            yield piece

    def cut(self) -> None:
        raise FetchError(heads.HUNG_UP)


class Unending:
    """A body that ends with its connection."""

    def __init__(self) -> None:
        self.over = self.rest = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if data:
            yield data

    def cut(self) -> None:
        self.over = True


class Chunks:
    """A body in chunks, each with its size before it; after the last, fields may follow that nobody needs."""

    def __init__(self) -> None:
        self.over = self.rest = False
        #: Bytes of a chunk that are still to come.
        self._left = 0
        #: The beginning of a line whose end has not come yet, and what the line is.
        self._held = b""
        self._line: Literal["size", "close", "trailer"] = "size"
        self._trailing = 0

    def pieces(self, data: bytes) -> Iterator[bytes]:
        data, self._held, at = self._held + data, b"", 0
        while at < len(data) and not self.over:
            if self._left:
                piece = data[at : at + self._left]
                at += len(piece)
                self._left -= len(piece)
                yield piece
                continue
            end = data.find(b"\n", at) + 1
            if not end:
                self._held = data[at:]
                self._begun(self._held)
                return
            self._whole(data[at:end])
            at = end
        self.rest = at < len(data)

    def cut(self) -> None:
        raise FetchError(heads.HUNG_UP)

    def _begun(self, line: bytes) -> None:
        """Refuses a line before its end where it cannot become one."""
        if self._line == "trailer":
            self._bound(len(line))
        elif self._line == "close":
            _expect(line == b"\r")
        else:
            _expect(len(line) <= LINE_LIMIT and bool(_BEGUN.fullmatch(line)))

    def _whole(self, line: bytes) -> None:
        if self._line == "trailer":
            self._trailer(line)
        elif self._line == "close":
            _expect(line == b"\r\n")
            self._line = "size"
        else:
            found = _SIZE.fullmatch(line) if len(line) <= LINE_LIMIT else None
            _expect(found is not None)
            self._left = int(found[1], 16) if found else 0
            self._line = "close" if self._left else "trailer"

    def _trailer(self, line: bytes) -> None:
        self._trailing += len(line)
        self._bound(0)
        text = line.removesuffix(b"\n").removesuffix(b"\r")
        if not text:
            self.over = True
        elif text[:1] not in (b" ", b"\t"):
            heads.check(text)

    def _bound(self, more: int) -> None:
        if self._trailing + more > heads.HEAD_LIMIT:
            raise FetchError(heads.ENDLESS)


def _expect(is_so: bool) -> None:
    if not is_so:
        raise heads.no_http("its chunks")
