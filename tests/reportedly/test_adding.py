"""`reportedly feeds add`: any address, one look, and a word on what was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.home import Home
from tests.fetchers.build import item, rss
from tests.reportedly.conftest import MOMENT, Run, loopback_home
from tests.web import Reply, Web

HTML = [("Content-Type", "text/html")]
ITEMS = item(1, "<pubDate>Fri, 12 Jun 2026 17:21:00 GMT</pubDate>", "Export ban on the AI model Fable 5") + item(2)
FEED = Reply(200, rss(ITEMS), [("Content-Type", "application/rss+xml"), ("ETag", '"one"')])


@pytest.fixture
def home(tmp_path: Path, web: Web) -> Home:
    """A home without feeds that may ask this machine."""
    return loopback_home(tmp_path / "home", MOMENT)


def _page(*names: str) -> Reply:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" title="{n}" href="/{n}">' for n in names)
    return Reply(200, f"<html><head>{links}</head></html>".encode(), HTML)


def _listed(run: Run, home: Home) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("feeds", "list", "--json", home=home.root).stdout.splitlines()]


def test_a_feed_is_added_with_what_was_found(run: Run, home: Home, web: Web) -> None:
    """Kind, title, entries and the newest date are said; its entries are there already, by one request."""
    web.on("/feed", FEED)
    done = run("feeds", "add", web.url("/feed"), home=home.root)
    assert (done.returncode, done.stdout) == (0, "")
    assert "added: RSS 2.0 “The Paper”, 2 entries, the newest of 2026-06-12 17:21 UTC" in done.stderr
    assert "2 new stories, 1 on the topic" in done.stderr
    (feed,) = _listed(run, home)
    assert (feed["title"], feed["outlet"]) == ("The Paper", "The Paper")
    assert [request.path for request in web.requests] == ["/feed"]


def test_a_page_is_followed_to_its_feed(run: Run, home: Home, web: Web) -> None:
    web.on("/story", _page("news", "comments"))
    web.on("/news", FEED)
    done = run("feeds", "add", web.url("/story"), "--outlet", "The Example", home=home.root)
    assert done.returncode == 0
    assert "the page names it" in done.stderr
    assert f"left aside: {web.url('/comments')}" in done.stderr
    (feed,) = _listed(run, home)
    assert (feed["url"], feed["outlet"]) == (web.url("/news"), "The Example")
    assert [request.path for request in web.requests] == ["/story", "/news"]


def test_several_feeds_are_listed_and_one_is_picked(run: Run, home: Home, web: Web) -> None:
    """Without a person to ask nothing is added, and the mend is named."""
    web.on("/story", _page("news", "sport"))
    web.on("/sport", FEED)
    done = run("feeds", "add", web.url("/story"), home=home.root)
    assert done.returncode == 2
    assert f"choose one with: reportedly feeds add {web.url('/story')} --pick N" in done.stderr
    assert f"   2  {web.url('/sport')}  sport  (the page names it)" in done.stderr
    assert _listed(run, home) == []
    assert "there is no number 3" in run("feeds", "add", web.url("/story"), "--pick", 3, home=home.root).stderr
    assert run("feeds", "add", web.url("/story"), "--pick", 2, home=home.root).returncode == 0
    assert [feed["url"] for feed in _listed(run, home)] == [web.url("/sport")]


def test_a_feed_that_is_on_the_list_is_not_asked_again(run: Run, home: Home, web: Web) -> None:
    web.on("/feed", FEED)
    for _ in range(2):
        done = run("feeds", "add", web.url("/feed"), home=home.root)
    assert done.returncode == 0
    assert "is on the list already" in done.stderr
    assert len(web.requests) == 1


@pytest.mark.parametrize(("path", "why"), [("/gone", "404: not found"), ("/json", "no JSON Feed")])
def test_where_no_feed_is_nothing_is_added(run: Run, home: Home, web: Web, path: str, why: str) -> None:
    web.on("/gone", Reply(404))
    web.on("/json", Reply(200, b'{"a": 1}'))
    done = run("feeds", "add", web.url(path), home=home.root)
    assert done.returncode == 1
    assert why in done.stderr
    assert f"reportedly feeds add --no-check {web.url(path)}" in done.stderr
    assert _listed(run, home) == []


def test_without_a_network_a_feed_can_be_added_unseen(run: Run, home: Home) -> None:
    """The error names the mend, and the mend works."""
    nowhere = "http://127.0.0.1:9/feed"
    done = run("feeds", "add", nowhere, home=home.root)
    assert done.returncode == 1
    assert f"to add it unseen: reportedly feeds add --no-check {nowhere}" in done.stderr
    done = run("feeds", "add", "--no-check", nowhere, home=home.root)
    assert done.returncode == 0
    assert [feed["url"] for feed in _listed(run, home)] == [nowhere]


def test_an_address_that_is_refused_names_the_setting_that_opens_it_and_no_other_mend(run: Run, home: Home) -> None:
    """To add it unseen would only put the refusal off."""
    done = run("feeds", "add", "http://169.254.169.254/feed", home=home.root)
    assert done.returncode == 1
    assert 'add "169.254.169.254:80" to allow_private under [poll] in config.toml' in done.stderr
    assert "--no-check" not in done.stderr


def test_a_search_is_known_for_one(run: Run, home: Home, web: Web) -> None:
    """Its entries are of many outlets, each under its own name."""
    hit = {"objectID": "1", "title": "AI model banned", "url": "https://www.example.com/1"}
    web.on("/search", Reply(200, json.dumps({"hits": [hit], "nbHits": 1, "query": "ban"}).encode()))
    assert run("feeds", "add", web.url("/search"), home=home.root).returncode == 0
    (feed,) = _listed(run, home)
    assert (feed["outlet"], feed["note"]) == ("Hacker News", "search feed: a signal, not an outlet")
    (story,) = map(json.loads, run("stories", "any", "--json", home=home.root).stdout.splitlines())
    assert story["outlet"] == "example.com"
