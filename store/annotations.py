"""What an outside model remarked on claims: one row a prompt, good, refused or failed. No rule ever reads them.

A remark is anchored in the mentions its claim had when it was made (`Key`s), so it follows them to whatever id the
claim has now; its own `claim_id` only decides between equals.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from store.claims import Key
from store.codec import moment, stamp
from store.database import Store
from store.models import Claim


class Kind(StrEnum):
    """What came of a prompt: two sorts of good answers, an answer that did not stand the checks, or none."""

    LABEL = "label"
    SAME = "same"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a mention that a remark rests on; the offsets are the revision's, or its title's as in `Mention`."""

    story_id: int
    revision_id: int
    start: int
    end: int
    headline: bool
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One prompt and what came of it. `other`, for a pair: the second claim's former id and its anchor."""

    at: datetime
    model: str
    prompt_sha256: str
    kind: Kind
    claim_id: int
    anchor: tuple[Key, ...] = ()
    answer: Mapping[str, Any] = field(default_factory=dict)
    other: tuple[int, tuple[Key, ...]] | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A good answer as it stands now: `claim_id` and `other_id` are today's, None where that claim is gone.

    `outdated`: a claim it is about has changed by more than half since.
    """

    at: datetime
    model: str
    kind: Kind
    claim_id: int
    outdated: bool
    label: str | None = None
    same: bool | None = None
    other_id: int | None = None
    quotes: tuple[Quote, ...] = ()


def anchor_of(claim: Claim) -> tuple[Key, ...]:
    """The mentions by which a claim is known again, each once, in a stable order."""
    return tuple(sorted({(mention.story_id, mention.sentence) for mention in claim.mentions}))


def changed(then: int, now: int, common: int) -> bool:
    """Whether a claim of `then` mentions that has `now`, `common` of them the same, has changed by more than half:
    more than half of the old are gone, or more than half of the present are new."""
    return common * 2 < max(then, now)


def add(store: Store, made: Annotation) -> None:
    """Keeps what came of a prompt."""
    answer = dict(made.answer)
    if made.other:
        answer["other"] = {"claim_id": made.other[0], "anchor": made.other[1]}
    quotes = [[q.story_id, q.revision_id, q.start, q.end, q.headline, q.text] for q in made.quotes]
    with store.writing(made.at) as connection:
        connection.execute(
            "INSERT INTO annotations(at, model, prompt_sha256, kind, claim_id, anchor, answer, quotes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stamp(made.at),
                made.model,
                made.prompt_sha256,
                made.kind,
                made.claim_id,
                _json(made.anchor),
                _json(answer),
                _json(quotes),
            ),
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def answered(store: Store) -> frozenset[str]:
    """The prompts that a model has answered, well or not, by their hash: none of them need be put again."""
    rows = store.rows("SELECT prompt_sha256 FROM annotations WHERE kind != ?", (Kind.FAILED,))
    return frozenset(row["prompt_sha256"] for row in rows)


def prompts_since(store: Store, since: datetime) -> int:
    """How many prompts were put since a moment, those that failed too: they may have cost as much."""
    return int(store.value("SELECT count(*) FROM annotations WHERE at >= ?", (stamp(since),)))


def of_claim(store: Store, claim_id: int) -> list[Remark]:
    """The remarks on a claim, oldest first; a remark on a pair is on both its claims, `other_id` being the other."""
    found = []
    for remark in _standing(store, _near(store, claim_id)):
        if remark.claim_id == claim_id:
            found.append(remark)
        elif remark.other_id == claim_id:
            found.append(_turned(remark, claim_id))
    return found


def _near(store: Store, claim_id: int) -> list[int]:
    """The good answers of which an anchor holds a mention that this claim has: all that can be remarks on it.

    Where to look is found here and not by `_SIDES`, which for thousands of remarks takes ten times as long.
    """
    rows = store.rows("SELECT DISTINCT story_id, sentence FROM mentions WHERE claim_id = ?", (claim_id,))
    its = {(row["story_id"], row["sentence"]) for row in rows}
    return [
        row["id"]
        for row in store.rows(
            "SELECT id, anchor, json_extract(answer, '$.other.anchor') AS other FROM annotations "
            "WHERE kind IN ('label', 'same')"
        )
        if not its.isdisjoint(map(tuple, json.loads(row["anchor"]) + json.loads(row["other"] or "[]")))
    ]


def _turned(remark: Remark, claim_id: int) -> Remark:
    return Remark(
        at=remark.at,
        model=remark.model,
        kind=remark.kind,
        claim_id=claim_id,
        outdated=remark.outdated,
        same=remark.same,
        other_id=remark.claim_id,
        quotes=remark.quotes,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A claim of today that holds some of an anchor."""

    claim_id: int
    then: int
    now: int
    common: int
    same_id: bool


def _rank(place: _Place) -> tuple[float, bool, int]:
    """The likest claim first; among equals the one of the same id, then the lowest."""
    return (-place.common / max(place.then, place.now), not place.same_id, place.claim_id)


def remarks(store: Store) -> list[Remark]:
    """Every good answer whose claim is still there in some form, oldest first."""
    rows = store.rows("SELECT id FROM annotations WHERE kind IN ('label', 'same')")
    return _standing(store, [row["id"] for row in rows])


def _standing(store: Store, ids: Sequence[int]) -> list[Remark]:
    """Those of the good answers `ids` whose claim is still there, oldest first."""
    places = _places(store, ids)
    found = []
    for row in store.rows(
        "SELECT * FROM annotations WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", (_json(ids),)
    ):
        here, there = (min(places.get((row["id"], side), []), key=_rank, default=None) for side in (0, 1))
        if here is None:
            continue
        outdated = changed(here.then, here.now, here.common)
        answer, is_pair = json.loads(row["answer"]), row["kind"] == Kind.SAME
        if is_pair:
            # Where both now are one claim, the rules have answered since.
            outdated |= there is None or there.claim_id == here.claim_id
            outdated |= there is not None and changed(there.then, there.now, there.common)
        found.append(
            Remark(
                at=moment(row["at"]),
                model=row["model"],
                kind=Kind(row["kind"]),
                claim_id=here.claim_id,
                outdated=outdated,
                label=answer.get("label"),
                same=answer.get("same"),
                other_id=there.claim_id if there else None,
                quotes=tuple(Quote(q[0], q[1], q[2], q[3], bool(q[4]), q[5]) for q in json.loads(row["quotes"])),
            )
        )
    return found


#: For each side of each remark, the claims that hold some of its anchor now, and how much of it.
_SIDES = """
    WITH sides AS (
        SELECT id, 0 AS side, claim_id, anchor FROM annotations
        UNION ALL
        SELECT id, 1, json_extract(answer, '$.other.claim_id'), json_extract(answer, '$.other.anchor')
          FROM annotations WHERE kind = 'same'
    )
    SELECT sides.id, side, sides.claim_id AS was, json_array_length(sides.anchor) AS count_then,
           mentions.claim_id, count(DISTINCT one.key) AS common
      FROM json_each(?) AS wanted
      JOIN sides ON sides.id = wanted.value
      JOIN json_each(sides.anchor) AS one
      JOIN mentions ON mentions.story_id = json_extract(one.value, '$[0]')
       AND mentions.sentence = json_extract(one.value, '$[1]')
     GROUP BY sides.id, side, mentions.claim_id
"""


def _places(store: Store, ids: Sequence[int]) -> dict[tuple[int, int], list[_Place]]:
    """By annotation and side (0 the claim, 1 the other of a pair), where its anchor is found today."""
    rows = store.rows(_SIDES, (_json(ids),))
    sizes = _sizes(store, {row["claim_id"] for row in rows})
    places: dict[tuple[int, int], list[_Place]] = {}
    for row in rows:
        claim_id = row["claim_id"]
        place = _Place(claim_id, row["count_then"], sizes[claim_id], row["common"], claim_id == row["was"])
        places.setdefault((row["id"], row["side"]), []).append(place)
    return places


def _sizes(store: Store, claim_ids: Iterable[int]) -> dict[int, int]:
    """How many different mentions claims have now."""
    rows = store.rows(
        "SELECT claim_id, count(*) AS size FROM (SELECT DISTINCT claim_id, story_id, sentence FROM mentions "
        "WHERE claim_id IN (SELECT value FROM json_each(?))) GROUP BY claim_id",
        (_json(sorted(claim_ids)),),
    )
    return {row["claim_id"]: row["size"] for row in rows}
