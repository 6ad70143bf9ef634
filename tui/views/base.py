"""What the five views have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from store.models import Claim, Mention, Story
from tui import copying
from tui.copying import Copyable
from tui.deck import Row
from tui.desk import Desk
from tui.keys import IN_VIEWS
from tui.messages import CopyText, Said, TakeBack, UseText
from tui.periods import Period
from tui.snapshot import Snapshot, StoryPage
from tui.text import Part, line
from tui.trail import Arrival
from tui.wiring import Wiring


class View(Container):
    """One of the five: is given snapshots, and says which of its panes has the focus first."""

    BINDINGS: ClassVar[list[BindingType]] = [*IN_VIEWS]

    def __init__(self, desk: Desk, wiring: Wiring, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.desk, self.wiring = desk, wiring
        self.snapshot: Snapshot | None = None
        #: What a jump led to, while escape leads back from there.
        self.arrival: Arrival | None = None
        #: Whether escape led back from here when the list was last named.
        self._leads: bool | None = False

    @property
    def panes(self) -> list[Widget]:
        """The panes in the order in which keys go through them."""
        raise NotImplementedError

    def take(self, snapshot: Snapshot) -> None:
        """Shows another reading of the store."""
        raise NotImplementedError

    def take_feeds(self, snapshot: Snapshot) -> None:
        """Shows how the feeds now are, and leaves the lists of stories and claims alone."""
        self.snapshot = snapshot

    def stories_marked(self, snapshot: Snapshot, stories: Sequence[Story]) -> None:
        """The marks of stories have changed; `stories` are those that are shown."""
        self.snapshot = snapshot

    def known_stories(self) -> Collection[int]:
        """The stories whose rows it holds."""
        return ()

    def action_undo(self) -> None:
        self.post_message(TakeBack())

    def take_claims(self, snapshot: Snapshot) -> None:
        """Shows how the claims now are."""
        self.snapshot = snapshot

    def narrow(self, period: Period | None) -> None:
        """Shows what is of a day or an hour, or, with None, of all times again."""

    def enter(self) -> None:
        """The view has been opened: the focus goes to its first pane, unless one of its panes has it."""
        if self.screen.focused is None or self not in self.screen.focused.ancestors:
            # At once, for the next key may have been pressed already.
            self.screen.set_focus(self.panes[0])

    def arrive(self, arrival: Arrival | None) -> None:
        """A jump has led here, or, with None, nothing leads back any more."""
        self.arrival = arrival

    def place(self) -> Any:
        """What is shown and where the cursor is, for `put_back`, as far as a jump changes it."""
        return None

    def put_back(self, before: Any) -> None:
        """Shows again what was shown before a jump."""

    def say(self, *parts: Part) -> None:
        """Says something in the status line."""
        self.post_message(Said(line(*parts)))

    def title(self, pane: Widget, name: Part, note: Part = "") -> None:
        """Names a pane in its border, with a note at the border's foot."""
        pane.border_title = line(name)
        pane.border_subtitle = line(note) if note else line()

    def title_list(self, pane: Widget, name: Part, note: Part = "") -> None:
        """Names the pane that lists; with what is listed it changes whether there is something to go back from."""
        self.title(pane, name, note)
        leads = self.check_action("back", ())
        if leads != self._leads:
            # Only then: all keys are gone through for it.
            self._leads = leads
            self.refresh_bindings()

    def heading(self, digit: str, name: str, *facts: str) -> Content:
        """A pane's title: the view's digit, its name, and what it counts."""
        return line((digit, "bold $key"), (f" {name}", "bold"), *(f" · {fact}" for fact in facts if fact))

    def action_pane(self, by: int) -> None:
        shown = [pane for pane in self.panes if pane.display and pane.size]
        places = [number for number, pane in enumerate(shown) if pane.has_focus]
        if places and 0 <= places[0] + by < len(shown):
            shown[places[0] + by].focus()

    def action_pane_number(self, number: int) -> None:
        shown = [pane for pane in self.panes if pane.display]
        if number <= len(shown):
            shown[number - 1].focus()

    # What is done with the thing under the cursor.

    def under_cursor(self) -> tuple[object, int | None]:
        """What the focus is on: an item of a list or a page of the reader; and the claim in sight of a page."""
        focused = self.screen.focused
        item = getattr(focused, "current", None) or getattr(focused, "page", None)
        if isinstance(item, Row):
            item = item.story
        # A row of mentions holds one, or, at its head, the claim.
        item = getattr(item, "mention", None) or getattr(item, "claim", None) or item
        return item, getattr(focused, "claim_in_sight", None) if isinstance(item, StoryPage) else None

    def action_copy(self, what: str) -> None:
        item, claim = self.under_cursor()
        self.desk.read("copy", partial(copying.read, item=item, claim=claim), partial(self._copy, what))

    def _copy(self, what: str, found: Copyable | None) -> None:
        text = getattr(found, what) if found is not None else ""
        if found is not None and text:
            self.post_message(CopyText(f"the {what} of {found.name}", text))
        else:
            self.say((f"There is no {what} to copy here.", "$muted"))

    def action_outside(self, program: str) -> None:
        item, _ = self.under_cursor()
        if isinstance(item, Story | StoryPage | Mention | Claim):
            self.post_message(UseText(item, program))
        else:
            self.say(("That works on a story or a claim.", "$muted"))

    def action_pipe(self) -> None:
        self.action_outside("pipe")
