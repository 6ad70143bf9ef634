"""How long work tells how far it is. The default does nothing; the command line and the dashboard bring their own."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of each step: how many of how many are done, and of what ("feeds", "pages", "claims")."""

    def step(self, done: int, total: int, what: str) -> None: ...


class Quiet:
    """Tells nobody."""

    def step(self, done: int, total: int, what: str) -> None:
        return
