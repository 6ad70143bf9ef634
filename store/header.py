"""What a database file says of itself in its first hundred bytes, read without SQLite, which would touch the file."""

from __future__ import annotations

import os
import struct
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

#: Bytes that every SQLite file begins with, and how long its head is.
MAGIC, LENGTH = b"SQLite format 3\0", 100
#: "rprt": what a database of reportedly has for its application_id.
APPLICATION_ID = 0x72707274


#: Of a log which file it is, its size and its time of change.
Log = tuple[int, int, int]

#: Files that stay open, by device and inode; a process has rarely more than one in use.
_kept: OrderedDict[tuple[int, int], int] = OrderedDict()
_MOST = 32
_KEEPING = Lock()


@dataclass(frozen=True, slots=True)
class Header:
    """`version` and `application` are the pragmas user_version and application_id, as of the last checkpoint: what a
    write-ahead log beside the file says later is not in it."""

    whole: bool
    application: int = 0
    version: int = 0
    wal: bool = False
    page_size: int = 0


def read(path: Path) -> Header | None:
    """A file's header; None where there is no file, or nothing in it. The file is not closed, as connections of this
    process may be using it. Raises OSError.

    Whoever closes a file lets go of every lock that his process has on it (POSIX, fcntl), those of SQLite's connections
    among them. The last other process to leave then takes the log away from under these, and what they write is lost.
    """
    try:
        with _KEEPING:
            found = path.stat()
            key = found.st_dev, found.st_ino
            if key not in _kept:
                # Those that were deleted would go on taking up room.
                for gone in [one for one, file in _kept.items() if not os.fstat(file).st_nlink]:
                    os.close(_kept.pop(gone))
                if len(_kept) >= _MOST:
                    os.close(_kept.popitem(last=False)[1])
                _kept[key] = os.open(path, os.O_RDONLY)
            _kept.move_to_end(key)
            head = os.pread(_kept[key], LENGTH, 0)
    except FileNotFoundError:
        return None
    return parse(head) if head else None


def parse(head: bytes) -> Header:
    """The header in a file's first bytes; `whole` says whether it can be one."""
    if len(head) < LENGTH or not head.startswith(MAGIC):
        return Header(whole=False)
    size = struct.unpack_from(">H", head, 16)[0]
    size = 65536 if size == 1 else size
    return Header(
        whole=512 <= size <= 65536 and not size & (size - 1) and head[21:24] == b"\x40\x20\x20",
        application=struct.unpack_from(">I", head, 68)[0],
        version=struct.unpack_from(">I", head, 60)[0],
        wal=head[18] == 2,
        page_size=size,
    )


def wal_of(path: Path) -> Path:
    """The write-ahead log beside a database file."""
    return path.with_name(path.name + "-wal")


def log(path: Path) -> Log | None:
    """The write-ahead log beside the file, as it is now; None where there is none, or nothing in it."""
    try:
        found = wal_of(path).stat()
    except OSError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns) if found.st_size else None


def has_wal(path: Path) -> bool:
    """Whether a write-ahead log with anything in it stands beside the file."""
    return log(path) is not None
