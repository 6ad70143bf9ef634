"""Stories, mentions, claims and revisions for the tests of the narrative, made in a line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from narrative.figures import figures
from store.models import Claim, Figure, Mention, Revision, Stance, Story, TextSource, Wording

#: The moment that day 0 begins with; a Monday.
START = datetime(2026, 3, 2, tzinfo=UTC)


def on(day: float) -> datetime:
    """So many days after START."""
    return START + timedelta(days=day)


def story(
    story_id: int,
    text: str,
    *,
    title: str = "A headline",
    outlet: str = "",
    day: float | None = None,
    seen: float | None = None,
) -> Story:
    """A story of an outlet of its own, a day after the one before, unless said otherwise."""
    published = on(story_id if day is None else day)
    return Story(
        id=story_id,
        url=f"https://outlet{story_id}.example/{story_id}",
        title=title,
        outlet=outlet or f"Outlet {story_id}",
        domain=f"outlet{story_id}.example",
        author=None,
        published_at=published,
        first_seen_at=published if seen is None else on(seen),
        language="en",
        text=text,
        text_source=TextSource.PAGE,
        relevant=True,
        relevance=4.0,
        matched=(),
        saved=False,
        read=False,
        revision_id=story_id * 10,
    )


def mention(
    story_id: int,
    stance: Stance = Stance.ASSERTED,
    *,
    outlet: str = "",
    day: float | None = None,
    chain: int | None = None,
    figures: tuple[Figure, ...] = (),
) -> Mention:
    """A mention in the story of that id, as `story` would make it."""
    sentence = "Access to the model ended at midnight."
    return Mention(
        story_id=story_id,
        revision_id=story_id * 10,
        url=f"https://outlet{story_id}.example/{story_id}",
        outlet=outlet or f"Outlet {story_id}",
        published_at=on(story_id if day is None else day),
        first_seen_at=on(story_id if day is None else day),
        sentence=sentence,
        start=0,
        end=len(sentence),
        stance=stance,
        figures=figures,
        chain=chain,
    )


def reworded(mention: Mention, sentence: str, until: float, stance: Stance = Stance.ASSERTED) -> Mention:
    """A mention that said this until an edit on that day, and says what it does since."""
    found = tuple(figures(sentence, mention.said_at))
    was = Wording(mention.revision_id - 1, mention.said_at, on(until), sentence, 0, len(sentence), stance, found)
    return replace(mention, came_at=on(until), earlier=(was,))


def claim(claim_id: int, *mentions: Mention, statement: str = "Access to the model ended at midnight.") -> Claim:
    return Claim(claim_id, statement, mentions)


def told(*stances: Stance, chains: tuple[int, ...] = (), first: int = 1) -> tuple[Mention, ...]:
    """One mention a stance, each of the next story, all of chains of their own unless said otherwise."""
    numbers = chains or tuple(range(first, first + len(stances)))
    return tuple(
        mention(story_id, stance, chain=chain)
        for story_id, stance, chain in zip(range(first, first + len(stances)), stances, numbers, strict=True)
    )


def revision(number: int, title: str, text: str, story_id: int = 1) -> Revision:
    return Revision(number, story_id, number, title, text, TextSource.PAGE, on(number))
