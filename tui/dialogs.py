"""The three boxes over the dashboard: one to read and copy, one to choose in, one to answer in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.keys import binding
from tui.messages import CopyText
from tui.seeking import FindBar
from tui.style import KEY, MUTED
from tui.text import Part, fit, line
from tui.widgets.prose import Prose
from tui.widgets.rows import Rows


class Panel(ModalScreen[None]):
    """Text to read, as long as it may be, and to copy whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape,q", "close", "Close", "Close this box", show=True, display="esc"),
        binding("y", "copy", "Copy all", "Copy the text of this box", show=True),
    ]

    def __init__(self, title: str, setter: Callable[[int], Sequence[Content]], text: str = "") -> None:
        super().__init__(classes="dialog")
        self._title, self._setter, self._text = title, setter, text

    def compose(self) -> ComposeResult:
        with Vertical(classes="pane box"):
            yield Prose()
            yield FindBar()

    def on_mount(self) -> None:
        pane = self.query_one(".box")
        pane.border_title = line(self._title)
        pane.border_subtitle = line("y copies · / finds · esc closes" if self._text else "/ finds · esc closes")
        prose = self.query_one(Prose)
        prose.set_prose(self._setter)
        prose.focus()

    def action_copy(self) -> None:
        if self._text:
            self.app.post_message(CopyText("the text of this box", self._text))

    def action_close(self) -> None:
        self.dismiss()


class Options(Rows[tuple[int, Part]]):
    """Numbered things to choose from."""

    def key(self, item: tuple[int, Part]) -> Hashable:
        return item[0]

    def lines(self, item: tuple[int, Part], width: int) -> Sequence[Content]:
        return [fit(line((f"{item[0] + 1:>3}  ", KEY), item[1]), width)]


class Choice(ModalScreen[int | None]):
    """Asks which of several is meant: its number from 0, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape,q", "close", "None", "Choose none", show=True, display="esc"),
    ]

    foot = "enter or its number chooses · esc none"

    def __init__(self, title: str, options: Sequence[Part]) -> None:
        super().__init__(classes="dialog")
        self._title, self._options = title, options

    def compose(self) -> ComposeResult:
        with Vertical(classes="pane box small"):
            yield Options()

    def on_mount(self) -> None:
        pane = self.query_one(".box")
        pane.border_title, pane.border_subtitle = line(self._title), line(self.foot)
        rows = self.query_one(Options)
        rows.set_items(list(enumerate(self._options)))
        rows.focus()

    def on_rows_chosen(self) -> None:
        self.dismiss(self.query_one(Options).cursor)

    def on_key(self, event: events.Key) -> None:
        if event.key.isdecimal() and 0 < int(event.key) <= len(self._options):
            event.stop()
            self.dismiss(int(event.key) - 1)

    def action_close(self) -> None:
        self.dismiss(None)


class Ask(ModalScreen[str | None]):
    """Asks for a line of text: what was typed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape", "close", "Leave it", "Answer nothing", show=True, display="esc"),
    ]

    def __init__(self, title: str, says: str, value: str = "", example: str = "") -> None:
        super().__init__(classes="dialog")
        self._title, self._says, self._value, self._example = title, says, value, example

    def compose(self) -> ComposeResult:
        with Vertical(classes="pane box line"):
            yield Static(line((self._says, MUTED)))
            yield Input(value=self._value, placeholder=self._example, select_on_focus=False)

    def on_mount(self) -> None:
        pane = self.query_one(".box")
        pane.border_title, pane.border_subtitle = line(self._title), line("enter takes it · esc leaves it")
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)

    def action_close(self) -> None:
        self.dismiss(None)
