"""Who has it first and who follows: of a claim its original and its followers, of an outlet how it works with both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from narrative.evidence import Reason
from narrative.provenance import Node, Tree
from narrative.spans import TimeSpan
from narrative.timeline import SURENESS, middle
from store.models import MADE_BY_NONE, Claim, Mention, SourceKind

#: What gives credit to the story that was followed, so that a reader can go there.
_CREDITS = frozenset((Reason.CREDIT, Reason.LINK))


@dataclass(frozen=True, slots=True)
class Follower:
    """A story that took the claim up after another. `lag`: after the first mention; `after`: after the story that it is
    shown to follow (None: nothing shows one), with the reason; `credit`: whether it says so to its readers."""

    node: Node
    lag: timedelta
    after: timedelta | None
    credit: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim is from: who made it first, who first had it from a source of its own (None: nobody names one), and
    the outlets that followed, each by its first story. `before`: an earlier one that has only some of the claim's
    words: perhaps where it began, and perhaps about something else, so nothing is counted from it."""

    claim_id: int
    first: Node
    original: Node | None
    followers: tuple[Follower, ...]
    before: Node | None = None


@dataclass(frozen=True, slots=True)
class OutletRecord:
    """How an outlet works, over the claims it carries.

    `originals`: of its `tellings` (a story's of a claim) those that follow nobody and name a source that is no outlet.
    `lag`: the median time after a claim's first mention, where another outlet had it. `compared`: tellings that are
    shown to follow another outlet's; `harder`: those of them that are surer than what they follow, by (claim, story).
    `credited`: those that say whom they follow.
    """

    outlet: str
    claims: int
    tellings: int
    originals: int
    lag: timedelta | None
    compared: int
    harder: tuple[tuple[int, int], ...]
    credited: int
    silent: tuple[int, ...]

    @property
    def originality(self) -> float:
        return self.originals / self.tellings if self.tellings else 0.0

    @property
    def hardness(self) -> float | None:
        """How often its wording is surer than its source's."""
        return len(self.harder) / self.compared if self.compared else None


def origin(claim: Claim, tree: Tree) -> Origin:
    """Where a claim is from, and who followed; `tree`: who followed whom in it."""
    by_id = {node.story_id: node for node in tree.nodes}
    nodes = _telling(claim, tree)
    first = _first(claim, nodes)
    followers: dict[str, Follower] = {}
    for node in nodes[nodes.index(first) + 1 :]:
        if node.outlet != first.outlet and node.outlet not in followers:
            parent = by_id.get(node.parent) if node.parent is not None else None
            after = node.said_at - parent.said_at if parent else None
            followers[node.outlet] = Follower(node, node.said_at - first.said_at, after, _credits(node))
    original = next((node for node in nodes if is_original(claim, node)), None)
    earlier = tree.nodes[: tree.nodes.index(first)]
    before = next((node for node in earlier if _says(claim, node)), None)
    return Origin(claim.id, first, original, tuple(followers.values()), before)


def _telling(claim: Claim, tree: Tree) -> list[Node]:
    """The stories that say what the claim says, in order of time; only where all deny it or ask, these."""
    told = [node for node in tree.nodes if any(claim.told_in(mention) for mention in _mentions(claim, node))]
    return [node for node in told if _says(claim, node, claim.told_in)] or told


def _says(claim: Claim, node: Node, counts: Callable[[Mention], bool] = bool) -> bool:
    """Whether one of a story's mentions that count neither denies the claim nor asks."""
    return any(counts(mention) and mention.stance not in MADE_BY_NONE for mention in _mentions(claim, node))


def _first(claim: Claim, nodes: Sequence[Node]) -> Node:
    """Of those the first that makes the claim: the story of `Claim.first`."""
    return next((node for node in nodes if node.story_id == claim.first.story_id), nodes[0])


def is_original(claim: Claim, node: Node) -> bool:
    """Whether a story follows nobody and has the claim from a source of its own."""
    return node.parent is None and any(
        mention.attributed_to and mention.source_kind is not SourceKind.OUTLET and not mention.via
        for mention in _mentions(claim, node)
    )


def outlet_records(
    told: Iterable[tuple[Claim, Tree]],
    silent: Mapping[str, Sequence[int]] | None = None,
    span: TimeSpan | None = None,
) -> tuple[OutletRecord, ...]:
    """How each outlet works, those of most claims first. `silent`: for each the claims that it has not carried.

    `span`: only what was told in it counts; who was first and who followed whom is of all times.
    """
    tallies: defaultdict[str, _Tally] = defaultdict(lambda: _Tally([], 0, 0, [], 0, [], 0))
    for claim, tree in told:
        by_id = {node.story_id: node for node in tree.nodes}
        telling = _telling(claim, tree)
        begun = _first(claim, telling)
        firsts: dict[str, Node] = {}
        for node in telling:
            firsts.setdefault(node.outlet, node)
        for node in tree.nodes:
            if span is not None and not span.holds(node.said_at):
                continue
            tally = tallies[node.outlet]
            tally.tellings += 1
            tally.originals += is_original(claim, node)
            if claim.id not in tally.claims[-1:]:
                tally.claims.append(claim.id)
            after = node.outlet != begun.outlet and node.said_at >= begun.said_at
            if after and firsts.get(node.outlet) is node:
                tally.lags.append(node.said_at - begun.said_at)
            parent = by_id.get(node.parent) if node.parent is not None else None
            if parent and parent.outlet != node.outlet:
                tally.compared += 1
                tally.credited += _credits(node)
                if _sureness(claim, node) > _sureness(claim, parent):
                    tally.harder.append((claim.id, node.story_id))
    names = sorted(tallies.keys() | (silent or {}).keys(), key=lambda name: (-len(tallies[name].claims), name))
    return tuple(tallies[name].record(name, tuple((silent or {}).get(name, ()))) for name in names)


@dataclass
class _Tally:
    """An outlet's record while it is counted."""

    claims: list[int]
    tellings: int
    originals: int
    lags: list[timedelta]
    compared: int
    harder: list[tuple[int, int]]
    credited: int

    def record(self, outlet: str, silent: tuple[int, ...]) -> OutletRecord:
        return OutletRecord(
            outlet,
            len(self.claims),
            self.tellings,
            self.originals,
            middle(self.lags),
            self.compared,
            tuple(self.harder),
            self.credited,
            silent,
        )


def _credits(node: Node) -> bool:
    return node.evidence is not None and node.evidence.reason in _CREDITS


def _sureness(claim: Claim, node: Node) -> float:
    """How sure a story is of a claim at its surest."""
    return max(SURENESS[mention.stance] for mention in _mentions(claim, node))


def _mentions(claim: Claim, node: Node) -> list[Mention]:
    return [claim.mentions[number - 1] for number in node.numbers]
