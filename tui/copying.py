"""What can be copied of what is under the cursor: its link, a citation, a quote with its provenance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from store.models import Claim, Feed, Mention, Story
from store.urls import is_web
from store.wording import counted
from tui.snapshot import StoryPage
from tui.text import clean


@dataclass(frozen=True, slots=True)
class Copyable:
    """Texts to copy; an empty one is not to be had. `name` says what it is of."""

    name: str
    link: str = ""
    citation: str = ""
    quote: str = ""


def of(item: object, claim: int | None = None, stories: Sequence[Story] = ()) -> Copyable | None:
    """What can be copied of an item of a list, or of what a pane shows; None where it is nothing of that kind.

    The quote of a page is what it says of `claim`, the one in sight. `stories`: those known, for a mention's headline.
    """
    if isinstance(item, StoryPage):
        said = next((mention for number, _, mention in item.said if number == claim), None)
        if said is not None:
            return replace(_of_mention(said, item.story.title), citation=cite(item.story))
        item = item.story
    if isinstance(item, Story):
        citation = cite(item)
        return Copyable(f"story {item.id}", _link(item.url), citation, quoted(item.title, citation))
    if isinstance(item, Mention):
        return _of_mention(item, next((s.title for s in stories if s.id == item.story_id), ""))
    if isinstance(item, Claim) and item.mentions:
        first = _of_mention(item.mentions[0], "")
        outlets = counted(len(item.outlets), "outlet")
        statement = f"c{item.id}: {clean(item.statement)} ({outlets}; first: {first.citation})"
        return Copyable(f"claim c{item.id}", first.link, statement, first.quote)
    if isinstance(item, Feed):
        return Copyable(f"feed {item.id}", _link(item.address), f"{clean(item.outlet)}, {clean(item.address)}")
    return None


def _of_mention(mention: Mention, headline: str) -> Copyable:
    citation = _cited(mention.outlet, headline, mention.said_at, mention.url, mention.revision_id)
    return Copyable(f"story {mention.story_id}", _link(mention.url), citation, quoted(mention.sentence, citation))


def cite(story: Story) -> str:
    """Outlet, headline, time, address, and the revision that was read (of how many versions of the outlet's)."""
    return _cited(story.outlet, story.title, story.said_at, story.url, story.revision_id, story.revisions)


def _cited(outlet: str, headline: str, at: datetime, url: str, revision: int, versions: int = 1) -> str:
    title = f" “{clean(headline)}”," if headline else ""
    version = f"revision {revision}" + (f", the newest of {versions} versions" if versions > 1 else "")
    return f"{clean(outlet)},{title} {at:%Y-%m-%d %H:%M} UTC, {clean(url)} ({version})"


def quoted(text: str, citation: str) -> str:
    """A passage in quotation marks, and below it where it is from."""
    return f"“{clean(text)}”\n— {citation}"


def _link(url: str) -> str:
    """An address that is safe to paste, or none."""
    return clean(url) if is_web(url) else ""
