"""The bar of keys at the foot: Textual's, drawn anew only where its keys are others, and cut between keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer

#: Cells around a key and its name, and the keys at the end that are there at any width: all keys, and the way out.
_AROUND, _ALWAYS = 3, 2


class KeyBar(Footer):
    """Each move of the focus and each refresh tells the footer that keys may have changed, and it makes a dozen
    widgets again each time. Mostly they have not."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._keys: list[tuple[str, str, bool]] | None = None
        self._for = 0

    def compose(self) -> ComposeResult:
        """Of more keys than fit, those of the innermost parts, and how to see them all."""
        self._for = self.app.size.width
        keys = list(super().compose())
        rest, last = keys[:-_ALWAYS], keys[-_ALWAYS:]
        while rest and sum(map(_width, (*rest, *last))) > self._for:
            rest.pop()
        yield from (*rest, *last)

    def on_resize(self) -> None:
        if self._for != self.app.size.width:
            self.refresh(recompose=True)

    def bindings_changed(self, screen: Screen[object]) -> None:
        if not screen.app.app_focus or not self.is_attached or screen is not self.screen:
            super().bindings_changed(screen)
            return
        keys = [
            (self.app.get_key_display(active.binding), active.binding.description, active.enabled)
            for active in screen.active_bindings.values()
            if active.binding.show
        ]
        if keys != self._keys:
            self._keys = keys
            super().bindings_changed(screen)


def _width(key: Widget) -> int:
    return len(getattr(key, "key_display", "")) + len(getattr(key, "description", "")) + _AROUND
