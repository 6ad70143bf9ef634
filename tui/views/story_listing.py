"""Which stories are listed: reading a list of any length, its beginning first, and folding its chains."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from store import storylist
from store.database import Store
from store.models import Story
from store.query import asks_for_words, searched
from store.wording import counted
from tui import advice
from tui.deck import Deck
from tui.folding import Folding
from tui.keys import binding
from tui.selection import Listing, Selection, beginning, select
from tui.snapshot import Snapshot, glance
from tui.trail import Arrival
from tui.views.story_reading import StoryReading
from tui.widgets.filter_bar import FilterBar
from tui.widgets.river import River

#: A list with the stories that will be seen of it, and where the cursor goes if its own is not among them.
Read = tuple[Listing, Deck, int | None]


class StoryListing(StoryReading):
    """A view that lists a selection of stories. The list is read when the view is first opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("f", "fold", "Fold", "Show the copies of the story, or fold them"),
        binding("F", "fold_all", "Fold all", "Show the copies of every story, or fold them all"),
    ]

    selection = Selection()
    listing: Listing | None = None
    #: A story to be opened once the list is read, and where in its text.
    _opening: tuple[int, int] | None = None
    _opened = False
    #: The story that the cursor was put on.
    _left: Story | None = None
    _all_open = False

    @property
    def filter(self) -> FilterBar:
        return self.query_one(FilterBar)

    # Which stories.

    def take(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.stories.now = snapshot.now
        if self._opened:
            self._load()

    def take_feeds(self, snapshot: Snapshot) -> None:
        super().take_feeds(snapshot)
        self.name_list()

    def enter(self) -> None:
        super().enter()
        if self._opened:
            return
        self._opened = True
        if self.snapshot is not None:
            self._load()
        else:
            # The whole takes longer to read than the list takes to be shown.
            self.desk.read("glance", partial(glance, now=self.wiring.clock()), self._glanced)

    def _glanced(self, snapshot: Snapshot) -> None:
        if self.snapshot is None and snapshot.tally.stories:
            self.take(snapshot)

    def _load(self) -> None:
        """Lists what the selection says: where words are not looked for, its beginning at once."""
        if self.snapshot is None or not self._opened:
            return
        selection, now = self.selection, self.snapshot.now
        self.desk.forget("stories")
        query = selection.query(now)
        whole = selection.ids is not None or bool(searched(query)[0]) or self.listing is not None
        self._read_list(select if whole else beginning, selection, now)

    def _read_list(
        self, lister: Callable[[Store, Selection, datetime], Listing], selection: Selection, now: datetime
    ) -> None:
        """Has a list read, with the stories that will be seen of it: those at its top, or those seen now."""
        seen = self.stories.seen if self.listing is not None else []
        height, before = self.stories.size.height + 1, self.stories.deck.folding
        if not self.stories.stands_in:
            self._left = self.stories.story
        # In the past, a story that was not known yet gives way to the one that was the news then.
        left = self._left if self.snapshot is not None and self.snapshot.past else None

        def work(store: Store) -> Read:
            listing = lister(store, selection, now)
            folding = listing.folding.as_open_as(before)
            near = storylist.nearest(store, listing.folding.ids, left.said_at) if left is not None else None
            return listing, Deck(folding, storylist.some(store, {*seen, *folding.rows[:height]})), near

        self.desk.read("stories", work, self._show, words=asks_for_words(selection.query(now)))

    def _show(self, found: Read) -> None:
        if self.snapshot is None:
            return
        self.listing, deck, near = found
        if self.selection.everything:
            empty = advice.no_stories(self.snapshot)
        else:
            empty = advice.NO_REJECTED if self.selection == Selection(rejected=True) else advice.NO_MATCH
        self.stories.terms = self.selection.rejected
        self.stories.show(deck, empty, goes_on=not self.listing.whole, near=near)
        self.name_list()
        if not self.listing.whole:
            # Only once these are painted: reading the rest takes the processor from it.
            self.call_after_refresh(self._read_rest, self.selection)
            return
        if self._opening is not None:
            self.show_story(*self._opening)

    def _read_rest(self, selection: Selection) -> None:
        if self.snapshot is not None and self.selection == selection and self.listing and not self.listing.whole:
            self._read_list(select, selection, self.snapshot.now)

    @on(River.Wanted)
    def _wanted(self, event: River.Wanted) -> None:
        """Reads rows that are on the screen or near it."""
        wanted = event.story_ids
        self.desk.read(
            "rows", partial(storylist.some, wanted=wanted), lambda stories: self.stories.put(stories, wanted)
        )

    def name_list(self) -> None:
        """Says in the border what is listed."""
        listing = self.listing
        if listing is None:
            return
        name = "Turned down" if self.selection.rejected else "Stories"
        total, folded = len(listing.folding.ids), len(listing.folding.ids) - len(self.stories.deck)
        unread = listing.unread
        if self.selection.everything and self.snapshot is not None:
            total = max(total, self.snapshot.tally.stories) if not listing.whole else total
            unread = self.snapshot.tally.unread
        facts = (
            f"{total:,}",
            f"{unread:,} unread" if unread else "",
            f"{counted(folded, 'copy', 'copies')} folded" if folded > 0 and listing.whole else "",
        )
        waiting = self.snapshot.waiting if self.snapshot is not None else 0
        why = self.selection.why or self.selection.text
        note = self.range_note
        note = note or (f"▲ {waiting:,} new: . takes them in" if waiting else "")
        # What escape does comes first where it must not be cut off.
        if self.arrival is not None:
            why = f"esc goes back · {why}" if why else "esc goes back"
        elif why:
            why += " · esc clears"
        note = note or why or ("R goes back to the topic" if self.selection.rejected else "")
        self.title_list(self.query_one("#stories-pane"), self.heading("2", name, *facts), note)

    def arrive(self, arrival: Arrival | None) -> None:
        super().arrive(arrival)
        self.name_list()

    def select(self, selection: Selection) -> None:
        """Lists other stories."""
        self.selection, self.listing = selection, None
        self._opening = None
        self.stories.end_range()
        self.remove_class("-reading")
        self.filter.within = selection.flags
        if selection.text:
            self.filter.open(selection.text)
        else:
            self.filter.close()
        self._load()

    # Chains.

    def action_fold(self) -> None:
        if not self.stories.toggle_fold():
            self.say("No other story here repeats this one’s wording.")
        self.name_list()

    def action_fold_all(self) -> None:
        if self.listing is None:
            return
        self._all_open = not self._all_open
        opened = partial(self.stories.deck.folding.opened, self._all_open)
        self.desk.read("folding", lambda store: opened(), self._show_folded)

    def _show_folded(self, folding: Folding) -> None:
        self.stories.show(self.stories.deck.refolded(folding), self.stories.empty)
        self.name_list()
        self.say("Every copy is shown." if self._all_open else "Copies are folded under their originals.")

    def _count_unread(self) -> None:
        """Counts again what of a part of the stories is unread; of all of them the snapshot knows."""
        listing = self.listing
        if listing is None or self.selection.everything:
            self.name_list()
            return

        def counted(unread: int) -> None:
            if self.listing is listing:
                self.listing = Listing(listing.folding, unread, listing.whole)
            self.name_list()

        self.desk.read("unread", partial(storylist.unread_of, wanted=listing.folding.ids), counted)

    def show_story(self, story_id: int, offset: int = 0) -> None:
        """Opens a story by its id."""
        raise NotImplementedError
