"""What the step from one sentence to its new version means: figures, hedges, sources, denials, and nothing at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from narrative.alignment import Sentence
from narrative.asides import is_furniture
from narrative.attribution import Attribution, attributions
from narrative.denials import Doubt, doubts
from narrative.editkinds import EditKind, Finding
from narrative.figures import figures
from narrative.hedges import Strength, hedges
from narrative.nounphrase import PRONOUNS, tokens
from narrative.numerals import WORDS
from narrative.samewords import only_misspelt, plain, words
from narrative.sources import display, kind_of
from store.models import Figure, SourceKind

#: What has more words is a list or no text at all, and is not looked into.
LONGEST = 300
_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.I)


#: A passive whose subject stands for what was told, and so is no act ("they were denied entry").
_TOLD_OF = re.compile(
    r"\b(?:that|this|it|which|all of (?:it|this|that))\s+(?:was|is|were|has been|had been)\s+(?:\w+ly\s+)?"
    r"(?:denied|rejected|disputed|refuted)\s+by\b",
    re.I,
)


_SPOKESMAN = re.compile(r"(?:an?|one|the|its|their)\s+(?:[a-z-]+\s+){0,2}spokes(?:man|woman|person|people)", re.I)
_TOKEN = re.compile(r"\d[\d.,]*\d|\w+")


def negations(text: str) -> int:
    return len(_NEGATION.findall(text))


def denials(sentence: str) -> int:
    """How often a sentence denies something."""
    return sum(doubt.kind == Doubt.DENIED for doubt in doubts(sentence)) or len(_TOLD_OF.findall(sentence))


def step(old: Sentence, new: Sentence, known: Counter[str]) -> Iterator[Finding]:
    """What a changed sentence says otherwise now; nothing where that is cosmetic. `known`: see `only_misspelt`."""
    if max(len(old.words), len(new.words)) > LONGEST:
        yield Finding(EditKind.TEXT, old.text, new.text)
        return
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
        yield EditKind.FIGURE, ("; ".join(a for a, _ in moved), "; ".join(b for _, b in moved))
    denied = denials(new) - denials(old)
    if denied:
        yield (EditKind.DENIAL_ADDED if denied > 0 else EditKind.DENIAL_REMOVED), ("", "")
    gone, come = _hedged(old), _hedged(new)
    lost, got = _absent(gone - come, new), _absent(come - gone, old)
    if lost.total() > got.total():
        yield EditKind.HEDGE_REMOVED, (", ".join(sorted(lost)), "")
    elif got.total() > lost.total():
        yield EditKind.HEDGE_ADDED, ("", ", ".join(sorted(got)))
    sources = list(_sources(old, new))
    yield from sources
    if not denied and not lost and not got and not sources and negations(old) != negations(new):
        yield EditKind.NEGATED, ("", "")


def figures_moved(old: str, new: str) -> list[tuple[str, str]]:
    """Figures of one kind that went and came, as ("$8 billion", "$13 billion"). Days are told in too many ways to be
    compared so."""
    before, after = figures(old, None), figures(new, None)
    had, has = ({(f.kind, f.value): f.text for f in some if f.kind != "date"} for some in (before, after))
    come = [key for key in has if key not in had]
    steps = []
    for key in had:
        other = next((found for found in come if found[0] == key[0]), None) if key not in has else None
        if other:
            come.remove(other)
            steps.append((had[key], has[other]))
    return steps or list(_numbers_moved(old, new, before, after))


def _numbers_moved(old: str, new: str, before: Sequence[Figure], after: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """Numbers in one place of the sentence that are no figures by themselves ("two of them", "3 of 5"), or that stand
    as such in another place too; those of a day left out."""
    one, two = ([(m[0].lower(), m.start()) for m in _TOKEN.finditer(text)] for text in (old, new))
    matcher = SequenceMatcher(None, [word for word, _ in one], [word for word, _ in two], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "replace" or j - i != m - k:
            continue
        for (gone, at), (came, there) in zip(one[i:j], two[k:m], strict=True):
            was, now = _figure_at(before, at), _figure_at(after, there)
            same = was and now and (was.kind, was.value) == (now.kind, now.value)
            of_a_day = any(figure and figure.kind == "date" for figure in (was, now))
            if _numeric(gone) and _numeric(came) and not same and not of_a_day:
                yield gone, came


def _numeric(word: str) -> bool:
    return word[0].isdigit() or word in WORDS


def _figure_at(some: Sequence[Figure], place: int) -> Figure | None:
    return next((figure for figure in some if figure.start <= place < figure.end), None)


def _hedged(sentence: str) -> Counter[str]:
    """The words by which a sentence holds back."""
    return Counter(h.span.of(sentence).lower() for h in hedges(sentence) if h.strength >= Strength.WEAK)


def _absent(cues: Counter[str], sentence: str) -> Counter[str]:
    """Those of which a word at least is not in the sentence: "was expected to" is not gone from "was allegedly expected
    to"."""
    there = set(words(sentence))
    return Counter({cue: count for cue, count in cues.items() if not there.issuperset(words(cue))})


def _sources(old: str, new: str) -> Iterator[tuple[EditKind, tuple[str, str]]]:
    before, after = _named(old), _named(new)
    gone = [one for name, one in before.items() if not any(_same(name, other) for other in after)]
    come = [one for name, one in after.items() if not any(_same(name, other) for other in before)]
    # Where a source is known in one version only, the words that took its place may name another all the same.
    was = gone[0] if gone else _instead(new, old, come[0]) if come else None
    now = come[0] if come else _instead(old, new, gone[0]) if gone else None
    what = (was.name if was else "", now.name if now else "")
    if was and now and not _same(was.name, now.name):
        unnamed = _unnamed(was), _unnamed(now)
        kinds = {(False, True): EditKind.ANONYMISED, (True, False): EditKind.NAMED}
        yield kinds.get(unnamed, EditKind.REPLACED), what
    elif was and not now and not after and not _stands_in(was.name, new):
        yield EditKind.SOURCE_REMOVED, what
    elif now and not was and not before and not _stands_in(now.name, old):
        yield EditKind.SOURCE_ADDED, what


def _unnamed(source: Attribution) -> bool:
    """Whether nobody can be held to it: people without a name, or a spokesman of somebody."""
    return source.kind is SourceKind.UNNAMED or _SPOKESMAN.fullmatch(source.name) is not None


def _instead(sentence: str, other: str, source: Attribution) -> Attribution | None:
    """What stands in the other version in the place of a sentence's source."""
    one, two = tokens(sentence), tokens(other)
    inside = [n for n, token in enumerate(one) if source.source.start <= token.start < source.source.end]
    matcher = SequenceMatcher(None, [token.lower for token in one], [token.lower for token in two], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "replace" and inside and i <= inside[-1] and inside[0] < j:
            said = other[two[k].start : two[m - 1].end]
            return replace(source, name=display(said), kind=kind_of(said, display(said), (), ()))
    return None


def _stands_in(name: str, sentence: str) -> bool:
    return set(words(name)) <= set(words(sentence))


def _named(sentence: str) -> dict[str, Attribution]:
    """The sources a sentence gives, by their names in small letters; words that stand for a name are none."""
    found = (one for one in attributions(sentence) if one.reports)
    return {one.name.casefold(): one for one in found if one.name.casefold() not in PRONOUNS}


def _same(name: str, other: str) -> bool:
    """Whether two names may be of one: "lutnick" and "howard lutnick"."""
    one, two = set(words(name)), set(words(other))
    return one <= two or two <= one
