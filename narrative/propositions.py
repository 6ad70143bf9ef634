"""Stories to sentences that may make a claim, each with its terms, its stance, its source and its figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from narrative.attribution import Attribution, Memory, attribute
from narrative.sentences import split
from narrative.stance import Reading, read_stance
from narrative.terms import Canon
from narrative.topic import Topic
from store.models import Figure, Span, Stance, Story

#: A shorter sentence, in words, says too little to be told apart from others.
SHORTEST = 4
#: Characters that a clause has at least.
SHORTEST_CLAUSE = 22
_CLAUSE = re.compile(
    r"[;:—–]|,?\s(?:and then|after which|because|since|while|whereas|although|though|which|who|after|before|when|"
    r"so that|but|until)\b|,\s(?:and|so|as)\b",
    re.I,
)
_CALL_TO_ACTION = re.compile(
    r"\b(?:subscri(?:be|ption)|sign up|newsletter|click here|follow us|read more|read also|share this|"
    r"forward(?:ed)? (?:this|it) to|"
    r"download our app|cookies?|all rights reserved|advertisement|unsubscribe|join our)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """One sentence of one story. Offsets of `span` are in the story's text, all others in the sentence.

    `names` are those of the terms that are names unknown to the topic; `clauses` are the places at which its clauses
    begin after the first.
    """

    story: Story
    span: Span
    sentence: str
    terms: Mapping[str, Span]
    names: frozenset[str]
    attribution: Attribution | None
    reading: Reading
    figures: tuple[Figure, ...]
    clauses: tuple[int, ...] = ()

    def clause_of(self, term: str) -> int:
        """The number of the clause in which a term of the sentence first stands."""
        return bisect_right(self.clauses, self.terms[term].start)


def propositions(stories: Sequence[Story], topic: Topic) -> list[Proposition]:
    """Every sentence of the stories that may make a claim, in order of publication whatever the stories' order.

    Left out: calls to action, and lines that an outlet repeats from story to story.
    """
    ordered = sorted(stories, key=lambda story: (story.said_at, story.outlet, story.url))
    people = [alias for e in topic.entities if e.kind in ("official", "expert") for alias in e.aliases]
    outlets = frozenset(story.outlet for story in stories)
    parts = [(story, span, span.of(story.text)) for story in ordered for span in split(story.text)]
    repeated = _repeated([(story, sentence) for story, _, sentence in parts])
    found: list[Proposition] = []
    memory, current = Memory(), None
    canon = Canon(topic)
    for story, span, sentence in parts:
        if story is not current:
            memory, current = Memory(organisation=_organisation(story, topic), outlets=outlets), story
        attribution = attribute(sentence, memory, people)
        if len(sentence.split()) < SHORTEST or _CALL_TO_ACTION.search(sentence) or (story.outlet, sentence) in repeated:
            continue
        reading = read_stance(sentence, attribution)
        said = canon.canonical(core(sentence, attribution, reading), story.published_at)
        starts = clause_starts(sentence)
        row = Proposition(story, span, sentence, said.terms, said.names, attribution, reading, said.figures, starts)
        found.append(row)
    return found


def clause_starts(sentence: str) -> tuple[int, ...]:
    """Where clauses begin after the first: at a strong mark or a word that opens one, if both sides are long enough."""
    ends = len(sentence) - SHORTEST_CLAUSE
    return tuple(m.start() for m in _CLAUSE.finditer(sentence) if SHORTEST_CLAUSE < m.start() < ends)


def core(sentence: str, attribution: Attribution | None, reading: Reading) -> str:
    """The sentence with its source, its cue and its hedge blanked out, so that only what is claimed is compared."""
    cuts = [attribution.source, attribution.cue] if attribution else []
    if reading.cue and reading.stance is Stance.HEDGED:
        cuts.append(reading.cue)
    for cut in cuts:
        sentence = sentence[: cut.start] + " " * (cut.end - cut.start) + sentence[cut.end :]
    return sentence


def _organisation(story: Story, topic: Topic) -> str | None:
    """Whom "the company" means: the lab a story names first."""
    text = f"{story.title}\n{story.text}"
    named = [
        (match.start(), entity.aliases[0])
        for entity, pattern in topic.entity_patterns
        if entity.kind == "lab" and (match := pattern.search(text))
    ]
    return min(named)[1] if named else None


def _repeated(parts: list[tuple[Story, str]]) -> set[tuple[str, str]]:
    """The sentences that an outlet has in two or more stories that are no versions of one another."""
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for story, sentence in parts:
        seen[story.outlet, sentence].add(story.id)
    return {key for key, stories in seen.items() if len(stories) > 1}
