"""How the dashboard looks as a whole: its screen, its colours, and what a line goes through before it is painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from tui import colourless, style
from tui.ascii import ASCII
from tui.colourless import Colourless
from tui.text import NO_CONTROLS
from tui.travel import Travel


class Front(Screen[None]):
    """The dashboard's own screen. Left to itself it would begin with the focus in an input that nobody sees yet, and a
    key pressed at the first paint be typed there."""

    AUTO_FOCUS = "#brief-list"


class Looks(Travel):
    """The part of the dashboard that knows no view."""

    #: What takes the colours out of a theme, by its name.
    _colourless: Mapping[str, Colourless] = {}

    def on_load(self) -> None:
        self.no_color = colourless.asked_for()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return style.variables(self.current_theme.dark)

    def watch_theme(self, theme: str) -> None:
        """Says how a theme that was chosen is kept: config.toml is the person's, and not written."""
        if self.is_running and self.snapshot is not None:
            self.say((f'Theme {theme}. To keep it: theme = "{theme}" under [dashboard] in config.toml', "$muted"))

    def get_line_filters(self) -> list[LineFilter]:
        # Always the same ones: strips remember what a filter made of them.
        plain = [ASCII] if self.wiring.symbols == "ascii" else []
        return [*self._of_colours(), NO_CONTROLS, *plain]

    def _of_colours(self) -> Sequence[LineFilter]:
        if not self.no_color:
            return [kept for kept in super().get_line_filters() if not isinstance(kept, Monochrome | NoColor)]
        if self.theme not in self._colourless:
            self._colourless = {**self._colourless, self.theme: Colourless(self.theme_variables)}
        return [self._colourless[self.theme]]

    def get_default_screen(self) -> Screen[None]:
        return Front(id="_default")
