"""Feeds, entries, stories and claims for the tests of the store, made in a line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from store import claims, feeds, stories
from store.database import Store
from store.feeds import NewFeed
from store.models import Claim, Entry, Figure, Match, Mention, Relevance, SourceKind, Span, Stance, Wording
from store.pages import FetchedPage
from store.stories import Arrival, Received
from tests.conftest import NOW

FITS = Relevance(3.5, relevant=True, possible=True, matched=(Match("suspend", "restriction", 2.0),))
MIGHT = Relevance(1.0, relevant=False, possible=True, matched=())
OFF = Relevance(-1.0, relevant=False, possible=False, matched=(Match("chips", "not this", -1.0),))


def hours(count: float) -> datetime:
    """So many hours after NOW."""
    return NOW + timedelta(hours=count)


def a_feed(store: Store, name: str = "one") -> int:
    (feed_id,) = feeds.add(store, [NewFeed(f"https://{name}.example/feed", f"{name} feed", name.title())], NOW)
    return feed_id


def entry(
    number: int = 1,
    title: str = "Model suspended",
    *,
    url: str | None = None,
    guid: str | None = None,
    summary: str = "A short summary.",
    content: str = "",
    published_at: datetime | None = NOW,
    updated_at: datetime | None = None,
    language: str | None = "en",
) -> Entry:
    return Entry(
        guid=guid if guid is not None else f"guid-{number}",
        url=url or f"https://paper.example/story/{number}",
        title=title,
        author="A. Writer",
        published_at=published_at,
        updated_at=updated_at,
        summary=summary,
        content=content,
        language=language,
    )


def arrive(
    store: Store,
    feed_id: int,
    *entries: Entry,
    relevance: Relevance = FITS,
    outlet: str = "The Paper",
    domain: str = "paper.example",
    now: datetime = NOW,
) -> Received:
    return stories.receive(store, feed_id, [Arrival(e, relevance, outlet, domain) for e in entries], now)


def a_story(store: Store, number: int = 1, title: str = "Model suspended", **more: object) -> int:
    """One story of a feed of its own; returns its id."""
    feed_id = feeds.by_url(store, "https://one.example/feed")
    where = feed_id.id if feed_id else a_feed(store)
    about = {key: more.pop(key) for key in ("relevance", "outlet", "domain", "now") if key in more}
    received = arrive(store, where, entry(number, title, **more), **about)  # type: ignore[arg-type]
    (story_id,) = received.new
    return story_id


def page(story_id: int, text: str = "The whole article.", relevance: Relevance = FITS, **more: object) -> FetchedPage:
    return FetchedPage(story_id, text, relevance, **more)  # type: ignore[arg-type]


def mention(store: Store, story_id: int, stance: Stance = Stance.ASSERTED, *, chain: int | None = None) -> Mention:
    """A mention with every field filled, as the store gives it back."""
    row = store.row("SELECT * FROM stories WHERE id = ?", (story_id,))
    assert row is not None
    return Mention(
        story_id=story_id,
        revision_id=row["revision_id"],
        url=row["url"],
        outlet=row["outlet"],
        published_at=datetime.fromisoformat(row["published_at"]) if row["published_at"] else None,
        first_seen_at=datetime.fromisoformat(row["first_seen_at"]),
        sentence="Officials said access may end on 12 June.",
        start=4,
        end=45,
        stance=stance,
        cue=Span(26, 29),
        attributed_to="officials",
        via="Reuters",
        source_kind=SourceKind.UNNAMED,
        source=Span(4, 13),
        figures=(Figure("date", "2026-06-12", "12 June", 37, 44, "about"),),
        chain=chain,
    )


def reworded(mention: Mention, sentence: str, *, until: datetime) -> Mention:
    """A mention that said this, in the first version of its story, until then."""
    figure = Figure("date", "2026-06-13", "13 June", 16, 23, None)
    said = Wording(1, mention.said_at, until, sentence, 0, len(sentence), Stance.HEDGED, (figure,))
    return replace(mention, came_at=until, earlier=(said,))


def claim(claim_id: int, *mentions: Mention, statement: str = "Access ends on 12 June.") -> Claim:
    return Claim(claim_id, statement, mentions)


def two_claims(store: Store) -> tuple[Claim, Claim]:
    """c1, asserted and hedged by two outlets; c2, denied by one of them."""
    first = a_story(store, 1, "First", outlet="Alpha", domain="alpha.example", published_at=hours(-48))
    second = a_story(store, 2, "Second", outlet="Beta", domain="beta.example", published_at=hours(-24), language="de")
    made = (
        claim(1, mention(store, first), mention(store, second, Stance.HEDGED)),
        claim(2, mention(store, second, Stance.DENIED), statement="The flaw was serious."),
    )
    claims.replace(store, made)
    return made


def dump(store: Store, *leaving_out: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but of those left out, and of how it was before."""
    names = [row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {
        name: sorted((tuple(row) for row in store.rows(f"SELECT * FROM [{name}]")), key=repr)
        for name in names
        if name not in (*leaving_out, "moments")
    }
