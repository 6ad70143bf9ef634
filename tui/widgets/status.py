"""The line above the keys: what is under way, what came of it, and what waits to be taken in."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.messages import PollDone
from tui.polling import in_words
from tui.style import FAINT, KEY, MUTED
from tui.text import Part, line, row

_BAR = 16


class StatusLine(Widget):
    """At the left the news of the moment, at the right new stories that wait and the poll's progress."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; background: $surface; }
    """
    said: reactive[Content] = reactive(line)
    idle: reactive[Content] = reactive(line)
    progress: reactive[Content] = reactive(line)
    waiting: reactive[int] = reactive(0)

    def render(self) -> Content:
        waits: list[Part] = []
        if self.waiting:
            waits = [(f" {self.waiting:,} new", "bold $accent"), (", press ", MUTED), (".", KEY), (" to show ", MUTED)]
        if self.progress:
            return row(self.size.width, self.progress, line(*waits))
        return row(self.size.width, self.said or self.idle, line(*waits))

    def say(self, *parts: Part) -> None:
        """Says something until something else is said, or another view opened."""
        self.said = line(*parts)

    def say_error(self, error: str) -> None:
        """Says what went wrong and the mend."""
        self.said = line(("✗ ", "bold $error"), (error, "$error"))

    def show_stopping(self) -> None:
        """The poll has been asked to end."""
        self.progress = line(("Stopping; what has arrived is kept …", MUTED))

    def show_result(self, done: PollDone) -> None:
        """What came of the poll."""
        self.progress = line()
        if done.summary is None:
            self.say_error(done.error)
        else:
            self.say(*in_words(done.summary, done.stopped))

    def show_progress(self, done: int, total: int, what: str) -> None:
        """How far the poll is."""
        filled = round(done / total * _BAR) if total else 0
        self.progress = line(
            ("Polling ", "bold"),
            ("█" * filled, "$bar"),
            ("░" * (_BAR - filled), FAINT),
            (f" {done} of {total} {what}", MUTED),
            ("   esc", KEY),
            (" stops", MUTED),
        )
