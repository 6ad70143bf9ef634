"""When an edit was made: we know when we saw it, and its page may say when it was."""

from __future__ import annotations

from datetime import datetime

from store.models import Revision


def stated(old: Revision, new: Revision, changed_at: datetime | None) -> datetime | None:
    """The time that the page says it was changed at, where it can be of this edit: after the version before was seen,
    and not after this one was."""
    return changed_at if changed_at and old.seen_at < changed_at <= new.seen_at else None
