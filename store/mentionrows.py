"""Mentions from their rows, which are read by the ten thousand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from store.codec import figures_from_json, moment, rows_of, wordings_from_json
from store.models import Mention, SourceKind, Span, Stance
from store.quick import maker

#: Looked up at once, where an enumeration takes its time; what is in none of them is told of by that.
_STANCES = {stance.value: stance for stance in Stance}
_KINDS = {kind.value: kind for kind in SourceKind}
#: The columns that `_mention` takes, in its order: mentions are read by the ten thousand, and a row that is unpacked
#: takes half the time of one that is asked for each column by its name.
OF_MENTION = ", ".join(
    [f"mentions.{name}" for name in "claim_id story_id revision_id sentence start end stance cue_start cue_end".split()]
    + [f"mentions.{name}" for name in "attributed_to source_kind source_start source_end figures chain".split()]
    + ["mentions.headline", "mentions.via", "mentions.came_at", "mentions.earlier", "mentions.likeness"]
)
_COLUMNS = OF_MENTION.count(",") + 1
#: What `tellers` takes of `stories`, behind their ids.
OF_TELLER = ", ".join(f"stories.{name}" for name in "url outlet published_at first_seen_at".split())
#: What `mention` takes of the two joined.
MENTION = f"{OF_MENTION}, {OF_TELLER}"
#: Of a story what each of its mentions says too: address, outlet, when it was published and when first seen.
Teller = tuple[str, str, datetime | None, datetime]
_MAKE = maker(Mention)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


@rows_of("a mention of")
def mention(row: sqlite3.Row) -> Mention:
    """The mention in a row that begins with the columns MENTION."""
    return _mention(row[:_COLUMNS], _teller((row[1], *row[_COLUMNS : _COLUMNS + 4])))


def tellers(rows: Iterable[Sequence[Any]]) -> dict[int, Teller]:
    """What rows of OF_TELLER, each behind its story's id, say, by that id."""
    its = list(rows)
    try:
        return {row[0]: _read(row) for row in its}
    except (ValueError, TypeError):
        return {row[0]: _teller(row) for row in its}  # which names the one that cannot be read


def _read(row: Sequence[Any]) -> Teller:
    """Of a story's id and what OF_TELLER has."""
    _, url, outlet, published, seen = row
    first_seen = moment(seen)
    return url, outlet, first_seen if published == seen else moment(published), first_seen


_teller = rows_of("story")(_read)


@rows_of("a mention of")
def mentions(rows: Sequence[Sequence[Any]], tellers: Mapping[int, Teller]) -> list[Mention]:
    """The mentions of a claim: oldest first, a headline before its text.

    Rows hold a claim's id, when it was said, whether it is no headline, where it starts, and OF_MENTION. What story is
    not among the `tellers` is gone.
    """
    made: list[Mention] = []
    its = sorted((row for row in rows if row[5] in tellers), key=itemgetter(1))
    for _, of_one_time in groupby(its, key=itemgetter(1)):
        some = list(of_one_time)
        if len(some) > 1:
            some.sort(key=lambda row: (*tellers[row[5]][1::-1], row[2], row[3] or 0))
        made += [_mention(row[4:], tellers[row[5]]) for row in some]
    return made


def _mention(row: Sequence[Any], teller: Teller) -> Mention:
    """The mention in a row of OF_MENTION that the story with this `teller` makes."""
    _, story, revision, sentence, start, end, stance, cue, cue_end, name, kind, source, source_end, *others = row
    figures, chain, headline, via, came, earlier, likeness = others
    url, outlet, published_at, first_seen_at = teller
    return _MAKE(
        story,
        revision,
        url,
        outlet,
        published_at,
        first_seen_at,
        sentence,
        start,
        end,
        _STANCES.get(stance) or Stance(stance),
        None if cue is None else _span(cue, cue_end),
        name,
        (_KINDS.get(kind) or SourceKind(kind)) if kind else None,
        None if source is None else _span(source, source_end),
        () if figures == "[]" else figures_from_json(figures),
        chain,
        bool(headline),
        via,
        None if came is None else moment(came),
        wordings_from_json(earlier) if earlier else (),
        likeness,
    )
