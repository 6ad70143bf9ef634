"""One change of a claim, from which its sentence in a brief is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from narrative.briefkinds import Kind


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a claim, `at` a time: `lead` and `tail` stand round its words, `clause` tells it in
    short beside another.

    `numbers`: the mentions that it rests on. `share`: how much of its kind's weight it has. `words`: the mentions in
    whose words it is told (none: the claim's own will do).
    """

    kind: Kind
    lead: str
    tail: str
    clause: str
    numbers: tuple[int, ...]
    figures: Mapping[str, int | float | str]
    at: datetime
    share: float = 1.0
    words: tuple[int, ...] = ()
