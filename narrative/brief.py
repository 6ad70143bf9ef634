"""The brief: what changed since a moment, in plain sentences, each with the ids it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from store.models import Brief, BriefLine, Claim, Feed, Revision, Story


def compose(
    stories: Sequence[Story],
    claims: Sequence[Claim],
    edits: Sequence[tuple[Revision, Revision]],
    feeds: Sequence[Feed],
    since: datetime | None,
    now: datetime,
) -> Brief:
    """The brief over all relevant `stories`, all `claims`, the `edits` after `since` (old and new version) and `feeds`."""
    fresh = [story for story in stories if since is None or story.first_seen_at > since]
    line = BriefLine("stories", f"{len(fresh)} new stories.", tuple(s.id for s in fresh))
    return Brief(since, now, (line,))
