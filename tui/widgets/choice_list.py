"""The small list below a line that is typed into: what may stand there, one of it chosen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from tui.completing import Choice
from tui.style import KEY, MUTED
from tui.text import Part, clean, fit, line, lines

#: Rows that are seen at a time, where the terminal is high and where it is low.
SEEN, SEEN_LOW, HIGH = 7, 4, 36


class ChoiceList(Widget):
    """Hidden where there is nothing to choose. The focus stays in the line."""

    DEFAULT_CSS = """
    ChoiceList {
        height: auto; display: none; background: $surface;
        &.-some { display: block; }
    }
    """

    class Picked(Message):
        """A choice was clicked."""

        def __init__(self, choice: Choice) -> None:
            self.choice = choice
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self._cursor = self._top = 0

    @property
    def current(self) -> Choice | None:
        return self._choices[self._cursor] if self._choices else None

    @property
    def at_top(self) -> bool:
        return self._cursor == 0

    def show(self, found: Sequence[Choice]) -> None:
        """Offers these, the first chosen."""
        self._choices, self._cursor, self._top = found, 0, 0
        self.set_class(bool(found), "-some")
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        self._cursor = max(0, min(self._cursor + by, len(self._choices) - 1))
        self._top = max(min(self._top, self._cursor), self._cursor - self._seen + 1)
        self.refresh()

    @property
    def _seen(self) -> int:
        return SEEN if self.app.size.height >= HIGH else SEEN_LOW

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return min(len(self._choices), self._seen)

    def render(self) -> Content:
        shown = self._choices[self._top : self._top + self._seen]
        width = self.size.width
        column = min(max((line(choice.shown).cell_length for choice in shown), default=0), width // 2)
        rest = len(self._choices) - self._top - len(shown)
        more = [f" {rest} more" if rest and choice is shown[-1] else "" for choice in shown]
        return lines(*(self._row(one, column, width, said) for one, said in zip(shown, more, strict=True)))

    def _row(self, choice: Choice, column: int, width: int, more: str) -> Part:
        under = " on $cursor" if choice is self.current else ""
        mark: Part = ("▌", f"$key{under}") if under else " "
        note = fit((clean(choice.note), f"{MUTED}{under}"), max(0, width - column - 3 - len(more)))
        return line(
            mark, fit((clean(choice.shown), f"{KEY}{under}"), column), ("  ", under.strip()), note, (more, MUTED)
        )

    def on_click(self, event: events.Click) -> None:
        place = self._top + event.y
        if place < len(self._choices):
            self.post_message(self.Picked(self._choices[place]))
