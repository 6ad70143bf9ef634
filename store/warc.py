"""Kept pages as WARC 1.1 (ISO 28500:2017), the form that web archives read: a `response` a page, and beside each a
`metadata` record that says which story it is evidence for."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, BinaryIO

from store import evidence
from store.database import Store
from store.errors import StoreError
from store.evidence import Evidence
from store.models import Story

_INFO = {
    "format": "WARC File Format 1.1",
    "description": "pages as fetched, bodies unpacked, of the headers only those that say something of the page",
}


def write(
    store: Store, stories: Iterable[Story], out: BinaryIO, *, zipped: bool, until: datetime | None = None
) -> tuple[int, int, list[str]]:
    """Writes every kept page of the stories, fetched `until` a moment; returns how many pages, of how many stories, and
    why others could not be written. `zipped`: a gzip member a record, as in .warc.gz."""
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(out, gzip=zipped, warc_version="1.1")
    pages = of = 0
    wrong = []
    writer.write_record(_fields(writer, "warcinfo", None, _INFO | {"software": f"reportedly/{version('reportedly')}"}))
    for story in stories:
        written = 0
        for one in evidence.of_story(store, story.id, until):
            try:
                body = evidence.body(store, one.id)
            except StoreError as error:
                wrong.append(f"story {story.id}: {error}")
                continue
            _write(writer, story, one, body)
            written += 1
        pages += written
        of += bool(written)
    return pages, of, wrong


def _write(writer: Any, story: Story, one: Evidence, body: bytes) -> None:
    from warcio.statusandheaders import StatusAndHeaders

    headers = [(_spelt(name), _one_line(value)) for name, value in one.headers.items()]
    http = StatusAndHeaders(_status(one.status), [*headers, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
    at, address = _date(one.at), _address(one.url)
    response = writer.create_warc_record(
        address,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": at},
    )
    writer.write_record(response)
    about = {
        "story": str(story.id),
        "requested": _address(story.url),
        "outlet": _one_line(story.outlet),
        "headline": _one_line(story.title),
        "sha256": one.sha256,
    }
    refers = {"WARC-Date": at, "WARC-Refers-To": response.rec_headers.get_header("WARC-Record-ID")}
    writer.write_record(_fields(writer, "metadata", address, about, refers))


def _fields(writer: Any, kind: str, address: str | None, fields: Mapping[str, str], headers: Any = None) -> Any:
    """A record of named values."""
    said = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
    # With its length, or the writer would keep it in a temporary file that it does not close.
    return writer.create_warc_record(
        address,
        kind,
        payload=io.BytesIO(said),
        length=len(said),
        warc_content_type="application/warc-fields",
        warc_headers_dict=headers or {},
    )


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _address(url: str) -> str:
    """An address that stands on one line of a header: signs beyond ASCII, and any that end it, are escaped."""
    return "".join(sign if "!" <= sign <= "~" else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in url)


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _spelt(name: str) -> str:
    return {"etag": "ETag"}.get(name, name.title())
