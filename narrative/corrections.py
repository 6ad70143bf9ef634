"""Which sentences of which stories came with a notice of correction, by the versions of the stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from narrative.asides import notes
from store.models import Revision


def corrections(edits: Iterable[tuple[Revision, Revision]]) -> dict[int, list[tuple[str, datetime]]]:
    """For each story the sentences that a version with a new notice of correction brought, and when that was seen.

    `edits`: versions with the one before, oldest first.
    """
    found: defaultdict[int, list[tuple[str, datetime]]] = defaultdict(list)
    for old, new in edits:
        if notes(new.text) > notes(old.text):
            # Loaded here: few edits come with such a notice, and many who ask have none.
            from narrative.sentences import split

            for span in split(new.text):
                if (sentence := span.of(new.text)) not in old.text:
                    found[new.story_id].append((sentence, new.seen_at))
    return dict(found)
