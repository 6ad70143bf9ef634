"""Who is meant where a story says "the people said": those it told of before, in whatever claim, else nobody known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from store.models import Claim, Mention, SourceKind

#: A pronoun, or an article with a noun and no more: it tells only that they were told of before.
_BARE = re.compile(r"he|she|they|who|others|some|people|sources|persons?|(?:the|these|those)(?: same)? [a-z]+", re.I)
NOBODY = "unnamed people"


def bare(name: str) -> bool:
    """Whether the words for a source tell nothing by themselves."""
    return _BARE.fullmatch(name.strip()) is not None


@dataclass(frozen=True)
class Unnamed:
    """Finds out by all `claims` who the unnamed sources of a story are; nothing is read before somebody asks."""

    claims: Iterable[Claim]
    _said: dict[int, list[tuple[int, str]]] = field(default_factory=dict, init=False, repr=False)

    def people(self, mention: Mention) -> str:
        """Whom a mention is from, in words that tell by themselves; `NOBODY` where the story has none."""
        name = mention.attributed_to or ""
        if not bare(name):
            return name or NOBODY
        noun = name.split()[-1].casefold()
        fuller = [
            (start, other)
            for start, other in self._of(mention.story_id)
            if start <= mention.start and noun in re.findall(r"\w+", other.casefold())
        ]
        return max(fuller)[1] if fuller else NOBODY

    def _of(self, story_id: int) -> list[tuple[int, str]]:
        """Where a story names its unnamed sources in words that tell."""
        if not self._said:
            self._said.update(_sources(self.claims) or {0: []})
        return self._said.get(story_id, [])


def _sources(claims: Iterable[Claim]) -> Mapping[int, list[tuple[int, str]]]:
    said: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for claim in claims:
        for one in claim.mentions:
            if one.source_kind is SourceKind.UNNAMED and one.attributed_to and not bare(one.attributed_to):
                said[one.story_id].append((one.start, one.attributed_to))
    return said
