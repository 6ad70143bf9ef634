"""How the dashboard looks as a whole: its screen, its colours, and what a line goes through before it is painted."""

from __future__ import annotations

from textual.filter import LineFilter
from textual.screen import Screen

from tui import style
from tui.ascii import ASCII
from tui.text import NO_CONTROLS
from tui.travel import Travel


class Front(Screen[None]):
    """The dashboard's own screen. Left to itself it would begin with the focus in an input that nobody sees yet, and a
    key pressed at the first paint be typed there."""

    AUTO_FOCUS = "#brief-list"


class Looks(Travel):
    """The part of the dashboard that knows no view."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return style.variables(self.current_theme.dark)

    def watch_theme(self, theme: str) -> None:
        """Says how a theme that was chosen is kept: config.toml is the person's, and not written."""
        if self.is_running and self.snapshot is not None:
            self.say((f'Theme {theme}. To keep it: theme = "{theme}" under [dashboard] in config.toml', "$muted"))

    def get_line_filters(self) -> list[LineFilter]:
        # Always the same ones: strips remember what a filter made of them.
        plain = [ASCII] if self.wiring.symbols == "ascii" else []
        return [*super().get_line_filters(), NO_CONTROLS, *plain]

    def get_default_screen(self) -> Screen[None]:
        return Front(id="_default")
