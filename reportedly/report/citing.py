"""How a report names what a sentence of it rests on: stories, claims and mentions, each a place on the same page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from reportedly.report.html import Markup, join, tag
from store.models import Mention

#: Ids in brackets; beyond so many it is said how many more there are.
MOST = 8


class Citing:
    """Makes references, and remembers which stories the page must list for them to lead anywhere.

    `stories`: those that can be listed; `claims`: those with a place on the page; `whole`: those with all mentions.
    """

    def __init__(self, stories: Collection[int], claims: Collection[int], whole: Collection[int]) -> None:
        self._stories, self._claims, self._whole = stories, claims, whole
        self._cited: dict[int, None] = {}

    @property
    def cited(self) -> tuple[int, ...]:
        """The stories that were named, in order of number."""
        return tuple(sorted(self._cited))

    def story(self, story_id: int, words: str | None = None) -> Markup:
        """A story by its number, or in words."""
        if story_id not in self._stories:
            return join([words or story_id])
        self._cited[story_id] = None
        return tag("a", words or story_id, href=f"#s{story_id}")

    def claim(self, claim_id: int) -> Markup:
        name = f"c{claim_id}"
        return tag("a", name, href=f"#{name}") if claim_id in self._claims else join([name])

    def mention(self, claim_id: int, number: int, words: str | None = None) -> Markup:
        """A mention by its number; where its claim is not told whole, that leads to the claim."""
        name = words or f"c{claim_id}.{number}"
        if claim_id in self._whole:
            return tag("a", name, href=f"#c{claim_id}-{number}")
        return tag("a", name, href=f"#c{claim_id}") if claim_id in self._claims else join([name])

    def both(self, claims: Iterable[int], stories: Iterable[int]) -> Markup | None:
        """Claims and stories in brackets; None of none."""
        names = [(self.claim, claim_id) for claim_id in claims] + [(self.story, story_id) for story_id in stories]
        if not names:
            return None
        more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
        return join([" ", tag("span", "[", listed(make(one) for make, one in names[:MOST]), more, "]", class_="ids")])


def listed(parts: Iterable[Markup | str], between: str = ", ") -> Markup:
    """Parts with something between them."""
    found: list[Markup | str] = []
    for part in parts:
        found += [between, part] if found else [part]
    return join(found)


def when(at: datetime, words: str | None = None) -> Markup:
    """A moment, in UTC, as a machine reads it too."""
    return tag("time", words or f"{at:%-d %b %Y, %H:%M}", datetime=f"{at:%Y-%m-%dT%H:%MZ}")


def evidence(mention: Mention) -> Markup:
    """A mention's sentence with the words that decided: the cue of its stance, its source, its figures."""
    kinds = [("cue", mention.cue), ("source", mention.source)]
    spans = [(span.start - mention.start, span.end - mention.start, kind) for kind, span in kinds if span]
    spans += [(one.start - mention.start, one.end - mention.start, "figure") for one in mention.figures]
    text, parts, place = mention.sentence, [], 0
    for start, end, kind in sorted(spans):
        if place <= start < end <= len(text):
            parts += [text[place:start], tag("mark", text[start:end], class_=kind)]
            place = end
    return join([*parts, text[place:]])
