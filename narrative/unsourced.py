"""Hardening without a source: who tells as fact what every path leads back to one report of unnamed people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from narrative.credit import Outlet, same_outlet
from narrative.evidence import Evidence
from narrative.holders import Holding
from narrative.measures import chain_of
from narrative.provenance import Node, Tree, in_order
from narrative.regrouping import words_of
from store.models import Claim, Mention, SourceKind, Stance

#: Words that an assertion and the report have in common: so many at the least, and such a share of the shorter one's.
FEWEST, SHARED = 3, 0.4
#: Sources that a reader can hold to their word.
_NAMED = frozenset((SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT))
#: "News organizations", "media reports": somebody's report, but not another one.
_NOBODY = re.compile(r"\b(?:reports?|media|press|news|outlets?|organi[sz]ations?|papers?|publications?)$", re.I)


@dataclass(frozen=True, slots=True)
class Step:
    """A story on the path from the assertion back to the report. `evidence`: what shows that the story before it, one
    step nearer to the assertion, follows it; None where nothing shows it, but nobody else had given a source."""

    story_id: int
    outlet: str
    numbers: tuple[int, ...]
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Unsourced:
    """A mention, by number, that tells as fact what unnamed people told one outlet. `path`: from its story to the
    report, `report`; `people`: whom that names."""

    claim_id: int
    number: int
    mention: Mention
    path: tuple[Step, ...]
    people: str

    @property
    def report(self) -> Step:
        return self.path[-1]

    @property
    def shown(self) -> bool:
        """Whether each step is shown by evidence, and not only left over."""
        return all(step.evidence for step in self.path[1:])


def unsourced(claim: Claim, tree: Tree, holding: Holding) -> tuple[Unsourced, ...]:
    """Every outlet's first such mention, in order of time. `tree`: who followed whom in the claim; `holding`: the
    claims that hold a sentence.

    A story tells it as fact where each of its sentences does, with no source. All paths lead to one report where of all
    earlier stories none gives a named source and none had it as fact before, nor has the report's own outlet since, and
    those that give unnamed ones, or another outlet's word, come down to one outlet. Where nothing shows that it follows
    the report, its sentence has to have the report's words. A sentence that other claims hold too is asked about there
    as well: what vouches for it in one of them vouches for it in all.
    """

    def follows(node: Node, report: Node) -> bool:
        return _root(node, tree).story_id == report.story_id

    found = []
    for node, number, report, people in _walk(claim, tree.nodes, follows):
        mention = claim.mentions[number - 1]
        one = Unsourced(claim.id, number, mention, _path(node, report, tree), people)
        if (one.shown or _says_the_same(claim, one)) and not any(
            other.id != claim.id and _vouches(other, mention, claim, report, tree) for other in holding(mention)
        ):
            found.append(one)
    return tuple(found)


def _vouches(other: Claim, mention: Mention, claim: Claim, report: Node, tree: Tree) -> bool:
    """Whether another claim that holds a sentence has somebody before it whom it may go back to: a named source, the
    report's own outlet telling it as fact, whoever did before the report, or other people without a name. Who denies it
    vouches for nothing."""
    by_id = {node.story_id: node for node in tree.nodes}
    outlets = list(dict.fromkeys(Outlet(one.outlet, one.url) for one in (*claim.mentions, *other.mentions)))
    wire = chain_of(claim.mentions[report.numbers[0] - 1])

    def follows(node: Node, report: Node) -> bool:
        own = by_id.get(node.story_id)
        copied = chain_of(other.mentions[node.numbers[0] - 1]) == wire
        return copied or (own is not None and _root(own, tree).story_id == report.story_id)

    for node in in_order(other).nodes:
        mentions = [other.mentions[number - 1] for number in node.numbers]
        its = [one for one in mentions if one.close and one.stance is not Stance.DENIED]
        if any(one.source_kind in _NAMED for one in its):
            return True
        if its and as_fact(its):
            if node.outlet == report.outlet or node.said_at < report.said_at:
                return True
        elif not all(_leads_to(one, report, node, outlets, follows) for one in its):
            return True
        if node.story_id == mention.story_id:
            return False
    return False


def _says_the_same(claim: Claim, one: Unsourced) -> bool:
    """Whether the assertion has so many of a report's words that it can hardly be about anything else."""
    own = words_of(one.mention.sentence)
    for number in one.report.numbers:
        other = words_of(claim.mentions[number - 1].sentence)
        both = len(own & other)
        if both >= FEWEST and both >= SHARED * min(len(own), len(other)):
            return True
    return False


def may_be_unsourced(claim: Claim) -> tuple[int, ...]:
    """The mentions, by number, that `unsourced` may find, and no others: what can be told without knowing who followed
    whom, which takes whole stories."""
    if not any(mention.source_kind is SourceKind.UNNAMED for mention in claim.mentions):
        return ()
    return tuple(number for _, number, _, _ in _walk(claim, in_order(claim).nodes, lambda node, report: True))


def _walk(
    claim: Claim, nodes: Sequence[Node], follows: Callable[[Node, Node], bool]
) -> Iterator[tuple[Node, int, Node, str]]:
    """Each outlet's first story that tells it as fact, the number of the mention, the report, and its people."""
    outlets = list(dict.fromkeys(Outlet(mention.outlet, mention.url) for mention in claim.mentions))
    found: set[str] = set()
    report: Node | None = None
    people = ""
    for node in nodes:
        numbers = [number for number in node.numbers if claim.mentions[number - 1].close]
        its = [claim.mentions[number - 1] for number in numbers]
        if not its:
            continue
        if any(mention.source_kind in _NAMED for mention in its):
            return
        if as_fact(its):
            if report is None or node.outlet == report.outlet:
                return  # from here on it is the outlet's own word that others may have followed
            if node.outlet != report.outlet and node.outlet not in found:
                found.add(node.outlet)
                number = next(n for n in numbers if claim.mentions[n - 1].stance is Stance.ASSERTED)
                yield node, number, report, people
            continue
        for mention in its:
            # Who denies it has reported nothing that others could tell as fact.
            if report is None and mention.source_kind is SourceKind.UNNAMED and mention.stance is not Stance.DENIED:
                report, people = node, mention.attributed_to or ""
        if report and not all(_leads_to(mention, report, node, outlets, follows) for mention in its):
            return


def as_fact(mentions: Sequence[Mention]) -> bool:
    """Whether a story's mentions of a claim tell it as fact, on nobody's word."""
    return all(mention.stance is Stance.ASSERTED and not mention.attributed_to for mention in mentions)


def _leads_to(
    mention: Mention,
    report: Node,
    node: Node,
    outlets: Sequence[Outlet],
    follows: Callable[[Node, Node], bool],
) -> bool:
    """Whether what a mention rests on is no other report than this one."""
    if mention.source_kind is SourceKind.OUTLET or mention.via:
        name = mention.via or mention.attributed_to or ""
        outlet = same_outlet(name, outlets)
        return outlet.name == report.outlet if outlet else bool(_NOBODY.search(name))
    if mention.source_kind is SourceKind.UNNAMED:
        return node.outlet == report.outlet or follows(node, report)
    return True


def _path(node: Node, report: Node, tree: Tree) -> tuple[Step, ...]:
    steps = [Step(node.story_id, node.outlet, node.numbers)]
    if _root(node, tree).story_id != report.story_id:
        return (*steps, Step(report.story_id, report.outlet, report.numbers))
    evidence = node.evidence
    for one in _up(node, tree):
        steps.append(Step(one.story_id, one.outlet, one.numbers, evidence))
        evidence = one.evidence
    return tuple(steps)


def _root(node: Node, tree: Tree) -> Node:
    return [node, *_up(node, tree)][-1]


def _up(node: Node, tree: Tree) -> Iterator[Node]:
    """The stories that a story goes back to, the nearest first."""
    by_id = {one.story_id: one for one in tree.nodes}
    while node.parent is not None:
        node = by_id[node.parent]
        yield node
