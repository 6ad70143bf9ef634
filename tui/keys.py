"""The keys that mean the same everywhere: arrows and vim's alike."""

from __future__ import annotations

from textual.binding import Binding, BindingType


def binding(key: str, action: str, name: str, does: str, *, show: bool = False, display: str | None = None) -> Binding:
    """A binding as this house wants it: an id for keymaps (its action's name where it has no other) and a tooltip."""
    identity = action.replace("(", ".").replace(")", "").replace("'", "").replace('"', "")
    return Binding(key, action, name, show=show, key_display=display, tooltip=does, id=identity)


MOVES: list[BindingType] = [
    binding("j,down", "move(1)", "Down", "Move down", display="j ↓"),
    binding("k,up", "move(-1)", "Up", "Move up", display="k ↑"),
    binding("ctrl+d,pagedown", "half(1)", "Half a page down", "Move half a page down", display="^d"),
    binding("ctrl+u,pageup", "half(-1)", "Half a page up", "Move half a page up", display="^u"),
    binding("g", "chord", "Top", "Press twice: to the top", display="g g"),
    Binding("home", "top", "Top", show=False, id="top"),
    binding("G,end", "bottom", "Bottom", "To the bottom", display="G"),
]

EVERYWHERE: list[BindingType] = [
    *(
        binding(f"{digit}", f"view('{name}')", name.title(), f"The view {name.title()}")
        for digit, name in enumerate(("brief", "stories", "claims", "narrative", "feeds"), 1)
    ),
    binding("r", "poll(False)", "Poll", "Poll the feeds that are due", show=True),
    binding("ctrl+r", "poll(True)", "Poll all", "Poll every feed, due or not", display="^r"),
    binding("full_stop", "refresh", "Show new", "Take in what has arrived", display="."),
    binding("escape", "stop", "Stop", "Stop the poll that is under way", display="esc"),
    binding("question_mark", "help", "Keys", "Show the keys", show=True, display="?"),
    binding("q", "quit", "Quit", "Leave the dashboard", show=True),
]


class Chord:
    """Whether the first `g` of `g g` has been pressed. Any other key ends the waiting."""

    def __init__(self) -> None:
        self._waits = False

    def press(self) -> bool:
        """Says whether this press completes the chord."""
        self._waits = not self._waits
        return not self._waits

    def other(self, key: str) -> None:
        if key != "g":
            self._waits = False
