"""Lists that others write: which they are, what is taken of each, and what is told of the rest."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportedly.exits import UsageError
from reportedly.importing import kinds, tables
from reportedly.importing.found import Found, day
from reportedly.importing.found import found as values_of
from store import pages, reading
from store.database import Store
from store.models import Story
from tests.conftest import NOW
from tests.reportedly.exchange import taken, told, written
from tests.store import build
from tests.store.build import hours

RIS = """\
TY  - NEWS
TI  - Access to the model was cut off
T2  - The Paper
AU  - Writer, A.
AU  - Second, B.
DA  - 2026/06/12/
UR  - https://paper.example/story/1?utm_source=zotero
LA  - EN-gb
AB  - The order came on Friday.
It took effect at once.
ER  -

TY  - BLOG
T1  - Only a DOI
DO  - 10.1000/xyz
PY  - 2026
ER  -

TY  - BOOK
TI  - No address
ER  -
"""
MEDIACLOUD = """\
id,indexed_date,language,media_name,media_url,publish_date,title,url
1,2026-06-13 01:02:03,en,paper.example,https://paper.example,2026-06-12,"Cut off, &quot;for good&quot;",https://paper.example/story/1
2,2026-06-13,,other.example,,,"Two
lines",https://other.example/a
3,2026-06-13,en,bad.example,,2026-06-12,No page,
4,2026-06-13,en,bad.example
"""
ZOTERO = """\
"Key","Item Type","Author","Title","Publication Title","DOI","Url","Abstract Note","Date","Language"
"AB12","newspaperArticle","Writer, A.; Second, B.","'=Cut off","The Paper","","https://paper.example/story/1",\
"The order came.","2026-06-12","en"
"AB13","webpage","","","","","ftp://paper.example/x","","",""
"""
CSL = json.dumps(
    [
        {
            "type": "article-newspaper",
            "title": "Cut off",
            "container-title": "The Paper",
            "author": [{"family": "Writer", "given": "A."}, {"literal": "The desk"}, 7],
            "issued": {"date-parts": [[2026, 6, 12]]},
            "URL": "https://paper.example/story/1",
            "language": "en",
        },
        {"title": ["no", "text"], "URL": "https://other.example/a", "issued": {"date-parts": [["x"]]}},
        {"title": "No address"},
        "nonsense",
    ],
    indent=1,
)
ADDRESSES = """\
# what to read
https://paper.example/story/1   with a remark
<https://other.example/a>

HTTPS://WWW.Paper.example/story/1?utm_source=x
mailto:nobody@paper.example
"""


def _stories(store: Store) -> list[Story]:
    return list(reading.every_story(store))


def test_ris(store: Store, tmp_path: Path) -> None:
    account = taken(store, written(tmp_path / "r.ris", RIS))
    one, two = _stories(store)
    assert (one.url, one.title, one.outlet) == (
        "https://paper.example/story/1?utm_source=zotero",
        "Access to the model was cut off",
        "The Paper",
    )
    assert (one.author, one.language, one.domain) == ("Writer, A., Second, B.", "en-gb", "paper.example")
    assert one.published_at == datetime(2026, 6, 12, tzinfo=UTC)
    assert one.text == "The order came on Friday.\nIt took effect at once."
    assert (two.url, two.published_at, two.outlet) == ("https://doi.org/10.1000/xyz", None, "doi.org")
    assert told(account) == [
        "line 13: '2026' names no day; taken without a date",
        "line 19: it has no address; add the address of its page",
    ]


def test_media_cloud(store: Store, tmp_path: Path) -> None:
    account = taken(store, written(tmp_path / "m.csv", MEDIACLOUD))
    one, two = _stories(store)
    assert (one.title, one.outlet, one.language) == ('Cut off, "for good"', "paper.example", "en")
    assert one.published_at == datetime(2026, 6, 12, tzinfo=UTC)
    assert (two.title, two.published_at, two.language) == ("Two lines", None, None)
    assert told(account) == [
        "line 5: it has no address; add the address of its page",
        "line 6: it has 4 columns where the first line names 8; quote cells that hold commas or line breaks",
    ]


def test_zotero_csv(store: Store, tmp_path: Path) -> None:
    """The apostrophe that keeps a spreadsheet from running a cell is no part of a headline."""
    account = taken(store, written(tmp_path / "z.csv", "\ufeff" + ZOTERO.replace("\n", "\r\n")))
    (one,) = _stories(store)
    assert (one.title, one.outlet, one.author) == ("=Cut off", "The Paper", "Writer, A., Second, B.")
    assert (one.text, one.published_at) == ("The order came.", datetime(2026, 6, 12, tzinfo=UTC))
    assert told(account) == [
        "line 3: 'ftp://paper.example/x' is no address of the web; write it whole, beginning with https://"
    ]


def test_csl(store: Store, tmp_path: Path) -> None:
    account = taken(store, written(tmp_path / "c.json", CSL))
    one, two = _stories(store)
    assert (one.title, one.author, one.published_at) == (
        "Cut off",
        "A. Writer, The desk",
        datetime(2026, 6, 12, tzinfo=UTC),
    )
    assert (two.title, two.published_at) == ("", None)
    assert [line.partition(":")[0] for line in told(account)] == ["reference 3", "reference 4"]


def test_a_password_in_the_address_of_a_story_stays_behind(store: Store, tmp_path: Path) -> None:
    """It is known by the same key, with and without; no column has it, and that it was left out is told."""
    path = written(tmp_path / "a.txt", "https://user:pw@paper.example/l/3\nhttps://paper.example/l/3\n")
    account = taken(store, path, "addresses")
    assert (account.taken["story"], account.known["story"]) == (1, 1)
    assert reading.get(store, 1).url == "https://paper.example/l/3"
    assert told(account) == ["line 1: its address is taken without the user and password in it"]
    assert "user:pw" not in repr(build.dump(store))


def test_addresses_are_fetched_at_the_next_poll(store: Store, tmp_path: Path) -> None:
    """Two of one page are one story; what is no address of the web is told."""
    account = taken(store, written(tmp_path / "a.txt", ADDRESSES), hour=1)
    assert [wanted.url for wanted in pages.wanted(store, hours(1))] == [
        "https://paper.example/story/1",
        "https://other.example/a",
    ]
    assert (account.taken["story"], account.known["story"]) == (2, 1)
    assert [line.partition(":")[0] for line in told(account)] == ["line 6"]


@pytest.mark.parametrize("text", [RIS, MEDIACLOUD, ZOTERO, CSL, ADDRESSES])
def test_the_same_list_again_changes_nothing_and_no_story_is_doubled(store: Store, tmp_path: Path, text: str) -> None:
    """Neither one that a feed has shown."""
    build.a_story(store, 1, "Model suspended")
    path = written(tmp_path / "list", text)
    taken(store, path)
    assert sum("paper.example/story/1" in story.url for story in _stories(store)) == 1
    before = build.dump(store)
    assert not taken(store, path, hour=200).changed
    assert build.dump(store) == before


def test_a_story_is_judged_by_what_the_list_says(store: Store, tmp_path: Path) -> None:
    on = "TY  - NEWS\nTI  - Anthropic suspends access to Claude on an order of the Commerce department\n"
    off = "TY  - NEWS\nTI  - The cup final\n"
    text = f"{on}UR  - https://a.example/1\nER  - \n{off}UR  - https://a.example/2\nER  - \n"
    taken(store, written(tmp_path / "r.ris", text))
    assert [story.relevant for story in _stories(store)] == [True, False]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (RIS, "ris"),
        (MEDIACLOUD, "mediacloud"),
        (ZOTERO, "zotero"),
        (CSL, "csl"),
        (ADDRESSES, "addresses"),
        ("\ufeff\r\nTY  - NEWS\r\n", "ris"),
        ('{"URL": "https://a.example", "title": "x"}', "csl"),
        ('{"url": "https://a.example", "title": "x"}\n{"url"', "reportedly"),
        ('{"url": "https://a.ex', "reportedly"),
        ("SQLite format 3\0…", "home"),
        ("Dear all,\nhere is the list.", None),
        ("name,when\nx,y\n", None),
        ("\0\1\2", None),
    ],
)
def test_a_file_is_known_by_what_it_holds(head: str, kind: str | None) -> None:
    assert kinds.recognise(head.encode()) == kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n \n", "is empty"),
        ("\ufeffhttps://a.example".encode("utf-16-le"), "is UTF-16"),
        (b"Dear all,\n", "say what it is with --from"),
    ],
)
def test_a_file_that_is_nothing_of_the_kind_is_refused_whole(
    store: Store, tmp_path: Path, data: bytes, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        taken(store, written(tmp_path / "x", data))


def test_what_a_file_is_can_be_said(store: Store, tmp_path: Path) -> None:
    """The first lines of a list may be anything."""
    path = written(tmp_path / "x", "Dear all,\nhttps://a.example/1\n")
    account = taken(store, path, "addresses")
    assert (account.taken["story"], len(told(account))) == (1, 1)


HOSTILE = [
    (b"https://a.example/1\n\xff\xfehttps://a.example/2\nhttps://a.example/3\n", "addresses", 2, 1),
    (
        b"TY  - NEWS\nTI  - \xe9t\xe9\nUR  - https://a.example/1\nER  - \nTY  - NEWS\nUR  - https://a.example/2\n",
        "ris",
        1,
        1,
    ),
    (
        b"TY  - NEWS\nUR  - https://a.example/1\nTY  - NEWS\nUR  - https://a.example/2\nER  - \nER  - \nstray\n",
        "ris",
        2,
        1,
    ),
    (b"stray\nTY  - NEWS\nUR  - https://a.example/1\n" + b"x\n" * 20_000 + b"ER  - \n", "ris", 0, 2),
    (b'url,title,publish_date,media_name\nhttps://a.example/1,"open,,\nhttps://a.example/2,x,,\n', "mediacloud", 1, 1),
    (b"url,title,publish_date,media_name\nhttps://a.example/1,\xff,,\nhttps://a.example/2,x,,\n", "mediacloud", 1, 1),
    (b"url,title,publish_date,media_name\nhttps://a.example/1,x\0\x1b[2Jy,9999-99-99,\n", "mediacloud", 1, 1),
    (b"url,title\nhttps://a.example/1,x\n", "mediacloud", 0, 1),
    (b"[" * 200_000, "csl", 0, 1),
    (b'[{"URL": "https://a.example/1"}', "csl", 0, 1),
    (b'[{"URL": 7}, null, {"URL": "https://a.example/\\u0000x"}, {"URL": "https://a.example/\\ud800"}]', "csl", 0, 4),
    (b"https://[bad\nhttps://a.example:99999999/\nhttps:///x\nhttps://a.example/" + b"x" * 5_000, "addresses", 0, 4),
]


@pytest.mark.parametrize(("data", "kind", "stories", "problems"), HOSTILE)
def test_hostile_lists_lose_only_what_cannot_be_read(
    store: Store, tmp_path: Path, data: bytes, kind: str, stories: int, problems: int
) -> None:
    account = taken(store, written(tmp_path / "x", data), kind)
    assert (account.taken["story"], len(told(account))) == (stories, problems)
    for story in _stories(store):
        assert "\0" not in story.title
        assert "\x1b" not in story.title


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row(store: Store, tmp_path: Path) -> None:
    rows = "".join(f"https://a.example/{n},Story {n},,\n" for n in range(100))
    text = f'url,title,publish_date,media_name\nhttps://a.example/x,"open,,\n{rows}'
    account = taken(store, written(tmp_path / "m.csv", text))
    assert (account.taken["story"], told(account)) == (
        100,
        ['line 2: a quotation mark is opened and never closed; close it; write one in a cell as ""'],
    )
    assert tables._REACH > 100


def test_a_date_that_names_no_day_is_told(store: Store, tmp_path: Path) -> None:
    """A year alone is no day; an empty cell is no date."""
    text = "url,title,publish_date,media_name\nhttps://a.example/1,x,notadate,\nhttps://a.example/2,y,,\n"
    account = taken(store, written(tmp_path / "m.csv", text))
    assert (account.taken["story"], told(account)) == (2, ["line 2: 'notadate' names no day; taken without a date"])
    account = taken(
        store, written(tmp_path / "r.ris", "TY  - NEWS\nTI  - z\nPY  - 2026\nUR  - https://a.example/3\nER  - \n")
    )
    assert (account.taken["story"], told(account)) == (1, ["line 1: '2026' names no day; taken without a date"])


@pytest.mark.parametrize(
    "doi", ["10.1000/xyz", "https://doi.org/10.1000/xyz", "dx.doi.org/10.1000/xyz", "DOI: 10.1000/xyz"]
)
def test_a_doi_is_known_however_it_is_written(doi: str) -> None:
    found = values_of("", doi=doi)
    assert isinstance(found, Found)
    assert found.url == "https://doi.org/10.1000/xyz"


def test_dates_that_name_no_day_are_none() -> None:
    nothing = ("", "2026", "2026-06", "June 2026", "2026/13/45", "31 June 2026", "12/06/2026", "June 12-14, 2026")
    for text in (*nothing, "x" * 100_000, "12 June " * 10_000):
        assert day(text) is None, text[:20]
    for text in ("12 June 2026", "June 12th, 2026", "Fri, 12 Jun 2026 10:00:00 GMT", "Jun. 12, 2026 10:05 AM"):
        assert day(text) == datetime(2026, 6, 12, tzinfo=UTC), text
    assert day("2026-06-12T10:00:00Z") == datetime(2026, 6, 12, 10, tzinfo=UTC)
    assert day("2026/6/2//morning") == datetime(2026, 6, 2, tzinfo=UTC)
    assert NOW
