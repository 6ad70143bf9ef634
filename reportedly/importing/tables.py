"""Tables of stories in CSV: Media Cloud's and Zotero's, by the names of their columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.importing.found import Found, Items, found
from reportedly.importing.lines import Line
from reportedly.importing.values import Unusable

MEDIACLOUD = frozenset({"url", "title", "publish_date", "media_name"})
ZOTERO = frozenset({"url", "title", "item type", "publication title"})
#: Lines over which one row may reach, and its characters: beyond them a quotation mark is never closed.
_REACH, _SIZE = 5_000, 8_000_000
#: Characters of a cell, for the library that reads them.
_CELL = 2_000_000


def mediacloud(row: Mapping[str, str]) -> Found | Unusable:
    return found(
        row["url"],
        row["title"],
        row["media_name"],
        published=row["publish_date"],
        language=row.get("language", ""),
        summary=row.get("text", ""),
    )


def zotero(row: Mapping[str, str]) -> Found | Unusable:
    return found(
        row["url"],
        row["title"],
        row["publication title"],
        row.get("author", "").split(";"),
        row.get("date", ""),
        row.get("language", ""),
        row.get("abstract note", ""),
        row.get("doi", ""),
    )


def columns(line: str) -> list[str]:
    """The names of the columns that a first line gives."""
    try:
        return [name.strip().casefold() for name in next(csv.reader(io.StringIO(line)), [])]
    except csv.Error:
        return []


def read(lines: Iterable[Line]) -> Items:
    """The stories of either; the first line says of which."""
    csv.field_size_limit(_CELL)
    rows = _rows(iter(lines))
    first = next(rows, None)
    if first is None:
        return
    number, head = first
    names = [] if isinstance(head, Unusable) else [name.strip().casefold() for name in head]
    story = mediacloud if MEDIACLOUD.issubset(names) else zotero if ZOTERO.issubset(names) else None
    if story is None:
        missing = sorted(MEDIACLOUD.difference(names))
        yield number, Unusable(f"the first line names no {', '.join(missing)}", "put the names of the columns there")
        return
    for number, row in rows:
        if isinstance(row, Unusable):
            yield number, row
        elif len(row) != len(names):
            reason = f"it has {len(row)} columns where the first line names {len(names)}"
            yield number, Unusable(reason, "quote cells that hold commas or line breaks")
        else:
            yield number, story({name: _as_text(cell) for name, cell in zip(names, row, strict=True)})


def _as_text(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in tuple("=+-@") else cell


def _rows(lines: Iterator[Line]) -> Iterator[tuple[int, list[str] | Unusable]]:
    """Each row with the line where it begins. A row may reach over several lines; where a quotation mark is never
    closed only its own line is given up, and those after it are read as rows of their own."""
    held: list[Line] = []
    odd, size = False, 0
    for item in lines:
        held.append(item)
        if isinstance(item[1], str):
            odd ^= item[1].count('"') % 2 == 1
            size += len(item[1])
        if odd and len(held) < _REACH and size < _SIZE:
            continue
        yield from _unclosed(held) if odd else _row(held)
        held, odd, size = [], False, 0
    if held:
        yield from _unclosed(held)


def _unclosed(held: Sequence[Line]) -> Iterator[tuple[int, list[str] | Unusable]]:
    yield held[0][0], Unusable("a quotation mark is opened and never closed", 'close it; write one in a cell as ""')
    for item in held[1:]:
        yield from _row([item])


def _row(held: Sequence[Line]) -> Iterator[tuple[int, list[str] | Unusable]]:
    begin = held[0][0]
    lines = []
    for _, line in held:
        if isinstance(line, Unusable):
            yield begin, line
            return
        lines.append(line)
    if not any(line.strip() for line in lines):
        return
    try:
        for row in csv.reader(io.StringIO("\n".join(lines), newline="")):
            yield begin, row
    except csv.Error as error:
        yield begin, Unusable(f"it is no row of a table ({error})", "quote its cells, or shorten them")
