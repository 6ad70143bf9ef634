"""Asking a person for a note: the one place that decides with what it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App


def ask(app: App[Any], what: str, text: str, then: Callable[[str], None]) -> None:
    """Has a note edited that is `text` so far; `then` gets what it is, unless the person leaves it as it was."""
    # Only now: the editor takes its time to load.
    from tui.widgets.note_box import NoteBox

    def done(found: str | None) -> None:
        if found is not None and found != text:
            then(found)

    app.push_screen(NoteBox(what, text), done)
