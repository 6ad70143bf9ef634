"""The lines of a file from outside, one at a time and never more of it in memory than a line may have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reportedly.importing.values import Unusable

#: Bytes that a line may have. A story with forty versions of the longest text stays below it.
LONGEST = 64_000_000
_BOM = b"\xef\xbb\xbf"

#: The number of a line, from 1, and what it holds, or why that cannot be read.
Line = tuple[int, "str | Unusable"]


def read(file: BinaryIO, longest: int = LONGEST) -> Iterator[Line]:
    """Every line without its end; a byte order mark before the first is dropped."""
    number = 0
    while data := file.readline(longest + 1):
        number += 1
        if len(data) > longest and not data.endswith(b"\n"):
            _skip(file, longest)
            yield number, Unusable(f"it is longer than {longest:,} bytes", "part it, or leave it out")
            continue
        data = data.removeprefix(_BOM) if number == 1 else data
        try:
            yield number, data.rstrip(b"\r\n").decode("utf-8")
        except UnicodeDecodeError as error:
            place = f"it is not UTF-8 (byte {error.start + 1} of the line)"
            yield number, Unusable(place, "save the file as UTF-8")


def _skip(file: BinaryIO, longest: int) -> None:
    """Reads to the end of a line, and keeps nothing of it."""
    while (part := file.readline(min(longest, 1_000_000))) and not part.endswith(b"\n"):
        pass
