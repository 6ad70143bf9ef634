"""How much longer work will take, from how far it is."""

from __future__ import annotations

import math

#: Before so many seconds and so great a share of the work nothing is said, for it would be a guess.
_SECONDS, _SHARE = 3.0, 0.02


class Pace:
    """Follows the steps of one piece of work; each of its parts (feeds, pages, claims) is timed for itself."""

    def __init__(self) -> None:
        self._part = ""
        self._began = self._from = 0.0

    def left(self, done: int, total: int, what: str, now: float) -> float | None:
        """Seconds that are left of the part under way, or None. `now` is in seconds of a clock that only goes on."""
        if what != self._part or done < self._from:
            self._part, self._began, self._from = what, now, done
        gone, steps = now - self._began, done - self._from
        if gone < _SECONDS or steps <= 0 or steps < total * _SHARE:
            return None
        return gone / steps * max(0, total - done)


def in_words(seconds: float | None) -> str:
    """`about 40 s left`; nothing where it is not known."""
    if seconds is None:
        return ""
    if seconds < 1:
        return "nearly done"
    if seconds < 60:
        return f"about {math.ceil(seconds / 5) * 5} s left"
    if seconds < 3600:
        return f"about {math.ceil(seconds / 60)} min left"
    return f"about {seconds / 3600:.1f} h left"
