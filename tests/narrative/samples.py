"""Stories, revisions and mentions for the tests of this room, with what each test leaves open filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from narrative.topic import Topic, parse_topic
from store.models import Claim, Mention, Revision, SourceKind, Stance, Story, TextSource

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
#: Labelled stories beside the project; absent in a plain clone.
EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
DAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday


@cache
def seed_topic() -> Topic:
    """The topic a new installation starts from."""
    return parse_topic((SEEDS / "topic.toml").read_text(encoding="utf-8"), "topic.toml")


def a_story(number: int, text: str, *, title: str = "", outlet: str | None = None, hours: float = 0) -> Story:
    """A story published `hours` after DAY; an outlet of its own unless named."""
    outlet = outlet or f"Outlet {number}"
    return Story(
        id=number,
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{number}",
        title=title,
        outlet=outlet,
        domain=f"{outlet.lower().replace(' ', '-')}.example",
        author=None,
        published_at=DAY + timedelta(hours=hours),
        first_seen_at=DAY + timedelta(days=9),
        language="en",
        text=text,
        text_source=TextSource.PAGE,
        relevant=True,
        relevance=9.0,
        matched=(),
        saved=False,
        read=False,
        revision_id=number * 10,
    )


def a_revision(title: str, text: str = "", number: int = 1) -> Revision:
    """One version of a story."""
    return Revision(number, 1, number, title, text, TextSource.PAGE, DAY)


def a_mention(
    number: int,
    stance: Stance,
    *,
    outlet: str | None = None,
    chain: int | None = None,
    hours: float | None = None,
    kind: SourceKind | None = None,
) -> Mention:
    """A mention by story `number`, an hour after the one before unless said otherwise."""
    return Mention(
        story_id=number,
        revision_id=number,
        url=f"https://o{number}.example/",
        outlet=outlet or f"Outlet {number}",
        published_at=DAY + timedelta(hours=number if hours is None else hours),
        first_seen_at=DAY + timedelta(hours=number if hours is None else hours),
        sentence="The service was blocked.",
        start=0,
        end=24,
        stance=stance,
        source_kind=kind,
        chain=chain,
    )


def a_claim(*mentions: Mention) -> Claim:
    """A claim of these mentions."""
    return Claim(1, "The service was blocked.", mentions)
