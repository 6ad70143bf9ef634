"""Homes for measuring the dashboard: invented stories of 2 KB, one in eight a copy, and claims over them."""

from __future__ import annotations

from pathlib import Path

from bench.store import NOW, filled
from bench.zipf import Press
from reportedly.analysis import reader_of
from reportedly.home import Home
from store import claims, feeds, index, outletnames, readings, state
from store.database import Store, open_store
from store.feeds import NewFeed
from store.models import Claim, Mention, Stance

#: One story in so many repeats the one before it.
COPY = 8
#: Mentions of a claim, each by another outlet.
MENTIONS = 8


def make(database: Path, press: Press, stories: int, claims_too: int) -> None:
    """The database of a home that is there, of so many stories and claims; somebody last looked a minute ago."""
    database.parent.mkdir(parents=True, exist_ok=True)
    with open_store(database) as store:
        feeds.add(store, [NewFeed("https://paper.example/feed", "Paper", "Paper")], NOW)
        filled(store, press, 0, stories)
        index.put_chains(store, {number: number - 1 for number in range(COPY, stories + 1, COPY)})
        claims.replace(store, [_claim(store, press, number, stories) for number in range(1, claims_too + 1)])
        # As if all pages had been fetched and read by the analysis, which is not what is measured.
        readings.unread(store, reader_of(Home(database.parent).read_topic()), outletnames.every(store.connection))
        with store.writing() as connection:
            connection.execute("UPDATE stories SET page_state = 'fetched'")
            connection.execute("DELETE FROM unread")
        state.looked(store, NOW)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _claim(store: Store, press: Press, number: int, stories: int) -> Claim:
    ids = [1 + (number * 7919 + turn * 31) % stories for turn in range(MENTIONS)]
    marks = ", ".join("?" * len(ids))
    rows = store.rows(f"SELECT * FROM stories WHERE id IN ({marks}) ORDER BY said_at, id", ids)
    mentions = []
    for turn, row in enumerate(rows):
        sentence = row["text"].split(". ")[turn]
        start = row["text"].index(sentence)
        seen = NOW
        stance = list(Stance)[(number + turn) % len(Stance)]
        mentions.append(
            Mention(
                row["id"],
                row["revision_id"],
                row["url"],
                row["outlet"],
                seen,
                seen,
                sentence,
                start,
                start + len(sentence),
                stance,
            )
        )
    return Claim(number, press.story(number)[0].capitalize() + ".", tuple(mentions))
