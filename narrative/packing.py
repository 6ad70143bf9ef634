"""Propositions as text and back, so that a story is read once. The sentences themselves stay in the story."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from narrative.attribution import Attribution
from narrative.propositions import Earlier, Proposition
from narrative.stance import Reading
from store.models import Figure, SourceKind, Span, Stance, Story


def pack(rows: Sequence[Proposition]) -> str:
    """The propositions of one story, in order."""
    return json.dumps([_row(row) for row in rows], ensure_ascii=False, separators=(",", ":"))


def _past(one: Earlier) -> list[object]:
    """The sentence itself too: the story has it no longer."""
    return [
        one.said_at.isoformat(), one.until.isoformat(), one.row.story.revision_id, one.row.sentence, _row(one.row)
    ]  # fmt: skip


def unpack(text: str, story: Story, places: Collection[int] | None = None) -> tuple[Proposition, ...]:
    """What `pack` made of the propositions of this story, at the revision it had then: all, or those at some places."""
    rows = json.loads(text)
    wanted = rows if places is None else [rows[place] for place in sorted(places) if place < len(rows)]
    return tuple(_proposition(row, story) for row in wanted)


def _row(row: Proposition) -> list[object]:
    by, cue = row.attribution, row.reading.cue
    return [
        [row.span.start, row.span.end, int(row.headline)],
        [part for term, span in row.terms.items() for part in (term, span.start, span.end)],
        sorted(row.names),
        row.clauses,
        [row.reading.stance.value, *([cue.start, cue.end] if cue else [])],
        _source(by) if by else None,
        [[f.kind, f.value, f.text, f.start, f.end, f.qualifier] for f in row.figures],
        [_source(voice) for voice in row.voices],
        # Few sentences were brought by an edit.
        *([row.came_at.isoformat(), [_past(one) for one in row.earlier]] if row.came_at else []),
    ]


def _source(by: Attribution) -> list[object]:
    return [by.name, by.kind.value, by.source.start, by.source.end, by.cue.start, by.cue.end, int(by.reports), by.via]


def _proposition(row: Any, story: Story, sentence: str | None = None) -> Proposition:
    """`sentence`: where it is no longer in the story."""
    (start, end, headline), terms, names, clauses, (stance, *cue), by, figures, voices, *came = row
    span = Span(start, end)
    parts = iter(terms)
    return Proposition(
        story=story,
        span=span,
        sentence=span.of(story.title if headline else story.text) if sentence is None else sentence,
        terms={term: Span(first, last) for term, first, last in zip(parts, parts, parts, strict=True)},
        names=frozenset(names),
        attribution=_attribution(by) if by else None,
        reading=Reading(Stance(stance), Span(*cue) if cue else None),
        figures=tuple(Figure(*figure) for figure in figures),
        clauses=tuple(clauses),
        headline=bool(headline),
        voices=tuple(_attribution(voice) for voice in voices),
        came_at=datetime.fromisoformat(came[0]) if came else None,
        earlier=tuple(_earlier(one, story) for one in came[1]) if came else (),
    )


def _earlier(row: Any, story: Story) -> Earlier:
    said, until, revision_id, sentence, its = row
    was = _proposition(its, replace(story, revision_id=revision_id), sentence)
    return Earlier(was, datetime.fromisoformat(said), datetime.fromisoformat(until))


def _attribution(row: Any) -> Attribution:
    name, kind, start, end, cue_start, cue_end, reports, via = row
    return Attribution(name, SourceKind(kind), Span(start, end), Span(cue_start, cue_end), bool(reports), via)
