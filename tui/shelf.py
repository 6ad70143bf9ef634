"""What was derived from a reading of the store, kept until another reading takes its place."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

Found = TypeVar("Found")


class Shelf:
    """Keeps one finding of a kind, beside what it was derived from; asked for by any thread, each is derived once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._locks: dict[str, Lock] = {}
        self._kept: dict[str, tuple[object, Any]] = {}

    def get(self, kind: str, source: object, derive: Callable[[], Found]) -> Found:
        """The finding of that kind from `source`, which is told by its identity; `derive` makes it where need be."""
        with self._lock:
            lock = self._locks.setdefault(kind, Lock())
        with lock:
            kept = self._kept.get(kind)
            if kept is None or kept[0] is not source:
                kept = self._kept[kind] = (source, derive())
            return cast(Found, kept[1])
