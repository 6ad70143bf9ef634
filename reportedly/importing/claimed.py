"""Claims of our own export, each sentence held against the version of the story that it is to stand in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from reportedly.importing import values
from reportedly.importing.values import Unusable, checked
from store import codec, restoring
from store.database import Store
from store.models import Claim, ClaimKind, Figure, Mention, SourceKind, Span, Stance, Term, Wording

Record = Mapping[str, Any]
_STANCES, _KINDS = tuple(Stance), tuple(ClaimKind)


def claim(store: Store, record: Record) -> Claim:
    """A claim with its mentions; its counts follow from them. Raises `Unusable`."""
    mentions = [_mention(store, values.table(one)) for one in checked(record, "mentions", values.listed)]
    if not mentions:
        raise Unusable("a claim without mentions")
    return Claim(
        id=checked(record, "id", values.whole),
        statement=checked(record, "statement", values.exact),
        mentions=tuple(
            sorted(mentions, key=lambda its: (its.said_at, its.outlet, its.url, not its.headline, its.start))
        ),
        kind=ClaimKind(checked(record, "kind", values.word(*_KINDS))),
        terms=tuple(map(_term, checked(record, "terms", values.listed, []))),
        named=checked(record, "named", values.flag, False),
        pinned=checked(record, "pinned", values.flag, False),
        dismissed=checked(record, "dismissed", values.flag, False),
        note=checked(record, "note", values.line, None),
        cohesion=checked(record, "cohesion", values.number, 0.0),
    )


def _term(given: object) -> Term:
    parts = values.listed(given)
    if len(parts) != 2:
        raise Unusable(f"{values.shown(given)} is no term")
    values.number(parts[1])
    return Term(values.exact(parts[0]), parts[1])


def _mention(store: Store, given: Record) -> Mention:
    story_id, revision_id = checked(given, "story_id", values.whole), checked(given, "revision_id", values.whole)
    row = restoring.version(store, story_id, revision_id)
    if row is None:
        raise Unusable(f"version {revision_id} of story {story_id} is not here")
    start, end = checked(given, "start", values.whole), checked(given, "end", values.whole)
    headline = checked(given, "headline", values.flag, False)
    sentence = checked(given, "sentence", values.exact)
    if (row["title"] if headline else row["text"])[start:end] != sentence or start < 0:
        raise Unusable(f"{values.shown(sentence)} does not stand there in story {story_id}")
    kind = checked(given, "source_kind", values.word(*SourceKind), None)
    return Mention(
        story_id=story_id,
        revision_id=revision_id,
        url=row["url"],
        outlet=row["outlet"],
        published_at=codec.moment(row["published_at"]),
        first_seen_at=codec.moment(row["first_seen_at"]),
        sentence=sentence,
        start=start,
        end=end,
        stance=Stance(checked(given, "stance", values.word(*_STANCES))),
        cue=_span(given, "cue"),
        attributed_to=checked(given, "attributed_to", values.line, None),
        source_kind=SourceKind(kind) if kind else None,
        source=_span(given, "source"),
        figures=tuple(map(_figure, checked(given, "figures", values.listed, []))),
        chain=checked(given, "chain", values.whole, None),
        headline=headline,
        via=checked(given, "via", values.line, None),
        came_at=codec.moment(checked(given, "came_at", values.instant, None)),
        earlier=tuple(_wording(store, story_id, headline, one) for one in checked(given, "earlier", values.listed, [])),
        likeness=checked(given, "likeness", values.number, 1.0),
    )


def _wording(store: Store, story_id: int, headline: bool, given: object) -> Wording:
    parts = values.listed(given)
    if len(parts) != 8:
        raise Unusable(f"{values.shown(given)} is no earlier wording")
    said, until, revision, words, start, end, stance, figures = parts
    revision_id, sentence = values.whole(revision), values.exact(words)
    row = restoring.version(store, story_id, revision_id)
    if row is None or (row["title"] if headline else row["text"])[values.whole(start) : values.whole(end)] != sentence:
        raise Unusable(f"{values.shown(sentence)} does not stand in version {revision_id} of story {story_id}")
    return Wording(
        revision_id,
        codec.moment(values.instant(said)),
        codec.moment(values.instant(until)),
        sentence,
        start,
        end,
        Stance(values.word(*_STANCES)(stance)),
        tuple(map(_figure, values.listed(figures))),
    )


def _span(given: Record, name: str) -> Span | None:
    start, end = (checked(given, f"{name}_{edge}", values.whole, None) for edge in ("start", "end"))
    return None if start is None or end is None else Span(start, end)


def _figure(given: object) -> Figure:
    parts = values.listed(given)
    if len(parts) != 6:
        raise Unusable(f"{values.shown(given)} is no figure")
    kind, value, text, start, end, qualifier = parts
    return Figure(
        values.line(kind),
        values.line(value),
        values.exact(text),
        values.whole(start),
        values.whole(end),
        None if qualifier is None else values.line(qualifier),
    )


def derived(record: Record) -> str:
    """How claims were before acts changed them, as the store remembers it. Raises `Unusable`."""
    ids = {}
    for number, places in checked(record, "ids", values.table).items():
        if not (number.isascii() and number.isdigit()):
            raise Unusable(f"{values.shown(number)} is no claim")
        ids[number] = [_place(place, 3) for place in values.listed(places)]
    claims = []
    for one in checked(record, "claims", values.listed):
        parts = values.listed(one)
        if len(parts) != 5:
            raise Unusable(f"{values.shown(one)} is no claim")
        statement, kind, terms, cohesion, places = parts
        try:
            known = [_term(term) for term in values.listed(json.loads(values.exact(terms)))]
        except (ValueError, RecursionError):
            raise Unusable(f"{values.shown(terms)} are no terms") from None
        claims.append(
            [
                values.exact(statement),
                values.word(*_KINDS)(kind),
                codec.terms_to_json(known),
                values.number(cohesion),
                [_place(place, 5, 6) for place in values.listed(places)],
            ]
        )
    return json.dumps({"ids": ids, "claims": claims}, ensure_ascii=False, sort_keys=True)


def _place(given: object, *counts: int) -> list[Any]:
    """A mention: its story, whether it is the headline, where it begins; of five or six, its stance and source; and, of
    six, how like its claim it is."""
    parts = values.listed(given)
    if len(parts) not in counts:
        raise Unusable(f"{values.shown(given)} is no mention")
    found: list[Any] = [values.whole(parts[0]), values.flag(parts[1]), values.whole(parts[2])]
    if len(parts) > 3:
        found += [values.word(*_STANCES)(parts[3]), None if parts[4] is None else values.line(parts[4])]
        found += map(values.number, parts[5:])
    return found
