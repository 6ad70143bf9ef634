"""A poll from within the dashboard: in a thread, telling how far it is, stopped by a key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event

from textual.app import App
from textual.message import Message

from store.errors import StoreError
from store.models import PollSummary
from store.wording import counted
from tui.messages import PollDone, PollStep
from tui.text import Part
from tui.wiring import Wiring


class _Reporter:
    """Passes each step on to the main thread."""

    def __init__(self, post: Callable[[Message], bool]) -> None:
        self._post = post

    def step(self, done: int, total: int, what: str) -> None:
        self._post(PollStep(done, total, what))


class Polling:
    """At most one poll at a time."""

    def __init__(self, app: App[None], wiring: Wiring) -> None:
        self._app, self._wiring = app, wiring
        self._stop = Event()
        self.running = False

    def start(self, everything: bool) -> None:
        """Begins a poll; its end is told by `PollDone`."""
        self.running = True
        self._stop.clear()
        self._app.run_worker(partial(self._poll, everything), thread=True, exit_on_error=False, group="poll")

    def stop(self) -> None:
        """Asks the poll to end early; it does so with nothing lost."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether the poll under way has been asked to end."""
        return self._stop.is_set()

    def _poll(self, everything: bool) -> None:
        done = PollDone(None, "The poll broke off.")
        try:
            reporter = _Reporter(self._app.post_message)
            summary = self._wiring.poll(reporter, everything=everything, cancelled=self._stop.is_set)
            done = PollDone(summary, stopped=self._stop.is_set())
        except (StoreError, OSError) as error:
            done = PollDone(None, str(error))
        finally:
            self._app.post_message(done)


def in_words(summary: PollSummary, stopped: bool) -> list[Part]:
    """What a poll came to, and what to do where it went wrong."""
    failed = len(summary.failures)
    if summary.feeds and failed == summary.feeds:
        return [
            ("✗ No feed answered", "bold $error"),
            (f" ({counted(failed, 'feed')}). Is the network up? ", "$error"),
            ("5", "bold $key"),
            (" shows why, ", "$muted"),
            ("ctrl+r", "bold $key"),
            (" asks again.", "$muted"),
        ]
    if not summary.feeds:
        nothing = "Stopped before any feed was asked." if stopped else "No feed is due yet; ctrl+r asks every feed."
        if summary.left:
            nothing = f"{counted(summary.left, 'feed')} left alone: asked a moment ago, or told to wait (5, then e)."
        return [(nothing, "$muted")]
    facts = [f"{counted(summary.feeds, 'feed')} polled" + (" until you stopped it" if stopped else "")]
    facts.append(f"{summary.new_stories} new" if summary.new_stories else "nothing new")
    if summary.changed:
        facts.append(f"{summary.changed} changed")
    parts: list[Part] = [("✓ " if not failed else "! ", "$success" if not failed else "$warning")]
    parts.append((", ".join(facts), "$muted"))
    if failed:
        parts += [(f", {failed} failed (", "$warning"), ("5", "bold $key"), (" shows why)", "$warning")]
    return [*parts, (".", "$muted")]
