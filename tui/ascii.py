"""The preset `symbols = "ascii"`: for terminals and fonts that have nothing but ASCII.

It works on what is drawn, so it holds for borders, scrollbars and whatever is shown later. Letters of other scripts
stay as they are, as there is nothing to put in their place.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

#: Signs by the one that stands for them; each is as wide as what it takes the place of.
_GROUPS = {
    "*": "●◆★✦•",
    "o": "○◦◇☆◷",
    "v": "✓▼▾▽↓",
    "x": "✗×✕⌫",
    "e": "✎",
    "^": "▲△↑",
    ">": "▶▸→»›➜",
    "<": "◀◂←«‹⏎",
    "#": "█▓▆▇■◼",
    "=": "▒▅═",
    "+": "▄┌┐└┘┏┓┗┛╭╮╰╯├┤┬┴┼╞╡╪╔╗╚╝⌃⎇",
    "-": "▃─━┄┈╌╍╴╶╸╺–—−‒",
    ":": "▂░",
    ".": "·▁",
    "|": "╷‖│┃║┆┊▏▎▍▌▋▊▉▐▕",
    "_": "▔",
    "'": "‘’‚",
    '"': "“”„▀",
    # Not a full stop: 'received at 5:21.' would be a sentence.
    "~": "≈±…",
    "@": "↻↺",
    "%": "⊘",
    "&": "¶",
    "?": "\ufffd",
    "/": "≠",
}
_TABLE = {ord(sign): plain for plain, signs in _GROUPS.items() for sign in signs} | {
    0xA0: " ",
    0x2009: " ",
    0x202F: " ",
    0x1F50E: "> ",
}
#: Bars of a chart in cells of dots: as much of it as is dotted.
_TABLE |= {code: ".:=#"[min(3, (code - 0x2800).bit_count() // 2)] for code in range(0x2801, 0x2900)} | {0x2800: " "}


class Ascii(LineFilter):
    """Puts a plain sign in the place of each of ours."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [s if s.control else Segment(s.text.translate(_TABLE), s.style, s.control) for s in segments]


#: The filter, made once: strips remember what it made of them.
ASCII = Ascii()
