"""A poll from within the dashboard, as long work and in words."""

from __future__ import annotations

from collections.abc import Callable

from fetchers.progress import Progress
from store.models import PollSummary
from store.wording import counted
from tui.text import Part
from tui.wiring import Poll
from tui.work import Job


def job(poll: Poll, everything: bool, then: Callable[[PollSummary, bool], None]) -> Job:
    """A poll as long work. It asks by itself whether it is to stop, so that what has arrived is kept."""

    def task(progress: Progress, cancelled: Callable[[], bool]) -> PollSummary:
        return poll(progress, everything=everything, cancelled=cancelled)

    return Job("Polling", task, then, breaks=False)


def in_words(summary: PollSummary, stopped: bool) -> list[Part]:
    """What a poll came to, and what to do where it went wrong."""
    failed = len(summary.failures)
    if summary.feeds and failed == summary.feeds:
        return [
            ("✗ No feed answered", "bold $error"),
            (f" ({counted(failed, 'feed')}): no network? ", "$error"),
            ("5", "bold $key"),
            (" shows why, ", "$muted"),
            ("^r", "bold $key"),
            (" asks again.", "$muted"),
        ]
    if not summary.feeds:
        nothing = "Stopped before any feed was asked." if stopped else "No feed is due yet; ctrl+r asks every feed."
        if summary.left:
            nothing = f"{counted(summary.left, 'feed')} left alone: asked a moment ago, or told to wait (5, then e)."
        if summary.unanalysed:
            nothing = f"{nothing.removesuffix('.')}; claims wait for the next poll."
        return [(nothing, "$muted")]
    facts = [f"{counted(summary.feeds, 'feed')} polled" + (" until you stopped it" if stopped else "")]
    facts.append(f"{summary.new_stories} new" if summary.new_stories else "nothing new")
    if summary.changed:
        facts.append(f"{summary.changed} changed")
    parts: list[Part] = [("✓ " if not failed else "! ", "$success" if not failed else "$warning")]
    parts.append((", ".join(facts), "$muted"))
    if failed:
        parts += [(f", {failed} failed (", "$warning"), ("5", "bold $key"), (" shows why)", "$warning")]
    return [*parts, ("; claims wait for the next poll." if summary.unanalysed else ".", "$muted")]
