"""The way back: what a jump from one place to another leaves behind, for escape to undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.widget import Widget

#: So many jumps are remembered.
LONGEST = 50


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a jump led to: a story or claim by its id, or else what the query then was."""

    id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One jump: the view and pane it began in, and how the view was before to which it led, with what had led there."""

    view: str
    pane: Widget | None
    before: Any
    arrival: Arrival | None
