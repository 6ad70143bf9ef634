"""Between rows and values: times, spans and the JSON kept in columns."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, overload

from store.errors import Unreadable
from store.models import (
    Claim,
    ClaimKind,
    Feed,
    Figure,
    Match,
    Mention,
    Stance,
    Standing,
    Statement,
    Story,
    Term,
    TextSource,
    Wording,
)

#: As `json.loads` does, without looking first whether it is given bytes, or told to do it otherwise.
_decode = json.JSONDecoder().decode
#: Characters of a long JSON array that are read at a time.
_PART = 400_000
Given = ParamSpec("Given")
Made = TypeVar("Made")
Row = TypeVar("Row", bound=Sequence[Any])


OfRow = Callable[Concatenate[Row, Given], Made]


def rows_of(what: str) -> Callable[[OfRow[Row, Given, Made]], OfRow[Row, Given, Made]]:
    """Tells of a row that holds what cannot be understood (a disk that lost a byte) by what it is a row of."""

    def around(make: OfRow[Row, Given, Made]) -> OfRow[Row, Given, Made]:
        @wraps(make)
        def made(row: Row, /, *args: Given.args, **more: Given.kwargs) -> Made:
            try:
                return make(row, *args, **more)
            except (ValueError, TypeError, IndexError) as error:
                raise Unreadable(
                    f"what is stored of {what} {row[0]} cannot be understood ({error}); "
                    "see what is wrong with: reportedly doctor"
                ) from error

        return made

    return around


@overload
def stamp(moment: datetime) -> str: ...
@overload
def stamp(moment: None) -> None: ...
def stamp(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with offset, to the second: its order as text is its order in time."""
    if moment is None:
        return None
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat(timespec="seconds")


@overload
def moment(text: str) -> datetime: ...
@overload
def moment(text: None) -> None: ...
def moment(text: str | None) -> datetime | None:
    """The time a `stamp` stands for."""
    return None if text is None else datetime.fromisoformat(text)


def matches_to_json(matches: Iterable[Match]) -> str:
    rows = [[m.term, m.group, m.weight] for m in matches]
    return json.dumps(rows, ensure_ascii=False) if rows else "[]"


def matches_from_json(text: str | None) -> tuple[Match, ...]:
    return tuple(Match(*row) for row in json.loads(text)) if text else ()


def figures_to_json(figures: Iterable[Figure]) -> str:
    return json.dumps(_rows(figures), ensure_ascii=False)


def _rows(figures: Iterable[Figure]) -> list[list[object]]:
    return [[f.kind, f.value, f.text, f.start, f.end, f.qualifier] for f in figures]


def figures_from_json(text: str | None) -> tuple[Figure, ...]:
    # Most sentences have no figure, and are read by the ten thousand.
    return tuple([Figure(*row) for row in _decode(text)]) if text and text != "[]" else ()


def wordings_to_json(wordings: Iterable[Wording]) -> str | None:
    """From when on each was said comes first, as claims are dated by it."""
    rows = [
        (stamp(w.said_at), stamp(w.until), w.revision_id, w.sentence, w.start, w.end, w.stance.value, _rows(w.figures))
        for w in wordings
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else None


def wordings_from_json(text: str | None) -> tuple[Wording, ...]:
    return tuple(map(_wording, json.loads(text))) if text else ()


def _wording(row: Any) -> Wording:
    said, until, revision_id, sentence, start, end, stance, figures = row
    its = tuple(Figure(*figure) for figure in figures)
    return Wording(revision_id, moment(said), moment(until), sentence, start, end, Stance(stance), its)


def numbers_from_json(text: str) -> array[int]:
    """The whole numbers of a JSON array, read a part at a time: a million of them at once take 40 MB."""
    found, start = array("q"), 1
    while start < len(text) - 1:
        end = text.find(",", start + _PART)
        end = len(text) - 1 if end < 0 else end
        found.extend(json.loads(f"[{text[start:end]}]"))
        start = end + 1
    return found


def terms_to_json(terms: Iterable[Term]) -> str:
    return json.dumps([[t.term, t.weight] for t in terms], ensure_ascii=False)


def terms_from_json(text: str | None) -> tuple[Term, ...]:
    return tuple(Term(*row) for row in json.loads(text)) if text else ()


def statements_from_json(text: str | None) -> tuple[Statement, ...]:
    """By field, then by whose word counts first."""
    from store.statements import ordered

    return ordered(Statement(*row) for row in json.loads(text)) if text else ()


@rows_of("claim")
def claim(row: sqlite3.Row, mentions: Iterable[Mention]) -> Claim:
    return Claim(
        id=row["id"],
        statement=row["statement"],
        mentions=tuple(mentions),
        kind=ClaimKind(row["kind"]),
        terms=terms_from_json(row["terms"]),
        named=bool(row["named"]),
        pinned=bool(row["pinned"]),
        dismissed=bool(row["dismissed"]),
        note=row["note"],
        cohesion=row["cohesion"],
    )


@rows_of("feed")
def feed(row: sqlite3.Row) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        home_url=row["home_url"],
        note=row["note"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_sha256=row["body_sha256"],
        added_at=moment(row["added_at"]),
        last_poll_at=moment(row["last_poll_at"]),
        last_success_at=moment(row["last_success_at"]),
        next_poll_at=moment(row["next_poll_at"]),
        next_poll_reason=row["next_poll_reason"],
        last_status=row["last_status"],
        last_error=row["last_error"],
        failures=row["failures"],
        entries_seen=row["entries_seen"],
        stories_relevant=row["stories_relevant"],
        paused_at=moment(row["paused_at"]),
        standing=standing(row),
        last_gap_at=moment(row["last_gap_at"]),
    )


def standing(row: sqlite3.Row) -> Standing:
    return Standing(
        ttl=row["ttl"],
        update_seconds=row["update_seconds"],
        skip_hours=numbers(row["skip_hours"]),
        skip_days=numbers(row["skip_days"]),
        origin=row["validators_from"],
        full_bytes=row["full_bytes"],
        full_at=moment(row["full_at"]),
        renewed_at=moment(row["renewed_at"]),
        missing_since=moment(row["missing_since"]),
        gone_at=moment(row["gone_at"]),
        moved_to=row["moved_to"],
        moved_since=moment(row["moved_since"]),
        moved_times=row["moved_times"],
    )


def standing_row(standing: Standing) -> dict[str, Any]:
    """The columns of a feed that hold its standing."""
    return {
        "ttl": standing.ttl,
        "update_seconds": standing.update_seconds,
        "skip_hours": " ".join(map(str, standing.skip_hours)) or None,
        "skip_days": " ".join(map(str, standing.skip_days)) or None,
        "validators_from": standing.origin,
        "full_bytes": standing.full_bytes,
        "full_at": stamp(standing.full_at),
        "renewed_at": stamp(standing.renewed_at),
        "missing_since": stamp(standing.missing_since),
        "gone_at": stamp(standing.gone_at),
        "moved_to": standing.moved_to,
        "moved_since": stamp(standing.moved_since),
        "moved_times": standing.moved_times,
    }


def numbers(text: str | None) -> tuple[int, ...]:
    """Whole numbers as a column holds them, parted by spaces."""
    return tuple(map(int, text.split())) if text else ()


@rows_of("story")
def story(row: sqlite3.Row) -> Story:
    return Story(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        domain=row["domain"],
        author=row["author"],
        published_at=moment(row["published_at"]),
        first_seen_at=moment(row["first_seen_at"]),
        language=row["language"],
        text=row["text"],
        text_source=TextSource(row["text_source"]),
        relevant=bool(row["relevant"]),
        relevance=row["relevance"] or 0.0,
        matched=matches_from_json(row["matched"]),
        saved=bool(row["saved"]),
        read=bool(row["read"]),
        revision_id=row["revision_id"],
        revisions=row["revisions"],
        judged_by_hand=bool(row["judged_by_hand"]),
        page_note=row["page_note"],
        statements=statements_from_json(row["statements"] if "statements" in row.keys() else None),  # noqa: SIM118 - of rows,
        note=row["note"],
    )
