"""What stands around a place in a sentence: the words that say what a figure is a figure of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrative.stems import stem
from narrative.terms import STOP
from store.models import Figure

#: Words that mean nothing by themselves; of STOP those stay that can be counted.
EMPTY = STOP - frozenset("people company call calls report reports take takes use uses".split())
EMPTY |= frozenset("worth valued totalling totaling amounting".split())
#: How many words each way belong to a place.
REACH = 5
#: The 5 of "Engine 5" is part of a name: a short number after a word with a capital that does not begin the sentence.
_NAMED = re.compile(r"[^\W\d_][\w’'-]*\s+$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_APART = re.compile(r"[,;:()“”\"–—?!]|\.\s")
#: Between a number and what it counts: "117 of the country's experts".
_BETWEEN = frozenset("of the its their those these other such more a an in".split())
#: What another day or number after them is the day or number of: "until Friday" and "on Friday" are not of one thing.
_LINKS = frozenset("until till since from by before after starting through".split())
_PLURAL_BY_NATURE = frozenset("people men women children staff police".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence with its place in it."""

    text: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        return stem(self.text.lower().replace("’", "'").removesuffix("'s"))

    @property
    def is_empty(self) -> bool:
        return self.text.lower() in EMPTY or self.text.isdigit()

    @property
    def is_name(self) -> bool:
        return self.text[:1].isupper()


def words(sentence: str) -> list[Word]:
    """The words of a sentence in order; a hyphen or an apostrophe within one does not divide it."""
    return [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(sentence)]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a sentence: the word that it hangs on (`""`: none), that word's stem, the stems of all words near,
    the word before it where that is a preposition of time, and its stem where it tells something."""

    word: str
    head: str
    near: frozenset[str]
    link: str
    behind: str = ""


def place(sentence: str, start: int, end: int) -> Place:
    """What is around `sentence[start:end]` in its clause: it counts what follows, or else hangs on what goes before."""
    around = words(sentence)
    after = _within(sentence, end, [word for word in around if word.start >= end][:REACH], forwards=True)
    before = _within(sentence, start, [word for word in around if word.end <= start][: -REACH - 1 : -1], forwards=False)
    counted = _counted(after)
    told = [word for word in before if not word.is_empty and not word.is_name]
    head = counted or (told[0] if told else None)
    near = {word.stem for word in [*told[:3], *after] if not word.is_empty and not word.is_name}
    link = before[0].text.lower() if before and before[0].text.lower() in _LINKS else ""
    behind = told[0].stem if told and told[0] is before[0] else ""
    return Place(head.text.lower() if head else "", head.stem if head else "", frozenset(near), link, behind)


def _within(sentence: str, at: int, found: list[Word], *, forwards: bool) -> list[Word]:
    """As many of the words, from the place outwards, as no sign parts from it."""
    kept = []
    for word in found:
        between = sentence[at : word.start] if forwards else sentence[word.end : at]
        if _APART.search(between):
            break
        kept.append(word)
        at = word.end if forwards else word.start
    return kept


def _counted(after: list[Word]) -> Word | None:
    """The noun that is counted: of the words that follow at once the first in the plural, or else the first."""
    run: list[Word] = []
    for word in after:
        if not run and word.text.lower() in _BETWEEN:
            continue
        if word.is_empty or (word.is_name and not _plural(word.text)):
            break
        run.append(word)
    return next((word for word in run if _plural(word.text)), run[0] if run else None)


def _plural(word: str) -> bool:
    small = word.lower()
    return small in _PLURAL_BY_NATURE or (small.endswith("s") and not small.endswith(("ss", "us", "is", "'s", "’s")))


def of_a_name(sentence: str, figure: Figure, start: int) -> bool:
    """Whether a figure, which begins at `start`, is part of a name and counts nothing."""
    if figure.kind != "number" or figure.qualifier or len(figure.value) > 3 or not figure.text[:1].isdigit():
        return False
    before = _NAMED.search(sentence[:start])
    return bool(before and before[0][:1].isupper() and sentence[: before.start()].strip(" “\"'‘("))
