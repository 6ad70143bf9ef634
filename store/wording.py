"""Counts as people write them, for every room that puts figures into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from store.models import Claim, ClaimKind, Story
from store.statements import chosen, disagreements
from store.urls import url_key

#: Feeds that fail alike, from so many on told of together.
_MANY = 4


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 story`, `1,200 stories`; `many` is needed where the plural is not `one` with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def told_by(stories: int, outlets: int, chains: int) -> str:
    """`12 stories, 7 outlets, 3 chains`: by how many a thing is said, and on how many independent words."""
    return f"{counted(stories, 'story', 'stories')}, {counted(outlets, 'outlet')}, {counted(chains, 'chain')}"


def made_by(claim: Claim) -> str:
    """By how many a claim is made, in the words that stand everywhere."""
    return told_by(len(claim.stories), len(claim.outlets), claim.chains)


def kind_tag(claim: Claim) -> str:
    """`quote` or `background` where a claim is no assertion of the story's own; else nothing."""
    return "" if claim.kind is ClaimKind.CLAIM else claim.kind.value


def in_bytes(count: int) -> str:
    """`0 B`, `999 B`, `41.3 kB`, `2.1 MB`, in thousands."""
    for size, unit in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} B"


#: How a field of which feed and page say different things is called.
_FIELDS = {"title": "headline", "published_at": "date", "author": "author"}


def _plainly(value: str, moment: Callable[[datetime], str]) -> str:
    """A stated value as people write it: a time that a machine wrote in their form."""
    try:
        stated = datetime.fromisoformat(value)
    except ValueError:
        return value
    # A day without a time is no moment.
    return moment(stated.astimezone(UTC)) if stated.tzinfo is not None and "T" in value else value


def minute(moment: datetime) -> str:
    """`2026-06-30 08:00 UTC`."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def disagreement_lines(story: Story, moment: Callable[[datetime], str] = minute, *, where: bool = True) -> list[str]:
    """What a story's page says otherwise than its feed, a line each; the feed's word is the one that is shown.

    `where`: with the place in the page that says so.
    """
    return [
        f"{_FIELDS[one.field]}: the feed says “{_plainly(one.feed, moment)}”, the page “{_plainly(one.page, moment)}”"
        + (f" ({one.source})" if where else "")
        for one in disagreements(story.statements)
    ]


def page_lines(story: Story, moment: Callable[[datetime], str] = minute, *, where: bool = True) -> list[str]:
    """What a story's page says beyond its feed: when it was changed, its section, whether it is for subscribers only,
    its own address. `where`: each with the place in the page that says so."""
    said = chosen(story.statements)
    words = {"modified_at": "changed {}", "section": "section {}", "canonical_url": "own address {}"}
    if "canonical_url" in said and url_key(said["canonical_url"].value) == url_key(story.url):
        del words["canonical_url"]
    found = [
        words[one.field].format(_plainly(one.value, moment)) + (f" ({one.source})" if where else "")
        for one in said.values()
        if one.field in words
    ]
    if "free" in said and said["free"].value == "false":
        found.append("for subscribers only" + (f" ({said['free'].source})" if where else ""))
    return found


def told_once(failures: Sequence[str], where: str) -> Iterator[str]:
    """The failures of a poll; what many feeds share, as where there is no network, is said once, and `where` the feeds
    are to be seen."""
    whys = [failure.partition(": ")[2] or failure for failure in failures]
    many = {why: count for why, count in Counter(whys).items() if count > _MANY}
    for failure, why in zip(failures, whys, strict=True):
        if why not in many:
            yield failure
        elif count := many[why]:
            many[why] = 0
            yield f"{counted(count, 'feed')}: {why}; {where}"
