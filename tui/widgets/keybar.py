"""The bar of keys at the foot: one line, of which only what fits is drawn, cut between keys.

Textual's own makes a widget of each key, and all of them anew whenever one is another.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.text import Part, line

#: The keys at the end that are there at any width: all keys, and the way out.
_ALWAYS = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A key as the bar has it: what is pressed, how that is written, what it is called and what it does."""

    key: str
    display: str
    name: str
    does: str
    enabled: bool

    @property
    def text(self) -> tuple[str, str]:
        return f" {self.display} ", f"{self.name} "

    @property
    def width(self) -> int:
        return line(*self.text).cell_length


class KeyBar(Widget):
    """The keys of the innermost part first; a click on one presses it, and resting on it says what it does."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $footer-background; }
    """
    keys: reactive[tuple[Shown, ...]] = reactive(())
    #: The key under the mouse, by its place in the bar.
    pointed: reactive[int | None] = reactive(None)

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self.bindings_changed)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Each move of the focus says that keys may have changed; mostly they have not."""
        if not screen.app.app_focus or not self.is_attached or screen is not self.screen:
            return
        found: dict[str, Shown] = {}
        for _, bound, enabled, tooltip in screen.active_bindings.values():
            if bound.show and bound.action not in found:
                display = self.app.get_key_display(bound)
                found[bound.action] = Shown(bound.key, display, bound.description, tooltip or bound.tooltip, enabled)
        self.keys = tuple(found.values())

    @property
    def shown(self) -> tuple[Shown, ...]:
        """Of more keys than fit, the first, and how to see them all."""
        rest, last = self.keys[:-_ALWAYS], self.keys[-_ALWAYS:]
        room = self.size.width - sum(key.width for key in last)
        ends = accumulate(key.width for key in rest)
        return (*(key for key, end in zip(rest, ends, strict=True) if end <= room), *last)

    def render(self) -> Content:
        parts: list[Part] = []
        for place, key in enumerate(self.shown):
            state = f"{'' if key.enabled else ' dim'}{' on $block-hover-background' if place == self.pointed else ''}"
            display, name = key.text
            parts += [
                (display, f"bold $footer-key-foreground{state}"),
                (name, f"$footer-description-foreground{state}"),
            ]
        return line(*parts)

    def _at(self, x: int) -> int | None:
        """The key that stands at a cell of the bar."""
        ends = accumulate(key.width for key in self.shown)
        return next((place for place, end in enumerate(ends) if x < end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.pointed = self._at(event.x)
        self.tooltip = self.shown[self.pointed].does if self.pointed is not None else None

    def on_leave(self) -> None:
        self.pointed = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        place = self._at(event.x)
        if place is None:
            return
        key = self.shown[place]
        if key.enabled:
            self.app.simulate_key(key.key)
        else:
            self.app.bell()
