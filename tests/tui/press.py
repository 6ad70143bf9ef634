"""The home of the goldens: the stories of the demo's small web, written through the store in a fixed order.

The demo polls over real HTTP, where ids follow the order of the answers and addresses hold a port; here nothing is left
to chance. Claims are derived by the same analysis.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from fetchers.progress import Quiet
from narrative.relevance import judge
from reportedly import smallweb
from reportedly.analysis import analyse
from reportedly.commands.demo import LAST_LOOK, MOMENTS
from reportedly.smallweb import Piece, SmallWeb
from store import feeds, marks, pages, reading, state, stories
from store.database import Store, open_store
from store.feeds import NewFeed, PollOutcome
from store.models import Entry
from store.pages import FetchedPage
from store.polls import Exchange
from store.stories import Arrival
from tests.tui.sample import topic

#: The clock of the goldens: a while after the last poll.
LAST = MOMENTS[-1]
NOW = LAST + timedelta(minutes=12)
#: Outlets whose feeds do not answer from a moment on, and what is seen of it.
DOWN = {"larkmoor-messenger": (MOMENTS[-3], "503 Service Unavailable"), "rackside": (LAST, "no answer within 20 s")}


def build(database: Path) -> None:
    """Writes the home as somebody left it who polled through the demo's days and read some stories."""
    web = smallweb.load(LAST)
    with open_store(database) as store:
        found = [NewFeed(_url(slug, "feed"), outlet.name, outlet.name) for slug, outlet in web.outlets.items()]
        numbers = dict(zip(web.outlets, feeds.add(store, found, MOMENTS[0]), strict=True))
        known: dict[Piece, int] = {}
        for moment in MOMENTS:
            for slug, feed_id in numbers.items():
                _poll(store, web, slug, feed_id, moment, known)
        store.known_at = LAST
        analyse(store, topic(), Quiet())
        read = [story.id for story in reading.every_story(store) if story.relevant and story.first_seen_at <= LAST_LOOK]
        marks.mark_read(store, read[: len(read) // 2], LAST_LOOK)
        marks.save(store, read[2:12:4], LAST_LOOK)
        state.looked(store, LAST_LOOK)


def _url(outlet: str, name: str) -> str:
    return f"https://{outlet}.example/{name}"


def _poll(store: Store, web: SmallWeb, slug: str, feed_id: int, moment: datetime, known: dict[Piece, int]) -> None:
    """What a poll of one feed at a moment stores: new stories, and those that say something else than before."""
    since, error = DOWN.get(slug, (NOW, ""))
    if moment >= since:
        _failed(store, feed_id, error, moment)
        return
    pieces = [piece for piece in web.pieces if piece.outlet == slug and piece.published <= moment]
    pieces.sort(key=lambda piece: (piece.published, piece.slug))
    new = 0
    for piece in pieces:
        version, url = piece.as_of(moment), _url(slug, piece.slug)
        verdict = judge(topic(), version.title, version.text)
        entry = Entry(url, url, version.title, piece.author, piece.published, version.at, summary=piece.summary)
        arrival = Arrival(entry, verdict, web.outlets[slug].name, f"{slug}.example")
        for story_id in stories.receive(store, feed_id, [arrival], moment).new:
            known[piece] = story_id
            new += 1
        pages.save(store, FetchedPage(known[piece], version.text, verdict, language="en"), moment)
    feeds.record(store, _answered(slug, feed_id, moment, len(pieces), new))


def _answered(slug: str, feed_id: int, at: datetime, entries: int, new: int) -> PollOutcome:
    """A whole answer with new entries, or the word that nothing changed; sizes and times follow from how many."""
    whole = 900 + 640 * entries
    following = at + timedelta(hours=6)
    return PollOutcome(
        feed_id,
        at,
        "new" if new else "not modified",
        following,
        f"something new about every {1 + feed_id % 5} d, at most 6 h is waited",
        status=200 if new else 304,
        conditional=at > MOMENTS[0],
        size=whole if new else 0,
        seconds=0.08 + 0.03 * entries if new else 0.05,
        entries=entries if new else 0,
        new_stories=new,
        exchange=Exchange(_url(slug, "feed"), full_bytes=whole),
    )


def _failed(store: Store, feed_id: int, error: str, at: datetime) -> None:
    reason = "tried again after it failed"
    status = 503 if error.startswith("503") else None
    feeds.record(store, PollOutcome(feed_id, at, "error", at + timedelta(hours=1), reason, status, True, error=error))
