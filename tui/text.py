"""The one way text reaches the screen: never as markup, never with a character that acts on the terminal.

Textual takes any `str` for markup and passes escape sequences on. So whatever the dashboard shows is put together
here, from cleaned text, as `Content` with styles of our own; `NoControls` stands behind it should anything slip by.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from textual.color import Color
from textual.content import Content, Span
from textual.filter import LineFilter

#: What a line is made of: text, text with one of our styles, or what was made here before.
Part = str | tuple[str, str] | Content

#: Characters that give orders instead of showing something: C0 and C1 controls, marks that turn the reading order
#: round, tags, interlinear marks, half surrogates, and hyphens and spaces of no width that terminals differ on.
_ORDERS = [
    *range(0x20),
    *range(0x7F, 0xA0),
    0xAD,
    0x061C,
    0x180E,
    0x200B,
    0x200E,
    0x200F,
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
    *range(0xE0000, 0xE0080),
]
_SPACES = (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_REMOVE: dict[int, str | None] = dict.fromkeys(_ORDERS) | dict.fromkeys(_SPACES, " ")
#: One character for one, so that offsets into a revision's text stay true.
_REPLACE: dict[int, str] = dict.fromkeys(_ORDERS, "\ufffd") | dict.fromkeys(_SPACES, " ")


def clean(text: str) -> str:
    """Text for one line: orders removed, white space folded."""
    return " ".join(text.translate(_REMOVE).split())


def line(*parts: Part) -> Content:
    """One line put together from parts. Their text is shown as it stands; only the styles are ours."""
    return Content.assemble(*(_part(part) for part in parts), strip_control_codes=False)


def _part(part: Part) -> Content | str | tuple[str, str]:
    if isinstance(part, Content):
        return part
    if isinstance(part, tuple):
        return part[0].translate(_REMOVE), part[1]
    return part.translate(_REMOVE)


def lines(*rows: Part) -> Content:
    """Several lines below one another."""
    return Content("\n", strip_control_codes=False).join([line(row) for row in rows])


def evidence(text: str, styles: Iterable[tuple[int, int, str]] = ()) -> Content:
    """A passage whose offsets count, one character for one, with a style from each start to each end."""
    clipped = ((max(start, 0), min(end, len(text)), style) for start, end, style in styles)
    spans = [Span(start, end, style) for start, end, style in clipped if start < end]
    return Content(text.translate(_REPLACE), spans, strip_control_codes=False)


def fit(part: Part, width: int, *, right: bool = False) -> Content:
    """A part in exactly `width` cells: cut with an ellipsis or filled up, wide characters counted as two."""
    if width <= 0:
        return line()
    content = line(part)
    if right and content.cell_length < width:
        return content.pad_left(width - content.cell_length)
    return content.truncate(width, ellipsis=True, pad=True)


def row(width: int, left: Part, right: Part) -> Content:
    """A line with one part at the left and one at the right end; the left one is cut where both do not fit."""
    end = line(right)
    room = width - end.cell_length
    return line(fit(left, room), end) if room > 0 else fit(end, width)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of one paragraph begin and end when it is set in `width` cells, as offsets.

    Breaks at spaces, and inside a word only where it is wider than a line or has no spaces (as in Chinese).
    """
    found: list[tuple[int, int]] = []
    width = max(width, 2)
    # The line under way: where it starts and ends, and how many cells it takes.
    under: tuple[int, int, int] | None = None
    for begin, stop in _words(text):
        size = cell_len(text[begin:stop])
        if under is not None:
            start, end, cells = under
            together = cells + cell_len(text[end:begin]) + size
            if together <= width:
                under = (start, stop, together)
                continue
            found.append((start, end))
        if size > width:
            for piece in chop_cells(text[begin:stop], width)[:-1]:
                found.append((begin, begin + len(piece)))
                begin += len(piece)
            size = cell_len(text[begin:stop])
        under = (begin, stop, size)
    if under is not None or not found:
        found.append(under[:2] if under else (0, 0))
    return found


def _words(text: str) -> Iterable[tuple[int, int]]:
    position = 0
    for word in text.split():
        begin = text.index(word, position)
        position = begin + len(word)
        yield begin, position


def wrapped(content: Content, width: int, limit: int | None = None) -> list[Content]:
    """A content set in `width` cells; of more lines than `limit` the last one ends in an ellipsis."""
    places = wrap(content.plain, width)
    kept = [content[start:end] for start, end in places[:limit]]
    if limit is not None and len(places) > limit:
        kept[-1] = fit(line(content[places[limit - 1][0] : places[limit - 1][1]], "…"), width)
    return kept


class NoControls(LineFilter):
    """The last gate before the terminal: takes controls out of every segment that is text."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [s if s.control else Segment(s.text.translate(_REMOVE), s.style, s.control) for s in segments]


#: The gate, made once.
NO_CONTROLS = NoControls()
