"""The list of stories: unread and saved, when, which outlet, what it says, and what is special about it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime

from textual.content import Content

from store.models import Match, Story, TextSource
from tui import dates
from tui.style import FAINT, MUTED
from tui.text import Part, fit, line
from tui.widgets.rows import Rows

#: Below this width a story takes two lines: the headline, and what is known of it.
ONE_LINE = 64
_OUTLET = 18


class StoryList(Rows[Story]):
    """Stories, newest first. A rejected one shows the terms that decided."""

    now = datetime(1970, 1, 1, tzinfo=UTC)

    def key(self, item: Story) -> Hashable:
        return item.id

    def height(self, item: Story, width: int) -> int:
        return 1 if width >= ONE_LINE and item.relevant else 2

    def lines(self, item: Story, width: int) -> Sequence[Content]:
        weight = "" if item.read else "bold"
        headline: Part = (item.title or item.url, weight or MUTED)
        when = dates.short(item.said_at, self.now)
        marks = line(_unread(item), _saved(item), " ")
        if width < ONE_LINE:
            outlet = line((item.outlet, "$secondary"), "  ", signs(item, words=True))
            facts = line(fit((when, MUTED), dates.SHORT), "  ", outlet)
            about = facts if item.relevant else line(facts, "  ", decided(item.matched, item.relevance))
            return [fit(line(marks, headline), width), fit(line("   ", about), width)]
        end = signs(item)
        start = line(
            marks,
            fit((when, MUTED), dates.SHORT, right=True),
            "  ",
            fit((item.outlet, "$secondary"), _OUTLET),
            "  ",
        )
        room = width - start.cell_length - end.cell_length
        first = line(start, fit(headline, room), end)
        if item.relevant:
            return [first]
        return [first, fit(line(" " * (_OUTLET + 13), decided(item.matched, item.relevance)), width)]


def _unread(story: Story) -> Part:
    return " " if story.read else ("●", "$key")


def _saved(story: Story) -> Part:
    return ("★", "$accent") if story.saved else " "


def signs(story: Story, words: bool = False) -> Content:
    """`✎` where a story was edited after it was first seen, `◦` where its text is only the feed's."""
    edited = f"✎ {story.revisions} versions  " if words else " ✎"
    only = "◦ feed’s text" if words else " ◦"
    return line(
        (edited if story.revisions > 1 else "", "$accent"),
        (only if story.text_source is TextSource.FEED else "", FAINT),
    )


def decided(matched: Sequence[Match], score: float) -> Content:
    """The relevance and the terms that decided it, the heaviest first."""
    parts: list[Part] = [(f"{score:.1f}", f"bold {MUTED}")]
    for match in sorted(matched, key=lambda m: (-abs(m.weight), m.term)):
        parts += [
            ("  ", ""),
            (match.term, MUTED),
            (f" {match.weight:+.1f}", "$success" if match.weight > 0 else "$error"),
        ]
    if not matched:
        parts.append(("  no term of the topic", FAINT))
    return line(*parts)
