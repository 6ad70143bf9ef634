"""User and password of a feed's address: sent to its own server, and seen nowhere."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest

from fetchers.moving import carried
from reportedly.cli import main
from store import marks
from tests.fetchers.build import rss
from tests.fetchers.test_extract import PAGE, PARAGRAPHS
from tests.reportedly.desk import RSS, Desk, feed, honest
from tests.store import build
from tests.web import Reply, Web, redirect

SECRET = "hush-hush"
BASIC = "Basic " + b64encode(f"me:{SECRET}".encode()).decode()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def with_password(url: str) -> str:
    return url.replace("://", f"://me:{SECRET}@")


CARRIED = [
    ("https://me:pw@a.example/x", "https://a.example/y", "https://me:pw@a.example/y"),
    ("https://me:pw@a.example/x", "https://a.example:443/y", "https://me:pw@a.example:443/y"),
    ("https://me:pw@a.example/x", "https://b.example/y", "https://b.example/y"),
    ("http://me:pw@a.example/x", "https://a.example/y", "https://a.example/y"),
    ("https://a.example/x", "https://you:pw@a.example/y", "https://a.example/y"),
    ("https://me:pw@a.example/x", "https://you:pw@b.example/y", "https://b.example/y"),
]


@pytest.mark.parametrize(("url", "target", "address"), CARRIED)
def test_a_password_moves_only_within_its_origin(url: str, target: str, address: str) -> None:
    assert carried(url, target) == address


def test_a_rewritten_address_keeps_its_password(desk: Desk, web: Web) -> None:
    """It moved on its own server, which wants the password as before."""
    desk.add(with_password(web.on("/old", redirect("/new"))))
    web.on("/new", honest(1, Cache_Control="max-age=36000"))
    desk.poll()
    desk.poll_when_due(4)
    assert desk.feed().url == with_password(web.url("/new"))
    assert [request.headers.get("authorization") for request in web.requests] == [BASIC] * len(web.requests)


def test_another_servers_address_gets_none(desk: Desk, web: Web, other_web: Web) -> None:
    desk.add(with_password(web.on("/old", redirect(other_web.on("/new", honest(1, Cache_Control="max-age=36000"))))))
    desk.poll()
    desk.poll_when_due(4)
    assert desk.feed().url == other_web.url("/new")
    assert {request.headers.get("authorization") for request in other_web.requests} == {None}


@pytest.mark.parametrize("reply", [feed(1), Reply(500), redirect("/feed"), redirect("ftp://else.example/")])
def test_it_is_shown_nowhere(desk: Desk, web: Web, capsys: pytest.CaptureFixture[str], reply: Reply) -> None:
    """Not in lists, the ledger, errors or exports, whatever the server does; the export says that it is left out."""
    desk.add(with_password(web.on("/feed", reply)))
    told = [*desk.poll().failures, *desk.poll(timedelta(hours=9)).failures]
    home = ["--home", str(desk.home.root)]
    for words in (
        *(["list"], ["list", "--json"], ["explain", "1"], ["explain", "1", "--json"], ["export"]),
        *(["score"], ["score", "--json", "--days", "9999"], ["add", "--no-check", with_password(web.url("/feed"))]),
        *(["pause", "1"], ["resume", "1"], ["remove", "1"]),
    ):
        main([*home, "feeds", *words])
    shown = capsys.readouterr()
    assert web.url("/feed") in shown.out
    assert "is exported without its password" in shown.err
    assert SECRET not in shown.out + shown.err + "".join(told)


def test_a_story_has_none_whoever_wrote_it(desk: Desk, web: Web) -> None:
    """Not the feed in link and guid, not the page in its own address and its links; the page is asked for without."""
    story, base = with_password(web.url("/story")), web.url("/")
    entry = f"<item><title>Soup</title><link>{story}</link><guid>{story}</guid></item>"
    web.on("/feed", Reply(200, rss(entry), RSS))
    head = f'<link rel="canonical" href="{story}"><meta property="og:url" content="{story}">'
    link = f'<p>It was <a href="{with_password(web.url("/other"))}">told before</a> by the paper in the same city.</p>'
    page = PAGE.format(head=head, paragraphs=PARAGRAPHS + link)
    web.on("/story", Reply(body=page.encode(), headers=[("Content-Type", "text/html")]))
    desk.add(web.url("/feed"))
    with desk.home.open() as store:
        desk.poll()
        marks.judge(store, [1], True, desk.now)
        desk.poll()
        assert SECRET not in repr(build.dump(store))
        assert store.value("SELECT url FROM links") == f"{base}other"
        assert store.value("SELECT count(*) FROM statements WHERE field = 'canonical_url'") == 2
    assert {request.headers.get("authorization") for request in web.requests} == {None}


def test_nor_by_what_fails_to_add_it(desk: Desk, web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    web.on("/none", Reply(401))
    main(["--home", str(desk.home.root), "feeds", "add", with_password(web.url("/none"))])
    said = capsys.readouterr().err
    assert web.url("/none") in said
    assert SECRET not in said
