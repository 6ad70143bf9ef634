"""A person's marks on a story, each written and the story read back as it then stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from store import marks, reading
from store.database import Store
from store.models import Story


@dataclass(frozen=True, slots=True)
class Mark:
    """What to write, and what to say once it is written."""

    write: Callable[[Store, datetime], int]
    said: str

    def apply(self, store: Store, story_id: int, now: datetime) -> Story:
        """Writes it; the story as it now stands, without its text. Raises `NotFound`."""
        self.write(store, now)
        return reading.get(store, story_id)


def saving(story: Story) -> Mark:
    """Saved, or no longer."""
    if story.saved:
        return Mark(lambda store, now: marks.unsave(store, [story.id], now), "No longer saved; s saves it again.")
    return Mark(
        lambda store, now: marks.save(store, [story.id], now), "Saved; reportedly export --saved writes it out."
    )


def reading_of(story: Story, read: bool) -> Mark:
    """Read or unread; silent where it is because the story was opened."""
    if read:
        return Mark(lambda store, now: marks.mark_read(store, [story.id], now), "")
    return Mark(lambda store, now: marks.mark_unread(store, [story.id], now), "Unread again.")


def verdict(story: Story, relevant: bool) -> Mark:
    """A person's word on whether it belongs to the topic."""
    said = (
        "Accepted: it counts from the next poll or reportedly analyse on; x turns it down."
        if relevant
        else "Turned down: gone from the next reading on; a takes it back."
    )
    return Mark(lambda store, now: marks.judge(store, [story.id], relevant, now), said)
