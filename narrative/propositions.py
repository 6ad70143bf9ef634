"""Stories to sentences that may make a claim, each with its terms, its stance, its source and its figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from narrative.attribution import Attribution, Memory, attributions, leading
from narrative.lexicon import Lexicon
from narrative.sentences import split
from narrative.stance import Reading, read_stance
from narrative.terms import Canon
from narrative.topic import Topic
from narrative.wordlist import placed
from store.models import Figure, SourceKind, Span, Stance, Story

#: A shorter sentence, in words, says too little to be told apart from others.
SHORTEST = 4
#: Characters of a story in which the company that it is about is looked for first.
BEGINNING = 600
#: Characters that a clause has at least.
SHORTEST_CLAUSE = 22
#: Words for a source that are longer, in characters, are part of what is told.
LONGEST_SOURCE = 60
_CLAUSE = re.compile(
    r"[;:—–]|,?\s(?:and then|after which|because|since|while|whereas|although|though|which|who|after|before|when|"
    r"so that|but|until)\b|,\s(?:and|so|as)\b",
    re.I,
)
#: What is no part of what is told: calls to action, who did not answer, and who wrote, edited or photographed it.
_ASIDE = re.compile(
    r"\b(?:subscri(?:be|ption)|sign up|newsletter|click here|follow us|read more|read also|share this|register now|"
    r"requests? for comment|forward(?:ed)? (?:this|it) to|download our app|get the (?:\w+ )?(?:\w+ )?app|cookies?|"
    r"all rights reserved|"
    r"advertisement|unsubscribe|join our)\b|\b(?:(?:additional )?(?:reporting|writing|editing) by|"
    r"(?:file )?photo(?:graph)?\s?(?:by|:|/)|getty images|image \d+ of \d+)",
    re.I,
)
#: One of these is in whatever that finds, and looking for them is much faster.
_HINTS = (
    "comment subscri sign letter click follow read share register forward app cookie reserved advert join reporting "
    "writing editing photo getty image"
).split()


@dataclass(frozen=True, slots=True)
class Proposition:
    """One sentence of one story, or its headline. Offsets of `span` are in the story's text (or title), all others in
    the sentence.

    `names` are those of the terms that are names unknown to the topic; `clauses` are the places at which its clauses
    begin after the first. `voices` are all sources on whose word something is told, where there are several.
    `came_at` is when the edit that brought it was seen; `earlier`: what stood in its place before, oldest first.
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
    headline: bool = False
    voices: tuple[Attribution, ...] = ()
    came_at: datetime | None = None
    earlier: tuple[Earlier, ...] = ()

    def clause_of(self, term: str) -> int:
        """The number of the clause in which a term of the sentence first stands."""
        return bisect_right(self.clauses, self.terms[term].start)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A sentence of an earlier version of a story (`row.story` is that), which said so from `said_at` to `until`."""

    row: Proposition
    said_at: datetime
    until: datetime


class Reader:
    """Reads stories one at a time, by a topic. `outlets` are the names by which outlets are credited."""

    def __init__(self, topic: Topic, outlets: Iterable[str] = ()) -> None:
        self._canon = Canon(topic)
        labs = [entity for entity in topic.entities if entity.kind == "lab"]
        self._labs = Lexicon([(entity.aliases[0], entity.aliases) for entity in labs])
        self._people = people(topic)
        self._outlets = frozenset(outlets)

    def read(self, story: Story) -> tuple[Proposition, ...]:
        """What may make a claim in one story: its headline, then its sentences in order.

        Left out: calls to action, credits, and what is too short to tell.
        """
        memory = Memory(organisation=self._organisation(story), outlets=self._outlets)
        said = [self._proposition(story, span, span.of(story.text), memory) for span in split(story.text)]
        title = story.title.strip()
        if title:
            begin = story.title.index(title)
            span = Span(begin, begin + len(title))
            said.insert(0, self._proposition(story, span, title, memory, headline=True))
        return tuple(proposition for proposition in said if proposition is not None)

    def _organisation(self, story: Story) -> str | None:
        """Whom "the company" means: the lab a story names first, which it mostly does at once."""
        for text in (f"{story.title}\n{story.text[:BEGINNING]}", story.text):
            found = min(((start, row) for row, start, _ in self._labs.find(text, placed(text))), default=None)
            if found:
                return self._labs.names[found[1]]
        return None

    def _proposition(
        self, story: Story, span: Span, sentence: str, memory: Memory, *, headline: bool = False
    ) -> Proposition | None:
        # Whoever is named where nothing is claimed may be "he" or "she" in what follows.
        sources = attributions(sentence, memory, self._people)
        if len(sentence.split()) < SHORTEST or _is_aside(sentence):
            return None
        attribution = leading(sentence, sources)
        voices = tuple(source for source in sources if source.reports)
        reading = read_stance(sentence, attribution, headline=headline)
        said = self._canon.canonical(core(sentence, attribution, reading, self._people), story.published_at)
        starts = clause_starts(sentence)
        return Proposition(
            story, span, sentence, said.terms, said.names, attribution, reading, said.figures, starts, headline,
            voices if len(voices) > 1 else (),
        )  # fmt: skip


def people(topic: Topic) -> frozenset[str]:
    """The names known to be of persons."""
    return frozenset(a for e in topic.entities if e.kind in ("official", "expert") for a in e.aliases)


def propositions(stories: Sequence[Story], topic: Topic) -> list[Proposition]:
    """Every sentence of the stories that may make a claim, in order of publication whatever the stories' order.

    Left out beside what `Reader` leaves out: lines that an outlet repeats from story to story.
    """
    reader = Reader(topic, (story.outlet for story in stories))
    ordered = sorted(stories, key=lambda story: (story.said_at, story.outlet, story.url))
    return unrepeated([proposition for story in ordered for proposition in reader.read(story)])


def unrepeated(said: Sequence[Proposition]) -> list[Proposition]:
    """Those of the sentences that no other story of their outlet has as well, word for word."""
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in said:
        seen[row.story.outlet, row.sentence].add(row.story.id)
    return [row for row in said if len(seen[row.story.outlet, row.sentence]) == 1]


def _is_aside(sentence: str) -> bool:
    small = sentence.lower()
    return any(hint in small for hint in _HINTS) and _ASIDE.search(sentence) is not None


def clause_starts(sentence: str) -> tuple[int, ...]:
    """Where clauses begin after the first: at a strong mark or a word that opens one, if both sides are long enough."""
    ends = len(sentence) - SHORTEST_CLAUSE
    return tuple(m.start() for m in _CLAUSE.finditer(sentence) if SHORTEST_CLAUSE < m.start() < ends)


def core(
    sentence: str, attribution: Attribution | None, reading: Reading, people: Collection[str] = frozenset()
) -> str:
    """The sentence with cue and hedge blanked out, so that only what is claimed is compared, and its source where it
    matters little who that is. Else that is part of what is claimed: "the owner calls it censorship"."""
    cuts = [attribution.cue] if attribution else []
    if attribution and _in_passing(sentence, attribution, people):
        cuts.append(attribution.source)
    # Of a long source more is told than who it is: "the letter to the lab's founders that came on Friday".
    cuts = [cut for cut in cuts if cut.end - cut.start <= LONGEST_SOURCE]
    if reading.cue and reading.stance is Stance.HEDGED:
        cuts.append(reading.cue)
    for cut in cuts:
        sentence = sentence[: cut.start] + " " * (cut.end - cut.start) + sentence[cut.end :]
    return sentence


def _in_passing(sentence: str, by: Attribution, people: Collection[str]) -> bool:
    """Whether a source tells nothing of the claim: an outlet or a document, which hands it on, "officials", and people
    whom the topic knows by name, as they speak on every side of it."""
    said = by.source.of(sentence)
    if by.kind is SourceKind.UNNAMED:
        return " " not in said
    return by.kind in (SourceKind.OUTLET, SourceKind.DOCUMENT) or any(name in said for name in people)
