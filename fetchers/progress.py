"""How long work tells how far it is. The default does nothing; the command line and the dashboard bring their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Told of each step: how many of how many are done, and of what ("feeds", "pages", "claims")."""

    def step(self, done: int, total: int, what: str) -> None: ...


class Stopped(Exception):
    """Raised out of a step of long work once somebody asked to stop it: what is committed stays, the rest is undone."""


class Quiet:
    """Tells nobody."""

    def step(self, done: int, total: int, what: str) -> None:
        return


class Stoppable:
    """Passes steps on, and raises `Stopped` out of the first after `asked` says that somebody wants to stop."""

    def __init__(self, progress: Progress, asked: Callable[[], bool]) -> None:
        self._progress, self._asked = progress, asked

    def step(self, done: int, total: int, what: str) -> None:
        if self._asked():
            raise Stopped
        self._progress.step(done, total, what)
