"""Which sentence of one version became which of the next, and which went and came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from narrative.asides import is_furniture, is_note
from narrative.samewords import alike, words
from narrative.sentences import split

#: Two sentences in one place are versions of one where they share so much of their words.
ALIKE = 0.5
#: Sentences of a text that are compared; a page of more is a list or a log.
MOST = 400
#: Characters of a text that are looked into.
LONGEST = 100_000
#: Of a changed stretch each sentence is held against so many of the other version.
NEAR = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in a version: its words in small letters and the number of its paragraph."""

    text: str
    words: tuple[str, ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """What changed: sentences with their new version, stretches that are gone, and sentences that came.

    Notes of correction are left out, and the page's furniture that went or came. `whole`: how many sentences each
    paragraph of the old version has.
    """

    pairs: tuple[tuple[Sentence, Sentence], ...]
    gone: tuple[tuple[Sentence, ...], ...]
    come: tuple[Sentence, ...]
    whole: tuple[int, ...]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a version, but for notes that it was changed: such a note goes on to the end of its line."""
    paragraph, last, found = 0, 0, []
    noted = -1
    for span in split(text[:LONGEST]):
        begins = "\n" in text[last : span.start] or not last
        paragraph += begins and last > 0
        last = span.end
        sentence = span.of(text)
        if is_note(sentence):
            noted = paragraph if begins else noted
        elif paragraph != noted:
            found.append(Sentence(sentence, tuple(words(sentence)), paragraph))
    return [one for one in found if one.words][:MOST]


def align(old: str, new: str) -> Alignment:
    """The changes from one version of a text to the next, in the order of the text."""
    before, after = sentences(old), sentences(new)
    whole = [0] * (max((one.paragraph for one in before), default=-1) + 1)
    for one in before:
        whole[one.paragraph] += 1
    pairs: list[tuple[Sentence, Sentence]] = []
    gone: list[tuple[Sentence, ...]] = []
    come: list[Sentence] = []
    matcher = SequenceMatcher(None, [s.words for s in before], [s.words for s in after], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal" or _flat(before[i:j]) == _flat(after[k:m]):
            continue
        matched = paired(before[i:j], after[k:m])
        pairs += [(before[i + one], after[k + other]) for one, other in sorted(matched.items())]
        taken = set(matched.values())
        come += [one for place, one in enumerate(after[k:m]) if place not in taken]
        stretch: list[Sentence] = []
        for place, one in enumerate(before[i:j]):
            if place not in matched:
                stretch.append(one)
            elif stretch:
                gone.append(tuple(stretch))
                stretch = []
        if stretch:
            gone.append(tuple(stretch))
    return _telling(Alignment(tuple(pairs), tuple(gone), tuple(come), tuple(whole)))


def _flat(some: Sequence[Sentence]) -> list[str]:
    return [word for one in some for word in one.words]


def paired(before: Sequence[Sentence], after: Sequence[Sentence]) -> dict[int, int]:
    """Pairs by place, the most alike first; of equals the nearest."""
    scores = sorted(
        (-round(score, 6), abs(i - k), i, k)
        for i, one in enumerate(before)
        for k, other in enumerate(after)
        if abs(i - k) <= NEAR and (score := alike(one.words, other.words)) >= ALIKE
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, k in scores:
        if i not in found and k not in taken:
            found[i] = k
            taken.add(k)
    return found


def _telling(found: Alignment) -> Alignment:
    """Without furniture; and a sentence that only stands elsewhere now is neither gone nor new."""
    moved = {one.words for some in found.gone for one in some} & {one.words for one in found.come}

    def tells(one: Sentence) -> bool:
        return one.words not in moved and not is_furniture(one.text)

    gone = (tuple(filter(tells, some)) for some in found.gone)
    pairs = ((old, new) for old, new in found.pairs if not (is_furniture(old.text) and is_furniture(new.text)))
    return Alignment(tuple(pairs), tuple(filter(None, gone)), tuple(filter(tells, found.come)), found.whole)
