"""The two spans between which language is compared, when a person names one or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store.models import Story


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Stories said from `begins` up to, and not at, `ends`."""

    begins: datetime
    ends: datetime

    def holds(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends

    def of(self, stories: Sequence[Story]) -> list[Story]:
        return [story for story in stories if self.holds(story.said_at)]


def compared(stories: Sequence[Story], since: datetime | None, until: datetime) -> tuple[TimeSpan, TimeSpan] | None:
    """The earlier and the later span of stories that are there: the time named, after the time just as long before it.

    Where no time is named, or nothing was said before it, the halves of what there is. None where one would be empty.
    """
    said = sorted(story.said_at for story in stories if story.said_at < until)
    if since is not None:
        earlier, later = TimeSpan(since - (until - since), since), TimeSpan(since, until)
        if earlier.of(stories) and later.of(stories):
            return earlier, later
        said = [moment for moment in said if moment >= since]
    if len(said) < 2 or said[0] == said[-1]:
        return None
    middle = said[0] + (said[-1] - said[0]) / 2
    return TimeSpan(said[0], middle), TimeSpan(middle, until)
