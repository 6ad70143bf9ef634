"""Which stories the Stories view lists, and reading them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store import index, storylist
from store.database import Store
from store.query import Query, parse
from tui.folding import Folding


@dataclass(frozen=True, slots=True)
class Selection:
    """A query, or the stories with certain ids (`why` names them), of the topic or of what was turned down."""

    text: str = ""
    ids: tuple[int, ...] | None = None
    why: str = ""
    rejected: bool = False

    @property
    def everything(self) -> bool:
        """Whether it is simply every story of the topic."""
        return self == Selection()

    @property
    def flags(self) -> tuple[str, ...]:
        """What it adds to what was typed."""
        return ("rejected",) if self.rejected else ()

    def query(self, now: datetime) -> Query:
        """The query it comes to. Raises `QueryError`, pointing into `text`."""
        if self.ids is not None:
            return Query().also("any")
        return parse(self.text).also(*self.flags)


#: So many stories are listed at once, before the others are known.
FIRST = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """What a selection comes to: its stories, and how many of them nobody opened (None: not counted yet).

    `whole` is false for the beginning of a list.
    """

    folding: Folding
    unread: int | None
    whole: bool


def beginning(store: Store, selection: Selection, now: datetime) -> Listing:
    """The first stories of a selection, at once however many there are; without words, which cost the same as all."""
    ids = storylist.ids(store, selection.query(now), now, limit=FIRST)
    whole = len(ids) < FIRST
    return Listing(_folded(store, ids, whole), storylist.unread_of(store, ids) if whole else None, whole)


def select(store: Store, selection: Selection, now: datetime) -> Listing:
    """The stories of a selection, newest first."""
    if selection.ids is not None:
        ids = storylist.ordered(store, selection.ids)
    else:
        ids = storylist.ids(store, selection.query(now), now)
    unread = storylist.tally(store).unread if selection.everything else storylist.unread_of(store, ids)
    return Listing(_folded(store, ids, True), unread, True)


def _folded(store: Store, ids: Sequence[int], whole: bool) -> Folding:
    """A list with its chains folded."""
    return Folding(ids, storylist.copies(store) if whole else _originals(store, ids), whole)


def _originals(store: Store, ids: Sequence[int]) -> dict[int, int]:
    """The original of each copy in a part of a list."""
    return {copy: original for copy, original in index.chains(store, ids).items() if copy != original}
