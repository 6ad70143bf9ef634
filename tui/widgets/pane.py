"""A pane of a view: a border around what is listed or read, which can have the screen to itself."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical

from tui.keys import binding


class Pane(Vertical):
    """`-front` (a class): of all panes the one the focus was in last, the one that is shown where `#main` is
    `-zoomed`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("z", "zoom", "Zoom", "This pane alone on the screen, and the others again", show=True),
        binding("escape", "unzoom", "All panes", "The other panes again"),
    ]

    def __init__(self, *, id: str, classes: str = "") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=f"pane {classes}")

    @property
    def zoomed(self) -> bool:
        """Whether one pane has the screen to itself."""
        return bool(self.screen.query("#main.-zoomed"))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Comes to the front. Another view is entered with all of its panes."""
        front = self.screen.query("Pane.-front")
        if any(pane.parent is not self.parent for pane in front):
            self.action_unzoom()
        front.remove_class("-front")
        self.add_class("-front")

    def action_zoom(self) -> None:
        self.screen.query("#main").toggle_class("-zoomed")
        self.refresh_bindings()

    def action_unzoom(self) -> None:
        self.screen.query("#main").remove_class("-zoomed")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape means this only where there is something to leave."""
        return action != "unzoom" or self.zoomed
