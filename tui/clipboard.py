"""Putting text where it can be pasted: by the terminal itself (OSC 52) and by the system's own program.

Some terminals ignore OSC 52, and over ssh there is no program of the system at hand; so both are tried.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

#: Seconds that a program may take; one that waits for a display that is gone would never end.
_LIMIT = 2.0

#: Programs, by what has to be in the surroundings for each to reach a clipboard.
_PROGRAMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)


def program(
    surroundings: Mapping[str, str] = os.environ, which: Callable[[str], str | None] = shutil.which
) -> tuple[str, ...] | None:
    """The system's program for its clipboard, where there is one that could work."""
    if sys.platform == "darwin" and which("pbcopy"):
        return ("pbcopy",)
    for needed, command in _PROGRAMS:
        if surroundings.get(needed) and which(command[0]):
            return command
    return None


def hand_over(text: str, command: tuple[str, ...], limit: float = _LIMIT) -> bool:
    """Gives text to such a program; says whether it took it. Blocks for at most `limit` seconds.

    Its output goes nowhere: wl-copy and xclip leave a process behind that would hold a pipe open.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and none of the words are from outside
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        process.communicate(text.encode(), timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    except OSError:
        return False
    return process.returncode == 0
