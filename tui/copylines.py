"""A story among its copies, as the reader shows it: which it repeats, which repeat it, and how much, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content

from store.copies import Copied
from store.wording import counted
from tui import dates
from tui.ink import Ink, Inked
from tui.style import FAINT, MUTED, keys, rule
from tui.text import clean, line, wrapped

#: So many copies are told one by one.
_TOLD = 12
_LABEL = 13


def copy_lines(found: Sequence[Copied], width: int, now: datetime) -> list[Content]:
    """The pairs that a story is in, that with what it repeats first; nothing where it is in none."""
    if not found:
        return []
    lines = [rule("Word for word", width)]
    for number, one in enumerate(found[:_TOLD]):
        before = found[number - 1].is_parent if number else None
        label = "" if before is one.is_parent else "repeats" if one.is_parent else "repeated by"
        much = f"{one.share:.0%} of the shorter text, {counted(len(one.passages), 'passage')}"
        much += f" of {counted(one.words, 'word')}" + ("" if one.current else ", before an edit")
        parts = wrapped(
            line(
                (f"story {one.other_id}  ", "bold"),
                (clean(one.outlet), "$secondary"),
                (f"  {dates.stamp(one.said_at, now)}  ", MUTED),
                (much, MUTED),
            ),
            width - _LABEL,
        )
        lines += [line((f"{label if place == 0 else '':<{_LABEL}}", FAINT), part) for place, part in enumerate(parts)]
    if len(found) > _TOLD:
        lines.append(line((f"{'':<{_LABEL}}and {len(found) - _TOLD} more", MUTED)))
    return [*lines, *wrapped(keys(("t", f"highlights, among the rest, {Ink.COPIED}")), width), line()]


def copied_ink(found: Sequence[Copied]) -> tuple[Inked, ...]:
    """What of a story's text stands in another one too: in the one that it repeats, else in those that repeat it."""
    parents = [one for one in found if one.is_parent and one.current and one.passages]
    pairs = parents or [one for one in found if one.current]
    spans = sorted((passage.start, passage.end) for one in pairs for passage in one.passages)
    return tuple(Inked(start, end, Ink.COPIED) for start, end in _joined(spans))


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches that some spans, in order, cover together."""
    begin = reached = -1
    for start, end in spans:
        if start > reached:
            if reached > begin:
                yield begin, reached
            begin = start
        reached = max(reached, end)
    if reached > begin:
        yield begin, reached
