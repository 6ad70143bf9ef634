"""Which rows of terms may stand in a text, told by its words: looking a word up is far quicker than a search.

A word stands for every term that begins with it, so a row that is not named here stands nowhere in the text. One that
is named may or may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

#: Scripts that put no space between words: a term in them may stand anywhere.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: A letter of a word. Not `\\w`: a Latin name amid Japanese has letters on both sides.
LETTER = r"[^\W\u3040-\ud7af]"
#: Words kept with what they may begin; beyond that many the memory starts anew.
_REMEMBERED = 50_000
_WORD = re.compile(f"{LETTER}+")
#: How an expression names the words it begins with: \bword, or \b(?:one|two|thr(?:ee|ice)).
_GIVEN = re.compile(r"re:\\b(?:\(\?:(?P<many>[^()]*(?:\([^()]*\)[^()]*)*)\)|(?P<one>\w+))")
_HEAD = re.compile(r"[^\s*-]+")
_INNER = re.compile(r"\(.*?\)")
#: What makes the letter or group before it one that need not stand there.
_OPTIONAL = ("?", "*", "{")


class Beginnings:
    """Rows of terms by the words that they begin with."""

    def __init__(self, rows: Sequence[Iterable[str]]) -> None:
        #: By first word, whole or as a beginning, the rows to try there, each with what its term has up to the first
        #: space; rows to try everywhere, and those to try where there is a script without spaces.
        self._whole: dict[str, set[tuple[int, str]]] = {}
        self._begin: dict[str, set[tuple[int, str]]] = {}
        self.always: set[int] = set()
        self.unspaced: set[int] = set()
        #: What words may begin; and the same of words with what stands around them, `idle` those that begin nothing.
        self._words: dict[str, tuple[int, ...]] = {}
        self._pieces: dict[str, set[int]] = {}
        self._idle: set[str] = set()
        for number, terms in enumerate(rows):
            for term in terms:
                self._enter(number, term)

    def _enter(self, number: int, term: str) -> None:
        if UNSPACED.search(term):
            self.unspaced.add(number)
        # An expression may hold such letters as well, and still begin with a word.
        if not UNSPACED.search(term) or term.startswith("re:"):
            starts = _starts(term)
            if starts is None:
                self.always.add(number)
            for word, head, whole in starts or ():
                (self._whole if whole else self._begin).setdefault(word, set()).add((number, head))

    def of(self, word: str) -> tuple[int, ...]:
        """The rows that a word may begin, whatever its capitals."""
        rows = self._words.get(word)
        if rows is None:
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            rows = self._words[word] = tuple(sorted({row for row, _ in self._look_up(word)}))
        return rows

    def within(self, text: str) -> set[int]:
        """The rows of which something may stand in the text."""
        found = set(self.always)
        # By pieces between spaces: most are known, and known to begin nothing.
        for piece in set(text.split()) - self._idle:
            rows = self._pieces.get(piece)
            found.update(self._in_piece(piece) if rows is None else rows)
        return found

    def _in_piece(self, piece: str) -> set[int]:
        folded = _folded(piece)
        rows = {row for word in _WORD.findall(piece) for row, head in self._look_up(word) if head in folded}
        if UNSPACED.search(piece):
            rows |= self.unspaced
        if len(self._idle) + len(self._pieces) >= _REMEMBERED:
            self._idle.clear()
            self._pieces.clear()
        if rows:
            self._pieces[piece] = rows
        else:
            self._idle.add(piece)
        return rows

    def _look_up(self, word: str) -> set[tuple[int, str]]:
        folded = _folded(word)
        found = set(self._whole.get(folded, ()))
        for end in range(1, len(folded) + 1):
            found |= self._begin.get(folded[:end], set())
        return found


def _folded(word: str) -> str:
    """One spelling of all that a search takes for the same: any case, an `i` without its dot, either apostrophe."""
    return word.casefold().replace("i\u0307", "i").replace("ı", "i").replace("’", "'")


def _starts(term: str) -> list[tuple[str, str, bool]] | None:
    """The words a term may begin with, what it has there up to the first space, hyphen or star, and whether it is a
    whole word; None where that cannot be told."""
    if not term.startswith("re:"):
        first = _WORD.search(term)
        if first is None or "*" in term[: first.start()]:
            return None
        head = _HEAD.match(term, first.start())
        return [(_folded(first[0]), _folded(head[0] if head else ""), term[first.end() : first.end() + 1] != "*")]
    given = _GIVEN.match(term)
    if given is None or _has_choices(term[given.end() :]):
        return None
    after = term[given.end() : given.end() + 1]
    if given["many"] is not None and after in _OPTIONAL:
        return None
    options = _INNER.sub("(", given["many"]).split("|") if given["many"] is not None else [given["one"] + after]
    starts = []
    for option in options:
        plain = _WORD.match(option)
        if plain is None:
            return None
        # What follows may make the last letter optional.
        letters = plain[0][:-1] if option[plain.end() : plain.end() + 1] in _OPTIONAL else plain[0]
        if not letters:
            return None
        starts.append((_folded(letters), "", False))
    return starts


def _has_choices(expression: str) -> bool:
    """Whether there is a `|` outside of all parentheses: what stands before it is then not how all of it begins."""
    depth = 0
    for letter in re.sub(r"\\.", "", expression):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and depth == 0:
            return True
    return False
