"""A person's acts on stories: the keys of the Stories view that change something, on one row or on a range."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from store.wording import counted
from tui import marking, notes
from tui.keys import binding
from tui.marking import Deed, Done
from tui.messages import StoriesMarked
from tui.views.base import View
from tui.widgets.river import River

#: The stories of a range of so many lines are counted out at every step.
_COUNTED = 2_000


class StoryActs(View):
    """A view over a list of stories. An act is on the range where there is one, else on the row under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("s", "save", "Save", "Mark the story saved, or no longer", show=True),
        binding("m,space", "toggle_read", "Read/unread", "Mark the story read, or unread again", display="m space"),
        binding("a", "accept", "Accept", "Say that the story belongs to the topic"),
        binding("x", "turn_down", "Turn down", "Say that the story does not belong to the topic"),
        binding("e", "note", "Note", "Keep a note with the story"),
        binding("u", "undo", "Undo", "Take back what you did last with stories, claims or feeds"),
        binding("v", "range", "Range", "Begin a range here: what you do next is done to all of it"),
        binding("V", "everything", "All", "Take every story of the list for the range, or none"),
    ]

    @property
    def stories(self) -> River:
        return self.query_one(River)

    def name_list(self) -> None:
        """Says in the border what is listed, and what of it the next act is on."""
        raise NotImplementedError

    # The range.

    def action_range(self) -> None:
        self.stories.begin_range()

    def action_everything(self) -> None:
        self.stories.begin_range(everything=True)

    @on(River.RangeChanged)
    def _range_changed(self) -> None:
        self.name_list()

    @property
    def range_note(self) -> str:
        """What the border says of the range: how many stories, and what can be done."""
        if self.stories.range is None:
            return ""
        return f"{self._chosen_said} chosen: m s a x e act on all · gg G to either end · esc lets go"

    @property
    def _chosen_said(self) -> str:
        """How much the range is: stories, or, where that would have to be counted out, lines."""
        first, last = self.stories.range or (0, -1)
        folding = self.stories.deck.folding
        if last - first < _COUNTED or last - first + 1 == len(folding):
            return counted(len(folding.standing(first, last)()), "story", "stories")
        return counted(last - first + 1, "line")

    # Acts.

    def act(self, deed: Deed, ids: Sequence[int] | None = None) -> None:
        """Has it done to the range or the story under the cursor, or to those given."""
        if self.stories.story_id is None and ids is None:
            return
        if deed is marking.opened and self.desk.past:
            return  # What is read there marks nothing.
        those = self.stories.acted_on() if ids is None else partial(tuple, ids)
        if ids is None and self.stories.range is not None:
            self.say(f"Marking {self._chosen_said} …")
        if deed is not marking.opened:
            self.stories.end_range()
        work = partial(marking.do, deed=deed, those=those, now=self.wiring.clock(), shown=self.stories.deck.known)
        self.desk.write(work, self._done)

    def _done(self, done: Done) -> None:
        self.post_message(StoriesMarked(done.stories, done.tally))
        if done.said:
            self.say(done.said)

    def action_save(self) -> None:
        self.act(marking.save)

    def action_toggle_read(self) -> None:
        self.act(marking.read)

    def action_accept(self) -> None:
        self.act(marking.accept)

    def action_turn_down(self) -> None:
        self.act(marking.turn_down)

    def action_note(self) -> None:
        story = self.stories.story
        if story is None:
            return
        # A chain is many stories, but a note on its row is meant for the one that is seen.
        ids = (story.id,) if self.stories.range is None else None
        what, text = (f"“{story.title or story.url}”", story.note or "") if ids else (self._chosen_said, "")
        notes.ask(self.app, what, text, lambda said: self.act(marking.noting(said), ids))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undoing is offered only where it can be done."""
        return action != "undo" or self.wiring.undoing is not None
