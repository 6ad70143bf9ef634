"""What can be copied of what is under the cursor: its link, a citation, a quote with its provenance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from store import reading
from store.database import Store
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


def read(store: Store, item: object, claim: int | None = None) -> Copyable | None:
    """What can be copied of an item of a list, or of what a pane shows; None where it is nothing of that kind.

    The quote of a page is what it says of `claim`, the one in sight. Raises `NotFound` where its story is gone.
    """
    if isinstance(item, StoryPage):
        said = next((mention for number, _, mention in item.said if number == claim), None)
        found = of(item.story)
        return replace(found, quote=_of_mention(said, item.story.title).quote) if found and said else found
    mention = item.mentions[0] if isinstance(item, Claim) and item.mentions else item
    title = reading.get(store, mention.story_id).title if isinstance(mention, Mention) else ""
    return of(item, title)


def of(item: object, headline: str = "") -> Copyable | None:
    """The same of an item alone; `headline` is that of a mention's story."""
    if isinstance(item, Story):
        citation = cite(item)
        return Copyable(f"story {item.id}", _link(item.url), citation, quoted(item.title, citation))
    if isinstance(item, Mention):
        return _of_mention(item, headline)
    if isinstance(item, Claim) and item.mentions:
        first = _of_mention(item.mentions[0], headline)
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
