"""Measures that the finding of claims and the telling of their course have in common.

They stand apart so that who counts by them does not load what reads sentences, which takes a sixth of a second.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from store.models import Mention

#: Of a claim's time, what counts as lately.
LATELY = timedelta(hours=48)
#: Two independent chains so close together make a new claim emerge.
TOGETHER = timedelta(days=1)
#: Who has this share of the weight of a claim's strongest terms says the same, whatever else there is.
JOINER = 0.5


def chain_of(mention: Mention) -> int:
    """The chain of copies that a mention belongs to; a story without one is its own."""
    return mention.chain if mention.chain is not None else mention.story_id


def end_of(day: date) -> datetime:
    """The moment at which a day ends."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)
