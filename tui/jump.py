"""Jump mode: a letter on every pane, view and row in sight; pressing it goes there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.text import line

#: In the order of how easily they are reached.
_LETTERS = "asdfjklghqwertyuiopzxcvbnm"


@dataclass(frozen=True, slots=True)
class Target:
    """A place to jump to: where its letter stands, and what it is, as `Jumper` knows it."""

    x: int
    y: int
    name: tuple[str, int]


def labels(count: int) -> list[str]:
    """So many different labels: single letters, or pairs of them where they do not suffice; none begins another."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return ["".join(pair) for _, pair in zip(range(count), product(_LETTERS, repeat=2), strict=False)]


class Jump(ModalScreen[tuple[str, int] | None]):
    """The letters over the dashboard. Any key that is none of them goes back."""

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        named = labels(len(targets))
        self._targets: Mapping[str, Target] = dict(zip(named, targets, strict=True))
        self._typed = ""

    def compose(self) -> ComposeResult:
        yield from self._labels()

    def _labels(self) -> Iterator[Static]:
        for label, target in self._targets.items():
            shown = Static(line((f" {label} ", "bold $background on $key")), classes="letter")
            shown.styles.offset = (target.x, target.y)
            yield shown

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self._typed += event.key
        if found := self._targets.get(self._typed):
            self.dismiss(found.name)
        elif not any(label.startswith(self._typed) for label in self._targets):
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        near = [t for t in self._targets.values() if t.y == event.screen_y and 0 <= event.screen_x - t.x < 4]
        self.dismiss(near[0].name if near else None)
