"""The reader: one story, set for reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from tui.snapshot import StoryPage
from tui.style import MUTED
from tui.text import line
from tui.typeset import SetStory, set_story
from tui.widgets.prose import Prose


class Reader(Prose):
    """Shows a story; `page` is the one shown."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.page: StoryPage | None = None
        self._story = SetStory((), (), ())

    def show(self, page: StoryPage | None, now: datetime, offset: int = 0) -> None:
        """Shows a story, from the line that holds an offset of its text; the same story stays where it was."""
        same = page is not None and self.page is not None and page.story.id == self.page.story.id
        self.page = page

        def setter(width: int) -> Sequence[Content]:
            if page is None:
                return [line(), line(("  Enter on a story opens it here.", MUTED))]
            self._story = set_story(page, width, now)
            return self._story.lines

        self.set_prose(setter, keep_place=same and not offset)
        if offset:
            # Only after the layout, for a reader that was hidden has no width to set lines in.
            self.call_after_refresh(self._go_to, offset)

    def _go_to(self, offset: int) -> None:
        self.scroll_to(y=max(0, self._story.line_of(offset) - 2), animate=False, immediate=True)

    @property
    def claim_in_sight(self) -> int | None:
        """The first claim marked in the margin from the top of the screen down, else the story's first."""
        seen = [claim for claim in self._story.claims[round(self.scroll_y) :] if claim is not None]
        return seen[0] if seen else next((claim for claim in self._story.claims if claim is not None), None)
