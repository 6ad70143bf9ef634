"""Seeing that somebody wrote to a database, without opening it.

A connection kept for `PRAGMA data_version` would have to be safe from all that the process does with the file beside it
(see `store.header.read`), for as long as the dashboard is open.
"""

from __future__ import annotations

from pathlib import Path

from store import header

#: Of a file when it was last written and how long it is; nothing where it is not there, or nothing is in it.
_State = tuple[int, int] | None


class Watch:
    """Looks at when the file and its log were last written to, which takes microseconds."""

    def __init__(self, path: Path) -> None:
        self._paths = path, header.wal_of(path)
        self._seen: tuple[_State, ...] | None = None

    def changed(self) -> bool:
        """Whether something was written since this was last asked, or it is asked for the first time. Now and then it
        says so where the log was only brought into the file."""
        before, self._seen = self._seen, tuple(map(_state, self._paths))
        return before != self._seen


def _state(path: Path) -> _State:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size) if found.st_size else None
