"""The Stories view: the list and the reader, side by side where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store.errors import QueryError
from store.models import Story
from store.urls import is_web
from tui import advice, marking
from tui import snapshot as shots
from tui.keys import binding
from tui.marking import Mark
from tui.messages import ShowClaim, StoryMarked
from tui.querydesk import QueryDesk
from tui.selection import Selection, select
from tui.snapshot import Snapshot, StoryPage
from tui.views.base import View
from tui.widgets.filter_bar import FilterBar
from tui.widgets.reader import Reader
from tui.widgets.rows import Rows
from tui.widgets.story_list import StoryList


class StoriesView(View):
    """Lists a selection of stories and reads one of them. `-reading` (a class): only the reader, where it is narrow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("slash", "filter", "Filter", "Filter the stories by a query", show=True, display="/"),
        binding("s", "save", "Save", "Mark the story saved, or no longer", show=True),
        binding("m,space", "toggle_read", "Read/unread", "Mark the story read, or unread again", display="m space"),
        binding("n", "next_unread", "Next unread", "Open the next unread story", show=True),
        binding("o", "browse", "Browser", "Open the story’s page in the browser"),
        binding("c", "claim", "Claim", "To the claim marked in the margin"),
        binding("x", "judge(False)", "Turn down", "Say that the story does not belong to the topic"),
        binding("a", "judge(True)", "Accept", "Say that the story belongs to the topic"),
        binding("R", "rejected", "Turned down", "Look at the entries turned down, and back"),
        binding("escape", "back", "Back", "Back to the list, then out of the filter"),
    ]

    selection = Selection()
    #: What was listed when the filter was opened.
    _former = Selection()
    _opening: int | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Vertical(classes="pane", id="stories-pane"):
                yield FilterBar(
                    'unread outlet:reuters claim:c12 stance:hedged since:2d -copy "exact words"',
                    QueryDesk(self.desk, self.wiring.clock, "stories"),
                )
                yield StoryList(id="story-list")
            with Vertical(classes="pane", id="reader-pane"):
                yield Reader(id="reader")

    @property
    def stories(self) -> StoryList:
        return self.query_one(StoryList)

    @property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    @property
    def panes(self) -> list[Widget]:
        return [self.stories, self.reader]

    @property
    def _filter(self) -> FilterBar:
        return self.query_one(FilterBar)

    # Which stories.

    def take(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.stories.now = snapshot.now
        self._load()

    def _load(self) -> None:
        """Lists what the selection says."""
        if self.snapshot is None:
            return
        self.desk.forget("stories")
        if self.selection.everything:
            self._show(self.snapshot.stories)
            return
        try:
            self.selection.query(self.snapshot.now)
        except QueryError as error:
            self._filter.say_error(error)
            return
        work = partial(select, selection=self.selection, now=self.snapshot.now)
        self.desk.read("stories", work, self._show)

    def _show(self, stories: Sequence[Story]) -> None:
        if self.snapshot is None:
            return
        if self.selection.everything:
            empty = advice.no_stories(self.snapshot)
        else:
            empty = advice.NO_REJECTED if self.selection == Selection(rejected=True) else advice.NO_MATCH
        self.stories.set_items(stories, empty)
        self._name_list()
        if self._opening is not None:
            self.show_story(self._opening)

    def _name_list(self) -> None:
        """Says in the border what is listed."""
        stories = self.stories.items
        unread = sum(not story.read for story in stories)
        name = "Turned down" if self.selection.rejected else "Stories"
        facts = (f"{len(stories):,}", f"{unread:,} unread" if unread else "")
        why = self.selection.why or self.selection.text
        self.title(
            self.query_one("#stories-pane"),
            self.heading("2", name, *facts),
            f"{why} · esc clears" if why else "R goes back" if self.selection.rejected else "",
        )

    def select(self, selection: Selection) -> None:
        """Lists other stories."""
        self.selection = selection
        self._opening = None
        self.remove_class("-reading")
        self._filter.within = selection.flags
        if selection.text:
            self._filter.open(selection.text)
        else:
            self._filter.close()
        self._load()

    @on(FilterBar.Changed)
    def _typed(self, event: FilterBar.Changed) -> None:
        self.selection = Selection(event.text, rejected=self.selection.rejected)
        self._load()

    @on(FilterBar.Left)
    def _typing_done(self) -> None:
        if not self._filter.text.strip():
            self.select(Selection(rejected=self.selection.rejected))
        self.stories.focus()

    @on(FilterBar.Cleared)
    def _filter_cleared(self) -> None:
        self.select(self._former)
        self.stories.focus()

    def action_filter(self) -> None:
        self._former = self.selection
        self.remove_class("-reading")
        self._filter.open()

    def action_rejected(self) -> None:
        self.select(Selection(rejected=not self.selection.rejected))
        self.stories.focus()

    # The reader.

    def show_story(self, story_id: int, offset: int = 0) -> None:
        """Opens a story by its id; where the list does not hold it, the list becomes that story alone."""
        if self.stories.go_to(story_id):
            self._opening = None
            self._open(offset)
        elif self._opening == story_id:
            self._opening = None
            self.say("This story is gone from the store.")
        else:
            held = self.snapshot is not None and any(s.id == story_id for s in self.snapshot.stories)
            self.select(Selection() if held else Selection(ids=(story_id,), why="one story"))
            self._opening = story_id
            if held:
                self.show_story(story_id, offset)

    @on(Rows.Chosen, "#story-list")
    def _chosen(self) -> None:
        self._open()

    @on(Rows.Moved, "#story-list")
    def _moved(self, event: Rows.Moved) -> None:
        # A preview only: it does not mark the story read. Where the reader is hidden nothing is read for it.
        if not isinstance(event, Rows.Chosen) and self.reader.size:
            self._read_page(0)

    def _open(self, offset: int = 0) -> None:
        story = self.stories.current
        if story is None:
            return
        self.add_class("-reading")
        self.reader.focus()
        self._read_page(offset)
        if not story.read:
            self._mark(story, marking.reading_of(story, True))

    def _read_page(self, offset: int) -> None:
        story = self.stories.current
        if story is None:
            self.reader.show(None, self.stories.now)
            return
        self.desk.read("page", partial(shots.page, story_id=story.id), partial(self._show_page, offset=offset))

    def _show_page(self, page: StoryPage, offset: int) -> None:
        self.reader.show(page, self.stories.now, offset)
        self._name_reader(page.story)

    def _name_reader(self, story: Story) -> None:
        facts = (("saved", story.saved), ("unread", not story.read), ("turned down", not story.relevant))
        note = " · ".join(word for word, holds in facts if holds)
        self.title(self.query_one("#reader-pane"), (f"Story {story.id}", "bold"), note)

    def action_back(self) -> None:
        if self.reader.has_focus:
            self.remove_class("-reading")
            self.stories.focus()
        else:
            self.select(Selection())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape means something here only where there is something to leave."""
        if action == "back":
            return self.reader.has_focus or not self.selection.everything
        return True

    # Marks.

    def _mark(self, story: Story, mark: Mark) -> None:
        def marked(changed: Story) -> None:
            self.post_message(StoryMarked(changed))
            if mark.said:
                self.say(mark.said)

        now = self.wiring.clock()
        self.desk.write(lambda store: mark.apply(store, story.id, now), marked)

    def story_marked(self, snapshot: Snapshot, story: Story) -> None:
        super().story_marked(snapshot, story)
        self.stories.replace_item(story)
        self._name_list()
        if self.reader.page is not None and self.reader.page.story.id == story.id:
            self._name_reader(story)

    def action_save(self) -> None:
        if (story := self.stories.current) is not None:
            self._mark(story, marking.saving(story))

    def action_toggle_read(self) -> None:
        if (story := self.stories.current) is not None:
            self._mark(story, marking.reading_of(story, not story.read))

    def action_judge(self, relevant: bool) -> None:
        if (story := self.stories.current) is not None:
            self._mark(story, marking.verdict(story, relevant))

    def action_next_unread(self) -> None:
        stories, here = self.stories.items, self.stories.cursor
        order = [*range(here + 1, len(stories)), *range(min(here + 1, len(stories)))]
        number = next((number for number in order if not stories[number].read), None)
        if number is None:
            self.say("Nothing unread here.")
            return
        self.stories.go_to(stories[number].id)
        self._open()

    def action_browse(self) -> None:
        story = self.stories.current
        if story is None:
            return
        if is_web(story.url):
            self.app.open_url(story.url)
            self.say("Opened in the browser: ", (story.url, "$primary"))
        else:
            self.say("Not opened: its link is no web address. ", (story.url, "$error"))

    def action_claim(self) -> None:
        claim = self.reader.claim_in_sight if self.reader.page is not None else None
        if claim is None:
            self.say("This story makes no claim that another story makes too.")
        else:
            self.post_message(ShowClaim(claim))
