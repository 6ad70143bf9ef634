"""Which pages are to be looked at again now; apart from looking at them, which most polls need not load."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reportedly.lookagain import LATE, due, spans
from store import looks
from store.database import Store
from store.looks import Known

#: Pages looked at again in one poll, at the most; those whose turn came first go first.
MOST = 60


def wanted(store: Store, look_again: Sequence[str], now: datetime) -> list[Known]:
    """The pages to be looked at now, at most MOST of them."""
    after = spans(look_again)
    if not after:
        return []
    turns = []
    for seen in looks.recent(store, now - after[-1] - LATE):
        turn = due(after, seen.first_seen_at, seen.looked_at, now)
        if turn is not None:
            turns.append((turn, seen.story_id))
    return looks.known(store, [story_id for _, story_id in sorted(turns)[:MOST]])
