"""Which validators go with a request, and which are kept of its answer: byte for byte, never to another origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from store.models import Feed

#: A feed that only ever says 304 is asked for whole again after so many of its usual gaps, and so many days.
GAPS, RENEWAL = 5, timedelta(days=8)
#: Why a request has no validators.
FIRST, NONE, ELSEWHERE, STUCK = "first request", "none offered", "offered by another origin", "only 304 for too long"

Validators = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The (ETag, Last-Modified) that a request sends, to which origin alone, and, where it sends none, why not."""

    etag: str | None = None
    last_modified: str | None = None
    origin: str = ""
    unconditional: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value is not None}

    def through(self, urls: Iterable[str]) -> Conditions:
        """What of this was sent by a request that came through these addresses."""
        if not self.headers or self.origin in map(origin_of, urls):
            return self
        return Conditions(unconditional=ELSEWHERE)


def to_send(feed: Feed, usual_gap: float | None, now: datetime) -> Conditions:
    """What the next request for a feed sends. Without a reason below it is conditional: one unconditional ever."""
    if feed.etag is None and feed.last_modified is None:
        return Conditions(unconditional=FIRST if feed.last_success_at is None else NONE)
    if _stuck(feed, usual_gap, now):
        return Conditions(unconditional=STUCK)
    return Conditions(feed.etag, feed.last_modified, feed.standing.origin or origin_of(feed.url))


def _stuck(feed: Feed, usual_gap: float | None, now: datetime) -> bool:
    """Whether the server says 304 although something new is long overdue; some say it for ever (NetNewsWire's
    lesson). Where no gap is known yet, a renewal's own length stands for it."""
    full = feed.standing.full_at
    if full is None or now - full < timedelta(seconds=GAPS * (usual_gap or RENEWAL.total_seconds())):
        return False
    return now - max(full, feed.standing.renewed_at or full) >= RENEWAL


def to_keep(status: int, headers: Mapping[str, str], feed: Feed) -> Validators:
    """The validators from now on: of a 304 each that it offers, of a whole answer just those that it offers.

    They are taken whether the body changed or not, or the next request would echo stale ones. An empty header is none.
    """
    offered = headers.get("etag") or None, headers.get("last-modified") or None
    if status == 304:
        return offered[0] or feed.etag, offered[1] or feed.last_modified
    return offered


def origin_of(url: str) -> str:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
