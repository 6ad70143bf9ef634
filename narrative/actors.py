"""Who enters the story when: the topic's names and the named sources, each with the sentence that first has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from store.models import Claim, Mention, SourceKind

_SOURCES = frozenset((SourceKind.PERSON, SourceKind.ORGANISATION))
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Actor:
    """A name at its first mention in any claim: in the words of the sentence, or as its source. `source`: of a source;
    `mention`: its number in the claim, from 1."""

    name: str
    source: bool
    at: datetime
    story_id: int
    claim_id: int
    mention: int


def first_seen(claims: Sequence[Claim], names: Mapping[str, Sequence[str]]) -> tuple[Actor, ...]:
    """Everybody who is named in claims, in order of first mention. `names`: the topic's entities, id to names.

    A source counts by the name that it is given; where the topic knows that name, as the topic has it.
    """
    entities = _Names(names)
    rows = [(m.said_at, m.story_id, claim.id, n, m) for claim in claims for n, m in enumerate(claim.mentions, 1)]
    rows.sort(key=itemgetter(0, 1, 2, 3))
    found: dict[str, Actor] = {}
    read: set[str] = set()
    for at, story_id, claim_id, number, mention in rows:
        if mention.sentence in read:
            continue
        read.add(mention.sentence)
        source = _source(mention)
        known = list(entities.within(f"{mention.sentence} {mention.attributed_to or ''}"))
        for key, name in known:
            found.setdefault(key, Actor(name, False, at, story_id, claim_id, number))
        if source and not any(entities.within(source)):
            found.setdefault(source.casefold(), Actor(source, True, at, story_id, claim_id, number))
    return tuple(found.values())


class _Names:
    """Finds the topic's entities by any of their names."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._shown = {entity: its[0] for entity, its in names.items() if its}
        self._by_name: dict[str, str] = {}
        for entity, its in sorted(names.items()):
            for name in its:
                if not name.startswith("re:"):
                    self._by_name.setdefault(name.rstrip("*"), entity)
        # Most letters begin none of the names: a pattern that says first with which they do is soon past them, and
        # asks behind that letter whether it begins a word.
        by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(filter(None, self._by_name), key=lambda name: (-len(name), name)):
            by_letter[name[0]].append(re.escape(name[1:]))
        either = "|".join(
            rf"{re.escape(letter)}(?<!\w{re.escape(letter)})(?:{'|'.join(rest)})" for letter, rest in by_letter.items()
        )
        self._pattern = re.compile(rf"(?:{either})(?!\w)" if either else r"(?!)")

    def within(self, text: str) -> Iterator[tuple[str, str]]:
        """The entities named in a text: id, and the name they are shown by."""
        for match in self._pattern.finditer(text):
            entity = self._by_name[match[0]]
            yield f"@{entity}", self._shown[entity]


def _source(mention: Mention) -> str:
    """The name of a named source: mostly of words with capitals, as "the company" or "news groups" names nobody."""
    name = mention.attributed_to or ""
    if mention.source_kind not in _SOURCES or not name[:1].isupper():
        return ""
    words = [word for word in _WORD.findall(name) if len(word) > 3 or word[0].isupper()]
    return name if sum(word[0].isupper() for word in words) * 2 > len(words) else ""
