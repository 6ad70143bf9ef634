"""What the dashboard is given by the command that starts it: a file, a clock, and what it may set going."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from fetchers.progress import Progress
from store.database import Store
from store.models import Act, ActKind, Brief, Claim, PollSummary

if TYPE_CHECKING:
    from narrative.explain import ClaimWhy, MentionWhy


class Poll(Protocol):
    """Polls the home's feeds in the calling thread; `everything` takes also those that are not due.

    Raises `store.errors.StoreError` (its `Busy` where another poll holds the lock) or `OSError`. Stops early,
    with nothing lost, once `cancelled` says True.
    """

    def __call__(self, progress: Progress, *, everything: bool, cancelled: Callable[[], bool]) -> PollSummary: ...


class Acting(Protocol):
    """Does a person's acts on claims, and writes what comes of them; None where there was nothing to do.

    Each raises `store.errors.NotFound` where a claim is gone.
    """

    def mark(self, store: Store, kind: ActKind, claim_id: int, at: datetime, text: str | None = None) -> Act | None: ...
    def merge(self, store: Store, first_id: int, second_id: int, at: datetime) -> Act: ...
    def undo(self, store: Store, at: datetime) -> Act | None: ...


class Explaining(Protocol):
    """Says why a claim is what it is, and why its mentions of some numbers, from 1, are what they are.

    Raises `store.errors.StoreError`.
    """

    def mentions(
        self, store: Store, claim: Claim, numbers: Iterable[int]
    ) -> tuple[ClaimWhy, tuple[MentionWhy, ...]]: ...


@dataclass(frozen=True)
class Wiring:
    """`home` is how the dashboard names the home; `notice`, where not empty, is shown beside it at all times.

    `acting` loads what does acts on claims, `explaining` what explains them, `undoing` what takes back what a person
    did last, be it with stories or with claims, and says what that was; without it the dashboard offers none.
    """

    database: Path
    home: str
    clock: Callable[[], datetime]
    poll: Poll
    brief: Callable[[Store, datetime | None, datetime], Brief]
    notice: str = ""
    theme: str = ""
    acting: Callable[[], Acting] | None = None
    explaining: Callable[[], Explaining] | None = None
    undoing: Callable[[], Callable[[Store, datetime], list[str]]] | None = None
