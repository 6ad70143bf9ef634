"""A database file read page by page, without SQLite, which stops at the first damage. It is only ever read.

The format: https://www.sqlite.org/fileformat2.html, to whose sections the comments refer.
"""

from __future__ import annotations

import mmap
import struct
from contextlib import ExitStack
from pathlib import Path

from store import header

#: The size of a page where the file does not say; the one that SQLite gives new files.
USUAL_SIZE = 4096
#: What a write-ahead log begins with (4.1), and the lengths of its header and of that of a frame.
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_WAL_HEADER, _FRAME_HEADER = 32, 24


class PageFile:
    """The pages as of the last transaction that was committed, whatever damage there is. Use as a context manager."""

    def __init__(self, path: Path) -> None:
        self._closing = ExitStack()
        self._file = self._mapped(path)
        self.header = header.parse(bytes(self._file[: header.LENGTH]))
        log = header.wal_of(path)
        self._log = self._mapped(log) if header.has_wal(path) else b""
        self.size = self._page_size()
        self._frames, committed = self._committed()
        self.count = committed or -(-len(self._file) // self.size)
        if 1 in self._frames:
            self.header = header.parse(self.page(1)[: header.LENGTH])

    def __enter__(self) -> PageFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def page(self, number: int) -> bytes:
        """A page, counted from 1; one that the file is too short for is filled up with zeros."""
        if number in self._frames:
            begin = self._frames[number]
            return bytes(self._log[begin : begin + self.size])
        begin = (number - 1) * self.size
        return bytes(self._file[begin : begin + self.size]).ljust(self.size, b"\0")

    def _mapped(self, path: Path) -> mmap.mmap | bytes:
        with path.open("rb") as file:
            if not path.stat().st_size:
                return b""
            return self._closing.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def _page_size(self) -> int:
        if self.header.whole:
            return self.header.page_size
        if len(self._log) >= _WAL_HEADER:
            said = struct.unpack_from(">I", self._log, 8)[0]
            if 512 <= said <= 65536 and not said & (said - 1):
                return int(said)
        return USUAL_SIZE

    def _committed(self) -> tuple[dict[int, int], int]:
        """Where in the log the newest version of each page in it begins, and how many pages the last commit left.

        Checksums are not looked at: SQLite takes a log only up to the first that is wrong, and what stands behind it
        was committed as well. Frames of before the log was last begun anew have other salts.
        """
        if len(self._log) < _WAL_HEADER or struct.unpack_from(">I", self._log, 0)[0] not in _WAL_MAGIC:
            return {}, 0
        salts = self._log[16:24]
        frames: dict[int, int] = {}
        pending: dict[int, int] = {}
        count = 0
        for begin in range(_WAL_HEADER, len(self._log) - _FRAME_HEADER - self.size + 1, _FRAME_HEADER + self.size):
            number, committed = struct.unpack_from(">II", self._log, begin)
            if self._log[begin + 8 : begin + 16] != salts:
                break
            pending[number] = begin + _FRAME_HEADER
            if committed:
                frames |= pending
                pending, count = {}, committed
        return frames, count

    def free(self) -> set[int]:
        """The pages that hold nothing by now (1.5), as far as that can be read."""
        found: set[int] = set()
        first = self.page(1)
        trunk = struct.unpack_from(">I", first, 32)[0]
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            trunk, leaves = struct.unpack_from(">II", page, 0)
            if leaves > self.size // 4 - 2:
                break
            found.update(number for number in struct.unpack_from(f">{leaves}I", page, 8) if 1 < number <= self.count)
        return found
