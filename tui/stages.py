"""The states of a claim's life as signs and words: each sign stands for one state, whatever its colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.style import FAINT, MUTED
from tui.text import Part

if TYPE_CHECKING:
    from narrative.life import Life, Stage, State

#: For each state, by its name, its sign and colour.
SIGNS: dict[str, tuple[str, str]] = {
    "emerging": ("+", "$accent"),
    "spreading": ("»", "$primary"),
    "hardening": ("▲", "$stance-asserted"),
    "softening": ("▼", "$stance-hedged"),
    "denied": ("✗", "$stance-denied"),
    "contested": ("≠", "$stance-denied"),
    "corrected": ("✎", "$stance-questioned"),
    "fading": ("○", MUTED),
    "revived": ("↻", "$accent"),
}
#: Of several states that hold, the one that a reader should see where there is room for one.
_WEIGHT: tuple[str, ...] = (
    "contested",
    "denied",
    "corrected",
    "revived",
    "emerging",
    "hardening",
    "softening",
    "spreading",
    "fading",
)


def foremost(stages: Sequence[Stage]) -> list[Stage]:
    """The states that hold, each once, the one that tells most first."""
    return sorted(set(stages), key=_WEIGHT.index)


def sign(stages: Sequence[Stage]) -> Part:
    """The sign of the state that tells most; a dot where none holds."""
    if not stages:
        return "·", FAINT
    mark, colour = SIGNS[foremost(stages)[0]]
    return mark, f"bold {colour}"


def words(stages: Sequence[Stage]) -> list[Part]:
    """Each state by its sign and name."""
    parts: list[Part] = []
    for stage in foremost(stages):
        mark, colour = SIGNS[stage]
        parts += [("  " if parts else "", ""), (f"{mark} {stage}", colour)]
    return parts


def past(life: Life, now: Sequence[State]) -> list[State]:
    """The states that are over."""
    return [state for state in life.states if state not in now]
