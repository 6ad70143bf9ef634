"""Rows out of the pages of a table, as many as can be read: the format's b-trees (1.6) and records (2.1)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from store.pagefile import PageFile

INTERIOR, LEAF = 0x05, 0x0D
KEYED_INTERIOR, KEYED_LEAF = 0x02, 0x0A
Value = int | float | str | bytes | None
#: A row: its rowid, 0 in a table without, and its columns as they are stored.
Row = tuple[int, tuple[Value, ...]]
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
#: A record of more bytes than this is none.
_LONGEST = 1 << 30
_LOW, _HIGH = -(1 << 63), (1 << 63) - 1


class Broken(Exception):
    """Bytes that are not what they should be."""


@dataclass
class Walk:
    """What a walk through a table came upon: pages that are the table's, pages and rows that could not be read."""

    seen: set[int] = field(default_factory=set)
    bad_pages: set[int] = field(default_factory=set)
    bad_rows: int = 0


def walk(file: PageFile, root: int, fits: Callable[[Row], bool], found: Walk) -> Iterator[list[Row]]:
    """The rows of a table, page by page; what cannot be read is left out. `fits`: whether a row can be the table's.

    A page is taken for the table's only where its rowids lie where its parent says: a pointer may be broken too.
    """
    waiting = [(root, _LOW, _HIGH)]
    while waiting:
        number, low, high = waiting.pop()
        if not 1 <= number <= file.count or number in found.seen:
            found.bad_pages.add(number)
            continue
        page = file.page(number)
        start = 100 if number == 1 else 0
        kind = page[start]
        if kind == LEAF:
            rows, bad = leaf(file, number)
            good = [row for row in rows if low < row[0] <= high and fits(row)]
            if rows and not good:
                found.bad_pages.add(number)
                continue
            found.bad_rows += bad + len(rows) - len(good)
            found.seen.add(number)
            yield good
        elif kind == INTERIOR:
            found.seen.add(number)
            waiting += reversed(list(_children(page, start, low, high, found)))
        elif kind in (KEYED_LEAF, KEYED_INTERIOR):
            found.seen.add(number)
            rows, below, bad = _keyed(file, page, start)
            good = [row for row in rows if fits(row)]
            found.bad_rows += bad + len(rows) - len(good)
            waiting += [(child, low, high) for child in below]
            yield good
        else:
            found.bad_pages.add(number)


def leaf(file: PageFile, number: int) -> tuple[list[Row], int]:
    """The rows on a leaf of a table with rowids, and how many of those it counts could not be read."""
    page = file.page(number)
    start = 100 if number == 1 else 0
    rows: list[Row] = []
    pointers, bad = _pointers(page, start, 8)
    for at in pointers:
        try:
            size, place = varint(page, at)
            rowid, place = varint(page, place)
            rows.append((_signed(rowid), record(_payload(file, page, place, size, len(page) - 35))))
        except (Broken, IndexError, struct.error):
            bad += 1
    ids = [row[0] for row in rows]
    if ids != sorted(set(ids)):
        bad += len(rows)
        rows = [row for row in rows if ids.count(row[0]) == 1]
        bad -= len(rows)
    return rows, bad


def _children(page: bytes, start: int, low: int, high: int, found: Walk) -> Iterator[tuple[int, int, int]]:
    """The pages below one, with the rowids that each may have."""
    pointers, bad = _pointers(page, start, 12)
    found.bad_rows += bad
    for at in pointers:
        try:
            key = _signed(varint(page, at + 4)[0])
            below = struct.unpack_from(">I", page, at)[0]
        except (IndexError, struct.error):
            found.bad_rows += 1
            continue
        if not low <= key <= high:
            yield below, _LOW, _HIGH  # the number is broken, the pointer perhaps not
            continue
        yield below, low, key
        low = key
    yield struct.unpack_from(">I", page, start + 8)[0], low, high


def _keyed(file: PageFile, page: bytes, start: int) -> tuple[list[Row], list[int], int]:
    """The rows of a page of a table without rowids, the pages below it, and how many rows could not be read."""
    inner = page[start] == KEYED_INTERIOR
    rows: list[Row] = []
    below: list[int] = []
    pointers, bad = _pointers(page, start, 12 if inner else 8)
    for at in pointers:
        try:
            if inner:
                below.append(struct.unpack_from(">I", page, at)[0])
            size, place = varint(page, at + (4 if inner else 0))
            rows.append((0, record(_payload(file, page, place, size, (len(page) - 12) * 64 // 255 - 23))))
        except (Broken, IndexError, struct.error):
            bad += 1
    if inner:
        below.append(struct.unpack_from(">I", page, start + 8)[0])
    return rows, below, bad


def _pointers(page: bytes, start: int, head: int) -> tuple[list[int], int]:
    """Where the cells of a page begin, and how many of them would be outside of it."""
    count = struct.unpack_from(">H", page, start + 3)[0]
    count = min(count, (len(page) - start - head) // 2)
    least = start + head + 2 * count
    good = [at for at in struct.unpack_from(f">{count}H", page, start + head) if least <= at < len(page) - 2]
    return good, count - len(good)


def _payload(file: PageFile, page: bytes, place: int, size: int, most: int) -> bytes:
    """A record's bytes: on the page up to a number of them, the rest on a chain of further pages (1.6)."""
    if not 0 < size <= _LONGEST or size > file.count * file.size:
        raise Broken
    if size <= most:
        return _exactly(page[place : place + size], size)
    least = (file.size - 12) * 32 // 255 - 23
    local = least + (size - least) % (file.size - 4)
    local = local if local <= most else least
    parts, length = [_exactly(page[place : place + local], local)], local
    following = struct.unpack_from(">I", page, place + local)[0]
    while length < size:
        if not 1 < following <= file.count:
            raise Broken
        further = file.page(following)
        part = further[4 : 4 + size - length]
        parts.append(part)
        length += len(part)
        following = struct.unpack_from(">I", further, 0)[0]
    return b"".join(parts)


def _exactly(part: bytes, size: int) -> bytes:
    if len(part) != size:
        raise Broken
    return part


def record(payload: bytes) -> tuple[Value, ...]:
    """A record's values. Text that is not UTF-8 any more is kept, with a mark in the place of each wrong byte.

    Raises `Broken` where the lengths it tells do not come to its own.
    """
    length, place = varint(payload, 0)
    kinds = []
    while place < length:
        kind, place = varint(payload, place)
        kinds.append(kind)
    if place != length:
        raise Broken
    values: list[Value] = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    if place != len(payload):
        raise Broken
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, place
    if kind in (8, 9):
        return kind - 8, place
    if kind == 7:
        return struct.unpack_from(">d", payload, place)[0], place + 8
    if kind in _WIDTHS:
        end = place + _WIDTHS[kind]
        return int.from_bytes(_exactly(payload[place:end], _WIDTHS[kind]), "big", signed=True), end
    if kind < 12:
        raise Broken
    size = (kind - 12) // 2
    part = _exactly(payload[place : place + size], size)
    return (part.decode("utf-8", "replace") if kind % 2 else part), place + size


def varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place behind it. Raises IndexError."""
    value = 0
    for at in range(place, place + 8):
        byte = data[at]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + 1
    return value << 8 | data[place + 8], place + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
