"""Which story repeats which, and the passages that both have: the evidence that one is a copy of the other."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from store import codec
from store.database import Store
from store.models import Passage, Story

#: Rows of copies that are not of the stories, or of their chains, as these now are; and those that are missing.
_UNSETTLED = """
    SELECT DISTINCT chains.original FROM chains JOIN stories ON stories.id = chains.story_id
    LEFT JOIN copies ON copies.story_id = chains.story_id LEFT JOIN stories AS parents ON parents.id = copies.parent
    LEFT JOIN chains AS theirs ON theirs.story_id = copies.parent
    WHERE chains.original <> chains.story_id AND (copies.version IS NOT stories.revision_id
    OR copies.parent_version IS NOT parents.revision_id
    OR (copies.parent <> chains.original AND theirs.original IS NOT chains.original)) ORDER BY 1
"""
_NO_COPY = "story_id NOT IN (SELECT story_id FROM chains WHERE original <> story_id)"


@dataclass(frozen=True, slots=True)
class Pair:
    """A story, the one that it repeats (None where no one of its chain shares enough by itself) and the versions that
    were compared. `share`: of the shorter text's runs of words."""

    story_id: int
    parent: int | None
    share: float
    version: int
    parent_version: int | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A pair as one of its stories sees it: the other, which it repeats, or, with `is_parent` false, which repeats it.

    `text`: its own in the version that was compared, which `current` says is the newest; `passages`: places in that
    text, then in the other's.
    """

    other_id: int
    outlet: str
    said_at: datetime
    is_parent: bool
    share: float
    text: str
    current: bool
    passages: tuple[Passage, ...]

    @property
    def words(self) -> int:
        """How many words the passages have together."""
        return sum(passage.words for passage in self.passages)


def unsettled(store: Store) -> list[int]:
    """The originals of the chains whose pairs are to be found, or found anew."""
    return [row[0] for row in store.rows(_UNSETTLED)]


def members(store: Store, original: int) -> list[int]:
    """The stories of a chain by the one it began with, be that read itself or not."""
    sql = (
        "SELECT story_id FROM chains WHERE original = ? AND original <> story_id "
        "UNION SELECT id FROM stories WHERE id = ? ORDER BY 1"
    )
    return [row[0] for row in store.rows(sql, (original, original))]


def put(store: Store, members: Collection[int], pairs: Iterable[Pair]) -> None:
    """Keeps the pairs of whole chains in the place of those they had."""
    rows = [(*_columns(pair), json.dumps([_numbers(passage) for passage in pair.passages])) for pair in pairs]
    with store.writing() as connection:
        connection.execute(
            "DELETE FROM copies WHERE story_id IN (SELECT value FROM json_each(?)) "
            "AND story_id NOT IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(members)), json.dumps([row[0] for row in rows])),
        )
        connection.executemany("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?, ?, ?)", rows)


def forget(store: Store) -> None:
    """Lets go of pairs whose story is no copy any more."""
    if store.value(f"SELECT 1 FROM copies WHERE {_NO_COPY} LIMIT 1"):
        with store.writing() as connection:
            connection.execute(f"DELETE FROM copies WHERE {_NO_COPY}")


def around(store: Store, story: Story) -> list[Copied]:
    """The pairs that a story is in: with the one that it repeats first, then with those that repeat it."""
    rows = store.rows(
        "SELECT copies.*, copies.story_id = ? AS is_parent, stories.id AS other_id, outlet, said_at FROM copies "
        "JOIN stories ON stories.id = CASE copies.story_id WHEN ? THEN copies.parent ELSE copies.story_id END "
        "WHERE copies.story_id = ? OR copies.parent = ? ORDER BY is_parent DESC, said_at, other_id",
        [story.id] * 4,
    )
    found = []
    for row in rows:
        version = row["version"] if row["is_parent"] else row["parent_version"]
        current = version == story.revision_id
        text = story.text if current else store.value("SELECT text FROM versions WHERE id = ?", (version,)) or ""
        passages = [Passage(*numbers) for numbers in json.loads(row["passages"])]
        found.append(
            Copied(
                row["other_id"],
                row["outlet"],
                codec.moment(row["said_at"]),
                bool(row["is_parent"]),
                row["share"],
                text,
                current,
                tuple(passages if row["is_parent"] else sorted((one.turned for one in passages), key=_place)),
            )
        )
    return found


def _columns(pair: Pair) -> tuple[int, int | None, float, int, int | None]:
    return pair.story_id, pair.parent, pair.share, pair.version, pair.parent_version


def _numbers(passage: Passage) -> tuple[int, ...]:
    return passage.words, passage.start, passage.end, passage.other_start, passage.other_end


def _place(passage: Passage) -> int:
    return passage.start
