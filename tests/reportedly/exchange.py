"""Homes for the tests of exports and imports: one with every field used, and what goes out of and into a store."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from narrative.topic import parse_topic
from reportedly import acting
from reportedly.home import seed
from reportedly.importing.account import Account
from reportedly.importing.run import Import
from store import acts, claims, export, feeds, gaps, holds, looks, marks, pages, signals, state, views
from store import annotations as remarks
from store.annotations import Annotation, Quote
from store.codec import stamp
from store.database import Store, open_store
from store.evidence import Kept
from store.feeds import PollOutcome
from store.holds import Held
from store.models import ActKind, Claim, ClaimKind, Entry, Mention, Span, Stance, Standing, Term
from store.polls import Exchange
from store.signals import Sighting
from tests.conftest import NOW
from tests.store import build
from tests.store.build import OFF, arrive, entry, hours, page

TOPIC = parse_topic(seed("topic.toml").decode(), "topic.toml")


def out(store: Store, *, kept: bool = True) -> str:
    """Everything of a store as JSON Lines; `kept`: with the pages as they were fetched."""
    text = io.StringIO()
    export.everything(store, text, pages=kept)
    return text.getvalue()


def taken(store: Store, path: Path, kind: str | None = None, *, hour: float = 100, dry: bool = False) -> Account:
    """Takes a file in; what it told of is in the account's `told`."""
    told: list[str] = []
    account = Import(store, TOPIC, hours(hour), told.append, dry).take(path, kind)
    account.told = told  # type: ignore[attr-defined]
    return account


def told(account: Account) -> list[str]:
    """The problems that an import told of, without the file's name."""
    lines: list[str] = account.told  # type: ignore[attr-defined]
    return [line.partition(": ")[2] for line in lines]


def written(path: Path, records: Iterable[object] | str | bytes) -> Path:
    """A file of JSON Lines, or of just that text."""
    if isinstance(records, bytes):
        path.write_bytes(records)
    elif isinstance(records, str):
        path.write_text(records, encoding="utf-8")
    else:
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    return path


def moved(store: Store, folder: Path) -> Store:
    """A new store that took everything of another in."""
    path = written(folder / "all.jsonl", out(store))
    other = open_store(folder / "moved.db")
    taken(other, path)
    return other


def mention(store: Store, story_id: int, words: str, stance: Stance = Stance.ASSERTED, **more: Any) -> Mention:
    """A mention of the newest version of a story in whose text these words stand."""
    base = build.mention(store, story_id, stance)
    row = store.row("SELECT title, text FROM stories WHERE id = ?", (story_id,))
    assert row is not None
    headline = words not in row["text"]
    start = (row["title"] if headline else row["text"]).index(words)
    return replace(
        base, sentence=words, headline=headline, start=start, end=start + len(words), cue=None, source=None, **more
    )


def fetched(number: int, at: datetime = NOW) -> Kept:
    """A page as it came; those of a host have most in common, so that they are packed against one another."""
    frame = "".join(f"<p>{n * 7919 % 10_007} of {n * 104_729 % 9_973}</p>" for n in range(300))
    body = f"<html>{frame}<p>Story {number} ended, naïve Ωmega.</p></html>".encode()
    return Kept(f"https://paper.example/story/{number}", at, 200, {"etag": f'W/"{number}"', "server": "ü"}, body, "r1")


def read(number: int) -> dict[str, Any]:
    """What an extraction tells besides its text."""
    raw = "Subscribe now.\nIt may end on 12 June, officials told Reuters. It ended."
    return {"raw": raw, "asides": (0,), "kept": fetched(number), "rules": "r1"}


def full(store: Store) -> None:
    """A home in which every table and nearly every column is used."""
    one, two = build.a_feed(store, "one"), build.a_feed(store, "two")
    arrive(
        store, one, entry(1, "“Zugang” gesperrt — naïve Ωmega 中文 🌒", summary="Erste.\nZweite Zeile.", language="de")
    )
    arrive(
        store, one, entry(2, "=SUM(A1)", published_at=None, language=None, updated_at=NOW), outlet="@cmd", now=hours(1)
    )
    arrive(store, two, entry(3, "", published_at=hours(40)), relevance=OFF, now=hours(2))
    arrive(store, two, entry(1, "“Zugang” gesperrt — naïve Ωmega 中文 🌒", guid="elsewhere"), now=hours(2))
    arrive(store, one, entry(5, "Let go of"), now=hours(2))
    long = "It may end on 12 June, officials told Reuters. It ended."
    pages.save(
        store, page(1, long, author="B. Writer", links=("https://paper.example/story/2?a=1",), **read(1)), hours(3)
    )
    arrive(store, one, entry(1, "Retitled by the outlet", updated_at=hours(4)), now=hours(4))
    pages.save(store, page(1, long.replace("may end", "ended")), hours(9))
    looks.keep(store, 1, ('"v1"', None), "https://paper.example", "Its own headline", hours(9))
    looks.missed(store, 2, "removed", hours(12), 404)
    pages.failed(store, 2, "404: not found", hours(30), fetched(2, hours(3)))
    pages.failed(store, 3, "403: forbidden", None)
    _polls(store, one, two)
    _claims(store)
    views.add(store, "mine", "saved OR claim:c1")
    views.add(store, "also", "view:mine -copy")
    marks.save(store, [1, 2], hours(5))
    marks.unsave(store, [2], hours(6))
    marks.mark_read(store, [1, 2, 3], hours(6))
    marks.mark_unread(store, [3], hours(7))
    marks.judge(store, [3], True, hours(7))
    marks.judge(store, [2], False, hours(7))
    marks.note(store, [1], "=ask “them” again", hours(8))
    acting.mark(store, ActKind.PIN, 1, hours(8))
    acts.together(store, [a.id for a in [acting.mark(store, ActKind.DISMISS, 2, hours(8))] if a])
    acting.mark(store, ActKind.RENAME, 1, hours(8), "In my words")
    acting.merge(store, 1, 3, hours(8))
    acting.mark(store, ActKind.NOTE, 1, hours(9), "doubtful")
    acting.undo(store, hours(9))
    for table, column in (
        ("unread", "story_id"),
        ("entries", "story_id"),
        ("revisions", "story_id"),
        ("stories", "id"),
    ):
        store.connection.execute(f"DELETE FROM {table} WHERE {column} = 4")
    state.looked(store, hours(9))


def _polls(store: Store, one: int, two: int) -> None:
    exchange = Exchange(
        "https://one.example/feed", None, ('"a  b"', None), ('W/"c"', "then"), 9, 60, None, ((301, "x"),)
    )
    standing = Standing(ttl=60, skip_hours=(1, 2), skip_days=(5,), origin="https://one.example", full_at=NOW)
    feeds.record(
        store,
        PollOutcome(
            one, hours(9), "new", hours(10), "an hour later", 200, True, 9, 0.25, 4, 1, None, ('"a  b"', None), "ab",
            standing, exchange, hours(9), True,
        ),
    )  # fmt: skip
    feeds.record(store, PollOutcome(two, hours(9), "error", hours(11), "a while later", 503, error="503: later"))
    feeds.pause(store, two, hours(9))
    holds.hold(store, "two.example", [], Held(hours(20), "429: too many requests"), NOW)
    store.connection.execute(
        "INSERT INTO boilerplate(domain, line, text, since, restored_at) VALUES ('two.example', -7, 'Read more', ?, ?)",
        (stamp(NOW), stamp(NOW)),
    )
    store.connection.execute("UPDATE revisions SET ours = 'extraction' WHERE id = (SELECT max(id) FROM revisions)")
    store.connection.execute(
        "UPDATE stories SET revisions = revisions - 1 WHERE revision_id = (SELECT max(id) FROM revisions)"
    )
    arrive_signal = Entry("s", "https://news.example/x", "An outlet has it", outlet="Gamma", signal=True)
    signals.receive(store, two, [Sighting(arrive_signal, "gamma.example")], hours(9))
    assert gaps.of(store, one) == []
    store.connection.execute("INSERT INTO gaps VALUES (1, 1, ?, ?, 3)", ("2026-07-01T00:00:00+00:00",) * 2)


def _claims(store: Store) -> None:
    ended, may = "It ended on 12 June, officials told Reuters.", "It ended."
    first = mention(store, 1, ended, Stance.ATTRIBUTED, chain=1)
    first = replace(
        first, cue=Span(first.start + 22, first.start + 31), source=Span(first.start + 22, first.start + 31)
    )
    headline = mention(store, 2, "=SUM(A1)", Stance.HEDGED)
    made = [
        Claim(
            1,
            "It ended on 12 June.",
            (first, headline),
            ClaimKind.CLAIM,
            (Term("june", 2.5), Term("end", 2)),
            cohesion=0.5,
        ),
        Claim(2, "It ended.", (mention(store, 1, may), headline), ClaimKind.QUOTE),
        Claim(3, "It ended, again.", (mention(store, 1, may),), ClaimKind.BACKGROUND),
    ]
    claims.replace(store, made)
    quote = Quote(1, first.revision_id, first.start, first.end, False, ended)
    anchor = ((1, ended),)
    label = Annotation(NOW, "m", "00ff", remarks.Kind.LABEL, 1, anchor, {"label": "Ende"}, None, (quote,))
    remarks.add(store, label)
    same = Annotation(NOW, "m", "00aa", remarks.Kind.SAME, 1, anchor, {"same": True}, (2, ((1, may),)), (quote,))
    remarks.add(store, same)
