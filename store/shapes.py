"""The exported shapes of a story and of a claim. They are a contract: names are added, never changed or taken away.

docs/exports.md describes them for those who read the exports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from store.annotations import Remark
from store.codec import stamp
from store.models import Brief, BriefLine, Claim, Feed, Figure, Mention, Stance, Story
from store.statements import by_field, chosen, disagreements


def story_record(story: Story) -> dict[str, Any]:
    """A story as a JSON object; times ISO 8601 in UTC or null."""
    return {
        "id": story.id,
        "url": story.url,
        "title": story.title,
        "outlet": story.outlet,
        "author": story.author,
        "published_at": stamp(story.published_at),
        "first_seen_at": stamp(story.first_seen_at),
        "language": story.language,
        "text": story.text,
        "text_source": story.text_source.value,
        "relevant": story.relevant,
        "relevance": story.relevance,
        "matched": [{"term": m.term, "group": m.group, "weight": m.weight} for m in story.matched],
        "saved": story.saved,
        "read": story.read,
        "revisions": story.revisions,
        "judged_by_hand": story.judged_by_hand,
        "page_note": story.page_note,
        "modified_at": _said(story, "modified_at"),
        "section": _said(story, "section"),
        "canonical_url": _said(story, "canonical_url"),
        "free": {"true": True, "false": False}.get(_said(story, "free") or ""),
        "stated": {
            field: [{"source": one.source, "value": one.value} for one in said]
            for field, said in by_field(story.statements).items()
        },
        "disagreements": [
            {"field": one.field, "feed": one.feed, "page": one.page, "source": one.source}
            for one in disagreements(story.statements)
        ],
        "note": story.note,
    }


def _said(story: Story, field: str) -> str | None:
    """What is taken of what feed and page say in a field."""
    found = chosen(story.statements).get(field)
    return found.value if found else None


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim as a JSON object; `outlets`, `stories` and `chains` are counts, mentions oldest first."""
    return {
        "id": f"c{claim.id}",
        "statement": claim.statement,
        "outlets": len(claim.outlets),
        "stories": len(claim.stories),
        "chains": claim.chains,
        "first_said_at": stamp(claim.first_said_at),
        "last_said_at": stamp(claim.last_said_at),
        "first_said_by": claim.first_said_by,
        "stances": {stance.value: claim.stances[stance] for stance in Stance},
        "kind": claim.kind.value,
        "terms": [{"term": t.term, "weight": t.weight} for t in claim.terms],
        "named": claim.named,
        "pinned": claim.pinned,
        "dismissed": claim.dismissed,
        "note": claim.note,
        "mentions": [mention_record(mention) for mention in claim.mentions],
    }


def mention_record(mention: Mention) -> dict[str, Any]:
    """A mention as a JSON object; `start` and `end` count characters in the story's text, or in its
    title where `headline` is true."""
    cue = mention.cue
    return {
        "story_id": mention.story_id,
        "revision_id": mention.revision_id,
        "url": mention.url,
        "outlet": mention.outlet,
        "published_at": stamp(mention.published_at),
        "said_at": stamp(mention.said_at),
        "sentence": mention.sentence,
        "headline": mention.headline,
        "start": mention.start,
        "end": mention.end,
        "stance": mention.stance.value,
        "cue": mention.sentence[cue.start - mention.start : cue.end - mention.start] if cue else None,
        "attributed_to": mention.attributed_to,
        "source_kind": mention.source_kind.value if mention.source_kind else None,
        "via": mention.via,
        "figures": _figures(mention.figures),
        "likeness": mention.likeness,
        "earlier": [
            {
                "revision_id": wording.revision_id,
                "said_at": stamp(wording.said_at),
                "until": stamp(wording.until),
                "sentence": wording.sentence,
                "start": wording.start,
                "end": wording.end,
                "stance": wording.stance.value,
                "figures": _figures(wording.figures),
            }
            for wording in mention.earlier
        ],
    }


def _figures(figures: Iterable[Figure]) -> list[dict[str, str]]:
    return [{"kind": figure.kind, "value": figure.value, "text": figure.text} for figure in figures]


def remark_record(remark: Remark) -> dict[str, Any]:
    """A model's remark on a claim as a JSON object; `other` is the claim that `same` compares it with."""
    return {
        "kind": remark.kind.value,
        "model": remark.model,
        "at": stamp(remark.at),
        "outdated": remark.outdated,
        "label": remark.label,
        "same": remark.same,
        "other": f"c{remark.other_id}" if remark.other_id is not None else None,
        "quotes": [
            {
                "story_id": quote.story_id,
                "revision_id": quote.revision_id,
                "headline": quote.headline,
                "start": quote.start,
                "end": quote.end,
                "text": quote.text,
            }
            for quote in remark.quotes
        ],
    }


def feed_record(feed: Feed) -> dict[str, Any]:
    """A feed as a JSON object."""
    return {
        "id": feed.id,
        "url": feed.address,
        "title": feed.title,
        "outlet": feed.outlet,
        "note": feed.note,
        "last_poll_at": stamp(feed.last_poll_at),
        "next_poll_at": stamp(feed.next_poll_at),
        "next_poll_reason": feed.next_poll_reason,
        "last_status": feed.last_status,
        "last_error": feed.last_error,
        "failures": feed.failures,
        "entries": feed.entries_seen,
        "relevant": feed.stories_relevant,
        "paused_at": stamp(feed.paused_at),
        "moved_to": feed.standing.moved_to,
        "last_gap_at": stamp(feed.last_gap_at),
    }


def brief_record(brief: Brief, short: Sequence[BriefLine] = ()) -> dict[str, Any]:
    """A brief as a JSON object, every sentence, what matters most first, with what it rests on; `short`: those that a
    mail has room for."""
    return {
        "since": stamp(brief.since),
        "until": stamp(brief.until),
        "lines": [
            {
                "kind": str(line.kind),
                "text": line.text,
                "stories": list(line.story_ids),
                "claims": [f"c{i}" for i in line.claim_ids],
                "mentions": [f"c{claim}.{number}" for claim, number in line.mentions],
                "figures": dict(line.figures),
                "also": list(line.also),
                "weight": line.weight,
                "short": line in short,
            }
            for line in brief.lines
        ],
    }
