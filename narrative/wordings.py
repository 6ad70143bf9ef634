"""A mention as its story made it before an edit."""

from __future__ import annotations

from dataclasses import replace

from store.models import Mention, Wording


def as_it_was(mention: Mention, wording: Wording) -> Mention:
    """With that wording and its time; on whose word it was is not kept."""
    return replace(
        mention,
        revision_id=wording.revision_id,
        sentence=wording.sentence,
        start=wording.start,
        end=wording.end,
        stance=wording.stance,
        cue=None,
        attributed_to=None,
        source_kind=None,
        source=None,
        via=None,
        figures=wording.figures,
        came_at=wording.said_at,
        earlier=(),
    )
