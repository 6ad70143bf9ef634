"""What stands where the terminal is too small for anything else."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from tui.text import lines

WIDTH, HEIGHT = 60, 15


class TooSmall(Widget):
    """Says what the dashboard needs and what it has."""

    def render(self) -> Content:
        return lines(
            ("reportedly needs more room", "bold"),
            f"at least {WIDTH}x{HEIGHT}, this is {self.app.size.width}x{self.app.size.height}",
            ("q leaves", "$muted"),
        )
