"""A small editor for a note, over whatever is shown."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from tui.keys import binding
from tui.style import keys
from tui.text import clean, line


class NoteBox(ModalScreen[str | None]):
    """Answers with the note as it now is, empty where it is to be taken off; None where nothing is to change."""

    DEFAULT_CSS = """
    NoteBox { align: center middle; background: $background 60%; }
    NoteBox Vertical {
        width: 76; max-width: 96%; height: 14; max-height: 90%;
        border: round $border; background: $surface; padding: 0 1;
    }
    NoteBox TextArea { border: none; background: $surface; height: 1fr; }
    NoteBox TextArea:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("ctrl+s", "keep", "Keep", "Keep the note; an empty one is taken off", show=True),
        binding("escape", "leave", "Leave it", "Leave the note as it was", show=True),
    ]

    def __init__(self, what: str, text: str) -> None:
        super().__init__()
        # A text area shows what it is given; one that came with an import may hold anything.
        self._what, self._text = what, "\n".join(map(clean, text.splitlines()))

    def compose(self) -> ComposeResult:
        box = Vertical()
        box.border_title = line((f"Note on {self._what}", "bold"))
        box.border_subtitle = keys(("ctrl+s", "keeps it"), ("esc", "leaves it as it was"))
        with box:
            yield TextArea(self._text, soft_wrap=True, tab_behavior="focus", compact=True)

    def on_mount(self) -> None:
        self.query_one(TextArea).move_cursor(self.query_one(TextArea).document.end)

    def action_keep(self) -> None:
        self.dismiss(self.query_one(TextArea).text.strip())

    def action_leave(self) -> None:
        self.dismiss(None)
