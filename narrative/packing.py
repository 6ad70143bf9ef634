"""Propositions as text and back, so that a story is read once. The sentences themselves stay in the story."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from narrative.attribution import Attribution
from narrative.propositions import Proposition
from narrative.stance import Reading
from store.models import Figure, SourceKind, Span, Stance, Story


def pack(rows: Sequence[Proposition]) -> str:
    """The propositions of one story, in order."""
    return json.dumps([_row(row) for row in rows], ensure_ascii=False, separators=(",", ":"))


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
    ]


def _source(by: Attribution) -> list[object]:
    return [by.name, by.kind.value, by.source.start, by.source.end, by.cue.start, by.cue.end, int(by.reports), by.via]


def _proposition(row: Any, story: Story) -> Proposition:
    (start, end, headline), terms, names, clauses, (stance, *cue), by, figures, voices = row
    span = Span(start, end)
    parts = iter(terms)
    return Proposition(
        story=story,
        span=span,
        sentence=span.of(story.title if headline else story.text),
        terms={term: Span(first, last) for term, first, last in zip(parts, parts, parts, strict=True)},
        names=frozenset(names),
        attribution=_attribution(by) if by else None,
        reading=Reading(Stance(stance), Span(*cue) if cue else None),
        figures=tuple(Figure(*figure) for figure in figures),
        clauses=tuple(clauses),
        headline=bool(headline),
        voices=tuple(_attribution(voice) for voice in voices),
    )


def _attribution(row: Any) -> Attribution:
    name, kind, start, end, cue_start, cue_end, reports, via = row
    return Attribution(name, SourceKind(kind), Span(start, end), Span(cue_start, cue_end), bool(reports), via)
