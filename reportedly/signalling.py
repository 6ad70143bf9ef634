"""Signals and stories brought together: a signal whose story one of our feeds has shown says nothing new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fetchers.domains import registrable_domain
from store import signals
from store.database import Store
from store.models import Entry, Feed
from store.signals import Sighting
from store.stories import Received


def receive(store: Store, feed: Feed, entries: Iterable[Entry], received: Received, now: datetime) -> None:
    """Keeps the signals among a feed's entries whose stories are not known, and lets go of those whose stories came.

    A signal that names no outlet's home cannot be matched to its stories and is not kept.
    """
    found = [
        Sighting(entry, registrable_domain(entry.outlet_url)) for entry in entries if entry.signal and entry.outlet_url
    ]
    if found:
        signals.receive(store, feed.id, found, now)
    if received.new or received.changed:
        signals.settle(store, (*received.new, *received.changed))
