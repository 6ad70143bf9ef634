"""A poll that touches no network: it can bring stories, wait until it is let go, or fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from fetchers.progress import Progress
from store.database import Store, open_store
from store.models import PollSummary


class FakePoll:
    """Counts its calls. `held`: it waits, asking whether it is cancelled, until `go` is set."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.calls: list[bool] = []
        self.summary = PollSummary(feeds=5)
        self.error: Exception | None = None
        self.bring: Callable[[Store], None] | None = None
        self.held = False
        self.go = Event()
        self.began = Event()
        self.saw_cancel = False

    def __call__(self, progress: Progress, *, everything: bool, cancelled: Callable[[], bool]) -> PollSummary:
        self.calls.append(everything)
        progress.step(2, 5, "feeds")
        self.began.set()
        while self.held and not self.go.wait(0.01):
            if cancelled():
                self.saw_cancel = True
                return PollSummary(feeds=2)
        if self.error is not None:
            raise self.error
        if self.bring is not None:
            with open_store(self.database) as store:
                self.bring(store)
        return self.summary
