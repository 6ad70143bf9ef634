"""What can go wrong in the store.

StoreError            anything below; its text names the file and the mend
├── NotOurs           the file is a database of something else
├── TooNew            the file was written by a newer reportedly
├── Damaged           the file is not whole; nothing is written to it any more
│   └── Lost          there is no file, or nothing in it, where there was one
├── Unreadable        a row holds what cannot be understood
├── Busy              another process holds the poll lock
├── NotFound          no feed, story or claim has that id
└── QueryError        a word of a query cannot be understood
"""


class StoreError(Exception):
    """Anything that went wrong with stored data."""


class NotOurs(StoreError):
    """The file is not a database of reportedly."""


class TooNew(StoreError):
    """The file has a schema that this version does not know."""


class Damaged(StoreError):
    """The file is not whole; it is not opened for writing until it is mended or replaced."""


class Lost(Damaged):
    """There is no file, or nothing in it, and what stands beside it says that there was; none is begun anew."""


class Unreadable(StoreError):
    """What a row holds cannot be understood, though the file is whole."""


class Busy(StoreError):
    """Another process is polling into the same home."""


class NotFound(StoreError):
    """No row has that id."""


class QueryError(StoreError):
    """A query that cannot be understood; `start` and `end` say which of its characters are to blame.

    `mend`: a word among these, and the one that was probably meant.
    """

    def __init__(self, message: str, start: int, end: int, mend: tuple[str, str] | None = None) -> None:
        super().__init__(message)
        self.start, self.end, self.mend = start, end, mend
