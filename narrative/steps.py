"""What the step from one sentence to its new version means: figures, hedges, sources, denials, and nothing at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from narrative.alignment import Sentence
from narrative.asides import is_furniture
from narrative.attribution import Attribution, attributions
from narrative.denials import Doubt, doubts
from narrative.editkinds import EditKind, Finding
from narrative.figures import figures
from narrative.hedges import Strength, hedges
from narrative.nounphrase import PRONOUNS
from narrative.samewords import only_misspelt, plain, words
from store.models import SourceKind

_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.I)


def negations(text: str) -> int:
    return len(_NEGATION.findall(text))


def denials(sentence: str) -> int:
    """How often a sentence denies something."""
    return sum(doubt.kind == Doubt.DENIED for doubt in doubts(sentence))


def step(old: Sentence, new: Sentence, known: Counter[str]) -> Iterator[Finding]:
    """What a changed sentence now says otherwise; nothing where the change is cosmetic. `known`: see `only_misspelt`."""
    if _cosmetic(old, new, known):
        return
    found = list(_kinds(old.text, new.text))
    for kind, what in found or [(EditKind.TEXT, ("", ""))]:
        yield Finding(kind, old.text, new.text, what=what)


def _cosmetic(old: Sentence, new: Sentence, known: Counter[str]) -> bool:
    if only_misspelt(old.words, new.words, known) or not plain(old.text).isdisjoint(plain(new.text)):
        return True
    # A byline or a stamp of time may run into the first sentence, and a call to subscribe into the last.
    long, short = (old, new) if len(old.words) > len(new.words) else (new, old)
    for extra, rest in (_cut_off(long.text, short.text), _cut_off(short.text, long.text)):
        if extra and is_furniture(extra) and words(rest) == words(short.text):
            return True
    return False


def _cut_off(long: str, short: str) -> tuple[str, str]:
    """What a sentence has before or behind the whole of another, and that other."""
    if long.endswith(short):
        return long[: len(long) - len(short)].strip(), short
    if long.startswith(short):
        return long[len(short) :].strip(), short
    return "", short


def _kinds(old: str, new: str) -> Iterator[tuple[EditKind, tuple[str, str]]]:
    moved = figures_moved(old, new)
    if moved:
        yield EditKind.FIGURE, (", ".join(a for a, _ in moved), ", ".join(b for _, b in moved))
    denied = denials(new) - denials(old)
    if denied:
        yield (EditKind.DENIAL_ADDED if denied > 0 else EditKind.DENIAL_REMOVED), ("", "")
    gone, come = _hedged(old), _hedged(new)
    lost, got = gone - come, come - gone
    if lost.total() > got.total():
        yield EditKind.HEDGE_REMOVED, (", ".join(sorted(lost)), "")
    elif got.total() > lost.total():
        yield EditKind.HEDGE_ADDED, ("", ", ".join(sorted(got)))
    yield from _sources(old, new)
    if not denied and not lost and not got and negations(old) != negations(new):
        yield EditKind.NEGATED, ("", "")


def figures_moved(old: str, new: str) -> list[tuple[str, str]]:
    """Figures of one kind that went and came, as ("$8 billion", "$13 billion"). Days are told in too many ways to be
    compared so."""
    before = {(f.kind, f.value): f.text for f in figures(old, None) if f.kind != "date"}
    after = {(f.kind, f.value): f.text for f in figures(new, None) if f.kind != "date"}
    come = [key for key in after if key not in before]
    steps = []
    for key in before:
        other = next((found for found in come if found[0] == key[0]), None) if key not in after else None
        if other:
            come.remove(other)
            steps.append((before[key], after[other]))
    return steps


def _hedged(sentence: str) -> Counter[str]:
    """The words by which a sentence holds back."""
    return Counter(h.span.of(sentence).lower() for h in hedges(sentence) if h.strength >= Strength.WEAK)


def _sources(old: str, new: str) -> Iterator[tuple[EditKind, tuple[str, str]]]:
    before, after = _named(old), _named(new)
    gone = [one for name, one in before.items() if not any(_same(name, other) for other in after)]
    come = [one for name, one in after.items() if not any(_same(name, other) for other in before)]
    if not gone and not come:
        return
    what = (gone[0].name if gone else "", come[0].name if come else "")
    if gone and come:
        unnamed = [one.kind is SourceKind.UNNAMED for one in (gone[0], come[0])]
        kind = {(False, True): EditKind.ANONYMISED, (True, False): EditKind.NAMED}
        yield kind.get((unnamed[0], unnamed[1]), EditKind.REPLACED), what
    elif gone and len(before) > len(after) and not after:
        yield EditKind.SOURCE_REMOVED, what
    elif come and not before:
        yield EditKind.SOURCE_ADDED, what


def _named(sentence: str) -> dict[str, Attribution]:
    """The sources a sentence gives, by their names in small letters; words that stand for a name are none."""
    found = (one for one in attributions(sentence) if one.reports)
    return {one.name.casefold(): one for one in found if one.name.casefold() not in PRONOUNS}


def _same(name: str, other: str) -> bool:
    """Whether two names may be of one: "lutnick" and "howard lutnick"."""
    one, two = set(words(name)), set(words(other))
    return one <= two or two <= one
