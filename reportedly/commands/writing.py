"""Where a command writes: stdout, or a file that is put in place whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from reportedly.exits import UsageError


def named(output: Path | None) -> Path | None:
    """The file to write, None for stdout, as `-` is. Raises `UsageError` where no file can stand under the name."""
    if output is None or str(output) == "-":
        return None
    if output.is_dir():
        raise UsageError(f"{output} is a folder; name a file in it")
    if output.exists() and not output.is_file():
        raise UsageError(f"{output} is no file that could be put in place; name one, or write to it by > {output}")
    return output


@contextlib.contextmanager
def target(path: Path | None) -> Iterator[TextIO]:
    """Stdout, or a file that takes its name only once it is whole; of a link it is the file it leads to."""
    if path is None:
        yield sys.stdout
        return
    place = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another file") from None
    try:
        with open(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        os.chmod(name, 0o644)
        os.replace(name, place)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise
