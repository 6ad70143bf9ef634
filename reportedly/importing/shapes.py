"""The records of our own export, checked name by name: what the store takes is what it would have written itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from fetchers.domains import registrable_domain
from reportedly.importing import values
from reportedly.importing.values import Check, Unusable, checked
from store import codec
from store.codec import stamp
from store.marklog import COLUMNS, MarkKind
from store.models import Act, ActKind, Match, Relevance, TextSource
from store.restoring import NewStory
from store.urls import url_key

Record = Mapping[str, Any]
_TIME = re.compile(r"(^|_)(at|since|until)$")
_SOURCES = tuple(TextSource)
_VERDICTS = ("relevant", "not relevant")
_PAGE_STATES = ("none", "wanted", "fetched", "failed")
#: What a column holds, where its type does not say it.
_CHECKS: dict[str, Check] = {
    **dict.fromkeys("title outlet domain author language note page_note guid reason error".split(), values.line),
    **dict.fromkeys("last_error next_poll_reason next_reason unconditional outcome".split(), values.line),
    "url": values.web,
    **dict.fromkeys(("home_url", "moved_to", "validators_from", "origin"), values.verbatim),
    **dict.fromkeys(("etag", "last_modified", "body_sha256", "prompt_sha256"), values.verbatim),
    **dict.fromkeys(("sent_etag", "sent_modified", "got_etag", "got_modified"), values.verbatim),
    **dict.fromkeys(("skip_hours", "skip_days"), values.numbers),
    **dict.fromkeys(("summary", "text"), values.text),
    "text_source": values.word(*_SOURCES),
    "page_state": values.word(*_PAGE_STATES),
    "verdict": values.word(*_VERDICTS),
    "url_key": values.verbatim,
}


def column(name: str, kind: str) -> Check:
    """The check for a column of that name and type."""
    if name in _CHECKS:
        return _CHECKS[name]
    if kind == "INTEGER":
        return lambda value: int(value) if isinstance(value, bool) else values.whole(value)
    if kind == "REAL":
        return values.number
    return values.instant if _TIME.search(name) else values.kept


def row(record: Record, types: Mapping[str, str], *but: str, **checks: Check) -> dict[str, Any]:
    """The columns that a record gives, each checked. Raises `Unusable`, for a name that is no column too."""
    found: dict[str, Any] = {}
    for name in record:
        if name in ("record", *but) or record[name] is None:
            continue
        if name not in types:
            raise Unusable(
                f"nothing is called {values.shown(name)} here", "install the newest reportedly, or take it out"
            )
        found[name] = checked(record, name, checks.get(name) or column(name, types[name]))
    return found


def _list(check: Check) -> Check:
    return lambda value: [check(one) for one in values.listed(value)]


def _tuple(*checks: Check) -> Check:
    """A list of so many, each checked in its place."""

    def all_of(value: object) -> list[Any]:
        parts = values.listed(value)
        if len(parts) != len(checks):
            raise Unusable(f"{values.shown(value)} has not {len(checks)} parts")
        return [check(part) for check, part in zip(checks, parts, strict=True)]

    return all_of


def _or_null(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _json(check: Check) -> Check:
    return lambda value: json.dumps(check(value), ensure_ascii=False)


#: The story and sentence of each mention by which an act or a remark knows its claim.
_KEYS = _list(_tuple(values.whole, values.exact))


def _other(value: object) -> dict[str, Any]:
    given = values.table(value)
    return {"claim": checked(given, "claim", values.whole), "mentions": checked(given, "mentions", _KEYS)}


def _before(value: object) -> dict[str, Any]:
    """What stood in the marks of a story before an act."""
    given = values.table(value)
    found: dict[str, Any] = {}
    for name, one in given.items():
        if name in ("relevant", "page_state"):
            continue
        if name not in COLUMNS:
            raise Unusable(f"nothing is called {values.shown(name)} here")
        found[name] = None if one is None else column(name, "TEXT")(one)
    if "relevant" in given:
        found["relevant"] = checked(given, "relevant", values.whole)
        found["page_state"] = checked(given, "page_state", values.word(*_PAGE_STATES))
    return found


def _answer(value: object) -> dict[str, Any]:
    """A model's answer: a label, an opinion on two claims, or why there is none."""
    found: dict[str, Any] = {}
    for name, one in values.table(value).items():
        if name == "other":
            other = values.table(one)
            found[name] = {
                "claim_id": checked(other, "claim_id", values.whole),
                "anchor": checked(other, "anchor", _KEYS),
            }
        elif one is None or isinstance(one, bool):
            found[values.line(name)] = one
        else:
            found[values.line(name)] = values.line(one) if isinstance(one, str) else values.number(one)
    return found


def _headers(value: object) -> str:
    """Headers by name, as they are kept with a page."""
    found = {values.line(name): values.verbatim(one) for name, one in values.table(value).items()}
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


#: A line of a page by its number, its length, and whether it is content.
_LINE = _tuple(values.whole, values.whole, values.whole)
_QUOTE = _tuple(values.whole, values.whole, values.whole, values.whole, values.flag, values.exact)
#: Of the tables that go out row by row, what their columns of JSON and of few words hold.
ROW_CHECKS: dict[str, dict[str, Check]] = {
    "feed": {},
    "mark": {"kind": values.word(*MarkKind), "before": _json(_before), "text": values.line},
    "act": {"kind": values.word(*ActKind), "anchor": _json(_KEYS), "other": _json(_other), "text": values.line},
    "remark": {
        "kind": values.word("label", "same", "refused", "failed"),
        "anchor": _json(_KEYS),
        "answer": _json(_answer),
        "quotes": _json(_list(_QUOTE)),
    },
    "window": {"story_ids": _json(_list(values.whole))},
    "gap": {},
    "signal": {"url": values.verbatim, "headline_key": values.exact},
    "poll": {"url": values.verbatim, "redirects": _json(_list(_tuple(values.whole, values.verbatim)))},
    "hold": {},
    "statement": {"field": values.line, "source": values.line, "value": values.text},
    "boilerplate": {"text": values.text},
    "look": {"page_title": values.line, "story_title": values.line},
    "body": {"host": values.line, "sha256": values.digest, "data": values.packed},
    "page": {"url": values.verbatim, "headers": _headers, "rules": values.line},
    "let go": {},
}


def act(record: Record, types: Mapping[str, str]) -> Act:
    """A person's act on a claim, as it was recorded."""
    given = row(record, types, **ROW_CHECKS["act"])
    for name in ("at", "kind", "claim_id", "anchor"):
        if name not in given:
            raise Unusable(f"'{name}' is missing")
    kind, other = ActKind(given["kind"]), json.loads(given["other"]) if "other" in given else None
    if (kind in (ActKind.MERGE, ActKind.SPLIT)) != (other is not None):
        raise Unusable(f"a {kind} with{'out' if other is None else ''} another claim")
    if kind is ActKind.RENAME and not given.get("text"):
        raise Unusable("a rename without a name")
    return Act(
        id=given.get("id", 0),
        at=codec.moment(given["at"]),
        kind=kind,
        claim_id=given["claim_id"],
        anchor=frozenset((number, sentence) for number, sentence in json.loads(given["anchor"])),
        other_id=other["claim"] if other else None,
        other=frozenset((number, sentence) for number, sentence in other["mentions"]) if other else frozenset(),
        text=given.get("text"),
        undone_at=codec.moment(given.get("undone_at")),
    )


#: Names in a story that are no columns of it as they stand.
_TOLD = (
    *("relevant", "relevance", "matched", "saved", "read", "revisions", "judged_by_hand", "note"),
    *("versions", "entries", "addresses", "links", "marks", "said_at", "revision_id", "page_lines"),
    *("url", "title", "text", "text_source"),
)
_ENTRY = ("feed_id", "guid", "url", "title", "summary", "updated_at", "first_seen_at")


def story(record: Record, types: Mapping[str, str], now: datetime) -> NewStory:
    """A story, of our export of everything or of that of stories. Raises `Unusable`."""
    url = checked(record, "url", values.web)
    given = row({name: record[name] for name in record if name in types}, types, *_TOLD)
    title, text = checked(record, "title", values.line, ""), checked(record, "text", values.text, "")
    source = checked(record, "text_source", values.word(*_SOURCES), TextSource.FEED)
    first_seen = given.get("first_seen_at") or stamp(now)
    published = given.get("published_at")
    relevance = _relevance(record)
    # Only our export of everything tells all there is; what that leaves out is not there.
    known: dict[str, Any] = {"relevance": relevance.score}
    if "versions" not in record:
        known["domain"] = registrable_domain(url)
        known["outlet"] = given.get("outlet") or known["domain"]
        known["page_state"] = "fetched" if source == TextSource.PAGE else "none"
        known["page_tries"] = 0
    columns = {name: value for name, value in given.items() if name not in ("id", "url_key")}
    columns |= known | {
        "url": url,
        "title": title,
        "text": text,
        "text_source": source,
        "first_seen_at": first_seen,
        "relevant": relevance.relevant,
        "matched": codec.matches_to_json(relevance.matched),
    }
    newest = {"title": title, "text": text, "text_source": source}
    return NewStory(
        url=url,
        key=given.get("url_key") or url_key(url),
        title=title,
        domain=str(columns.get("domain") or ""),
        published_at=values.when(published),
        first_seen_at=codec.moment(first_seen),
        columns=columns,
        versions=_versions(record, newest, first_seen),
        addresses=checked(record, "addresses", _list(values.verbatim), []),
        entries=[_entry(one) for one in checked(record, "entries", values.listed, [])],
        links=[one for one in checked(record, "links", _list(values.verbatim), []) if one],
        marks=_marks(record),
        id=given.get("id"),
        page_lines=checked(record, "page_lines", _list(_LINE), []),
    )


def _relevance(record: Record) -> Relevance:
    matched = [
        Match(checked(m, "term", values.line), checked(m, "group", values.line), _as_given(m))
        for m in map(values.table, checked(record, "matched", values.listed, []))
    ]
    score = checked(record, "relevance", values.number, None if "versions" in record else 0.0)
    return Relevance(score, checked(record, "relevant", values.flag, False), False, tuple(matched))


def _as_given(match: Record) -> float:
    """A weight as it was written: 2 stays 2."""
    checked(match, "weight", values.number)
    weight: float = match["weight"]
    return weight


def _versions(record: Record, newest: dict[str, Any], first_seen: str) -> list[dict[str, Any]]:
    """Oldest first; the last has the story's own headline and text."""
    found = []
    told = checked(record, "versions", values.listed, None) or [{"seen_at": first_seen}]
    for place, one in enumerate(map(values.table, told), 1):
        version = {"id": checked(one, "id", values.whole, None), "seen_at": checked(one, "seen_at", values.instant)}
        version["ours"] = checked(one, "ours", values.line, None)
        version["extracted"] = checked(one, "extracted", values.text, None)
        version["asides"] = checked(one, "asides", _json(_list(values.whole)), None)
        version["rules"] = checked(one, "rules", values.line, None)
        version["evidence_id"] = checked(one, "evidence_id", values.whole, None)
        if place == len(told):
            found.append(version | newest)
            continue
        version["title"] = checked(one, "title", values.line, "")
        version["text"] = checked(one, "text", values.text, "")
        version["text_source"] = checked(one, "text_source", values.word(*_SOURCES))
        found.append(version)
    return found


def _entry(given: object) -> dict[str, Any]:
    one = values.table(given)
    checks: tuple[Check, ...] = (
        *(values.whole, values.line, values.verbatim, values.line),
        *(values.text, values.instant, values.instant),
    )
    found = {name: checked(one, name, check, None) for name, check in zip(_ENTRY, checks, strict=True)}
    for name in ("feed_id", "guid", "first_seen_at"):
        if found[name] is None:
            raise Unusable(f"an entry without '{name}'")
    return found


def _marks(record: Record) -> dict[str, str | None]:
    """What a person said of it, as the tables hold it. Where an export does not tell when, the times are empty."""
    if "marks" in record:
        given = checked(record, "marks", values.table, {})
        return row(given, dict.fromkeys(COLUMNS, "TEXT"))
    marks: dict[str, str | None] = {}
    for name, told in (("saved", "saved_at"), ("read", "read_at")):
        if checked(record, name, values.flag, False):
            marks[told] = ""
    if checked(record, "judged_by_hand", values.flag, False):
        marks |= {"verdict": _VERDICTS[0] if record.get("relevant") else _VERDICTS[1], "verdict_at": ""}
    note = checked(record, "note", values.line, "")
    return marks | ({"note": note, "note_at": ""} if note else {})


def dated(marks: Mapping[str, str | None], now: datetime) -> dict[str, str | None]:
    """Marks without times as set now."""
    return {name: stamp(now) if value == "" else value for name, value in marks.items()}


def mapped(one: Act, stories: Mapping[int, int | None]) -> Act:
    """An act on the same sentences, of the stories as they are called here; those that are not here are left out."""

    def here(keys: frozenset[tuple[int, str]]) -> frozenset[tuple[int, str]]:
        found = ((stories.get(number), sentence) for number, sentence in keys)
        return frozenset((number, sentence) for number, sentence in found if number is not None)

    return replace(one, anchor=here(one.anchor), other=here(one.other))
