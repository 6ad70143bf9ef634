"""Seeing that somebody wrote to a file, without a look at what is in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class Watch:
    """A connection that only ever asks SQLite whether another one has committed since: for one thread, in microseconds,
    and without waiting for anybody."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._seen: int | None = None

    def changed(self) -> bool:
        """Whether something was committed since this was last asked, as may be the first time. Where it cannot be told
        just now, the next time says."""
        try:
            if self._connection is None:
                uri = f"{self._path.absolute().as_uri()}?mode=ro"
                self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0)
            before, self._seen = self._seen, self._connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            return False
        return before != self._seen

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
