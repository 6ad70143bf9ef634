"""A poll from end to end, over real HTTP on loopback, into a real database."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reportedly import smallweb
from reportedly.home import Home
from reportedly.pipeline import poll
from store import claims, feeds, marks, reading
from store.feeds import NewFeed
from store.lock import poll_lock
from store.query import Query, parse
from tests.reportedly.conftest import Run, add_web, loopback_home
from tests.web import Reply, Web

NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Example</title><link>{base}/</link>{items}
</channel></rss>"""
ITEM = (
    "<item><title>{title}</title><link>{base}/{name}</link><guid>{name}</guid>"
    "<description>{summary}</description></item>"
)
PAGE = "<html lang='en'><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
BAN = "Norway bans the chatbot Grok on government devices"
BAN_TEXT = (
    "Norway has banned the chatbot Grok from government devices, the ministry said on Tuesday. Officials cannot use "
    "the AI model from Monday on, and access from state networks is blocked while an inquiry goes on."
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return loopback_home(tmp_path / "home", NOW)


def publish(web: Web, items: list[tuple[str, str, str]], headers: tuple[tuple[str, str], ...] = ()) -> str:
    """Serves a feed of (name, headline, summary) and returns its address."""
    rows = "".join(ITEM.format(base=web.url(""), name=n, title=t, summary=s) for n, t, s in items)
    body = FEED.format(base=web.url(""), items=rows).encode()
    web.on("/feed", Reply(200, body, [("Content-Type", "application/rss+xml"), *headers]))
    return web.url("/feed")


def subscribe(home: Home, *urls: str) -> None:
    with home.open() as store:
        feeds.add(store, [NewFeed(url, "The Example", "The Example") for url in urls], NOW)


def paths(web: Web) -> list[str]:
    return [request.path for request in web.requests]


def test_a_story_that_fits_is_fetched_once_and_one_that_does_not_is_kept_unfetched(home: Home, web: Web) -> None:
    """Every entry is kept with its relevance; only what fits costs its publisher a page."""
    items = [("ban", BAN, "The chatbot is off limits."), ("soup", "Ten soups for autumn", "Pumpkin leads the list.")]
    subscribe(home, publish(web, items))
    web.on("/ban", Reply(200, PAGE.format(title=BAN, text=BAN_TEXT).encode(), [("Content-Type", "text/html")]))
    summary = poll(home, lambda: NOW)
    assert (summary.new_entries, summary.new_stories, summary.pages) == (2, 1, 1)
    assert paths(web) == ["/feed", "/ban"]
    with home.open() as store:
        found = {story.title: story for story in reading.every_story(store)}
    assert found[BAN].text == BAN_TEXT
    assert found[BAN].text_source == "page"
    assert {match.group for match in found[BAN].matched} >= {"subject", "ban"}
    assert not found["Ten soups for autumn"].relevant
    assert found["Ten soups for autumn"].text == "Pumpkin leads the list."


def test_a_story_turned_back_is_fetched_by_the_next_poll_and_stays(home: Home, web: Web) -> None:
    """A person's word stands against the topic's, over polls and analyses."""
    subscribe(home, publish(web, [("soup", "Ten soups for autumn", "Pumpkin leads the list.")]))
    web.on("/soup", Reply(200, PAGE.format(title="Soup", text=BAN_TEXT).encode(), [("Content-Type", "text/html")]))
    poll(home, lambda: NOW)
    with home.open() as store:
        marks.judge(store, [1], True, NOW)
    poll(home, lambda: NOW + timedelta(minutes=1))
    with home.open() as store:
        story = reading.get(store, 1)
    assert (story.relevant, story.judged_by_hand, story.text_source) == (True, True, "page")


def test_where_a_page_gives_nothing_the_feeds_own_text_stays_and_says_why(home: Home, web: Web) -> None:
    """The reason is kept with the story, and the page is tried again later."""
    subscribe(home, publish(web, [("ban", BAN, BAN_TEXT)]))
    web.on("/ban", Reply(403, b"no", [("Content-Type", "text/html")]))
    poll(home, lambda: NOW)
    with home.open() as store:
        story = reading.get(store, 1)
    assert (story.text, story.text_source) == (BAN_TEXT, "feed")
    assert story.relevant
    assert "403" in (story.page_note or "")
    poll(home, lambda: NOW + timedelta(minutes=10), everything=True)
    assert paths(web).count("/ban") == 1
    poll(home, lambda: NOW + timedelta(hours=2), everything=True)
    assert paths(web).count("/ban") == 2


def test_one_broken_feed_stops_no_other(home: Home, web: Web) -> None:
    """It is named with why and when it is tried again."""
    web.on("/broken", Reply(500, b"oops"))
    subscribe(home, web.url("/broken"), publish(web, [("soup", "Ten soups", "Pumpkin.")]))
    summary = poll(home, lambda: NOW)
    assert (summary.feeds, summary.new_entries) == (2, 1)
    (failure,) = summary.failures
    assert "/broken: 500: the server has trouble; 1 error in a row, 15 min is waited" in failure


def test_a_second_poll_asks_only_for_changes_and_changes_nothing(home: Home, web: Web) -> None:
    """Due feeds only; with `everything` the request is conditional; the stories' rows stay as they are."""
    subscribe(home, publish(web, [("ban", BAN, BAN_TEXT)], (("ETag", 'W/"v1"'), ("Last-Modified", "yesterday-ish"))))
    web.on("/ban", Reply(200, PAGE.format(title=BAN, text=BAN_TEXT).encode(), [("Content-Type", "text/html")]))
    poll(home, lambda: NOW)
    assert poll(home, lambda: NOW + timedelta(minutes=5)).feeds == 0
    before = _tables(home)
    assert poll(home, lambda: NOW + timedelta(hours=3), everything=True).not_modified == 1
    assert _tables(home) == before
    assert paths(web) == ["/feed", "/ban", "/feed"]
    assert web.requests[-1].headers["if-none-match"] == 'W/"v1"'
    assert web.requests[-1].headers["if-modified-since"] == "yesterday-ish"


def _tables(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """Everything but the polls' own bookkeeping."""
    with home.open() as store:
        names = ("stories", "entries", "revisions", "marks", "claims", "mentions")
        return {name: [tuple(row) for row in store.rows(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in names}


def test_the_small_web_tells_its_claims_and_its_edits(tmp_path: Path) -> None:
    """Polled as its days go by: claims of many outlets, copies as one chain, edits as revisions, ids that last."""
    home = loopback_home(tmp_path / "home", NOW)
    web = smallweb.load(datetime(2026, 6, 14, 16, tzinfo=UTC))
    with smallweb.serving(web):
        add_web(home, web)
        ids = []
        for day, hour in ((14, 16), (15, 10), (24, 16)):
            web.moment = datetime(2026, 6, day, hour, tzinfo=UTC)
            poll(home, lambda: web.moment, everything=True)
            with home.open() as store:
                found = claims.select(store, Query(), NOW)
                ids.append({claim.id for claim in found if len(claim.outlets) > 3})
                edited = [story.title for story in reading.select(store, parse("edited any"), NOW)]
    assert len(found) > 20
    assert max(len(claim.outlets) for claim in found) >= 6
    assert any(claim.chains < len(claim.stories) for claim in found)
    assert len(edited) >= 2
    assert ids[1] & ids[2]


def test_a_poll_beside_a_poll_is_refused_with_3(run: Run, home: Home) -> None:
    """The lock says who holds it."""
    with poll_lock(home.lock):
        done = run("poll", home=home.root)
    assert done.returncode == 3
    assert "another poll (process " in done.stderr


def test_exit_codes_tell_all_failed_from_done(run: Run, home: Home, web: Web) -> None:
    """1 where every feed failed, 0 where one answered or none was due."""
    assert run("poll", home=home.root).returncode == 0
    web.on("/gone", Reply(410, b""))
    subscribe(home, web.url("/gone"))
    failed = run("poll", home=home.root)
    assert failed.returncode == 1
    assert "/gone: 410: gone for good" in failed.stderr
    subscribe(home, publish(web, [("soup", "Ten soups", "Pumpkin.")]))
    assert run("poll", "--all", home=home.root).returncode == 0


def test_analyse_judges_by_the_topic_as_it_is_now_and_keeps_marks(run: Run, home: Home, web: Web) -> None:
    """An edited topic takes effect; saved stays saved and a person's verdict stands."""
    items = [("ban", BAN, BAN_TEXT), ("soup", "Ten soups for autumn", "A soup of pumpkin leads the list of soups.")]
    subscribe(home, publish(web, items))
    web.on("/ban", Reply(404, b""))
    poll(home, lambda: NOW)
    run("save", "1", home=home.root)
    home.topic.write_text(
        'name = "soup"\nsubjects = ["soup*"]\n'
        '[[group]]\nid = "list"\nrole = "restriction"\nterms = ["list"]\nweight = 5\n'
    )
    done = run("analyse", home=home.root)
    assert "2 stories judged otherwise than before" in done.stderr
    rows = [json.loads(line) for line in run("export", "stories", "--all", home=home.root).stdout.splitlines()]
    assert {(row["title"], row["relevant"], row["saved"]) for row in rows} == {
        (BAN, False, True),
        ("Ten soups for autumn", True, False),
    }


ON_TOPIC = ("ban", BAN, "The chatbot is off limits.")
SOUPS = [(f"soup{number}", f"Soup {number}", "Pumpkin leads the list.") for number in range(4)]
UNTOLD = ("issue", "Issue 212: the little paper", "One outsider has read it. Three words say it all.")


@pytest.mark.parametrize(
    ("before", "fetched"),
    [
        ([ON_TOPIC, *SOUPS[:3]], True),
        ([ON_TOPIC, *SOUPS[:4]], False),
        (SOUPS[:1], False),
    ],
    ids=["a quarter", "a fifth", "nothing"],
)
def test_an_entry_that_says_nothing_is_looked_up_where_its_feed_is_on_the_topic(
    home: Home, web: Web, before: list[tuple[str, str, str]], fetched: bool
) -> None:
    subscribe(home, publish(web, before))
    page = Reply(200, PAGE.format(title=BAN, text=BAN_TEXT).encode(), [("Content-Type", "text/html")])
    for name in ("ban", "issue"):
        web.on(f"/{name}", page)
    poll(home, lambda: NOW)
    publish(web, [*before, UNTOLD])
    poll(home, lambda: NOW + timedelta(hours=2))
    assert ("/issue" in paths(web)) is fetched
    with home.open() as store:
        (found,) = [story for story in reading.every_story(store) if story.title == UNTOLD[1]]
    assert found.relevant is fetched


def test_what_speaks_against_the_topic_is_not_looked_up_even_there(home: Home, web: Web) -> None:
    subscribe(home, publish(web, [ON_TOPIC]))
    web.on("/ban", Reply(200, PAGE.format(title=BAN, text=BAN_TEXT).encode(), [("Content-Type", "text/html")]))
    poll(home, lambda: NOW)
    publish(web, [ON_TOPIC, ("cooks", "Cooks sue over training data", "Nine writers say recipes were copied.")])
    poll(home, lambda: NOW + timedelta(hours=2))
    assert "/cooks" not in paths(web)
