"""Whose word a sentence gives: the source, its kind, and the words that say so.

Found around a cue: a verb of saying with its subject beside it, "according to", a possessive with a noun of saying, a
name before a colon or in closing brackets. No parser: see `nounphrase` for where a name begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from narrative.cues import Found, find
from narrative.denials import REFUSED
from narrative.nounphrase import Token, tokens
from narrative.sources import OWN_VOICE, display, kind_of
from store.models import SourceKind, Span

_ACT = re.compile(rf"\bden(?:y|ies|ied|ying){REFUSED}")
#: Characters of a sentence looked at. No sentence is longer, and the time taken grows faster than what is.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word it is. Spans are within the sentence.

    `reports` is false where the words only name a stand or an act ("urged the ministry to reopen it"): that is told by
    the story itself, not on the source's word.
    """

    name: str
    kind: SourceKind
    source: Span
    cue: Span
    reports: bool = True


@dataclass(slots=True)
class Memory:
    """What a story has named so far, for the pronouns and common nouns that follow. `outlets` are known by name."""

    organisation: str | None = None
    person: str | None = None
    last: str | None = None
    outlet: str | None = None
    outlets: Collection[str] = frozenset()


def attribute(sentence: str, memory: Memory | None = None, people: Iterable[str] = ()) -> Attribution | None:
    """Whose word the sentence gives, or None where it is the story's own. `memory` resolves pronouns and grows.

    Of several the first; `people` are names known to be of persons.
    """
    return next((found for found in attributions(sentence, memory, people) if found.reports), None)


def attributions(sentence: str, memory: Memory | None = None, people: Iterable[str] = ()) -> tuple[Attribution, ...]:
    """Every source the sentence names with its cue, in order."""
    memory, people = memory or Memory(), frozenset(people)
    words = tokens(sentence[:LONGEST])
    result = [_resolved(sentence, words, found, memory, people) for found in find(words)]
    return tuple(sorted(result, key=lambda a: (min(a.source.start, a.cue.start), a.cue.start)))


def _resolved(sentence: str, words: list[Token], found: Found, memory: Memory, people: frozenset[str]) -> Attribution:
    source = Span(words[found.source[0]].start, words[found.source[1] - 1].end)
    cue = Span(words[found.cue[0]].start, words[found.cue[1] - 1].end)
    said = source.of(sentence)
    name, pronoun = display(said, memory.organisation, memory.person, memory.last, memory.outlet)
    kind = kind_of(name if pronoun else said, name, memory.outlets, people)
    if not pronoun and kind in (SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OUTLET):
        memory.last = name
        if kind is SourceKind.PERSON:
            memory.person = name
        elif kind is SourceKind.OUTLET:
            memory.outlet = name
    own = OWN_VOICE.match(said) or _ACT.match(sentence, cue.start)
    return Attribution(name, kind, source, cue, found.reports and not own)
