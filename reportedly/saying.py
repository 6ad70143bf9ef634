"""What the commands say beside their data: lines on stderr, whose commands are to be copied and so name the home."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

#: In front of a command's name, where the home is not the one that is meant anyway; and the commands that there are.
_meant: tuple[str, re.Pattern[str]] | None = None


def about(home: Path | None, commands: Iterable[str]) -> None:
    """From now on commands are told with this home. None: as they are."""
    global _meant
    names = "|".join(re.escape(name) for name in commands)
    _meant = (f"--home {shlex.quote(str(home))} ", re.compile(rf"\breportedly (?=(?:{names})\b)")) if home else None


def here(text: str) -> str:
    """A text with its commands for this run's home.

    >>> about(Path("my home"), ["poll", "doctor"])
    >>> here("see what is wrong with: reportedly doctor")
    "see what is wrong with: reportedly --home 'my home' doctor"
    >>> about(None, [])
    """
    if _meant is None:
        return text
    place, command = _meant
    return command.sub(lambda found: found[0] + place, text)


def say(text: str) -> None:
    """A line on stderr."""
    print(f"reportedly: {here(text)}", file=sys.stderr, flush=True)
