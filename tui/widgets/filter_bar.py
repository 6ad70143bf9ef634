"""The line behind `/`: a query, how many rows fit it, and what is wrong with it, pointing at the part."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from store.errors import QueryError
from tui.keys import binding
from tui.style import MUTED
from tui.text import line, lines, wrapped


class FilterBar(Vertical):
    """An input that tells of every change; hidden until it is opened."""

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        display: none;
        &.-open { display: block; }
        & Input { border: none; height: 1; padding: 0 0 0 1; background: $panel; }
        & Input:focus { border: none; background: $cursor; }
        & Static { height: auto; padding: 0 0 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("down", "leave", "To the list", "Keep the filter and go to the list"),
        binding("escape", "clear", "Clear", "Clear the filter and close it", show=True),
    ]

    class Changed(Message):
        """The query's text is another."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    class Left(Message):
        """The person is done with typing; the filter stands."""

    class Cleared(Message):
        """The filter is gone."""

    def __init__(self, example: str) -> None:
        super().__init__()
        self._example = example

    def compose(self) -> ComposeResult:
        yield Input(placeholder=self._example, select_on_focus=False)
        yield Static()

    @property
    def text(self) -> str:
        return self.query_one(Input).value

    def open(self, text: str | None = None) -> None:
        """Shows the line, with another query where one is given, without telling of that."""
        self.add_class("-open")
        if text is not None:
            with self.prevent(Input.Changed):
                self.query_one(Input).value = text
        if text is None:
            self.query_one(Input).focus()

    def close(self) -> None:
        """Empties and hides the line."""
        self.remove_class("-open")
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""

    def say_count(self, found: int, of: str) -> None:
        """How many rows fit."""
        self.query_one(Static).update(line((f"{found:,} {of}", MUTED)))

    def say_error(self, error: QueryError) -> None:
        """What is wrong, and under which characters; these only while the whole query is to be seen."""
        room = self.size.width - 2
        said = [line(("✗ ", "bold $error"), (str(error), "$error"))]
        if len(self.text) < room:
            width = max(1, min(error.end, len(self.text)) - error.start)
            said.insert(0, line(" " * error.start, ("^" * width, "bold $error")))
        self.query_one(Static).update(lines(*said[:-1], *wrapped(said[-1], room)))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left())

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def action_clear(self) -> None:
        self.post_message(self.Cleared())
