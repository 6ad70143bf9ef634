"""Who followed whom: for each story of a claim the earlier one that it took the claim from, and what shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from narrative.credit import FIRST, Outlet, credited, same_outlet
from narrative.evidence import Evidence, Reason
from narrative.measures import chain_of
from narrative.nearby import of_a_name
from narrative.sentences import split
from narrative.wordings import as_it_was
from store.models import Claim, Figure, Mention, SourceKind, Span, Story

#: Words that a sentence or quotation needs for its wording to tell anything.
SENTENCE, QUOTE = 8, 6
#: The share of runs of three words that two sentences have in common where one repeats the other.
REPEATED = 0.7
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[“\"]([^“”\"]{20,600})[”\"]")


@dataclass(frozen=True, slots=True)
class Node:
    """A story of the claim by the numbers of its mentions, from 1, with the story it followed (None: an original)."""

    story_id: int
    outlet: str
    said_at: datetime
    numbers: tuple[int, ...]
    parent: int | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The stories of a claim in order of time, each but the originals after the one it followed."""

    nodes: tuple[Node, ...]

    @property
    def originals(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.parent is None)

    def walk(self) -> Iterator[tuple[int, Node]]:
        """Each story below the one it followed, with its depth."""
        children: defaultdict[int | None, list[Node]] = defaultdict(list)
        for node in self.nodes:
            children[node.parent].append(node)
        waiting = [(0, node) for node in reversed(children[None])]
        while waiting:
            depth, node = waiting.pop()
            yield depth, node
            waiting += [(depth + 1, child) for child in reversed(children[node.story_id])]


@dataclass(frozen=True, slots=True)
class _Telling:
    """A story with its mentions of the claim."""

    mentions: tuple[tuple[int, Mention], ...]

    @property
    def first(self) -> Mention:
        return self.mentions[0][1]

    @property
    def said_at(self) -> datetime:
        """When the story first made the claim, in whatever words."""
        return min(mention.told_at for _, mention in self.mentions)

    @property
    def key(self) -> tuple[datetime, str, int]:
        return self.said_at, self.first.url, self.first.story_id

    def by(self, time: datetime) -> list[Mention]:
        """What it had said by a time, in the words of then and of before: nobody follows what an edit brought later."""
        known = [mention for _, mention in self.mentions if mention.said_at <= time]
        before = (as_it_was(mention, wording) for _, mention in self.mentions for wording in mention.earlier)
        return [*known, *(mention for mention in before if mention.said_at <= time)]

    @property
    def outlet(self) -> Outlet:
        return Outlet(self.first.outlet, self.first.url)


_Found = tuple[_Telling, Evidence] | None


def tree(
    claim: Claim,
    stories: Mapping[int, Story] | None = None,
    links: Mapping[int, Mapping[int, str]] | None = None,
) -> Tree:
    """Who followed whom in a claim. A story can only follow one that is earlier by time and address: no circles.

    `stories`: the claim's stories by id, for credit that they give outside of the claim's sentences; `links`: for each
    story the other stories that its page links to, with the address.
    """
    told, nodes = _tellings(claim), []
    for place, telling in enumerate(told):
        found = _origin(telling, told[:place], stories or {}, links or {})
        nodes.append(_node(telling, found))
    return Tree(tuple(nodes))


def in_order(claim: Claim) -> Tree:
    """The stories of a claim in order of time, each as an original: without who followed whom."""
    return Tree(tuple(_node(telling, None) for telling in _tellings(claim)))


def _tellings(claim: Claim) -> list[_Telling]:
    by_story: defaultdict[int, list[tuple[int, Mention]]] = defaultdict(list)
    for number, mention in enumerate(claim.mentions, 1):
        by_story[mention.story_id].append((number, mention))
    return sorted((_Telling(tuple(its)) for its in by_story.values()), key=lambda telling: telling.key)


def _node(telling: _Telling, found: _Found) -> Node:
    first, numbers = telling.first, tuple(number for number, _ in telling.mentions)
    parent, evidence = (found[0].first.story_id, found[1]) if found else (None, None)
    return Node(first.story_id, first.outlet, telling.said_at, numbers, parent, evidence)


def _origin(
    telling: _Telling,
    earlier: Sequence[_Telling],
    stories: Mapping[int, Story],
    links: Mapping[int, Mapping[int, str]],
) -> _Found:
    story = stories.get(telling.first.story_id)
    return (
        _copied(telling, earlier)
        or _credited(telling, earlier, story)
        or _linked(earlier, links.get(telling.first.story_id, {}))
        or _repeated(telling, earlier)
        or (None if _has_own_source(telling) else _quoted(telling, earlier) or _counted(telling, earlier))
    )


def _copied(telling: _Telling, earlier: Sequence[_Telling]) -> _Found:
    """The first of its chain of copies that makes the claim."""
    for other in earlier:
        if chain_of(other.first) == chain_of(telling.first):
            shared = _same_sentence(telling, other)
            return other, shared or Evidence(Reason.COPY, "")
    return None


def _credited(telling: _Telling, earlier: Sequence[_Telling], story: Story | None) -> _Found:
    """The first telling by an outlet that the claim's own sentences credit, or that the story says had it first."""
    others = [other for other in earlier if other.first.outlet != telling.first.outlet]
    outlets = list(dict.fromkeys(other.outlet for other in others))
    for _, mention in telling.mentions:
        named = mention.source_kind is SourceKind.OUTLET and mention.attributed_to
        if named and (outlet := same_outlet(named, outlets)):
            return _by(outlet, others), Evidence(Reason.CREDIT, mention.sentence, mention.source, mention.headline)
        for credit in credited(mention.sentence, outlets):
            span = Span(mention.start + credit.span.start, mention.start + credit.span.end)
            return _by(credit.outlet, others), Evidence(Reason.CREDIT, mention.sentence, span, mention.headline)
    if story is not None and outlets and FIRST.search(story.text):
        for place in split(story.text):
            sentence = place.of(story.text)
            for credit in credited(sentence, outlets) if FIRST.search(sentence) else ():
                span = Span(place.start + credit.span.start, place.start + credit.span.end)
                return _by(credit.outlet, others), Evidence(Reason.CREDIT, sentence, span)
    return None


def _by(outlet: Outlet, tellings: Sequence[_Telling]) -> _Telling:
    return next(telling for telling in tellings if telling.first.outlet == outlet.name)


def _linked(earlier: Sequence[_Telling], links: Mapping[int, str]) -> _Found:
    for other in earlier:
        if other.first.story_id in links:
            return other, Evidence(Reason.LINK, links[other.first.story_id])
    return None


def _repeated(telling: _Telling, earlier: Sequence[_Telling]) -> _Found:
    for other in earlier:
        shared = _same_sentence(telling, other)
        if shared:
            return other, replace(shared, reason=Reason.SENTENCE)
    return None


def _same_sentence(telling: _Telling, other: _Telling) -> Evidence | None:
    """A sentence of one that the other has nearly word for word."""
    for _, mention in telling.mentions:
        runs = _threes(mention.sentence)
        for before in other.by(mention.said_at):
            known = _threes(before.sentence)
            if runs and known and len(runs & known) >= REPEATED * max(len(runs), len(known)):
                span = Span(mention.start, mention.end)
                return Evidence(Reason.COPY, mention.sentence, span, mention.headline, _instead(mention, before))
    return None


def _instead(mention: Mention, before: Mention) -> str:
    """Figures that one sentence gives where the other has one of their kind."""
    new = [figure for figure in mention.figures if not _has(before, figure)]
    old = [figure for figure in before.figures if not _has(mention, figure)]
    pairs = zip(new, old, strict=False)
    return ", ".join(f"{figure.text} for {other.text}" for figure, other in pairs if figure.kind == other.kind)


@lru_cache(1 << 14)
def _threes(sentence: str) -> frozenset[tuple[str, ...]]:
    found = _WORD.findall(sentence.lower())
    if len(found) < SENTENCE:
        return frozenset()
    return frozenset(zip(found, found[1:], found[2:], strict=False))


def _has_own_source(telling: _Telling) -> bool:
    """Whether it names one that is no outlet: a figure may then be from there."""
    return any(
        mention.attributed_to and mention.source_kind is not SourceKind.OUTLET for _, mention in telling.mentions
    )


def _quoted(telling: _Telling, earlier: Sequence[_Telling]) -> _Found:
    """The only chain that had the same quotation before."""
    for _, mention in telling.mentions:
        for match in _QUOTED.finditer(mention.sentence):
            said = _WORD.findall(match[1].lower())
            if len(said) < QUOTE:
                continue
            wanted = " ".join(said)
            had = [
                other
                for other in earlier
                if any(wanted in " ".join(_WORD.findall(m.sentence.lower())) for m in other.by(mention.said_at))
            ]
            if had and len({chain_of(other.first) for other in had}) == 1:
                span = Span(mention.start + match.start(1), mention.start + match.end(1))
                return had[0], Evidence(Reason.QUOTE, match[1], span, mention.headline)
    return None


def _counted(telling: _Telling, earlier: Sequence[_Telling]) -> _Found:
    """The only chain that had the same telling figure before."""
    for _, mention in telling.mentions:
        for figure in mention.figures:
            if not _is_telling(figure) or of_a_name(mention.sentence, figure, figure.start - mention.start):
                continue
            had = [other for other in earlier if any(_has(m, figure) for m in other.by(mention.said_at))]
            if had and len({chain_of(other.first) for other in had}) == 1:
                return had[0], Evidence(Reason.FIGURE, figure.text, Span(figure.start, figure.end), mention.headline)
    return None


def _has(mention: Mention, figure: Figure) -> bool:
    return any(known.kind == figure.kind and known.value == figure.value for known in mention.figures)


def _is_telling(figure: Figure) -> bool:
    """Whether two would hardly hit on the same figure: 117 or 17:21, but no 5, no 100, no date, no year."""
    if figure.kind == "time":
        return figure.value[3:5] not in ("00", "15", "30", "45")
    digits = re.sub(r"\D", "", figure.value.partition("-")[0]).strip("0")
    return figure.kind in ("number", "money", "percent") and len(digits) > 1 and not figure.value.endswith("(year)")
