"""Text to be read: lines set for the width there is, scrolled by the same keys as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.keys import MOVES, Chord
from tui.seeking import Seekable
from tui.text import line
from tui.widgets.tall import hold


class Prose(ScrollView, Seekable, can_focus=True):
    """Shows the lines that a function sets for a width; sets them anew when the width changes. They can be searched."""

    DEFAULT_CSS = """
    Prose {
        height: 1fr;
        scrollbar-size: 0 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._set: Callable[[int], Sequence[Content]] = lambda width: ()
        self._lines: Sequence[Content] = ()
        self._chord = Chord()

    def set_prose(self, setter: Callable[[int], Sequence[Content]], *, keep_place: bool = False) -> None:
        """Shows other text, from its beginning unless it is the same text said anew."""
        self._set = setter
        self._measure()
        if not keep_place:
            self.scroll_to(y=0, animate=False, immediate=True)

    def _measure(self) -> None:
        width = max(1, self.scrollable_content_region.width)
        self._lines = self._set(width)
        hold(self, Size(width, len(self._lines)))
        self.seek_again()
        self.refresh()

    def texts(self) -> Sequence[str]:
        return [content.plain for content in self._lines]

    def here(self) -> int:
        return round(self.scroll_y)

    def show_line(self, number: int) -> None:
        """Scrolls only where the line is out of sight, and then with some lines before it."""
        if not self.scroll_y <= number < self.scroll_y + self.size.height:
            self._scroll(max(0, number - 3))

    def on_resize(self) -> None:
        self._measure()

    def render_line(self, y: int) -> Strip:
        width, place = max(1, self.scrollable_content_region.width), y + round(self.scroll_y)
        content = self._lines[place] if place < len(self._lines) else line()
        for part, here in self.hits_on(place):
            content = content.stylize("bold $background on $key" if here else "on $source-tint", part.start, part.end)
        fitted = content.truncate(width, pad=True)
        strips = Visual.to_strips(self, fitted, width, 1, self.visual_style, apply_selection=False)
        return strips[0] if strips else Strip.blank(width)

    def _scroll(self, y: float) -> None:
        self.scroll_to(y=y, animate=False, immediate=True)

    def action_move(self, by: int) -> None:
        self._scroll(self.scroll_y + by)

    def action_half(self, way: int) -> None:
        self._scroll(self.scroll_y + way * max(1, self.size.height // 2))

    def action_chord(self) -> None:
        if self._chord.press():
            self._scroll(0)

    def action_top(self) -> None:
        self._scroll(0)

    def action_bottom(self) -> None:
        self._scroll(self.max_scroll_y)

    def on_key(self, event: events.Key) -> None:
        self._chord.other(event.key)
