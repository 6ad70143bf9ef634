"""What went wrong while the dashboard runs, each with its mend, to be read and copied."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from textual.content import Content

from tui.style import FAINT, MUTED
from tui.text import clean, line, wrapped

_KEPT = 100


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error in words, when it came and at what."""

    at: datetime
    what: str
    error: str

    @property
    def parts(self) -> tuple[str, str]:
        """What is wrong, and the mend behind the semicolon, as every error of this house says it."""
        problem, _, mend = self.error.rpartition("; ")
        return (problem, mend) if problem else (self.error, "")


@dataclass
class Troubles:
    """The latest of them, the newest first."""

    found: deque[Trouble] = field(default_factory=lambda: deque(maxlen=_KEPT))

    def add(self, at: datetime, what: str, error: str) -> None:
        self.found.appendleft(Trouble(at, what, error))

    def lines(self, width: int) -> Sequence[Content]:
        """The page of them."""
        if not self.found:
            return [line(), line(("Nothing went wrong since the dashboard was opened.", MUTED))]
        said: list[Content] = []
        for trouble in self.found:
            problem, mend = trouble.parts
            said.append(line((f"{trouble.at:%H:%M:%S} UTC  ", FAINT), (trouble.what, "bold")))
            shown = [line(("✗ ", "bold $error"), (clean(problem), "$error"))]
            if mend:
                shown.append(line(("→ ", "$key"), clean(mend)))
            said += [line("  ", part) for content in shown for part in wrapped(content, width - 2)]
            said.append(line())
        return said

    @property
    def text(self) -> str:
        """All of it, to be copied."""
        return "\n".join(f"{t.at:%Y-%m-%d %H:%M:%S} UTC {t.what}: {clean(t.error)}" for t in self.found)
