"""One line to go back in time with: the volume of the coverage, and where in it the dashboard stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.keys import binding
from tui.style import FAINT, KEY, MUTED
from tui.text import Part, fit, line
from tui.turns import Turns, column_of, columns, place_at

_EIGHTHS = "▁▂▃▄▅▆▇█"
#: Steps a second that can be played at.
SPEEDS = (0.5, 1, 2, 4, 8)
#: Cells that the bars take at the most.
_MOST = 120


@dataclass(frozen=True, slots=True)
class Stand:
    """Where it stands: at one of the turns, or, one past the last of them, at now. `doing`: what is waited for.

    `derived`: of this time claims are derived anew.
    """

    turns: Turns = field(default_factory=Turns)
    place: int = 0
    playing: bool = False
    speed: float = 2
    doing: str = ""
    derived: bool = False

    @property
    def now(self) -> bool:
        return self.place >= len(self.turns)


class Scrubber(Widget, can_focus=True):
    """Shows a `Stand`, and asks for others."""

    DEFAULT_CSS = """
    Scrubber { height: 1; display: none; background: $panel; }
    Scrubber.-open { display: block; }
    Scrubber:focus { background: $cursor; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("left,h", "step(-1)", "Step back", "A day or a change back", show=True, display="← h"),
        binding("right,l", "step(1)", "Step on", "A day or a change on", show=True, display="→ l"),
        binding("ctrl+u,pageup", "step(-7)", "Seven back", "Seven days or changes back", display="^u"),
        binding("ctrl+d,pagedown", "step(7)", "Seven on", "Seven days or changes on", display="^d"),
        binding("home,g", "to_first", "First", "To the first there is", display="home"),
        binding("space", "told('play')", "Play", "Go on by itself, and stop", show=True),
        binding("plus", "faster(1)", "Faster", "More steps a second", display="+"),
        binding("minus", "faster(-1)", "Slower", "Fewer steps a second", display="-"),
        binding(
            "t", "told('daily')", "Days/changes", "By the ends of days, or by every change of the store", show=True
        ),
        binding("enter", "told('leave')", "To the view", "Into the view, which stays in the past"),
        binding("end,G", "told('now')", "Now", "Back to now", display="end"),
        binding(
            "escape", "told('close')", "Back to now", "Back to now, without the scrubber", show=True, display="esc"
        ),
    ]
    stand: reactive[Stand] = reactive(Stand())

    class Asked(Message):
        """The person wants it to stand at another turn, or, one past the last, at now."""

        def __init__(self, place: int) -> None:
            self.place = place
            super().__init__()

    class Told(Message):
        """The person wants something else: `now`, `close`, `play`, `daily` or `leave`."""

        def __init__(self, what: str) -> None:
            self.what = what
            super().__init__()

    # Drawing.

    def render(self) -> Content:
        if not len(self.stand.turns):
            return line(" ", self._told())
        return line(" ", fit(self._told(), self._gutter), *self._bars(self._room))

    @property
    def _gutter(self) -> int:
        """What is told beside the bars has the same room at all turns, or these would move."""
        return 44 if self.size.width >= 100 else 40

    @property
    def _room(self) -> int:
        # A cell stands behind the bars for now.
        return max(0, min(_MOST, self.size.width - self._gutter - 3))

    def _told(self) -> Content:
        stand = self.stand
        if not len(stand.turns):
            return line(("as of ", KEY), (stand.doing or "no past yet", MUTED))
        if stand.now:
            where: list[Part] = [("now", "bold")]
        else:
            where = [(("≈ " if stand.derived else "") + stand.turns.name(stand.place), "bold")]
            if not stand.doing:
                where.append((f"  {stand.place + 1}/{len(stand.turns)}", MUTED))
        if stand.doing:
            where.append((f"  {stand.doing}", "$accent"))
        if stand.playing:
            where.append((f"  ▶ {stand.speed:g}/s", "bold $accent"))
        return line(("as of ", KEY), *where)

    def _bars(self, room: int) -> list[Part]:
        turns = self.stand.turns
        shown, wide = columns(turns, room)
        peak, here = max(shown, default=0) or 1, column_of(turns, self.stand.place, room)
        parts: list[Part] = []
        for place, count in enumerate(shown):
            bar = _EIGHTHS[-(-count * 8 // peak) - 1] if count else "·"
            if place == here and not self.stand.now:
                # Without colours the sign says where it stands.
                parts.append(("▐" + bar * (wide - 1) if wide > 1 else "┃", "bold $background on $accent"))
            else:
                parts.append((bar * wide, "$bar" if place < here else FAINT))
        end: Part = ("┃", "bold $background on $accent") if self.stand.now and shown else ("│", FAINT)
        return [*parts, end]

    # What a person asks.

    def ask(self, place: int) -> None:
        """Asks to stand at a turn, or at now; before the first there is none."""
        stand = self.stand
        if len(stand.turns):
            # At once: the next key may be pressed before this one is heard.
            self.stand = replace(stand, place=max(0, min(place, len(stand.turns))))
            self.post_message(self.Asked(self.stand.place))

    def action_step(self, by: int) -> None:
        self.ask(self.stand.place + by)

    def action_to_first(self) -> None:
        self.ask(0)

    def action_told(self, what: str) -> None:
        self.post_message(self.Told(what))

    def action_faster(self, by: int) -> None:
        place = SPEEDS.index(self.stand.speed) + by
        if 0 <= place < len(SPEEDS):
            self.stand = replace(self.stand, speed=SPEEDS[place])

    def on_click(self, event: events.Click) -> None:
        place = place_at(self.stand.turns, event.x - self._gutter - 1, self._room)
        if place is not None:
            self.ask(place)
