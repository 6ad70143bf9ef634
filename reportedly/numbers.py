"""Numbers on the command line: how many, which story or feed, which port. Each raises `ArgumentTypeError` in words."""

from __future__ import annotations

import argparse
from collections.abc import Callable

#: Digits that a number has at most: more are a slip, and more than SQLite or a socket takes.
_DIGITS = 9


def count(text: str) -> int:
    """How many, at least one."""
    if not (_is_whole(text) and int(text)):
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 on")
    return int(text)


def port(text: str) -> int:
    """A port to serve on; 0 stands for a free one."""
    if not (_is_whole(text) and int(text) < 2**16):
        raise argparse.ArgumentTypeError(f"'{text}' is no port; choose one from 1 to 65535, or 0 for a free one")
    return int(text)


def id_of(what: str, lists: str) -> Callable[[str], int]:
    """The number of a story or the like, which the command `lists` tells."""

    def read(text: str) -> int:
        if not _is_whole(text):
            raise argparse.ArgumentTypeError(f"'{text}' is no {what}, whose ids are numbers; {lists} tells them")
        return int(text)

    return read


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
