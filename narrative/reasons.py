"""Why a sentence was given its stance and its source: the rules of `stance` and `attribution` read backwards.

What decided is known from what was stored; the rules are asked again only for what else stands in the sentence, and
why that did not decide.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from narrative.attribution import Attribution, attributions
from narrative.denials import Doubt, undone
from narrative.hedges import Hedge, Strength
from narrative.scope import colours
from narrative.sentences import split
from narrative.sources import display, judged
from narrative.stance import doubting, holding
from store.models import Mention, SourceKind, Span, Stance, Story


class Rule(StrEnum):
    """What gave a sentence its stance."""

    DENIAL = "a denial of what is claimed"
    QUESTION = "a question, or words that leave it open"
    HEDGE = "a hedge in the claim’s clause"
    WITHHELD = "a hedge between the source and its verb: not even that they said so is vouched for"
    UNVOUCHED = "a weak hedge, and nobody’s word beside it"
    WORD = "said on somebody’s word"
    NONE = "no cue: said in the outlet’s own voice"


class Idle(StrEnum):
    """Why a cue did not decide."""

    UNDONE = "itself denied or left open, or an act: no denial of the claim"
    ASIDE = "in a clause that is set off, so not said of the claim"
    ELSEWHERE = "in another clause than the claim"
    OPEN = "a condition or an expectation, which makes no stance by itself"
    SAID = "part of what the source says"
    BELOW = "weaker than what decided"
    LATER = "a cue as strong stands before"
    STAND = "a stand or an act, which gives nobody’s word"


@dataclass(frozen=True, slots=True)
class Aside:
    """A cue that did not decide, with its place in the sentence."""

    words: str
    span: Span
    why: Idle


@dataclass(frozen=True, slots=True)
class StanceReason:
    """Why a stance: the cue, its place in the sentence, the rule, and the cues that count for nothing here."""

    stance: Stance
    rule: Rule
    words: str
    cue: Span | None
    others: tuple[Aside, ...]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom words stand for, and the sentence of the story that named them; `span` is in the story's text, or, where
    `headline` is true, in its title."""

    name: str
    sentence: str
    span: Span
    headline: bool = False


@dataclass(frozen=True, slots=True)
class SourceReason:
    """Why a source: the words for it and their place in the sentence, the cue, why the kind, and whom the words stand
    for where they are no name. `told`: the words that told the kind; `via`: the outlet that handed the word on."""

    name: str
    kind: SourceKind
    words: str
    span: Span
    cue_words: str
    cue: Span | None
    why_kind: str
    told: str
    antecedent: Antecedent | None
    via: str | None = None


#: How surely each stance is decided before the others.
_RANK = {Stance.DENIED: 4, Stance.QUESTIONED: 3, Stance.HEDGED: 2, Stance.ATTRIBUTED: 1, Stance.ASSERTED: 0}


def stance_reason(mention: Mention, attribution: Attribution | None, part: Span | None = None) -> StanceReason:
    """Why a mention has its stance. `attribution`: whose word it is; `part`: what of the sentence makes the claim, None
    for all of it; their spans are within the sentence."""
    sentence, cue = mention.sentence, _within(mention, mention.cue)
    found = holding(sentence, headline=mention.headline)
    rule = _rule(mention.stance, cue, found, attribution)
    others = _others(mention, cue, found, attribution, part)
    return StanceReason(mention.stance, rule, cue.of(sentence) if cue else "", cue, tuple(others))


def _within(mention: Mention, span: Span | None) -> Span | None:
    """A place in the story as one in the mention's sentence."""
    return Span(span.start - mention.start, span.end - mention.start) if span else None


def _rule(stance: Stance, cue: Span | None, found: Sequence[Hedge], attribution: Attribution | None) -> Rule:
    if stance is not Stance.HEDGED:
        simple = {Stance.DENIED: Rule.DENIAL, Stance.QUESTIONED: Rule.QUESTION, Stance.ATTRIBUTED: Rule.WORD}
        return simple.get(stance, Rule.NONE)
    if any(hedge.span == cue and hedge.strength is Strength.STRONG for hedge in found):
        return Rule.HEDGE
    return Rule.WITHHELD if attribution is not None else Rule.UNVOUCHED


def _others(
    mention: Mention, cue: Span | None, found: Sequence[Hedge], attribution: Attribution | None, part: Span | None
) -> Iterator[Aside]:
    """The cues of the sentence that did not decide, in order of place."""
    sentence, rank = mention.sentence, _RANK[mention.stance]
    rows = [(Span(m.start, m.end), Idle.UNDONE) for m in undone(sentence)]
    for match in doubting(sentence, headline=mention.headline):
        span, would = Span(match.start, match.end), 4 if match.kind == Doubt.DENIED else 3
        rows.append((span, _idle(sentence, span, would, rank, part)))
    for hedge in found:
        why = Idle.OPEN if hedge.strength is Strength.OPEN else _idle(sentence, hedge.span, 2, rank, part)
        weak = hedge.strength is Strength.WEAK
        if weak and why is Idle.ELSEWHERE and mention.stance is Stance.ATTRIBUTED:
            why = Idle.SAID
        elif weak and why is Idle.LATER:
            why = Idle.BELOW
        rows.append((hedge.span, why))
    for one in attributions(sentence):
        same = attribution is not None and one.source == attribution.source
        why = _idle(sentence, one.cue, 1, rank, part) if one.reports or same else Idle.STAND
        rows.append((one.cue, why))
    taken = [cue] if cue else []
    for span, why in sorted(rows, key=lambda row: (row[0].start, list(Idle).index(row[1]))):
        if span.start < span.end and not any(span.start < other.end and other.start < span.end for other in taken):
            taken.append(span)
            yield Aside(span.of(sentence), span, why)


def _idle(sentence: str, span: Span, would: int, rank: int, part: Span | None) -> Idle:
    """Why a cue that would have decided for the stance of one rank did not, where that of another was decided."""
    if not colours(sentence, span.start, span.end, None):
        return Idle.ASIDE
    if part is not None and not colours(sentence, span.start, span.end, part):
        return Idle.ELSEWHERE
    if would == rank:
        return Idle.LATER
    return Idle.BELOW if would < rank else Idle.ELSEWHERE


def source_reason(
    mention: Mention,
    attribution: Attribution | None,
    story: Story,
    outlets: Collection[str],
    people: Collection[str],
) -> SourceReason | None:
    """Why a mention has its source; None where it has none. `story`: its own, in the version that says so."""
    span = _within(mention, mention.source)
    if mention.attributed_to is None or mention.source_kind is None or span is None:
        return None
    said, name, kind = span.of(mention.sentence), mention.attributed_to, mention.source_kind
    cue = attribution.cue if attribution is not None and attribution.source == span else None
    meant = antecedent(said, name, story, len(story.text) if mention.headline else mention.start)
    tried = (judged(said, display(said), outlets, people), judged(name, name, outlets, people))
    why = next((one for one in (tried if meant is None else tried[::-1]) if one.kind is kind), None)
    return SourceReason(
        name,
        kind,
        said,
        span,
        cue.of(mention.sentence) if cue else "",
        cue,
        why.why if why else "as it was named before" if meant else "as it was read, by rules or a topic of before",
        why.words if why else "",
        meant,
        mention.via,
    )


_PRONOUNS = frozenset("he she it they his her its their".split())


def antecedent(said: str, name: str, story: Story, before: int) -> Antecedent | None:
    """The sentence that tells whom the words for a source stand for: of a pronoun the last before it that has the name,
    of other words ("the company", a surname) the first that has it.

    None where they are the name themselves, or where no sentence that begins before an offset in the text has it.
    """
    plain = display(said)
    if name == said or name in plain:
        return None
    rows = [span for span in split(story.text) if span.start < before and _names(name, span.of(story.text))]
    if rows:
        span = rows[-1] if said.lower() in _PRONOUNS else rows[0]
        return Antecedent(name, span.of(story.text), span)
    if _names(name, story.title):
        return Antecedent(name, story.title, Span(0, len(story.title)), headline=True)
    return None


def _names(name: str, text: str) -> bool:
    """Whether a text has a name, or the surname that it ends in."""
    surname = name.split()[-1]
    whole = surname[:1].isupper() and re.search(rf"\b{re.escape(surname)}\b", text) is not None
    return name in text or whole
