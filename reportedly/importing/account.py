"""What an import came to: what was taken, what was here already, and each line that was left out with why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from reportedly.importing.values import Unusable
from store.wording import counted

#: Problems of one file that are told one by one; the others are counted.
TOLD = 1_000
_NAMES = {
    "story": ("story", "stories"),
    "act": ("act on claims", "acts on claims"),
    "page": ("kept page", "kept pages"),
    "row": ("other record", "other records"),
}


@dataclass
class Account:
    """`tell` is called with a line for each problem as it is met."""

    name: str
    tell: Callable[[str], None]
    #: What is counted: lines, or the references of a file that has many in one line.
    unit: str = "line"
    taken: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    marked: int = 0
    left: int = 0
    remarks: int = 0

    def problem(self, line: int, error: Unusable) -> None:
        """One line that is left out; 0: the file from some place on."""
        self.left += 1
        if self.left <= TOLD:
            place = f"{self.unit} {line}: " if line else ""
            self.tell(f"{self.name}: {place}{error.reason}; {error.mend}")
        elif self.left == TOLD + 1:
            self.tell(f"{self.name}: more than {TOLD:,} {self.unit}s cannot be taken; the others are only counted")

    def remark(self, line: int, words: str) -> None:
        """Something of a line that is taken without it."""
        self.remarks += 1
        if self.remarks <= TOLD:
            self.tell(f"{self.name}: {self.unit} {line}: {words}")

    @property
    def changed(self) -> bool:
        return bool(self.taken.total() or self.marked)

    def summary(self, *, dry: bool) -> str:
        """All in one line."""
        parts = [counted(self.taken["story"], "new story", "new stories")]
        parts += [counted(self.taken[what], *names) for what, names in _names() if what != "story" and self.taken[what]]
        if self.marked:
            parts.append(f"marks of {counted(self.marked, 'story', 'stories')}")
        parts.append(f"{counted(self.known['story'], 'story', 'stories')} known already")
        if self.left:
            parts.append(f"{counted(self.left, self.unit)} left out")
        return f"{self.name}: {'would take ' if dry else ''}{', '.join(parts)}"


def _names() -> list[tuple[str, tuple[str, str]]]:
    return [("feed", ("feed", "feeds")), ("claim", ("claim", "claims")), *_NAMES.items()]
