"""What it is that recurs: an assertion, somebody's words that everybody quotes, or what is told with every story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from store.models import ClaimKind, Mention

#: A quote is the same where a run of so many words in quotation marks is, and a claim one where so many chains have it.
RUN, QUOTED = 4, 0.5
#: Told again by an outlet in mostly the same words, so often as a share of all stories, and over so long: background.
SAME_WORDS, RETOLD, FEWEST, LASTING = 0.6, 0.3, 3, timedelta(days=3)
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]{12,}?)(?:[\"”»]|$)")
_WORD = re.compile(r"\w+")


def kind_of(mentions: Sequence[Mention]) -> ClaimKind:
    """The kind of a claim by its mentions, oldest first."""
    if _is_quote(mentions):
        return ClaimKind.QUOTE
    return ClaimKind.BACKGROUND if _is_background(mentions) else ClaimKind.CLAIM


def _is_quote(mentions: Sequence[Mention]) -> bool:
    """Whether most chains have the same words in quotation marks."""
    _, most = quoted(mentions)
    return most > 1 and most >= QUOTED * len({_chain(mention) for mention in mentions})


def quoted(mentions: Sequence[Mention]) -> tuple[str, int]:
    """The run of words that most chains have in quotation marks, and how many do; of equals the first said."""
    chains: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for mention in mentions:
        for quote in _QUOTED.finditer(mention.sentence):
            words = _WORD.findall(quote[1].lower())
            for start in range(len(words) - RUN + 1):
                chains[tuple(words[start : start + RUN])].add(_chain(mention))
    run = max(chains, key=lambda words: len(chains[words]), default=())
    return " ".join(run), len(chains[run]) if run else 0


def _is_background(mentions: Sequence[Mention]) -> bool:
    """Whether outlets tell it again and again, in story after story, in their own same words."""
    lasting = mentions[-1].said_at - mentions[0].said_at >= LASTING
    return lasting and len(retold(mentions)) >= max(FEWEST, RETOLD * len({mention.story_id for mention in mentions}))


def retold(mentions: Sequence[Mention]) -> set[int]:
    """The stories that tell it in mostly the words of an earlier story of their outlet."""
    told: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    again: set[int] = set()
    for mention in mentions:
        words = frozenset(_WORD.findall(mention.sentence.lower()))
        earlier = told[mention.outlet]
        if any(story != mention.story_id and _alike(words, other) for story, other in earlier):
            again.add(mention.story_id)
        earlier.append((mention.story_id, words))
    return again


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME_WORDS * len(one | other)


def _chain(mention: Mention) -> int:
    return mention.story_id if mention.chain is None else mention.chain
