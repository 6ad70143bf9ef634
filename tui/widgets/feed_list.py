"""The list of feeds: how each is, when it was and will be polled and why then, what it brought, what went wrong."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime

from textual.content import Content

from store.models import Feed
from tui import dates
from tui.health import health_of
from tui.style import FAINT, MUTED
from tui.text import Part, fit, line
from tui.widgets.rows import Rows

#: From this width on the reason stands in the same line.
ONE_LINE = 132


class FeedList(Rows[Feed]):
    """Feeds, those that need an eye first."""

    now = datetime(1970, 1, 1, tzinfo=UTC)

    def key(self, item: Feed) -> Hashable:
        return item.id

    def height(self, item: Feed, width: int) -> int:
        return 1 if width >= ONE_LINE and not item.last_error else 2

    def lines(self, item: Feed, width: int) -> Sequence[Content]:
        state = health_of(item)
        start = line(fit((f"{state.sign} {state.word}", state.style), 13))
        times = line(
            fit(("last ", FAINT), 5),
            fit((dates.ago(item.last_poll_at, self.now) if item.last_poll_at else "never", MUTED), 12),
            fit(("next ", FAINT), 5),
            fit((dates.until(item.next_poll_at, self.now) if item.next_poll_at else "now", MUTED), 10),
            fit((f"{item.stories_relevant}/{item.entries_seen}", MUTED), 9, right=True),
            " ",
        )
        reason: Part = (item.next_poll_reason or "", FAINT)
        why: Part = (item.last_error, "$error") if item.last_error else reason
        room = width - start.cell_length - times.cell_length
        if self.height(item, width) == 1:
            name = min(44, room // 2)
            return [line(start, fit(_name(item), name), times, fit(line("  ", reason), room - name))]
        return [
            line(start, fit(_name(item), room), times),
            fit(line(" " * 13, why), width),
        ]


def _name(feed: Feed) -> Content:
    title = feed.title if feed.title and feed.title != feed.outlet else feed.url
    return line((feed.outlet or title, "bold"), ("  " + title if feed.outlet else "", MUTED))
