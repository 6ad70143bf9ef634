"""Stories and claims written out for other programs and people: JSON Lines, CSV and Markdown."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from store.database import Store
from store.everything import records as all_records
from store.models import Claim, Story
from store.shapes import claim_record, story_record
from store.urls import is_web
from store.wording import kind_tag, made_by

FORMATS = ("jsonl", "csv", "markdown")
_STORY_COLUMNS = (
    "id url title outlet author published_at first_seen_at language text_source relevant relevance matched saved "
    "read revisions text"
).split()
_MENTION_COLUMNS = (
    "claim_id statement outlets stories first_said_at first_said_by story_id url outlet published_at stance cue "
    "attributed_to sentence start end chains kind via"
).split()
#: What makes a spreadsheet take a cell for a formula, the full-width forms too.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")


def stories(found: Iterable[Story], form: str, out: TextIO) -> int:
    """Writes stories; returns how many."""
    return _STORY_WRITERS[form](found, out)


def claims(found: Iterable[Claim], form: str, out: TextIO) -> int:
    """Writes claims; returns how many. In CSV a row is a mention."""
    return _CLAIM_WRITERS[form](found, out)


def everything(store: Store, out: TextIO, *, pages: bool = False) -> int:
    """Writes all of a home as JSON Lines, with the kept `pages` where that is asked for; returns how many records."""
    return _lines(all_records(store, pages=pages), out)


def _lines(records: Iterable[dict[str, Any]], out: TextIO) -> int:
    count = 0
    for count, record in enumerate(records, 1):  # noqa: B007 - the last count is the answer
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return count


def _stories_csv(found: Iterable[Story], out: TextIO) -> int:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_STORY_COLUMNS)
    count = 0
    for count, story in enumerate(found, 1):  # noqa: B007
        record = story_record(story)
        record["matched"] = "; ".join(match.term for match in story.matched)
        table.writerow([safe_cell(record[column]) for column in _STORY_COLUMNS])
    return count


def _claims_csv(found: Iterable[Claim], out: TextIO) -> int:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_MENTION_COLUMNS)
    count = 0
    for count, claim in enumerate(found, 1):  # noqa: B007
        record = claim_record(claim)
        head = [record["id"], *(record[c] for c in _MENTION_COLUMNS[1:6])]
        for mention in record["mentions"]:
            own = [mention[column] for column in _MENTION_COLUMNS[6:-3]]
            tail = [*own, record["chains"], record["kind"], mention["via"]]
            table.writerow([safe_cell(value) for value in (*head, *tail)])
    return count


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe before it."""
    if isinstance(value, str) and _FORMULA.search(value):
        return f"'{value}"
    return value


def _stories_markdown(found: Iterable[Story], out: TextIO) -> int:
    count, day = 0, ""
    out.write("# Stories\n")
    for count, story in enumerate(found, 1):  # noqa: B007
        if f"{story.said_at:%Y-%m-%d}" != day:
            day = f"{story.said_at:%Y-%m-%d}"
            out.write(f"\n## {day}\n")
        out.write(f"\n### {link(story.title or '(no headline)', story.url)}\n\n{_byline(story)}\n\n")
        out.writelines(f"{escape(line)}\n\n" for line in story.text.split("\n"))
    return count


def _byline(story: Story) -> str:
    parts = [story.outlet, story.author or "", f"{story.said_at:%Y-%m-%d %H:%M} UTC", f"story {story.id}"]
    if story.text_source == "feed":
        parts.append("text from the feed")
    return " · ".join(escape(part) for part in parts if part)


def _claims_markdown(found: Iterable[Claim], out: TextIO) -> int:
    count = 0
    out.write("# Claims\n")
    for count, claim in enumerate(found, 1):  # noqa: B007
        out.write(f"\n## c{claim.id}. {escape(claim.statement)}\n\n")
        tag = kind_tag(claim)
        out.write(f"{f'{tag}; ' if tag else ''}{made_by(claim)}; first said by ")
        out.write(f"{escape(claim.first_said_by)}, {claim.first_said_at:%Y-%m-%d %H:%M} UTC\n\n")
        for mention in claim.mentions:
            via = f", via {escape(mention.via)}" if mention.via else ""
            source = f" ({escape(mention.attributed_to)}{via})" if mention.attributed_to else ""
            place = link(mention.outlet, mention.url)
            said = f"{mention.said_at:%Y-%m-%d %H:%M} {place}, {mention.stance}{source}"
            out.write(f"- {said}: {escape(mention.sentence)}\n")
    return count


def link(text: str, url: str) -> str:
    """A link in Markdown, or the text alone where the address is none of the web."""
    target = re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", url)
    return f"[{escape(text)}]({target})" if is_web(url) else escape(text)


def escape(text: str) -> str:
    """Text that Markdown shows as it stands."""
    flat = re.sub(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))", r"\\\1", text)
    return re.sub(r"^(\s*)([#+=-])|^(\s*\d+)([.)])", r"\1\3\\\2\4", flat)


_STORY_WRITERS: dict[str, Callable[[Iterable[Story], TextIO], int]] = {
    "jsonl": lambda found, out: _lines(map(story_record, found), out),
    "csv": _stories_csv,
    "markdown": _stories_markdown,
}
_CLAIM_WRITERS: dict[str, Callable[[Iterable[Claim], TextIO], int]] = {
    "jsonl": lambda found, out: _lines(map(claim_record, found), out),
    "csv": _claims_csv,
    "markdown": _claims_markdown,
}
