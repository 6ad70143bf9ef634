"""The line in which a claim gets a person's own words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from store.models import Claim
from tui.keys import binding


class NameBar(Vertical):
    """An input, hidden until a claim is to be named."""

    DEFAULT_CSS = """
    NameBar {
        height: auto;
        display: none;
        &.-open { display: block; }
        & Input { border: none; height: 1; padding: 0 0 0 1; background: $panel; }
        & Input:focus { border: none; background: $cursor; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape", "leave", "Leave it", "Leave the claim's name as it is", show=True),
    ]
    _claim: Claim | None = None

    class Closed(Message):
        """The person is done: with a name for the claim, or, where `text` is empty, without."""

        def __init__(self, claim: Claim, text: str) -> None:
            self.claim, self.text = claim, text
            super().__init__()

    def compose(self) -> ComposeResult:
        yield Input(placeholder="the claim in your words", select_on_focus=False)

    def open(self, claim: Claim) -> None:
        """Asks for a name, beginning with the present one."""
        self._claim = claim
        self.add_class("-open")
        self.query_one(Input).value = claim.statement
        self.query_one(Input).focus()

    def _close(self, text: str) -> None:
        self.remove_class("-open")
        if self._claim is not None:
            self.post_message(self.Closed(self._claim, text))
        self._claim = None

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._close(event.value.strip())

    def action_leave(self) -> None:
        self._close("")
