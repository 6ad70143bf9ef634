"""Counts as people write them, for every room that puts figures into words."""

from __future__ import annotations


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 story`, `1,200 stories`; `many` is needed where the plural is not `one` with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
