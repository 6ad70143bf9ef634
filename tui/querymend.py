"""What is wrong with a query, pointing at the word, and the query with the mend taken."""

from __future__ import annotations

import re

from textual.content import Content

from store.errors import QueryError
from tui.style import MUTED
from tui.text import line, lines, wrapped


def told(words: str, mark: str, colour: str) -> Content:
    """A sign and what it says."""
    return line((mark, f"bold {colour}"), (words, colour))


def pointed_out(error: QueryError, text: str, room: int, *, unfinished: bool) -> Content:
    """What is wrong, and under which characters; these only while the whole query is to be seen."""
    colour = MUTED if unfinished else "$error"
    mend = f" · tab puts in {error.mend[1]}" if error.mend and not unfinished else ""
    said = wrapped(told(str(error) + mend, "… " if unfinished else "✗ ", colour), room)
    if len(text) >= room:
        return lines(*said)
    # Cells, not characters: a wide one before it pushes the word to the right.
    before, blamed = text[: error.start], text[error.start : error.end]
    width = max(1, line(blamed).cell_length)
    return lines(line(" " * line(before).cell_length, ("^" * width, f"bold {colour}")), *said)


def mended(error: QueryError, text: str) -> tuple[str, int] | None:
    """The query with the word that was probably meant, and where the cursor then stands; None: nobody knows it."""
    if error.mend is None:
        return None
    wrong, right = error.mend
    blamed = text[error.start : error.end]
    better = re.sub(re.escape(wrong), lambda _: right, blamed, count=1, flags=re.IGNORECASE)
    return (text[: error.start] + better + text[error.end :], error.start + len(better)) if better != blamed else None
