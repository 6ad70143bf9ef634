"""Whose word a sentence gives: the source, its kind, and the words that say so.

Found around a cue: a verb of saying with its subject beside it, "according to", a possessive with a noun of saying, a
name before a colon or in closing brackets. No parser: see `nounphrase` for where a name begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from narrative.clauses import lower
from narrative.cues import Found, find
from narrative.denials import REFUSED
from narrative.memory import Memory
from narrative.nounphrase import PRONOUNS, Token, opening, right, tokens
from narrative.sources import OWN_VOICE, display, kind_of
from narrative.wordlist import words as listed
from store.models import SourceKind, Span

__all__ = ["Attribution", "Memory", "attribute", "attributions", "leading"]

#: Of whom nothing was told before either.
_SAME = re.compile(r"^(?:the|these|those) same(?= [a-z]+s$| people$)", re.I)
#: "Officials who met the minister": officials.
_PEOPLE = re.compile(r"(?:[\w-]+\s+){0,2}[\w-]+(?=\s+who\s)")
_ACT = re.compile(rf"\bden(?:y|ies|ied|ying){REFUSED}")
#: Characters of a sentence looked at. No sentence is longer, and the time taken grows faster than what is.
LONGEST = 1000
#: Cues by which an outlet hands on what another source said.
_HANDS_ON = listed("according per via reported cited quoted reports reporting seen viewed obtained (")
_CITES = listed("citing quoting")
_TELLS = listed("told tells telling")
_TALKS = listed("interview conversation call op-ed column")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word it is. Spans are within the sentence.

    `reports` is false where the words only name a stand or an act ("urged the ministry to reopen it"): that is told by
    the story itself, not on the source's word. `via`: the outlet through which the source's word came, where the
    sentence says so ("officials told Reuters", "the Journal reported, citing ...", "Semafor, via The Verge").
    """

    name: str
    kind: SourceKind
    source: Span
    cue: Span
    reports: bool = True
    via: str | None = None


def attribute(sentence: str, memory: Memory | None = None, people: Iterable[str] = ()) -> Attribution | None:
    """Whose word the sentence gives, or None where it is the story's own. `memory` resolves pronouns and grows.

    `people` are names known to be of persons.
    """
    return leading(sentence, attributions(sentence, memory, people))


def leading(sentence: str, found: Sequence[Attribution]) -> Attribution | None:
    """Of a sentence's sources the one whose word it is: the first that reports.

    But where an outlet cites its source it is that one, by way of the outlet.
    """
    first = next((one for one in found if one.reports), None)
    if first is None or len(found) == 1:
        return first
    for other in found:
        if other is first or first.via is not None or other.name == first.name:
            continue
        cue = frozenset(other.cue.of(sentence).lower().split())
        if first.kind is SourceKind.OUTLET and cue & _CITES and other.cue.start > first.source.start:
            return replace(other, reports=True, via=first.name)
        if other.kind is SourceKind.OUTLET and cue & _HANDS_ON:
            return replace(first, via=other.name)
    return first


def attributions(sentence: str, memory: Memory | None = None, people: Iterable[str] = ()) -> tuple[Attribution, ...]:
    """Every source the sentence names with its cue, in order."""
    memory, people = memory or Memory(), frozenset(people)
    words = tokens(sentence[:LONGEST])
    memory.read(sentence[:LONGEST])
    subject = opening(words)
    followed = False
    result: list[Attribution] = []
    for found in find(words):
        if subject and not followed and found.source[0] >= subject[1]:
            followed = True
            _follow(sentence, words, subject, memory, people)
        result.append(_resolved(sentence, words, found, memory, people))
    if subject and not followed and not any(one.source.start <= words[subject[0]].start for one in result):
        _follow(sentence, words, subject, memory, people)
    return tuple(sorted(result, key=lambda a: (min(a.source.start, a.cue.start), a.cue.start)))


def _resolved(
    sentence: str, words: Sequence[Token], found: Found, memory: Memory, people: frozenset[str]
) -> Attribution:
    source = Span(words[found.source[0]].start, words[found.source[1] - 1].end)
    cue = Span(words[found.cue[0]].start, words[found.cue[1] - 1].end)
    said = source.of(sentence)
    name, kind = _named(said, memory, people)
    own = OWN_VOICE.match(said) or _ACT.match(sentence, cue.start)
    return Attribution(name, kind, source, cue, found.reports and not own, _via(sentence, words, found, memory))


def _named(said: str, memory: Memory, people: frozenset[str]) -> tuple[str, SourceKind]:
    """Who is meant, and their kind; a name in full is remembered."""
    pronoun = said.lower() in _PRONOUNS
    meant = memory.resolve(said)
    if meant:
        name, kind = meant[0], meant[1] or kind_of(meant[0], meant[0], memory.outlets, people)
    else:
        name, who = _SAME.sub("unnamed", display(said)), _PEOPLE.match(said)
        judged = (who[0], display(who[0])) if who else (said, name)
        kind = kind_of(*judged, memory.outlets, people)
    if not pronoun and kind is not SourceKind.DOCUMENT:
        memory.note(name, kind)
    return name, kind


_PRONOUNS = PRONOUNS | {"his", "her", "its", "their"}


def _follow(
    sentence: str, words: Sequence[Token], subject: tuple[int, int], memory: Memory, people: frozenset[str]
) -> None:
    """Tells the memory whom a sentence is about, which is whom the pronouns of the next stand for."""
    inside = words[subject[0] : subject[1]]
    if inside[0].lower in PRONOUNS or inside[0].quoted:
        return
    named = [token for token in inside if token.is_name]
    all_named = all(token.is_name or token.lower in ("of", "the", "and", "for") for token in inside)
    credit = subject[1] < len(words) and words[subject[1]].text in ("/", "“")  # of a photograph
    if credit or not named or not (all_named or (inside[-1].is_name and inside[-2].is_name)):
        memory.follow(None, None)
        return
    said = sentence[inside[0].start : inside[-1].end]
    meant = memory.resolve(said)
    if meant is None and (len(named) == 1 and inside[0].is_name):
        memory.follow(None, None)  # a capital at the beginning makes no name
        return
    name = meant[0] if meant else display(said)
    memory.follow(name, (meant and meant[1]) or kind_of(said, name, memory.outlets, people))


def _via(sentence: str, words: Sequence[Token], found: Found, memory: Memory) -> str | None:
    """The outlet to which the source said it: "told Reuters", "said in an interview with the Guardian"."""
    begin = found.cue[1]
    if words[found.cue[0]].lower not in _TELLS:
        talk = next((k for k in range(begin, min(begin + 6, len(words))) if words[k].lower in _TALKS), None)
        if talk is None or lower(words, talk + 1) not in ("with", "in", "for", "to"):
            return None
        begin = talk + 2
    hearer = right(words, begin)
    if hearer is None:
        return None
    said = sentence[words[hearer[0]].start : words[hearer[1] - 1].end]
    name = display(said)
    return name if kind_of(said, name, memory.outlets, ()) is SourceKind.OUTLET else None
