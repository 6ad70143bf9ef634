"""What a look at a home's health came upon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from store.database import Store


class Severity(StrEnum):
    """An error keeps something from working or means that data is in danger; a warning will, or may. A note is said to
    whoever asks, and is no finding that a script need care for."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, of the check by that name: what it is, and what to do, mostly a command.

    `fix` is what `--fix` does about it: a change of the store, made under the poll lock once a backup is there; or of
    something else, where `store` is None.
    """

    check: str
    severity: Severity
    what: str
    mend: str = ""
    fix: Callable[[Store], object] | None = None
    outside: Callable[[], object] | None = None


def error(check: str, what: str, mend: str, fix: Callable[[Store], object] | None = None) -> Finding:
    return Finding(check, Severity.ERROR, what, mend, fix)


def warning(check: str, what: str, mend: str, fix: Callable[[Store], object] | None = None) -> Finding:
    return Finding(check, Severity.WARNING, what, mend, fix)


def note(check: str, what: str) -> Finding:
    return Finding(check, Severity.NOTE, what)
