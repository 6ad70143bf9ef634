"""How the telling went, for the dashboard: each part by itself, and bounded, since somebody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from narrative.frames import originals
from narrative.life import Life
from narrative.movedwords import Moved, words_that_moved
from narrative.outlets import OutletRecord, outlet_records
from narrative.phases import Phase
from narrative.provenance import tree
from narrative.reach import silences
from narrative.spans import TimeSpan
from narrative.tomlcheck import TomlError
from narrative.topic import Frame, Topic
from reportedly import narrating, shares
from store import index, links, reading, watched
from store.database import Store
from store.errors import StoreError
from store.models import Claim, Story
from store.query import Query

#: Stories that phases and silences are told from, and stories whose words are read: of more, the newest.
STORIES, READ = 20_000, 1_500


class Teller:
    """Tells by a topic, which is read anew each time as a person may edit it."""

    def __init__(self, topic: Callable[[], Topic]) -> None:
        self._read_topic = topic

    def lives(self, store: Store, claims: Sequence[Claim], now: datetime) -> Mapping[int, Life]:
        return narrating.lives_of(store, claims, now)

    def phases(self, store: Store, claims: Sequence[Claim], now: datetime) -> tuple[Phase, ...]:
        stories = _newest(store, now)
        chains = index.chains(store, [story.id for story in stories])
        return narrating.phases_of(self._topic(), stories, claims, chains, watched.whole_until(store, now))

    def frames(self) -> tuple[Frame, ...]:
        return self._topic().frames

    def shares(self, store: Store) -> Mapping[date, Mapping[str, float]]:
        return shares.shares(store, self._topic()).of_days

    def words(self, store: Store, now: datetime, spans: tuple[TimeSpan, TimeSpan]) -> tuple[tuple[Moved, ...], int]:
        stories = [story for story in reading.select(store, Query(), now, limit=READ) if story.said_at <= now]
        known = originals(stories, index.chains(store, [story.id for story in stories]))
        before, after = (span.of(known) for span in spans)
        return words_that_moved(before, after, known, self.frames()), len(known)

    def outlets(
        self, store: Store, claims: Sequence[Claim], now: datetime, span: TimeSpan | None = None
    ) -> tuple[OutletRecord, ...]:
        told = [(claim, tree(claim, *links.around(store, claim))) for claim in claims]
        # Silence shows over all the time only.
        return outlet_records(told, silences(claims, _newest(store, now)) if span is None else None, span)

    def _topic(self) -> Topic:
        """Raises `StoreError`."""
        try:
            return self._read_topic()
        except TomlError as error:
            raise StoreError(str(error)) from error


def _newest(store: Store, now: datetime) -> list[Story]:
    """The newest stories of the topic up to a moment, without their text."""
    return [s for s in reading.select(store, Query(), now, limit=STORIES, with_text=False) if s.said_at <= now]
