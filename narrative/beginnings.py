"""Which rows of terms may stand in a text, told by its words: looking a word up is far quicker than a search.

A word stands for every term that begins with it, so a row that is not named here stands nowhere in the text. One that
is named may or may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

#: Scripts that put no space between words: a term in them may stand anywhere.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: A letter of a word. Not `\\w`: a Latin name amid Japanese has letters on both sides.
LETTER = r"[^\W\u3040-\ud7af]"
#: Pieces of a text that may begin something, up to which each is looked at by itself.
_FEW = 20
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
        #: Rows with a term that begins before its first letter, as `.net` does.
        self._early: set[int] = set()
        #: What words may begin; the same of words with what stands around them; and of the rows, with which of those.
        self._words: dict[str, tuple[int, ...]] = {}
        self._pieces: dict[str, frozenset[int]] = {}
        #: Each such set of rows once: most pieces begin nothing, and an empty set takes 200 bytes.
        self._sets: dict[frozenset[int], frozenset[int]] = {}
        self._begun: dict[int, set[str]] = {number: set() for number in range(len(rows))}
        #: The text that was asked about last, with its pieces: most are asked about more than once in a row.
        self._last: tuple[str, set[str]] = ("", set())
        for number, terms in enumerate(rows):
            for term in terms:
                self._enter(number, term)
        self._longest = max(map(len, self._begin), default=0)

    def _enter(self, number: int, term: str) -> None:
        if UNSPACED.search(term):
            self.unspaced.add(number)
        # An expression may hold such letters as well, and still begin with a word.
        if not UNSPACED.search(term) or term.startswith("re:"):
            starts = _starts(term)
            if starts is None:
                self.always.add(number)
            elif not term.startswith("re:") and not _WORD.match(term):
                self._early.add(number)
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
        return self.always.union(*(self._pieces[piece] for piece in self._known(text)))

    def may(self, row: int, text: str) -> bool:
        """Whether something of a row may stand in the text."""
        return row in self.always or not self._begun[row].isdisjoint(self._known(text))

    def find(self, row: int, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
        """What `pattern`, of the terms of a row, finds first in the text: as its own search does, but only where words
        stand that they may begin with."""
        if row in self.always or row in self._early:
            return pattern.search(text)
        pieces = self._begun[row] & self._known(text)
        if len(pieces) > _FEW or (row in self.unspaced and any(map(UNSPACED.search, pieces))):
            return pattern.search(text)
        places = sorted({place for piece in pieces for place in _places(piece, text)})
        return next((found for place in places if (found := pattern.match(text, place))), None)

    def _known(self, text: str) -> set[str]:
        """The text by pieces between spaces, of which most were met before; of all it is known what they may begin."""
        last, pieces = self._last
        if text is last:
            return pieces
        pieces = set(text.split())
        new = pieces.difference(self._pieces)
        if new and len(self._pieces) + len(new) > _REMEMBERED:
            self._pieces.clear()
            for begun in self._begun.values():
                begun.clear()
            new = pieces
        for piece in new:
            rows = self._in_piece(piece)
            rows = self._pieces[piece] = self._sets.setdefault(rows, rows)
            for row in rows:
                self._begun[row].add(piece)
        self._last = (text, pieces)
        return pieces

    def _in_piece(self, piece: str) -> frozenset[int]:
        folded = _folded(piece)
        rows = {row for word in _WORD.findall(piece) for row, head in self._look_up(word) if head in folded}
        return frozenset(rows | self.unspaced if UNSPACED.search(piece) else rows)

    def _look_up(self, word: str) -> set[tuple[int, str]]:
        folded = _folded(word)
        found = set(self._whole.get(folded, ()))
        for end in range(1, min(len(folded), self._longest) + 1):
            if rows := self._begin.get(folded[:end]):
                found |= rows
        return found


def _places(piece: str, text: str) -> Iterator[int]:
    """Where the words of a piece begin, wherever it stands in the text."""
    place = text.find(piece)
    while place >= 0:
        for word in _WORD.finditer(text, place, place + len(piece)):
            yield word.start()
        place = text.find(piece, place + len(piece))


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
