"""Finding the topic's names and groups in a sentence quickly: by the words that begin them.

A topic has some six hundred terms. Rather than search for each in every sentence, the words of the sentence are looked
up, and a pattern is only tried where a word stands with which one of its terms begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from narrative.topic import UNSPACED, compile_terms

#: Words kept with what they may begin; beyond that many the memory starts anew.
_REMEMBERED = 50_000
_FIRST = re.compile(r"\w+")
#: How an expression names the words it begins with: \bword, or \b(?:one|two|thr(?:ee|ice)).
_GIVEN = re.compile(r"re:\\b(?:\(\?:(?P<many>[^()]*(?:\([^()]*\)[^()]*)*)\)|(?P<one>\w+))")
_INNER = re.compile(r"\(.*?\)")


class Lexicon:
    """Rows of (name, terms): which of them stand where in a text."""

    def __init__(self, rows: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self.names = [name for name, _ in rows]
        self._patterns = [compile_terms(terms) for _, terms in rows]
        #: By first word, whole or as a beginning, the rows to try there; and rows to try everywhere.
        self._whole: dict[str, set[int]] = {}
        self._begin: dict[str, set[int]] = {}
        self._always: list[int] = []
        self._memory: dict[str, tuple[int, ...]] = {}
        for number, (_, terms) in enumerate(rows):
            self._enter(number, terms)

    def _enter(self, number: int, terms: Iterable[str]) -> None:
        for term in terms:
            if UNSPACED.search(term):
                continue  # such a text is searched whole
            starts = _starts(term)
            if starts is None:
                self._always.append(number)
                continue
            for word, whole in starts:
                (self._whole if whole else self._begin).setdefault(word, set()).add(number)

    def find(self, text: str, words: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int, int]]:
        """(row, start, end) of what stands in the text, rows in order, each from left to right; they may overlap.

        `words` are the text's words in small letters with where they begin.
        """
        if UNSPACED.search(text):
            yield from self._everywhere(text, range(len(self.names)))
            return
        places: dict[int, list[int]] = {}
        memory = self._memory
        for word, start in words:
            rows = memory.get(word)
            if rows is None:
                rows = self._look_up(word)
            for row in rows:
                places.setdefault(row, []).append(start)
        for row in self._always:
            places[row] = []
        for row in sorted(places):
            if not places[row] or row in self._always:
                yield from self._everywhere(text, (row,))
                continue
            match_at = self._patterns[row].match
            for start in places[row]:
                if match := match_at(text, start):
                    yield row, start, match.end()

    def _everywhere(self, text: str, rows: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        for row in rows:
            for match in self._patterns[row].finditer(text):
                yield row, match.start(), match.end()

    def _look_up(self, word: str) -> tuple[int, ...]:
        rows = set(self._whole.get(word, ()))
        for end in range(1, len(word) + 1):
            rows |= self._begin.get(word[:end], set())
        if len(self._memory) >= _REMEMBERED:
            self._memory.clear()
        found = self._memory[word] = tuple(sorted(rows))
        return found


def _starts(term: str) -> list[tuple[str, bool]] | None:
    """The words a term may begin with, and whether each is a whole word; None where that cannot be told."""
    if not term.startswith("re:"):
        first = _FIRST.search(term)
        if first is None:
            return None
        return [(first[0].lower(), term[first.end() : first.end() + 1] != "*")]
    given = _GIVEN.match(term)
    if given is None:
        return None
    options = _INNER.sub("(", given["many"]).split("|") if given["many"] is not None else [given["one"]]
    starts = []
    for option in options:
        plain = re.match(r"\w+", option)
        if plain is None:
            return None
        # What follows may make the last letter optional.
        letters = plain[0][:-1] if option[plain.end() : plain.end() + 1] in ("?", "*", "{") else plain[0]
        starts.append((letters.lower(), False))
    return starts
