"""Who enters the story when: the topic's names and the named sources, each with the sentence that first has it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
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


#: When a mention was said, its story, its claim, its number there, and itself.
_Row = tuple[datetime, int, int, int, Mention]


def first_seen(claims: Sequence[Claim], names: Mapping[str, Sequence[str]]) -> tuple[Actor, ...]:
    """Everybody who is named in claims, in order of first mention. `names`: the topic's entities, id to names.

    A source counts by the name that it is given; where the topic knows that name, as the topic has it.
    """
    rows = [(m.said_at, m.story_id, claim.id, n, m) for claim in claims for n, m in enumerate(claim.mentions, 1)]
    rows.sort(key=itemgetter(0, 1, 2, 3))
    told: dict[str, _Row] = {}
    for row in rows:
        told.setdefault(row[4].sentence, row)
    first, entities = list(told.values()), _Names(names)
    named = entities.firsts([f"{mention.sentence} {mention.attributed_to or ''}" for *_, mention in first])
    found = [(place, False, name) for place, name in named.values()]
    found += [(place, True, name) for place, name in _sources(first, entities)]
    # Of those in one sentence the topic's names stand before the source; these are in the order of the sentence.
    found.sort(key=itemgetter(0, 1))
    return tuple(Actor(name, source, *first[place][:4]) for place, source, name in found)


def _sources(rows: Sequence[_Row], entities: _Names) -> Iterator[tuple[int, str]]:
    """The sources that the topic does not know, each with the place of the first row that names it."""
    known: set[str] = set()
    for place, (*_, mention) in enumerate(rows):
        source = _source(mention)
        if source and source.casefold() not in known and not entities.within(source):
            known.add(source.casefold())
            yield place, source


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

    def within(self, text: str) -> bool:
        """Whether any of the entities is named in a text."""
        return self._pattern.search(text) is not None

    def firsts(self, texts: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Which entities are named in some texts: by id in which text first, and the name they are shown by; in order.

        All texts are searched as one, as a search takes longer to begin than to look through a sentence.
        """
        ends = list(accumulate(len(text) + 1 for text in texts))
        found: dict[str, tuple[int, str]] = {}
        for match in self._pattern.finditer("\n".join(texts)):
            entity = self._by_name[match[0]]
            if entity not in found:
                found[entity] = bisect_right(ends, match.start()), self._shown[entity]
        return found


def _source(mention: Mention) -> str:
    """The name of a named source: mostly of words with capitals, as "the company" or "news groups" names nobody."""
    name = mention.attributed_to or ""
    if not name or mention.source_kind not in _SOURCES or not name[:1].isupper():
        return ""
    words = [word for word in _WORD.findall(name) if len(word) > 3 or word[0].isupper()]
    return name if sum(word[0].isupper() for word in words) * 2 > len(words) else ""
