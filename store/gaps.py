"""Gaps: times between two polls in which a feed showed more than it holds, so that entries may have been missed.

A feed holds its newest entries. Where an answer as full as usual has none of those that the answer before had, or only
a few old ones that a feed may keep on top, those between were shown and gone before we looked again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from store import codec
from store.codec import stamp
from store.database import Store
from store.models import Gap

#: A feed that holds fewer entries than these rolls over with every one, and tells nothing.
FEWEST = 2
#: An answer is full from this share of the feed's usual number of entries on.
FULL = 0.5
#: Entries kept on top are no more than this share of what the feed held.
KEPT_ON_TOP = 0.1
#: After each shorter answer the number of entries that counts as usual falls to this share, but not below the answer's.
SHRINKS = 0.75


@dataclass(frozen=True, slots=True)
class Window:
    """What a feed holds: the stories of its last answer, and how many entries it usually has."""

    size: int
    stories: frozenset[int]


def rolled_over(
    window: Window, answer: Collection[int], new: Collection[int], said_at: Mapping[int, datetime]
) -> tuple[datetime, datetime] | None:
    """The newest time told before and the oldest told since, where an answer shows that a feed rolled over.

    `answer`: the stories in it; `new`: those never seen before. `said_at`: when each of both was told. A feed that
    merely shows others than before, older ones among them, has not rolled over.
    """
    if len(window.stories) < FEWEST or len(answer) < window.size * FULL or not _few(window, answer):
        return None
    gone = [said_at[story] for story in window.stories.difference(answer) if story in said_at]
    kept = [said_at[story] for story in window.stories.intersection(answer) if story in said_at]
    since = [said_at[story] for story in new if story in said_at]
    newest = max(gone, default=None)
    if newest is None or any(at > newest for at in kept):
        return None
    later = [at for at in since if at >= newest]
    return (newest, min(later)) if len(later) * 2 > len(since) else None


def _few(window: Window, answer: Collection[int]) -> bool:
    """Whether no more is left of a window than what a feed may keep on top."""
    return len(window.stories.intersection(answer)) <= len(window.stories) * KEPT_ON_TOP


def missed(before: Sequence[datetime], between: timedelta, since: Sequence[datetime]) -> int:
    """How many entries a feed shows in a time at the slower of its paces before and since; 0 where it has none."""
    paces = []
    for times in (sorted(before), sorted(since)):
        if len(times) < 2 or times[0] == times[-1]:
            return 0
        paces.append((len(times) - 1) / (times[-1] - times[0]).total_seconds())
    return max(0, int(min(paces) * between.total_seconds()) - 1)


def after(window: Window, answer: Collection[int], *, delta: bool) -> Window:
    """What a feed holds after an answer. A delta tells what came, and not what went."""
    if not delta:
        return Window(max(len(answer), int(window.size * SHRINKS)), frozenset(answer))
    size = max(window.size, len(answer))
    # Later stories have higher numbers: the oldest are those that the feed let go.
    return Window(size, frozenset(sorted(window.stories.union(answer))[-size:]))


def watch(
    store: Store, feed_id: int, answer: Collection[int], new: Collection[int], now: datetime, *, delta: bool
) -> None:
    """Compares an answer with the one before, in the transaction that stores it, and keeps what the feed holds now.

    An answer that holds what the feed held writes nothing, and an empty one says nothing.
    """
    row = store.row("SELECT * FROM windows WHERE feed_id = ?", (feed_id,))
    window = Window(row["size"], frozenset(json.loads(row["story_ids"]))) if row else Window(0, frozenset())
    if not answer or window.stories == frozenset(answer):
        return
    if row is not None and not delta:
        _note(store, feed_id, row["at"], window, answer, new, now)
    held = after(window, answer, delta=delta)
    if held.stories != window.stories:
        with store.writing(now) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO windows(feed_id, at, size, story_ids) VALUES (?, ?, ?, ?)",
                (feed_id, stamp(now), held.size, json.dumps(sorted(held.stories))),
            )


def _note(
    store: Store, feed_id: int, at: str, window: Window, answer: Collection[int], new: Collection[int], now: datetime
) -> None:
    """Writes a gap where there is one. `at`: when the window was written; later polls may have found it unchanged."""
    if not _few(window, answer):
        return
    ids = json.dumps(sorted(window.stories.union(answer)))
    rows = store.rows("SELECT id, said_at FROM stories WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    said_at = {row["id"]: codec.moment(row["said_at"]) for row in rows}
    found = rolled_over(window, answer, new, said_at)
    if found is None:
        return
    last = store.value("SELECT last_success_at FROM feeds WHERE id = ?", (feed_id,)) or at
    before, since = found
    paces = [[said_at[story] for story in some if story in said_at] for some in (window.stories, new)]
    with store.writing(now) as connection:
        connection.execute(
            "INSERT INTO gaps(feed_id, since, until, at_least) VALUES (?, ?, ?, ?)",
            (feed_id, max(last, at), stamp(now), missed(paces[0], since - before, paces[1])),
        )


def of(store: Store, feed_id: int) -> list[Gap]:
    """A feed's gaps, newest first."""
    rows = store.rows("SELECT * FROM gaps WHERE feed_id = ? ORDER BY until DESC, id DESC", (feed_id,))
    return [_gap(row) for row in rows]


def since(store: Store, moment: datetime) -> list[Gap]:
    """The gaps of all feeds that were noticed after a moment, oldest first."""
    return [_gap(row) for row in store.rows("SELECT * FROM gaps WHERE until > ? ORDER BY until, id", (stamp(moment),))]


def _gap(row: Any) -> Gap:
    return Gap(row["id"], row["feed_id"], codec.moment(row["since"]), codec.moment(row["until"]), row["at_least"])
