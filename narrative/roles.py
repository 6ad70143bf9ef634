"""Names that stand in the same place of different sentences: who signed, to whom a letter went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from narrative.nearby import Word, words
from store.models import Figure, Mention

#: Verbs that only pass on what somebody says; who said it is told as the source.
_PASSED_ON = frozenset("said told added reported wrote asked noted argued warned called claimed confirmed".split())
_JOINTS = frozenset("from to against with for".split())
_TITLES = frozenset("mr mrs ms dr sir secretary president chief director minister judge senator the".split())
#: No figure is made of more words.
_LONGEST = 6

#: Of a role, which mention (from 1) names whom.
Named = list[tuple[int, Figure]]


def roles(mentions: Sequence[Mention]) -> dict[str, Named]:
    """For each role (`signed by`, `letter to`) who has it in which mention, where outlets name different ones.

    Two names that share a word are the same one; a sentence that puts two in one role tells nothing.
    """
    found: defaultdict[str, Named] = defaultdict(list)
    for number, mention in enumerate(mentions, 1):
        here: defaultdict[str, list[Figure]] = defaultdict(list)
        for role, figure in _of(mention):
            here[role].append(figure)
        for role, figures in here.items():
            if len({figure.value for figure in figures}) == 1:
                found[role].append((number, figures[0]))
    return {role: named for role, named in sorted(found.items()) if _differ(named, mentions)}


def _differ(named: Named, mentions: Sequence[Mention]) -> bool:
    """Whether two outlets name two whose names have no word in common."""
    return any(
        mentions[a - 1].outlet != mentions[b - 1].outlet
        and not {*one.text.lower().split()} & {*other.text.lower().split()} - _TITLES
        for place, (a, one) in enumerate(named)
        for b, other in named[place + 1 :]
    )


def _of(mention: Mention) -> Iterator[tuple[str, Figure]]:
    """Each name of a sentence with its role."""
    found = words(mention.sentence)
    first = 0
    while first < len(found):
        last = first
        while last < len(found) and found[last].is_name and _adjoins(mention.sentence, found, first, last):
            last += 1
        role = _role(mention.sentence, found, first, last) if first < last <= first + _LONGEST else None
        if role:
            start, end = found[first].start, found[last - 1].end
            text = mention.sentence[start:end]
            name = found[last - 1].text.removesuffix("'s").removesuffix("’s")
            at = mention.start + start
            if not (mention.source and mention.source.start < at + len(text) and at < mention.source.end):
                yield role, Figure("name", name, text, at, at + len(text))
        first = max(last, first + 1)


def _adjoins(sentence: str, found: Sequence[Word], first: int, at: int) -> bool:
    return at == first or sentence[found[at - 1].end : found[at].start] == " "


def _role(sentence: str, found: Sequence[Word], first: int, last: int) -> str | None:
    before = [found[place] if place >= 0 else None for place in (first - 1, first - 2)]
    after = found[last] if last < len(found) else None
    one, two = before
    if (
        one
        and two
        and not two.is_name
        and not two.is_empty
        and sentence[two.end : found[first].start].strip(" ") == one.text
    ):
        if one.text == "by" and _past(two):
            return f"{two.text} by"
        if one.text in _JOINTS and not _past(two):
            return f"{two.text} {one.text}"
    if after and _past(after) and sentence[found[last - 1].end : after.start] == " ":
        return f"{after.text} by"
    return None


def _past(word: Word) -> bool:
    return word.text.endswith("ed") and len(word.text) > 4 and word.text not in _PASSED_ON
