"""What NO_COLOR asks for: no colour reaches the terminal, and what a colour set apart is reversed, underlined or dim.

Textual's own answer are greys, which are colours still (https://no-color.org).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color as TerminalColour
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

#: Grounds that set nothing apart, by the theme's variable: what lies on them, or a sign beside it, says it already.
_QUIET = "background surface panel cursor-blurred claim-tint chosen".split()
_UNDERLINED = ("source-tint",)
_REVERSED = ("cursor", "border")
_DIM = ("faint", "border-blurred")
#: By how much, from 0 to 1, any other ground must be brighter or darker than the screen's to be one that sets apart.
_APART = 0.17


def asked_for() -> bool:
    """Whether the person wants no colours."""
    return bool(os.environ.get("NO_COLOR"))


class Colourless(LineFilter):
    """Takes the colours out of lines in a theme, of which it is given the variables."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        super().__init__()

        def named(names: tuple[str, ...] | list[str]) -> frozenset[TerminalColour]:
            return frozenset(Color.parse(variables[name]).rich_color for name in names if name in variables)

        self._quiet, self._underlined = named(_QUIET), named(_UNDERLINED)
        self._reversed, self._dim = named(_REVERSED), named(_DIM)
        self._brightness = Color.parse(variables["background"]).brightness
        self._bare = lru_cache(4096)(self._without)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(text, style and self._bare(style), control) for text, style, control in segments]

    def _without(self, style: Style) -> Style:
        """The style without its colours."""
        bare = style.without_color
        if style.meta:
            # What a click there does.
            bare += Style.from_meta(style.meta)
        ground = style.color if style.reverse else style.bgcolor
        if ground is not None and self._sets_apart(ground):
            return bare + Style(reverse=True, dim=False)
        if style.reverse:
            # A sign in a colour that sets apart, on a quiet ground.
            return bare + Style(reverse=not (style.bgcolor and self._sets_apart(style.bgcolor)))
        if ground in self._underlined:
            return bare + Style(underline=True)
        return bare + Style(dim=True) if style.color in self._dim else bare

    def _sets_apart(self, ground: TerminalColour) -> bool:
        if ground in self._quiet or ground in self._underlined or ground.is_default:
            return False
        if ground in self._reversed or ground.triplet is None:
            return True
        return abs(Color.from_rich_color(ground).brightness - self._brightness) > _APART
