"""What a database file says of itself in its first hundred bytes, read without SQLite, which would touch the file."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

#: Bytes that every SQLite file begins with, and how long its head is.
MAGIC, LENGTH = b"SQLite format 3\0", 100
#: "rprt": what a database of reportedly has for its application_id.
APPLICATION_ID = 0x72707274


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
    """A file's header; None where there is no file, or nothing in it. Raises OSError."""
    try:
        with path.open("rb") as file:
            head = file.read(LENGTH)
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


def has_wal(path: Path) -> bool:
    """Whether a write-ahead log with anything in it stands beside the file."""
    try:
        return wal_of(path).stat().st_size > 0
    except OSError:
        return False
