"""Changing how much there is to scroll without laying out the whole screen, which draws all of it anew."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


def hold(view: ScrollView, size: Size) -> None:
    """From now on `view` scrolls over so much. Only a scroll bar that comes or goes has the screen laid out."""
    if view.virtual_size != size:
        # As Textual does it where it has just laid the screen out; assigned, the size would set off another layout.
        view.set_reactive(Widget.virtual_size, size)
        view._scroll_update(size)
