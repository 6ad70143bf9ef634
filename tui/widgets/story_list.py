"""A story as a row: unread and saved, when, which outlet, what it says, and what is special about it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime

from textual.content import Content

from store.models import Match, Story, TextSource
from tui import dates
from tui.deck import Row
from tui.style import FAINT, MUTED
from tui.text import Part, fit, line
from tui.widgets.rows import Rows

#: Below this width a story takes two lines: the headline, and what is known of it.
ONE_LINE = 64
_OUTLET, _WIDEST, _NAMES = 18, 28, 4
#: Where a headline begins in a row of one line.
_INDENT = 13


class StoryList(Rows[Story]):
    """A few stories, newest first. A rejected one shows the terms that decided."""

    now = datetime(1970, 1, 1, tzinfo=UTC)

    def key(self, item: Story) -> Hashable:
        return item.id

    def height(self, item: Story, width: int) -> int:
        return 1 if width >= ONE_LINE and item.relevant else 2

    def lines(self, item: Story, width: int) -> Sequence[Content]:
        return story_lines(item, width, self.now, self.height(item, width))


def story_lines(story: Story, width: int, now: datetime, height: int, row: Row | None = None) -> list[Content]:
    """A story in one line or two. `row`: what its chain adds to that."""
    weight = "" if story.read else "bold"
    headline: Part = line(chain(row), (story.title or story.url, weight or MUTED))
    when = dates.short(story.said_at, now)
    marks = line(_unread(story), _saved(story), " ")
    if width < ONE_LINE:
        outlet = line((story.outlet, "$secondary"), "  ", signs(story, row, words=True))
        facts = line(fit((when, MUTED), dates.SHORT), "  ", outlet)
        about = facts if story.relevant else line(facts, "  ", decided(story.matched, story.relevance))
        return [fit(line(marks, headline), width), fit(line("   ", about), width)]
    end = signs(story, row)
    name = max(_OUTLET, min(_WIDEST, width // _NAMES))
    start = line(
        marks, fit((when, MUTED), dates.SHORT, right=True), "  ", fit((story.outlet, "$secondary"), name), "  "
    )
    room = width - start.cell_length - end.cell_length
    first = line(start, fit(headline, room), end)
    if height == 1:
        return [first]
    return [first, fit(line(" " * (name + _INDENT), decided(story.matched, story.relevance)), width)]


def _unread(story: Story) -> Part:
    return " " if story.read else ("●", "$key")


def _saved(story: Story) -> Part:
    return ("★", "$accent") if story.saved else " "


def chain(row: Row | None) -> Part:
    """`▸` before an original with its copies folded, `▾` where they are shown, `└` before such a copy."""
    if row is None:
        return ""
    sign = "└ " if row.under else "" if not row.copies else "▾ " if row.open else "▸ "
    return sign, FAINT if row.under else "$key"


def signs(story: Story, row: Row | None = None, words: bool = False) -> Content:
    """`+3` copies, `✗` turned down, `✎` edited after it was first seen, `¶` noted, `◦` only the feed's text."""
    copies = row.copies if row is not None else 0
    shown: list[tuple[bool, str, str, str]] = [
        (copies > 0, f"+{copies}", f"+{copies} {'copy' if copies == 1 else 'copies'}", "$key"),
        (not story.relevant, "✗", "✗ turned down", "$error"),
        (story.revisions > 1, "✎", f"✎ {story.revisions} versions", "$accent"),
        (bool(story.note), "¶", "¶ note", "$accent"),
        (story.text_source is TextSource.FEED, "◦", "◦ feed’s text", FAINT),
    ]
    return line(*((f"{said}  " if words else f" {sign}", style) for holds, sign, said, style in shown if holds))


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
