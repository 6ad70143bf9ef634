"""Setting what changed between two versions as lines: in two columns where there is room, else in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from store.models import Revision
from store.wording import counted
from tui import dates
from tui.diffing import Change, Pair, Run, pair, paragraphs
from tui.snapshot import what_changed
from tui.style import FAINT, MUTED, rule
from tui.text import clean, evidence, fit, line, wrap, wrapped
from tui.typeset import LONGEST, MEASURE

#: From this width on the versions stand side by side.
TWO_COLUMNS = 84
_GUTTER = 3
_STYLES = {Change.KEPT: "", Change.GONE: "strike $error", Change.COME: "bold underline $success"}
#: As `git diff --word-diff` has them.
_MARKS = {Change.KEPT: ("", ""), Change.GONE: ("[-", "-]"), Change.COME: ("{+", "+}")}
#: Paragraphs alike are left out, but for so many around a change.
_AROUND = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a story beside each other. `edit`: the step in words; `count`: how many versions there are."""

    old: Revision
    new: Revision
    edit: str
    count: int
    title: Pair
    pairs: tuple[Pair, ...]


def compare(old: Revision, new: Revision, count: int) -> Compared:
    """What changed from one version to another; takes long where much did."""
    titles = pair(clean(old.title), clean(new.title))
    return Compared(old, new, what_changed(old, new), count, titles, paragraphs(old.text[:LONGEST], new.text[:LONGEST]))


def set_diff(found: Compared, width: int, now: datetime) -> list[Content]:
    """The comparison set in `width` cells."""
    old, new = found.old, found.new
    columns = width >= TWO_COLUMNS
    room = (width - _GUTTER) // 2 if columns else min(width, MEASURE)
    lines = [
        *wrapped(line((f"Version {old.number} → {new.number} of {found.count}", "bold")), width),
        fit(line((f"{dates.stamp(old.seen_at, now)} → {dates.stamp(new.seen_at, now)}", MUTED)), width),
        *wrapped(line((clean(found.edit), "$accent")), width),
        fit(line(("gone", _STYLES[Change.GONE]), "   ", ("new", _STYLES[Change.COME])), width),
        line(),
        rule("Headline", width),
        *_set(found.title, room, columns),
        line(),
        rule("Text", width),
    ]
    if all(one.same for one in found.pairs):
        return [*lines, line(("The text is the same in both.", MUTED))]
    for one in _near(found.pairs):
        if isinstance(one, int):
            lines += [line((f"··· {counted(one, 'paragraph')} alike ···", FAINT)), line()]
        else:
            lines += [*_set(one, room, columns), line()]
    return lines


def _near(pairs: Sequence[Pair]) -> list[Pair | int]:
    """The pairs that differ with those around them; for the others how many were left out."""
    changed = [number for number, one in enumerate(pairs) if not one.same]
    near = {place for number in changed for place in range(number - _AROUND, number + _AROUND + 1)}
    found: list[Pair | int] = []
    for number, one in enumerate(pairs):
        if number in near:
            found.append(one)
        elif found and isinstance(found[-1], int):
            found[-1] += 1
        else:
            found.append(1)
    return found


def _set(one: Pair, room: int, columns: bool) -> list[Content]:
    runs = one.runs
    if not columns:
        sign = " " if one.same else "-" if one.new is None else "+" if one.old is None else "±"
        return [line((f"{sign} ", MUTED), part) for part in _wrapped(_content(runs, marked=not one.same), room - 2)]
    gone = [run for run in runs if run.change is not Change.COME]
    come = [run for run in runs if run.change is not Change.GONE]
    left = _side(one.old, gone, room, " " if one.same else "-")
    right = _side(one.new, come, room, " " if one.same else "+")
    blank = fit(line(), room)
    left += [blank] * (len(right) - len(left))
    right += [blank] * (len(left) - len(right))
    return [line(part, (" │ ", "$border-blurred"), other) for part, other in zip(left, right, strict=True)]


def _side(text: str | None, runs: Sequence[Run], room: int, sign: str) -> list[Content]:
    if text is None:
        return []
    return [fit(line((f"{sign} ", MUTED), part), room) for part in _wrapped(_content(runs), room - 2)]


def _content(runs: Sequence[Run], marked: bool = False) -> Content:
    """The runs one behind another, each in its style, as text that cannot act on anything.

    `marked`: between signs that tell without colour what is gone and what is new.
    """
    text, styles = "", []
    for run in runs:
        before, after = _MARKS[run.change] if marked else ("", "")
        shown = f"{before}{run.text}{after}"
        styles.append((len(text), len(text) + len(shown), _STYLES[run.change]))
        text += shown
    return evidence(text, [style for style in styles if style[2]])


def _wrapped(content: Content, width: int) -> list[Content]:
    return [content[start:end] for start, end in wrap(content.plain, width)]
