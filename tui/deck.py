"""The rows of a list of stories, of which only those near the screen are in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from textual.cache import LRUCache

from store.models import Story
from tui.folding import Folding

#: Stories that are kept; a page is far less.
KEPT = 2_000
#: Stories read at once, whole pages of them, so that moving by a row rarely needs more.
PAGE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a story, None while it is being read; how many copies belong to it, shown under it where it is open.

    `under`: it is itself such a copy.
    """

    id: int
    story: Story | None
    copies: int = 0
    open: bool = False
    under: bool = False


class Deck(Sequence[Row]):
    """A listing with the stories that were read for it."""

    def __init__(self, folding: Folding, stories: Iterable[Story] = ()) -> None:
        """`stories`: those that were read already."""
        self.folding = folding
        self._read: LRUCache[int, Story] = LRUCache(KEPT)
        self._gone: set[int] = set()
        self.put(stories)

    def refolded(self, folding: Folding) -> Deck:
        """The same stories with other chains open."""
        other = Deck(folding)
        other._read, other._gone = self._read, self._gone
        return other

    def __len__(self) -> int:
        return len(self.folding)

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> list[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | list[Row]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        folding = self.folding
        story_id = folding.rows[number]
        under = folding.under(story_id)
        copies = 0 if under else len(folding.copies(story_id))
        return Row(story_id, self._read.get(story_id), copies, story_id in folding.open, under)

    def put(self, stories: Iterable[Story], wanted: Iterable[int] = ()) -> None:
        """Takes stories in as they now stand; those `wanted` that are not among them are gone from the store."""
        for story in stories:
            # Textual's cache keeps the value that it has for a key.
            self._read.discard(story.id)
            self._read[story.id] = story
        self._gone.update(story_id for story_id in wanted if story_id not in self._read)

    def is_gone(self, story_id: int) -> bool:
        """Whether a story was looked for in vain."""
        return story_id in self._gone

    @property
    def known(self) -> Collection[int]:
        """The stories that are in memory."""
        return frozenset(self._read.keys())

    def missing(self, first: int, last: int) -> list[int]:
        """The stories of the pages from one row to another that are to be read, those rows' own before the rest."""
        begin, end = first // PAGE * PAGE, (last // PAGE + 1) * PAGE
        rows = self.folding.rows
        wanted = [*rows[first : last + 1], *rows[begin:first], *rows[last + 1 : end]]
        return [story_id for story_id in wanted if story_id not in self._read and story_id not in self._gone]
