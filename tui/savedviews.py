"""Saved views as things to go to: what a palette lists, and the message that goes there."""

from __future__ import annotations

from dataclasses import dataclass

from store import views
from store.database import Store
from tui.messages import ShowQuery


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query with a name."""

    name: str
    query: str

    @property
    def going(self) -> ShowQuery:
        """What shows its stories, with the view's name in the filter bar."""
        return ShowQuery(f"view:{self.name}")


def listed(store: Store) -> list[SavedView]:
    """The saved views in the order of their names."""
    return [SavedView(name, query) for name, query in views.every(store).items()]
