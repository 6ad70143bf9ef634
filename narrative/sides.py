"""Contradiction inside a claim: who denies it, who says the opposite, who puts a "not" where others have none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from narrative.measures import chain_of
from narrative.nearby import Word, words
from narrative.opposites import OPPOSITES
from store.models import Claim, Mention, Stance

#: How many words of content two clauses have in common beside the one that sets them apart, and as what share of the
#: shorter: fewer, and they are about different things.
SHARED, ALIKE = 2, 0.6
#: Words that may stand between "not" and what it denies.
_BETWEEN = frozenset("be been being have had a an the any yet ever even really so to".split())
_NOT = re.compile(r"^(?:not|never|cannot|\w+n['’]t)$", re.I)
_CLAUSE = re.compile(
    r"[,;:()“”\"–—?!]|\.\s|\b(?:and|but|or|because|while|whereas|although|though|which|who|that|when|if|as|than)\b",
    re.I,
)


class Ground(StrEnum):
    """What sets two sides apart."""

    DENIAL = "denied"
    OPPOSITE = "opposite"
    NEGATION = "negated"


@dataclass(frozen=True, slots=True)
class Side:
    """Those mentions of a claim, by number from 1, that hold one thing, oldest first; `word` is what makes it."""

    word: str
    mentions: tuple[tuple[int, Mention], ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for number, _ in self.mentions)

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mention.outlet for _, mention in self.mentions))

    @property
    def chains(self) -> int:
        return len({chain_of(mention) for _, mention in self.mentions})

    @property
    def first_said_by(self) -> str:
        return self.mentions[0][1].outlet

    @property
    def first_said_at(self) -> datetime:
        return self.mentions[0][1].said_at


@dataclass(frozen=True, slots=True)
class Split:
    """Two sides of one claim, the one that was taken first before the other."""

    ground: Ground
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class _Pole:
    """A word of a mention that may set it against others, with what stands before and after it in its clause: "the ban
    before the letter" and "the letter after the ban" are one thing."""

    number: int
    word: str
    context: frozenset[str]


def sides(claim: Claim) -> tuple[Split, ...]:
    """Where a claim's mentions contradict one another: denials first, then opposite words and negations.

    Told only where two mentions differ in the word and are otherwise about the same; who has both is on no side.
    """
    found = [*_denials(claim), *_opposites(claim), *negations(claim)]
    once: dict[frozenset[tuple[int, ...]], Split] = {}
    for split in found:
        once.setdefault(frozenset(side.numbers for side in split.sides), split)
    return tuple(once.values())


def _split(claim: Claim, ground: Ground, poles: Sequence[tuple[str, Iterable[int]]]) -> Split:
    one, other = (
        Side(word, tuple((number, claim.mentions[number - 1]) for number in sorted(set(numbers))))
        for word, numbers in poles
    )
    return Split(ground, (one, other) if one.numbers[0] < other.numbers[0] else (other, one))


def _denials(claim: Claim) -> Iterator[Split]:
    said: defaultdict[bool, list[int]] = defaultdict(list)
    for number, mention in enumerate(claim.mentions, 1):
        if mention.stance is not Stance.QUESTIONED:
            said[mention.stance is Stance.DENIED].append(number)
    if said[True] and said[False]:
        yield _split(claim, Ground.DENIAL, [("said", said[False]), ("denied", said[True])])


def _opposites(claim: Claim) -> Iterator[Split]:
    """For each pair of opposite words the mentions that use the one where others, of the same, use the other."""
    told = [words(mention.sentence) for mention in claim.mentions]
    having: defaultdict[str, set[int]] = defaultdict(set)
    for number, sentence in enumerate(told, 1):
        for word in sentence:
            having[word.text.lower()].add(number)
    for one, other in OPPOSITES:
        poles: tuple[list[_Pole], list[_Pole]] = ([], [])
        begun = (having.get(form.partition("_")[0], set()) for form in one | other)
        for number in sorted(set().union(*begun)):
            found = [_pole(claim, number, told[number - 1], pole) for pole in (one, other)]
            for place, pole in enumerate(found):
                if pole and not found[1 - place]:
                    poles[place].append(pole)
        yield from _apart(claim, Ground.OPPOSITE, *poles)


def _pole(claim: Claim, number: int, sentence: Sequence[Word], forms: frozenset[str]) -> _Pole | None:
    """The first of the words in a sentence, unless it is negated."""
    for at, word in enumerate(sentence):
        for form in forms:
            parts = form.split("_")
            run = sentence[at : at + len(parts)]
            if [part.text.lower() for part in run] == parts and not _is_negated(sentence, at):
                text = claim.mentions[number - 1].sentence
                return _Pole(number, form.replace("_", " "), _context(text, sentence, word, run))
    return None


def negations(claim: Claim) -> Iterator[Split]:
    """For each word that some mention puts a "not" before, those that have it without."""
    told = [words(mention.sentence) for mention in claim.mentions]
    denied: defaultdict[str, list[_Pole]] = defaultdict(list)
    for number, sentence in enumerate(told, 1):
        for at, word in enumerate(sentence):
            if not word.is_empty and not word.is_name and _is_negated(sentence, at):
                text = claim.mentions[number - 1].sentence
                denied[word.stem].append(_Pole(number, f"not {word.text}", _context(text, sentence, word, [word])))
    for stem, poles in sorted(denied.items()):
        others = []
        for number, sentence in enumerate(told, 1):
            plain = next((word for word in sentence if word.stem == stem), None)
            if plain is not None and all(pole.number != number for pole in poles):
                text = claim.mentions[number - 1].sentence
                others.append(_Pole(number, plain.text, _context(text, sentence, plain, [plain])))
        yield from _apart(claim, Ground.NEGATION, others, poles)


def _apart(claim: Claim, ground: Ground, ones: Sequence[_Pole], others: Sequence[_Pole]) -> Iterator[Split]:
    """The split between those of both poles that have a counterpart which differs in the word alone."""
    pairs = [(one, other) for one in ones for other in others if _same_but_for_it(one, other)]
    if pairs:
        (one, other) = min(pairs, key=lambda pair: (pair[0].number, pair[1].number))
        yield _split(
            claim,
            ground,
            [(one.word, [pair[0].number for pair in pairs]), (other.word, [pair[1].number for pair in pairs])],
        )


def _same_but_for_it(one: _Pole, other: _Pole) -> bool:
    shared = len(one.context & other.context)
    return shared >= SHARED and shared >= ALIKE * min(len(one.context), len(other.context))


def _context(text: str, sentence: Sequence[Word], word: Word, run: Sequence[Word]) -> frozenset[str]:
    """The stems of content in the clause of a word, beside the run of words that it begins, marked `<` or `>`."""
    ends = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text) + 1]
    start = max(end for end in ends if end <= word.start)
    end = min(end for end in ends if end > word.start)
    return frozenset(
        f"{'<' if other.start < word.start else '>'}{other.stem}"
        for other in sentence
        if start <= other.start < end and other not in run and not other.is_empty and not _NOT.match(other.text)
    )


def _is_negated(sentence: Sequence[Word], at: int) -> bool:
    """Whether a "not" stands before a word, but for what may stand between."""
    for before in reversed(sentence[max(0, at - 4) : at]):
        if _NOT.match(before.text):
            return True
        if before.text.lower() not in _BETWEEN and not before.text.endswith("ly"):
            return False
    return False
