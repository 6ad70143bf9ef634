"""How much of what feedparser's own tests expect comes through our door, and whether real feeds come through whole.

    python -m bench.conformance CACHE [--press DIR] [--failures]

The tests are those of the installed feedparser's source distribution, which pip loads into the folder CACHE. Of its
well-formed feeds those count that expect a title, link, id, date, author, summary or content of an entry, or the
title or link of the feed; a value is kept where ours is what cleaning makes of the expected one. An entry without a
link is no entry here, as there is no page to read: such an entry is given one before it is parsed (and no test of links
counts then). Where a test has a header Content-Location, its feed is parsed as one fetched from there.

`--press`: a folder of gzipped feeds with an `index.json` of their files and addresses; each must give all of its
entries, with titles, whole addresses and dates.
"""

from __future__ import annotations

import argparse
import ast
import calendar
import gzip
import json
import re
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from fetchers.clean import one_line, text_of_html, title_of_html
from fetchers.feeds import ENTRY_LIMIT, NotAFeed, ParsedFeed, parse

URL = "http://127.0.0.1:8097/tests/"
_GIVEN = "http://conformance.example/"
#: For each way to a value in feedparser's result the field that it is counted under.
_PATHS = {
    "entries[0].title": "title",
    "entries[0].title_detail.value": "title",
    "entries[0].link": "link",
    "entries[0].id": "id",
    "entries[0].guid": "id",
    "entries[0].published_parsed": "published",
    "entries[0].updated_parsed": "updated",
    "entries[0].date_parsed": "updated",
    "entries[0].author": "author",
    "entries[0].summary": "summary",
    "entries[0].description": "summary",
    "entries[0].summary_detail.value": "summary",
    "entries[0].content[0].value": "content",
    "feed.title": "feed title",
    "feed.title_detail.value": "feed title",
    "feed.link": "feed link",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One expectation of one test."""

    name: str
    body: bytes
    content_type: str
    url: str
    path: str
    expected: Any


def source(cache: Path) -> Path:
    """The source distribution of the installed feedparser, loaded where it is not there yet."""
    name = f"feedparser-{version('feedparser')}"
    archive = cache / f"{name}.tar.gz"
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        what = ["--no-deps", "--no-binary", "feedparser", "--dest", str(cache), name.replace("-", "==")]
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", *what], check=True)
    folder = cache / name
    if not folder.exists():
        with tarfile.open(archive) as tar:
            tar.extractall(cache, filter="data")
    return folder / "tests" / "wellformed"


def cases(folder: Path) -> Iterator[Case]:
    """Every expectation that concerns a field of ours."""
    for path in sorted(folder.rglob("*.xml")):
        body = path.read_bytes()
        head = _head(body)
        expects = re.search(r"^Expect:\s*(.*?)\s*$", head, re.M)
        header = re.search(r"^Header:\s*Content-type:\s*(.*?)\s*$", head, re.M | re.I)
        place = re.search(r"^Header:\s*Content-Location:\s*(.*?)\s*$", head, re.M | re.I)
        if not expects:
            continue
        try:
            tree = ast.parse(expects[1], mode="eval").body
        except SyntaxError:
            continue
        for way, value in _comparisons(tree):
            if way in _PATHS:
                kind = header[1] if header else "application/xml"
                yield Case(
                    str(path.relative_to(folder)), body, kind, urljoin(URL, place[1] if place else ""), way, value
                )


def _head(body: bytes) -> str:
    """The comment at the beginning, in whatever encoding the file is."""
    for encoding in ("utf-8", "utf-16", "utf-32", "cp037", "latin-1"):
        try:
            text = body.decode(encoding)
        except (UnicodeDecodeError, UnicodeError):
            continue
        if "Expect:" in text:
            return text
    return ""


def _comparisons(tree: ast.expr) -> Iterator[tuple[str, Any]]:
    """The values that a condition says are equal to something."""
    if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And):
        for part in tree.values:
            yield from _comparisons(part)
    elif isinstance(tree, ast.Compare) and len(tree.ops) == 1 and isinstance(tree.ops[0], ast.Eq):
        try:
            yield _way(tree.left), ast.literal_eval(tree.comparators[0])
        except ValueError:
            return


def _way(node: ast.expr) -> str:
    """`entries[0]['title']` and `entries[0].title` alike."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_way(node.value)}.{node.attr}"
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        key = node.slice.value
        if isinstance(key, str):
            return f"{_way(node.value)}.{key}"
        return f"{_way(node.value)}[{key!r}]"
    return ""


def kept(case: Case) -> tuple[bool, object, object] | None:
    """Whether the value came through, ours, and what it should be; None where there is nothing to compare."""
    try:
        found = parse(case.body, case.url, case.content_type)
        linked = bool(found.entries)
        if not linked and case.path.startswith("entries"):
            found = parse(_linked(case.body), case.url, case.content_type)
    except NotAFeed as error:
        return False, str(error), case.expected
    field = _PATHS[case.path]
    if field.startswith("feed"):
        wanted = title_of_html(case.expected) if field == "feed title" else _address(case.expected)
        ours = found.title if field == "feed title" else found.home_url
        return None if field == "feed link" and wanted is None else (ours == wanted, ours, wanted)
    if field == "link" and not linked:
        return None
    return _of_entry(field, case.expected, found)


def _of_entry(field: str, expected: Any, found: ParsedFeed) -> tuple[bool, object, object] | None:
    if not found.entries:
        return False, None, expected
    entry = found.entries[0]
    if field in ("published", "updated"):
        wanted: object = datetime.fromtimestamp(calendar.timegm(tuple(expected)), UTC) if expected else None
        # An item's only date, as RDF has it, is when it came out, and is found under either name.
        ours: object = entry.published_at if field == "published" else entry.updated_at or entry.published_at
    elif field == "title":
        ours, wanted = entry.title, title_of_html(expected)
    elif field == "link":
        ours, wanted = entry.url, _address(expected)
    elif field == "id":
        ours, wanted = entry.guid, one_line(expected) or entry.url
    elif field == "author":
        ours, wanted = entry.author or "", one_line(expected)
    else:
        wanted = text_of_html(expected)
        ours = next((text for text in (entry.summary, entry.content) if text == wanted), entry.summary or entry.content)
    return ours == wanted, ours, wanted


def _address(link: str) -> str | None:
    return "".join(link.split()) if link.strip().lower().startswith(("http://", "https://")) else None


def _linked(body: bytes) -> bytes:
    """The document with a link in each entry: before the end of each item or entry, or, in CDF, in its attributes."""
    for name, link in (("item", f"<link>{_GIVEN}</link>"), ("entry", f'<link rel="alternate" href="{_GIVEN}"/>')):
        body = re.sub(rf"(?=</(?:\w+:)?{name}>)".encode(), link.encode(), body)
    return re.sub(rb"<ITEM\b(?![^>]*HREF)", f'<ITEM HREF="{_GIVEN}"'.encode(), body)


def _known_by(entry: str) -> tuple[str, ...]:
    """What an entry is known by: an outlet may give one several times."""
    return tuple(re.findall(r"<(?:guid|id|link)\b[^>]*>.*?</(?:guid|id|link)>|<link\b[^>]*/>", entry, re.S))


def press(folder: Path) -> int:
    """Prints what each real feed gives; returns how many give less than they hold."""
    short = 0
    for row in json.loads((folder / "index.json").read_text()):
        body = gzip.decompress((folder / row["file"]).read_bytes())
        found = parse(body, row["url"], "application/rss+xml")
        held = {_known_by(one) for one in re.findall(r"<item[\s>].*?</item>|<entry[\s>].*?</entry>", str(body), re.S)}
        titled = sum(bool(entry.title) for entry in found.entries)
        whole = sum(entry.url.startswith(("http://", "https://")) for entry in found.entries)
        dated = sum(entry.published_at is not None for entry in found.entries)
        enough = len(found.entries) == min(len(held), ENTRY_LIMIT) == titled == whole == dated
        short += not enough
        print(
            f"{row['file'][:8]}  {found.kind:<14} {len(body) // 1024:>5} KB  held {len(held):>3}  "
            f"entries {len(found.entries):>3}  titles {titled:>3}  addresses {whole:>3}  dates {dated:>3}"
            f"{'' if enough else '  SHORT'}"
        )
    return short


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("cache", type=Path, metavar="CACHE")
    options.add_argument("--press", type=Path, metavar="DIR")
    options.add_argument("--failures", action="store_true", help="print each value that was not kept")
    given = options.parse_args()
    count: Counter[str] = Counter()
    well: Counter[str] = Counter()
    for case in cases(source(given.cache)):
        result = kept(case)
        if result is None:
            continue
        field = _PATHS[case.path]
        count[field] += 1
        well[field] += result[0]
        if given.failures and not result[0]:
            print(f"{case.name} {case.path}\n    ours     {result[1]!r:.150}\n    expected {result[2]!r:.150}")
    for field in dict.fromkeys(_PATHS.values()):
        print(f"{field:<11} {well[field]:>5} of {count[field]:>5}  {well[field] / max(1, count[field]):7.2%}")
    total, good = count.total(), well.total()
    print(f"{'all':<11} {good:>5} of {total:>5}  {good / max(1, total):7.2%}")
    short = press(given.press) if given.press else 0
    if short or good < 0.98 * total:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
