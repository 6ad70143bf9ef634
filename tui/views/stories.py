"""The Stories view: the list and the reader, side by side where there is room, else one below the other."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from store import storylist
from store.models import Story
from tui import marking
from tui.desk import REST
from tui.keys import binding
from tui.messages import GoBack, Narrow
from tui.periods import Period
from tui.querydesk import QueryDesk
from tui.selection import Selection
from tui.snapshot import Snapshot
from tui.views.story_listing import StoryListing
from tui.widgets.filter_bar import FilterBar
from tui.widgets.pane import Pane
from tui.widgets.reader import Reader
from tui.widgets.river import River
from tui.widgets.rows import Rows


class StoriesView(StoryListing):
    """Lists stories and reads one of them. `-reading` (a class): the reader is open, where it is narrow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("slash", "filter", "Filter", "Filter the stories by a query", show=True, display="/"),
        binding("n", "next_unread", "Next unread", "Open the next unread story", show=True),
        binding("R", "rejected", "Turned down", "Look at the entries turned down, and back"),
        binding(
            "escape",
            "back",
            "Back",
            "Back to where you came from or the list, then out of the range and the filter",
            show=True,
        ),
    ]

    #: The day or hour chosen in Narrative, which the query holds too.
    _period: Period | None = None
    #: What was listed when the filter was opened, and whether the reader was.
    _former: tuple[Selection, bool, tuple[Hashable, int] | None] = Selection(), False, None
    #: Whether the reader shows another story than the one under the cursor, or how it was at another time.
    _stale = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Pane(id="stories-pane"):
                yield FilterBar(
                    'unread outlet:reuters claim:c12 stance:hedged since:2d -copy "exact words"',
                    QueryDesk(self.desk, self.wiring.clock, "stories"),
                )
                yield River(id="story-list")
            with Pane(id="reader-pane"):
                yield Reader(id="reader")

    @property
    def panes(self) -> list[Widget]:
        return [self.stories, self.reader]

    def narrow(self, period: Period | None) -> None:
        self._period = period

    @on(FilterBar.Changed)
    def _typed(self, event: FilterBar.Changed) -> None:
        self.stories.end_range()
        self.selection, self.listing = Selection(event.text, rejected=self.selection.rejected), None
        self._load()

    @on(FilterBar.Left)
    def _typing_done(self) -> None:
        if not self.filter.text.strip():
            self.select(Selection(rejected=self.selection.rejected))
        self.stories.focus()

    @on(FilterBar.Cleared)
    def _filter_cleared(self, event: FilterBar.Cleared) -> None:
        self.put_back(self._former)
        if not event.left:
            self.stories.focus()

    def action_filter(self) -> None:
        self._former = self.place()
        self.remove_class("-reading")
        self.filter.open()

    def action_rejected(self) -> None:
        self.select(Selection(rejected=not self.selection.rejected))
        self.stories.focus()

    # The reader.

    def show_story(self, story_id: int, offset: int = 0) -> None:
        """Opens a story by its id; where the list does not hold it, the list becomes that story alone."""
        tried = self._opening is not None and self._opening[0] == story_id
        if self.listing is None or not self.listing.whole:
            self._opening = (story_id, offset)
        elif self._go_to(story_id):
            self._opening = None
            self._open(offset)
        elif tried and not self.selection.everything:
            self._opening = None
            self.say("This story is gone from the store.")
        else:
            self.select(Selection(ids=(story_id,), why="one story"))
            self._opening = (story_id, offset)

    def _go_to(self, story_id: int) -> bool:
        """Puts the cursor on a story, opening its chain where it is folded away."""
        folding = self.stories.deck.folding
        if folding.place(story_id) is None and self.stories.go_to(folding.head(story_id)):
            self.stories.toggle_fold()
        return folding.place(story_id) is not None and self.stories.go_to(story_id)

    @on(Rows.Chosen, "#story-list")
    def _chosen(self) -> None:
        self._open()

    @on(Rows.Moved, "#story-list")
    def _moved(self, event: Rows.Moved) -> None:
        if not isinstance(event, Rows.Chosen):
            # Only after the layout: in a view that was just opened the reader has no size yet.
            self.call_after_refresh(self._preview)

    def enter(self) -> None:
        super().enter()
        if self._stale:
            self.call_after_refresh(self._preview)

    def _preview(self) -> None:
        """Shows the story under the cursor, which does not mark it read; where the reader is hidden nothing is read."""
        self._stale = not self.reader.size
        if not self._stale:
            self.read_page(after=REST if self.stories.has_focus else 0.0)

    def _open(self, offset: int = 0) -> None:
        story_id = self.stories.story_id
        if story_id is None:
            return
        self.add_class("-reading")
        self.reader.focus()
        self.read_page(offset)
        if self.stories.story is None or not self.stories.story.read:
            self.act(marking.opened, (story_id,))

    def action_back(self) -> None:
        if self.reader.compared is not None and self.reader.has_focus:
            self.action_versions()
        elif self.reader.has_focus and self.arrival is not None and self.arrival.id == self.stories.story_id:
            self.post_message(GoBack())
        elif self.reader.has_focus:
            self.remove_class("-reading")
            self.stories.focus()
        elif self.stories.range is not None:
            self.stories.end_range()
        elif self._as_arrived():
            self.post_message(GoBack())
        else:
            if self._period is not None:
                self.post_message(Narrow(None))
            self.select(Selection())

    def _as_arrived(self) -> bool:
        """Whether what a jump listed is listed still, or all again."""
        listed = self.selection
        return self.arrival is not None and (
            listed.everything or listed.ids is not None or listed == Selection(self.arrival.text)
        )

    def place(self) -> tuple[Selection, bool, tuple[Hashable, int] | None]:
        return self.selection, self.has_class("-reading"), self.stories.place()

    def put_back(self, before: tuple[Selection, bool, tuple[Hashable, int] | None]) -> None:
        former, read, place = before
        self.stories.put_back(place)
        self.select(former)
        self.set_class(read, "-reading")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape means something here only where there is something to leave."""
        if action == "back":
            there = self.reader.has_focus or self.stories.range is not None or self.arrival is not None
            return there or self._period is not None or not self.selection.everything
        return super().check_action(action, parameters)

    # Marks.

    def known_stories(self) -> Collection[int]:
        return self.stories.deck.known

    def stories_marked(self, snapshot: Snapshot, stories: Sequence[Story]) -> None:
        super().stories_marked(snapshot, stories)
        self.stories.put(stories)
        self._count_unread()
        page = self.reader.page
        changed = next((story for story in stories if page is not None and page.story.id == story.id), None)
        if changed is not None:
            self.read_page()

    def action_next_unread(self) -> None:
        rows, here = self.stories.deck.folding.rows, self.stories.cursor

        def found(place: int | None) -> None:
            if place is None:
                self.say("Nothing unread here.")
            elif self.stories.go_to(rows[place]):
                self._open()

        self.desk.read("next unread", partial(storylist.next_unread, listed=rows, after=here), found)
