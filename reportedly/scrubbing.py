"""What the dashboard's scrubber asks for: the home as it was, moment after moment, each made once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

from fetchers.progress import Progress, Quiet
from narrative.tomlcheck import TomlError
from reportedly import asof
from reportedly.home import Home
from store.database import Store
from store.errors import StoreError


class Earlier:
    """The home as it was at a time. Two threads that want the same time wait for one another and make it once."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._making = Lock()
        self._made: dict[datetime, Path] = {}

    def prepare(self, at: datetime, progress: Progress) -> None:
        """Makes it ready; later times of the home do not change it. Raises `StoreError`."""
        with self._making:
            path = self._made.get(at)
            if path is not None and path.exists():
                return
            try:
                self._made[at] = asof.made(self._home, at, progress)
            except TomlError as error:
                raise StoreError(str(error)) from error

    @contextmanager
    def opened(self, at: datetime, *, searched: bool) -> Iterator[Store]:
        """The store as it was, to be read from. Raises `StoreError`."""
        self.prepare(at, Quiet())
        if searched:
            # Two at once would both make the index of words.
            with self._making, asof.reading(self._made[at], searched=True):
                pass
        with asof.reading(self._made[at], searched=False) as store:
            yield store

    def forget(self) -> None:
        """Looks anew the next time; nothing that was let go of meanwhile is to be shown again."""
        with self._making:
            self._made.clear()
