"""A list of stories of any length: of a million it holds the ids, and the stories near the screen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import UTC, datetime

from textual.content import Content
from textual.message import Message

from store.models import Story
from tui.deck import Deck, Row
from tui.folding import Folding
from tui.style import FAINT
from tui.text import line
from tui.widgets.rows import Rows
from tui.widgets.story_list import ONE_LINE, story_lines


class River(Rows[Row]):
    """Stories, newest first, chains folded; one or a range of them is what the next act is on.

    `terms`: whether each row has a second line with the terms that decided.
    """

    now = datetime(1970, 1, 1, tzinfo=UTC)
    terms = False
    HOLDS = True

    class Wanted(Message):
        """Stories that are on the screen or near it, and not in memory."""

        def __init__(self, story_ids: Sequence[int]) -> None:
            self.story_ids = story_ids
            super().__init__()

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, River.Wanted)

    class RangeChanged(Message):
        """A range was begun, made longer or shorter, or let go."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.deck = Deck(Folding((), {}))
        self._asked = False
        #: Where the range begins that ends at the cursor, by the story; `_anchor_place` is where that was last found.
        self._anchor: int | None = None
        self._anchor_place = 0
        self._all = False
        self._goes_on = self._to_the_end = False

    # What the views use.

    def show(
        self, deck: Deck, empty: Sequence[Content] = (), *, goes_on: bool = False, near: int | None = None
    ) -> None:
        """Lists other stories. `goes_on`: they are only the beginning; the rest comes. `near`: where the cursor goes if
        its story is not among them."""
        self.deck, self._goes_on = deck, goes_on
        self.set_items(deck, empty, near)
        if self._to_the_end and not goes_on:
            self.action_bottom()

    def action_bottom(self) -> None:
        """To the last row; where that is not known yet, once it is."""
        self._to_the_end = self._goes_on
        super().action_bottom()

    @property
    def story_id(self) -> int | None:
        """The story under the cursor."""
        row = self.current
        return row.id if row is not None else None

    @property
    def story(self) -> Story | None:
        """The story under the cursor, None also while it is being read."""
        row = self.current
        return row.story if row is not None else None

    def place(self) -> tuple[Hashable, int] | None:
        """The row under the cursor, or for which that stands, and how far it is from the list's upper edge."""
        return self._held or self._standing()

    def put_back(self, place: tuple[Hashable, int] | None) -> None:
        """Has the list that is shown next take the cursor where it was."""
        self._held = place

    def put(self, stories: Iterable[Story], wanted: Iterable[int] = ()) -> None:
        """Shows stories that were read, or as they now stand; `wanted`: those that were asked for."""
        self.deck.put(stories, wanted)
        self._asked = False
        self.redraw()

    # The range.

    @property
    def range(self) -> tuple[int, int] | None:
        """The first and last row of the range, where there is one."""
        if self._all and len(self.items):
            return 0, len(self.items) - 1
        if self._anchor is None:
            return None
        place = self.deck.folding.place(self._anchor, self._anchor_place)
        self._anchor_place = self.cursor if place is None else place
        return min(self._anchor_place, self.cursor), max(self._anchor_place, self.cursor)

    def acted_on(self) -> Callable[[], Sequence[int]]:
        """The stories that the next act is on: those of the range, else of the row under the cursor, copies that are
        folded into a row among them."""
        first, last = self.range or (self.cursor, self.cursor)
        return self.deck.folding.standing(first, last)

    def begin_range(self, everything: bool = False) -> None:
        """Begins a range at the cursor, or takes the whole list for one; again, it lets go."""
        held = self.range is not None and self._all == everything
        self._all = everything and not held
        self._anchor = None if held or everything else self.story_id
        self._anchor_place = self.cursor
        self._range_changed()

    def end_range(self) -> None:
        """Lets the range go."""
        if self._all or self._anchor is not None:
            self._all, self._anchor = False, None
            self._range_changed()

    def _range_changed(self) -> None:
        self.redraw()
        self.post_message(self.RangeChanged())

    def is_chosen(self, number: int) -> bool:
        found = self.range
        return found is not None and found[0] <= number <= found[1]

    def watch_cursor(self, old: int, new: int) -> None:
        super().watch_cursor(old, new)
        if self._anchor is not None and old != new:
            self._range_changed()

    @property
    def seen(self) -> list[int]:
        """The stories of the rows on the screen."""
        height = self.even(self._width)
        top = round(self.scroll_y) // height
        return list(self.deck.folding.rows[top : top + self.size.height // height + 1])

    # Chains.

    def toggle_fold(self) -> bool:
        """Shows the copies of the chain under the cursor, or folds them; says whether there is a chain."""
        row = self.current
        if row is None or not (row.copies or row.under):
            return False
        place = self.deck.folding.toggle(self.cursor)
        self._measure()
        self.cursor = place
        self._reveal()
        return True

    # Rows.

    def key(self, item: Row) -> Hashable:
        return item.id

    def find(self, key: Hashable) -> int | None:
        if not isinstance(key, int):
            return None
        found = self.deck.folding.place(key, self.cursor)
        # A copy that is folded away is where its chain is.
        return found if found is not None else self.deck.folding.place(self.deck.folding.head(key), self.cursor)

    def beside(self, before: Sequence[Row]) -> int | None:
        """Of so many rows none is looked for."""
        return None

    def even(self, width: int) -> int:
        return 2 if self.terms or width < ONE_LINE else 1

    def lines(self, item: Row, width: int) -> Sequence[Content]:
        height = self.even(width)
        if item.story is None:
            gone = self.deck.is_gone(item.id)
            if not gone:
                self._ask()
            note = "is gone from the store" if gone else "…"
            return [line((f"     story {item.id} {note}", FAINT)), line()][:height]
        return story_lines(item.story, width, self.now, height, item)

    def _ask(self) -> None:
        """Has what is missing on the screen read, once this drawing is done."""
        if not self._asked:
            self._asked = True
            self.call_after_refresh(self._ask_now)

    def _ask_now(self) -> None:
        self._asked = False
        if not len(self.items):
            return
        height, last = self.even(self._width), len(self.items) - 1
        top = round(self.scroll_y) // height
        missing = self.deck.missing(min(top, last), min(top + self.size.height // height, last))
        if missing:
            self.post_message(self.Wanted(missing))
