"""Finding the topic's names and groups in a sentence quickly: by the words that begin them.

A topic has some six hundred terms. Rather than search for each in every sentence, the words of the sentence are looked
up, and a pattern is only tried where a word stands with which one of its terms begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from narrative.beginnings import UNSPACED, Beginnings
from narrative.topic import compile_terms


class Lexicon:
    """Rows of (name, terms): which of them stand where in a text."""

    def __init__(self, rows: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self.names = [name for name, _ in rows]
        self._patterns = [compile_terms(terms) for _, terms in rows]
        self._beginnings = Beginnings([terms for _, terms in rows])

    def find(self, text: str, words: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int, int]]:
        """(row, start, end) of what stands in the text, rows in order, each from left to right; they may overlap.

        `words` are the text's words in small letters with where they begin.
        """
        if UNSPACED.search(text):
            yield from self._everywhere(text, range(len(self.names)))
            return
        places: dict[int, list[int]] = {}
        rows_of, always = self._beginnings.of, self._beginnings.always
        for word, start in words:
            for row in rows_of(word):
                places.setdefault(row, []).append(start)
        for row in always:
            places[row] = []
        for row in sorted(places):
            if not places[row] or row in always:
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
