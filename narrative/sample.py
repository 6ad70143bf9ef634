"""Sentences as sets of terms with what each term tells: what claims are looked for in."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from narrative.expressions import expressions, folded
from narrative.howfar import Tell, each, nobody
from narrative.propositions import Proposition
from narrative.terms import KIND, kind_of_figure
from store.models import Span

#: A term in a larger share of all sentences tells nothing; with few sentences the share is allowed to be larger.
COMMONEST, FEW = 0.25, 8
#: Up to so many sentences, as a logarithm, two that share a given part of their terms are believed to mean the same;
#: among more of them chance makes as much alike, and more is asked for in proportion.
FEWER = 6.0
#: A word that is mostly written with a capital within sentences is a name.
NAMED = 0.5
#: Kinds of figures that stand for a slot as well: two outlets that give other times of the same event agree on one.
SLOTS = frozenset(("time", "money", "date", "duration", "percent"))


@dataclass(frozen=True)
class Stats:
    """In how many of all sentences each term is used, where a sample is only some of them."""

    sentences: int
    uses: Mapping[str, int]
    expressions: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def weight(self) -> dict[str, float]:
        """What each term tells: the logarithm of how rare it is."""
        return {term: math.log(self.sentences / uses) for term, uses in self.uses.items() if uses}

    @cached_property
    def everything(self) -> float:
        """What would tell a sentence from all others."""
        return math.log(self.sentences) if self.sentences else 0.0

    @property
    def strictness(self) -> float:
        """How much more two sentences must share than among few to be believed to mean the same."""
        return strictness(self.everything)


def strictness(everything: float) -> float:
    """How much more is asked of sentences that are to mean the same, by the logarithm of the number of them all."""
    return max(1.0, everything / FEWER)


class Sample:
    """Propositions by number, with the terms that two outlets use and not everybody does.

    `chain_of`: for each story its chain. `stats`: of all sentences, where these are only some.
    """

    def __init__(
        self,
        said: Sequence[Proposition],
        chain_of: Mapping[int, int],
        stats: Stats | None = None,
        tell: Tell = nobody,
    ) -> None:
        slotted = [with_slots(row) for row in said]
        self.expressions = stats.expressions if stats else expressions([row.terms for row in slotted])
        self.said = [
            replace(row, terms=folded(row.terms, self.expressions)) for row in each(slotted, "sentences", tell, 100)
        ]
        self.outlet = [row.story.outlet for row in said]
        self.chain = [chain_of[row.story.id] for row in said]
        uses: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.said):
            for term in row.terms:
                uses[term].append(number)
        counts = stats.uses if stats else {term: len(where) for term, where in uses.items()}
        self.size = stats.sentences if stats else len(said)
        commonest = max(COMMONEST * self.size, FEW)
        self.uses = {
            term: where
            for term, where in uses.items()
            if counts.get(term, len(where)) <= commonest and self.outlets(where) > 1
        }
        self.count = {term: counts.get(term, len(where)) for term, where in self.uses.items()}
        self.weight = {term: math.log(self.size / count) for term, count in self.count.items()}
        self.square = {term: value * value for term, value in self.weight.items()}
        self.terms = [frozenset(term for term in row.terms if term in self.uses) for row in self.said]
        #: What two sentences must share to be believed to mean the same, in logarithms.
        self.everything = math.log(self.size) if self.size else 0.0
        self.strictness = strictness(self.everything)
        self.names = self._names()

    def outlets(self, numbers: Iterable[int]) -> int:
        """How many outlets say some sentences."""
        return len({self.outlet[number] for number in numbers})

    def independent(self, numbers: Iterable[int]) -> bool:
        """Whether at least two outlets and two chains of copies say some sentences."""
        outlets, chains = set(), set()
        for number in numbers:
            outlets.add(self.outlet[number])
            chains.add(self.chain[number])
            if len(outlets) > 1 and len(chains) > 1:
                return True
        return False

    def _names(self) -> frozenset[str]:
        """The terms that are names. Two names beside each other claim nothing yet."""
        written = Counter(name for row in self.said for name in row.names)
        return frozenset(
            term for term, where in self.uses.items() if term[0] == "@" or written[term] > NAMED * len(where)
        )


def with_slots(row: Proposition) -> Proposition:
    """The sentence with a term for each kind of figure it gives, and of each kind of word the topic has several groups
    of, beside the figure's or the group's own."""
    slots = {
        f"&{figure.kind}": Span(figure.start, figure.end) for figure in reversed(row.figures) if figure.kind in SLOTS
    }
    for term, span in row.terms.items():
        if kind := kind_of_group(term):
            slots.setdefault(kind, span)
    return replace(row, terms={**row.terms, **slots}) if slots else row


def kind_of_group(term: str) -> str | None:
    """The term for what a group is a kind of, by which it is written; None where it is none."""
    return f"&{term[1 : term.index(KIND)]}" if term[0] == "#" and KIND in term else None


def several(shared: Collection[str]) -> bool:
    """Whether terms that sentences share are more than one thing: a figure and its slot, the same words, are one, as
    are groups of one kind and that kind."""
    if len(shared) < 2:
        return False
    slots = {f"&{kind_of_figure(term)}" for term in shared if term[0] == "="}
    return len({kind_of_group(term) or term for term in shared} - slots) > 1


def indexed(row: Proposition) -> frozenset[str]:
    """The plain terms of a sentence with its slots, as an index of many stories has them."""
    return frozenset(with_slots(row).terms)
