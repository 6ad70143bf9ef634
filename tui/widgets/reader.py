"""The reader: one story, set for reading, or what changed between two of its versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from textual import events
from textual.content import Content

from tui.ink import Ink, Inked
from tui.messages import ShowClaim
from tui.setdiff import Compared, set_diff
from tui.snapshot import StoryPage
from tui.style import MUTED
from tui.text import line
from tui.typeset import MARGIN, SetStory, set_story
from tui.widgets.prose import Prose

#: Lines from which on all that is known of where a story is from stands over its text.
_ROOM = 24


class Reader(Prose):
    """Shows a story; `page` is the one shown, `compared` its versions where those are shown instead of its text."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.page: StoryPage | None = None
        self.compared: Compared | None = None
        self.ink = Ink.CLAIMS
        self._inked: Sequence[Inked] = ()
        self._now = datetime(1970, 1, 1, tzinfo=UTC)
        self._story = SetStory((), (), ())

    def show(self, page: StoryPage | None, now: datetime, offset: int = 0) -> None:
        """Shows a story, from the line that holds an offset of its text; the same story stays where it was."""
        same = page is not None and self.page is not None and page.story.id == self.page.story.id
        if page is None or self.page is None or page.story.revision_id != self.page.story.revision_id:
            self._inked = ()
        self.page, self._now = page, now
        if not same:
            self.other_text()
        if same and self._is_known(self.compared) and not offset:
            return
        self.compared = None
        self.set_prose(self._set_page, keep_place=same and not offset)
        if offset:
            # Only after the layout, for a reader that was hidden has no width to set lines in.
            self.call_after_refresh(self._go_to, offset)

    def _is_known(self, compared: Compared | None) -> bool:
        """Whether two versions are compared that the story has, which in the past it may not have yet."""
        known = {revision.id for revision in self.page.revisions} if self.page is not None else set()
        return compared is not None and {compared.old.id, compared.new.id} <= known

    def show_ink(self, ink: Ink, inked: Sequence[Inked] = ()) -> None:
        """Makes other passages stand out."""
        self.ink, self._inked = ink, inked
        if self.compared is None:
            self.set_prose(self._set_page, keep_place=True)

    def show_versions(self, compared: Compared | None) -> None:
        """Shows what changed between two versions, or the text again."""
        self.compared = compared
        if compared is None:
            self.set_prose(self._set_page)
        else:
            self.set_prose(lambda width: set_diff(compared, width, self._now))

    def _set_page(self, width: int) -> Sequence[Content]:
        if self.page is None:
            return [line(), line(("  Enter on a story opens it here.", MUTED))]
        brief = self.size.height < _ROOM
        self._story = set_story(self.page, width, self._now, self.ink, self._inked, brief=brief)
        return self._story.lines

    def _go_to(self, offset: int) -> None:
        self.scroll_to(y=max(0, self._story.line_of(offset) - 2), animate=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """A click on a claim's number leads to the claim."""
        place = event.get_content_offset(self)
        if place is None or self.compared is not None or place.x >= MARGIN:
            return
        there = self._story.claims[round(self.scroll_y) + place.y :][:1]
        if there and there[0] is not None:
            self.post_message(ShowClaim(there[0]))

    @property
    def claim_in_sight(self) -> int | None:
        """The first claim marked in the margin from the top of the screen down, else the story's first."""
        top = round(self.scroll_y) if self.compared is None else 0
        seen = [claim for claim in self._story.claims[top:] if claim is not None]
        return seen[0] if seen else next((claim for claim in self._story.claims if claim is not None), None)
