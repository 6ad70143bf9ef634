"""A list that draws only what is seen: any number of rows, each of one or more lines, with a cursor that stays.

The cursor belongs to a row's key, not to its place: when other rows take the place of these, it stands on the same
one, at the same height of the screen.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.heights import Even, Heights, Uneven, beside
from tui.keys import MOVES, Chord, binding
from tui.text import Part, line
from tui.widgets.tall import hold

Item = TypeVar("Item")


class Rows(ScrollView, Generic[Item], can_focus=True):
    """Rows of `Item`s. A subclass says `key` and `lines`, and `height` where rows differ in height, or `even` where
    there are too many to be measured one by one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--chosen"}
    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        scrollbar-size: 0 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        & .rows--cursor { background: $cursor-blurred; }
        & .rows--chosen { background: $chosen; }
        &:focus .rows--cursor { background: $cursor; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        binding("enter", "choose", "Open", "Open the row under the cursor", show=True),
    ]
    #: Whether a row that a filter or the past took away has the cursor again once it is back, if that was not moved.
    HOLDS: ClassVar[bool] = False
    cursor: var[int] = var(0)
    #: Such a row, and where on the screen it was.
    _held: tuple[Hashable, int] | None = None

    class Moved(Message):
        """The cursor stands on another row, or the row under it changed."""

        def __init__(self, rows: Rows[Any]) -> None:
            self.rows = rows
            super().__init__()

        @property
        def control(self) -> Rows[Any]:
            return self.rows

    class Chosen(Moved):
        """A row was opened, with enter or the mouse."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.items: Sequence[Item] = ()
        self.empty: Sequence[Content] = ()
        self._heights: Heights = Uneven(())
        self._drawn: LRUCache[tuple[int, int, int], list[Strip]] = LRUCache(512)
        self._chord = Chord()

    # What a subclass says of its rows.

    def key(self, item: Item) -> Hashable:
        """What the cursor holds on to."""
        raise NotImplementedError

    def height(self, item: Item, width: int) -> int:
        """How many lines a row takes."""
        return 1

    def even(self, width: int) -> int | None:
        """How many lines every row takes, where they are all alike."""
        return None

    def lines(self, item: Item, width: int) -> Sequence[Content]:
        """The lines of a row, each at most `width` cells."""
        raise NotImplementedError

    def find(self, key: Hashable) -> int | None:
        """Where the row with a key is."""
        return next((number for number, item in enumerate(self.items) if self.key(item) == key), None)

    def at_edge(self, item: Item) -> bool:
        """Whether the cursor marks a row at its edge alone, as one that takes the most of the screen."""
        return False

    def is_chosen(self, number: int) -> bool:
        """Whether a row is one of several that the next act is on."""
        return False

    # What the views use.

    @property
    def stands_in(self) -> bool:
        """Whether the row under the cursor is there for one that is away."""
        return self._held is not None

    @property
    def current(self) -> Item | None:
        """The row under the cursor."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def set_items(self, items: Sequence[Item], empty: Sequence[Content] = (), near: Hashable | None = None) -> None:
        """Takes other rows in; the cursor stays with its row where that is still there, else goes to the one with the
        key `near`, or one beside it. `empty`: shown if there is none."""
        held = self._held or self._standing()
        before, self.items, self.empty = self.items, items, empty
        place = found = self.find(held[0]) if held is not None else 0
        if place is None:
            place = self.find(near) if near is not None else self.beside(before) if self.HOLDS else None
        self._measure()
        with self.prevent(Rows.Moved):
            self.cursor = min(self.cursor, max(0, len(items) - 1)) if place is None else place
        self._held = held if self.HOLDS and found is None else None
        if found and held is not None:
            self.scroll_to(y=self._top(found) - held[1], animate=False, immediate=True)
        self._reveal()
        self.post_message(self.Moved(self))

    def _standing(self) -> tuple[Hashable, int] | None:
        """The row under the cursor by its key, and how far below the list's upper edge it is."""
        current = self.current
        return (self.key(current), self._top(self.cursor) - round(self.scroll_y)) if current is not None else None

    def beside(self, before: Sequence[Item]) -> int | None:
        """Where the row is that stood next to the one under the cursor."""
        return beside([*map(self.key, before)], self.cursor, [*map(self.key, self.items)])

    def replace_item(self, item: Item) -> None:
        """Takes a changed row in the place of the one with its key."""
        key = self.key(item)
        self.items = [item if self.key(old) == key else old for old in self.items]
        self._drawn.clear()
        self.refresh()

    def go_to(self, key: Hashable) -> bool:
        """Puts the cursor on the row with that key; says whether there is one."""
        number = self.find(key)
        if number is None:
            return False
        self._held = None
        self.cursor = number
        self._reveal()
        return True

    def in_sight(self) -> Iterator[tuple[int, int]]:
        """The rows that are seen, each with the line of the screen's part of the list that it begins on."""
        top = round(self.scroll_y)
        number = self._heights.at(top)
        while number < len(self.items) and self._top(number) < top + self.size.height:
            yield number, max(0, self._top(number) - top)
            number += 1

    def jump_to(self, number: int) -> None:
        """Puts the cursor on the row with that number."""
        self._go(number)

    # Measuring and drawing.

    @property
    def _width(self) -> int:
        return max(1, self.scrollable_content_region.width)

    def _top(self, number: int) -> int:
        return self._heights.top(number)

    def _measure(self) -> None:
        width = self._width - 2
        alike = self.even(width)
        if alike is None:
            self._heights = Uneven(self.height(item, width) for item in self.items)
        else:
            self._heights = Even(len(self.items), alike)
        hold(self, Size(self._width, self._heights.total))
        self.redraw()

    def redraw(self) -> None:
        """Draws every row anew: what they say has changed."""
        self._drawn.clear()
        self.refresh()

    def on_resize(self) -> None:
        self._measure()
        self._reveal()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        width, place = self._width, y + round(self.scroll_y)
        if not len(self.items):
            content = self.empty[y] if y < len(self.empty) else line()
            return self._strip(line("  ", content), width, False)
        if place >= self._heights.total:
            return Strip.blank(width, self.visual_style.rich_style)
        number = self._heights.at(place)
        under = number == self.cursor
        # Under the cursor it looks otherwise, and otherwise again with the focus.
        key = number, width, 1 + self.has_focus if under else 0
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._draw(number, width, under)
        at = place - self._top(number)
        return drawn[at] if at < len(drawn) else Strip.blank(width, self.visual_style.rich_style)

    def _draw(self, number: int, width: int, under: bool) -> list[Strip]:
        chosen = self.is_chosen(number)
        mark: Part = ("▌", "$key") if under else ("┃", "$key") if chosen else " "
        drawn = self.lines(self.items[number], width - 2)
        lit = under and not self.at_edge(self.items[number])
        return [self._strip(line(mark, content), width, lit, chosen) for content in drawn]

    def _strip(self, content: Content, width: int, under: bool, chosen: bool = False) -> Strip:
        style = self.visual_style
        if chosen:
            style += self.get_visual_style("rows--chosen")
        if under:
            style += self.get_visual_style("rows--cursor")
        strips = Visual.to_strips(self, content.truncate(width, pad=True), width, 1, style, apply_selection=False)
        return strips[0] if strips else Strip.blank(width, style.rich_style)

    # The cursor.

    def watch_cursor(self, old: int, new: int) -> None:
        if old != new:
            self._held = None
            # Two rows look otherwise; the others need not be drawn.
            for number in (old, new):
                top = self._top(number)
                self.refresh_lines(top, max(1, self._top(number + 1) - top))
            self.post_message(self.Moved(self))

    def _reveal(self) -> None:
        """Scrolls just as far as the cursor's row needs to be seen."""
        if not self._heights.total:
            return
        top, bottom = self._top(self.cursor), self._top(self.cursor + 1)
        seen = max(1, self.size.height)
        start = round(self.scroll_y)
        if bottom > start + seen:
            start = bottom - seen
        start = min(start, top)
        if start != round(self.scroll_y):
            self.scroll_to(y=start, animate=False, immediate=True)

    def _go(self, number: int) -> None:
        self.cursor = max(0, min(number, len(self.items) - 1))
        self._reveal()

    def action_move(self, by: int) -> None:
        self._go(self.cursor + by)

    def action_half(self, way: int) -> None:
        height = max(1, self._heights.total // len(self.items)) if len(self.items) else 1
        self._go(self.cursor + way * max(1, self.size.height // height // 2))

    def action_chord(self) -> None:
        if self._chord.press():
            self._go(0)

    def action_top(self) -> None:
        self._go(0)

    def action_bottom(self) -> None:
        self._go(len(self.items) - 1)

    def action_choose(self) -> None:
        if len(self.items):
            self._held = None
            self.post_message(self.Chosen(self))

    def on_key(self, event: events.Key) -> None:
        self._chord.other(event.key)

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None or place.y + round(self.scroll_y) >= self._heights.total:
            return
        number = self._heights.at(place.y + round(self.scroll_y))
        self.action_choose() if number == self.cursor else self._go(number)
