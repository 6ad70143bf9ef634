"""Finding words in a pane: `/` asks for them, `n` and `N` go from hit to hit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.keys import SEEKING, binding
from tui.messages import Said
from tui.style import KEY, MUTED
from tui.text import clean, line


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of a hit is: a line, and from which character to which."""

    line: int
    start: int
    end: int


def find(texts: Sequence[str], words: str) -> list[tuple[Place, ...]]:
    """Every place with the words, whatever their case; one that runs over the end of a line has several parts."""
    sought = words.split()
    if not sought:
        return []
    #: Of each character of `joined` its line and column; None for what only joins two lines.
    places: list[tuple[int, int] | None] = []
    joined = ""
    for number, text in enumerate(texts):
        begin = len(text) - len(text.lstrip())
        stripped = text.strip()
        joined += stripped + " "
        places += [*((number, begin + column) for column in range(len(stripped))), None]
    pattern = re.compile(r"\s+".join(map(re.escape, sought)), re.IGNORECASE)
    return [_parts(places[found.start() : found.end()]) for found in pattern.finditer(joined)]


def _parts(places: Sequence[tuple[int, int] | None]) -> tuple[Place, ...]:
    columns: dict[int, list[int]] = {}
    for number, column in filter(None, places):
        columns.setdefault(number, []).append(column)
    return tuple(Place(number, min(found), max(found) + 1) for number, found in columns.items())


class Seekable(Widget):
    """A pane whose lines can be searched. It says `texts`, `here` and `show_line`."""

    BINDINGS: ClassVar[list[BindingType]] = [*SEEKING]

    _words = ""
    hits: Sequence[tuple[Place, ...]] = ()
    #: The hit gone to last.
    at = -1

    def texts(self) -> Sequence[str]:
        """What is searched, line by line (or row by row)."""
        raise NotImplementedError

    def here(self) -> int:
        """The line from which on the first hit is wanted."""
        raise NotImplementedError

    def show_line(self, number: int) -> None:
        """Brings a line into sight."""
        raise NotImplementedError

    def seek(self, words: str) -> None:
        """Looks for words and goes to the first hit from here on; without words it forgets them."""
        self._words = words
        self.hits = find(self.texts(), words)
        self.at = next((n for n, hit in enumerate(self.hits) if hit[0].line >= self.here()), 0 if self.hits else -1)
        self._show()

    def seek_again(self) -> None:
        """The lines are other ones: looks for the same words in them, and stays."""
        if self._words:
            self.hits = find(self.texts(), self._words)
            self.at = min(self.at, len(self.hits) - 1)

    def hits_on(self, number: int) -> list[tuple[Place, bool]]:
        """The parts of hits on a line, each with whether it is the one gone to."""
        return [(part, n == self.at) for n, hit in enumerate(self.hits) for part in hit if part.line == number]

    def _show(self) -> None:
        if self.at >= 0:
            self.show_line(self.hits[self.at][0].line)
        self.refresh()
        if (bar := self._bar) is not None:
            bar.say_count(self.at + 1, len(self.hits))

    @property
    def _bar(self) -> FindBar | None:
        return next(iter(self.screen.query(FindBar)), None)

    def action_seek(self) -> None:
        if (bar := self._bar) is not None:
            bar.open(self)

    def action_hit(self, way: int) -> None:
        if self.hits:
            self.at = (self.at + way) % len(self.hits)
            self._show()
        else:
            said = line((f"“{clean(self._words)}” is not there; ", MUTED), ("esc", KEY), (" ends the search.", MUTED))
            self.post_message(Said(said))

    def action_end_search(self) -> None:
        if (bar := self._bar) is not None:
            bar.action_clear()

    def on_blur(self) -> None:
        if self._words and (bar := self._bar) is not None:
            self.call_after_refresh(bar.see_whether_left)

    def other_text(self) -> None:
        """Something else is shown than what was searched."""
        if self._words and (bar := self._bar) is not None:
            bar.end()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`n`, `N` and escape are others' while nothing is looked for."""
        if action in ("hit", "end_search"):
            return bool(self._words.strip())
        return action != "seek" or self._bar is not None


class FindBar(Horizontal):
    """The line in which the words are typed, and how many places have them."""

    DEFAULT_CSS = """
    FindBar {
        height: 1;
        display: none;
        background: $panel;
        &.-open { display: block; }
        & .label { width: 6; padding: 0 0 0 1; }
        & #found { width: 24; }
        & Input { border: none; height: 1; padding: 0; width: 1fr; background: $panel; }
        & Input:focus { border: none; background: $cursor; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape", "clear", "End search", "Forget the words and go back", show=True),
        binding("down", "leave", "To the hits", "Back to the pane; n and N go from hit to hit"),
    ]
    _pane: Seekable | None = None

    def compose(self) -> ComposeResult:
        yield Static(line(("find", KEY)), classes="label")
        yield Input(placeholder="words; enter keeps them, n and N go on", select_on_focus=False)
        yield Static(id="found")

    def open(self, pane: Seekable) -> None:
        """Asks for the words to look for in a pane."""
        if self._pane is not None and self._pane is not pane:
            self._pane.seek("")
        self._pane = pane
        self.add_class("-open")
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.say_count(0, 0)
        self.query_one(Input).focus()

    def say_count(self, at: int, of: int) -> None:
        """Which of how many hits is shown."""
        typed = self.query_one(Input).value.strip()
        said = f"{at} of {of}" if of else "not there" if typed else ""
        self.query_one("#found", Static).update(line((said, MUTED)))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pane is not None:
            self._pane.seek(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()

    def action_leave(self) -> None:
        if not self.query_one(Input).value.strip():
            self.action_clear()
        elif self._pane is not None:
            self._pane.focus()

    def action_clear(self) -> None:
        self.end()

    def end(self) -> Seekable | None:
        """Ends the search; the pane that was searched."""
        pane, self._pane = self._pane, None
        self.remove_class("-open")
        if pane is not None:
            pane.seek("")
            if self.query_one(Input).has_focus:
                pane.focus()
        return pane

    def on_descendant_blur(self) -> None:
        self.call_after_refresh(self.see_whether_left)

    def see_whether_left(self) -> None:
        """A search is one of the pane; whoever goes elsewhere leaves it behind."""
        focused = self.screen.focused
        there = focused is not None and (focused is self._pane or self in focused.ancestors)
        if self._pane is not None and self.screen.is_current and not there:
            self.end()
