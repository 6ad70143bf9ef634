"""Which stories the Stories view lists, and reading them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store import reading
from store.database import Store
from store.models import Story
from store.query import Query, parse


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


def select(store: Store, selection: Selection, now: datetime) -> list[Story]:
    """The stories of a selection, newest first and without their text."""
    rows = reading.select(store, selection.query(now), now, with_text=False)
    if selection.ids is None:
        return list(rows)
    wanted = frozenset(selection.ids)
    return [story for story in rows if story.id in wanted]
