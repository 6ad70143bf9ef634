"""Claims that grow: mentions added and taken away in place, and how the claims that new stories touch are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from store import codec
from store.claims import Key, remove, row_of
from store.database import Store
from store.index import portions
from store.models import CLOSE, Mention, Term

#: A sentence as a mention has it: its story, whether it is the headline, and where it begins.
Place = tuple[int, bool, int]


def join(store: Store, claim_id: int, mentions: Sequence[Mention]) -> None:
    """Adds mentions to a claim; those that it has already stay as they are."""
    with store.writing() as connection:
        there = _places(store, claim_id, {mention.story_id for mention in mentions})
        last = store.value("SELECT max(position) FROM mentions WHERE claim_id = ?", (claim_id,)) or 0
        new = [one for one in mentions if (one.story_id, one.headline, one.start) not in there]
        connection.executemany(
            f"INSERT INTO mentions VALUES ({', '.join('?' * 22)})",
            [row_of(claim_id, last + place, mention) for place, mention in enumerate(new, 1)],
        )
        if new:
            _recount(store, claim_id)


def leave(store: Store, story_ids: Collection[int]) -> set[int]:
    """Takes the mentions of stories away; the claims that had them, for `prune` to look at once others have joined."""
    with store.writing() as connection:
        touched: set[int] = set()
        for some in portions(sorted(story_ids)):
            marks = ", ".join("?" * len(some))
            touched.update(
                row[0] for row in store.rows(f"SELECT claim_id FROM mentions WHERE story_id IN ({marks})", some)
            )
            connection.execute(f"DELETE FROM mentions WHERE story_id IN ({marks})", some)
        for claim_id in sorted(touched):
            _recount(store, claim_id)
    return touched


def rechain(store: Store, chains: Mapping[int, int]) -> set[int]:
    """Gives the mentions of stories another chain; the claims that are counted otherwise by that, for `prune` to look
    at, but those that are pinned."""
    with store.writing():
        touched: set[int] = set()
        for story_id, chain in sorted(chains.items()):
            rows = store.rows(
                "UPDATE mentions SET chain = ? WHERE story_id = ? AND chain IS NOT ? RETURNING claim_id",
                (chain, story_id, chain),
            )
            touched.update(row["claim_id"] for row in rows)
        for claim_id in sorted(touched):
            _recount(store, claim_id)
    pinned = {row["id"] for row in store.rows("SELECT id FROM claims WHERE pinned")} if touched else set()
    return touched - pinned


def prune(store: Store, claim_ids: Collection[int]) -> None:
    """Takes those of the claims away that are not made by two outlets and two chains (any more)."""
    with store.writing() as connection:
        for claim_id in sorted(claim_ids):
            row = store.row("SELECT outlets, chains FROM claims WHERE id = ?", (claim_id,))
            if row is not None and min(row["outlets"], row["chains"]) < 2:
                remove(connection, claim_id)


def said(store: Store, story_ids: Collection[int]) -> dict[Key, set[int]]:
    """The sentences of stories that make claims, by story and words, each with the claims it makes."""
    found: dict[Key, set[int]] = defaultdict(set)
    for some in portions(sorted(story_ids)):
        marks = ", ".join("?" * len(some))
        for row in store.rows(f"SELECT claim_id, story_id, sentence FROM mentions WHERE story_id IN ({marks})", some):
            found[row["story_id"], row["sentence"]].add(row["claim_id"])
    return found


def made_by(store: Store, story_ids: Collection[int]) -> dict[int, frozenset[Place]]:
    """The claims that stories make, each with their mentions of it."""
    found: dict[int, set[Place]] = defaultdict(set)
    for some in portions(sorted(story_ids)):
        marks = ", ".join("?" * len(some))
        for row in store.rows(
            f"SELECT claim_id, story_id, headline, start FROM mentions WHERE story_id IN ({marks})", some
        ):
            found[row["claim_id"]].add((row["story_id"], bool(row["headline"]), row["start"]))
    return {claim_id: frozenset(places) for claim_id, places in found.items()}


def telling(store: Store, terms: Collection[str]) -> set[int]:
    """The claims of which one of the strongest terms is among these."""
    return {
        row["claim_id"]
        for some in portions(sorted(terms))
        for row in store.rows(f"SELECT claim_id FROM claim_terms WHERE term IN ({', '.join('?' * len(some))})", some)
    }


def terms(store: Store, claim_ids: Collection[int]) -> dict[int, tuple[Term, ...]]:
    """The terms of some claims."""
    return {
        row["id"]: codec.terms_from_json(row["terms"])
        for some in portions(sorted(claim_ids))
        for row in store.rows(f"SELECT id, terms FROM claims WHERE id IN ({', '.join('?' * len(some))})", some)
    }


def _places(store: Store, claim_id: int, story_ids: set[int]) -> set[Place]:
    return {
        (row["story_id"], bool(row["headline"]), row["start"])
        for some in portions(sorted(story_ids))
        for row in store.rows(
            "SELECT story_id, headline, start FROM mentions "
            f"WHERE claim_id = ? AND story_id IN ({', '.join('?' * len(some))})",
            [claim_id, *some],
        )
    }


#: As `Claim.first` has it.
_FIRST = (
    "likeness < :close, coalesce(earlier ->> '$[0][6]', stance) IN ('denied', 'questioned'), "
    "coalesce(earlier ->> '$[0][0]', mentions.said_at)"
)
_COUNTED = f"""
    UPDATE claims SET
        outlets = counted.outlets, stories = counted.stories, chains = counted.chains,
        first_said_at = coalesce(counted.first, first_said_at), last_said_at = coalesce(counted.last, last_said_at),
        questioned = counted.questioned, hedged = counted.hedged, attributed = counted.attributed,
        asserted = counted.asserted, denied = counted.denied,
        first_said_by = coalesce(counted.first_by, first_said_by)
    FROM (
        SELECT count(DISTINCT stories.outlet) AS outlets, count(DISTINCT story_id) AS stories,
            count(DISTINCT ifnull(chain, story_id)) AS chains,
            (SELECT coalesce(earlier ->> '$[0][0]', said_at) FROM mentions WHERE claim_id = :claim
                ORDER BY {_FIRST} LIMIT 1) AS first, max(mentions.said_at) AS last,
            coalesce(sum(stance = 'questioned'), 0) AS questioned, coalesce(sum(stance = 'hedged'), 0) AS hedged,
            coalesce(sum(stance = 'attributed'), 0) AS attributed, coalesce(sum(stance = 'asserted'), 0) AS asserted,
            coalesce(sum(stance = 'denied'), 0) AS denied,
            (SELECT stories.outlet FROM mentions JOIN stories ON stories.id = story_id WHERE claim_id = :claim
                ORDER BY {_FIRST}, mentions.said_at, stories.outlet, stories.url LIMIT 1) AS first_by
        FROM mentions JOIN stories ON stories.id = story_id WHERE claim_id = :claim
    ) AS counted
    WHERE claims.id = :claim
"""


def _recount(store: Store, claim_id: int) -> None:
    store.connection.execute(_COUNTED, {"claim": claim_id, "close": CLOSE})
