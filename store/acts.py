"""What a person did with claims, and the derived claims that it changed. Acts are marked undone, never deleted.

An act is written in a transaction that holds the write lock from its first statement, and needs no poll lock: an
analysis reads the acts in the very transaction in which it puts the claims in place. So whichever comes first, the
other goes by it, and neither is lost.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Container, Iterable, Sequence
from datetime import datetime
from typing import Any

from store import claims, codec, state
from store.claims import Key
from store.codec import moment, stamp
from store.database import Store
from store.models import Act, ActKind, Claim, ClaimKind, Mention, SourceKind, Span, Stance

_CHANGED = "claims_changed_by_acts"


def record(store: Store, act: Act, at: datetime) -> int:
    """Keeps an act; its id and times are given here. Returns the id."""
    other = None
    if act.other_id is not None:
        other = json.dumps({"claim": act.other_id, "mentions": sorted(act.other)}, ensure_ascii=False)
    anchor = json.dumps(sorted(act.anchor), ensure_ascii=False)
    with store.writing(at) as connection:
        cursor = connection.execute(
            "INSERT INTO acts(at, kind, claim_id, anchor, other, text) VALUES (?, ?, ?, ?, ?, ?)",
            (stamp(at), act.kind, act.claim_id, anchor, other, act.text),
        )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def undo(store: Store, at: datetime) -> Act | None:
    """Marks the newest act that stands undone, and returns it; None where none stands."""
    with store.writing(at) as connection:
        row = store.row("SELECT * FROM acts WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1")
        if row is None:
            return None
        connection.execute("UPDATE acts SET undone_at = ? WHERE id = ?", (stamp(at), row["id"]))
    return _act(row)


def together(store: Store, act_ids: Sequence[int]) -> None:
    """Makes acts one, which is undone as one."""
    with store.writing() as connection:
        connection.executemany(
            "UPDATE acts SET batch = ? WHERE id = ?", [(min(act_ids), number) for number in act_ids if act_ids[1:]]
        )


def last(store: Store) -> Act | None:
    """The newest act that stands."""
    row = store.row("SELECT * FROM acts WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1")
    return _act(row) if row else None


def active(store: Store) -> tuple[Act, ...]:
    """The acts that stand, in the order in which they were done."""
    return tuple(map(_act, store.rows("SELECT * FROM acts WHERE undone_at IS NULL ORDER BY id")))


def history(store: Store, limit: int | None = None) -> tuple[Act, ...]:
    """The last acts, undone ones too, the newest first."""
    return tuple(
        map(_act, store.rows("SELECT * FROM acts ORDER BY id DESC LIMIT ?", (-1 if limit is None else limit,)))
    )


def _act(row: sqlite3.Row) -> Act:
    other: dict[str, Any] = json.loads(row["other"]) if row["other"] else {"claim": None, "mentions": ()}
    return Act(
        id=row["id"],
        at=moment(row["at"]),
        kind=ActKind(row["kind"]),
        claim_id=row["claim_id"],
        anchor=_keys(json.loads(row["anchor"])),
        other_id=other["claim"],
        other=_keys(other["mentions"]),
        text=row["text"],
        undone_at=moment(row["undone_at"]),
        batch=row["batch"],
    )


def _keys(pairs: Iterable[Sequence[Any]]) -> frozenset[Key]:
    return frozenset((story_id, sentence) for story_id, sentence in pairs)


def touched(store: Store, acts: Iterable[Act]) -> list[Claim]:
    """The stored claims that acts have to do with: those they name or changed, and all that share a mention with one of
    these or with an anchor."""
    acts = list(acts)
    named = {number for act in acts for number in (act.claim_id, act.other_id)} | set(map(int, _changed(store)["ids"]))
    wanted = {key for act in acts for key in act.anchor | act.other}
    wanted.update((row["story_id"], row["sentence"]) for row in _mentions(store, "claim_id", named))
    rows = _mentions(store, "story_id", {story_id for story_id, _ in wanted})
    ids = {row["claim_id"] for row in rows if (row["story_id"], row["sentence"]) in wanted}
    return [claims.get(store, number) for number in sorted(ids)]


def _mentions(store: Store, column: str, values: Iterable[int | None], at_once: int = 500) -> list[sqlite3.Row]:
    """Claim, story and sentence of the mentions with one of these values, read in portions that SQLite takes."""
    wanted, found = sorted(value for value in values if value is not None), []
    for start in range(0, len(wanted), at_once):
        part = wanted[start : start + at_once]
        marks = ",".join("?" * len(part))
        found += store.rows(f"SELECT claim_id, story_id, sentence FROM mentions WHERE {column} IN ({marks})", part)
    return found


def remember(store: Store, derived: Iterable[Claim], changed: Iterable[Claim]) -> None:
    """Keeps how claims were derived that acts changed beyond marks, and the claims that stand for them.

    Merged claims that share a sentence may each read it otherwise, and the claim that stands for them has one reading:
    the others are kept whole.
    """
    changed = list(changed)
    told = {(_place(mention)[:5], _reading(mention)) for claim in changed for mention in claim.mentions}
    rows = [
        [c.statement, c.kind, codec.terms_to_json(c.terms), c.cohesion, [_kept(m, told) for m in c.mentions]]
        for c in derived
    ]
    held = {str(claim.id): sorted(_place(mention)[:3] for mention in claim.mentions) for claim in changed}
    text = json.dumps({"ids": held, "claims": sorted(rows)}, ensure_ascii=False, sort_keys=True)
    if text != state.get(store, _CHANGED):
        state.put(store, _CHANGED, text)


def joined_since(store: Store, stored: Iterable[Claim]) -> dict[int, tuple[Mention, ...]]:
    """Of stored claims that acts changed, by id, the mentions that have joined them since."""
    held = {int(number): set(map(tuple, places)) for number, places in _changed(store)["ids"].items()}
    return {
        claim.id: new
        for claim in stored
        if claim.id in held and (new := tuple(m for m in claim.mentions if _place(m)[:3] not in held[claim.id]))
    }


def as_derived(store: Store, stored: Iterable[Claim]) -> list[Claim]:
    """Stored claims as they were derived, before any act: `stored` holds all that `touched` gives."""
    changed = _changed(store)
    # Of a sentence that several claims have, the reading of the one that was changed counts.
    kept = sorted(stored, key=lambda claim: (str(claim.id) in changed["ids"], claim.id))
    mentions = {_place(mention)[:3]: mention for claim in kept for mention in claim.mentions}
    mentions |= {_place(mention)[:5]: mention for claim in kept for mention in claim.mentions}
    found = [claim for claim in kept if str(claim.id) not in changed["ids"]]
    for statement, kind, terms, cohesion, places in changed["claims"]:
        read = ((mentions.get(tuple(place[:5]), mentions.get(tuple(place[:3]))), place) for place in places)
        its = tuple(_as_read(mention, place) for mention, place in read if mention is not None)
        if its:
            read_terms = codec.terms_from_json(terms)
            found.append(Claim(0, statement, its, ClaimKind(kind), read_terms, cohesion=cohesion))
    return sorted(found, key=lambda c: (c.first_said_at, c.mentions[0].url, c.mentions[0].start, c.statement))


def _changed(store: Store) -> dict[str, Any]:
    text = state.get(store, _CHANGED)
    found: dict[str, Any] = json.loads(text) if text else {"ids": {}, "claims": []}
    return found


def _kept(mention: Mention, told: Container[tuple[object, ...]]) -> tuple[object, ...]:
    place, reading = _place(mention), _reading(mention)
    return place if (place[:5], reading) in told else (*place, reading)


def _as_read(mention: Mention, place: Sequence[Any]) -> Mention:
    """A mention as the claim that is told of read it; homes of before know less of that."""
    if len(place) > 5:
        mention = dataclasses.replace(mention, likeness=place[5])
    if len(place) > 6:
        stance, attributed_to = place[3:5]
        cue, kind, source, via, earlier = place[6]
        mention = dataclasses.replace(
            mention,
            stance=Stance(stance),
            attributed_to=attributed_to,
            cue=Span(*cue) if cue else None,
            source_kind=SourceKind(kind) if kind else None,
            source=Span(*source) if source else None,
            via=via,
            earlier=codec.wordings_from_json(earlier),
        )
    return mention


def _reading(mention: Mention) -> tuple[object, ...]:
    """What a claim has of a sentence for itself, besides its stance, source and likeness, which tell its place."""
    cue, source = ((span.start, span.end) if span else None for span in (mention.cue, mention.source))
    return cue, mention.source_kind, source, mention.via, codec.wordings_to_json(mention.earlier)


def _place(mention: Mention) -> tuple[object, ...]:
    return (
        *(mention.story_id, mention.headline, mention.start, mention.stance, mention.attributed_to),
        mention.likeness,
    )
