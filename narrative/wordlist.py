"""Word lists, written as text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of `text`, which white space divides."""
    return frozenset(text.split())


def either(*patterns: str) -> str:
    """One regular expression, in verbose notation, that matches any of `patterns` as whole words."""
    return rf"\b(?:{'|'.join(patterns)})(?!\w)"
