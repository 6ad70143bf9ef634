"""The line above the keys: what is under way, what came of it, and what waits to be taken in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.pace import in_words
from tui.style import FAINT, KEY, MUTED
from tui.text import Part, line, row

_BAR = 16
#: How long something said stays at most, and how long at least, whatever somebody does meanwhile. An error takes longer
#: to be read; what long work came to waits for whoever went away from it.
_STAYS, _LEAST = timedelta(seconds=8), timedelta(seconds=3)
_ERROR_STAYS = timedelta(seconds=30)
#: Seconds between two looks at whether it has stayed long enough.
_OFTEN = 1.0


class StatusLine(Widget):
    """At the left the news of the moment, at the right new stories that wait and the poll's progress."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; background: $surface; }
    """
    said: reactive[Content] = reactive(line)
    idle: reactive[Content] = reactive(line)
    progress: reactive[Content] = reactive(line)
    waiting: reactive[int] = reactive(0)
    #: Whether the claims are others by now than those that are shown.
    claims_wait: reactive[bool] = reactive(False)
    #: Where to see what the line has no room for.
    more: Content = line()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._said_at, self._stays, self._least = clock(), _STAYS, _LEAST

    def on_mount(self) -> None:
        self.set_interval(_OFTEN, self.tidy)

    def tidy(self, going_on: bool = False) -> None:
        """Takes away what was said long enough ago. `going_on`: somebody does something else, so sooner; but nothing
        goes before it can be read, nor where nothing is to be said in its place."""
        stays = self._least if going_on else self._stays
        if self.said and self.idle and self._clock() - self._said_at >= stays:
            self.say()

    def hold(self) -> None:
        """Leaves what is said until somebody does something."""
        self._stays = timedelta.max

    def _say(self, said: Content, more: Content, stays: timedelta, least: timedelta) -> None:
        self._said_at, self._stays, self._least = self._clock(), stays, least
        self.said, self.more = said, more
        # It may be the very words that were there.
        self.refresh()

    def render(self) -> Content:
        waits: list[Part] = []
        come = [f"{self.waiting:,} new"] if self.waiting else []
        come += ["claims changed"] if self.claims_wait else []
        if come:
            waits = [(f" {', '.join(come)}", "bold $accent"), (", press ", MUTED), (".", KEY), (" to show ", MUTED)]
        if self.progress:
            return row(self.size.width, self.progress, line(*waits))
        return row(self.size.width, self.said or self.idle, line(self.more, *waits))

    def wait(self, stories: int = 0, claims: bool = False) -> None:
        """What waits to be taken in."""
        self.waiting, self.claims_wait = stories, claims

    def say(self, *parts: Part) -> None:
        """Says something for a while, until something else is said, or another view opened."""
        self._say(line(*parts), line(), _STAYS, _LEAST)

    def say_error(self, error: str) -> None:
        """Says what went wrong and the mend."""
        more = [("  !", KEY), (" shows it whole", MUTED)] if len(error) + 3 > self.size.width else []
        self._say(line(("✗ ", "bold $error"), (error, "$error")), line(*more), _ERROR_STAYS, _STAYS)

    def show_stopping(self) -> None:
        """The work has been asked to end."""
        self.progress = line(("Stopping; what has arrived is kept …", MUTED))

    def show_end(self) -> None:
        """No work is under way any more."""
        self.progress = line()

    def show_progress(self, name: str, done: int, total: int, what: str, left: float | None = None) -> None:
        """How far the work is, and how much longer it will take where that is known."""
        filled = min(_BAR, round(done / total * _BAR)) if total else 0
        bar: list[Part] = [("█" * filled, "$bar"), ("░" * (_BAR - filled), FAINT)] if total else []
        count = f" {done:,} of {total:,} {what}" if total else f" {done:,} {what}" if done else ""
        after = f", {in_words(left)}" if left is not None else ""
        self.progress = line((f"{name} ", "bold"), *bar, (count + after, MUTED), ("   esc", KEY), (" stops", MUTED))
