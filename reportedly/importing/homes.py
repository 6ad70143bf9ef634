"""Another home: its database copied, the copy brought up to date, and read as if it had been exported.

The file itself is only ever opened for reading, and may be of an older version.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from store.copying import copied
from store.database import Store, open_store
from store.errors import StoreError

DATABASE = "reportedly.db"


def database_of(path: Path) -> Path:
    """The database that a path means: a file, or the folder of a home. Raises `StoreError`."""
    found = path / DATABASE if path.is_dir() else path
    if not found.is_file():
        raise StoreError(f"{path}: is no home, it has no {DATABASE}; name the folder of one")
    return found


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The store of a copy of another home. Raises `StoreError`, also where it is no home or a newer one."""
    with tempfile.TemporaryDirectory(prefix="reportedly-import-") as folder:
        copy = Path(folder) / DATABASE
        copied(database_of(path), copy)
        try:
            store = open_store(copy)
        except StoreError as error:
            raise type(error)(str(error).replace(str(copy), str(path))) from None
        with store:
            yield store
