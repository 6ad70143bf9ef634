"""Patterns that are tried only where a sentence has a word with which one of them begins.

A list of a hundred alternatives costs as much at every word as at the few that matter; looked up by its first word a
pattern costs nothing where it cannot match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from narrative.wordlist import placed
from narrative.wordlist import words as listed


class Rule(NamedTuple):
    """What may be found where one of some words stands: `pattern` is matched from the beginning of that word."""

    kind: int
    pattern: re.Pattern[str]


class Match(NamedTuple):
    """A rule's kind and the characters it matched, end exclusive."""

    kind: int
    start: int
    end: int


Table = Mapping[str, tuple[Rule, ...]]
#: (kind, the words it begins with, what must follow the first word, what must not stand before it: a lookbehind).
Entry = tuple[int, str, str, str]


def table(entries: Iterable[Entry]) -> Table:
    """The rules by first word in lower case, each word's in the order of `entries`.

    Patterns ignore case; a match ends where a word ends. White space in a pattern stands for itself.
    """
    rules: dict[str, list[Rule]] = {}
    for kind, first, after, before in entries:
        rule = Rule(kind, re.compile(rf"{before}\w++(?:{after})(?!\w)", re.I))
        for word in sorted(listed(first)):
            rules.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in rules.items()}


def search(rules: Table, sentence: str) -> Iterator[Match]:
    """Every match in order of its place, and at one place in the order of the rules; overlapping ones too."""
    for word, start in placed(sentence):
        if word in rules:
            for kind, pattern in rules[word]:
                found = pattern.match(sentence, start)
                if found:
                    yield Match(kind, start, found.end())
