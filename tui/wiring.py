"""What the dashboard is given by the command that starts it: a file, a clock, and what it may set going."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from fetchers.progress import Progress
from store.database import Store
from store.models import Brief, PollSummary


class Poll(Protocol):
    """Polls the home's feeds in the calling thread; `everything` takes also those that are not due.

    Raises `store.errors.StoreError` (its `Busy` where another poll holds the lock) or `OSError`. Stops early,
    with nothing lost, once `cancelled` says True.
    """

    def __call__(self, progress: Progress, *, everything: bool, cancelled: Callable[[], bool]) -> PollSummary: ...


@dataclass(frozen=True)
class Wiring:
    """`home` is how the dashboard names the home; `notice`, where not empty, is shown beside it at all times."""

    database: Path
    home: str
    clock: Callable[[], datetime]
    poll: Poll
    brief: Callable[[Store, datetime | None, datetime], Brief]
    notice: str = ""
    theme: str = ""
