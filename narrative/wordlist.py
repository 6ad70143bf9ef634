"""Word lists, written as text, and the words of a text."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")


def words(text: str) -> frozenset[str]:
    """The words of `text`, which white space divides."""
    return frozenset(text.split())


def either(*patterns: str) -> str:
    """One regular expression, in verbose notation, that matches any of `patterns` as whole words."""
    return rf"\b(?:{'|'.join(patterns)})(?!\w)"


@lru_cache(4)
def placed(text: str) -> tuple[tuple[str, int], ...]:
    """The words of a text in small letters with where they begin: kept, as one table after the other is tried on it."""
    small = text.lower()
    if len(small) != len(text):  # some capital of another script has two small letters
        return tuple([(match[0].lower(), match.start()) for match in _WORD.finditer(text)])
    return tuple([(match[0], match.start()) for match in _WORD.finditer(small)])
