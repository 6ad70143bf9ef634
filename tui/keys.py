"""The keys that mean the same everywhere: arrows and vim's alike."""

from __future__ import annotations

import re

from textual.binding import Binding, BindingType


def binding(
    key: str,
    action: str,
    name: str,
    does: str,
    *,
    show: bool = False,
    display: str | None = None,
    id: str = "",  # noqa: A002
) -> Binding:
    """A binding as this house wants it: with an id for `[keys]` of config.toml and a tooltip for the page of keys.

    The id is the name in small letters, so that one act has one id in every pane.
    """
    identity = id or re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return Binding(key, action, name, show=show, key_display=display, tooltip=does, id=identity)


MOVES: list[BindingType] = [
    binding("j,down", "move(1)", "Down", "Move down", display="j ↓"),
    binding("k,up", "move(-1)", "Up", "Move up", display="k ↑"),
    binding("ctrl+d,pagedown", "half(1)", "Half page down", "Move half a page down", display="^d"),
    binding("ctrl+u,pageup", "half(-1)", "Half page up", "Move half a page up", display="^u"),
    binding("g", "chord", "Top", "Press twice: to the top", display="g g"),
    binding("home", "top", "Home", "To the top at once"),
    binding("G,end", "bottom", "Bottom", "To the bottom", display="G"),
]

#: For a pane whose text can be searched (`tui.seeking`).
SEEKING: list[BindingType] = [
    binding("slash", "seek", "Find", "Find words in this pane", display="/"),
    binding("n", "hit(1)", "Next hit", "To the next place with the words looked for"),
    binding("N", "hit(-1)", "Previous hit", "To the place before with the words looked for"),
    binding("escape", "end_search", "End search", "Look for the words no more"),
]

#: For every view: what concerns its panes, and what is under the cursor.
IN_VIEWS: list[BindingType] = [
    binding("h,left", "pane(-1)", "Pane left", "To the pane before this one", display="h ←"),
    binding("l,right", "pane(1)", "Pane right", "To the pane after this one", display="l →"),
    *(
        binding(f"f{number}", f"pane_number({number})", f"Pane {number}", f"To pane {number} of the view")
        for number in (1, 2, 3, 4)
    ),
    binding("y", "copy('link')", "Copy link", "Copy the link of what is under the cursor"),
    binding("Y", "copy('citation')", "Copy citation", "Copy a citation: outlet, headline, time, address, version"),
    binding(
        "quotation_mark", "copy('quote')", "Copy quote", "Copy the text selected, or the sentence, with its citation"
    ),
    binding("P", "outside('pager')", "Pager", "Read it in $PAGER"),
    binding("E", "outside('editor')", "Edit note", "Write a note on it in $EDITOR"),
    binding(
        "vertical_line", "pipe", "Pipe", "Give it to one of your commands ([commands] in config.toml)", display="|"
    ),
]

EVERYWHERE: list[BindingType] = [
    *(
        binding(f"{digit}", f"view('{name}')", name.title(), f"The view {name.title()}", id=f"view-{name}")
        for digit, name in enumerate(("brief", "stories", "claims", "narrative", "feeds"), 1)
    ),
    binding("r", "poll(False)", "Poll", "Poll the feeds that are due", show=True),
    binding("ctrl+r", "poll(True)", "Poll all", "Poll every feed, due or not", display="^r"),
    binding("full_stop", "refresh", "Show new", "Take in what has arrived", display="."),
    binding("escape", "stop", "Stop", "Stop the work that is under way; from the past, back to now", display="esc"),
    binding("at", "as_of", "As of", "Back in time: a line to step, scrub and play over days", display="@"),
    binding("less_than_sign", "turn(-1)", "Before then", "While that line is open: a day or change back", display="<"),
    binding("greater_than_sign", "turn(1)", "After then", "While that line is open: a day or change on", display=">"),
    binding("ctrl+p", "command_palette", "Palette", "Find a command, a view or a story", display="^p"),
    binding("ctrl+o", "jump", "Jump", "Put a letter on every pane and row, and go to the one pressed", display="^o"),
    binding("T", "change_theme", "Theme", "Choose a theme"),
    binding("exclamation_mark", "troubles", "Errors", "What went wrong, to be copied", display="!"),
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
