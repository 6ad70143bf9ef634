"""The dashboard's way to the store: every reading and writing in a thread of its own connection."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from textual.app import App
from textual.worker import Worker, WorkerState

from store.database import Store
from tui.shelf import Shelf

Found = TypeVar("Found")


@dataclass(frozen=True)
class _Job:
    kind: str
    number: int
    work: Callable[[Store], Any]
    then: Callable[[Any], None]
    after: float = 0.0


class Desk:
    """Runs one job of a kind at a time and hands its result over in the main thread.

    Of reads of a kind only the newest counts (somebody types faster than the store answers); writes wait in line
    and none is left out.
    """

    def __init__(self, app: App[None], opened: Callable[[], Store], failed: Callable[[str], None]) -> None:
        self._app, self._open, self._failed = app, opened, failed
        #: What jobs derived and others may want.
        self.shelf = Shelf()
        self._running: dict[Worker[Any], _Job] = {}
        self._waiting: dict[str, deque[_Job]] = {}
        self._newest: Counter[str] = Counter()

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return bool(self._running)

    def read(
        self, kind: str, work: Callable[[Store], Found], then: Callable[[Found], None], *, after: float = 0.0
    ) -> None:
        """Runs `work` in a thread, then `then` with its result; what of this kind still waits or runs is forgotten.

        `after`: seconds that must pass without another read of this kind before the store is asked at all.
        """
        self.forget(kind)
        self._start(_Job(kind, self._newest[kind], work, then, after))

    def forget(self, kind: str) -> None:
        """Nobody wants the result any more of what of this kind waits or runs."""
        self._newest[kind] += 1
        self._waiting.pop(kind, None)

    def write(self, work: Callable[[Store], Found], then: Callable[[Found], None]) -> None:
        """Runs a job that must be done, after those before it."""
        self._start(_Job("write", 0, work, then))

    def _start(self, job: _Job) -> None:
        if any(running.kind == job.kind for running in self._running.values()):
            self._waiting.setdefault(job.kind, deque()).append(job)
            return
        # No partial of the job: Textual writes down what a worker calls, and a job holds a whole reading of the store.
        self._running[self._app.run_worker(lambda: self._do(job), thread=True, exit_on_error=False, group="desk")] = job

    def _do(self, job: _Job) -> Any:
        if job.after:
            time.sleep(job.after)
            if job.number != self._newest[job.kind]:
                return None
        with self._open() as store:
            return job.work(store)

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
            job.then(event.worker.result)
