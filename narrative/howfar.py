"""How work on many texts tells how far it is. Whoever is told may end it there, by raising what ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

#: Is told how many of how many are done, and of what.
Tell = Callable[[int, int, str], None]

Item = TypeVar("Item")


def nobody(done: int, total: int, what: str) -> None:
    """Tells nobody."""


def each(items: Sequence[Item], what: str, tell: Tell, every: int = 1) -> Iterator[Item]:
    """The items one by one; before each `every`th, and after the last, it is told how far that is."""
    for done, item in enumerate(items):
        if done % every == 0:
            tell(done, len(items), what)
        yield item
    if items:
        tell(len(items), len(items), what)
