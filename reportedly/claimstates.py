"""Which claims are in which state of their life: what `state:hardening` in a query comes to.

Worked out anew where the store has changed, and kept for what is asked next: a person who types asks many times.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from narrative.life import Life, lives
from reportedly.narrating import corrections_of
from store import claims, history, watched
from store.database import Store
from store.query import parse
from store.uncollected import uncollected

#: A moment that no state ends after, and far enough from the last there is to be counted on from.
_NEVER = datetime.max.replace(tzinfo=UTC) - timedelta(days=366)

_lock = threading.Lock()
_last: tuple[object, tuple[Life, ...]] | None = None


def states(store: Store, now: datetime) -> Mapping[str, set[int]]:
    """The claims in each state at `now`, dismissed ones too."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for life in _lives(store):
        for state in life.at(now):
            found[state.stage.value].add(life.claim_id)
    return found


def _lives(store: Store) -> tuple[Life, ...]:
    global _last
    whole = watched.whole_until(store, _NEVER)
    version = (store.path, history.version(store.connection), whole)
    with _lock:
        if _last is None or _last[0] != version:
            _last = version, _worked_out(store, whole)
        return _last[1]


@uncollected()
def _worked_out(store: Store, whole: date | None) -> tuple[Life, ...]:
    """The whole lives, as far as is known; `whole`: the last day that was seen to its end. A dismissed claim has its
    own beside those that are not."""
    every = claims.select(store, parse("any"), _NEVER)
    standing = [claim for claim in every if not claim.dismissed]
    return tuple(lives(standing, _NEVER, corrections_of(store), every, whole).values())
