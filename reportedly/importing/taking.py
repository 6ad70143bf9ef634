"""Taking records and stories in, a portion a transaction: whatever stops it, the next run goes on from there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from fetchers.domains import registrable_domain
from narrative.identity import keep_ids
from narrative.relevance import judge
from narrative.topic import Topic
from reportedly.importing import claimed, shapes, values
from reportedly.importing.account import Account
from reportedly.importing.found import Found
from reportedly.importing.values import Unusable, checked
from store import acts, claims, codec, everything, marklog, markmerge, restoring, state, travelling, views
from store.codec import stamp
from store.database import SCHEMA_VERSION, Store
from store.marklog import MarkKind
from store.models import Act, TextSource
from store.restoring import NewStory, Refused
from store.urls import bare, url_key

#: Records that are written in one transaction, and acts on claims that one import may hold.
AT_ONCE, ACTS = 1_000, 100_000
#: Records that only mean something under the ids of their home, so that they are taken in where a home moves in whole.
_OF_A_HOME = {"mark", "claim", "derived", "remark", "window", "gap", "signal", "poll", "hold", "let go"} | {
    *("statement", "boilerplate", "look"),
}

#: Tables of records that go out in other forms than row by row.
_TABLES = {"feed": "feeds", "story": "stories", "let go": "addresses", "body": "bodies", "page": "evidence"}

Item = TypeVar("Item")


def portions(items: Iterable[tuple[int, Item]], size: int = 8_000_000) -> Iterator[list[tuple[int, Item]]]:
    """Items as they are written together: so many, or less where they are long texts."""
    held: list[tuple[int, Item]] = []
    room = size
    for item in items:
        held.append(item)
        room -= len(item[1]) if isinstance(item[1], str) else 0
        if len(held) >= AT_ONCE or room < 0:
            yield held
            held, room = [], size
    if held:
        yield held


class Taker:
    """One import on its way."""

    def __init__(self, store: Store, topic: Topic, now: datetime, account: Account) -> None:
        self.store, self.topic, self.now, self.account = store, topic, now, account
        self.moving = False
        self.ended: int | None = None
        self.records = 0
        self._headed = False
        self._feeds: dict[int, int] = {}
        self._bodies: dict[int, int] = {}
        self._acts: list[tuple[int, Act]] = []
        self._batch = marklog.Batch(store, MarkKind.IMPORT, now)
        self._types = {name: restoring.columns(store, table) for name, table in {**everything.ROWS, **_TABLES}.items()}
        restoring.follow(store)

    # --- our own export ---

    def take(self, line: int, record: object) -> None:
        """A record of our own export; one that cannot be taken is told and leaves nothing of itself."""
        try:
            self._take(line, values.table(record))
        except Unusable as error:
            self.account.problem(line, error)
        except Refused as error:
            self.account.problem(line, Unusable(f"it does not fit ({error})"))

    def _take(self, line: int, record: Mapping[str, Any]) -> None:
        kind = record.get("record", "claim of claims" if "statement" in record else "story")
        self.records += kind != "end"
        match kind:
            case "reportedly":
                self._begin(record)
            case "feed":
                self._feed(record)
            case "story":
                self._story(line, record)
            case "act" if not self.moving:
                if len(self._acts) >= ACTS:
                    raise Unusable(f"there are more than {ACTS:,} acts", "part the file")
                self._acts.append((line, shapes.act(record, self._types["act"])))
            case "claim of claims":
                raise Unusable(
                    "it is a claim, which is derived from stories",
                    "what you did with claims is in: reportedly export all",
                )
            case "end":
                self.ended = checked(record, "records", values.whole)
                if self.moving:
                    restoring.ended(self.store, self.now)
            case "claim" if self.moving:
                self._claim(record)
            case "body":
                self._body(record)
            case "page":
                self._page(record)
            case "derived" if self.moving:
                state.put(self.store, everything.CHANGED_BY_ACTS, claimed.derived(record))
            case _ if isinstance(kind, str) and (kind in everything.ROWS or kind in _OF_A_HOME):
                if self.moving:
                    self._row(kind, record)
            case _:
                raise Unusable(f"{values.shown(kind)} is no record that is known", "install the newest reportedly")

    def _begin(self, record: Mapping[str, Any]) -> None:
        schema = checked(record, "schema", values.whole)
        if schema > SCHEMA_VERSION or checked(record, "format", values.whole) > everything.FORMAT:
            raise Unusable("it was written by a newer reportedly", "install the newer version")
        header = hashlib.sha256(json.dumps(record, sort_keys=True).encode("utf-8", "replace")).hexdigest()
        if self._headed:  # one export behind another, which calls its stories by ids of its own
            self._put_acts()
            self._feeds.clear()
            self._bodies.clear()
            restoring.follow(self.store)
        self._headed, self.ended, self.records = True, None, 1
        self.moving = restoring.begin(self.store, header)
        if self.moving:
            look = checked(record, "last_looked_at", values.instant, None)
            last = checked(record, "last_claim_id", values.numbers, None)
            for name, value in (("last_looked_at", look), ("last_claim_id", last)):
                if value is not None:
                    state.put(self.store, name, value)
            views.take_in(self.store, checked(record, "views", values.table, {}))

    def _feed(self, record: Mapping[str, Any]) -> None:
        row = shapes.row(record, self._types["feed"])
        checked(row, "url", values.web)
        row["added_at"] = row.get("added_at") or stamp(self.now)
        feed_id, new = restoring.put_feed(self.store, row, keep=self.moving)
        if "id" in row:
            self._feeds[row["id"]] = feed_id
        self._count("feed", new)

    def _story(self, line: int, record: Mapping[str, Any]) -> None:
        new = shapes.story(record, self._types["story"], self.now)
        entries = [{**e, "feed_id": self._feeds[e["feed_id"]]} for e in new.entries if e["feed_id"] in self._feeds]
        timeless = "marks" not in record
        self._put(line, replace(new, entries=entries, marks=shapes.dated(new.marks, self.now)), timeless=timeless)

    def _claim(self, record: Mapping[str, Any]) -> None:
        claim = claimed.claim(self.store, record)
        known = self.store.row("SELECT 1 FROM claims WHERE id = ?", (claim.id,)) is not None
        if not known:
            with restoring.whole(self.store):
                claims.put(self.store, [claim])
        self._count("claim", not known)

    def _row(self, kind: str, record: Mapping[str, Any]) -> None:
        if kind == "act":
            shapes.act(record, self._types["act"])  # for what no single column tells
        row = shapes.row(record, self._types[kind], **shapes.ROW_CHECKS[kind])
        if "feed_id" in row:
            row["feed_id"] = self._feeds.get(row["feed_id"], row["feed_id"])
        table = everything.ROWS.get(kind, "addresses")
        self._count("act" if kind == "act" else "row", restoring.put_row(self.store, table, row))

    def _body(self, record: Mapping[str, Any]) -> None:
        """What a kept page held, for the pages and bodies behind it that name it."""
        row = self._whole_row("body", record, "dictionary_id")
        base = row.get("dictionary_id")
        if base is not None and base not in self._bodies:
            raise Unusable("what it was packed against was not taken", "export it again, with --pages")
        its_base = None if base is None else self._bodies[base]
        self._bodies[row["id"]] = travelling.take_body(self.store, row, its_base, keep=self.moving)

    def _page(self, record: Mapping[str, Any]) -> None:
        row = self._whole_row("page", record, "rules")
        story = row["story_id"] if self.moving else restoring.moved(self.store, row["story_id"])
        if story is None:
            raise Unusable("its story is not here", "import the whole file")
        if row["body_id"] not in self._bodies:
            raise Unusable("what it held was not taken", "export it again, with --pages")
        here = row | {"story_id": story, "body_id": self._bodies[row["body_id"]]}
        self._count("page", travelling.take_page(self.store, here, keep=self.moving))

    def _whole_row(self, kind: str, record: Mapping[str, Any], *may_lack: str) -> dict[str, Any]:
        row = shapes.row(record, self._types[kind], **shapes.ROW_CHECKS[kind])
        for name in self._types[kind]:
            if name not in row and name not in may_lack:
                raise Unusable(f"'{name}' is missing")
        return row

    # --- stories of any origin ---

    def found(self, line: int, found: Found) -> None:
        """A story that a list names: judged by what the list says of it, its page fetched at the next poll."""
        domain = registrable_domain(found.url)
        relevance = judge(self.topic, found.title, found.summary)
        told = {"title": found.title, "text": found.summary, "text_source": TextSource.FEED}
        columns: dict[str, object] = {
            **told,
            "url": found.url,
            "outlet": found.outlet or domain,
            "domain": domain,
            "author": found.author,
            "published_at": stamp(found.published_at),
            "first_seen_at": stamp(self.now),
            "language": found.language,
            "summary": found.summary,
            "relevant": relevance.relevant,
            "relevance": relevance.score,
            "matched": codec.matches_to_json(relevance.matched),
            "page_state": "wanted",
            "page_tries": 0,
            "page_try_at": stamp(self.now),
        }
        version = {**told, "seen_at": stamp(self.now)}
        key = url_key(found.url)
        new = NewStory(
            found.url, key, found.title, domain, found.published_at, self.now, columns, [version], addresses=[key]
        )
        self._put(line, new)
        if found.undated:
            self.account.remark(line, f"'{found.undated}' names no day; taken without a date")

    def _put(self, line: int, new: NewStory, *, timeless: bool = False) -> None:
        story_id, key = restoring.find(self.store, new)
        known = story_id is not None
        if story_id == 0:  # it was here and was let go
            self._count("story", False)
            return
        if story_id is None:
            story_id = restoring.insert(self.store, new, key, keep=self.moving)
            if bare(new.url) != new.url:
                self.account.remark(line, "its address is taken without the user and password in it")
            state.set_analysis_stale(self.store, True)
        elif not self.moving:
            restoring.complete(self.store, story_id, new)
        self._count("story", not known)
        if new.id is not None:
            restoring.came(self.store, new.id, story_id)
        if self.moving and not known:
            if new.marks:
                restoring.put_marks(self.store, story_id, new.marks)
        elif not self.moving and new.marks:
            with restoring.whole(self.store):
                self.account.marked += markmerge.take(self.store, self._batch, story_id, new.marks, timeless=timeless)

    def _count(self, what: str, new: bool) -> None:
        (self.account.taken if new else self.account.known)[what] += 1

    # --- the end ---

    def finish(self, line: int) -> None:
        """To be called behind the last record: acts need all stories. `line` is that of the last record."""
        with self.store.writing():
            self._put_acts()
        if self._headed and self.ended is None:
            self.account.problem(line, Unusable("the file ends before its end: it was cut off", "export it again"))
        elif self.ended is not None and self.ended > self.records:
            missing = f"it has {self.records:,} records where it should have {self.ended:,}"
            self.account.problem(line, Unusable(missing, "export it again"))

    def _put_acts(self) -> None:
        """Acts of another home, on the same sentences and under the ids that their claims have here."""
        stories = {n for _, act in self._acts for n, _ in act.anchor | act.other}
        here = {number: restoring.moved(self.store, number) for number in stories}
        mapped = []
        for line, act in self._acts:
            moved = shapes.mapped(act, here)
            if moved.anchor and (moved.other or not act.other):
                mapped.append(moved)
            else:
                self.account.problem(line, Unusable("none of the stories that it is about is here", "import them too"))
        self._acts.clear()
        if not mapped:
            return
        ids = self._claim_ids(mapped)
        mapped = [
            replace(act, claim_id=ids[act.claim_id], other_id=ids[act.other_id] if act.other_id is not None else None)
            for act in mapped
        ]
        taken = restoring.put_acts(self.store, mapped)
        self.account.taken["act"] += taken
        self.account.known["act"] += len(mapped) - taken
        if taken:
            claims.reserve(self.store, max(ids.values()))
            state.set_analysis_stale(self.store, True)

    def _claim_ids(self, imported: list[Act]) -> dict[int, int]:
        """What the claims of imported acts are called here: as the claim is that has most of their mentions, or as
        nobody yet."""
        local, there = dict(_told(acts.history(self.store)[::-1])), dict(_told(imported))
        local |= claims.keys(self.store)
        order = sorted(there)
        following = max([claims.last_id(self.store), *local]) + 1
        return dict(zip(order, keep_ids(local, [there[number] for number in order], following), strict=True))


def _told(told: Iterable[Act]) -> Iterator[tuple[int, frozenset[tuple[int, str]]]]:
    """The claims that acts name, each with the mentions by which they know it, the last word last."""
    for act in told:
        yield act.claim_id, act.anchor
        if act.other_id is not None:
            yield act.other_id, act.other
