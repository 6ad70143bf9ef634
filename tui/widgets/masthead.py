"""The lines at the top: what time is shown where that is not now, whose home this is, and the five views."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui import dates
from tui.health import failing
from tui.periods import Period
from tui.snapshot import Snapshot
from tui.style import FAINT, MUTED
from tui.text import Part, clean, fit, line, lines, wrapped

#: The most cells a home's name takes.
_HOME = 40


class Masthead(Widget):
    """The name, the home, and the notice that must be seen at all times."""

    DEFAULT_CSS = """
    Masthead { height: auto; max-height: 4; background: $panel; }
    """
    #: The moment that is shown, where that is not now.
    past: reactive[datetime | None] = reactive(None, layout=True)

    def __init__(self, home: str, notice: str) -> None:
        super().__init__()
        self._home, self._notice = home, notice

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return lines(*self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        home = clean(self._home)
        # The end of a path tells homes apart.
        room = min(_HOME, width // 3)
        home = home if len(home) <= room else "…" + home[1 - room :]
        notice = clean(self._notice)
        whole = len(f"reportedly  {home}   {notice}") <= width - 2
        # Where there is no room, what comes first says it.
        notice = notice if whole else notice.partition(";")[0]
        said = line(("reportedly", "bold $key"), ("  " + home, "$foreground"), ("   " + notice, "$warning"))
        whose = [line(" ", part) for part in wrapped(said, width - 2)]
        return whose if self.past is None else [_as_of(self.past, width), *whose]


def _as_of(moment: datetime, width: int) -> Content:
    """Says all across the screen that this is not now."""
    long = f" ◀◀ AS OF {dates.full(moment)}: what was known then and nothing later · esc goes back to now"
    short = f" ◀◀ AS OF {dates.full(moment)}, nothing later · esc: now"
    return line((fit(long if len(long) <= width else short, width).plain, "bold $background on $warning"))


@dataclass(frozen=True, slots=True)
class Tab:
    """One view's name in the line of views, with what is to be seen there."""

    view: str
    name: str
    badge: str = ""


class Tabs(Widget):
    """The views by their digits; the one that is open stands out, and a click opens another."""

    DEFAULT_CSS = """
    Tabs { height: 1; background: $panel; }
    """
    tabs: reactive[tuple[Tab, ...]] = reactive(())
    active: reactive[str] = reactive("")

    class Picked(Message):
        """A view's name was clicked."""

        def __init__(self, view: str) -> None:
            self.view = view
            super().__init__()

    def render(self) -> Content:
        return line(*(content for _, content in self._cells()))

    def _cells(self) -> list[tuple[str, Content]]:
        wide = self.size.width >= 70
        cells = []
        for number, tab in enumerate(self.tabs, 1):
            here = tab.view == self.active
            # Without colours the brackets say which view is open.
            edge = ("▐", "▌") if here else (" ", " ")
            style = "bold $background on $border" if here else ""
            badge: Part = (f" {tab.badge}", style or "$key") if tab.badge and wide else ""
            cells.append(
                (
                    tab.view,
                    line(
                        (edge[0], "$border"),
                        (f"{number} ", style or FAINT),
                        (tab.name, style or MUTED),
                        badge,
                        (edge[1], "$border"),
                        " " if wide else "",
                    ),
                )
            )
        return cells

    def places(self) -> list[int]:
        """Where each view's name begins."""
        widths = [content.cell_length for _, content in self._cells()]
        return [sum(widths[:number]) for number in range(len(widths))]

    def on_click(self, event: events.Click) -> None:
        place = 0
        for view, content in self._cells():
            place += content.cell_length
            if event.x < place:
                self.post_message(self.Picked(view))
                return


def tabs_of(snapshot: Snapshot | None, period: Period | None = None) -> tuple[Tab, ...]:
    """The views with what waits in each: unread stories, claims, feeds that fail; and what time is looked at."""
    if snapshot is None:
        badges = {}
    else:
        unread = snapshot.tally.unread
        bad = failing(snapshot.feeds)
        badges = {
            "stories": f"{unread:,} unread" if unread else "",
            "claims": f"{len(snapshot.claims):,}" if snapshot.claims else "",
            "narrative": f"◆ {period.name}" if period else "",
            "feeds": f"{bad} failing" if bad else "",
        }
    names = ("brief", "stories", "claims", "narrative", "feeds")
    return tuple(Tab(name, name.title(), badges.get(name, "")) for name in names)
