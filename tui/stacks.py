"""Stacked bars out of blocks: layers of counts, each told from the next by what it is filled with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from store.models import Stance
from tui.course import Count
from tui.style import LETTER, MUTED, colour
from tui.text import Part, line

_EIGHTHS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a bar: how much it is, what fills it, and its colour; a `letter` stands in the middle of it."""

    count: int
    fill: str
    style: str
    letter: str = ""


def by_copies(count: Count) -> list[Layer]:
    """Originals below, copies on them."""
    return [Layer(count.originals, "█", "$bar"), Layer(count.copies, "▒", "$bar")]


def by_stance(count: Count) -> list[Layer]:
    """The surest at the bottom, denied on top."""
    stances = count.stances or {}
    order = (Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED, Stance.QUESTIONED, Stance.DENIED)
    return [Layer(stances.get(stance, 0), "█", colour(stance), LETTER[stance]) for stance in order]


def bar(layers: Sequence[Layer], size: int, peak: int, height: int, width: int) -> list[Content]:
    """A column of `height` lines from the top down, `width` cells wide; how much it is stands above it.

    A line belongs to the layer that takes the most of it; only the top line of a bar is drawn in eighths.
    """
    blank = line(" " * width)
    if not size:
        return [blank] * height
    # One line is kept free above the highest bar, for its number.
    eighths = max(1, round(size / peak * (max(1, height - 1)) * 8))
    full = -(-eighths // 8)
    rows: list[Content] = []
    for level in range(full):
        top = min(8, eighths - level * 8)
        layer = _layer_at(layers, (level * 8 + top / 2) / eighths * size)
        rows.append(line(_cell(layer, top, width)))
    if full < height:
        rows.append(line((f"{size:^{width}}"[:width] if size < 10**width else "…".center(width), MUTED)))
    rows += [blank] * (height - len(rows))
    return rows[::-1]


def _layer_at(layers: Sequence[Layer], amount: float) -> Layer:
    reached = 0
    for layer in layers:
        reached += layer.count
        if amount < reached:
            return layer
    return next(layer for layer in reversed(layers) if layer.count)


def _cell(layer: Layer, eighths: int, width: int) -> Part:
    if layer.letter and eighths == 8:
        return layer.letter.center(width), f"bold $on-stance on {layer.style}"
    if layer.letter and eighths >= 4:
        return layer.letter.center(width, "▄"), f"bold {layer.style}"
    glyph = layer.fill if eighths == 8 or layer.fill != "█" else _EIGHTHS[eighths]
    return glyph * width, layer.style
