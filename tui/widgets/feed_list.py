"""The list of feeds: how each is, when it was and will be polled and why then, what it brought, what went wrong."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import UTC, datetime

from textual.content import Content

from store.models import Feed
from tui import dates
from tui.health import health_of
from tui.seeking import Seekable
from tui.style import FAINT, MUTED
from tui.text import Part, clean, fit, line, wrapped
from tui.widgets.rows import Rows

#: From this width on the reason stands in the same line.
ONE_LINE = 132
_STATE = 13
#: Cells of an address below which it tells nothing.
_TELLING = 16
_ERROR_LINES = 3
#: The least that a feed's name gets.
_NAMED = 16


class FeedList(Rows[Feed], Seekable):
    """Feeds, those that need an eye first."""

    def texts(self) -> Sequence[str]:
        return [f"{feed.outlet} {feed.title} {feed.address} {feed.last_error or ''}" for feed in self.items]

    def here(self) -> int:
        return self.cursor

    def show_line(self, number: int) -> None:
        self.go_to(self.key(self.items[number]))

    now = datetime(1970, 1, 1, tzinfo=UTC)
    #: Entries and stories of the topic by feed, once they are counted.
    counts: Mapping[int, tuple[int, int]] | None = None

    def set_counts(self, counts: Mapping[int, tuple[int, int]]) -> None:
        """Takes in what the feeds brought; no row moves."""
        self.counts = counts
        self.redraw()

    def _brought(self, feed: Feed) -> str:
        if self.counts is None:
            return "…"
        entries, stories = self.counts.get(feed.id, (0, 0))
        return f"{stories}/{entries}"

    def key(self, item: Feed) -> Hashable:
        return item.id

    def height(self, item: Feed, width: int) -> int:
        if not item.last_error:
            return 1 if width >= ONE_LINE else 2
        return 1 + len(_error(item.last_error, width))

    def lines(self, item: Feed, width: int) -> Sequence[Content]:
        state = health_of(item)
        start = fit((f"{state.sign} {state.word}", state.style), _STATE)
        last = dates.ago(item.last_poll_at, self.now) if item.last_poll_at else "never"
        following = dates.until(item.next_poll_at, self.now) if item.next_poll_at else "now"
        following = "never" if item.paused_at else following
        times = line(
            ("  last ", FAINT),
            fit((last, MUTED), 13),
            ("next ", FAINT),
            fit((following, MUTED), 11),
            fit((self._brought(item), MUTED), 8, right=True),
        )
        if width - start.cell_length - times.cell_length < _NAMED:
            # What feed it is matters more than when it is asked next.
            times = line(("  last ", FAINT), fit((last, MUTED), 13), fit((self._brought(item), MUTED), 8, right=True))
        reason: Part = (_reason(item, self.now), FAINT)
        room = width - start.cell_length - times.cell_length
        if item.last_error:
            return [line(start, _name(item, room), times), *_error(item.last_error, width)]
        if width >= ONE_LINE:
            name = min(44, room // 2)
            return [line(start, _name(item, name), times, fit(line("   ", reason), room - name))]
        return [line(start, _name(item, room), times), fit(line(" " * _STATE, reason), width)]


def _reason(feed: Feed, now: datetime) -> str:
    """Why it is polled next when it is, or since when it is not."""
    if feed.paused_at is None:
        return feed.next_poll_reason or ""
    return f"paused since {dates.stamp(feed.paused_at, now)}"


def _error(error: str, width: int) -> list[Content]:
    parts = wrapped(line((clean(error), "$error")), width - _STATE - 1, _ERROR_LINES)
    return [line(" " * _STATE, part) for part in parts]


def _name(feed: Feed, room: int) -> Content:
    """The outlet, and its feed's title or address where enough of that would be seen."""
    title = feed.title if feed.title and feed.title != feed.outlet else feed.address
    name = line((feed.outlet or title, "bold"))
    shown = feed.outlet and name.cell_length + _TELLING <= room
    return fit(line(name, ("  " + title, MUTED)) if shown else name, room)
