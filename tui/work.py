"""Long work from within the dashboard: in a thread, telling how far it is, stopped by a key. One at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any

from textual.app import App

from fetchers.progress import Stopped
from store.errors import StoreError
from tui.messages import WorkDone, WorkStep
from tui.pace import Pace
from tui.wiring import Task

#: Seconds between two steps that are told.
_OFTEN = 0.05


class _Reporter:
    """Passes steps on to the main thread, not more of them than a person could see. `breaks`: a step after the person
    asked to stop ends the work; it is for work that does not ask by itself, and loses nothing when it is broken off."""

    def __init__(self, tell: Callable[[WorkStep], bool], name: str, stop: Event, breaks: bool) -> None:
        self._tell, self._name, self._stop, self._breaks = tell, name, stop, breaks
        self._pace = Pace()
        self._told = 0.0

    def step(self, done: int, total: int, what: str) -> None:
        if self._breaks and self._stop.is_set():
            raise Stopped
        now = time.monotonic()
        left = self._pace.left(done, total, what, now)
        if done >= total or now - self._told >= _OFTEN:
            self._told = now
            self._tell(WorkStep(self._name, done, total, what, left))


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work. `then` is given what it came to, in the main thread, and whether it was stopped."""

    name: str
    task: Task[Any]
    then: Callable[[Any, bool], None]
    breaks: bool = True


class Works:
    """At most one piece of work at a time."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._stop, self._left = Event(), Event()
        self.job: Job | None = None

    @property
    def running(self) -> bool:
        return self.job is not None

    def start(self, job: Job) -> None:
        """Begins; the end is told by `WorkDone`."""
        self.job = job
        self._stop = Event()
        self._app.run_worker(partial(self._run, job, self._stop), thread=True, exit_on_error=False, group="poll")

    def stop(self) -> None:
        """Asks the work to end early; it does so with nothing lost."""
        self._stop.set()

    def leave(self) -> None:
        """Asks the work to end, and waits for it no longer than it takes to ask again whether it is to."""
        self._left.set()
        self._stop.set()

    @property
    def left(self) -> bool:
        """Whether the dashboard is being left: nothing is shown of what is still told."""
        return self._left.is_set()

    @property
    def stopping(self) -> bool:
        """Whether the work under way has been asked to end."""
        return self._stop.is_set()

    def _run(self, job: Job, stop: Event) -> None:
        done = WorkDone(job, None, f"{job.name} broke off.")
        try:
            reporter = _Reporter(self._app.post_message, job.name, stop, job.breaks)
            done = WorkDone(job, job.task(reporter, partial(self._asked, stop)), stopped=stop.is_set())
        except Stopped:
            done = WorkDone(job, None, stopped=True)
        except (StoreError, OSError) as error:
            done = WorkDone(job, None, str(error))
        finally:
            self._app.post_message(done)

    def _asked(self, stop: Event) -> bool:
        """Whether the work is to stop; raises `Stopped` where the dashboard is being left."""
        if self._left.is_set():
            raise Stopped
        return stop.is_set()
