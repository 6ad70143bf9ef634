"""The dashboard's way to the store: every reading and writing in a thread of its own connection."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from time import sleep
from typing import Any, TypeVar

from textual.app import App
from textual.css.query import NoMatches
from textual.worker import Worker, WorkerState

from store.database import Store
from tui.giveback import give_back
from tui.shelf import Shelf

Found = TypeVar("Found")
#: Seconds for which a cursor rests before what it stands on is read and drawn: whoever holds a key down wants to see
#: the list.
REST = 0.08
#: Opens the store; whether words are to be looked for in it.
Opener = Callable[[bool], AbstractContextManager[Store]]


@dataclass(frozen=True)
class _Job:
    kind: str
    number: int
    work: Callable[[Store], Any]
    then: Callable[[Any], None]
    opener: Callable[[], AbstractContextManager[Store]]
    after: float = 0.0


class Desk:
    """Runs one job of a kind at a time and hands its result over in the main thread.

    Of reads of a kind only the newest counts (somebody types faster than the store answers); writes wait in line
    and none is left out. While it stands in the past, reads are of the store as it was, and writes are refused.
    """

    def __init__(self, app: App[None], home: Callable[[], Store], failed: Callable[[str], None]) -> None:
        self._app, self._home, self._failed = app, home, failed
        self._past: Opener | None = None
        #: Called in the place of a write while it stands in the past.
        self.refuse: Callable[[], None] = lambda: None
        #: What jobs derived and others may want.
        self.shelf = Shelf()
        self._running: dict[Worker[Any], _Job] = {}
        self._waiting: dict[str, deque[_Job]] = {}
        self._newest: Counter[str] = Counter()

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return bool(self._running)

    def stand(self, past: Opener | None) -> None:
        """From now on reads are of another store: as it was, or, with None, as it is. What was asked of the one before
        is forgotten."""
        self._past = past
        for kind in {*self._newest}:
            self.forget(kind)

    @property
    def past(self) -> bool:
        """Whether reads are of the store as it was."""
        return self._past is not None

    def opened(self, words: bool = False, now: bool = False) -> AbstractContextManager[Store]:
        """The store that is shown, for the calling thread. `words`: some are to be looked for in it; `now`: the store
        as it is, whatever is shown."""
        return self._home() if self._past is None or now else self._past(words)

    def read(
        self,
        kind: str,
        work: Callable[[Store], Found],
        then: Callable[[Found], None],
        *,
        after: float = 0.0,
        words: bool = False,
        now: bool = False,
    ) -> None:
        """Runs `work` in a thread, then `then` with its result; what of this kind still waits or runs is forgotten.

        `after`: seconds that must pass without another read of this kind before the store is asked at all. `words` and
        `now` as in `opened`.
        """
        self.forget(kind)
        past = None if now else self._past
        opener = partial(past, words) if past is not None else self._home
        self._start(_Job(kind, self._newest[kind], work, then, opener, after))

    def forget(self, kind: str) -> None:
        """Nobody wants the result any more of what of this kind waits or runs."""
        self._newest[kind] += 1
        self._waiting.pop(kind, None)

    def write(self, work: Callable[[Store], Found], then: Callable[[Found], None]) -> None:
        """Runs a job that must be done, after those before it; in the past nothing can be done."""
        if self._past is not None:
            self.refuse()
            return
        self._start(_Job("write", 0, work, then, self._home))

    def _start(self, job: _Job) -> None:
        if any(running.kind == job.kind for running in self._running.values()):
            self._waiting.setdefault(job.kind, deque()).append(job)
            return
        # No partial of the job: Textual writes down what a worker calls, and a job holds a whole reading of the store.
        self._running[self._app.run_worker(lambda: self._do(job), thread=True, exit_on_error=False, group="desk")] = job

    def _do(self, job: _Job) -> Any:
        if job.after:
            sleep(job.after)
            if job.number != self._newest[job.kind]:
                return None
        try:
            with job.opener() as store:
                return job.work(store)
        finally:
            give_back()

    def settle(self, event: Worker.StateChanged) -> None:
        """Takes notice of a worker's end; the app passes every such event on."""
        if event.state not in (WorkerState.SUCCESS, WorkerState.ERROR, WorkerState.CANCELLED):
            return
        job = self._running.pop(event.worker, None)
        if job is None:
            return
        if waiting := self._waiting.get(job.kind):
            self._start(waiting.popleft())
        if event.state is WorkerState.ERROR:
            self._failed(str(event.worker.error))
        elif event.state is WorkerState.SUCCESS and job.number == self._newest[job.kind]:
            try:
                job.then(event.worker.result)
            except NoMatches:
                # On the way out the panes go before the last result comes.
                if self._app.is_running and not self._app._closing:
                    raise
