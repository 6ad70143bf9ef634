"""Pages as they were fetched: kept small, given back byte for byte, let go by age and size, and as WARC."""

from __future__ import annotations

import io
import random
from datetime import datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from store import evidence, marks, packing, pagecheck, pages, reading, warc
from store.database import Store
from store.errors import StoreError
from store.evidence import Kept, worth_keeping
from tests.conftest import NOW
from tests.store import build
from tests.store.build import hours, page

#: What all pages of a host have around their article.
FRAME = "".join(f"<div class='nav-{n}'>{random.Random(n).getrandbits(256):x}</div>" for n in range(300))


def body(number: int, frame: str = FRAME) -> bytes:
    words = " ".join(f"{random.Random(number * 1000 + n).getrandbits(40):x}" for n in range(300))
    return f"<html>{frame}<p>Story {number}: {words}</p></html>".encode()


def kept(number: int, at: datetime = NOW, data: bytes | None = None, host: str = "paper.example") -> Kept:
    headers = {"content-type": "text/html; charset=utf-8", "etag": f'"v{number}"'}
    return Kept(f"https://{host}/story/{number}", at, 200, headers, body(number) if data is None else data)


def save(store: Store, number: int, one: Kept) -> int:
    if not store.value("SELECT 1 FROM stories WHERE id = ?", (number,)):
        build.a_story(store, number)
    pages.save(store, page(number, f"The text of story {number}.", kept=one), one.at)
    return int(store.value("SELECT max(id) FROM evidence"))


def sizes(store: Store) -> list[int]:
    return [row[0] for row in store.rows("SELECT length(data) FROM bodies ORDER BY id")]


def test_a_page_comes_back_with_all_that_was_kept_of_it(store: Store) -> None:
    """Address, time, status, headers and every byte; the revision names it."""
    one = kept(1)
    number = save(store, 1, one)
    (found,) = evidence.of_story(store, 1)
    assert (found.url, found.at, found.status, dict(found.headers)) == (one.url, one.at, 200, dict(one.headers))
    assert evidence.body(store, found.id) == one.body
    assert found.size == len(one.body)
    assert store.value("SELECT evidence_id FROM revisions WHERE story_id = 1") == number


def test_pages_of_a_host_share_what_they_have_in_common(store: Store) -> None:
    """Later ones are a fraction of the first; those of another host, and one like none before, are whole."""
    for number in range(1, 6):
        save(store, number, kept(number))
    save(store, 6, kept(6, host="other.example"))
    save(store, 7, kept(7, data=random.Random(7).randbytes(20_000)))
    first, *later, other, odd = sizes(store)
    assert all(size < first / 3 for size in later)
    assert (other > first * 0.9, odd > 19_000) == (True, True)
    for number in range(1, 8):
        (found,) = evidence.of_story(store, number)
        assert evidence.body(store, found.id) == (body(number) if number < 7 else random.Random(7).randbytes(20_000))


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\0" * 5_000_000, bytes(range(256)) * 9], ids=["none", "one", "5MB", "any"]
)
def test_any_bytes_are_kept(store: Store, data: bytes) -> None:
    """Beside a page of their host or alone."""
    save(store, 1, kept(1, data=data))
    save(store, 2, kept(2))
    save(store, 3, kept(3, data=data + b"!"))
    assert evidence.body(store, evidence.of_story(store, 1)[0].id) == data
    assert evidence.body(store, evidence.of_story(store, 3)[0].id) == data + b"!"


def test_the_same_page_again_is_kept_once(store: Store) -> None:
    """Of a story as one page, of two stories as one body."""
    save(store, 1, kept(1))
    save(store, 1, kept(1, hours(1)))
    save(store, 2, kept(2, data=body(1)))
    assert len(evidence.of_story(store, 1)) == 1
    assert (store.value("SELECT count(*) FROM evidence"), len(sizes(store))) == (2, 1)


def test_old_pages_go_and_those_of_saved_stories_stay(store: Store) -> None:
    """A page that others need as their dictionary goes, its bytes stay until nobody needs them."""
    for number in range(1, 5):
        save(store, number, kept(number, hours(24 * number)))
    marks.save(store, [2], hours(99))
    gone = evidence.prune(store, hours(24 * 10), 6, 500)
    assert (gone.pages, gone.left) == (2, 2)
    assert [one.story_id for one in evidence.newest(store)] == [2, 4]
    assert evidence.body(store, evidence.of_story(store, 4)[0].id) == body(4)
    assert len(sizes(store)) == 3  # the first is their dictionary
    marks.unsave(store, [2], NOW)
    assert evidence.prune(store, hours(24 * 99), 6, 500).left_bytes == 0
    assert sizes(store) == []


def test_the_oldest_go_where_all_take_too_much(store: Store) -> None:
    for number in range(1, 8):
        save(store, number, kept(number, hours(number), random.Random(number).randbytes(400_000)))
    gone = evidence.prune(store, hours(99), 365, 2)
    assert [one.story_id for one in evidence.newest(store)] == [4, 5, 6, 7]
    assert (gone.pages, gone.left) == (3, 4)
    assert gone.left_bytes <= 2_000_000 < gone.left_bytes + 400_000 + gone.freed
    assert evidence.prune(store, hours(99), 365, 2).pages == 0
    assert evidence.prune(store, hours(99), 365, 0).left == 0


def test_a_damaged_page_is_not_given_out(store: Store) -> None:
    """Neither one that cannot be unpacked nor one that says something else."""
    number = save(store, 1, kept(1))
    with store.writing() as connection:
        connection.execute("UPDATE bodies SET data = substr(data, 1, 100)")
    with pytest.raises(StoreError, match=f"kept page {number} is damaged"):
        evidence.body(store, number)
    with store.writing() as connection:
        connection.execute("UPDATE bodies SET data = ?", (packing.pack(b"another page"),))
    with pytest.raises(StoreError, match="is damaged"):
        evidence.body(store, number)


def test_nothing_else_goes_with_a_damaged_page(store: Store) -> None:
    """The next of its host is packed whole, the pages that need it are told with it, a WARC has the others, and the
    mend lets go of no more."""
    for number in range(1, 4):
        save(store, number, kept(number))
    with store.writing() as connection:
        connection.execute("UPDATE bodies SET data = substr(data, 1, 100) WHERE id = 1")
    save(store, 4, kept(4))
    save(store, 5, kept(5))
    assert evidence.body(store, 5) == body(5)
    out = io.BytesIO()
    pages_written, of, wrong = warc.write(store, list(reading.every_story(store)), out, zipped=False)
    assert (pages_written, of) == (2, 2)
    assert [said.partition(":")[0] for said in wrong] == ["story 1", "story 2", "story 3"]
    assert pagecheck.pages(store, pagecheck.damaged(store)) == 3
    pagecheck.let_go(store)
    assert pagecheck.damaged(store) == []
    assert [one.story_id for one in evidence.newest(store)] == [4, 5]
    assert store.value("SELECT count(*) FROM bodies") == 2


def test_a_page_that_was_no_article_is_kept_too(store: Store) -> None:
    """So that better rules may judge it again."""
    build.a_story(store)
    pages.failed(store, 1, "a paywall", hours(24), kept(1))
    assert [one.url for one in evidence.of_story(store, 1)] == ["https://paper.example/story/1"]


def test_headers_that_say_something_of_the_page_are_kept() -> None:
    given = {"content-type": "text/html", "set-cookie": "a=b", "etag": '"x"', "server": "y" * 5000, "link": ""}
    found = worth_keeping(given)
    assert found.keys() == {"content-type", "etag", "server"}
    assert len(found["server"]) == 1000


@pytest.mark.parametrize("zipped", [True, False])
def test_a_warc_gives_every_page_back(store: Store, tmp_path: Path, zipped: bool) -> None:
    """Read by warcio with its digests checked: address, time, status, headers, bytes, and the story it is of."""
    for number in range(1, 4):
        save(store, number, kept(number, hours(number)))
    save(store, 3, kept(3, hours(9), body(30)))
    odd = "https://paper.example/ä\r\nX-Evil: 1/" + "x" * 50
    build.a_story(store, 4, "A\nheadline")
    pages.failed(store, 4, "no", None, Kept(odd, hours(5), 799, {"etag": 'ü"\r\nX-Evil: 1'}, b""))
    file = tmp_path / "pages.warc"
    with file.open("wb") as out:
        assert warc.write(store, list(reading.every_story(store)), out, zipped=zipped) == (5, 4, [])
    assert file.read_bytes().startswith(b"\x1f\x8b" if zipped else b"WARC/1.1\r\n")
    found = []
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            data = record.content_stream().read()
            if record.rec_type == "response":
                headers = record.rec_headers
                found.append((headers.get_header("WARC-Target-URI"), headers.get_header("WARC-Date"), data))
                assert record.http_headers.get_header("X-Evil") is None
                assert record.http_headers.get_statuscode() in ("200", "799")
                refers = headers.get_header("WARC-Record-ID")
            elif record.rec_type == "metadata":
                assert record.rec_headers.get_header("WARC-Refers-To") == refers
                assert b"\r\nsha256: " in data
    assert [data for _, _, data in found] == [body(1), body(2), body(3), body(30), b""]
    assert found[0][:2] == ("https://paper.example/story/1", "2026-07-02T13:00:00Z")
    assert "\n" not in found[-1][0]


def test_a_warc_of_nothing_is_one(store: Store) -> None:
    out = io.BytesIO()
    assert warc.write(store, [], out, zipped=False) == (0, 0, [])
    assert [record.rec_type for record in ArchiveIterator(io.BytesIO(out.getvalue()))] == ["warcinfo"]
