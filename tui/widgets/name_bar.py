"""The line in which a claim gets a person's own words: a name, or a note."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from store.models import ActKind, Claim
from tui.keys import binding
from tui.style import KEY, MUTED
from tui.text import clean, line


class NameBar(Vertical):
    """An input under what it asks for, hidden until a claim is to be named or noted."""

    DEFAULT_CSS = """
    NameBar {
        height: auto;
        display: none;
        &.-open { display: block; }
        & Input { border: none; height: 1; padding: 0 0 0 1; background: $panel; }
        & Input:focus { border: none; background: $cursor; }
        & Static { height: 1; padding: 0 0 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape", "leave", "Leave it", "Leave the claim as it is", show=True),
        binding("ctrl+s", "keep", "Keep", "Keep what was typed, as enter does", show=True, display="^s"),
    ]
    _asked: tuple[Claim, ActKind] | None = None

    class Closed(Message):
        """The person is done: with words for the claim, or, where `text` is None, without."""

        def __init__(self, claim: Claim, kind: ActKind, text: str | None) -> None:
            self.claim, self.kind, self.text = claim, kind, text
            super().__init__()

    def compose(self) -> ComposeResult:
        yield Static()
        yield Input(select_on_focus=False)

    def open(self, claim: Claim, kind: ActKind) -> None:
        """Asks for a name or a note, beginning with the present one."""
        self._asked = claim, kind
        named = kind is ActKind.RENAME
        asked = "What does it claim, in your words?" if named else "Your note on it (none takes it off)"
        self.query_one(Static).update(line((f"c{claim.id}  ", KEY), (asked, MUTED)))
        self.add_class("-open")
        self.query_one(Input).value = clean(claim.statement if named else claim.note or "")
        self.query_one(Input).focus()

    def _close(self, text: str | None) -> None:
        self.remove_class("-open")
        if self._asked is not None:
            self.post_message(self.Closed(*self._asked, text))
        self._asked = None

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._close(event.value.strip())

    def action_keep(self) -> None:
        self._close(self.query_one(Input).value.strip())

    def action_leave(self) -> None:
        self._close(None)
