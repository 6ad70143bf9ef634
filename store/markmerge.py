"""Marks of another home over those here.

Of each sort of mark the later word holds, and of two at one time the one here; a mark whose time nobody knows holds
only where a person here never said anything of the sort.
"""

from __future__ import annotations

from collections.abc import Mapping

from store import marklog, marks, state
from store.database import Store

Marks = Mapping[str, str | None]
#: Each sort of mark: the column that is set where it holds, and those that say when it was set or taken off.
_SORTS = (
    ("saved_at", ("saved_at", "unsaved_at")),
    ("read_at", ("read_at", "unread_at")),
    ("verdict", ("verdict_at",)),
    ("note", ("note_at",)),
)


def later(here: Marks, there: Marks, *, timeless: bool = False) -> dict[str, str | None]:
    """What of the marks `there` holds over those `here`. `timeless`: when they were set is not known."""
    changes: dict[str, str | None] = {}
    for told, times in _SORTS:
        since, before = _last(there, times), _last(here, times)
        is_news = before is None if timeless else since is not None and (before is None or since > before)
        is_word = told.endswith("_at")
        same = (there.get(told) is None) == (here.get(told) is None) if is_word else there.get(told) == here.get(told)
        if is_news and not same:
            changes |= {name: there.get(name) for name in dict.fromkeys((told, *times))}
    return changes


def _last(of: Marks, times: tuple[str, ...]) -> str | None:
    return max((at for name in times if (at := of.get(name))), default=None)


def take(store: Store, batch: marklog.Batch, story_id: int, there: Marks, *, timeless: bool = False) -> bool:
    """Takes over what holds of a story's marks, as part of an act that is undone as one; whether there was any."""
    here = marks.of(store, story_id)
    changes = later(here, there, timeless=timeless)
    if not changes:
        return False
    before: dict[str, object] = {name: here[name] for name in changes}
    connection = store.connection
    if "verdict" in changes:
        row = store.row("SELECT relevant, page_state FROM stories WHERE id = ?", (story_id,))
        before |= dict(row) if row else {}
        connection.execute(
            "UPDATE stories SET relevant = ?, page_try_at = coalesce(page_try_at, ?), page_state = "
            "CASE WHEN ? = 'relevant' AND page_state = 'none' THEN 'wanted' ELSE page_state END WHERE id = ?",
            (changes["verdict"] == "relevant", changes["verdict_at"], changes["verdict"], story_id),
        )
        state.set_analysis_stale(store, True)
    batch.add(story_id, before)
    marks.write(connection, story_id, changes)
    return True
