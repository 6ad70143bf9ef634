"""What the commands say beside their data: lines on stderr. Where one names a command, it names the home with it."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

#: A line that names a command, and what is to be added to it; nothing where the home is the one that is meant anyway.
_meant: tuple[re.Pattern[str], str] | None = None


def about(home: Path | None, commands: Iterable[str]) -> None:
    """From now on a line with one of the commands says that it is to be given this home. None: it says nothing more."""
    global _meant
    names = "|".join(re.escape(name) for name in commands)
    added = f" (with --home {shlex.quote(str(home))})"
    # Within quotation marks are a person's words: "the minister reportedly claims" is no command.
    before = "(?:“[^”\n]*”|[^“\n])*?"
    _meant = (re.compile(rf"^{before}\breportedly (?:{names})\b.*$", re.MULTILINE), added) if home else None


def here(text: str) -> str:
    """A text whose commands are for this run's home.

    >>> about(Path("my home"), ["poll", "doctor"])
    >>> here("see what is wrong with: reportedly doctor")
    "see what is wrong with: reportedly doctor (with --home 'my home')"
    >>> here("noted “he reportedly polls”; “the reportedly poll war”")
    'noted “he reportedly polls”; “the reportedly poll war”'
    >>> about(None, [])
    """
    if _meant is None:
        return text
    named, added = _meant
    return named.sub(lambda line: line[0] + added, text)


def say(text: str) -> None:
    """A line on stderr."""
    print(f"reportedly: {here(text)}", file=sys.stderr, flush=True)
