"""Since when the brief tells, how that is said above it, and what its sentences quote."""

from __future__ import annotations

from datetime import timedelta

from textual.content import Content

from narrative.briefkinds import Kind
from tui import dates
from tui.snapshot import Snapshot
from tui.style import MUTED
from tui.text import line

#: How far back the brief goes, in words; the first is the last look, whenever that was. Who left too soon finds again
#: what was new then.
BACK = (
    ("", timedelta()),
    ("a day", timedelta(days=1)),
    ("a week", timedelta(days=7)),
    ("a month", timedelta(days=30)),
)


def nothing_new(snapshot: Snapshot) -> bool:
    """Whether the brief has nothing to tell, or nothing but what may be missing."""
    kinds = {line.kind for line in snapshot.brief.lines}
    return (not kinds or Kind.NOTHING in kinds) and snapshot.told and bool(snapshot.tally.stories)


def in_words(snapshot: Snapshot, standing: bool, back: str) -> Content:
    """`standing`: whether what stands is told, as nothing is new. `back`: how far back was asked for, if it was."""
    since = snapshot.brief.since
    if since is None:
        return line((" Everything there is: nobody has looked here before.", MUTED))
    moment, ago = dates.stamp(since, snapshot.now), f", {dates.ago(since, snapshot.now)}"
    if standing:
        return line((" Nothing new since ", MUTED), (moment, "bold"), (f"{ago}. What stands:", MUTED))
    if back:
        return line((f" The last {back.removeprefix('a ')}: since ", MUTED), (moment, "bold"))
    return line((" Since you last looked: ", MUTED), (moment, "bold"), (ago, MUTED))


def quoted(text: str) -> str:
    """The first words that a sentence quotes."""
    return text.partition("“")[2].partition("”")[0]
