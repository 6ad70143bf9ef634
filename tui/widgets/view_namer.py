"""The line that asks under which name a query is kept."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from store.errors import QueryError
from store.querykeys import name_of_view
from tui.keys import binding


class ViewNamer(Widget):
    """Hidden until a name is asked for."""

    DEFAULT_CSS = """
    ViewNamer {
        height: auto; display: none;
        &.-open { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape", "leave", "Leave it", "Keep no view", show=True),
        binding("tab,up,down", "stay", "Stay", "Goes nowhere"),
    ]

    class Named(Message):
        """The person is done: with a name for the view, or, where it is empty, without."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

    class Refused(Message):
        """What was typed is no name."""

        def __init__(self, error: QueryError) -> None:
            self.error = error
            super().__init__()

    def compose(self) -> ComposeResult:
        yield Input(placeholder="a name for this view: letters, digits, - and _", select_on_focus=False)

    def open(self) -> None:
        self.add_class("-open")
        self.query_one(Input).value = ""
        self.query_one(Input).focus()

    def close(self) -> None:
        self.remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        name = event.value.strip()
        try:
            self.post_message(self.Named(name_of_view(name) if name else ""))
        except QueryError as error:
            self.post_message(self.Refused(error))

    def action_leave(self) -> None:
        self.post_message(self.Named(""))

    def action_stay(self) -> None:
        """The keys that would choose in the line above."""
